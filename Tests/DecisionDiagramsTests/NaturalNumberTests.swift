import DecisionDiagrams
import TestSupport
import Testing

@Suite struct NaturalNumberTests {
  @Test("Large numbers are written in decimal")
  func decimals() {
    #expect("\(NaturalNumber())" == "0")
    #expect("\(NaturalNumber(UInt64.max))" == "18446744073709551615")
    #expect("\(NaturalNumber(UInt128.max))" == "340282366920938463463374607431768211455")
    #expect(
      "\(NaturalNumber(UInt64(1_000_000_000_000_000_000)) * NaturalNumber(UInt64(1000)))" == "1000000000000000000000")
  }

  /// Factorials, by multiplying and by adding over and over.
  @Test("Factorials by multiplication and by addition are equal")
  func factorials() {
    var product = NaturalNumber(UInt64(1))
    var sum = product
    for factor in 1...40 {
      product = product * NaturalNumber(UInt64(factor))
      sum = (1..<factor).reduce(sum) { result, _ in result + sum }
      #expect(product == sum)
    }
    #expect("\(product)" == "815915283247897734345611269596115894272000000000")
  }

  @Test("Sums, products and order are those of 128-bit integers", arguments: 0..<100)
  func wideArithmetic(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let left = UInt128(UInt64.random(in: 0 ... .max, using: &random)) << UInt128.random(in: 0...62, using: &random)
    let right = UInt128(UInt64.random(in: 0 ... .max, using: &random)) >> UInt128.random(in: 0...63, using: &random)
    #expect(NaturalNumber(left) + NaturalNumber(right) == NaturalNumber(left + right))
    #expect((NaturalNumber(left) < NaturalNumber(right)) == (left < right))
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    if !overflow { #expect(NaturalNumber(left) * NaturalNumber(right) == NaturalNumber(product)) }
  }
}
