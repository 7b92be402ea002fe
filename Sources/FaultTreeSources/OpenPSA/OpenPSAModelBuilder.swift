internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Makes a model of what the files define: resolves references, evaluates probabilities, folds constants.
struct OpenPSAModelBuilder {
  /// Labels up to this many characters are names, longer ones descriptions.
  private static let longestName = 60

  private let definitions: OpenPSADefinitions
  private var expressions: OpenPSAExpressions
  private var problems: DiagnosticCollector
  private var tree: OpenPSATree
  /// The names of events, for suggestions.
  private lazy var eventNames = definitions.eventNames.all
  /// Per event whether a gate refers to it.
  private var isUsed: [Bool]
  /// The members of common-cause groups that only those define, and whether a gate refers to one.
  private let groupMembers: Set<String>
  private var usedGroupMembers: Set<String> = []

  init(_ definitions: OpenPSADefinitions, missionTime: Double) {
    self.definitions = definitions
    problems = definitions.problems
    expressions = OpenPSAExpressions(definitions, missionTime: missionTime)
    tree = OpenPSATree()
    isUsed = Array(repeating: false, count: definitions.events.count)
    groupMembers = Set(definitions.others.lazy.filter { $0.name == Self.commonCause }.flatMap { Self.members(of: $0) })
  }

  /// The model; `start` is where the first file begins.
  mutating func model(start: Place) throws(InvalidInput) -> ImportedModel {
    for (connective, count, place) in definitions.incoherences {
      problems.add(.faultTreeNotCoherent(connective, count: count, at: place))
    }
    try stopOnErrors()
    resolve()
    lookAtTheRest()
    let unavailabilities = evaluate()
    try stopOnErrors()
    if let circle = tree.circle() {
      let headers = circle.map { definitions.events[$0].header }
      problems.add(.faultTreeCircle("gate", (headers + [headers[0]]).map(\.name), at: headers[0].place))
      try stopOnErrors()
    }
    tree.fold()
    let components = components(unavailabilities)
    guard !components.isEmpty else {
      throw InvalidInput(
        problems.diagnostics + [
          .emptyImport(
            format: "Open-PSA", reason: "it has no events; name all the files of the model together", at: start)
        ])
    }
    let model = Model(name: name(start), description: description, components: components)
    var notes = ImportNotes()
    for (kind, type) in [
      (OpenPSAEventKind.gate, "gate"), (.basicEvent, "basic event"), (.houseEvent, "house event"),
    ] {
      let count = definitions.events.count { $0.content.kind == kind }
      if count > 0 { notes.understand(count, of: type) }
    }
    return ImportedModel(model, warnings: problems.diagnostics, summary: summary(components), notes: notes)
  }

  private func stopOnErrors() throws(InvalidInput) {
    if problems.hasErrors { throw InvalidInput(problems.diagnostics) }
  }

  // MARK: References

  private mutating func resolve() {
    for (position, event) in definitions.events.enumerated() {
      switch event.content {
      case .gate(let formula):
        tree.gates[position] = resolved(formula, in: event.header.scope)
      case .houseEvent(let value): tree.constants[position] = value
      case .basicEvent: break
      }
    }
    tree.eventCount = definitions.events.count
  }

  private mutating func resolved(_ formula: OpenPSAFormula, in scope: String) -> OpenPSATree.Node {
    switch formula.content {
    case .constant(let value): .constant(value)
    case .and(let arguments): .and(arguments.map { resolved($0, in: scope) }, formula.place)
    case .or(let arguments): .or(arguments.map { resolved($0, in: scope) }, formula.place)
    case .atLeast(let minimum, let arguments):
      .atLeast(minimum, arguments.map { resolved($0, in: scope) }, formula.place)
    case .event(let name, let kind): event(name, kind, in: scope, at: formula.place)
    }
  }

