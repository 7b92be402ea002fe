internal import DependencyModel
internal import ResilienceAnalysis

/// What figures rest on, in words.
struct CoverageWording {
  let wording: Wording

  init(_ model: Model) { wording = Wording(model: model) }

  /// What a figure rests on, as what follows its subject: `rests on 1 of 5 single points of failure and 3 of 41 components;
  /// db, cache and dns state none`. Empty if nothing can take the component down. Single points of failure that state none
  /// are named, or if there are none of these, what else states none.
  func phrase(_ coverage: Coverage) -> String {
    guard coverage.count > 0 else { return "" }
    let assumed = coverage.assumedCount > 0 ? ", \(grouped(coverage.assumedCount)) of them assumed" : ""
    if coverage.isWhole {
      return coverage.count == 1
        ? "rests on the one component that can take it down\(coverage.assumedCount > 0 ? ", which is assumed" : "")"
        : "rests on all \(grouped(coverage.count)) components that can take it down\(assumed)"
    }
    let components = "\(grouped(coverage.statedCount)) of \(count(coverage.count, "component"))"
    guard coverage.singlePointCount > 0 else { return "rests on \(components)\(assumed)\(without(coverage))" }
    let points =
      "\(grouped(coverage.singlePointStatedCount)) of \(count(coverage.singlePointCount, "single point")) of failure"
    return "rests on \(points) and \(components)\(assumed)\(without(coverage))"
  }

  /// What states none, behind a semicolon: `; db and cache state none`.
  private func without(_ coverage: Coverage) -> String {
    let parts = namedWithout(coverage)
    return parts.count > 0 ? "; \(parts.names) \(parts.count == 1 ? "states" : "state") none" : ""
  }

  /// The names of what states no unavailability, and how many they are: single points of failure, or if there are none of
  /// these, all of it.
  func namedWithout(_ coverage: Coverage) -> (names: String, count: Int) {
    let isSingle = coverage.singlePointWithoutCount > 0
    let number = isSingle ? coverage.singlePointWithoutCount : coverage.withoutCount
    let components = isSingle ? coverage.singlePointsWithout : coverage.othersWithout
    let shown = components.prefix(number <= 5 ? 5 : 4).map(wording.id)
    return (
      number > shown.count
        ? "\(shown.joined(separator: ", ")) and \(grouped(number - shown.count)) more"
        : enumeration(of: shown, limit: 5), number
    )
  }

  /// What follows for a figure if all that states none were always down: `if it were always down, shop would be available 50%
  /// of the time`; `nil` if that is plain from the coverage, or not known.
  ///
  /// - Parameters:
  ///   - coverage: what the figure rests on.
  ///   - component: the component that it is about.
  ///   - others: unavailabilities from which the figure must look different.
  func bound(_ coverage: Coverage, of component: ComponentIndex, apartFrom others: [Double] = []) -> String? {
    guard !coverage.isWhole, !coverage.isEmpty, coverage.singlePointWithoutCount == 0,
      let most = coverage.unavailabilityAtMost
    else { return nil }
    let subject = coverage.withoutCount == 1 ? "it" : "they"
    return "if \(subject) were always down, \(wording.id(component)) would be "
      + (most < 1 ? "available \(Figures.availability(unavailability: most, apartFrom: others)) of the time" : "too")
  }

  /// How much a figure rests on, in a comparison of two: `from 1 of 2 single points of failure`, `from 3 of 4 components`.
  static func source(_ coverage: Coverage, countingSinglePoints: Bool) -> String {
    countingSinglePoints
      ? "from \(grouped(coverage.singlePointStatedCount)) of \(count(coverage.singlePointCount, "single point")) of failure"
      : "from \(grouped(coverage.statedCount)) of \(count(coverage.count, "component"))"
  }

  /// What a figure of a component rests on, as sentences after a space; empty if that is not known or nothing can take it
  /// down.
  ///
  /// - Parameters:
  ///   - coverage: what it rests on.
  ///   - component: the component.
  ///   - subject: what rests on it.
  ///   - others: unavailabilities from which its bound must look different.
  func sentences(
    _ coverage: Coverage?, of component: ComponentIndex, subject: String = "It", apartFrom others: [Double] = []
  ) -> String {
    guard let coverage, coverage.count > 0 else { return "" }
    let bound = bound(coverage, of: component, apartFrom: others)
    return " \(subject) \(phrase(coverage))." + (bound.map { " \($0.prefix(1).uppercased())\($0.dropFirst())." } ?? "")
  }

  /// What is assumed, in a sentence: `Assumes 0.001 for 12 components of kind aws/*.`; `nil` for nothing.
  static func sentence(_ assumptions: [AppliedAssumption]) -> String? {
    guard !assumptions.isEmpty else { return nil }
    let parts = assumptions.filter { $0.count > 0 }.map { "\(text($0.assumption.unavailability)) for \(matching($0))" }
    let unused = assumptions.filter { $0.count == 0 }.map { "'\($0.assumption.selector.description.printable)'" }
    let sentences = [
      parts.isEmpty ? nil : "Assumes \(enumeration(of: parts, limit: 8)).",
      unused.isEmpty
        ? nil
        : "The \(unused.count == 1 ? "assumption" : "assumptions") for \(enumeration(of: unused, limit: 8)) "
          + "\(unused.count == 1 ? "matches" : "match") no component.",
    ]
    return sentences.compactMap { $0 }.joined(separator: " ")
  }

  /// The value as written where that is short.
  private static func text(_ unavailability: Unavailability) -> String {
    func text(_ value: Double) -> String {
      let whole = DocumentNumber.text(value)
      return whole.count <= 8 ? whole : Figures.chance(value)
    }
    let (low, high) = (unavailability.low, unavailability.high)
    return low == high ? text(high) : "\(text(low)) … \(text(high))"
  }

  private static func matching(_ applied: AppliedAssumption) -> String {
    let number = count(applied.count, "component")
    if case .matching(let conditions) = applied.assumption.selector, conditions.count == 1,
      case .kind(let pattern) = conditions[0]
    {
      return pattern.text == "*" ? "\(number) with a kind" : "\(number) of kind \(pattern.text.printable)"
    }
    return "\(number) with \(applied.assumption.selector.description.printable)"
  }

  /// An assumption of a model: `assume 0.001 for kind=aws/*`.
  static func text(_ assumption: Assumption) -> String {
    "assume \(text(assumption.unavailability)) for \(assumption.selector)"
  }
}
