import LoadGraph
import TestSupport
import Testing

/// Small graphs whose answers are worked out by hand.
@Suite struct LoadGraphTests {
  private func settle(_ model: PlainLoadModel, _ faults: [LoadFault] = []) throws -> LoadState {
    var waves = OverloadWaves(model.graph)
    return try waves.settle(faults)
  }

  private func on(_ target: UInt32, calls: Double? = nil, retries: UInt32 = 0) -> LoadRequirement {
    LoadRequirement(.component(target), calls: calls, retries: retries)
  }

  private func any(_ targets: UInt32..., spread: LoadRequirement.Spread = .even) -> LoadRequirement {
    LoadRequirement(.group(LoadGroup(threshold: 1, of: targets.map { .init(on($0)) }, spread: spread)))
  }

  /// Two servers of 60 per second behind one caller with this demand.
  private func pair(demand: Double, overload: LoadGraph.Overload = .sheds) -> PlainLoadModel {
    PlainLoadModel(components: [
      .init(stated: .init(demand: demand), requirements: [(.needs, any(1, 2))]),
      .init(stated: .init(capacity: 60, overload: overload)), .init(stated: .init(capacity: 60, overload: overload)),
    ])
  }

  @Test("The work of a server that is down lands on the other one, which refuses the excess")
  func sheds() throws {
    let state = try settle(pair(demand: 100), [LoadFault(1)])
    #expect(state.load == [100, 0, 100])
    #expect(isClose(state.refused[2], 0.4))
    #expect(isClose(state.down[0], 0.4))
    #expect(isClose(state.lostDemand(of: pair(demand: 100).graph), 0.4))
  }

  @Test("A server that fails above its capacity takes its caller along in the first wave")
  func fails() throws {
    let state = try settle(pair(demand: 100, overload: .fails), [LoadFault(1)])
    #expect(state.waves == [0, 0, 1])
    #expect(state.down == [1, 1, 1])
  }

  @Test("Exactly as much as the capacity is no overload")
  func exactlyFull() throws {
    let state = try settle(pair(demand: 60, overload: .fails), [LoadFault(1)])
    #expect(state.waves == [0, 0, 0])
    #expect(state.down == [0, 1, 0])
  }

  @Test("Of two of four independent units one suffices unless both fail")
  func units() throws {
    let model = PlainLoadModel(components: [
      .init(requirements: [(.needs, LoadRequirement(.component(1, units: 2, atLeast: 1)))]), .init(),
    ])
    #expect(isClose(try settle(model, [LoadFault(1, down: 0.13)]).down[0], 0.0169))
  }

  @Test("Four units that are all needed fail far more often than one")
  func allUnits() throws {
    let model = PlainLoadModel(components: [
      .init(requirements: [(.needs, LoadRequirement(.component(1, units: 4, atLeast: 4)))]), .init(),
    ])
    let state = try settle(model, [LoadFault(1, down: 0.13)])
    #expect(isClose(state.down[0], 1 - 0.87 * 0.87 * 0.87 * 0.87))
  }

  @Test("Retries raise the load, and make a loss less likely")
  func retries() throws {
    let model = PlainLoadModel(components: [
      .init(stated: .init(demand: 100), requirements: [(.needs, on(1, retries: 2))]), .init(),
    ])
    let state = try settle(model, [LoadFault(1, down: 0.5)])
    #expect(isClose(state.load[1], 175))
    #expect(isClose(state.down[0], 0.125))
  }

  @Test("What was collapsed by retries stays collapsed without its trigger")
  func stuck() throws {
    let model = PlainLoadModel(components: [
      .init(stated: .init(demand: 50), requirements: [(.needs, on(1, retries: 2))]),
      .init(stated: .init(capacity: 100, overload: .queues)),
    ])
    var waves = OverloadWaves(model.graph)
    #expect(try waves.settle().down == [0, 0])
    let stuck = try waves.stuckIfCollapsed()
    #expect(stuck.map(\.component) == [1])
    #expect(stuck.map(\.load) == [150])
  }

  @Test("What recovers as soon as the trigger is gone is not stuck")
  func recovers() throws {
    let model = PlainLoadModel(components: [
      .init(stated: .init(demand: 50), requirements: [(.needs, on(1, retries: 1))]),
      .init(stated: .init(capacity: 100, overload: .queues)),
    ])
    var waves = OverloadWaves(model.graph)
    #expect(try waves.stuckIfCollapsed().isEmpty)
  }

