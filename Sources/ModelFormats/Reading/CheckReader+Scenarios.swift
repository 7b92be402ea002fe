internal import DependencyModel

extension CheckReader {
  private static let scenarioKeys = ["description", "begins", "lasts", "events", "watch", "levels"]
  private static let eventKeys = [
    "at", "when", "repeats", "down", "degraded", "restore", "cut", "join", "by", "text",
  ]
  private static let actions = ["down", "degraded", "restore", "cut", "join"]
  /// The most events of one scenario.
  private static let eventLimit = 100_000

  /// A scenario; `nil` with diagnostics for what is none.
  mutating func scenario(_ key: SyntaxNode, _ body: SyntaxNode, reader: inout ValueReader) -> Scenario? {
    guard let id = reader.identifier(key)?.text else { return nil }
    let pairs = reader.pairs(body, "the scenario '\(id)'", expected: "a mapping with lasts and events")
    switch body.content {
    case .scalar, .sequence: return nil
    case .mapping, .null: break
    }
    reader.checkKeys(pairs, known: Self.scenarioKeys, in: "the scenario '\(id)'")
    var values: [String: SyntaxNode] = [:]
    for (key, value) in pairs { values[key.text ?? ""] = value }
    var scenario = Scenario(id, lasts: .zero, events: [], at: key.place)
    scenario.description = values["description"].flatMap { reader.text($0, "'description'") }
    var isTimed = true
    if let node = values["begins"] {
      scenario.begins = beginning(node, reader: &reader)
      isTimed = scenario.begins != nil
    }
    if let node = values["lasts"] {
      let lasts = reader.duration(node, "lasts")
      if let lasts, lasts == .zero {
        reader.collector.add(.scenarioForm("'lasts' must be longer than 0s", at: node.place))
      }
      scenario.lasts = lasts ?? .zero
      isTimed = isTimed && scenario.lasts > .zero
    } else {
      reader.collector.add(
        .scenarioForm("the scenario '\(id)' does not say how long it 'lasts', such as 'lasts: 4h'", at: key.place))
      isTimed = false
    }
    if let node = values["levels"] { scenario.thresholds = thresholds(node, reader: &reader) }
    if let node = values["watch"] { scenario.watch = checked(node, reader: &reader) }
    scenario.events = events(values["events"], of: scenario, at: key.place, checksTimes: isTimed, reader: &reader)
    return scenario
  }

  private func beginning(_ node: SyntaxNode, reader: inout ValueReader) -> ScenarioBeginning? {
    guard let text = reader.text(node, "'begins'") else { return nil }
    guard let beginning = ScenarioBeginning(text: text) else {
      reader.collector.add(.scenarioTime(.unreadableBeginning(text), at: node.place))
      return nil
    }
    return beginning
  }

  private func thresholds(_ node: SyntaxNode, reader: inout ValueReader) -> Scenario.Thresholds {
    var thresholds = Scenario.Thresholds()
    let pairs = reader.pairs(node, "'levels'", expected: "a mapping such as { degraded: 1%, down: 50% }")
    reader.checkKeys(pairs, known: ["degraded", "down"], in: "'levels'")
    for (key, value) in pairs {
      guard let percent = reader.percentage(value) else { continue }
      if key.text == "degraded" { thresholds.degraded = percent }
      if key.text == "down" { thresholds.down = percent }
    }
    if let down = thresholds.down, down == .zero || down < thresholds.degraded ?? .zero {
      reader.collector.add(
        .scenarioForm("'down' of 'levels' must be above 0% and not below 'degraded'", at: node.place))
    }
    return thresholds
  }

  // MARK: Events

  private mutating func events(
    _ node: SyntaxNode?, of scenario: Scenario, at place: Place, checksTimes: Bool, reader: inout ValueReader
  ) -> [Scenario.Event] {
    var entries: [(name: SyntaxNode?, body: SyntaxNode)] = []
    switch node?.content {
    case .sequence(let items): entries = items.map { (nil, $0) }
    case .mapping(let pairs): entries = pairs.map { ($0.key, $0.value) }
    case .scalar:
      reader.wrongType("'events'", "a list, or a mapping from names", node!)
      return []
    case .null, nil: break
    }
    guard !entries.isEmpty else {
      reader.collector.add(
        .scenarioForm("the scenario '\(scenario.id)' has no events, so nothing happens in it", at: node?.place ?? place)
      )
      return []
    }
    guard entries.count <= Self.eventLimit else {
      reader.collector.add(
        .scenarioForm("a scenario has at most \(grouped(Self.eventLimit)) events; this has more", at: node!.place))
      return []
    }
    var events: [Scenario.Event] = []
    var last: (time: Duration, text: String)?
    for (name, body) in entries {
      if let name, reader.identifier(name) == nil { continue }
      let subject = name.map { "the event '\($0.text ?? "")'" } ?? "an event"
      let pairs = reader.pairs(body, subject, expected: "a mapping such as { at: 10m, down: ID }")
      reader.checkKeys(pairs, known: Self.eventKeys, in: subject)
      var event = Scenario.Event(name?.text, .at(.zero), [], at: name?.place ?? body.place)
      guard let trigger = trigger(pairs, subject, body.place, scenario, checksTimes, &last, reader: &reader) else {
        continue
      }
      event.trigger = trigger
      for (key, value) in pairs {
        switch key.text {
        case "by": event.by = reader.text(value, "'by'")
        case "text": event.text = reader.text(value, "'text'")
        default: event.actions += actions(key.text ?? "", value, reader: &reader)
        }
      }
      if !pairs.contains(where: { Self.actions.contains($0.key.text ?? "") }) {
        reader.collector.add(
          .scenarioForm(
            "\(subject) does nothing; it takes one of \(Self.actions.joined(separator: ", "))", at: event.place!))
      }
      events.append(event)
    }
    return events
  }

