internal import DependencyModel

extension Arrangement {
  /// Draws more together until at most a number of blocks remain or nothing is left to fold: first what the fault has not
  /// touched, first inside of domains, the largest crowds first. Components in different states stay apart.
  mutating func coarsen(to target: Int) {
    for limit in [Diagram.Condition.untouched, .fault] {
      foldGreedily(to: target) { arrangement, block -> KindKey? in
        guard block.home != nil, arrangement.isFree(block, upTo: limit) else { return nil }
        return arrangement.kindKey(of: block)
      }
      coarsenDomains(to: target, upTo: limit)
    }
    for limit in [Diagram.Condition.untouched, .fault] {
      foldGreedily(to: target) { arrangement, block -> KindKey? in
        return arrangement.isFree(block, upTo: limit) ? arrangement.kindKey(of: block) : nil
      }
      foldGreedily(to: target) { arrangement, block -> FamilyKey? in
        guard arrangement.isFree(block, upTo: limit) else { return nil }
        return arrangement.familyKey(of: block, byFamily: true)
      }
      foldGreedily(to: target) { arrangement, block -> FamilyKey? in
        guard arrangement.isFree(block, upTo: limit) else { return nil }
        return arrangement.familyKey(of: block, byFamily: false)
      }
    }
  }

  /// Folds what is in a domain, the deepest domains first; a domain with one mark left in it becomes a mark itself, and
  /// such domains of one kind become one.
  private mutating func coarsenDomains(to target: Int, upTo limit: Diagram.Condition) {
    let depths = (0..<scene.model.domainCount).map { scene.domainsAround($0).count }
    for depth in Set(depths).sorted(by: >) {
      foldGreedily(to: target) { arrangement, block -> FamilyKey? in
        guard let home = block.home, depths[home] == depth, arrangement.isFree(block, upTo: limit) else { return nil }
        return arrangement.familyKey(of: block, byFamily: false)
      }
      guard blocks.count > target else { return }
      collapseUniform(depths.indices.filter { depths[$0] == depth }, upTo: limit)
      foldGreedily(to: target) { arrangement, block -> KindKey? in
        guard block.role == .collapsedDomain, arrangement.condition(of: block) <= limit else { return nil }
        return arrangement.kindKey(of: block)
      }
    }
  }

  /// Makes a mark of each domain in which one mark is left.
  private mutating func collapseUniform(_ domains: [Int], upTo limit: Diagram.Condition) {
    var contents: [Int: [Int]] = [:]
    for (index, block) in blocks.enumerated() {
      for domain in chain(from: block.home) { contents[domain, default: []].append(index) }
    }
    var merges: [(old: [Int], new: [Block])] = []
    for domain in domains {
      guard let old = contents[domain], old.count == 1, !blocks[old[0]].isFixed, blocks[old[0]].home == domain,
        blocks[old[0]].members.count > 1, isFree(blocks[old[0]], upTo: limit),
        scene.statuses[domain].condition <= limit
      else { continue }
      merges.append((old, [wholeDomain(domain, of: old, isFixed: false)]))
    }
    replace(merges)
  }

  private func isFree(_ block: Block, upTo limit: Diagram.Condition) -> Bool {
    block.role != .collapsedDomain && condition(of: block) <= limit
      && !block.members.contains { selection.isFocus[$0] }
  }

  private struct FamilyKey: Hashable {
    let home: Int?
    let family: KindFamily?
    let condition: Diagram.Condition
  }

  private func familyKey(of block: Block, byFamily: Bool) -> FamilyKey {
    let kind = scene.outline(block.members[0]).kind
    return FamilyKey(
      home: block.home, family: byFamily ? KindVocabulary.family(of: kind) : nil, condition: condition(of: block))
  }

  /// The properties that candidates share if they are only folded together, so that zones built alike are drawn alike.
  private struct BatchKey: Hashable {
    let parent: Int?
    let homeKind: String?
    let kind: String?
    let condition: Diagram.Condition
  }

  private func batchKey(of candidate: [Int]) -> BatchKey {
    let block = blocks[candidate[0]]
    let kinds = Set(candidate.map { kindKey(of: blocks[$0]).kind })
    return BatchKey(
      parent: block.home.flatMap { scene.homes[$0] }, homeKind: block.home.flatMap { scene.outline($0).kind },
      kind: kinds.count == 1 ? kinds.first! : nil, condition: condition(of: block))
  }

  private mutating func foldGreedily<Key: Hashable>(to target: Int, by key: (Arrangement, Block) -> Key?) {
    guard blocks.count > target else { return }
    var numbers: [BatchKey: Int] = [:]
    var batches: [(gain: Int, candidates: [[Int]])] = []
    for candidate in candidates(by: { key(self, $0) }) {
      let key = batchKey(of: candidate)
      let number = numbers[key] ?? batches.count
      if number == batches.count {
        numbers[key] = number
        batches.append((0, []))
      }
      batches[number].candidates.append(candidate)
      batches[number].gain += candidate.count - 1
    }
    let order = batches.indices.sorted { (-batches[$0].gain, $0) < (-batches[$1].gain, $1) }
    var count = blocks.count
    var chosen: [[Int]] = []
    for number in order where count > target {
      chosen += batches[number].candidates
      count -= batches[number].gain
    }
    fold(chosen)
  }
}
