/// A probability as written in decimals, so that its complement loses nothing: `99.95%` leaves exactly 0.0005.
public struct Probability: Hashable, Sendable {
  /// The probability, 0…1.
  public let value: Double
  /// One minus the probability, 0…1.
  public let complement: Double

  /// The probability of what always happens.
  public static let certain = Probability(value: 1, complement: 0)
  /// The probability of what never happens.
  public static let impossible = Probability(value: 0, complement: 1)

  private init(value: Double, complement: Double) {
    self.value = value
    self.complement = complement
  }

  /// Reads `0.05`, `1e-4` or `99.95%`; `nil` for anything outside 0…1 or with more than 18 digits.
  public init?(text: some StringProtocol) {
    let isPercentage = text.hasSuffix("%")
    guard let decimal = Decimal64(isPercentage ? text.dropLast() : text[...]), !decimal.isNegative else { return nil }
    let exponent = decimal.exponent - (isPercentage ? 2 : 0)
    let decimals = max(0, -exponent)
    // The conversion from decimals is correctly rounded, so that the shortest text of a number gives the number back.
    guard let nearest = Double("\(decimal.digits)e\(exponent)"), nearest <= 1 else { return nil }
    guard decimals <= 18 else {
      value = nearest
      complement = 1 - value
      return
    }
    let one = (0..<decimals).reduce(Int64(1)) { power, _ in power * 10 }
    guard let digits = decimal.scaled(to: decimals + (isPercentage ? -2 : 0)), digits <= one,
      let rest = Double("\(one - digits)e-\(decimals)")
    else { return nil }
    value = nearest
    complement = rest
  }
}
