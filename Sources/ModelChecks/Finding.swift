public import DependencyModel
public import ResilienceAnalysis

/// Something that a check or a lint rule found wrong: facts and positions, without words. `FindingWording` (Reports) has
/// the words.
public struct Finding: Sendable {
  /// A related place, and what is there.
  public struct Related: Sendable {
    /// What is there.
    public let fact: Fact
    /// The component it is about.
    public let component: ComponentIndex?
    /// The place.
    public let place: Place?

    /// A related place.
    public init(_ fact: Fact, component: ComponentIndex? = nil, at place: Place?) {
      self.fact = fact
      self.component = component
      self.place = place
    }
  }

  /// What does not hold.
  public var fact: Fact
  /// The components (or domains) that fail together, with their levels; empty where no fault is tried.
  public var fault: [(component: ComponentIndex, level: Level)]
  /// The share of a component, of those of which only a share fails; their level is `degraded`.
  public var shares: [ComponentIndex: FaultShare]
  /// The named fault that was tried, where it was one.
  public var faultID: ComponentID?
  /// Whether the fault is a change, which what is configured by the components follows, rather than a failure.
  public var isChange = false
  /// The components that it is about, in model order: accepted and known one by one.
  public var components: [ComponentIndex]
  /// How many components it was about before exceptions and the baseline took some away; `nil` where they did not. The
  /// fact has all of them.
  public var partOf: Int?
  /// Where it is best put right; `nil` where the model was not read from text.
  public var place: Place?
  /// How the first of the components comes to its level, where a fault was tried.
  public var explanation: Explanation?
  /// Further places that show it, in the order in which to read them.
  public var related: [Related]
  /// A small change after which it is gone and the check finds nothing new, or why there is none; `nil` where none is looked for.
  public var change: Change?
  /// The edits that the change stands for, each of which is enough; empty if it is only words.
  package var edits: [ModelEdit] = []
  /// A key that distinguishes it from others of the same check, fault and components; empty where there is none.
  ///
  /// Baselines and fingerprints contain it, so it is the same from version to version. It is no text for people.
  public var subject: String

  /// A finding.
  public init(
    _ fact: Fact, fault: [(component: ComponentIndex, level: Level)] = [],
    shares: [ComponentIndex: FaultShare] = [:], faultID: ComponentID? = nil, components: [ComponentIndex],
    at place: Place?, explanation: Explanation? = nil, related: [Related] = [], change: Change? = nil,
    subject: String = ""
  ) {
    self.fact = fact
    self.fault = fault
    self.shares = shares
    self.faultID = faultID
    self.components = components
    self.place = place
    self.explanation = explanation
    self.related = related
    self.change = change
    self.subject = subject
  }

  /// Whether it says that nothing is known: memory or time did not suffice, or the model states too little.
  public var isUndecided: Bool { if case .undecided = fact { true } else { false } }

  /// Whether it says that there was no time to decide something. Neither exceptions nor a baseline accept it: the next run
  /// may decide it.
  public var isOutOfTime: Bool {
    switch fact {
    case .undecided(.time), .undecided(.ruleTime): true
    default: false
    }
  }

  /// A finding that says that nothing is known.
  static func undecided(
    _ reason: Undecided, components: [ComponentIndex] = [], at place: Place?, change: Change? = nil
  ) -> Finding {
    Finding(.undecided(reason), components: components, at: place, change: change, subject: "undecided")
  }

  /// A finding of a lint rule: the change is what the rule advises for the weakness.
  init(
    _ weakness: Weakness, fault: [(component: ComponentIndex, level: Level)] = [], components: [ComponentIndex],
    at place: Place?,
    explanation: Explanation? = nil, related: [Related] = [], subject: String = ""
  ) {
    self.init(
      .weakness(weakness), fault: fault, components: components, at: place, explanation: explanation,
      related: related, change: weakness.isRepairable ? .repair(weakness) : nil, subject: subject)
  }
}
