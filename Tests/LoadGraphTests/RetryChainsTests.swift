import LoadGraph
import TestSupport
import Testing

/// Chains of retries on small graphs, and against all paths of random ones.
@Suite struct RetryChainsTests {
  private func on(_ target: UInt32, calls: Double? = nil, retries: UInt32 = 0) -> LoadRequirement {
    LoadRequirement(.component(target), calls: calls, retries: retries)
  }

  private func chains(_ requirements: [[LoadRequirement]], from least: Double = 10, longest: Int = 50)
    -> [RetryChains.Chain]
  {
    let components = requirements.map { list in
      PlainLoadModel.Component(requirements: list.map { (.needs, $0) })
    }
    return RetryChains(PlainLoadModel(components: components).graph).chains(from: least, longest: longest)
  }

  @Test("Retries multiply along a chain, and its end is not another chain")
  func product() {
    let found = chains([[on(1)], [on(2, retries: 3)], [on(3, retries: 3)], [on(4, retries: 3)], []])
    #expect(found.map(\.components) == [[1, 2, 3, 4]])
    #expect(found.map(\.product) == [64])
    #expect(found.map(\.last) == [4])
  }

  @Test("A product below the least one is not a chain")
  func belowTheLeast() {
    let steps = [[on(1, retries: 2)], [on(2, retries: 2)], []]
    #expect(chains(steps).isEmpty)
    #expect(chains(steps, from: 9).map(\.product) == [9])
  }

  @Test("Retries of a group and of its members multiply, and the worst member counts")
  func groups() {
    let group = LoadGroup(threshold: 1, of: [.init(on(1, retries: 1)), .init(on(2, retries: 3))])
    let found = chains([[LoadRequirement(.group(group), retries: 2)], [], []])
    #expect(found.map(\.components) == [[0, 2]])
    #expect(found.map(\.product) == [12])
  }

  @Test("What carries no calls is no step: none are stated, or it closes a circle without stating any")
  func noCalls() {
    #expect(chains([[on(1, calls: 0, retries: 20)], []]).isEmpty)
    #expect(chains([[on(1, retries: 20)], [on(0, retries: 20)]]).isEmpty)
  }

  @Test("A circle of stated calls is followed until it closes")
  func circle() {
    let found = chains([[on(1, retries: 4)], [on(2, calls: 1, retries: 4)], [on(1, calls: 0.01, retries: 4)]])
    #expect(found.map(\.product).allSatisfy { $0 == 25 || $0 == 125 })
    #expect(found.count == 1)
    #expect(found.first?.components.first == 0)
  }

  @Test("A long chain is listed in part, and a product beyond all numbers is infinite")
  func endless() {
    let count = 3_000
    let steps = (0..<count).map { [on(UInt32($0 + 1), retries: 1)] } + [[]]
    let found = chains(steps, longest: 5)
    #expect(found.map(\.components) == [[0, 1, 2, 3, 4]])
    #expect(found.first?.last == UInt32(count))
    #expect(found.first?.product == .infinity)
  }

  @Test("The product is the greatest of all paths of random graphs without circles", arguments: 0..<8)
  func allPaths(portion: Int) {
    for seed in UInt64(portion * 25)..<UInt64(portion * 25 + 25) {
      var random = SplitMix64(seed: seed)
      let count = Int.random(in: 2...9, using: &random)
      // By owner, the target and the tries of each call.
      var calls = [[(target: Int, tries: Double)]](repeating: [], count: count)
      for owner in 0..<count where owner + 1 < count {
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          calls[owner].append(
            (Int.random(in: owner + 1..<count, using: &random), Double(Int.random(in: 1...4, using: &random))))
        }
      }
      func greatest(_ owner: Int) -> Double {
        calls[owner].map { $0.tries * greatest($0.target) }.max().map { max(1, $0) } ?? 1
      }
      let found = chains(calls.map { $0.map { on(UInt32($0.target), retries: UInt32($0.tries) - 1) } }, from: 1.5)
      #expect(found.map(\.product).max() ?? 1 == (0..<count).map(greatest).max(), "seed \(seed)")
      for chain in found {
        #expect(chain.product == greatest(Int(chain.components[0])), "seed \(seed)")
        var product = 1.0
        for (owner, target) in zip(chain.components, chain.components.dropFirst()) {
          product *= calls[Int(owner)].filter { $0.target == target }.map(\.tries).max() ?? 0
        }
        #expect(product == chain.product, "seed \(seed)")
      }
    }
  }
}
