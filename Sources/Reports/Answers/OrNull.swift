/// A field of an answer that is written as `null` if there is no value. Other optional fields are left out.
@propertyWrapper
public struct OrNull<Value: Codable & Sendable>: Codable, Sendable {
  /// The value; `nil` is written as `null`.
  public var wrappedValue: Value?

  /// A field with a value, or without.
  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  /// Reads a value or `null`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
  }

  /// Writes the value or `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
  }
}
