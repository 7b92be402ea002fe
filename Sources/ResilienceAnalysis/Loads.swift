public import DependencyModel

/// How much each component of a model carries and refuses, and how much of it fails: before a fault and after it.
///
/// Shares strictly between 0 and 1 suppose that units fail independently of each other.
public struct Loads: Sendable {
  /// What a component carries in one state.
  public struct Amounts: Hashable, Sendable {
    /// The work per second that comes to it.
    public let load: Double
    /// Its load as a share of its capacity; `nil` where it states none.
    public let utilisation: Double?
    /// The pieces of work that it holds at the same time, infinite for an endless hold; `nil` where it states no slots.
    public let held: Double?
    /// The share of its work that it refuses because of overload, 0…1; 1 if it collapsed.
    public let refused: Double
    /// The share of its units, or of its work, that fails, 0…1.
    public let down: Double
    /// The share that fails or is degraded, 0…1.
    public let notUp: Double
    /// The overload wave in which it failed or collapsed, from 1; `nil` if in none.
    public let wave: Int?

    /// What came to it just before it failed or collapsed because of its load; `nil` if it did not.
    public let peak: Peak?

    /// How near it is to its limits: its load by its capacity, or its held slots by its slots, whichever is more. Above 1 it
    /// is overloaded. Of what failed or collapsed, just before. `nil` where it has no limit.
    public let use: Double?
  }

  /// What came to a component just before it failed or collapsed because of its load.
  public struct Peak: Hashable, Sendable {
    /// The work per second that came to it.
    public let load: Double
    /// The pieces of work that it held, infinite for an endless hold.
    public let held: Double
  }

  /// A component with what it carries.
  public struct Entry: Sendable {
    /// The component.
    public let component: ComponentIndex
    /// Without the fault.
    public let before: Amounts
    /// With the fault; the same as before where none was asked about.
    public let after: Amounts
  }

  /// A component that stays overloaded once it collapsed, without any fault.
  public struct Stuck: Hashable, Sendable {
    /// The component.
    public let component: ComponentIndex
    /// Its load once it collapsed.
    public let collapsedLoad: Double
    /// All demand on the model, below which it would recover.
    public let stableDemand: Double
  }

  /// The component that reaches its limit first as all demands grow alike.
  public struct FirstOverload: Sendable {
    /// The component.
    public let component: ComponentIndex
    /// The factor of today's demand at which it does; below 1 it is overloaded already.
    public let factor: Double
  }

  /// The model.
  public let model: Model
  /// The fault that was asked about.
  public let faults: FaultSet?
  /// By how much all demand was scaled.
  public let scale: Double
  /// All components that carry, limit or lose anything, those nearest to their limits under the fault first.
  public let entries: [Entry]
  /// All demand on the model per second.
  public let demand: Double
  /// The share of all demand that fails, without the fault and with it, 0…1.
  public let lostBefore: Double
  public let lostAfter: Double
  /// What stays overloaded once it collapsed.
  public let stuck: [Stuck]
  /// What is overloaded first as demand grows, without the fault; `nil` where nothing limits what carries load.
  public let firstOverload: FirstOverload?
  /// Whether every number settled; if not, shares are at least as high as stated.
  public let isSettled: Bool
  /// Whether the model states any demand, capacity or slots.
  public let isStated: Bool
  /// The requirements that count though they are only inferred or assumed.
  public let weakRequirements: WeakRequirements
  /// The numbers that the answer rests on though they are only inferred or assumed.
  public let weakNumbers: WeakNumbers
}

/// Calls in a circle that grow without end.
public struct CallsWithoutEnd: Error, Hashable, Sendable {
  /// The components on the circle.
  public let circle: [ComponentIndex]
}

/// Work beyond all that is meant by it: more than 10¹⁸ pieces per second.
public struct TooMuchWork: Error, Hashable, Sendable {
  /// The first component, in model order, that it comes to.
  public let component: ComponentIndex
}
