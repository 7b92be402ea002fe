/// A fault of a share of a component.
public struct LoadFault: Sendable, Hashable {
  /// The component's number.
  public var component: UInt32
  /// The share of its units that is down, 0...1.
  public var down: Double
  /// The share of its units that is degraded, 0...1.
  public var degraded: Double

  /// A fault; the whole component is down unless stated.
  public init(_ component: UInt32, down: Double = 1, degraded: Double = 0) {
    self.component = component
    self.down = down
    self.degraded = degraded
  }
}

/// How much of each component fails, and what it carries, once everything is settled. All arrays are by component number.
public struct LoadState: Sendable {
  /// The share of its units, or of its work, that fails.
  public var down: [Double]
  /// The share that fails or is degraded, not below `down`.
  public var notUp: [Double]
  /// The work per second that comes to it.
  public var load: [Double]
  /// The share of that work that it refuses because of overload; 1 if it collapsed.
  public var refused: [Double]
  /// How many seconds one piece of its work lasts, waiting for others included; infinity for an endless wait.
  public var lasts: [Double]
  /// The pieces of work that it holds at the same time; infinity for an endless hold.
  public var held: [Double]
  /// The overload wave in which it failed or collapsed, from 1; 0 if in none.
  public var waves: [UInt32]
  /// The rounds that settling took, over all waves.
  public var rounds: Int
  /// Whether every number settled. If not, shares are at least as high as stated.
  public var isSettled: Bool

  /// Whether more of a component fails, or is degraded, than in another state, by more than rounding.
  public func isWorse(than other: LoadState, at component: Int) -> Bool {
    down[component] > other.down[component] * (1 + 1e-9) || notUp[component] > other.notUp[component] * (1 + 1e-9)
  }

  /// The share of all demand that fails; 0 if there is none.
  public func lostDemand(of graph: LoadGraph) -> Double {
    var demand = 0.0
    var lost = 0.0
    for (component, stated) in graph.components.enumerated() {
      demand += stated.demand
      lost += stated.demand * down[component]
    }
    return demand > 0 ? lost / demand : 0
  }
}

/// Calls in a circle whose sum does not settle.
public struct EndlessCalls: Error, Hashable {
  /// The components on the circle, by number.
  public let circle: [UInt32]
}
