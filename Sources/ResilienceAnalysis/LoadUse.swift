public import DependencyModel

/// What a component carries of what it can.
public struct LoadUse: Hashable, Sendable {
  /// What became of a component above its limits.
  public enum Consequence: Hashable, Sendable {
    /// It went down.
    case fails
    /// Its work waits, so that nothing is answered in time.
    case collapses
  }

  /// A limit, and what there is of it.
  public struct Limit: Hashable, Sendable {
    /// What comes to the component per second, or what it holds; infinity for an endless hold.
    public let amount: Double
    /// Its capacity per second, or its slots; above 0.
    public let limit: Double
    /// Whether these are slots.
    public let isSlots: Bool

    /// A limit, and what there is of it.
    public init(amount: Double, limit: Double, isSlots: Bool) {
      self.amount = amount
      self.limit = limit
      self.isSlots = isSlots
    }

    /// The amount as a share of the limit; above 1 the component is overloaded.
    public var share: Double { amount / limit }
  }

  /// The part above a limit that does not count: it comes from the last digits of a calculation.
  private static let tolerance = 1e-9

  /// The component.
  public let component: ComponentIndex
  /// Its capacity and its slots, as far as it has them.
  public let limits: [Limit]
  /// What it failed or collapsed of; `nil` if it did not.
  public let consequence: Consequence?

  /// - Parameters:
  ///   - component: the component.
  ///   - load: the work per second that comes to it.
  ///   - capacity: infinity for any amount.
  ///   - held: the pieces of work that it holds.
  ///   - slots: infinity for any number.
  ///   - consequence: what became of it at this load.
  init(
    component: ComponentIndex, load: Double, capacity: Double, held: Double, slots: Double,
    consequence: Consequence? = nil
  ) {
    self.component = component
    self.consequence = consequence
    let work = capacity < .infinity ? Limit(amount: load, limit: capacity, isSlots: false) : nil
    let places = slots < .infinity ? Limit(amount: held, limit: slots, isSlots: true) : nil
    limits = [work, places].compactMap(\.self)
  }

  private init(_ component: ComponentIndex, _ limits: [Limit], _ consequence: Consequence?) {
    self.component = component
    self.limits = limits
    self.consequence = consequence
  }

  /// The same use with what became of the component.
  func with(_ consequence: Consequence?) -> LoadUse { LoadUse(component, limits, consequence) }

  /// The limit that it is nearest to; `nil` if it has none.
  public var limit: Limit? { limits.max { $0.share < $1.share } }

  /// How much of its nearest limit is used; above 1 it is overloaded. `nil` if it has no limit.
  public var share: Double? { limit?.share }

  /// Whether it carries more than a share of what it can.
  public func isAbove(_ share: Double) -> Bool { (self.share ?? 0) > share * (1 + Self.tolerance) }

  /// By how much the load can grow until the limit is reached; `nil` if it has no limit or carries nothing.
  public var growth: Double? { share.flatMap { $0 > 0 ? 1 / $0 : nil } }
}
