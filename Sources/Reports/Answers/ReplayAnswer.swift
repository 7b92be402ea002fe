public import CascadeReplay
internal import DependencyModel
internal import ResilienceAnalysis

/// The JSON of a `Replay`, `whatfails/replay/1`: the answer of `whatfails replay`.
public struct ReplayAnswer: Codable, Sendable {
  /// An event that happened.
  public struct Event: Codable, Sendable {
    /// The seconds from the beginning.
    public let t: Double
    /// The time as a full date; left out if the scenario does not state the date of its beginning.
    public let at: String?
    /// The name of the event; `null` if it has none.
    @OrNull public private(set) var name: String?
    /// Its position among the events of the scenario, from 1.
    public let number: Int
    /// Who does it; left out if that is not stated.
    public let by: String?
    /// What it is; left out if that is not stated.
    public let text: String?
  }

  /// Why a component came to its level.
  public struct Cause: Codable, Sendable {
    /// The kind of relation that carried the failure, or that is good again where the level got better: `needs`, `uses`,
    /// `degradedBy`, `startNeeds` or `in`; `fault` for its own fault, or the end of it.
    public let kind: String
    /// The requirement, as text; `null` for a fault.
    @OrNull public private(set) var requirement: String?
    /// The ids of the components behind it, the earliest first.
    public let by: [String]
    /// The location of the requirement or the component: `file:line`; `null` if the model was not read from text.
    @OrNull public private(set) var at: String?
  }

  /// A component or domain that came to another level.
  public struct Change: Codable, Sendable {
    /// The seconds from the beginning.
    public let t: Double
    /// The id.
    public let id: String
    /// The level from then on: `up`, `degraded` or `down`.
    public let level: String
    /// The level before.
    public let before: String
    /// What put it at its level, or what is good again so that its level is better.
    public let cause: Cause
    /// The seconds that it took to start after that; 0 where it did not have to.
    public let wait: Double
  }

  /// A component that was not up for some time.
  public struct Hit: Codable, Sendable {
    /// The id.
    public let id: String
    /// Its worst level: `degraded` or `down`.
    public let worst: String
    /// The seconds for which it was down, in all.
    public let down: Double
    /// The seconds for which it was down or degraded, in all.
    public let notUp: Double
    /// The seconds of the longest time at a stretch that it was not up.
    public let longest: Double
    /// The seconds from the beginning until it was first not up.
    public let first: Double
    /// The seconds from the beginning until it was up again to the end; `null` if it was not at the end.
    @OrNull public private(set) var recovered: Double?
    /// How often it came to be not up.
    public let times: Int
  }

  /// The moment at which the most is lost.
  public struct Moment: Codable, Sendable {
    /// The seconds from the beginning.
    public let t: Double
    /// The number of components that are down.
    public let down: Int
    /// The number of components that are degraded.
    public let degraded: Int
    /// The weight of all components that are not up.
    public let weight: Double
  }

  /// A component or domain that was not up at the end.
  public struct NotRecovered: Codable, Sendable {
    /// The id.
    public let id: String
    /// Its level: `degraded` or `down`.
    public let level: String
    /// The seconds from the beginning since when it was not up.
    public let since: Double
    /// What keeps it so: `fault`, `waits`, `starting` (after the end) or `degraded`.
    public let reason: String
    /// What it waits for, or is degraded by; empty for others.
    public let causes: [Cause]
    /// The seconds from the beginning until it would have started; `null` if it does not start yet.
    @OrNull public private(set) var starts: Double?
    /// Whether it would stay down even if every fault ended: it is in a circle, or waits for one.
    public let stuck: Bool
  }

  /// The name and version of the format: `whatfails/replay/1`.
  public let schema: String
  /// Whether the scenario was played to its end.
  public let complete: Bool
  /// The name of the model.
  public let model: String
  /// The name of the scenario.
  public let scenario: String
  /// When it begins: a date with a time, or a time; `null` if that is not stated.
  @OrNull public private(set) var begins: String?
  /// How long it lasts, in seconds.
  public let lasts: Double
  /// The seconds from the beginning up to which it was played.
  public let end: Double
  /// The names of the events that were left out, or their numbers.
  public let without: [String]
  /// The events that happened, in the order in which they did.
  public let events: [Event]
  /// Every change of a level, by time; within one instant each after what brought it about.
  public let changes: [Change]
  /// The components that were not up for some time, in model order; no domains.
  public let hit: [Hit]
  /// The moment at which the weight of what is not up is greatest; `null` if everything stayed up.
  @OrNull public private(set) var worst: Moment?
  /// What was not up at the end, in model order.
  public let notRecovered: [NotRecovered]
  /// The circles that keep components from starting, as lists of ids.
  public let circles: [[String]]
  /// The requirements that count though they are weak.
  public let weakRequirements: WeakRequirementsAnswer?
  /// What the model states of the components that are named here, by id. Components that state nothing are left out.
  public let componentsById: [String: ComponentAnswer]

