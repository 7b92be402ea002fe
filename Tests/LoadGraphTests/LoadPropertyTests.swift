import FailureGraph
import LoadGraph
import TestSupport
import Testing

/// Random models against the naive formulation, and laws that every answer keeps.
@Suite struct LoadPropertyTests {
  /// Seeds in portions, for tests run side by side.
  private static func seeds(_ portion: Int, _ size: Int) -> Range<UInt64> {
    UInt64(portion * size)..<UInt64((portion + 1) * size)
  }

  @Test("Random models settle as the definition says word for word", arguments: 0..<16)
  func naive(portion: Int) throws {
    for seed in Self.seeds(portion, 25) {
      var features = RandomLoadModel.Features()
      features.circles = seed % 2 == 0
      var random = RandomLoadModel(seed: seed, features: features)
      let model = random.model(count: 2 + Int(seed % 9))
      var waves = OverloadWaves(model.graph)
      let naive = NaiveLoad(model)
      for question in 0..<3 {
        let faults = random.faults(of: model)
        guard let state = try? question == 2 ? waves.settleWithoutLimits(faults) : waves.settle(faults) else { break }
        let expected = question == 2 ? naive.stateWithoutLimits(faults) : naive.state(faults)
        guard expected.isSettled else { continue }
        let label = Comment(rawValue: "seed \(seed), faults \(faults)")
        #expect(zip(state.down, expected.down).allSatisfy(isClose), label)
        #expect(zip(state.notUp, expected.notUp).allSatisfy(isClose), label)
        #expect(zip(state.load, expected.load).allSatisfy(isClose), label)
        #expect(zip(state.refused, expected.refused).allSatisfy(isClose), label)
        #expect(zip(state.lasts, expected.lasts).allSatisfy(isClose), label)
        #expect(state.waves.map { Int($0) } == expected.waves, label)
        for (number, component) in model.components.enumerated() where component.stated.slots < .infinity {
          #expect(isClose(state.held[number], expected.held[number]), label)
        }
      }
      guard let stuck = try? waves.stuckIfCollapsed() else { continue }
      #expect(Set(stuck.map { Int($0.component) }) == naive.stuck(), "seed \(seed)")
    }
  }

  @Test("A question is answered alike whatever was asked before", arguments: 0..<10)
  func repeated(portion: Int) throws {
    for seed in Self.seeds(portion, 20) {
      var random = RandomLoadModel(seed: seed)
      let model = random.model(count: 3 + Int(seed % 20))
      var asked = OverloadWaves(model.graph)
      for question in 0..<4 {
        let faults = random.faults(of: model)
        var new = OverloadWaves(model.graph)
        guard let fresh = try? new.settle(faults) else { continue }
        let again = try asked.settle(faults)
        #expect(zip(again.down, fresh.down).allSatisfy(isClose), "seed \(seed), question \(question)")
        #expect(zip(again.load, fresh.load).allSatisfy(isClose), "seed \(seed), question \(question)")
        #expect(again.waves == fresh.waves, "seed \(seed), question \(question)")
        try asked.run(faults)
        let loads = model.components.indices.map { asked.amounts(of: $0).load }
        #expect(zip(loads, fresh.load).allSatisfy(isClose), "seed \(seed), question \(question)")
        let broken = fresh.waves.indices.filter { fresh.waves[$0] > 0 }
        #expect(asked.breaks.map { Int($0.component) }.sorted() == broken, "seed \(seed), question \(question)")
        _ = try? asked.settleWithoutLimits(faults)
        _ = try? asked.stuckIfCollapsed()
      }
    }
  }

  @Test("Whole shares are the levels of the failure graph", arguments: 0..<10)
  func levels(portion: Int) throws {
    var features = RandomLoadModel.Features()
    features.coverage = false
    features.limits = false
    features.slots = false
    for seed in Self.seeds(portion, 100) {
      var random = RandomLoadModel(seed: seed, features: features)
      let model = random.model(count: 2 + Int(seed % 20))
      let faults = random.faults(of: model).map {
        $0.down > 0 ? LoadFault($0.component) : LoadFault($0.component, down: 0, degraded: 1)
      }
      var waves = OverloadWaves(model.graph)
      guard let state = try? waves.settle(faults) else { continue }
      let levels = model.failureGraph
      var propagation = Propagation(for: levels)
      propagation.run(
        levels, from: faults.map { (node: $0.component, state: $0.down > 0 ? FailureState.failed : .impaired) })
      for number in model.components.indices {
        let level: FailureState = state.down[number] == 1 ? .failed : state.notUp[number] > 0 ? .impaired : .working
        #expect(state.down[number] == 0 || state.down[number] == 1, "seed \(seed), component \(number)")
        #expect(level == propagation.state(of: UInt32(number)), "seed \(seed), component \(number)")
      }
    }
  }

