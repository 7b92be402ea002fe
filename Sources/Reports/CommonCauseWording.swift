internal import DependencyModel
internal import ResilienceAnalysis

/// Names common causes: after the groups that state them, or by what they take down.
struct CommonCauseWording {
  private let wording: Wording

  init(_ model: Model) { wording = Wording(model: model) }

  /// The event, named after the first group that states it: `common cause of web (any of feed-a, feed-b)`.
  func name(_ cause: CommonCause) -> String {
    let first = cause.statements[0]
    return "common cause of \(wording.id(first.owner)) (\(first.requirement.text(limit: 3).printable))"
  }

  /// What is down at once, as a member of a set: `feed-a, feed-b: all at once, common cause`.
  func members(_ cause: CommonCause) -> String {
    "\(wording.enumerate(cause.components.map { wording.id($0) }, limit: 4)): all at once, common cause"
  }
}
