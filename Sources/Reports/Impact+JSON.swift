internal import DependencyModel
public import ResilienceAnalysis

extension Impact {
  /// The answer as `whatfails/impact/1`.
  public func json() -> String {
    var bytes: [UInt8] = []
    writeJSON { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the answer as `whatfails/impact/1`, piece by piece: that of a million components is larger than what it is
  /// made of.
  public func writeJSON<Failure>(to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    func ids(_ positions: [Int]) -> [String] { positions.map { model.outline($0).id.text } }
    try JSONPieces.write(
      ImpactAnswer(
        model: model.name, fault: fault.levelsByID(in: model), within: OrNull(within?.inSeconds),
        blastRadius: .init(
          count: blastRadius.count, of: blastRadius.of, share: blastRadius.share, weight: blastRadius.weight.value,
          down: ids(blastRadius.down), degraded: ids(blastRadius.degraded)),
        components: [], redundancyLost: ids(redundancyLost), fragileGroups: []),
      lists: [
        .init("components", effects) { EffectAnswer($0, in: model) },
        .init("fragileGroups", fragileGroups) {
          ImpactAnswer.Fragile(
            component: model.outline($0.component).id.text, group: StandingAnswer($0.requirement, $0.standing))
        },
      ], to: sink)
  }
}

private struct ImpactAnswer: Encodable {
  struct Radius: Encodable {
    let count: Int
    let of: Int
    let share: Double
    let weight: Double
    let down: [String]
    let degraded: [String]
  }

  struct Fragile: Encodable {
    let component: String
    let group: StandingAnswer
  }

  let schema = "whatfails/impact/1"
  /// Nothing was bounded but by `within`, which the asker stated.
  let complete = true
  let model: String
  let fault: [String: String]
  let within: OrNull<Double>
  let blastRadius: Radius
  let components: [EffectAnswer]
  let redundancyLost: [String]
  let fragileGroups: [Fragile]
}
