import LoadGraph
import TestSupport
import Testing

/// What slots hold if all calls hang, by hand.
@Suite struct HangingCallsTests {
  private func held(_ components: [PlainLoadModel.Component], _ component: Int = 0) throws -> Double {
    var waves = OverloadWaves(PlainLoadModel(components: components).graph)
    try waves.run()
    return waves.heldIfCallsHang(component)
  }

  private func on(_ target: UInt32, calls: Double? = nil, retries: UInt32 = 0, timeout: Double = .infinity)
    -> LoadRequirement
  {
    LoadRequirement(.component(target), calls: calls, retries: retries, timeout: timeout)
  }

  @Test("The rate times the time-outs of all calls and retries is held")
  func rates() throws {
    let owner = PlainLoadModel.Component(
      stated: .init(demand: 10, slots: 5, takes: 1),
      requirements: [(.needs, on(1, calls: 2, timeout: 3)), (.uses, on(2, retries: 1, timeout: 0.5))])
    #expect(try held([owner, .init(), .init()]) == 10 * (2 * 3 + 2 * 0.5))
  }

  @Test("A call without a time-out counts only if what is called states that it hangs or queues")
  func withoutTimeout() throws {
    let owner = PlainLoadModel.Component(stated: .init(demand: 10, slots: 5), requirements: [(.needs, on(1))])
    #expect(try held([owner, .init()]) == 0)
    #expect(try held([owner, .init(stated: .init(hangs: true))]) == .infinity)
    #expect(try held([owner, .init(stated: .init(capacity: 20, overload: .queues))]) == .infinity)
  }

  @Test("Members of a group are tried one after the other, or all at once")
  func groups() throws {
    func owner(_ spread: LoadRequirement.Spread) -> PlainLoadModel.Component {
      let group = LoadGroup(threshold: 1, of: [.init(on(1, timeout: 2)), .init(on(2, timeout: 3))], spread: spread)
      return .init(stated: .init(demand: 10, slots: 5), requirements: [(.needs, LoadRequirement(.group(group)))])
    }
    #expect(try held([owner(.even), .init(), .init()]) == 50)
    #expect(try held([owner(.each), .init(), .init()]) == 30)
  }

  @Test("A pool is held while the other calls of its owner hang")
  func pool() throws {
    var pool = on(1, timeout: 9)
    pool.isHeld = true
    let owner = PlainLoadModel.Component(
      stated: .init(demand: 10), requirements: [(.needs, pool), (.uses, on(2, timeout: 4))])
    #expect(try held([owner, .init(stated: .init(slots: 20)), .init()], 1) == 40)
  }
}
