public import DependencyModel

/// A number that may be a range: written as a number, or, as in models, as a list of its two ends.
public struct RangeAnswer: Codable, Sendable {
  /// The lower end.
  public let low: Double
  /// The upper end; the lower one if it is a single number.
  public let high: Double

  /// A range, or a number if both ends are the same.
  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// An unavailability, from 0 to 1.
  public init(_ unavailability: Unavailability) { self.init(low: unavailability.low, high: unavailability.high) }

  /// Reads a number or a list of two.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self.init(low: number, high: number)
    } else {
      let ends = try container.decode([Double].self)
      guard ends.count == 2 else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "a range is a list of two numbers")
      }
      self.init(low: ends[0], high: ends[1])
    }
  }

  /// Writes a number or a list of two.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if low == high { try container.encode(low) } else { try container.encode([low, high]) }
  }
}
