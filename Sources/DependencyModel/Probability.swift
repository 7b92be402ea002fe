/// A probability as written in decimals, so that its complement loses nothing: `99.95%` leaves exactly 0.0005.
public struct Probability: Hashable, Sendable {
  /// The probability, 0…1.
  public let value: Double
  /// One minus the probability, 0…1.
  public let complement: Double

  /// Reads `0.05`, `1e-4` or `99.95%`; `nil` for anything outside 0…1 or with more than 18 digits.
  public init?(text: some StringProtocol) {
    let isPercentage = text.hasSuffix("%")
    guard let decimal = Decimal64(isPercentage ? text.dropLast() : text[...]), !decimal.isNegative else { return nil }
    let exponent = decimal.exponent - (isPercentage ? 2 : 0)
    let decimals = max(0, -exponent)
    guard decimals <= 18 else {
      // Too small for whole numbers, and so small that doubles lose nothing that matters.
      guard decimals <= 300 else { return nil }
      value = (0..<decimals).reduce(Double(decimal.digits)) { value, _ in value / 10 }
      complement = 1 - value
      return
    }
    let one = (0..<decimals).reduce(Int64(1)) { power, _ in power * 10 }
    guard let digits = decimal.scaled(to: decimals + (isPercentage ? -2 : 0)), digits <= one else { return nil }
    value = Double(digits) / Double(one)
    complement = Double(one - digits) / Double(one)
  }
}
