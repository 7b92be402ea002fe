internal import DependencyModel
public import ResilienceAnalysis

extension Risks {
  /// The answer as `whatfails/risks/1`.
  ///
  /// - Parameter names: what remedies are called.
  public func json(naming names: RemedyNames = .none) -> String {
    let largest = counts.map(\.size).max() ?? 0
    var bySize: [String: String] = [:]
    for size in 0..<largest { bySize["\(size + 1)"] = "0" }
    for (size, count) in counts { bySize["\(size)"] = "\(count)" }
    let text = RisksText(self, TextStyle(naming: names), isComplete: true)
    return jsonText(
      RisksAnswer(
        complete: isComplete, model: model.name, target: model.outline(target).id.text, level: level.name,
        size: OrNull(size), tried: triedCount,
        minimalCutSets: minimalCutSets.map { $0.map { model.outline($0).id.text } }, count: bySize,
        total: "\(total)", unavailability: unavailability.map(ChanceAnswer.init),
        missing: shortfalls.map(text.sentence)))
  }
}

private struct RisksAnswer: Encodable {
  let schema = "whatfails/risks/1"
  let complete: Bool
  let model: String
  let target: String
  let level: String
  let size: OrNull<Int>
  let tried: Int
  let minimalCutSets: [[String]]
  let count: [String: String]
  let total: String
  let unavailability: ChanceAnswer?
  let missing: [String]
}

/// A chance: a number, or as models write it a list of two for a range.
struct ChanceAnswer: Encodable {
  let low: Double
  let high: Double

  init(_ unavailability: Unavailability) { self.init(low: unavailability.low, high: unavailability.high) }

  init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if low == high { try container.encode(low) } else { try container.encode([low, high]) }
  }
}
