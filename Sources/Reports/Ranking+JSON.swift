internal import DependencyModel
public import ResilienceAnalysis

extension Ranking {
  /// The answer as `whatfails/rank/1`.
  ///
  /// - Parameter names: what remedies are called.
  public func json(naming names: RemedyNames = .none) -> String {
    jsonText(
      RankAnswer(
        model: model.name, complete: isComplete, question: question == .single ? "single" : "pairs", tried: triedCount,
        total: total,
        faults: entries.map { entry in
          .init(
            fault: entry.fault.map { model.outline($0).id.text }, count: entry.count, of: entry.of, down: entry.down,
            degraded: entry.degraded, weight: entry.weight.value, share: entry.share)
        }, asked: shortfall?.asked, missing: missing(names).map { [$0] }))
  }
}

private struct RankAnswer: Encodable {
  struct Entry: Encodable {
    let fault: [String]
    let count: Int
    let of: Int
    let down: Int
    let degraded: Int
    let weight: Double
    let share: Double
  }

  let schema = "whatfails/rank/1"
  let model: String
  let complete: Bool
  let question: String
  let tried: Int
  let total: Int
  let faults: [Entry]
  /// Where not all were tried: how many were to be, and what is missing in words.
  let asked: Int?
  let missing: [String]?
}
