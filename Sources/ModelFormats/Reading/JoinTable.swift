internal import DependencyModel

/// The components of the sources so far.
struct JoinTable {
  private var components: [Component] = []
  private var positions: [ComponentID: Int] = [:]
  /// The components that have a key, each once, in model order.
  private var owners: [String: [Int]] = [:]
  private(set) var faults: [Fault] = []
  private(set) var scenarios: [Scenario] = []
  private(set) var checks: [Check] = []
  private(set) var lint = LintSettings()

  /// The sources that each component is of, by number.
  private var origins: [[Int]] = []
  private var labels: [String] = []
  private var names: [String?] = []
  /// Whether the services of each source are what is deployed.
  private var areDeployed: [Bool] = []
  /// Whether some of a source is written by hand.
  private var hasWritten = false
  /// The components of named sources by their ids without the name of the source.
  private var localIDs: [String: [Int]] = [:]
  private(set) var universalIDs: Set<ComponentID> = []
  /// What each two sources have in common, in the order of the later one.
  private(set) var unions: [JoinReport.Union] = []

  /// The names by which others may know the components.
  var identities: [(key: String, component: ComponentID)] {
    owners.sorted { $0.key < $1.key }.flatMap { key, members in members.map { (key, components[$0].id) } }
  }

  /// Adds a source and says what of it was there already.
  mutating func add(_ source: ImportJoin.Source) -> JoinReport.Part {
    let later = source.imported.model
    let laterOwners = Self.owners(of: source.imported)
    let isDeployed = source.imported.deploysServices
    let found = partners(of: later, laterOwners, isNamed: source.name != nil, isDeployed: isDeployed)
    var renamed: [ComponentID: ComponentID] = [:]
    var joined: [JoinReport.Pair] = []
    var alone: [ComponentID] = []
    let prefix = found.differences.isEmpty ? "" : freePrefix(source)
    for (position, (component, partner)) in zip(later.components, found.partners).enumerated() {
      guard let partner else {
        alone.append(component.id)
        if found.differences[position] != nil { renamed[component.id] = ComponentID("\(prefix)/\(component.id.text)") }
        continue
      }
      let id = components[partner.position].id
      joined.append(.init(id: id, other: component.id, key: partner.key))
      if id != component.id { renamed[component.id] = id }
    }
    let number = labels.count
    labels.append(source.label)
    names.append(source.name)
    areDeployed.append(isDeployed)
    hasWritten = hasWritten || source.isWritten
    let earlierCount = components.count
    var places: [Int] = []
    for (component, partner) in zip(later.components, found.partners) {
      var component = component
      for relation in component.relations.indices {
        component.relations[relation].requirement.rename(renamed)
      }
      if let partner {
        components[partner.position].unite(with: component)
        // A model that is written by hand means what it says.
        if !hasWritten { components[partner.position].countCallsOnce() }
        places.append(partner.position)
      } else {
        component.id = renamed[component.id] ?? component.id
        positions[component.id] = components.count
        places.append(components.count)
        components.append(component)
        origins.append([])
      }
    }
    noteUnions(of: source, number, places, found.differences, joined, earlierCount: earlierCount)
    for place in places { origins[place].append(number) }
    for (key, members) in laterOwners {
      let known = Set(owners[key] ?? [])
      owners[key, default: []] += members.lazy.map { places[$0] }.filter { !known.contains($0) }
    }
    universalIDs.formUnion(source.imported.universalIDs.subtracting(renamed.keys))
    add(later.faults, renamed)
    scenarios += later.scenarios.filter { scenario in !scenarios.contains { $0.id == scenario.id } }.map { scenario in
      scenario.renaming { renamed[$0] ?? $0 }
    }
    lint.rules += later.lint.rules
    lint.suppressions += later.lint.suppressions
    checks += later.checks.filter { check in !checks.contains { $0.id == check.id } }
    return JoinReport.Part(format: source.label, joined: joined, alone: alone, ambiguous: found.ambiguous)
  }