  @Test("Without retries, what sheds serves as much as reaches it, up to its capacity", arguments: 0..<10)
  func conservation(portion: Int) throws {
    var features = RandomLoadModel.Features()
    features.circles = false
    features.retries = false
    features.slots = false
    features.domains = false
    features.overloads = [.sheds]
    for seed in Self.seeds(portion, 100) {
      var random = RandomLoadModel(seed: seed, features: features)
      let model = random.model(count: 2 + Int(seed % 30))
      var waves = OverloadWaves(model.graph)
      let state = try waves.settle(random.faults(of: model))
      // What becomes nearly wholly lost may be left out by its callers, and has refused more before.
      guard state.down.allSatisfy({ $0 < 0.99 }) else { continue }
      for (number, component) in model.components.enumerated() {
        let served = state.load[number] * (1 - state.refused[number])
        #expect(
          isClose(served, min(state.load[number], component.stated.capacity)), "seed \(seed), component \(number)")
      }
    }
  }

  @Test("Calls of a group are answered by one member or lost at all", arguments: 0..<10)
  func groups(portion: Int) throws {
    for seed in Self.seeds(portion, 100) {
      var random = SplitMix64(seed: seed)
      let count = Int.random(in: 1...12, using: &random)
      var model = PlainLoadModel(components: [.init(stated: .init(demand: 100))])
      var members: [LoadGroup.Member] = []
      var faults: [LoadFault] = []
      for number in 1...count {
        let capacity = Bool.random(using: &random) ? Double.random(in: 1...60, using: &random) : .infinity
        model.components.append(.init(stated: .init(capacity: capacity)))
        members.append(
          .init(.init(.component(UInt32(number))), weight: Int64.random(in: 1...5, using: &random)))
        if number % 3 == 0 { faults.append(LoadFault(UInt32(number), down: Double.random(in: 0...1, using: &random))) }
      }
      let spread: LoadRequirement.Spread = Bool.random(using: &random) ? .even : .first
      model.components[0].requirements = [
        (.needs, .init(.group(.init(threshold: 1, of: members, spread: spread))))
      ]
      var waves = OverloadWaves(model.graph)
      let state = try waves.settle(faults)
      var answered = 0.0
      for number in 1...count { answered += state.load[number] * (1 - state.down[number]) }
      let lost = state.down.dropFirst().reduce(100, *)
      #expect(isClose(answered + lost, 100), "seed \(seed)")
      #expect(isClose(state.down[0] * 100, lost), "seed \(seed)")
    }
  }

  @Test("More demand never lowers a share where all shed and spread evenly", arguments: 0..<10)
  func monotone(portion: Int) throws {
    var features = RandomLoadModel.Features()
    features.overloads = [.sheds]
    features.spreads = [.even]
    features.domains = false
    for seed in Self.seeds(portion, 100) {
      features.circles = false
      features.slots = false
      var random = RandomLoadModel(seed: seed, features: features)
      var model = random.model(count: 2 + Int(seed % 20))
      let faults = random.faults(of: model)
      var before: [Double]?
      for _ in 0..<3 {
        var waves = OverloadWaves(model.graph)
        guard let state = try? waves.settle(faults) else { break }
        // What becomes nearly wholly lost may be left out by its callers.
        if let before, state.down.allSatisfy({ $0 < 0.99 }) {
          #expect(zip(before, state.down).allSatisfy { $0 <= $1 + 1e-9 }, "seed \(seed)")
        }
        before = state.down
        let grown = Int(seed) % model.components.count
        model.components[grown].stated.demand = model.components[grown].stated.demand * 2 + 10
      }
    }
  }
}

extension PlainLoadModel {
  /// The same model as levels: number of units, retries and coverage make no difference to what is wholly down or up.
  fileprivate var failureGraph: FailureGraph {
    var builder = FailureGraphBuilder(componentCount: components.count)
    func node(_ requirement: LoadRequirement) -> NodeIndex {
      switch requirement.target {
      case .component(let target, _, _): return target
      case .group(let group):
        let members = group.members.map { FailureGraphBuilder.Member(node($0.requirement), weight: $0.weight) }
        return builder.addGroup(threshold: group.threshold, of: members)
      }
    }
    for component in components {
      for (kind, requirement) in component.requirements {
        let effect: FailureGraph.Effect =
          switch kind {
          case .needs: .full
          case .uses: .eased
          case .degradedBy: .capped
          }
        builder.addInput(node(requirement), effect: effect)
      }
      for domain in component.domains { builder.addInput(UInt32(domain)) }
      builder.finishComponent()
    }
    return builder.build()
  }
}
