internal import DependencyModel

/// What events wait for, and what checks expect of scenarios.
extension CheckReader {
  private static let comparisons = Scenario.Comparison.allCases.map(\.rawValue)

  /// A gauge with a comparison, a list of conditions of which all hold, or `{ any: [...] }`.
  func condition(_ node: SyntaxNode, reader: inout ValueReader) -> Scenario.Condition? {
    if case .sequence(let items) = node.content {
      return parts(items, at: node.place, reader: &reader).map { Scenario.Condition(.all($0)) }
    }
    guard case .mapping(let pairs) = node.content else {
      reader.wrongType("'when'", "a condition such as { down: ID, is: 100%, for: 10m }", node)
      return nil
    }
    let gauges = Scenario.Gauge.names
    reader.checkKeys(pairs, known: gauges + Self.comparisons + ["any", "for"], in: "a condition")
    let lasting = pairs.first { $0.key.text == "for" }.map { reader.duration($0.value, "for") } ?? .zero
    let names = pairs.compactMap(\.key.text)
    let stated = names.filter { gauges.contains($0) }
    let compared = names.filter { Self.comparisons.contains($0) }
    if names.contains("any"), stated.isEmpty, compared.isEmpty {
      let any = pairs.first { $0.key.text == "any" }!.value
      guard case .sequence(let items) = any.content else {
        reader.wrongType("'any'", "a list of conditions", any)
        return nil
      }
      guard let parts = parts(items, at: any.place, reader: &reader), let lasting else { return nil }
      return Scenario.Condition(.any(parts), for: lasting)
    }
    guard !names.contains("any"), stated.count == 1, compared.count == 1 else {
      reader.collector.add(
        .scenarioForm(
          "a condition has one of \(gauges.joined(separator: ", ")) with one of \(Self.comparisons.joined(separator: ", ")), or 'any'",
          at: node.place))
      return nil
    }
    let gauge = pairs.first { $0.key.text == stated[0] }!.value
    let limit = pairs.first { $0.key.text == compared[0] }!.value
    let component = knownComponent(gauge, "'\(stated[0])'", reader: &reader)
    let amount = share(limit, compared[0], reader: &reader)
    guard let component, let amount, let lasting else { return nil }
    return Scenario.Condition(
      .gauge(
        Scenario.Gauge(name: stated[0], of: component)!, Scenario.Comparison(rawValue: compared[0])!, amount),
      for: lasting)
  }

  private func parts(
    _ items: [SyntaxNode], at place: Place, reader: inout ValueReader
  ) -> [Scenario.Condition]? {
    guard !items.isEmpty else {
      reader.collector.add(.scenarioForm("a list of conditions has at least one", at: place))
      return nil
    }
    let parts = items.compactMap { condition($0, reader: &reader) }
    return parts.count == items.count ? parts : nil
  }

  /// A share as a percentage or a number.
  private func share(_ node: SyntaxNode, _ subject: String, reader: inout ValueReader) -> Amount? {
    guard node.text?.hasSuffix("%") == true else { return reader.amount(node, subject, allowsZero: true) }
    return reader.percentage(node, atMost: nil).map { Amount(millionths: $0.millionths / 100) }
  }

  // MARK: Checks

  /// `{ of: SELECTOR, within: 1h }`: how soon components are up again.
  mutating func recovery(_ node: SyntaxNode, reader: inout ValueReader) -> Check.Recovery? {
    guard case .mapping(let pairs) = node.content, !pairs.isEmpty else {
      reader.wrongType("'recovers'", "a mapping such as { of: ID, within: 1h }", node)
      return nil
    }
    reader.checkKeys(pairs, known: ["of", "within"], in: "'recovers'")
    var recovery = Check.Recovery()
    for (key, value) in pairs {
      switch key.text {
      case "of":
        guard let selector = checked(value, reader: &reader) else { return nil }
        recovery.components = selector
      case "within":
        guard let limit = reader.duration(value, "within") else { return nil }
        recovery.limit = limit
      default: break
      }
    }
    return recovery
  }

  /// `{ scenario: NAME }` of a check.
  func givenScenario(_ node: SyntaxNode, reader: inout ValueReader) -> Check.Given? {
    guard let name = reader.text(node, "'scenario'") else { return nil }
    guard scenarioIDs.contains(name) else {
      let suggestion = reader.collector.suggestion(for: name, among: scenarioIDs.sorted())
      reader.collector.add(.unknownScenario(name, suggestion: suggestion, at: node.place))
      return nil
    }
    return .scenario(name)
  }
}

extension CheckReader {
  /// Whether what is expected can be known of what is given; a diagnostic if not.
  func agree(
    _ given: [Check.Given], _ expectation: Check.Expectation, at place: Place, reader: inout ValueReader
  ) -> Bool {
    func isScenario(_ given: Check.Given) -> Bool { if case .scenario = given { true } else { false } }
    if !expectation.recoveries.isEmpty, !given.allSatisfy(isScenario) {
      reader.collector.add(
        .checkForm("'recovers' is about time, so 'given' must be scenarios: { scenario: NAME }", at: place))
      return false
    }
    if !expectation.loads.isEmpty, given.contains(where: isScenario) {
      let limits = Check.LoadLimit.Measure.allCases.map(\.rawValue).joined(separator: " and ")
      reader.collector.add(.checkForm("\(limits) are not known of scenarios, which play levels", at: place))
      return false
    }
    return true
  }
}
