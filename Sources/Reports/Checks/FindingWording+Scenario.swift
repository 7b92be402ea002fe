internal import CascadeReplay
internal import DependencyModel
internal import ModelChecks

/// The words for what happens in a scenario.
extension FindingWording {
  func sentence(_ fact: Finding.ScenarioFact, in scenario: String) -> String {
    let subject = "the scenario \(scenario)"
    switch fact {
    case .breaks(let condition, let components, let levels, let at, let within):
      return "\(subject) \(Self.verb(condition, levels, isOne: true)) \(list(components))\(Self.end(condition, levels))"
        + (at.map { " at \(time($0, in: scenario))" } ?? "") + Self.time(within)
    case .exceeds(let affected, let limit, let within):
      return "\(subject) affects \(Self.extent(affected.count, affected.of))\(Self.time(within)); "
        + "at most \(Self.text(limit)) is allowed"
    case .recoversLate(let component, let after, let limit):
      return "in \(subject), \(id(component)) is not up for \(after.modelText); at most \(limit.modelText) is allowed"
    case .staysDown(let component, let level, let since):
      return "in \(subject), \(id(component)) is still \(level.name) at the end, "
        + "not up since \(time(since, in: scenario))"
    case .problem(.endless(let events, let at)):
      return "not decided: in \(subject), \(enumeration(of: names(events, in: scenario))) "
        + "\(events.count == 1 ? "happens" : "happen") again and again at \(time(at, in: scenario)), without end"
    case .problem(.tooMany(let limit, let at)):
      return "not decided: in \(subject), there are more than \(grouped(limit)) changes and events until "
        + time(at, in: scenario)
    }
  }

  private func time(_ time: Duration, in scenario: String) -> String {
    model.scenario(scenario)?.text(of: time) ?? time.modelText
  }

  private func names(_ events: [Int], in scenario: String) -> [String] {
    events.map { number in model.scenario(scenario)?.eventName(number) ?? "event \(number + 1)" }
  }

  /// `at 00:47:00, api is down: it needs db`.
  func turn(
    _ component: ComponentIndex, _ level: Level, _ at: Duration, in scenario: String,
    _ relation: Component.Relation.Kind?, _ by: [ComponentIndex]
  ) -> String {
    "at \(time(at, in: scenario)), \(id(component)) is \(level.name): "
      + (relation.map { "it \($0.traits.verb) \(list(by))" } ?? "that is its own fault")
  }
}
