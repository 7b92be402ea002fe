/// A timeline to play on a model: faults come and go, operators act.
///
/// Read and checked for sense with the model; played by the `replay` command.
public struct Scenario: Sendable {
  /// The name of the scenario, unique among scenarios.
  public var id: String
  /// A description of what happened, or is supposed to happen.
  public var description: String?
  /// The day and time at which it begins; `nil` where times are only counted from the beginning.
  public var begins: ScenarioBeginning?
  /// How long it lasts, above 0.
  public var lasts: Duration
  /// What happens, in the order written; at least one.
  public var events: [Event]
  /// The components that lists show; `nil` for all that change.
  public var watch: ComponentSelector?
  /// From which share on a component that an event names in part counts as degraded or down.
  public var thresholds: Thresholds
  /// Where it is written.
  public var place: Place?

  /// A scenario.
  public init(
    _ id: String, description: String? = nil, begins: ScenarioBeginning? = nil, lasts: Duration, events: [Event],
    watch: ComponentSelector? = nil, thresholds: Thresholds = Thresholds(), at place: Place? = nil
  ) {
    self.id = id
    self.description = description
    self.begins = begins
    self.lasts = lasts
    self.events = events
    self.watch = watch
    self.thresholds = thresholds
    self.place = place
  }

  /// From which share of its units on a component counts as degraded or down.
  public struct Thresholds: Hashable, Sendable {
    /// In percent; `nil` where nothing is stated: any share above 0.
    public var degraded: Amount?
    /// In percent; `nil` where nothing is stated: all of it.
    public var down: Amount?

    /// Thresholds; the defaults unless stated.
    public init(degraded: Amount? = nil, down: Amount? = nil) {
      self.degraded = degraded
      self.down = down
    }

    /// The level of a component of which a share is down or degraded.
    ///
    /// - Parameters:
    ///   - share: the share that the event names, above 0 and at most 1.
    ///   - named: the level that the event states for the share.
    public func level(of share: Double, named: Level) -> Level {
      let percent = share * 100
      if named == .down, percent >= down?.value ?? 100 { return .down }
      return percent >= degraded?.value ?? 0 ? .degraded : .up
    }
  }
}

extension Scenario {
  /// The name of an event, or its number in the list: `'undo'`, `event 3`.
  public func eventName(_ number: Int) -> String { events[number].name.map { "'\($0)'" } ?? "event \(number + 1)" }

  /// One thing that happens.
  public struct Event: Sendable {
    /// The name; `nil` where events are a list.
    public var name: String?
    /// When it happens.
    public var trigger: Trigger
    /// What it does, in the order written; at least one.
    public var actions: [Action]
    /// Who does it, in words for people.
    public var by: String?
    /// What it is, in words for people.
    public var text: String?
    /// Where it is written.
    public var place: Place?

    /// An event.
    public init(
      _ name: String? = nil, _ trigger: Trigger, _ actions: [Action], by: String? = nil, text: String? = nil,
      at place: Place? = nil
    ) {
      self.name = name
      self.trigger = trigger
      self.actions = actions
      self.by = by
      self.text = text
      self.place = place
    }
  }

  /// When an event happens.
  public enum Trigger: Sendable {
    /// So long after the beginning.
    case at(Duration)
    /// Once a condition holds; each time that it comes to hold if it repeats.
    case when(Condition, repeats: Bool)
  }

  /// Something that an event does.
  public enum Action: Sendable {
    /// Components come to a level by themselves.
    case fault(Level, [Target])
    /// The faults of components end.
    case restore([ComponentID])
    /// What one component requires of another no longer matters.
    case cut(Link)
    /// What one component requires of another matters again.
    case join(Link)
  }

  /// A component that an event names, or a share of its units.
  public struct Target: Hashable, Sendable {
    /// The component or domain.
    public var component: ComponentID
    /// The share of it, above 0 and at most 1; `nil` for all of it.
    public var share: Double?

    /// A target; all of it unless stated.
    public init(_ component: ComponentID, share: Double? = nil) {
      self.component = component
      self.share = share
    }
  }

  /// What one component requires of another: every requirement of the one that names the other.
  public struct Link: Hashable, Sendable {
    /// The owner of the requirement.
    public var from: ComponentID
    /// What is required.
    public var to: ComponentID

    /// A link.
    public init(from: ComponentID, to: ComponentID) {
      self.from = from
      self.to = to
    }
  }
}
