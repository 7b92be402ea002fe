internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Finds which files speak of the same resources, and what each resource is called if they don't.
///
/// Two states are one if their lineage is equal. A plan, or a state without a lineage, is of the estate of another file if the
/// ids of equal addresses agree; a plan that makes everything has no ids, and belongs to the one state that has its
/// addresses. All others are estates of their own. If an address is in several, the ids of both begin with the name
/// of the file.
struct TerraformEstates {
  /// The estate of each source.
  private(set) var estates: [Int]
  /// The prefix of the ids of each estate; empty if no other has one of its addresses.
  private(set) var prefixes: [String] = []
  /// The names of the files, by which estates are called.
  private var names: [String] = []
  /// What was found of each pair of files.
  private(set) var unions: [String] = []

  /// The addresses of data sources that several estates have, and that are no components.
  private var shared: Set<String> = []
  /// The estate that is the first with an identity.
  private var owners: [String: (estate: Int, address: String)] = [:]

  init(_ sources: [TerraformSource]) {
    estates = Array(sources.indices)
    for later in sources.indices {
      var candidates: [Int] = []
      for earlier in 0..<later where Self.mayBeOne(sources[earlier], sources[later]) {
        let estate = estates[earlier]
        if Self.areSurelyOne(sources[earlier], sources[later]) {
          candidates = [estate]
          break
        }
        if !candidates.contains(estate) { candidates.append(estate) }
      }
      if candidates.count == 1 { estates[later] = candidates[0] }
    }
    names = Self.names(sources.map(\.file))
    findPrefixes(sources)
    report(sources)
  }

  /// The id of an address of a source.
  ///
  /// What another estate has by the same ARN, link or id of the provider is that.
  func id(of entry: TerraformSource.Entry, in source: Int) -> String {
    let estate = estates[source]
    if let identity = entry.identity, let owner = owners[identity] {
      return prefixes[owner.estate] + owner.address
    }
    if prefixes[estate].isEmpty, shared.contains(entry.text) { return name(of: estate) + "/" + entry.text }
    return prefixes[estate] + entry.text
  }

  /// What an estate is called, by its first file.
  func name(of estate: Int) -> String { names.indices.contains(estate) ? names[estate] : "" }

  // MARK: Pairs

  private static func ids(
    _ first: TerraformSource, _ second: TerraformSource
  ) -> (shared: Int, agreeing: Int, differing: Int) {
    var found = (shared: 0, agreeing: 0, differing: 0)
    for entry in second.entries where !entry.address.isData {
      guard let other = first.entry(entry.text) else { continue }
      found.shared += 1
      guard let id = entry.id, let otherID = other.id else { continue }
      if id == otherID { found.agreeing += 1 } else { found.differing += 1 }
    }
    return found
  }

  private static func mayBeOne(_ first: TerraformSource, _ second: TerraformSource) -> Bool {
    if let lineage = first.lineage, let other = second.lineage { return lineage == other && !lineage.isEmpty }
    let ids = ids(first, second)
    if ids.agreeing > 0 { return ids.agreeing >= ids.differing }
    guard ids.differing == 0, ids.shared > 0 else { return false }
    // Without ids only a plan belongs to a state, and a list of changes to either.
    return first.isStream || second.isStream || first.isPlan != second.isPlan
  }

  private static func areSurelyOne(_ first: TerraformSource, _ second: TerraformSource) -> Bool {
    if let lineage = first.lineage, let other = second.lineage { return lineage == other }
    return ids(first, second).agreeing > 0
  }

  // MARK: Names

  private mutating func findPrefixes(_ sources: [TerraformSource]) {
    prefixes = Array(repeating: "", count: sources.count)
    guard Set(estates).count > 1 else { return }
    // What is managed is what it is; a data source of another estate only reads it.
    for isData in [false, true] {
      for (position, source) in sources.enumerated() {
        for entry in source.entries where entry.address.isData == isData {
          guard let identity = entry.identity, owners[identity] == nil else { continue }
          owners[identity] = (estates[position], entry.text)
        }
      }
    }
    var first: [String: Int] = [:]
    var lookups: [String: Int] = [:]
    var clashing: Set<Int> = []
    for (position, source) in sources.enumerated() {
      let estate = estates[position]
      for entry in source.entries {
        if entry.address.isData, !CloudType.of(entry.address.type).isExternal {
          // It only looks something up, and still must not be mixed up.
          if let known = lookups[entry.text], known != estate { shared.insert(entry.text) }
          lookups[entry.text] = estate
          continue
        }
        guard let known = first[entry.text] else {
          first[entry.text] = estate
          continue
        }
        if known != estate { clashing.formUnion([known, estate]) }
      }
    }
    for (position, name) in names.enumerated()
    where estates[position] == position && clashing.contains(position) {
      prefixes[position] = name + "/"
    }
  }

  /// A name for each file, as short as makes them differ: `prod` of `prod.tfstate` or `prod/terraform.tfstate`.
  static func names(_ files: [String]) -> [String] {
    let paths = files.map { file -> [String] in
      var parts = file.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." }
      let last = parts.popLast() ?? file
      let stem = last.split(separator: ".").first.map(String.init) ?? last
      parts.removeAll { $0 == "terraform.tfstate.d" }
      if !["terraform", "plan", "state", "tfplan"].contains(stem) || parts.isEmpty { parts.append(stem) }
      return parts
    }
    var lengths = Array(repeating: 1, count: files.count)
    for _ in 0..<8 {
      let names = paths.indices.map { paths[$0].suffix(lengths[$0]).joined(separator: "/") }
      let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
      guard counts.values.contains(where: { $0 > 1 }) else { break }
      for position in paths.indices where counts[names[position]]! > 1 { lengths[position] += 1 }
    }
    var seen: [String: Int] = [:]
    return paths.indices.map { position in
      let name = ImportDraft.cleaned(paths[position].suffix(lengths[position]).joined(separator: "/"))
      seen[name, default: 0] += 1
      return seen[name] == 1 ? name : "\(name)-\(seen[name]!)"
    }
  }

  // MARK: The report

  private mutating func report(_ sources: [TerraformSource]) {
    guard sources.count > 1 else { return }
    let identities = sources.map { source in Set(source.entries.compactMap(\.identity)) }
    for later in sources.indices {
      for earlier in 0..<later where unions.count < 100 {
        let names = "\(ImportDraft.fileName(sources[earlier].file)) and \(ImportDraft.fileName(sources[later].file))"
        let (first, second) = (sources[earlier], sources[later])
        if estates[earlier] == estates[later] {
          let reason =
            first.lineage != nil && first.lineage == second.lineage
            ? "their lineage is equal"
            : Self.ids(first, second).agreeing > 0 ? "their ids agree" : "their addresses are equal"
          unions.append("\(names) are one estate: \(reason)")
        } else {
          let reason =
            first.lineage != nil && second.lineage != nil
            ? "their lineages differ"
            : Self.ids(first, second).differing > 0 ? "their ids differ" : "no id is in both"
          let shared = identities[earlier].intersection(identities[later]).count
          let count = second.entries.count
          unions.append(
            "\(names) are two estates: \(reason)"
              + (shared > 0 ? "; \(shared) of \(count) resources are the same by id" : ""))
        }
      }
    }
  }
}
