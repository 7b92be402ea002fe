/// An amount of work with its unit, as models write it: `400`, `400/s`, `10 Gbit/s`.
///
/// Units are shown and never converted.
public struct Quantity: Hashable, Sendable {
  /// The number, not below 0.
  public let amount: Amount
  /// The unit as written, such as `/s` or `Gbit/s`; `nil` where none is stated.
  public let unit: String?

  /// A quantity; without a unit unless stated.
  public init(_ amount: Amount, unit: String? = nil) {
    self.amount = amount
    self.unit = unit
  }

  /// The most bytes of a unit.
  private static let longestUnit = 40

  /// Reads a number and, after a blank or from a slash on, its unit; `nil` for anything else.
  public init?(text: some StringProtocol) {
    let end = text.firstIndex { $0 == " " || $0 == "/" } ?? text.endIndex
    guard let amount = Amount(text: text[..<end]) else { return nil }
    self.amount = amount
    guard end < text.endIndex else {
      unit = nil
      return
    }
    let unit = text[end...].drop { $0 == " " }
    guard let first = unit.first, first == "/" || first.isLetter, unit != "/", unit.last != " ",
      unit.utf8.count <= Self.longestUnit,
      unit.allSatisfy({ $0.isLetter || $0.isNumber || "/ -_.*^µ%".contains($0) })
    else { return nil }
    self.unit = String(unit)
  }

  /// The number for arithmetic.
  public var value: Double { amount.value }

  /// The text that a model would use, for example `400/s` or `10 Gbit/s`.
  public var modelText: String {
    Self.text(amount.description, unit: unit)
  }

  /// A number with a unit behind it: `400/s`, `10 Gbit/s`.
  package static func text(_ number: String, unit: String?) -> String {
    guard let unit else { return number }
    return unit.hasPrefix("/") ? number + unit : "\(number) \(unit)"
  }
}
