internal import ModelFormats
internal import SourceReading

/// The ids of services: their names, with what tells services of one name apart before them.
struct ServiceNames {
  /// The ids by position; those of one service have one id.
  private(set) var ids: [String] = []
  /// The position of the service that stands for each.
  private(set) var roots: [Int] = []
  /// The services that stand for those of a name, by name, in the order read.
  private(set) var byName: [String: [Int]] = [:]
  /// What is known of where each service runs, by the position that stands for it.
  private(set) var scopes: [TraceScope] = []

  private struct Site: Hashable {
    var name: String
    var scope: TraceScope
  }

  /// How many services are compared with the place of a caller.
  private static let comparedLimit = 256
  private let names: [String]
  /// The services of names that very many have, by where they run.
  private var bySite: [Site: Int] = [:]

  /// The ids of services, and notes about those that have one name.
  init(_ services: [TracedCalls.Service], _ notes: inout ImportNotes) {
    roots = Array(services.indices)
    ids = services.map(\.name)
    self.names = ids
    scopes = services.map(\.scope)
    let groups = Dictionary(grouping: services.indices) { services[$0].name }
    var taken = Set(groups.keys)
    for name in groups.keys.sorted() {
      let group = groups[name]!
      let names = ScopedNames(group.map { services[$0].scope })
      let prefixes = names.prefixes()
      for thing in names.things {
        let parts = prefixes[thing]!
        if !parts.isEmpty { ids[group[thing]] = Self.free((parts + [name]).joined(separator: "/"), &taken) }
        byName[name, default: []].append(group[thing])
        scopes[group[thing]] = names.scopes[thing]
        if group.count > Self.comparedLimit { bySite[Site(name: name, scope: names.scopes[thing])] = group[thing] }
      }
      for (position, service) in group.enumerated() {
        roots[service] = group[names.roots[position]]
        ids[service] = ids[roots[service]]
      }
      note(name, group, names, &notes)
    }
  }

  private static func free(_ text: String, _ taken: inout Set<String>) -> String {
    let id = ImportDraft.cleaned(text)
    if taken.insert(id).inserted { return id }
    return (2...).lazy.map { "\(id)-\($0)" }.first { taken.insert($0).inserted }!
  }

  /// Says what of a name is kept apart, and what is treated as another.
  private func note(_ name: String, _ group: [Int], _ names: ScopedNames, _ notes: inout ImportNotes) {
    let things = names.things
    let differing = names.differing.map(\.name).joined(separator: " and ")
    if things.count > 1 {
      let shown = things.prefix(4).map { ids[group[$0]] }.sorted()
      let more = things.count > 4 ? ["\(things.count - 4) more"] : []
      notes.addUnion(
        "services named '\(name)' are kept apart, because their \(differing) differs: \((shown + more).joined(separator: ", "))"
      )
    }
    for position in names.unclear.prefix(1) {
      notes.addAmbiguous(
        "\(ids[group[position]]): some spans of '\(name)' do not state its \(differing); they are of a service of their own here, and may be of any of that name"
      )
    }
    for position in names.taken.prefix(1) {
      let missing = TraceScope.Part.allCases.filter {
        names.scopes[position][$0].isEmpty && !names.scopes[names.roots[position]][$0].isEmpty
      }
      notes.addAmbiguous(
        "\(ids[group[position]]): some spans of '\(name)' do not state its \(missing.map(\.name).joined(separator: " and ")); they are treated as those of the same name that do"
      )
    }
  }

  /// Those of several services that a caller in a scope most likely means: the ones that run where it does, part by part.
  func nearest(of services: [Int], to scope: TraceScope) -> [Int] {
    // Of very many, only those that run exactly where the caller does.
    guard services.count <= Self.comparedLimit else {
      return bySite[Site(name: names[services[0]], scope: scope)].map { [$0] } ?? services
    }
    var rest = services
    for part in TraceScope.Part.allCases where rest.count > 1 && !scope[part].isEmpty {
      let same = rest.filter { scopes[$0][part] == scope[part] }
      let unknown = rest.filter { scopes[$0][part].isEmpty }
      if !same.isEmpty { rest = same } else if !unknown.isEmpty { rest = unknown }
    }
    return rest
  }
}
