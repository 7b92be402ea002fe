internal import DependencyModel

/// The names of zones that several named sources have: they belong to none of these, so no name of a source is before them.
///
/// A zone keeps the name that all accounts give to it if nothing else is called so; otherwise the id of the provider is its
/// name.
struct SharedZones {
  /// For each source, by its position, the names of its zones by their ids.
  private(set) var names: [Int: [ComponentID: ComponentID]] = [:]

  private static let start = "zone-id:"

  /// - Complexity: O(keys + zones · sources).
  init(_ sources: [ImportJoin.Source]) {
    guard sources.count(where: { $0.name != nil }) > 1 else { return }
    // By key, the zone of each source; `nil` where a source has several.
    var holders: [String: [Int: ComponentID?]] = [:]
    for (number, source) in sources.enumerated() where source.name != nil {
      for (key, id) in source.imported.identities where key.hasPrefix(Self.start) {
        if let known = holders[key]?[number], known != id {
          holders[key]![number] = .some(nil)
        } else {
          holders[key, default: [:]][number] = id
        }
      }
    }
    var taken: Set<ComponentID> = []
    for (key, found) in holders.sorted(by: { $0.key < $1.key }) {
      let zones = found.compactMapValues { $0 }
      // A name that means the same everywhere is without that of a source anyway.
      let isPlain = zones.contains { sources[$0.key].imported.universalIDs.contains($0.value) }
      guard zones.count > 1, zones.count == found.count, !isPlain else { continue }
      let ids = Set(zones.values)
      let candidates = (ids.count == 1 ? Array(ids) : []) + [ComponentID(String(key.dropFirst(Self.start.count)))]
      let name = candidates.first { candidate in
        !taken.contains(candidate)
          && sources.enumerated().allSatisfy { number, source in
            zones[number] == candidate || source.imported.model.index(of: candidate) == nil
          }
      }
      guard let name else { continue }
      taken.insert(name)
      for (number, id) in zones { names[number, default: [:]][id] = name }
    }
  }
}