  /// When an event happens; `nil` with a diagnostic where that is not told.
  private func trigger(
    _ pairs: [(key: SyntaxNode, value: SyntaxNode)], _ subject: String, _ place: Place, _ scenario: Scenario,
    _ checksTimes: Bool, _ last: inout (time: Duration, text: String)?, reader: inout ValueReader
  ) -> Scenario.Trigger? {
    let at = pairs.first { $0.key.text == "at" }?.value
    let when = pairs.first { $0.key.text == "when" }?.value
    let repeats = pairs.first { $0.key.text == "repeats" }?.value
    guard (at == nil) != (when == nil) else {
      reader.collector.add(
        .scenarioForm("\(subject) takes either 'at' a time or 'when' a condition holds", at: place))
      return nil
    }
    if let when {
      guard let condition = condition(when, reader: &reader) else { return nil }
      return .when(condition, repeats: repeats.map { reader.boolean($0, "repeats") ?? false } ?? false)
    }
    if let repeats {
      reader.collector.add(.scenarioForm("'repeats' belongs to 'when'", at: repeats.place))
    }
    guard let text = reader.text(at!, "'at'") else {
      if case .null = at!.content { reader.wrongType("'at'", "a time", at!) }
      return nil
    }
    // Without a beginning that is known, times would only be wrong once more.
    guard checksTimes else { return .at(.zero) }
    do throws(ScenarioBeginning.TimeProblem) {
      let time = try ScenarioBeginning.time(text, since: scenario.begins)
      if time > scenario.lasts {
        reader.collector.add(.scenarioTime(.afterEnd(text, lasts: scenario.lasts), at: at!.place))
      } else if let last, time < last.time {
        reader.collector.add(.scenarioTime(.goesBack(text, to: last.text), at: at!.place))
      }
      if time >= last?.time ?? .zero { last = (time, text) }
      return .at(time)
    } catch {
      reader.collector.add(.scenarioTime(.wrong(text, error), at: at!.place))
      return nil
    }
  }

  private mutating func actions(
    _ key: String, _ value: SyntaxNode, reader: inout ValueReader
  ) -> [Scenario.Action] {
    switch key {
    case "down", "degraded":
      let level: Level = key == "down" ? .down : .degraded
      var targets: [Scenario.Target] = []
      for item in named(value, reader: &reader) {
        guard hasRoom(for: item.components.count, at: value.place, reader: &reader) else { return [] }
        targets += item.components.map { Scenario.Target(components[$0.position].id, share: item.share) }
      }
      return [.fault(level, targets)]
    case "restore":
      let found = matches(value, reader: &reader)
      guard hasRoom(for: found.count, at: value.place, reader: &reader) else { return [] }
      return [.restore(found.map { components[$0.position].id })]
    case "cut", "join":
      return links(value, key, reader: &reader).map { key == "cut" ? .cut($0) : .join($0) }
    default:
      return []
    }
  }

  // MARK: Requirements that are cut

  /// One requirement by its ends, or a list of them.
  private func links(_ node: SyntaxNode, _ key: String, reader: inout ValueReader) -> [Scenario.Link] {
    let items: [SyntaxNode]
    if case .sequence(let list) = node.content { items = list } else { items = [node] }
    return items.compactMap { item in
      guard case .mapping(let pairs) = item.content else {
        reader.wrongType("'\(key)'", "a requirement by its ends, such as { from: ID, to: ID }", item)
        return nil
      }
      reader.checkKeys(pairs, known: ["from", "to"], in: "'\(key)'")
      var ends: [String: ComponentID] = [:]
      for (key, value) in pairs {
        guard let name = key.text, let id = knownComponent(value, "'\(name)'", reader: &reader) else { continue }
        ends[name] = id
      }
      guard pairs.contains(where: { $0.key.text == "from" }), pairs.contains(where: { $0.key.text == "to" }) else {
        reader.collector.add(.scenarioForm("'\(key)' takes both 'from' and 'to'", at: item.place))
        return nil
      }
      guard let from = ends["from"], let to = ends["to"] else { return nil }
      let link = Scenario.Link(from: from, to: to)
      guard requires(link) else {
        reader.collector.add(.noSuchRequirement(from.text, to.text, at: item.place))
        return nil
      }
      return link
    }
  }

  /// Whether a failure or a start of the one component may follow what it requires of the other.
  private func requires(_ link: Scenario.Link) -> Bool {
    guard let owner = matcher.index(of: link.from) else { return false }
    return components[owner.position].relations.contains { relation in
      guard relation.kind != .configuredBy else { return false }
      var isFound = false
      relation.requirement.forEachComponent { if $0 == link.to { isFound = true } }
      return isFound
    }
  }

  /// An id that the model has.
  func knownComponent(_ node: SyntaxNode, _ subject: String, reader: inout ValueReader) -> ComponentID? {
    guard let text = reader.text(node, subject) else {
      if case .null = node.content { reader.wrongType(subject, "an id", node) }
      return nil
    }
    guard matcher.index(of: ComponentID(text)) != nil else {
      let suggestion = reader.collector.suggestion(for: text, among: components.lazy.map(\.id.text))
      reader.collector.add(.unknownComponent(text, suggestion: suggestion, at: node.place))
      return nil
    }
    return ComponentID(text)
  }
}
