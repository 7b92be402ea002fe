/// A whole number from 0 on, of any size: how many cut sets there are may have dozens of digits.
public struct NaturalNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Digits to the base 2⁶⁴, the lowest first, without leading zeros.
  private var digits: [UInt64]

  /// The number as such.
  public init(_ value: UInt64 = 0) { digits = value == 0 ? [] : [value] }

  /// The number as such.
  public init(_ value: UInt128) {
    digits = [UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64)]
    trim()
  }

  private mutating func trim() { while digits.last == 0 { digits.removeLast() } }

  /// The number, if it is below 2⁶³.
  public var exactInt: Int? { digits.isEmpty ? 0 : digits.count == 1 ? Int(exactly: digits[0]) : nil }

  /// Whether it is 0.
  public var isZero: Bool { digits.isEmpty }

  /// The sum.
  public static func + (left: NaturalNumber, right: NaturalNumber) -> NaturalNumber {
    let (longer, other) = left.digits.count >= right.digits.count ? (left, right) : (right, left)
    var result = longer
    var carry: UInt64 = 0
    for place in result.digits.indices {
      if place >= other.digits.count, carry == 0 { break }
      let addend = place < other.digits.count ? other.digits[place] : 0
      let (first, overflow) = result.digits[place].addingReportingOverflow(addend)
      let (second, again) = first.addingReportingOverflow(carry)
      result.digits[place] = second
      carry = overflow || again ? 1 : 0
    }
    if carry > 0 { result.digits.append(carry) }
    return result
  }

  /// The product.
  public static func * (left: NaturalNumber, right: NaturalNumber) -> NaturalNumber {
    var result = NaturalNumber()
    result.digits = [UInt64](repeating: 0, count: left.digits.count + right.digits.count)
    for (place, digit) in left.digits.enumerated() {
      var carry: UInt64 = 0
      for (other, factor) in right.digits.enumerated() {
        let sum = UInt128(digit) * UInt128(factor) + UInt128(result.digits[place + other]) + UInt128(carry)
        result.digits[place + other] = UInt64(truncatingIfNeeded: sum)
        carry = UInt64(truncatingIfNeeded: sum >> 64)
      }
      result.digits[place + right.digits.count] = carry
    }
    result.trim()
    return result
  }

  /// Whether one is less than another.
  public static func < (left: NaturalNumber, right: NaturalNumber) -> Bool {
    if left.digits.count != right.digits.count { return left.digits.count < right.digits.count }
    return left.digits.reversed().lexicographicallyPrecedes(right.digits.reversed())
  }

  /// The number in decimal digits.
  public var description: String {
    guard !digits.isEmpty else { return "0" }
    let base: UInt64 = 1_000_000_000_000_000_000
    var rest = digits
    var parts: [UInt64] = []
    while !rest.isEmpty {
      var remainder: UInt64 = 0
      for place in rest.indices.reversed() {
        (rest[place], remainder) = base.dividingFullWidth((remainder, rest[place]))
      }
      while rest.last == 0 { rest.removeLast() }
      parts.append(remainder)
    }
    return parts.dropLast().reversed().reduce(String(parts.last!)) { text, part in
      let digits = String(part)
      return text + String(repeating: "0", count: 18 - digits.count) + digits
    }
  }
}
