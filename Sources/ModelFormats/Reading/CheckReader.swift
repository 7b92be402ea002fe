internal import DependencyModel

/// Reads faults and checks, whose selectors and ids refer to what the model declares.
struct CheckReader {
  private static let keys =
    ["description", "severity", "owner", "given", "then", "require", "forbid", "except"]
  let components: [Component]
  var matcher: SelectorMatcher
  let faultIDs: Set<ComponentID>
  let scenarioIDs: Set<String>
  /// The components that faults and events named so far.
  var namedCount = 0
  private var isTooLarge = false

  init(
    components: [Component], matcher: SelectorMatcher, faultIDs: Set<ComponentID>, scenarioIDs: Set<String>
  ) {
    self.components = components
    self.matcher = matcher
    self.faultIDs = faultIDs
    self.scenarioIDs = scenarioIDs
  }

  /// The components that a selector matches, with a diagnostic where it names something unknown or matches nothing.
  mutating func matches(_ node: SyntaxNode, reader: inout ValueReader) -> [ComponentIndex] {
    guard let selector = checked(node, reader: &reader) else { return [] }
    return matcher.matches(selector)
  }

  /// A selector that matches something.
  mutating func checked(_ node: SyntaxNode, reader: inout ValueReader) -> ComponentSelector? {
    // Each item of a list is a statement by itself: report the one that matches nothing.
    if case .sequence(let items) = node.content, !items.isEmpty {
      let selectors = items.compactMap { checked($0, reader: &reader) }
      return selectors.count == items.count ? .anyOf(selectors) : nil
    }
    guard let selector = named(node, reader: &reader) else { return nil }
    let isMatching = !matcher.matches(selector).isEmpty
    guard !matcher.isOverLimit else {
      reportTooLarge(RequirementReader.memberLimit, at: node.place, reader: &reader)
      return nil
    }
    guard isMatching else {
      reader.collector.add(.matchesNothing(selector.description, at: node.place))
      return nil
    }
    return selector
  }

  /// Reports, once, that globs and selectors match more than they may.
  mutating func reportTooLarge(_ limit: Int, at place: Place, reader: inout ValueReader) {
    if !isTooLarge { reader.collector.add(.selectionTooLarge(limit: limit, at: place)) }
    isTooLarge = true
  }

  // MARK: Checks

  mutating func check(_ key: SyntaxNode, _ body: SyntaxNode, reader: inout ValueReader) -> Check? {
    let id = key.text ?? ""
    let pairs = reader.pairs(body, "the check '\(id)'", expected: "a mapping with given and then, require, or forbid")
    reader.checkKeys(pairs, known: Self.keys, in: "the check '\(id)'")
    var values: [String: SyntaxNode] = [:]
    for (key, value) in pairs { values[key.text ?? ""] = value }
    guard let rule = rule(id, values, at: key.place, reader: &reader) else { return nil }
    return Check(
      id, rule: rule,
      severity: values["severity"].flatMap { reader.choice($0, "severity", of: Check.Severity.self) } ?? .error,
      description: values["description"].flatMap { reader.text($0, "'description'") },
      owner: values["owner"].flatMap { reader.text($0, "'owner'") },
      exceptions: values["except"].map { exceptions($0, reader: &reader) } ?? [], at: key.place)
  }

  private mutating func rule(
    _ id: String, _ values: [String: SyntaxNode], at place: Place, reader: inout ValueReader
  ) -> Check.Rule? {
    let forms = ["given", "require", "forbid"].filter { values[$0] != nil }
    guard forms.count == 1, (forms[0] == "given") == (values["then"] != nil) else {
      let found = (forms + (values["then"] != nil ? ["then"] : [])).map { "'\($0)'" }.joined(separator: " and ")
      reader.collector.add(
        .checkForm(
          "the check '\(id)' takes 'given' with 'then', or 'require', or 'forbid'; this has \(found.isEmpty ? "none" : found)",
          at: place))
      return nil
    }
    switch forms[0] {
    case "given":
      let given = given(values["given"]!, reader: &reader)
      guard let expectation = expectation(values["then"]!, reader: &reader), !given.isEmpty,
        agree(given, expectation, at: values["then"]!.place, reader: &reader)
      else { return nil }
      return .expectation(given: given, then: expectation)
    case "require":
      return requirement(values["require"]!, reader: &reader)
    default:
      return ban(values["forbid"]!, reader: &reader).map { .ban($0) }
    }
  }

