/// An exact decimal number with at most six decimals: a weight, a capacity, a threshold.
///
/// Kept as a whole number of millionths, so that sums and comparisons are exact: 0.1 + 0.2 is 0.3.
/// The range is 0 to 9 223 372 036 854.775807; a text has at most 18 digits.
public struct Amount: Hashable, Sendable, Comparable {
  /// The number of millionths.
  public let millionths: Int64

  /// An amount in millionths.
  public init(millionths: Int64) {
    self.millionths = millionths
  }

  /// A whole amount, not below 0.
  public init(_ whole: Int32) {
    self.millionths = Int64(whole) * 1_000_000
  }

  /// Nothing.
  public static let zero = Amount(millionths: 0)
  /// The weight of a member for which none is stated.
  public static let one = Amount(1)

  /// Reads digits with at most six decimals, such as `60`, `0.5` or `1e3`; `nil` for a sign, more decimals, or an overflow.
  public init?(text: some StringProtocol) {
    guard let decimal = Decimal64(text), !decimal.isNegative, let millionths = decimal.scaled(to: 6) else { return nil }
    self.millionths = millionths
  }

  /// Whether one amount is smaller.
  public static func < (left: Amount, right: Amount) -> Bool { left.millionths < right.millionths }

  /// The sum, or `nil` where it would overflow.
  public func adding(_ other: Amount) -> Amount? {
    let (sum, overflow) = millionths.addingReportingOverflow(other.millionths)
    return overflow ? nil : Amount(millionths: sum)
  }

  /// The nearest `Double`, for arithmetic that need not be exact.
  public var value: Double { Double(millionths) / 1e6 }
}

extension Amount: CustomStringConvertible {
  /// The shortest decimal text, for example `60` or `0.5`.
  public var description: String {
    let whole = millionths / 1_000_000
    let rest = millionths % 1_000_000
    guard rest != 0 else { return String(whole) }
    var digits = String(rest)
    digits = String(repeating: "0", count: 6 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}

/// A decimal number of at most 18 significant digits, exactly as written: digits · 10^exponent.
struct Decimal64 {
  var isNegative: Bool
  var digits: Int64
  var exponent: Int

  init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    var mantissa: Int64 = 0
    var significant = 0
    var scale = 0
    var sawDigit = false
    var sawPoint = false
    while let character = rest.unicodeScalars.first, character != "e", character != "E" {
      rest.unicodeScalars.removeFirst()
      if character == "." {
        guard !sawPoint else { return nil }
        sawPoint = true
        continue
      }
      guard ("0"..."9").contains(character) else { return nil }
      sawDigit = true
      if significant > 0 || character != "0" { significant += 1 }
      guard significant <= 18 else { return nil }
      mantissa = mantissa * 10 + Int64(character.value - 48)
      if sawPoint { scale -= 1 }
    }
    guard sawDigit else { return nil }
    if !rest.isEmpty {
      rest.removeFirst()
      guard let power = Int(rest), abs(power) < 400 else { return nil }
      scale += power
    }
    digits = mantissa
    exponent = scale
  }

  /// The value as a whole number of 10^-decimals, or `nil` where that is not exact or does not fit.
  func scaled(to decimals: Int) -> Int64? {
    var result = digits
    var power = exponent + decimals
    if result == 0 { return 0 }
    while power < 0 {
      guard result % 10 == 0 else { return nil }
      result /= 10
      power += 1
    }
    while power > 0 {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      result = product
      power -= 1
    }
    return result
  }
}
