import DependencyModel
import FailureGraph
import ResilienceAnalysis
import TestSupport
import Testing

/// Start orders against the definition, on thousands of random models and on all small ones.
@Suite struct StartOrderTests {
  static func order(_ model: Model, _ faulty: Set<ComponentIndex> = []) -> StartOrder {
    let compiled = StartModel(model)
    return compiled.startOrder(without: FaultSet(faulty.sorted().map { (component: $0, level: .down) }, text: ""))
  }

  /// What differs between the answer and the definition; `nil` where they agree.
  static func difference(_ model: Model, _ faulty: Set<ComponentIndex>) -> String? {
    let oracle = NaiveStart(model, faulty: faulty)
    let order = order(model, faulty)
    let rounds = oracle.rounds()
    for (round, components) in order.rounds.enumerated() {
      let expected = model.components.indices.filter { rounds[$0] == round }
      guard components == expected else { return "round \(round): \(components), should be \(expected)" }
    }
    guard order.startedCount == rounds.count else { return "\(order.startedCount) start, not \(rounds.count)" }
    let held = oracle.held
    guard order.heldByFault == held.sorted() else { return "held: \(order.heldByFault), should be \(held.sorted())" }
    let stuck = model.components.indices.filter { rounds[$0] == nil && !held.contains($0) }
    guard order.stuck == stuck else { return "stuck: \(order.stuck), should be \(stuck)" }
    return waitDifference(order, oracle, Set(rounds.keys)) ?? byHandDifference(order, oracle)
  }

  /// The reasons: the first requirement in the order written that is not met, and what of it has not started.
  private static func waitDifference(
    _ order: StartOrder, _ oracle: NaiveStart, _ started: Set<ComponentIndex>
  ) -> String? {
    let model = oracle.model
    guard order.stuckWaits.map(\.component) == order.stuck else { return "a reason for each that is stuck" }
    for wait in order.stuckWaits {
      let unmet = model.components[wait.component].relations.first { relation in
        ![.uses, .degradedBy, .configuredBy].contains(relation.kind) && !oracle.isMet(relation.requirement, started)
      }
      guard unmet?.kind == wait.kind, unmet?.requirement == wait.requirement, !wait.by.isEmpty,
        wait.by.allSatisfy({ order.stuck.contains($0) && named(wait.requirement, model).contains($0) })
      else { return "\(wait.component) waits for \(wait.requirement.text()) by \(wait.by)" }
    }
    guard order.heldWaits.map(\.component) == order.heldByFault.filter({ !oracle.faulty.contains($0) }) else {
      return "a reason for each that the fault holds"
    }
    for wait in order.heldWaits {
      let others = Set(model.components.indices).subtracting(order.heldByFault)
      let isLost = !oracle.isMet(wait.requirement, others)
      guard isLost, !wait.by.isEmpty, wait.by.allSatisfy({ order.heldByFault.contains($0) }) else {
        return "\(wait.component) is held by \(wait.requirement.text()), \(wait.by)"
      }
    }
    return nil
  }

  private static func byHandDifference(_ order: StartOrder, _ oracle: NaiveStart) -> String? {
    let model = oracle.model
    let wanted = model.components.count - order.heldByFault.count
    let set = Set(order.startByHand.map(\.component))
    guard set.count == order.startByHand.count, set.isSubset(of: order.stuck) else { return "by hand: \(set)" }
    guard oracle.rounds(startingByHand: set).count == wanted else { return "by hand \(set) does not free all" }
    guard order.quality == .smallest else { return "quality \(order.quality)" }
    if model.components.count <= 10 {
      let size = oracle.smallestSize()
      guard set.count == size else { return "by hand \(set), but \(size) would do" }
    }
    var done: Set<ComponentIndex> = []
    for choice in order.startByHand {
      let before = oracle.rounds(startingByHand: done).count
      done.insert(choice.component)
      let freed = oracle.rounds(startingByHand: done).count - before - 1
      guard choice.freed == freed else { return "\(choice.component) frees \(choice.freed), should be \(freed)" }
      let others = set.subtracting([choice.component])
      if let problem = circleDifference(choice, oracle, others) { return problem }
      // Elsewhere than in the set, each that would do instead.
      let expected = order.stuck.filter {
        !set.contains($0) && oracle.rounds(startingByHand: others.union([$0])).count == wanted
      }
      guard choice.alternatives == expected else {
        return "instead of \(choice.component): \(choice.alternatives as Any), should be \(expected)"
      }
    }
    return nil
  }

