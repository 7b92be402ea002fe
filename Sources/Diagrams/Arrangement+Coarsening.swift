internal import DependencyModel

extension Arrangement {
  /// Draws more together, the largest crowds and what the fault has not touched first, until no more than so many blocks
  /// remain or nothing is left to fold. Components in different states stay apart.
  mutating func coarsen(to target: Int) {
    foldGreedily(to: target) { arrangement, block in
      block.role == .collapsedDomain ? nil : arrangement.kindKey(of: block)
    }
    let depths = scene.model.components.indices.prefix(scene.model.domainCount).map { scene.domainsAround($0).count }
    for depth in Set(depths).sorted(by: >) {
      guard blocks.count > target else { return }
      let domains = depths.indices.filter { depths[$0] == depth }
      collapseGreedily(domains, to: target)
      guard blocks.count > target else { return }
      collapseGreedily(domains, to: target, evenSingle: true)
      foldGreedily(to: target) { arrangement, block -> KindKey? in
        guard block.role == .collapsedDomain else { return nil }
        return KindKey(
          home: block.home, kind: arrangement.scene.model.components[block.namedAfter[0]].kind, condition: arrangement.condition(of: block),
          faultLevel: nil)
      }
    }
    foldGreedily(to: target) { arrangement, block -> FamilyKey? in
      guard block.role != .collapsedDomain else { return nil }
      return FamilyKey(
        home: block.home, family: KindVocabulary.family(of: arrangement.scene.model.components[block.members[0]].kind),
        condition: arrangement.condition(of: block))
    }
    foldGreedily(to: target) { arrangement, block -> FamilyKey? in
      FamilyKey(home: block.home, family: nil, condition: arrangement.condition(of: block))
    }
  }

  private struct FamilyKey: Hashable {
    let home: Int?
    let family: KindFamily?
    let condition: Diagram.Condition
  }

  private mutating func foldGreedily<Key: Hashable>(to target: Int, by key: (Arrangement, Block) -> Key?) {
    guard blocks.count > target else { return }
    let found = candidates { block in
      block.members.contains { selection.isFocus[$0] } ? nil : key(self, block)
    }.map { (blocks: $0, rank: rank(of: $0)) }
    .sorted { $0.rank < $1.rank }
    var count = blocks.count
    var chosen: [[Int]] = []
    for candidate in found where count > target {
      chosen.append(candidate.blocks)
      count -= candidate.blocks.count - 1
    }
    fold(chosen)
  }

  /// Untouched before touched, then the largest gain, then model order.
  private func rank(of candidate: [Int]) -> (Int, Int, Int) {
    let isTouched = candidate.contains { condition(of: blocks[$0]) > .untouched }
    return (isTouched ? 1 : 0, -candidate.count, candidate[0])
  }

  /// Draws whole domains as one mark for each state in them.
  ///
  /// - Parameter evenSingle: also those with one block in them, which gains nothing but prepares for drawing domains
  ///   together.
  private mutating func collapseGreedily(_ domains: [Int], to target: Int, evenSingle: Bool = false) {
    var contents: [Int: [Int]] = [:]
    let wanted = Set(domains)
    for (index, block) in blocks.enumerated() where !block.isFixed {
      guard let home = block.home, wanted.contains(home) else { continue }
      contents[home, default: []].append(index)
    }
    let found = contents.keys.sorted().map { domain in
      (domain: domain, blocks: contents[domain]!, rank: rank(of: contents[domain]!))
    }.sorted { $0.rank < $1.rank }
    var count = blocks.count
    var merges: [(old: [Int], new: [Block])] = []
    for (domain, old, _) in found where count > target && (evenSingle || old.count > 1) {
      let new = partsByCondition(of: domain, old)
      guard evenSingle || new.count < old.count else { continue }
      merges.append((old, new))
      count -= old.count - new.count
    }
    replace(merges)
  }

  private func partsByCondition(of domain: Int, _ old: [Int]) -> [Block] {
    var parts: [Diagram.Condition: [Int]] = [:]
    for index in old { parts[condition(of: blocks[index]), default: []].append(index) }
    // The domain itself goes with the worst of what is in it, as it can be no worse than that.
    return parts.keys.sorted(by: >).enumerated().map { position, condition in
      var block = wholeDomain(domain, of: parts[condition]!, isFixed: false)
      if position > 0 { block.domains = [] }
      return block
    }
  }
}
