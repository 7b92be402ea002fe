internal import DependencyModel

/// The entries with `amend: true`: each restates keys of a component or domain that is declared elsewhere.
struct Amendments {
  /// The keys that control how an entry is read, and state nothing of the component.
  private static let others: Set<String> = ["amend", "domains"]

  private var entries: [ModelEntry] = []

  /// Whether an entry is one; anything but true and false is reported.
  static func isAmendment(_ body: SyntaxNode, reader: inout ValueReader) -> Bool {
    guard case .mapping(let pairs) = body.content, let amend = pairs.first(where: { $0.key.text == "amend" })
    else { return false }
    return reader.boolean(amend.value, "amend") ?? false
  }

  /// Keeps an entry until everything is declared.
  mutating func add(_ entry: ModelEntry) { entries.append(entry) }

  /// Restates what they say of entries that are declared; a domain may be amended under `components`, and a component
  /// under `domains`.
  func apply(domains: inout [ModelEntry], components: inout [ModelEntry], reader: inout ValueReader) {
    guard !entries.isEmpty else { return }
    var places: [ComponentID: Int] = [:]
    for (position, entry) in (domains + components).enumerated() { places[entry.id] = position }
    var amended: [ComponentID: [String: Place]] = [:]
    for entry in entries {
      guard let place = places[entry.id] else {
        let ids = (domains + components).lazy.map(\.id.text)
        let suggestion = reader.collector.suggestion(for: entry.id.text, among: ids)
        reader.collector.add(.amendNothing(entry.id.text, suggestion: suggestion, at: entry.place))
        continue
      }
      complainOfRepeats(entry, &amended[entry.id, default: [:]], reader: &reader)
      if place < domains.count {
        domains[place] = Self.amended(domains[place], by: entry)
      } else {
        components[place - domains.count] = Self.amended(components[place - domains.count], by: entry)
      }
    }
  }

  /// The keys that an amendment states: `in` also where it is within a domain.
  private static func keys(of entry: ModelEntry) -> [(key: String, place: Place)] {
    guard case .mapping(let pairs) = entry.body.content else { return [] }
    let stated = pairs.compactMap { key, _ in key.text.map { (key: $0, place: key.place) } }
      .filter { !others.contains($0.key) }
    return entry.parent == nil || stated.contains { $0.key == "in" } ? stated : [("in", entry.place)] + stated
  }

  private func complainOfRepeats(
    _ entry: ModelEntry, _ amended: inout [String: Place], reader: inout ValueReader
  ) {
    var own: Set<String> = []
    for (key, place) in Self.keys(of: entry) {
      // Several spellings of one value are one: stating any replaces all.
      let subject = ComponentKey(spelling: key).flatMap { $0.isOneValue ? $0.name : nil } ?? key
      guard own.insert(subject).inserted else { continue }
      if let first = amended[subject] {
        reader.collector.add(.amendedTwice(key, of: entry.id.text, at: place, first: first))
      } else {
        amended[subject] = place
      }
    }
  }

  /// An entry with the keys of an amendment in place of its own; the others stay, and what is new comes last.
  private static func amended(_ entry: ModelEntry, by amendment: ModelEntry) -> ModelEntry {
    guard case .mapping(let stated) = amendment.body.content else { return entry }
    let new = stated.filter { !others.contains($0.key.text ?? "") }
    var replaced = Set(keys(of: amendment).map(\.key))
    let parent = replaced.contains("in") ? amendment.parent : entry.parent
    for key in replaced.compactMap(ComponentKey.init(spelling:)) where key.isOneValue {
      replaced.formUnion(key.spellings.map(\.name))
    }
    let body = entry.body
    let pairs = merged(body, new, replacing: replaced)
    guard var component = entry.imported else {
      return ModelEntry(
        id: entry.id, isDomain: entry.isDomain, parent: parent, place: entry.place,
        body: .written(SyntaxNode(.mapping(pairs), at: body.place)))
    }
    // Relations of a kind that is restated keep the place of the new ones.
    component.relations.removeAll { relation in
      let key = relation.kind.rawValue
      return replaced.contains(key) && !new.contains { $0.key.text == key }
    }
    return ModelEntry(component, parent: parent, place: entry.place, restated: pairs)
  }

  private static func merged(
    _ body: SyntaxNode, _ new: ModelEntry.Pairs, replacing replaced: Set<String>
  ) -> ModelEntry.Pairs {
    guard case .mapping(let old) = body.content else { return new }
    var new = new
    var pairs: ModelEntry.Pairs = []
    for pair in old {
      guard let key = pair.key.text, replaced.contains(key) else {
        pairs.append(pair)
        continue
      }
      if let position = new.firstIndex(where: { $0.key.text == key }) { pairs.append(new.remove(at: position)) }
    }
    return pairs + new
  }
}
