/// The position of a component or domain in ``Model/components``.
///
/// The compiler distinguishes it from counts, tiers and the positions of other values. An index belongs to the model that
/// it was made for: in another model it names a different component, or none.
///
///     for index in model.components.indices where model[index].tier == 0 { print(model[index].id) }
@frozen
public struct ComponentIndex: Hashable, Sendable {
  /// The position, from 0.
  public let position: Int

  /// The index of the component or domain at a position.
  @inlinable
  public init(_ position: Int) { self.position = position }

  /// Whether two indices are the same.
  @inlinable
  public static func == (left: ComponentIndex, right: ComponentIndex) -> Bool { left.position == right.position }

  /// By the position.
  @inlinable
  public func hash(into hasher: inout Hasher) { hasher.combine(position) }
}

extension ComponentIndex: Strideable {
  /// Whether the one component is before the other in model order.
  @inlinable
  public static func < (left: ComponentIndex, right: ComponentIndex) -> Bool { left.position < right.position }

  /// How many components further on the other is.
  @inlinable
  public func distance(to other: ComponentIndex) -> Int { other.position - position }

  /// The index this many components further on.
  @inlinable
  public func advanced(by count: Int) -> ComponentIndex { ComponentIndex(position + count) }
}

extension ComponentIndex: CustomStringConvertible {
  /// The position in digits.
  public var description: String { String(position) }
}
