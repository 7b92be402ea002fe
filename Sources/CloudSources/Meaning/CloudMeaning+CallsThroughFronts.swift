internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// One call through a load balancer or an address is one call, although whoever makes it requires the front itself and the
/// ways behind it: a load balancer and its listeners, an address and what holds it.
extension CloudMeaning {
  /// Lets what requires a front and ways behind it call the ways only, which call the front in turn. Several ways share the
  /// calls evenly, because no file states how many take which.
  func countCallsThroughFronts(to draft: inout ImportDraft) {
    let ways = waysOfFronts(in: draft)
    guard !ways.isEmpty else { return }
    for id in draft.components.map(\.id) {
      draft.update(id.text) { component in
        let carrying = component.relations.indices.filter { component.relations[$0].kind.carriesCalls }
        var requirements = carrying.map { component.relations[$0].requirement }
        guard Self.share(&requirements, among: ways) else { return }
        for (position, requirement) in zip(carrying, requirements) {
          component.relations[position].requirement = requirement
        }
      }
    }
    // What is behind the ways of a front is called by these.
    for (front, ways) in ways {
      var behind: Set<ComponentID> = []
      for way in ways {
        for relation in draft[way.text]?.relations ?? [] where relation.kind.carriesCalls {
          relation.requirement.forEachComponent { behind.insert($0) }
        }
      }
      draft.update(front.text) { component in
        for position in component.relations.indices
        where component.relations[position].kind == .uses
          && component.relations[position].requirement.terms.calls == nil
        {
          var isBehind = true
          component.relations[position].requirement.forEachComponent { isBehind = isBehind && behind.contains($0) }
          if isBehind { component.relations[position].requirement.terms = CallTerms(calls: .zero) }
        }
      }
    }
  }

  /// By front the ways behind it, each of which requires the front.
  private func waysOfFronts(in draft: ImportDraft) -> [ComponentID: Set<ComponentID>] {
    var found: [ComponentID: Set<ComponentID>] = [:]
    func note(_ front: String, _ ways: [String]) {
      guard let front = draft[front]?.id else { return }
      for way in ways {
        guard let way = draft[way], way.id != front else { continue }
        let requiresFront = way.relations.contains { relation in
          guard relation.kind == .needs else { return false }
          var names = false
          relation.requirement.forEachComponent { names = names || $0 == front }
          return names
        }
        if requiresFront { found[front, default: []].insert(way.id) }
      }
    }
    for (balancer, ways) in waysByBalancer { note(balancer, ways.defaults + ways.rules) }
    for (front, ways) in waysByFront { note(front, ways) }
    for (address, holders) in holdersByAddress { note(address, holders) }
    return found
  }

  /// Shares calls among the ways of fronts, where all of some requirements are called; `false` where there is nothing to share.
  private static func share(_ requirements: inout [Requirement], among ways: [ComponentID: Set<ComponentID>]) -> Bool {
    var hasChanged = false
    var places: [ComponentID: [Int]] = [:]
    for position in requirements.indices {
      switch requirements[position].target {
      case .component(let id):
        guard let ways = ways[id], requirements[position].terms.calls == nil else { continue }
        if places.isEmpty { places = Self.places(of: requirements) }
        let parts = Set(ways.flatMap { places[$0] ?? [] }).sorted().compactMap {
          other -> (position: Int, count: Int)? in
          var (count, isWay) = (0, true)
          requirements[other].forEachComponent {
            count += 1
            isWay = isWay && ways.contains($0)
          }
          return isWay ? (other, count) : nil
        }
        guard !parts.isEmpty else { continue }
        hasChanged = true
        requirements[position].terms.calls = .zero
        let total = parts.reduce(0) { $0 + $1.count }
        for part in parts where parts.count > 1 && requirements[part.position].terms.calls == nil {
          requirements[part.position].terms.calls = Amount(millionths: Int64(1_000_000 * part.count / total))
          // No file states how calls are shared.
          requirements[part.position].terms.bases[.calls] = NumberBasis(confidence: .assumed)
        }
      case .group(var group):
        var members = group.members.map(\.requirement)
        guard group.threshold == .all ? share(&members, among: ways) : shareWithin(&members, among: ways) else {
          continue
        }
        hasChanged = true
        for member in members.indices { group.members[member].requirement = members[member] }
        requirements[position].target = .group(group)
      }
    }
    return hasChanged
  }

  /// By component the requirements that name it first.
  private static func places(of requirements: [Requirement]) -> [ComponentID: [Int]] {
    var found: [ComponentID: [Int]] = [:]
    for (position, requirement) in requirements.enumerated() {
      var first: ComponentID?
      requirement.forEachComponent { first = first ?? $0 }
      if let first { found[first, default: []].append(position) }
    }
    return found
  }

  /// The same of members of which some are enough: each by itself.
  private static func shareWithin(
    _ members: inout [Requirement], among ways: [ComponentID: Set<ComponentID>]
  ) -> Bool {
    var hasChanged = false
    for position in members.indices {
      guard case .group = members[position].target else { continue }
      var member = [members[position]]
      guard share(&member, among: ways) else { continue }
      hasChanged = true
      members[position] = member[0]
    }
    return hasChanged
  }
}
