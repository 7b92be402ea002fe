public import ResilienceAnalysis

/// The JSON of ``SeveralAnswers`` of `Risks`, `whatfails/several-risks/1`: the answer of `whatfails risks` about several
/// components.
public struct SeveralRisksAnswer: Codable, Sendable {
  /// The name and version of the format: `whatfails/several-risks/1`.
  public let schema: String
  /// Whether every answer is complete.
  public let complete: Bool
  /// The answers, in model order of the components.
  public let answers: [RisksAnswer]
}

/// The JSON of ``SeveralAnswers`` of `Explanation`, `whatfails/several-whys/1`: the answer of `whatfails why` about several
/// components.
public struct SeveralExplanationsAnswer: Codable, Sendable {
  /// The name and version of the format: `whatfails/several-whys/1`.
  public let schema: String
  /// Whether every answer is complete.
  public let complete: Bool
  /// The answers, in model order of the components.
  public let answers: [ExplanationAnswer]
}

extension Risks: ComponentAnswering {
  /// The answers as `whatfails/several-risks/1`.
  public static func several(_ answers: [RisksAnswer]) -> SeveralRisksAnswer {
    SeveralRisksAnswer(
      schema: "whatfails/several-risks/1", complete: answers.allSatisfy(\.complete), answers: answers)
  }
}

extension Explanation: ComponentAnswering {
  /// The answers as `whatfails/several-whys/1`.
  public static func several(_ answers: [ExplanationAnswer]) -> SeveralExplanationsAnswer {
    SeveralExplanationsAnswer(
      schema: "whatfails/several-whys/1", complete: answers.allSatisfy(\.complete), answers: answers)
  }
}
