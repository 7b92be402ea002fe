extension Scenario {
  /// What must be so for an event to happen, and for how long without a break.
  public struct Condition: Sendable {
    /// The forms of a condition.
    public indirect enum Form: Sendable {
      /// A number compares with another.
      case gauge(Gauge, Comparison, Amount)
      /// All of these hold.
      case all([Condition])
      /// One of these holds.
      case any([Condition])
    }

    /// What must be so.
    public var form: Form
    /// For how long; 0 for at once.
    public var lasting: Duration

    /// A condition; it holds at once unless stated.
    public init(_ form: Form, for lasting: Duration = .zero) {
      self.form = form
      self.lasting = lasting
    }
  }

  /// A number that a component has at a time.
  public enum Gauge: Hashable, Sendable {
    /// The share of the component that is down: 0 or 1 where only levels are played.
    case down(ComponentID)
    /// The share of the component that is down or degraded: 0 or 1 where only levels are played.
    case notUp(ComponentID)

    /// The words for gauges.
    public static let names = ["down", "notUp"]

    /// The gauge of a name.
    public init?(name: String, of component: ComponentID) {
      switch name {
      case "down": self = .down(component)
      case "notUp": self = .notUp(component)
      default: return nil
      }
    }

    /// The word for it.
    public var name: String {
      switch self {
      case .down: "down"
      case .notUp: "notUp"
      }
    }

    /// The component that it is of.
    public var component: ComponentID {
      switch self {
      case .down(let component), .notUp(let component): component
      }
    }
  }

  /// How a gauge compares with a number.
  public enum Comparison: String, Sendable, CaseIterable {
    case above, below
    case isEqual = "is"

    /// Whether a value compares so with a limit; a share is of 1, that is 1,000,000 millionths.
    public func holds(_ value: Amount, _ limit: Amount) -> Bool {
      switch self {
      case .above: value > limit
      case .below: value < limit
      case .isEqual: value == limit
      }
    }
  }
}

extension Scenario.Condition {
  /// Calls `body` with the component of every gauge, in the order written.
  public func forEachGauge(_ body: (Scenario.Gauge) -> Void) {
    switch form {
    case .gauge(let gauge, _, _): body(gauge)
    case .all(let parts), .any(let parts): for part in parts { part.forEachGauge(body) }
    }
  }
}

extension Scenario {
  /// The same scenario with other ids of components, such as those of a model that it becomes a part of.
  ///
  /// - Parameters:
  ///   - id: the new id of a component.
  ///   - selector: the new form of a selector.
  public func renaming(
    _ id: (ComponentID) -> ComponentID, selector: (ComponentSelector) -> ComponentSelector = { $0 }
  ) -> Scenario {
    var result = self
    result.watch = watch.map(selector)
    for position in events.indices {
      result.events[position].actions = events[position].actions.map { $0.renaming(id) }
      if case .when(let condition, let repeats) = events[position].trigger {
        result.events[position].trigger = .when(condition.renaming(id), repeats: repeats)
      }
    }
    return result
  }

  /// Whether an event names a component, or tests it.
  public func mentions(_ component: ComponentID) -> Bool {
    events.contains { event in
      var isTested = false
      if case .when(let condition, _) = event.trigger {
        condition.forEachGauge { if $0.component == component { isTested = true } }
      }
      return isTested || event.actions.contains { $0.components.contains(component) }
    }
  }
}

extension Scenario.Action {
  /// The components that it names, in the order written.
  public var components: [ComponentID] {
    switch self {
    case .fault(_, let targets): targets.map(\.component)
    case .restore(let components): components
    case .cut(let link), .join(let link): [link.from, link.to]
    }
  }

  fileprivate func renaming(_ id: (ComponentID) -> ComponentID) -> Scenario.Action {
    switch self {
    case .fault(let level, let targets):
      .fault(level, targets.map { Scenario.Target(id($0.component), share: $0.share) })
    case .restore(let components): .restore(components.map(id))
    case .cut(let link): .cut(Scenario.Link(from: id(link.from), to: id(link.to)))
    case .join(let link): .join(Scenario.Link(from: id(link.from), to: id(link.to)))
    }
  }
}

extension Scenario.Condition {
  fileprivate func renaming(_ id: (ComponentID) -> ComponentID) -> Scenario.Condition {
    switch form {
    case .gauge(let gauge, let comparison, let limit):
      Self(.gauge(Scenario.Gauge(name: gauge.name, of: id(gauge.component))!, comparison, limit), for: lasting)
    case .all(let parts): Self(.all(parts.map { $0.renaming(id) }), for: lasting)
    case .any(let parts): Self(.any(parts.map { $0.renaming(id) }), for: lasting)
    }
  }
}