  /// A fault's id, `{down, degraded}`, `{each}`, `{eachPair}`, `{eachChange}`, `{change}`, or a list of these.
  private mutating func given(_ node: SyntaxNode, reader: inout ValueReader) -> [Check.Given] {
    switch node.content {
    case .sequence(let items):
      // A check without a fault would be dropped without a word.
      if items.isEmpty { reader.collector.add(.checkForm("'given' names no fault", at: node.place)) }
      return items.flatMap { given($0, reader: &reader) }
    case .scalar(let text):
      if faultIDs.contains(ComponentID(text)) { return [.fault(ComponentID(text))] }
      if matcher.index(of: ComponentID(text)) != nil { return [.levels(down: .name(text), degraded: nil)] }
      let suggestion = reader.collector.suggestion(
        for: text, among: faultIDs.map(\.text).sorted() + components.map(\.id.text))
      reader.collector.add(.unknownFault(text, suggestion: suggestion, at: node.place))
      return []
    case .null, .mapping:
      let pairs = reader.pairs(node, "'given'")
      let stateAll = ["each", "eachPair", "eachChange", "change"]
      reader.checkKeys(pairs, known: ["down", "degraded"] + stateAll + ["scenario"], in: "'given'")
      if pairs.count == 1, pairs[0].key.text == "scenario" {
        return givenScenario(pairs[0].value, reader: &reader).map { [$0] } ?? []
      }
      if pairs.count == 1, pairs[0].key.text == "change", let text = pairs[0].value.text,
        faultIDs.contains(ComponentID(text))
      {
        return [.changeOfFault(ComponentID(text))]
      }
      var selectors: [String: ComponentSelector] = [:]
      for (key, value) in pairs where stateAll.contains(key.text ?? "") {
        selectors[key.text ?? ""] = checked(value, reader: &reader)
      }
      if let selector = selectors["each"], pairs.count == 1 { return [.each(selector)] }
      if let selector = selectors["eachPair"], pairs.count == 1 { return [.eachPair(selector)] }
      if let selector = selectors["eachChange"], pairs.count == 1 { return [.eachChange(selector)] }
      if let selector = selectors["change"], pairs.count == 1 { return [.change(selector)] }
      let alone = stateAll + ["scenario"]
      if pairs.isEmpty || pairs.count > 1 && pairs.contains(where: { alone.contains($0.key.text ?? "") }) {
        reader.collector.add(
          .checkForm(
            "'given' is a fault, or has 'down' and 'degraded', or one of \(alone.joined(separator: ", "))",
            at: node.place))
      }
      return givenLevels(pairs, reader: &reader).map { [$0] } ?? []
    }
  }

  private mutating func expectation(_ node: SyntaxNode, reader: inout ValueReader) -> Check.Expectation? {
    let pairs = reader.pairs(node, "'then'")
    let conditions = Check.Expectation.Condition.allCases.map(\.rawValue)
    let limits = Check.LoadLimit.Measure.allCases.map(\.rawValue)
    reader.checkKeys(pairs, known: conditions + ["impacted"] + limits + ["recovers", "within"], in: "'then'")
    var expectation = Check.Expectation()
    for (key, value) in pairs {
      if let condition = key.text.flatMap(Check.Expectation.Condition.init) {
        if let selector = checked(value, reader: &reader) { expectation.conditions.append((condition, selector)) }
      } else if key.text == "impacted" {
        expectation.impact = impactLimit(value, reader: &reader)
      } else if let measure = key.text.flatMap(Check.LoadLimit.Measure.init) {
        if let limit = loadLimit(measure, value, reader: &reader) { expectation.loads.append(limit) }
      } else if key.text == "recovers" {
        if let recovery = recovery(value, reader: &reader) { expectation.recoveries.append(recovery) }
      } else if key.text == "within" {
        expectation.within = reader.duration(value, "within")
      }
    }
    let stated = Set(pairs.map { $0.key.text ?? "" }).subtracting(["within"])
    guard !stated.isDisjoint(with: conditions + ["impacted", "recovers"] + limits) else {
      reader.collector.add(
        .checkForm(
          "'then' states nothing; say what is \(conditions.joined(separator: ", ")) or impacted, or limit \(limits.joined(separator: " or "))",
          at: node.place))
      return nil
    }
    guard expectation.within == nil || stated.isDisjoint(with: limits) else {
      reader.collector.add(
        .checkForm(
          "'within' is a time, and \(limits.joined(separator: " and ")) are about what settles in the end; use two checks",
          at: node.place))
      return nil
    }
    return expectation
  }

