internal import DependencyModel

/// Reads how a requirement is called, and reports what makes no sense of it.
package enum CallTermsReader {
  /// The most that a requirement may state: more would be a mistake, and a long calculation.
  package static let retryLimit = 1_000
  static let unitLimit = 10_000

  private static let keys: Set<String> = ["units", "calls", "spread", "retries", "timeout", "held"]

  /// Reads the terms that a mapping states, in place of those that what is within it states.
  ///
  /// - Parameters:
  ///   - values: the values of the mapping, by key.
  ///   - requirement: what they belong to; its target is known.
  ///   - components: those of the model, each with its own keys.
  ///   - matcher: finds them.
  static func read(
    _ values: [String: SyntaxNode], into requirement: inout Requirement, components: [Component],
    matcher: SelectorMatcher, _ reader: inout ValueReader
  ) {
    guard values.keys.contains(where: keys.contains) else { return }
    var terms = requirement.terms
    var values = values
    for number in CallTerms.KnownNumber.allCases {
      // Beside a group it is the threshold.
      guard let value = values[number.rawValue], number != .atLeast || values["units"] != nil else { continue }
      let known = reader.knownNumber(value, number.rawValue)
      values[number.rawValue] = known.number
      terms.bases[number] = known.basis
    }
    if let calls = values["calls"] { terms.calls = reader.amount(calls, "calls", allowsZero: true) }
    if let spread = values["spread"] { terms.spread = reader.choice(spread, "spread", of: CallTerms.Spread.self) }
    if let retries = values["retries"] { terms.retries = number(retries, "retries", 0...retryLimit, &reader) ?? 0 }
    if let timeout = values["timeout"] { terms.timeout = reader.duration(timeout, "timeout") }
    if let held = values["held"] { terms.isHeld = reader.boolean(held, "held") ?? false }
    if let units = values["units"] {
      terms.units = number(units, "units", 1...unitLimit, &reader) ?? 1
      terms.atLeast = values["atLeast"].flatMap { number($0, "atLeast", 1...unitLimit, &reader) }
    }
    requirement.terms = terms
    check(requirement, values, &reader)
    if let held = values["held"], terms.isHeld, !hasSlots(requirement, components, matcher) {
      reader.collector.add(.heldWithoutSlots(requirement.text(), at: held.place))
    }
  }

  private static func number(
    _ node: SyntaxNode, _ subject: String, _ range: ClosedRange<Int>, _ reader: inout ValueReader
  ) -> Int? {
    guard let number = reader.wholeNumber(node, subject, from: range.lowerBound) else { return nil }
    guard number <= range.upperBound else {
      reader.collector.add(
        .invalidNumber(
          node.text ?? "", for: subject, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
          at: node.place))
      return nil
    }
    return number
  }

  private static func check(
    _ requirement: Requirement, _ values: [String: SyntaxNode], _ reader: inout ValueReader
  ) {
    let terms = requirement.terms
    if case .group(let group) = requirement.target {
      if let units = values["units"] { reader.collector.add(.callTerms(.unitsOfGroup, at: units.place)) }
      if let spread = values["spread"], group.threshold == .all, let stated = terms.spread, stated != .each {
        reader.collector.add(.callTerms(.spreadOfAll, at: spread.place))
      }
    } else if let spread = values["spread"] {
      reader.collector.add(.callTerms(.spreadOfOne, at: spread.place))
    }
    if let retries = values["retries"] ?? values["units"], terms.retries > 0, terms.units > 1 {
      reader.collector.add(.callTerms(.retriesOfUnits, at: retries.place))
    }
    if let least = values["atLeast"], values["units"] != nil, let stated = terms.atLeast, stated > terms.units {
      reader.collector.add(.callTerms(.tooManyUnits(stated, of: terms.units), at: least.place))
    }
  }

  /// Whether anything that the requirement leads to holds a number of pieces of work at the same time.
  private static func hasSlots(
    _ requirement: Requirement, _ components: [Component], _ matcher: SelectorMatcher
  ) -> Bool {
    switch requirement.target {
    case .component(let id): matcher.index(of: id).map { components[$0.position].slots != nil } ?? true
    case .group(let group): group.members.contains { hasSlots($0.requirement, components, matcher) }
    }
  }

  /// How many members of a group are looked at for a unit that differs.
  private static let comparedMembers = 1_000

  /// Reports the first component that a requirement leads to and that measures work in another unit than its owner, unless
  /// `calls` says how many of the one make one of the other.
  static func compare(
    _ unit: String, with requirement: Requirement, of owner: Component, _ components: [Component],
    _ matcher: SelectorMatcher, _ reader: inout ValueReader
  ) {
    guard let (called, other) = otherUnit(than: unit, requirement, components, matcher) else { return }
    reader.collector.add(
      .unitsDiffer(owner.id.text, unit, called.text, other, at: requirement.place ?? owner.place))
  }

  private static func otherUnit(
    than unit: String, _ requirement: Requirement, _ components: [Component], _ matcher: SelectorMatcher
  ) -> (ComponentID, String)? {
    guard requirement.terms.calls == nil else { return nil }
    switch requirement.target {
    case .component(let id):
      guard let index = matcher.index(of: id), let other = components[index.position].unitOfWork, other != unit else {
        return nil
      }
      return (id, other)
    case .group(let group):
      return group.members.prefix(comparedMembers).lazy
        .compactMap { otherUnit(than: unit, $0.requirement, components, matcher) }.first
    }
  }
}