  private mutating func event(
    _ name: String, _ kind: OpenPSAEventKind?, in scope: String, at place: Place
  ) -> OpenPSATree.Node {
    guard let position = definitions.eventNames.position(of: name, in: scope) else {
      // The group defines its members: reported with the group.
      let plain = name.split(separator: ".").last.map(String.init) ?? name
      if groupMembers.contains(plain) {
        usedGroupMembers.insert(plain)
        return .constant(false)
      }
      let known = problems.hasRoomForSuggestions ? eventNames : []
      let suggestion = problems.suggestion(for: name, among: known)
      let told = ImportDraft.cleaned(name)
      problems.add(.faultTreeUndefined(kind?.words ?? "event", told, suggestion: suggestion, at: place))
      return .constant(false)
    }
    let found = definitions.events[position]
    if let kind, kind != found.content.kind {
      problems.add(
        .faultTreeMistaken(
          name, for: kind.words, is: found.content.kind.words, at: place, definition: found.header.place))
    }
    isUsed[position] = true
    return .event(position, place)
  }

  // MARK: What is not part of a fault tree

  /// Says what is left out, and refuses what changes a fault tree.
  private mutating func lookAtTheRest() {
    var counts: [(name: String, count: Int, place: Place)] = []
    var groups: [(name: String, member: String, place: Place)] = []
    // The reader knows which elements these may be: there are few names.
    for element in definitions.others {
      if element.name == Self.commonCause, let member = usedMember(of: element) {
        groups.append((element["name"] ?? "", member, element.place))
      } else if let (event, position) = dependency(of: element) {
        let what = "<\(element.name)>\(element["name"].map { " '\($0)'" } ?? "")"
        problems.add(
          .faultTreeDepends(
            on: what, event: event, at: element.place, definition: definitions.events[position].header.place))
      } else if let known = counts.firstIndex(where: { $0.name == element.name }) {
        counts[known].count += 1
      } else {
        counts.append((element.name, 1, element.place))
      }
    }
    if let (name, member, place) = groups.first {
      problems.add(.commonCauseGroup(name, member: member, count: groups.count, at: place))
    }
    for (name, count, place) in counts {
      let times = count == 1 ? "" : " (\(count) times)"
      problems.add(
        .faultTreeLeftOut("<\(name)> is left out\(times); no fault tree depends on it", at: place))
    }
  }

  private static let commonCause = "define-CCF-group"

  /// The names of the members of a common-cause group.
  private static func members(of group: XMLElement) -> [String] {
    var names: [String] = []
    group.visit { child in
      if ["event", "basic-event"].contains(child.name), let name = child["name"] {
        names.append(XMLElement.words(of: name))
      }
    }
    return names
  }

  /// The first member of a common-cause group to which a gate refers.
  private func usedMember(of group: XMLElement) -> String? {
    Self.members(of: group).first { name in
      usedGroupMembers.contains(name)
        || definitions.eventNames.position(of: name, in: "").map { isUsed[$0] } ?? false
    }
  }

  /// The event of a fault tree whose meaning an element changes: the events of a substitution, and what anything else sets.
  private func dependency(of element: XMLElement) -> (name: String, position: Int)? {
    let namesEvents = element.name == "define-substitution"
    let references: Set<String> =
      namesEvents
      ? ["event", "basic-event", "gate", "house-event"] : ["set-house-event", "set-basic-event", "set-gate"]
    var found: (name: String, position: Int)?
    element.visit { child in
      guard found == nil, references.contains(child.name), let name = child["name"] else { return }
      if let position = definitions.eventNames.position(of: name, in: ""), isUsed[position] { found = (name, position) }
    }
    return found
  }

  // MARK: Probabilities

  private mutating func evaluate() -> [Double?] {
    var values: [Double?] = []
    for event in definitions.events {
      guard case .basicEvent(let element?) = event.content,
        let value = try? expressions.value(of: element, in: event.header.scope)
      else {
        values.append(nil)
        continue
      }
      if !(0...1).contains(value) {
        problems.add(.invalidProbability(value: "\(value)", of: event.header.name, at: element.place))
      }
      values.append(value)
    }
    problems.add(contentsOf: expressions.problems.diagnostics)
    if let place = expressions.missionTimeUse {
      let time = DocumentNumber.text(expressions.missionTime)
      let message = "the file states no mission time; \(time) hours are assumed"
      problems.add(.faultTreeLeftOut(message, at: place, remedy: .stateMissionTime))
    }
    if let place = expressions.deviateUse {
      let count = expressions.deviateCount
      let message =
        "\(count == 1 ? "a random deviate counts with its" : "\(count) random deviates count with their") mean"
      problems.add(.faultTreeLeftOut(message, at: place))
    }
    return values
  }