  /// `{ atMost: 20% }`, or a number of components.
  private func impactLimit(_ node: SyntaxNode, reader: inout ValueReader) -> Check.ImpactLimit? {
    var node = node
    if case .mapping(let pairs) = node.content {
      reader.checkKeys(pairs, known: ["atMost"], in: "'impacted'")
      guard let limit = pairs.first(where: { $0.key.text == "atMost" }) else {
        reader.collector.add(.checkForm("'impacted' needs 'atMost'", at: node.place))
        return nil
      }
      node = limit.value
    }
    guard let text = node.text, text.hasSuffix("%") else {
      return reader.wholeNumber(node, "limit").map { .count($0) }
    }
    return reader.percentage(node).map { .share(percent: $0) }
  }

  /// A demand on components, or on the import of the model.
  private mutating func requirement(_ node: SyntaxNode, reader: inout ValueReader) -> Check.Rule? {
    if case .mapping(let pairs) = node.content, let limits = pairs.first(where: { $0.key.text == "import" }) {
      reader.checkKeys(pairs, known: ["import"], in: "'require' with 'import'")
      return importLimits(limits.value, reader: &reader).map { .coverage($0) }
    }
    return demand(node, reader: &reader).map { .demand($0) }
  }

  private mutating func demand(_ node: SyntaxNode, reader: inout ValueReader) -> Check.Demand? {
    let pairs = reader.pairs(node, "'require'")
    let properties = ["survives", "availability", "starts", "independent", "headroom", "recovers"]
    reader.checkKeys(pairs, known: ["for"] + properties + ["except"], in: "'require'")
    var components: ComponentSelector?
    var demand = Check.Demand(for: .name("*"), [])
    // How many properties are stated in a way that always holds.
    var idle = 0
    for (key, value) in pairs {
      switch key.text {
      case "for": components = checked(value, reader: &reader)
      case "survives":
        if let (size, faults) = survival(value, reader: &reader) {
          demand.properties.append(.survives(size, of: faults))
          idle += size == 0 ? 1 : 0
        }
      case "availability":
        if let probability = reader.probability(value, "availability") {
          demand.properties.append(.availability(probability.value))
          idle += probability.value == 0 ? 1 : 0
        }
      case "starts":
        guard let isDemanded = reader.boolean(value, "starts") else { continue }
        if isDemanded { demand.properties.append(.starts) } else { idle += 1 }
      case "independent":
        guard let isDemanded = reader.boolean(value, "independent") else { continue }
        if isDemanded { demand.properties.append(.independent) } else { idle += 1 }
      case "headroom":
        if let percent = reader.percentage(value, atMost: nil) { demand.properties.append(.headroom(percent: percent)) }
      case "recovers":
        guard let isDemanded = reader.boolean(value, "recovers") else { continue }
        if isDemanded { demand.properties.append(.recovers) } else { idle += 1 }
      case "except": demand.exempt = checked(value, reader: &reader)
      default: break
      }
    }
    let names = pairs.map { $0.key.text ?? "" }
    guard names.contains("for"), names.contains(where: properties.contains) else {
      reader.collector.add(
        .checkForm(
          "'require' needs 'for', and one of \(properties.joined(separator: ", ")); or 'import' alone", at: node.place))
      return nil
    }
    guard idle < names.count(where: properties.contains) else {
      reader.collector.add(
        .checkForm(
          "this requires nothing, so it always holds; survives is 1 or more, availability above 0%, starts, independent and recovers true",
          at: node.place))
      return nil
    }
    guard let components else { return nil }
    demand.components = components
    return demand
  }