  /// The name before the ids of components that are not those of the same id before.
  private func freePrefix(_ source: ImportJoin.Source) -> String {
    let start = source.name ?? (source.fileName.isEmpty ? source.format : source.fileName)
    let taken = Set(
      positions.keys.lazy.filter { $0.text.hasPrefix(start) }.map { String($0.text.prefix { $0 != "/" }) })
    guard source.name == nil, taken.contains(start) else { return start }
    return (2...).lazy.map { "\(start)-\($0)" }.first { !taken.contains($0) }!
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

  private struct Partners {
    /// For each component of a source the one that it is.
    var partners: [(position: Int, key: String?)?]
    /// The components whose ids are known, with the sort of key that says that they are others.
    var differences: [Int: String]
    /// The keys that say nothing clear.
    var ambiguous: [JoinReport.Ambiguity]
  }

  private func partners(
    of later: Model, _ laterOwners: [(key: String, members: [Int])], isNamed: Bool, isDeployed: Bool
  ) -> Partners {
    var partners = later.components.map { component in
      positions[component.id].map { (position: $0, key: String?.none) }
    }
    let differences = differences(partners, laterOwners)
    for position in differences.keys { partners[position] = nil }
    let takenByID = Set(partners.compactMap { $0?.position })
    // Between two sources that the user named, only what means the same everywhere says something.
    var laterOwners = isNamed ? laterOwners.filter { IdentityKey.isUniversal($0.key) } : laterOwners
    // Two things that are deployed in different ways are not one because they are called the same.
    if isDeployed {
      laterOwners = laterOwners.filter { key, _ in
        IdentityKey.sort(key) != "service" || !(owners[key] ?? []).allSatisfy(isDeployedOnly)
      }
    }
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
    return Partners(partners: partners, differences: differences, ambiguous: ambiguous)
  }

  /// Whether only sources whose services are deployed have a component.
  private func isDeployedOnly(_ position: Int) -> Bool { origins[position].allSatisfy { areDeployed[$0] } }

  /// The components of which an earlier one has the id, and of which some key says that they are another: both have keys of
  /// a sort of which a component has one, and none in common.
  private func differences(
    _ partners: [(position: Int, key: String?)?], _ laterOwners: [(key: String, members: [Int])]
  ) -> [Int: String] {
    guard partners.contains(where: { $0 != nil }) else { return [:] }
    var ofLater: [Int: [Substring: Set<String>]] = [:]
    for (key, members) in laterOwners {
      let sort = IdentityKey.sort(key)
      guard IdentityKey.isSingle(sort) else { continue }
      for member in members where partners[member] != nil {
        ofLater[member, default: [:]][sort, default: []].insert(key)
      }
    }
    guard !ofLater.isEmpty else { return [:] }
    let wanted = Set(ofLater.keys.compactMap { partners[$0]?.position })
    var ofEarlier: [Int: [Substring: Set<String>]] = [:]
    for (key, members) in owners {
      let sort = IdentityKey.sort(key)
      guard IdentityKey.isSingle(sort) else { continue }
      for member in members where wanted.contains(member) {
        ofEarlier[member, default: [:]][sort, default: []].insert(key)
      }
    }
    var differences: [Int: String] = [:]
    for (member, keys) in ofLater {
      guard let earlier = ofEarlier[partners[member]!.position] else { continue }
      let differing = keys.filter { sort, values in earlier[sort].map(values.isDisjoint) ?? false }.keys
      if let sort = differing.min() { differences[member] = String(sort) }
    }
    return differences
  }

  // MARK: The report

  /// Notes what a source has in common with each one before, and what it does not although it is called the same.
  private mutating func noteUnions(
    of source: ImportJoin.Source, _ number: Int, _ places: [Int], _ differences: [Int: String],
    _ joined: [JoinReport.Pair], earlierCount: Int
  ) {
    var united: [Int: [JoinReport.Pair]] = [:]
    for pair in joined {
      for origin in origins[positions[pair.id]!] { united[origin, default: []].append(pair) }
    }
    var apart: [Int: [JoinReport.Apart]] = [:]
    for (position, component) in source.imported.model.components.enumerated() {
      let place = places[position]
      if let sort = differences[position], let earlier = positions[component.id] {
        for origin in origins[earlier] {
          apart[origin, default: []].append(.init(id: component.id, other: components[place].id, difference: sort))
        }
      }
      guard let name = source.name, component.id.text.hasPrefix(name + "/") else { continue }
      let local = String(component.id.text.dropFirst(name.utf8.count + 1))
      for earlier in localIDs[local] ?? [] where earlier != place && earlier < earlierCount {
        for origin in origins[earlier] where components[earlier].id.text.hasPrefix((names[origin] ?? "") + "/") {
          apart[origin, default: []].append(
            .init(id: components[earlier].id, other: components[place].id, difference: nil))
        }
      }
      localIDs[local, default: []].append(place)
    }
    for origin in 0..<number
    where names[origin] != nil && source.name != nil || !(apart[origin] ?? []).isEmpty {
      unions.append(
        .init(
          first: labels[origin], second: source.label, united: united[origin] ?? [], apart: apart[origin] ?? []))
    }
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