  // MARK: Components

  private mutating func components(_ unavailabilities: [Double?]) -> [Component] {
    let ids = ids()
    var components: [Component] = []
    for (position, event) in definitions.events.enumerated() {
      guard let id = ids[position] else { continue }
      var component = Component(id, at: event.header.place)
      describe(&component, event.header)
      switch event.content {
      case .gate:
        component.kind = "open-psa/gate"
        if case .constant(let value) = tree.gates[position]! {
          problems.add(.faultTreeConstant(event.header.name, isTrue: value, at: event.header.place))
          if value {
            component.kind = "open-psa/house-event"
            component.unavailability = Unavailability(low: 1, high: 1)
          }
        } else {
          component.relations = tree.requirements(of: position) { ids[$0]! }.map { .init(.needs, $0) }
        }
        if !isUsed[position] { component.tags.append("top") }
      case .basicEvent:
        component.kind = "open-psa/basic-event"
        component.unavailability = unavailabilities[position].map { Unavailability(low: $0, high: $0) }
      case .houseEvent: continue
      }
      components.append(component)
    }
    return components
  }

  private func describe(_ component: inout Component, _ header: OpenPSADefinitions.Header) {
    if let label = header.label {
      if label.count <= Self.longestName { component.name = label } else { component.description = label }
    }
    component.tags = header.attributes.map { "\($0.name)=\($0.value)" }
    component.source = header.place.fileAndLine
  }

  /// Per event its id: the name, or the path where another event of the model is called the same. House events have none.
  private mutating func ids() -> [ComponentID?] {
    var counts: [String: Int] = [:]
    for event in definitions.events where event.content.kind != .houseEvent {
      counts[event.header.name, default: 0] += 1
    }
    var taken: [ComponentID: Int] = [:]
    return definitions.events.enumerated().map { position, event in
      guard event.content.kind != .houseEvent else { return nil }
      let isScoped = counts[event.header.name]! > 1
      let id = ComponentID(isScoped ? event.header.path : event.header.name)
      guard taken.updateValue(position, forKey: id) == nil else {
        // Only if a name holds dots itself; a number distinguishes the two.
        let other = ComponentID("\(id.text)#\(position)")
        taken[other] = position
        return other
      }
      return id
    }
  }

  private func name(_ start: Place) -> String {
    if let name = definitions.name, !name.isEmpty { return name }
    if let tree = definitions.faultTrees.first {
      return definitions.faultTrees.count == 1 ? tree.name : "\(tree.name) and \(definitions.faultTrees.count - 1) more"
    }
    return "Open-PSA model"
  }

  private var description: String? {
    definitions.label ?? (definitions.faultTrees.count == 1 ? definitions.faultTrees[0].label : nil)
  }

  private func summary(_ components: [Component]) -> String {
    func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }
    let kinds = definitions.events.map(\.content.kind)
    var parts = [
      count(definitions.faultTrees.count, "fault tree"), count(kinds.count { $0 == .gate }, "gate"),
      count(kinds.count { $0 == .basicEvent }, "basic event"),
    ]
    let houseEvents = kinds.count { $0 == .houseEvent }
    if houseEvents > 0 {
      parts.append(
        "\(count(houseEvents, "house event")), folded in as \(houseEvents == 1 ? "a constant" : "constants")")
    }
    let tops = components.filter { $0.tags.last == "top" }.map(\.id.text)
    let shown = tops.prefix(5).joined(separator: ", ") + (tops.count > 5 ? " and \(tops.count - 5) more" : "")
    if !tops.isEmpty { parts.append("on top: \(shown)") }
    return parts.joined(separator: ", ")
  }
}