  /// The JSON of an answer.
  ///
  /// - Parameters:
  ///   - replay: the answer.
  ///   - names: what remedies are called.
  public init(_ replay: Replay, naming names: RemedyNames = .none) {
    let words = ReplayWording(replay)
    self.init(replay, naming: names, changes: replay.changes.map { Change($0, words) })
  }

  init(_ replay: Replay, naming names: RemedyNames, changes: [Change]) {
    let model = replay.model
    let scenario = replay.scenario
    func id(_ index: ComponentIndex) -> String { model.outline(index).id.text }
    schema = "whatfails/replay/1"
    complete = replay.shortfall == nil
    self.model = model.name
    self.scenario = scenario.id
    lasts = scenario.lasts.inSeconds
    end = replay.end.inSeconds
    without = replay.without.sorted().map { scenario.events[$0].name ?? "\($0 + 1)" }
    events = replay.happenings.map { happening in
      let event = scenario.events[happening.event]
      return Event(
        t: happening.time.inSeconds, at: scenario.begins?.date(of: happening.time), name: event.name,
        number: happening.event + 1, by: event.by, text: event.text)
    }
    self.changes = changes
    hit = replay.hits.map { hit in
      Hit(
        id: id(hit.component), worst: hit.worst.name, down: hit.down.inSeconds, notUp: hit.notUp.inSeconds,
        longest: hit.longest.inSeconds, first: hit.first.inSeconds, recovered: hit.recovered?.inSeconds,
        times: hit.spells)
    }
    notRecovered = replay.unrecovered.map { NotRecovered($0, in: model) }
    circles = replay.circles.map { $0.map(id) }
    weakRequirements = WeakRequirementsAnswer(replay.weakRequirements)
    var named = Set(replay.changes.map(\.component))
    named.formUnion(replay.unrecovered.map(\.component))
    componentsById = ComponentAnswer.byID(named.sorted(), in: model)
    begins = scenario.begins?.modelText
    worst = replay.worst.map { Moment($0) }
  }
}

extension ReplayAnswer.Moment {
  init(_ moment: Replay.Moment) {
    self.init(
      t: moment.time.inSeconds, down: moment.down, degraded: moment.degraded, weight: moment.weight.value)
  }
}

extension ReplayAnswer.Change {
  init(_ change: Replay.Change, _ words: ReplayWording) {
    self.init(
      t: change.time.inSeconds, id: words.replay.model.outline(change.component).id.text, level: change.level.name,
      before: change.old.name, cause: ReplayAnswer.Cause(change, in: words.replay.model), wait: change.wait.inSeconds)
  }
}

extension ReplayAnswer.Cause {
  /// The cause of a change; where the level is better, what is good again.
  init(_ change: Replay.Change, in model: Model) {
    switch (change.isWorse ? change.cause : change.returned) ?? .fault {
    case .fault: self.init(kind: "fault", by: [], at: model.outline(change.component).place?.fileAndLine)
    case .relation(let number, let by): self.init(number, of: change.component, by: by, in: model)
    }
  }

  /// A relation of a component, and the components behind it.
  init(_ number: Int, of component: ComponentIndex, by: [ComponentIndex], in model: Model) {
    let relation = model.relation(number, of: component)
    self.init(
      kind: relation.kind.rawValue, requirement: relation.requirement.text(limit: .max),
      by: by.map { model.outline($0).id.text },
      at: (relation.requirement.place ?? model.outline(component).place)?.fileAndLine)
  }
}

extension ReplayAnswer.NotRecovered {
  init(_ rest: Replay.Unrecovered, in model: Model) {
    var causes: [ReplayAnswer.Cause] = []
    var starts: Double?
    let reason: String
    switch rest.reason {
    case .fault: reason = "fault"
    case .waits(let waits):
      reason = "waits"
      causes = waits.map { ReplayAnswer.Cause($0.0, of: rest.component, by: $0.by, in: model) }
    case .starting(let until):
      reason = "starting"
      starts = until.inSeconds
    case .degraded(let number, let by):
      reason = "degraded"
      causes = [ReplayAnswer.Cause(number, of: rest.component, by: by, in: model)]
    }
    self.init(
      id: model.outline(rest.component).id.text, level: rest.level.name, since: rest.since.inSeconds, reason: reason,
      causes: causes, starts: starts, stuck: rest.isStuck)
  }
}