  /// A circle is one: each waits for the next by a requirement that is not met even when all others of the set have
  /// been started by hand.
  static func circleDifference(
    _ choice: StartOrder.ByHand, _ oracle: NaiveStart, _ others: Set<ComponentIndex>
  ) -> String? {
    let model = oracle.model
    let started = Set(oracle.rounds(startingByHand: others).keys)
    let circle = choice.circle
    guard circle.first?.component == choice.component, Set(circle.map(\.component)).count == circle.count else {
      return "circle \(circle.map(\.component)) of \(choice.component)"
    }
    for (index, wait) in circle.enumerated() {
      let next = circle[(index + 1) % circle.count].component
      let relations = model.components[wait.component].relations
      guard wait.by == [next], !started.contains(next), !started.contains(wait.component),
        relations.contains(.init(wait.kind, wait.requirement)), ![.uses, .degradedBy].contains(wait.kind),
        !oracle.isMet(wait.requirement, started), named(wait.requirement, model).contains(next)
      else { return "\(wait.component) does not wait for \(next) in \(circle.map(\.component)), others \(others)" }
    }
    return nil
  }

  private static func named(_ requirement: Requirement, _ model: Model) -> Set<ComponentIndex> {
    var result: Set<ComponentIndex> = []
    requirement.forEachComponent { result.insert(model.index(of: $0)!) }
    return result
  }

  @Test("Start orders of random models agree with the naive semantics", arguments: 0..<UInt64(40))
  func randomModels(block: UInt64) {
    for seed in (block * 25)..<(block * 25 + 25) {
      let model = RandomModel.model(seed: seed)
      for faultSeed in 0..<UInt64(2) {
        let fault = faultSeed == 0 ? [:] : RandomModel.fault(of: model, seed: seed)
        guard Self.difference(model, Set(fault.keys)) != nil else { continue }
        let small = ModelShrinker.smallest(model, fault) { Self.difference($0, Set($1.keys)) != nil }
        Issue.record(
          "\(Self.difference(small.model, Set(small.fault.keys)) ?? "")\n\(ModelShrinker.description(small.model, small.fault))"
        )
        return
      }
    }
  }

  @Test("Start orders of models full of circles agree with the naive semantics", arguments: 0..<UInt64(40))
  func circles(block: UInt64) {
    for seed in (block * 25)..<(block * 25 + 25) {
      let model = Self.circular(seed: seed)
      guard Self.difference(model, []) != nil else { continue }
      let small = ModelShrinker.smallest(model, [:]) { Self.difference($0, Set($1.keys)) != nil }
      Issue.record("\(Self.difference(small.model, [])!)\n\(ModelShrinker.description(small.model, [:]))")
      return
    }
  }

