internal import DependencyModel
internal import ResilienceAnalysis

/// What figures rest on, in words.
struct CoverageWording {
  let wording: Wording

  init(_ model: Model) { wording = Wording(model: model) }

  /// What a figure rests on, as what follows its subject: `rests on 1 of 5 single points of failure and 3 of 41 components;
  /// db, cache and dns state none`. Empty if nothing can take the component down.
  func phrase(_ coverage: Coverage) -> String {
    guard coverage.count > 0 else { return "" }
    let assumed = coverage.assumedCount > 0 ? ", \(grouped(coverage.assumedCount)) of them assumed" : ""
    if coverage.isWhole {
      return coverage.count == 1
        ? "rests on the one component that can take it down\(coverage.assumedCount > 0 ? ", which is assumed" : "")"
        : "rests on all \(grouped(coverage.count)) components that can take it down\(assumed)"
    }
    let components = "\(grouped(coverage.statedCount)) of \(count(coverage.count, "component"))"
    guard coverage.singlePointCount > 0 else { return "rests on \(components)\(assumed)" }
    let points =
      "\(grouped(coverage.singlePointStatedCount)) of \(count(coverage.singlePointCount, "single point")) of failure"
    return "rests on \(points) and \(components)\(assumed)\(without(coverage))"
  }

  /// The single points of failure without an unavailability.
  private func without(_ coverage: Coverage) -> String {
    let number = coverage.singlePointWithoutCount
    guard number > 0 else { return "" }
    let shown = coverage.singlePointsWithout.prefix(number <= 5 ? 5 : 4).map(wording.id)
    let names =
      number > shown.count
      ? "\(shown.joined(separator: ", ")) and \(grouped(number - shown.count)) more" : enumeration(of: shown, limit: 5)
    return "; \(names) \(number == 1 ? "states" : "state") none"
  }

  /// What a figure rests on, as a sentence after a space; empty if that is not known or nothing can take it down.
  func sentence(_ coverage: Coverage?) -> String {
    guard let coverage, coverage.count > 0 else { return "" }
    return " It \(phrase(coverage))."
  }

  /// What is assumed, in a sentence: `Assumes 0.001 for 12 components of kind aws/*.`; `nil` for nothing.
  static func sentence(_ assumptions: [AppliedAssumption]) -> String? {
    guard !assumptions.isEmpty else { return nil }
    let parts = assumptions.map { "\(text($0.assumption.unavailability)) for \(matching($0))" }
    return "Assumes \(enumeration(of: parts, limit: 8))."
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
      return pattern.text == "*" ? "\(number) of any kind" : "\(number) of kind \(pattern.text.printable)"
    }
    return "\(number) with \(applied.assumption.selector.description.printable)"
  }

  /// An assumption of a model: `assume 0.001 for kind=aws/*`.
  static func text(_ assumption: Assumption) -> String {
    "assume \(text(assumption.unavailability)) for \(assumption.selector)"
  }
}
