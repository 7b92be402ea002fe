import Foundation
import TestSupport
import Testing

@testable import LoadGraph

/// The chances of groups and units against sums over all outcomes.
@Suite struct ChancesTests {
  @Test("The chance of too little weight is the sum over all subsets of members", arguments: 0..<200)
  func subsets(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 1...10, using: &random)
    let weights = (0..<count).map { _ in Int64.random(in: 1...(seed % 2 == 0 ? 3 : 1_000_000), using: &random) }
    let lost = (0..<count).map { _ in Double.random(in: 0...1, using: &random) }
    let total = weights.reduce(0, +)
    let least = Int64.random(in: 1...total, using: &random)
    var expected = 0.0
    for subset in 0..<(1 << count) {
      let holding = (0..<count).filter { subset >> $0 & 1 == 1 }
      guard holding.map({ weights[$0] }).reduce(0, +) < least else { continue }
      expected += (0..<count).map { holding.contains($0) ? 1 - lost[$0] : lost[$0] }.reduce(1, *)
    }
    var threshold = ThresholdChance()
    threshold.begin(threshold: least, total: total)
    for (weight, chance) in zip(weights, lost) { threshold.add(weight: weight, lost: chance) }
    #expect(abs(threshold.finish() - expected) <= 1e-12)
  }

  @Test("Many members of different weights take little time, and the chance is not below the right one")
  func manyWeights() {
    var random = SplitMix64(seed: 3)
    let weights = (0..<400).map { _ in Int64.random(in: 1...1_000_000_000, using: &random) }
    let total = weights.reduce(0, +)
    var threshold = ThresholdChance()
    threshold.begin(threshold: total / 2, total: total)
    for weight in weights { threshold.add(weight: weight, lost: 0.5) }
    let chance = threshold.finish()
    #expect(chance > 0.49)
    #expect(chance < 0.56)
  }

  @Test("A group of thousands agrees with the binomial distribution")
  func manyEqual() {
    var threshold = ThresholdChance()
    threshold.begin(threshold: 1_500, total: 3_000)
    for _ in 0..<3_000 { threshold.add(weight: 1, lost: 0.48) }
    let expected = fewerHold(than: 1_500, of: 3_000, failing: 0.48)
    #expect(abs(threshold.finish() / expected - 1) < 1e-9)
  }

  @Test("Fewer than k of n units hold as often as the sum of the binomial terms says", arguments: 1...12)
  func binomial(count: UInt32) {
    for least in 1...count {
      for chance in [0, 1e-9, 0.01, 0.3, 0.5, 0.87, 1] {
        var expected = 0.0
        var choices = 1.0
        for holding in 0..<least {
          expected += choices * pow(1 - chance, Double(holding)) * pow(chance, Double(count - holding))
          choices *= Double(count - holding) / Double(holding + 1)
        }
        #expect(
          abs(fewerHold(than: least, of: count, failing: chance) - expected) <= 1e-9 * expected, "\(least) at \(chance)"
        )
      }
    }
  }

  @Test("A million units are as likely to hold as a normal distribution says")
  func manyUnits() {
    let half = fewerHold(than: 500_000, of: 1_000_000, failing: 0.5)
    #expect(abs(half - 0.5) < 0.001)
    #expect(fewerHold(than: 490_000, of: 1_000_000, failing: 0.5) < 1e-80)
    #expect(fewerHold(than: 510_000, of: 1_000_000, failing: 0.5) > 1 - 1e-12)
  }

  @Test("The calls that retries make add up to a geometric sum", arguments: [0, 1, 2, 3, 6, 7, 8, 63, 64, 1000])
  func geometric(retries: UInt32) {
    for chance in [0, 1e-6, 0.3, 0.999, 1 - 1e-12, 1] {
      let expected = (0...retries).map { pow(chance, Double($0)) }.reduce(0, +)
      #expect(abs(tries(failing: chance, retries: retries) / expected - 1) < 1e-9, "at \(chance)")
    }
  }

  @Test("Small chances keep their digits, and what is sure stays sure")
  func small() {
    #expect(anyOf(4, 1e-20) == 4e-20)
    #expect(either(1, 0.3) == 1)
    #expect(either(0.3, 1) == 1)
    #expect(power(0.5, 10) == 0.0009765625)
  }
}
