internal import DependencyModel
public import ResilienceAnalysis

extension WorkLimit.Allowance {
  /// The allowance in words: `60 s`, `10m`, `90 looks`.
  public var text: String {
    switch self {
    case .time(let duration) where duration < .seconds(300) && duration.milliseconds % 1000 == 0:
      "\(duration.milliseconds / 1000) s"
    case .time(let duration): duration.modelText
    case .looks(let number): "\(number) looks"
    }
  }
}
