internal import DependencyModel
public import ResilienceAnalysis

extension Availability {
  /// The answer as `whatfails/availability/1`.
  ///
  /// - Parameter names: what remedies are called.
  public func json(naming names: RemedyNames = .none) -> String {
    let text = AvailabilityText(self, TextStyle(naming: names), isComplete: true)
    return jsonText(
      AvailabilityAnswer(
        complete: isComplete, model: model.name, slo: allowed.map { 1 - $0 },
        components: entries.map { entry in
          let chance = entry.unavailability
          return .init(
            id: model.outline(entry.component).id.text, unavailability: OrNull(chance.map(ChanceAnswer.init)),
            availability: OrNull(entry.availability.map { ChanceAnswer(low: $0.low, high: $0.high) }),
            downtimePerYear: OrNull(
              chance.map { ChanceAnswer(low: $0.low * Self.secondsPerYear, high: $0.high * Self.secondsPerYear) }),
            importance: OrNull(entry.importance.map { $0.map { importance($0) } }),
            holds: allowed.flatMap { allowed in chance.map { $0.high <= allowed } },
            improvements: allowed.map { _ in
              improvements(of: entry).map {
                .init(
                  id: model.outline($0.component).id.text, unavailability: $0.unavailability,
                  sufficient: $0.sufficient)
              }
            })
        }, missing: shortfalls.map(text.sentence)))
  }

  private func importance(_ value: Importance) -> AvailabilityAnswer.Importance {
    .init(
      id: model.outline(value.component).id.text, birnbaum: value.birnbaum, criticality: finite(value.criticality),
      fussellVesely: finite(value.fussellVesely), riskAchievementWorth: finite(value.riskAchievementWorth),
      riskReductionWorth: finite(value.riskReductionWorth))
  }

  /// A quotient with the smallest of numbers may be beyond the greatest, which JSON can't write.
  private func finite(_ value: Double?) -> OrNull<Double> { OrNull(value.flatMap { $0.isFinite ? $0 : nil }) }
}

private struct AvailabilityAnswer: Encodable {
  struct Importance: Encodable {
    let id: String
    let birnbaum: Double
    let criticality: OrNull<Double>
    let fussellVesely: OrNull<Double>
    let riskAchievementWorth: OrNull<Double>
    let riskReductionWorth: OrNull<Double>
  }

  struct Improvement: Encodable {
    let id: String
    let unavailability: Double
    let sufficient: Double
  }

  struct Component: Encodable {
    let id: String
    let unavailability: OrNull<ChanceAnswer>
    let availability: OrNull<ChanceAnswer>
    let downtimePerYear: OrNull<ChanceAnswer>
    let importance: OrNull<[Importance]>
    let holds: Bool?
    let improvements: [Improvement]?
  }

  let schema = "whatfails/availability/1"
  let complete: Bool
  let model: String
  let slo: Double?
  let components: [Component]
  let missing: [String]
}