  @Test("Slow calls hold all threads of a pool, and it refuses the rest")
  func pool() throws {
    let call = LoadRequirement(.component(2), timeout: 10)
    let model = PlainLoadModel(components: [
      .init(stated: .init(demand: 50), requirements: [(.needs, on(1))]),
      .init(stated: .init(slots: 100), requirements: [(.uses, call)]), .init(stated: .init(hangs: true)),
    ])
    #expect(try settle(model).held[1] == 0)
    let state = try settle(model, [LoadFault(2)])
    #expect(state.lasts[1] == 10)
    #expect(state.held[1] == 500)
    #expect(isClose(state.refused[1], 0.8))
    #expect(isClose(state.down[0], 0.8))
  }

  @Test("A call without a time-out to what hangs is endless")
  func endlessHold() throws {
    let model = PlainLoadModel(components: [
      .init(stated: .init(demand: 1, slots: 10), requirements: [(.needs, on(1))]), .init(stated: .init(hangs: true)),
    ])
    let state = try settle(model, [LoadFault(1)])
    #expect(state.held[0] == .infinity)
    #expect(state.refused[0] == 1)
  }

  @Test("The first of a group is called until it fails")
  func first() throws {
    let model = PlainLoadModel(components: [
      .init(stated: .init(demand: 100), requirements: [(.needs, any(1, 2, spread: .first))]), .init(), .init(),
    ])
    #expect(try settle(model).load == [100, 100, 0])
    #expect(try settle(model, [LoadFault(1, down: 0.25)]).load == [100, 100, 25])
    #expect(try settle(model, [LoadFault(1)]).load == [100, 0, 100])
  }

  @Test("A share above 0 on a circle of needs is 1 on all of it")
  func circleOfNeeds() throws {
    let model = PlainLoadModel(components: [
      .init(requirements: [(.needs, on(1))]), .init(requirements: [(.needs, on(2))]),
      .init(requirements: [(.needs, on(0)), (.needs, any(3, 4))]), .init(), .init(),
    ])
    let state = try settle(model, [LoadFault(3, down: 1e-6), LoadFault(4, down: 1e-6)])
    #expect(state.down[0...2] == [1, 1, 1])
  }

  @Test("Calls in a circle add up if they are stated, and are without end if they do not shrink")
  func circleOfCalls() throws {
    func model(_ calls: Double?) -> PlainLoadModel {
      PlainLoadModel(components: [
        .init(stated: .init(demand: 10), requirements: [(.needs, on(1, calls: calls))]),
        .init(requirements: [(.uses, on(0, calls: calls))]),
      ])
    }
    #expect(try settle(model(nil)).load == [10, 0])
    let state = try settle(model(0.5))
    #expect(isClose(state.load[0], 10 / 0.75))
    #expect(isClose(state.load[1], 5 / 0.75))
    var waves = OverloadWaves(model(1).graph)
    #expect(throws: EndlessCalls.self) { try waves.settle() }
    // What is wholly down calls nothing, so the same circle settles then.
    #expect(try waves.settle([LoadFault(0)]).load == [10, 0])
  }

  @Test("A large graph with circles settles, and every share is a share")
  func large() throws {
    var random = SplitMix64(seed: 1)
    let count = 20_000
    var builder = LoadGraphBuilder(componentCount: count)
    for number in 0..<count {
      for _ in 0..<(number > 0 ? 4 : 0) {
        let target = UInt32(Int.random(in: 0..<(number % 500 == 0 ? count : number), using: &random))
        builder.addRequirement(
          LoadRequirement(.component(target), calls: 0.2, retries: number % 7 == 0 ? 2 : 0),
          kind: number % 3 == 0 ? .uses : .needs)
      }
      builder.finishComponent(.init(demand: 1, capacity: number % 4 == 0 ? 40 : .infinity))
    }
    var waves = OverloadWaves(builder.build())
    let state = try waves.settle([LoadFault(17, down: 0.3)])
    #expect(state.isSettled)
    #expect(zip(state.down, state.notUp).allSatisfy { 0 <= $0 && $0 <= $1 && $1 <= 1 })
  }
}
