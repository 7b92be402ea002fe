internal import DependencyModel

extension DiagramComposer {
  /// A crowd is called by what its components have in common, with their number and kinds below.
  func names(of block: Arrangement.Block, _ crowd: Crowd) -> (title: String, subtitle: String?) {
    let components = block.members.map { scene.component($0) }
    let size = count(components.count, "component")
    let kinds = kinds(of: components)
    func titled(_ title: String) -> (String, String?) {
      (shownName(title), shownName([size, kinds].compactMap(\.self).joined(separator: ": "), limit: 48))
    }
    switch crowd {
    case .owner(let owner?): return titled(owner)
    case .owner(nil): return titled("without an owner")
    case .tier(let tier?): return titled("tier \(tier)")
    case .tier(nil): return titled("without a tier")
    case .tierAndKind(let tier, let kind):
      let name = kind.map { KindPhrase.phrase(for: $0) } ?? "component"
      return (
        shownName("\(grouped(components.count)) × \(name)"), tier.map { "tier \($0)" } ?? members(components)
      )
    case .domain(let domain?):
      let alike = graph.arrangement.domains(drawnAs: domain).map { scene.component($0) }
      guard alike.count > 1 else { return titled(alike[0].displayName) }
      return titled("\(grouped(alike.count)) × \(collectiveName(of: alike) ?? "domain")")
    case .prefix(let prefix) where !prefix.isEmpty: return titled("\(prefix)…")
    case .layers(let first, let last, let depth):
      let name = first == last ? "layer \(first + 1)" : "layers \(grouped(first + 1))–\(grouped(last + 1))"
      let (title, subtitle) = (size, kinds)
      return (
        shownName(title),
        shownName(["\(name) of \(grouped(depth))", subtitle].compactMap(\.self).joined(separator: ": "), limit: 48)
      )
    case .needing(let hub):
      let need = "need \(shownName(scene.outline(hub).displayName, limit: 24))"
      return (size, shownName([need, kinds].compactMap(\.self).joined(separator: ": "), limit: 48))
    case .domain(nil), .prefix, .kind, .kindAndDomain, .mixed:
      guard let name = collectiveName(of: components) else { return (size, kinds) }
      return (shownName("\(grouped(components.count)) × \(name)"), members(components))
    }
  }

  /// The domains that a mark is in, where its cluster stands for more of them, or it has none: `in zone-a`.
  func homes(of block: Arrangement.Block) -> [String] {
    guard let home = block.home, block.role != .domain else { return [] }
    let alike = graph.arrangement.domains(drawnAs: home)
    let isNamedHere = isNamedOnMark[home]
    guard alike.count > 1 || isNamedHere else { return [] }
    var homes: [Int] = []
    let things = block.members.isEmpty ? block.namedAfter : block.members
    for thing in things {
      guard let own = scene.domainsAround(thing).first(where: { graph.arrangement.representatives[$0] == home }) else {
        continue
      }
      if !homes.contains(own) { homes.append(own) }
    }
    guard !homes.isEmpty, homes.count < alike.count || isNamedHere else { return [] }
    let names = homes.map { shownName(scene.outline($0).displayName, limit: 24) }
    let list = names.joined(separator: ", ")
    return ["in " + (names.count > 1 && list.count > 26 ? "\(grouped(names.count)) of \(grouped(alike.count))" : list)]
  }
}

extension MarkGraph {
  /// Whether all of the components need each other, in circles through none but themselves.
  func isCircle(_ members: [Int]) -> Bool {
    var numbers: [Int: Int] = [:]
    for (number, member) in members.enumerated() { numbers[member] = number }
    let targets = members.map { member in
      var targets: [Int] = []
      for relation in scene.relations[member] where scene.isDrawn(relation.kind) && relation.kind != .in {
        for target in relation.targets {
          scene.forEachComponent(of: target) { if let number = numbers[$0] { targets.append(number) } }
        }
      }
      return targets
    }
    return members.count > 1 && Circles.parts(of: targets).count == 1
  }

  /// Whether a block is a domain whose cluster is drawn, and is needed, or needs something, from outside of it only: the
  /// cluster's frame stands for it.
  func isFrame(_ number: Int) -> Bool {
    let block = arrangement.blocks[number]
    guard block.role == .domain, let home = block.home, block.namedAfter.contains(home) else { return false }
    func isInside(_ mark: Int) -> Bool {
      let other =
        mark < arrangement.blocks.count ? arrangement.blocks[mark].home : groups[mark - arrangement.blocks.count].home
      return arrangement.chain(from: other).contains(home)
    }
    for (key, _) in edges {
      if key.to == number, isInside(key.from) { return false }
      if key.from == number, isInside(key.to) { return false }
    }
    return true
  }
}