  /// A number of faults, or `{ count: NUMBER, of: SELECTOR }`.
  private mutating func survival(
    _ node: SyntaxNode, reader: inout ValueReader
  ) -> (size: Int, faults: ComponentSelector?)? {
    guard case .mapping(let pairs) = node.content else {
      return reader.wholeNumber(node, "number of faults").map { ($0, nil) }
    }
    reader.checkKeys(pairs, known: ["count", "of"], in: "'survives'")
    var size: Int? = 1
    var faults: ComponentSelector?
    for (key, value) in pairs {
      switch key.text {
      case "count": size = reader.wholeNumber(value, "number of faults")
      case "of": faults = checked(value, reader: &reader)
      default: break
      }
    }
    guard pairs.contains(where: { $0.key.text == "of" }) else {
      reader.collector.add(
        .checkForm("'survives' is a number of faults, or has 'of' and 'count'", at: node.place))
      return nil
    }
    guard let size, let faults else { return nil }
    return (size, faults)
  }

  private mutating func ban(_ node: SyntaxNode, reader: inout ValueReader) -> Check.Ban? {
    let pairs = reader.pairs(node, "'forbid'")
    reader.checkKeys(pairs, known: ["from", "to", "via", "transitive"], in: "'forbid'")
    var from: ComponentSelector?
    var to: ComponentSelector?
    var via = Check.Ban.Via.needs
    var isTransitive = false
    for (key, value) in pairs {
      switch key.text {
      case "from": from = named(value, reader: &reader)
      case "to": to = named(value, reader: &reader)
      case "via": via = reader.choice(value, "sort of dependency", of: Check.Ban.Via.self) ?? .needs
      case "transitive": isTransitive = reader.boolean(value, "transitive") ?? false
      default: break
      }
    }
    let names = pairs.map { $0.key.text ?? "" }
    guard names.contains("from"), names.contains("to") else {
      reader.collector.add(.checkForm("'forbid' needs 'from' and 'to'", at: node.place))
      return nil
    }
    guard let from, let to else { return nil }
    // A layer that is empty today must stay forbidden, so one side may match nothing; of both, nothing would be checked.
    let isEmpty = matcher.matches(from).isEmpty && matcher.matches(to).isEmpty
    if matcher.isOverLimit {
      reportTooLarge(RequirementReader.memberLimit, at: node.place, reader: &reader)
    } else if isEmpty {
      reader.collector.add(.matchesNothing("\(from) and \(to)", at: node.place))
      return nil
    }
    return Check.Ban(from: from, to: to, via: via, isTransitive: isTransitive)
  }

  /// A selector that may match nothing, but names no id that does not exist.
  private func named(_ node: SyntaxNode, reader: inout ValueReader) -> ComponentSelector? {
    guard let selector = reader.selector(node) else { return nil }
    return isKnown(selector, at: node.place, reader: &reader) ? selector : nil
  }

  /// Whether a selector names no id that does not exist; each that does not is reported.
  func isKnown(_ selector: ComponentSelector, at place: Place, reader: inout ValueReader) -> Bool {
    let unknown = matcher.unknownNames(in: selector)
    for name in unknown {
      let suggestion = reader.collector.suggestion(for: name, among: components.lazy.map(\.id.text))
      reader.collector.add(.unknownComponent(name, suggestion: suggestion, at: place))
    }
    return unknown.isEmpty
  }

  private func exceptions(_ node: SyntaxNode, reader: inout ValueReader) -> [Check.Exception] {
    let items: [SyntaxNode]
    switch node.content {
    case .sequence(let list): items = list
    case .mapping: items = [node]
    case .null: items = []
    case .scalar:
      reader.wrongType("'except'", "a list such as [{ fault: ID, reason: TEXT, until: DATE }]", node)
      items = []
    }
    return items.compactMap { item in
      let pairs = reader.pairs(item, "an exception")
      reader.checkKeys(pairs, known: ["fault", "component", "reason", "until"], in: "an exception")
      var exception = Check.Exception(fault: nil, component: nil, reason: "", until: nil, at: item.place)
      for (key, value) in pairs {
        switch key.text {
        case "fault": exception.fault = reader.selector(value)
        case "component": exception.component = reader.selector(value)
        case "reason": exception.reason = reader.text(value, "'reason'") ?? ""
        case "until":
          exception.until = reader.date(value, "'until'")
        default: break
        }
      }
      guard exception.fault != nil || exception.component != nil, !exception.reason.isEmpty else {
        if case .mapping = item.content {
          reader.collector.add(
            .checkForm("an exception needs a 'fault' or a 'component', and a 'reason'", at: item.place))
        }
        return nil
      }
      return exception
    }
  }
}