  /// A random model in which every component needs something: plain needs, and weighted groups one in another.
  static func circular(seed: UInt64, count: Int? = nil) -> Model {
    var random = SplitMix64(seed: seed)
    let count = count ?? Int.random(in: 2...9, using: &random)
    let ids = (0..<count).map { ComponentID("c\($0)") }
    func requirement(_ depth: Int) -> Requirement {
      guard depth > 0, Int.random(in: 0..<5, using: &random) < 3 else {
        return Requirement(on: ids.randomElement(using: &random)!)
      }
      let members = (0..<Int.random(in: 2...4, using: &random)).map { _ in
        Group.Member(requirement(depth - 1), weight: Amount(millionths: .random(in: 1...3, using: &random) * 500_000))
      }
      let total = members.map(\.weight.millionths).reduce(0, +)
      let threshold = Amount(millionths: .random(in: 1...total, using: &random))
      return Requirement(.group(Group(.atLeast(threshold), of: members)))
    }
    let components = ids.map { id in
      var component = Component(id)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        component.relations.append(.init(Bool.random(using: &random) ? .needs : .startNeeds, requirement(2)))
      }
      return component
    }
    return Model(name: "circular \(seed)", components: components)
  }

  @Test("Start orders of all models of three components agree with the naive semantics")
  func exhaustively() {
    let ids: [ComponentID] = ["a", "b", "c"]
    func group(_ threshold: Group.Threshold, _ members: [ComponentID]) -> Requirement {
      Requirement(.group(Group(threshold, of: members.map { Group.Member(Requirement(on: $0)) })))
    }
    let choices: [[Component.Relation]] =
      [[]] + ids.map { [.init(.needs, Requirement(on: $0))] }
      + [
        [.init(.needs, group(.any, ids))], [.init(.startNeeds, group(.atLeast(Amount(2)), ids))],
        [.init(.needs, group(.any, ["a", "b"]))], [.init(.needs, group(.any, ["b", "c"]))],
        [.init(.uses, Requirement(on: "a"))],
        [.init(.needs, Requirement(on: "a")), .init(.startNeeds, group(.any, ["b", "c"]))],
      ]
    for first in choices {
      for second in choices {
        for third in choices {
          let model = Model(
            name: "small",
            components: [
              Component("a", relations: first), Component("b", relations: second), Component("c", relations: third),
            ])
          for code in 0..<8 {
            let faulty = Set(model.components.indices.filter { code >> $0.position & 1 == 1 })
            if let difference = Self.difference(model, faulty) {
              Issue.record("\(difference)\n\(ModelShrinker.description(model, [:])) \(faulty)")
              return
            }
          }
        }
      }
    }
  }
}

extension StartOrderTests {
  @Test("The random models have large sets, long circles, groups in circles and alternatives")
  func circlesAreOfAllSorts() {
    let orders = (0..<UInt64(1_000)).map { Self.order(Self.circular(seed: $0)) }
    #expect(orders.contains { $0.startByHand.count >= 5 })
    #expect(orders.count { $0.startByHand.count >= 2 } > 100)
    #expect(orders.count { $0.startByHand.contains { $0.alternatives?.isEmpty == false } } > 100)
    let circles = orders.flatMap(\.startByHand).map(\.circle)
    #expect(circles.contains { $0.count == 1 })
    #expect(circles.contains { $0.count >= 4 })
    let groups = circles.filter { $0.contains { if case .group = $0.requirement.target { true } else { false } } }
    #expect(groups.count > 200)
  }

  @Test("In larger models the set started by hand is sufficient, and no part of it is", arguments: 0..<UInt64(20))
  func largerModels(seed: UInt64) {
    let model = Self.circular(seed: seed, count: 120 + 4 * Int(seed))
    let order = Self.order(model)
    let oracle = NaiveStart(model)
    let set = Set(order.startByHand.map(\.component))
    #expect(oracle.rounds(startingByHand: set).count == model.components.count)
    #expect(order.quality >= .irreducible)
    for choice in order.startByHand {
      let others = set.subtracting([choice.component])
      #expect(oracle.rounds(startingByHand: others).count < model.components.count)
      #expect(Self.circleDifference(choice, oracle, others) == nil)
    }
  }

  @Test("Degrading faults, tolerances and soft needs do not delay a start")
  func whatDoesNotCount() {
    var tolerant = Requirement(on: "b")
    tolerant.tolerates = .seconds(3600)
    let model = Model(
      name: "m",
      components: [
        Component("a", relations: [.init(.needs, tolerant), .init(.uses, Requirement(on: "a"))]),
        Component("b", relations: [.init(.configuredBy, Requirement(on: "a"))]),
      ])
    let compiled = StartModel(model)
    let order = compiled.startOrder(without: FaultSet([(component: 1, level: .degraded)], text: "b=degraded"))
    #expect(order.rounds == [[1], [0]])
    #expect(order.stuck.isEmpty)
    #expect(order.heldByFault.isEmpty)
    #expect(order.degradedOnly == [1])
    #expect(order.quality == .smallest)
    let lasting = compiled.startOrder(without: FaultSet([(component: 1, level: .down)], text: "b"))
    #expect(lasting.rounds.isEmpty)
    #expect(lasting.heldByFault == [0, 1])
    #expect(lasting.heldWaits.map(\.by) == [[1]])
  }
}
