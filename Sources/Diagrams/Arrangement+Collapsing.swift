internal import DependencyModel

extension Arrangement {
  /// Draws as one what the options ask for.
  ///
  /// - Throws: ``DiagramError/unknownName(_:text:suggestion:)`` for a selector that matches nothing.
  mutating func collapse(_ requests: [DiagramOptions.Collapse]) throws(DiagramError) {
    guard !requests.isEmpty else { return }
    var matcher = SelectorMatcher(scene.model.components)
    var domains: Set<Int> = []
    var isChosen = [Bool](repeating: false, count: blockOf.count)
    for request in requests {
      switch request {
      case .kinds:
        for index in isChosen.indices { isChosen[index] = true }
      case .matching(let selector):
        for index in try scene.matches(selector, role: .collapse, using: &matcher) {
          if index < scene.model.domainCount { domains.insert(index) } else { isChosen[index] = true }
        }
      }
    }
    collapseDomains(domains)
    collapseKinds { isChosen[$0] }
  }

  private mutating func collapseDomains(_ domains: Set<Int>) {
    guard !domains.isEmpty else { return }
    var contents: [Int: [Int]] = [:]
    for (index, block) in blocks.enumerated() {
      // The outermost wins.
      guard let domain = scene.domainsAround(block.members[0]).last(where: domains.contains) else { continue }
      contents[domain, default: []].append(index)
    }
    replace(
      contents.keys.sorted().map { domain in
        let old = contents[domain]!
        return (old: old, new: [wholeDomain(domain, of: old, isFixed: true)])
      })
  }

  private mutating func collapseKinds(where isChosen: (Int) -> Bool) {
    let found = candidates { block -> KindKey? in
      guard block.role == .component, isChosen(block.members[0]) else { return nil }
      return kindKey(of: block)
    }
    replace(
      found.map { old in
        let members = old.flatMap { blocks[$0].members }.sorted()
        return (old: old, new: [Block(role: .folded, members: members, home: blocks[old[0]].home, isFixed: true)])
      })
  }

  /// The block of a domain with all that is shown in it, domains within it included.
  func wholeDomain(_ domain: Int, of old: [Int], isFixed: Bool) -> Block {
    let members = old.flatMap { blocks[$0].members }.sorted()
    let outermost = self.domains(drawnAs: domain)
    var domains = Set(outermost)
    for member in members {
      for inner in scene.domainsAround(member).prefix(while: { representatives[$0] != domain }) {
        domains.insert(inner)
      }
    }
    return Block(
      role: .collapsedDomain, members: members, domains: domains.sorted(), namedAfter: outermost,
      home: scene.homes[domain].map { representatives[$0] }, isFixed: isFixed)
  }

  /// The properties that components must share to be drawn as one kind.
  struct KindKey: Hashable {
    let home: Int?
    let kind: String?
    let condition: Diagram.Condition
    let faultLevel: Level?
  }

  func kindKey(of block: Block) -> KindKey {
    let first = block.role == .collapsedDomain ? block.namedAfter[0] : block.members[0]
    return KindKey(
      home: block.home, kind: scene.outline(first).kind, condition: condition(of: block),
      faultLevel: scene.statuses[first].faultLevel)
  }
}
