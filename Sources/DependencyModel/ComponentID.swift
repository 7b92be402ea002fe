/// The name by which a model speaks of a component, a domain or a fault: any text without control characters.
public struct ComponentID: Hashable, Sendable, Comparable {
  /// The text as written.
  public let text: String

  /// The id with this text.
  public init(_ text: String) {
    self.text = text
  }

  /// By text.
  public static func < (left: ComponentID, right: ComponentID) -> Bool { left.text < right.text }
}

extension ComponentID: CustomStringConvertible {
  /// The text as written.
  public var description: String { text }
}

extension ComponentID: ExpressibleByStringLiteral {
  /// The id with this text.
  public init(stringLiteral value: String) { self.init(value) }
}
