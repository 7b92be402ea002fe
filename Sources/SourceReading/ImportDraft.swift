package import DependencyModel
package import ModelFormats

/// A model in the making, as importers add to it: components by id, what they require, and what to report.
///
/// Ids are unique: adding one again finds what is there. What requires something of itself, or of nothing that was added,
/// is dropped when the model is made; the latter is noted as unresolved. A repeated requirement counts once, with the
/// surest confidence.
package struct ImportDraft {
  package typealias Kind = Component.Relation.Kind

  /// The notes that are reported at the end.
  package var notes = ImportNotes()
  /// Warnings with places.
  package var problems = DiagnosticCollector()
  /// How many relations and members of groups the files may make; what is beyond it is dropped, and no model is made.
  package var budget = ExpansionBudget()
  /// Where the budget was spent, and by what.
  private var overflow: (what: String, place: Place?)?
  /// Whether the names of services are those of what is deployed; see `ImportedModel.deploysServices`.
  package var deploysServices = false
  /// The components that were added, in that order.
  package private(set) var components: [Component] = []
  private var positions: [String: Int] = [:]
  private var faults: [(id: String, levels: [String], description: String)] = []
  private var identities: [(key: String, component: ComponentID)] = []
  private var universalIDs: Set<ComponentID> = []
  /// How ids that are not plain were written first, and those that were written in another way later.
  private var spellings: [String: [UInt8]] = [:]
  private var otherSpellings: Set<String> = []
  /// The position of the relation that a key of `known` refers to.
  private var places: [Known: Int] = [:]

  private struct Known: Hashable {
    var owner: Int
    var kind: Kind
    var target: Requirement.Target
  }

  /// An empty draft.
  package init() {}

  // MARK: Components

  /// Whether there is a component of this id.
  package func contains(_ id: String) -> Bool { positions[id] != nil }

  /// A component by its id.
  package subscript(id: String) -> Component? { positions[id].map { components[$0] } }

  /// The position of a component by its id as people know it. What is in `positions` is clean already.
  private func position(of id: String) -> Int? { positions[id] ?? positions[Self.cleaned(id)] }

  private func componentID(_ id: String) -> ComponentID {
    positions[id].map { components[$0].id } ?? ComponentID(Self.cleaned(id))
  }

  /// Adds a component, unless it is there.
  ///
  /// - Parameters:
  ///   - id: the id as people know it.
  ///   - kind: its kind in the vocabulary, such as `aws/ebs-volume`.
  ///   - isDomain: whether others can be in it.
  ///   - name: the name for people, where it is not the id.
  ///   - source: the file and the address in it; keep it short, it is shown with answers.
  ///   - place: its place.
  package mutating func add(
    _ id: String, kind: String?, isDomain: Bool = false, name: String? = nil, source: String? = nil, at place: Place?
  ) {
    let raw = id
    let id = Self.cleaned(id)
    noteSpelling(of: id, raw: raw)
    guard positions[id] == nil,
      hasRoom(for: 1 + Self.size(of: source), by: "'\(id)' is one of too many components", at: place)
    else { return }
    positions[id] = components.count
    var component = Component(ComponentID(id), isDomain: isDomain, at: place)
    component.kind = kind
    component.name = name == id ? nil : name.map(Self.cleaned)
    component.source = source.map(Self.cleaned)
    components.append(component)
  }

  /// Notes an id that is written in another way than the same id before: only in characters that Unicode treats as equal, or
  /// in control characters.
  private mutating func noteSpelling(of id: String, raw: String) {
    let isPlain = raw.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    guard !isPlain else { return }
    let written = Array(raw.utf8)
    guard let known = spellings[id] else {
      if spellings.count < 1_000_000 { spellings[id] = written }
      return
    }
    if known != written, otherSpellings.count < 1_000 { otherSpellings.insert(id) }
  }

  /// Notes that a source writes an id in several ways, which it has found out itself.
  package mutating func noteSpellings(of id: String) {
    if otherSpellings.count < 1_000 { otherSpellings.insert(Self.cleaned(id)) }
  }

  /// Changes a component that is there.
  package mutating func update(_ id: String, _ change: (inout Component) -> Void) {
    if let position = position(of: id) { change(&components[position]) }
  }

  /// Notes a name by which other sources may know a component; see `ImportedModel.identities`.
  package mutating func identify(_ id: String, as key: String) {
    identities.append((key, componentID(id)))
  }

  /// Says that an id means the same in every source; see `ImportedModel.universalIDs`.
  ///
  /// A host of a private network is another one in each source, whatever importers say.
  package mutating func makeUniversal(_ id: String) {
    if id.hasPrefix("host/"), !PublicHost.isPublic(String(id.dropFirst("host/".count))) { return }
    universalIDs.insert(ComponentID(Self.cleaned(id)))
  }

  /// Adds something outside of the files that they name, unless it is there: what is known of it is that it is needed.
  ///
  /// - Parameters:
  ///   - id: its address, ARN or id.
  ///   - kind: its kind, where the reference tells it.
  ///   - isUniversal: whether the id means the same in every source, such as the name of a host or an ARN.
  package mutating func addExternal(
    _ id: String, kind: String = "external", isUniversal: Bool = false, source: String? = nil, at place: Place?
  ) {
    add(id, kind: kind, source: source, at: place)
    if isUniversal { makeUniversal(id) }
  }

  /// Adds a fault that puts components down; of one with no component there is nothing to add.
  package mutating func addFault(_ id: String, down components: [String], description: String) {
    if !components.isEmpty { faults.append((id, components, description)) }
  }

  // MARK: Requirements

  /// Says that a component is in a domain, needs, uses … another.
  package mutating func relate(
    _ owner: String, _ kind: Kind, _ target: String, confidence: Confidence = .referenced, source: String? = nil,
    at place: Place? = nil
  ) {
    relate(
      owner, kind, .component(componentID(target)), confidence: confidence, source: source, at: place)
  }

  /// Says that a component needs or uses some of several: a single member by itself, several as a group.
  ///
  /// - Parameters:
  ///   - threshold: how many must hold.
  ///   - members: the ids of the members; repeated ones count once, and nothing is added where there is none.
  package mutating func relate(
    _ owner: String, _ kind: Kind, _ threshold: Group.Threshold, of members: [String],
    confidence: Confidence = .referenced, source: String? = nil, at place: Place? = nil
  ) {
    guard !isFull else { return }
    var seen: Set<String> = []
    let members = members.map(Self.cleaned).filter { seen.insert($0).inserted }
    guard members.count > 1 else {
      if let member = members.first {
        relate(owner, kind, member, confidence: confidence, source: source, at: place)
      }
      return
    }
    let group = Group(
      threshold,
      of: members.map { Group.Member(Requirement(.component(ComponentID($0)), at: place)) })
    relate(owner, kind, .group(group), confidence: confidence, source: source, at: place)
  }

  /// Says that a component is in a domain, needs, uses … what is required.
  package mutating func relate(
    _ owner: String, _ kind: Kind, _ target: Requirement.Target, confidence: Confidence = .referenced,
    source: String? = nil, at place: Place? = nil
  ) {
    guard !isFull else { return }
    // A component is added before what it requires. Where an importer forgot to, a model with it is worth more than none.
    if self.position(of: owner) == nil { add(owner, kind: nil, at: place) }
    guard let position = self.position(of: owner) else { return }
    if case .component(components[position].id) = target { return }
    // The language has plain ids there, without confidence or source.
    let isPlain = kind.traits.targets != .requirements
    let confidence = isPlain ? .declared : confidence
    let source = isPlain ? nil : source
    let known = Known(owner: position, kind: kind, target: target)
    if let place = places[known] {
      if confidence < components[position].relations[place].requirement.confidence {
        components[position].relations[place].requirement.confidence = confidence
        components[position].relations[place].requirement.source = source.map(Self.cleaned)
      }
      return
    }
    let id = components[position].id
    guard
      hasRoom(
        for: Self.size(of: target) + Self.size(of: source), by: "what '\(id)' requires makes too many relations",
        at: place ?? components[position].place)
    else { return }
    places[known] = components[position].relations.count
    components[position].relations.append(
      .init(
        kind,
        Requirement(
          target, confidence: confidence, source: source.map(Self.cleaned),
          at: place ?? components[position].place)))
  }

  // MARK: The budget

  /// Whether the budget is spent: nothing more is added, and callers that make many relations may stop.
  package var isFull: Bool { budget.isSpent }

  /// Takes relations, members of groups or components from the budget; `false` where they are too many.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - what: the message about the first that is too many.
  ///   - place: its place.
  private mutating func hasRoom(for count: Int, by what: @autoclosure () -> String, at place: Place?) -> Bool {
    if budget.spend(count) { return true }
    if overflow == nil { overflow = (what(), place) }
    return false
  }

  /// The size that a long text counts for: it may name a long id once more for each relation.
  private static func size(of source: String?) -> Int { (source?.utf8.count ?? 0) / 512 }

  private static func size(of target: Requirement.Target) -> Int {
    guard case .group(let group) = target else { return 1 }
    return group.members.reduce(1) { $0 + size(of: $1.requirement.target) }
  }

  // MARK: The model

  /// The model of all that was added.
  ///
  /// - Parameters:
  ///   - name: what the model is called.
  ///   - format: what the source is called for people.
  ///   - things: what the source's things are called, such as `resources`.
  ///   - start: where the first file begins.
  /// - Throws: `InvalidInput` where there is no component, or problems are errors.
  package consuming func model(
    name: String, format: String, things: String, start: Place
  ) throws(InvalidInput) -> ImportedModel {
    if let overflow {
      problems.add(.importTooLarge(overflow.what, limit: budget.limit, at: overflow.place ?? start))
    }
    guard !problems.hasErrors else { throw InvalidInput(problems.diagnostics) }
    guard components.contains(where: { !$0.isDomain }) else {
      let reason = notes.reasonForNothing(domains: components.count, things: things)
      throw InvalidInput(problems.diagnostics + [.emptyImport(format: format, reason: reason, at: start)])
    }
    let ids = Set(components.map(\.id))
    let domains = Set(components.lazy.filter(\.isDomain).map(\.id))
    var notes = notes
    for position in components.indices {
      let owner = components[position].id
      let place = components[position].place ?? start
      components[position].place = place
      var shrunk: Set<ComponentID> = []
      components[position].relations = components[position].relations.compactMap { relation in
        var relation = relation
        let written = relation.requirement.target
        guard let target = Self.kept(written, of: ids, owner: owner, &notes) else { return nil }
        if relation.kind == .uses, case .component(let id) = target, case .group = written { shrunk.insert(id) }
        relation.requirement.target = target
        relation.requirement.place = relation.requirement.place ?? place
        // `in` something that is not a domain becomes `needs`.
        if relation.kind == .in, case .component(let id) = target, !domains.contains(id) { relation.kind = .needs }
        return relation
      }
      if !shrunk.isEmpty { components[position].leaveOutUses(of: shrunk) }
      components[position].groupRelations()
      components[position].countCallsOnce()
    }
    let lost = components.count { Self.hasLostCharacters($0.id.text) }
    if lost > 0 {
      notes.remark(
        "\(count(lost, "name has", "names have")) characters that were lost (U+FFFD); names that differ only in these are one here"
      )
    }
    if let example = otherSpellings.min() {
      let quoted = ForeignName.quoted(id: example)
      notes.remark(
        "\(count(otherSpellings.count, "name is", "names are")) written in several ways, such as \(quoted): what differs only in how Unicode composes characters, or in control characters, is one component"
      )
    }
    let ordered = Self.domainsFirst(components)
    let order = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.id, $0) })
    let faults = faults.compactMap { fault -> Fault? in
      let down = Set(fault.levels.map { ComponentID(Self.cleaned($0)) }).filter { order[$0] != nil }
      guard !down.isEmpty, !ids.contains(ComponentID(fault.id)) else { return nil }
      return Fault(
        ComponentID(fault.id), levels: down.sorted { order[$0]! < order[$1]! }.map { ($0, .down) },
        description: fault.description, at: start)
    }
    let model = Model(name: name, components: ordered, faults: faults)
    let relations = ordered.reduce(0) { $0 + $1.relations.count }
    let summary = Self.summary(of: model, relations: relations, notes, things: things)
    return ImportedModel(
      model, warnings: problems.diagnostics, summary: summary, notes: notes,
      identities: identities.filter { ids.contains($0.component) }, universalIDs: universalIDs,
      deploysServices: deploysServices)
  }

  /// Whether a text has the character that replaces those which could not be read.
  private static func hasLostCharacters(_ text: String) -> Bool {
    text.utf8.contains(0xEF) && text.unicodeScalars.contains("\u{FFFD}")
  }

  /// A summary of what was understood, and of what came to nothing, in a line.
  package static func summary(of model: Model, relations: Int, _ notes: ImportNotes, things: String) -> String {
    func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
    let parts = [
      counted(model.components.count - model.domainCount, "component"), counted(model.domainCount, "domain"),
      counted(relations, "relation"),
    ]
    return parts.joined(separator: ", ")
      + (notes.total > 0 ? "; understood \(notes.understood) of \(notes.total) \(things)" : "") + doubt(notes)
  }

  /// What the notes have besides things that were skipped: "understood 3 of 3" alone would say too much.
  private static func doubt(_ notes: ImportNotes) -> String {
    notes.doubts(.unresolved, .ambiguous, .incomplete).map { ", \($0)" }.joined()
  }

  /// A target without members that are not there or are the owner itself; `nil` where nothing is left.
  private static func kept(
    _ target: Requirement.Target, of ids: Set<ComponentID>, owner: ComponentID, _ notes: inout ImportNotes
  ) -> Requirement.Target? {
    switch target {
    case .component(let id):
      if id == owner { return nil }
      if ids.contains(id) { return target }
      notes.addUnresolved("\(owner) → \(ForeignName.quoted(id: id.text))")
      return nil
    case .group(var group):
      group.members = Group.Members(
        group.members.compactMap { member in
          var member = member
          guard let target = kept(member.requirement.target, of: ids, owner: owner, &notes) else { return nil }
          member.requirement.target = target
          return member
        })
      guard let total = group.totalWeight, !group.members.isEmpty else { return nil }
      if group.requiredWeight(ofTotal: total) > total { group.threshold = .all }
      if group.members.count == 1 { return group.members[0].requirement.target }
      return .group(group)
    }
  }

  /// Domains before components, each domain after those that it is in; those on a circle lose what closes it.
  private static func domainsFirst(_ components: [Component]) -> [Component] {
    var domains = components.filter(\.isDomain)
    let positions = Dictionary(uniqueKeysWithValues: domains.enumerated().map { ($1.id, $0) })
    let found = DomainOrder(count: domains.count) { domains[$0].domains.compactMap { positions[$0] } }
    for (domain, _, parent) in found.closing { domains[domain].leave(domains[parent].id) }
    return found.order.map { domains[$0] } + components.filter { !$0.isDomain }
  }

  /// The last part of a path, which is enough to name a file in `source`.
  package static func fileName(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    let name = path[path.utf8.index(after: slash)...]
    return name.isEmpty ? path.split(separator: "/").last.map(String.init) ?? path : String(name)
  }

  /// A text without control characters, which no id may have.
  package static func cleaned(_ text: String) -> String {
    withoutControls(URLText.withoutSecrets(text))
  }

  /// A text, perhaps an id, in which other characters stand for control characters.
  package static func withoutControls(_ text: String) -> String {
    // Control characters are one byte, or two of which the first is C2.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text.isEmpty ? "?" : text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }
}
