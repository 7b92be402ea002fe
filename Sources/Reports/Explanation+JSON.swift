internal import DependencyModel
public import ResilienceAnalysis

extension Explanation {
  /// The answer as `whatfails/why/1`.
  public func json() -> String {
    jsonText(
      ExplanationAnswer(
        model: model.name, fault: fault.levelsByID(in: model), within: OrNull(within?.inSeconds),
        component: model.outline(component).id.text, level: level.name,
        steps: steps.map { EffectAnswer($0, in: model) },
        holds: holds.map { StandingAnswer($0.requirement, $0.standing) },
        softLosses: softLosses.map { .init(requirement: $0.requirement.text(limit: .max), level: $0.level.name) },
        graces: graces.map {
          .init(requirement: $0.requirement.text(limit: .max), feltAfter: $0.feltAfter.inSeconds)
        }))
  }
}

private struct ExplanationAnswer: Encodable {
  struct SoftLoss: Encodable {
    let requirement: String
    let level: String
  }

  struct Grace: Encodable {
    let requirement: String
    let feltAfter: Double
  }

  let schema = "whatfails/why/1"
  let complete = true
  let model: String
  let fault: [String: String]
  let within: OrNull<Double>
  let component: String
  let level: String
  let steps: [EffectAnswer]
  let holds: [StandingAnswer]
  let softLosses: [SoftLoss]
  let graces: [Grace]
}
