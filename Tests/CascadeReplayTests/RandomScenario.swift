import DependencyModel
import TestSupport

/// Random models with short times, and scenarios on them.
enum RandomScenario {
  /// A model whose tolerances and restarts are some seconds, with one scenario of at most two minutes.
  static func model(seed: UInt64) -> Model {
    var random = SplitMix64(seed: seed &* 0xA5A5_17 &+ 3)
    let base = RandomModel.model(seed: seed)
    let hasTolerances = Bool.random(using: &random)
    var components = Array(base.components)
    for position in components.indices {
      if Int.random(in: 0..<2, using: &random) == 0 {
        components[position].restarts = .seconds([0, 1, 2, 5, 10].randomElement(using: &random)!)
      }
      for number in components[position].relations.indices {
        var requirement = components[position].relations[number].requirement
        shorten(&requirement, hasTolerances, &random)
        components[position].relations[number].requirement = requirement
      }
    }
    let model = Model(name: base.name, components: components)
    return Model(name: base.name, components: components, scenarios: [scenario(model, &random)])
  }

  private static func shorten(_ requirement: inout Requirement, _ hasTolerances: Bool, _ random: inout SplitMix64) {
    let isTolerant = hasTolerances && Int.random(in: 0..<3, using: &random) == 0
    requirement.tolerates = isTolerant ? .seconds([1, 2, 3, 5, 10].randomElement(using: &random)!) : .zero
    guard case .group(let group) = requirement.target else { return }
    let members = group.members.map { member in
      var member = member
      shorten(&member.requirement, hasTolerances, &random)
      return member
    }
    requirement.target = .group(Group(group.threshold, of: members, coverage: group.coverage))
  }

  private static func scenario(_ model: Model, _ random: inout SplitMix64) -> Scenario {
    let ids = model.components.map(\.id)
    var events: [Scenario.Event] = []
    var time = 0
    for number in 0..<Int.random(in: 1...8, using: &random) {
      // Coincidences are where mistakes are.
      time += [0, 0, 1, 1, 2, 3, 5, 10].randomElement(using: &random)!
      var actions: [Scenario.Action] = []
      for _ in 0..<Int.random(in: 1...2, using: &random) { actions.append(action(model, ids, events, &random)) }
      let trigger: Scenario.Trigger =
        Int.random(in: 0..<4, using: &random) == 0
        ? .when(condition(ids, depth: 2, &random), repeats: false) : .at(.seconds(time))
      events.append(Scenario.Event("e\(number)", trigger, actions))
    }
    return Scenario("s", lasts: .seconds(time + 25), events: events)
  }

  private static func action(
    _ model: Model, _ ids: [ComponentID], _ events: [Scenario.Event], _ random: inout SplitMix64
  ) -> Scenario.Action {
    let some = (0..<Int.random(in: 1...2, using: &random)).map { _ in ids.randomElement(using: &random)! }
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4: return .fault(.down, some.map { Scenario.Target($0) })
    case 4: return .fault(.degraded, some.map { Scenario.Target($0) })
    case 5..<8:
      let faulty = events.flatMap(\.actions).flatMap { action in
        if case .fault(_, let targets) = action { targets.map(\.component) } else { [ComponentID]() }
      }
      return .restore(faulty.isEmpty ? some : faulty)
    default:
      var links: [Scenario.Link] = []
      for component in model.components {
        for relation in component.relations {
          relation.requirement.forEachComponent { links.append(Scenario.Link(from: component.id, to: $0)) }
        }
      }
      guard let link = links.randomElement(using: &random) else { return .restore(some) }
      return Bool.random(using: &random) ? .cut(link) : .join(link)
    }
  }

  private static func condition(_ ids: [ComponentID], depth: Int, _ random: inout SplitMix64) -> Scenario.Condition {
    let lasting = Duration.seconds([0, 0, 1, 3, 6].randomElement(using: &random)!)
    if depth > 0, Int.random(in: 0..<3, using: &random) == 0 {
      let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in condition(ids, depth: depth - 1, &random) }
      return Scenario.Condition(Bool.random(using: &random) ? .all(parts) : .any(parts), for: lasting)
    }
    let id = ids.randomElement(using: &random)!
    let gauge: Scenario.Gauge = Bool.random(using: &random) ? .down(id) : .notUp(id)
    let (comparison, limit): (Scenario.Comparison, Amount) = [
      (.isEqual, .one), (.above, .zero), (.isEqual, .one), (.below, .one),
    ].randomElement(using: &random)!
    return Scenario.Condition(.gauge(gauge, comparison, limit), for: lasting)
  }
}
