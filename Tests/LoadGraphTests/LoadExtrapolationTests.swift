import LoadGraph
import TestSupport
import Testing

/// Models in which what is refused grows slowly: the end of the growth is extrapolated.
@Suite struct LoadExtrapolationTests {
  /// One component that calls any of two, each of which gets slightly more than it can do.
  private func pair(excess: Double) -> PlainLoadModel {
    var model = PlainLoadModel(components: [.init(stated: .init(demand: 200))])
    let members = (1...2).map { LoadGroup.Member(.init(.component($0))) }
    model.components[0].requirements = [(.needs, .init(.group(.init(threshold: 1, of: members))))]
    for _ in 1...2 { model.components.append(.init(stated: .init(capacity: 100 * (1 - excess)))) }
    return model
  }

  // Each of the two carries 100 (1 + r) and refuses r, so 100 (1 + r) (1 − r) is its capacity, and r² the excess.
  // Rounds come nearer by the factor (1 − r) / (1 + r).
  @Test("Two that refuse each other's calls settle at the root of the excess", arguments: [0.09, 1e-2, 1e-4, 1e-6])
  func root(excess: Double) throws {
    var waves = OverloadWaves(pair(excess: excess).graph)
    let state = try waves.settle()
    let refused = excess.squareRoot()
    #expect(state.isSettled)
    #expect(abs(state.refused[1] - refused) < 1e-9)
    #expect(abs(state.refused[2] - refused) < 1e-9)
    #expect(abs(state.load[1] - 100 * (1 + refused)) < 1e-6)
    #expect(abs(state.down[0] - excess) < 1e-9)
    // Plain rounds would be about a thousand for a ten-thousandth, and ten thousand for a millionth.
    #expect(state.rounds < 150)
  }

  @Test("Layers near their limits settle as the definition says word for word", arguments: 0..<8)
  func layers(portion: Int) throws {
    for seed in UInt64(portion * 10)..<UInt64(portion * 10 + 10) {
      var random = SplitMix64(seed: seed)
      let model = layers(&random)
      var waves = OverloadWaves(model.graph)
      let naive = NaiveLoad(model)
      for _ in 0..<4 {
        let fault = LoadFault(
          UInt32.random(in: 0..<UInt32(model.components.count), using: &random),
          down: Bool.random(using: &random) ? 1 : 0.5)
        let state = try waves.settle([fault])
        let expected = naive.state([fault])
        guard expected.isSettled else { continue }
        let label = Comment(rawValue: "seed \(seed), fault \(fault)")
        #expect(zip(state.refused, expected.refused).allSatisfy(isClose), label)
        #expect(zip(state.down, expected.down).allSatisfy(isClose), label)
        #expect(zip(state.load, expected.load).allSatisfy(isClose), label)
        #expect(zip(state.notUp, expected.notUp).allSatisfy(isClose), label)
      }
    }
  }

  /// Four layers of six, each component with up to three groups in the layer below, all near their capacity.
  private func layers(_ random: inout SplitMix64) -> PlainLoadModel {
    let width = 6
    var model = PlainLoadModel()
    for number in 0..<4 * width {
      var component = PlainLoadModel.Component()
      if number >= 3 * width { component.stated.demand = 100 }
      for _ in 0..<(number < width ? 0 : Int.random(in: 1...3, using: &random)) {
        let start = number / width * width - width
        let targets = (start..<start + width).shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
        let members = targets.map {
          LoadGroup.Member(.init(.component(UInt32($0))), weight: Int64.random(in: 1...2, using: &random))
        }
        component.requirements.append(
          (
            .needs,
            .init(.group(.init(threshold: 1, of: members)), retries: UInt32.random(in: 0...1, using: &random))
          ))
      }
      model.components.append(component)
    }
    var free = OverloadWaves(model.graph)
    if let state = try? free.settleWithoutLimits() {
      for number in model.components.indices {
        model.components[number].stated.capacity =
          state.load[number] * Double.random(in: 1.01...1.2, using: &random) + 1
      }
    }
    return model
  }
}
