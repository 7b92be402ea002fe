internal import DependencyModel
internal import ResilienceAnalysis

/// What became of loads in an answer about a fault.
public struct LoadStandingAnswer: Codable, Sendable {
  /// `settled`: levels follow from shares; `leftOut`: the question ends at a time before everything has settled; `failed`: loads
  /// cannot be computed. For the last two levels follow from failures alone.
  public let standing: String
  /// Whether every number settled; if not, shares are at least as high as stated. Left out unless `settled`.
  public let isSettled: Bool?
  /// Why loads cannot be computed; left out unless `failed`.
  public let problem: String?
  /// The numbers that the answer rests on though they are only inferred or assumed; left out for none.
  public let weakNumbers: WeakNumbersAnswer?

  init(_ standing: Impact.LoadStanding, in model: Model) {
    var summary: Impact.LoadSummary?
    var problem: String?
    switch standing {
    case .unused: self.standing = "unused"
    case .leftOutByTime: self.standing = "leftOut"
    case .failed(let reason):
      self.standing = "failed"
      problem = reason.phrase(model)
    case .settled(let found):
      self.standing = "settled"
      summary = found
    }
    isSettled = summary?.isSettled
    self.problem = problem
    weakNumbers = summary.flatMap { WeakNumbersAnswer($0.weakNumbers, in: model) }
  }
}

extension Impact.LoadStanding {
  /// Whether loads have any part in the answer.
  var isUsed: Bool { if case .unused = self { false } else { true } }
}
