internal import DependencyModel

/// The components of the sources so far.
struct JoinTable {
  private var components: [Component] = []
  private var positions: [ComponentID: Int] = [:]
  /// The components that have a key, each once, in model order.
  private var owners: [String: [Int]] = [:]
  private(set) var faults: [Fault] = []
  private(set) var checks: [Check] = []
  private(set) var lint = LintSettings()

  /// Adds a source and says what of it was there already.
  mutating func add(_ imported: ImportedModel, of format: String) -> JoinReport.Part {
    let later = imported.model
    let laterOwners = Self.owners(of: imported)
    let (partners, ambiguous) = partners(of: later, laterOwners)
    var renamed: [ComponentID: ComponentID] = [:]
    var joined: [JoinReport.Pair] = []
    var alone: [ComponentID] = []
    for (component, partner) in zip(later.components, partners) {
      guard let partner else {
        alone.append(component.id)
        continue
      }
      let id = components[partner.position].id
      joined.append(.init(id: id, other: component.id, key: partner.key))
      if id != component.id { renamed[component.id] = id }
    }
    var places: [Int] = []
    for (component, partner) in zip(later.components, partners) {
      var component = component
      for relation in component.relations.indices {
        component.relations[relation].requirement.rename(renamed)
      }
      if let partner {
        components[partner.position].unite(with: component)
        places.append(partner.position)
      } else {
        positions[component.id] = components.count
        places.append(components.count)
        components.append(component)
      }
    }
    for (key, members) in laterOwners {
      let known = Set(owners[key] ?? [])
      owners[key, default: []] += members.lazy.map { places[$0] }.filter { !known.contains($0) }
    }
    add(later.faults, renamed)
    lint.rules += later.lint.rules
    lint.suppressions += later.lint.suppressions
    checks += later.checks.filter { check in !checks.contains { $0.id == check.id } }
    return JoinReport.Part(format: format, joined: joined, alone: alone, ambiguous: ambiguous)
  }

  /// The components that have each key, in the order in which the source names the keys.
  private static func owners(of imported: ImportedModel) -> [(key: String, members: [Int])] {
    var order: [(key: String, members: [Int])] = []
    var places: [String: Int] = [:]
    var seen: Set<JoinReport.Pair> = []
    let services = imported.idsAreServices ? imported.model.components.map { ("service:\($0.id)", $0.id) } : []
    for (key, id) in imported.identities + services {
      guard let position = imported.model.index(of: id)?.position,
        seen.insert(.init(id: id, other: id, key: key)).inserted
      else { continue }
      if let place = places[key] {
        order[place].members.append(position)
      } else {
        places[key] = order.count
        order.append((key, [position]))
      }
    }
    return order
  }

  // MARK: Identities

  private struct Claim {
    var key: String
    var earlier: Int
    var later: Int
  }

  /// For each component of a source the one that it is, and the keys that say nothing clear.
  private func partners(
    of later: Model, _ laterOwners: [(key: String, members: [Int])]
  ) -> ([(position: Int, key: String?)?], [JoinReport.Ambiguity]) {
    var partners = later.components.map { component in
      positions[component.id].map { (position: $0, key: String?.none) }
    }
    let takenByID = Set(partners.compactMap { $0?.position })
    var claims: [Claim] = []
    for (key, members) in laterOwners {
      if members.count == 1, let earlier = owners[key], earlier.count == 1 {
        claims.append(Claim(key: key, earlier: earlier[0], later: members[0]))
      }
    }
    var ofEarlier: [Int: Set<Int>] = [:]
    var ofLater: [Int: Set<Int>] = [:]
    for claim in claims {
      ofEarlier[claim.earlier, default: []].insert(claim.later)
      ofLater[claim.later, default: []].insert(claim.earlier)
    }
    for claim in claims where partners[claim.later] == nil && !takenByID.contains(claim.earlier) {
      if ofEarlier[claim.earlier]?.count == 1, ofLater[claim.later]?.count == 1 {
        partners[claim.later] = (claim.earlier, claim.key)
      }
    }
    var ambiguous: [JoinReport.Ambiguity] = []
    for (key, members) in laterOwners {
      guard let earlier = owners[key] else { continue }
      let candidates = Set(earlier)
      // Where a surer key showed that two of them are the same, this one does not contradict it.
      if members.contains(where: { partners[$0].map { candidates.contains($0.position) } ?? false }) { continue }
      ambiguous.append(
        .init(
          key: key, earlier: earlier.map { components[$0].id },
          later: members.map { later.components[ComponentIndex($0)].id },
          isContradiction: earlier.count == 1 && members.count == 1))
    }
    return (partners, ambiguous)
  }

  // MARK: Faults

  private mutating func add(_ more: [Fault], _ renamed: [ComponentID: ComponentID]) {
    for var fault in more {
      for level in fault.levels.indices {
        fault.levels[level].component = renamed[fault.levels[level].component] ?? fault.levels[level].component
      }
      guard let position = faults.firstIndex(where: { $0.id == fault.id }) else {
        faults.append(fault)
        continue
      }
      let known = Set(faults[position].levels.map(\.component))
      faults[position].levels += fault.levels.filter { !known.contains($0.component) }
    }
  }

  // MARK: Order

  /// Domains before components, each domain after those that it is in; what closes a circle of domains is left out.
  func ordered(brokenCircles: inout [String]) -> [Component] {
    var domains = components.filter(\.isDomain)
    let places = Dictionary(uniqueKeysWithValues: domains.enumerated().map { ($1.id, $0) })
    let found = DomainOrder(count: domains.count) { domains[$0].domains.compactMap { places[$0] } }
    for (domain, _, parent) in found.closing {
      brokenCircles.append("\(domains[domain].id) in \(domains[parent].id)")
      domains[domain].leave(domains[parent].id)
    }
    return found.order.map { domains[$0] } + components.filter { !$0.isDomain }
  }
}
