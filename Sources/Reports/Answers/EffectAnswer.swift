public import DependencyModel
public import ResilienceAnalysis

/// A component or domain that is not up, in ``ImpactAnswer`` and ``ExplanationAnswer``.
public struct EffectAnswer: Codable, Sendable {
  /// The cause of a level.
  public struct Cause: Codable, Sendable {
    /// The kind of relation that carried the failure: `needs`, `uses`, `degradedBy`, `in` or `configuredBy`; `fault` for the fault
    /// itself, and `overload` where more work comes to the component than it can do or hold.
    public let kind: String
    /// The requirement that was lost, as text; `null` for the fault and for overload.
    @OrNull public private(set) var requirement: String?
    /// The ids of the components behind it, the earliest first.
    public let by: [String]
    /// The location of the requirement, or of the component that the fault names: `file:line`; `null` if the model was not
    /// read from text.
    @OrNull public private(set) var at: String?
  }

  /// How much of a component fails.
  public struct Share: Codable, Sendable {
    /// The share of its units, or of its work, that fails, from 0 to 1.
    public let down: Double
    /// The share that fails or is degraded, from 0 to 1.
    public let notUp: Double
  }

  /// The share of a component that a fault takes.
  public struct FaultShare: Codable, Sendable {
    /// The share that is down, from 0 to 1.
    public let down: Double
    /// The share that is degraded, from 0 to 1.
    public let degraded: Double
  }

  /// What comes to a component that is overloaded.
  public struct Overload: Codable, Sendable {
    /// The work per second that comes to it.
    public let load: Double
    /// The work per second that it can do; `null` for any amount.
    @OrNull public private(set) var capacity: Double?
    /// The pieces of work that it would hold at the same time; `null` where they are without end.
    @OrNull public private(set) var held: Double?
    /// The pieces of work that it can hold at the same time; `null` for any number.
    @OrNull public private(set) var slots: Double?
    /// The share of its work that it refuses, from 0 to 1; 1 if it fails or collapsed.
    public let refused: Double
  }

  /// The id of the component or domain.
  public let id: String
  /// The name for people; left out if none is stated.
  public let name: String?
  /// What it is, such as `aws/ec2-instance`; left out if that is not stated.
  public let kind: String?
  /// The importance, 0 the highest; left out if none is stated.
  public let tier: Int?
  /// The owner, such as a team; left out if none is stated.
  public let owner: String?
  /// Where to read more; left out if that is not stated.
  public let url: String?
  /// `degraded` or `down`.
  public let level: String
  /// The wave in which it reached that level; the fault is wave 0.
  public let wave: Int
  /// The seconds from the fault until it reached that level, at the earliest.
  public let after: Double
  /// The same as `after`, with its unit in the name.
  public let afterSeconds: Double
  /// The seconds from the fault until it was first degraded or worse, at the earliest.
  public let degradedAfter: Double
  /// The same as `degradedAfter`, with its unit in the name.
  public let degradedAfterSeconds: Double
  /// The cause of the level.
  public let cause: Cause
  /// The weakest confidence among the requirements on the path to the fault: `observed`, `declared`, `referenced`,
  /// `inferred` or `assumed`.
  public let confidence: String
  /// How much of it fails; left out where the level follows from failures alone.
  public let share: Share?
  /// What comes to it; left out if it is not overloaded.
  public let overload: Overload?
  /// Whether as much of it fails without the fault, so that it is no part of the blast radius; left out if not.
  public let asBefore: Bool?

  /// An effect as JSON contains it.
  public init(_ effect: Impact.Effect, in model: Model) {
    let component = model.outline(effect.component)
    id = component.id.text
    name = component.name
    kind = component.kind
    tier = component.tier
    owner = component.owner
    url = component.url
    level = effect.level.name
    wave = effect.wave
    after = effect.after.inSeconds
    afterSeconds = after
    degradedAfter = effect.degradedAfter.inSeconds
    degradedAfterSeconds = degradedAfter
    cause = Cause(
      kind: effect.cause.relation?.rawValue ?? (effect.cause.isFault ? "fault" : "overload"),
      requirement: effect.cause.requirement?.text(limit: .max),
      by: effect.cause.by.map { model.outline($0).id.text }, at: effect.cause.place?.fileAndLine)
    confidence = effect.confidence.rawValue
    asBefore = effect.isAsBefore ? true : nil
    share = effect.share.map { Share(down: $0.down, notUp: $0.notUp) }
    overload = effect.overload.map { overload in
      Overload(
        load: overload.load, capacity: component.capacity?.value, held: overload.held < .infinity ? overload.held : nil,
        slots: component.slots?.value, refused: overload.refused)
    }
  }
}

extension EffectAnswer: PlainlyWritten {
  func write(to json: inout PlainJSON) {
    // Such items are few.
    if asBefore != nil { json.leaveToEncoder() }
    json.field("after", after)
    json.field("afterSeconds", afterSeconds)
    json.object("cause") { json in
      json.field("at", cause.at)
      json.field("by", cause.by)
      json.field("kind", cause.kind)
      json.field("requirement", cause.requirement)
    }
    json.field("confidence", confidence)
    json.field("degradedAfter", degradedAfter)
    json.field("degradedAfterSeconds", degradedAfterSeconds)
    json.field("id", id)
    json.field("kind", ifAny: kind)
    json.field("level", level)
    json.field("name", ifAny: name)
    // It has numbers of any length.
    if overload != nil { json.leaveToEncoder() }
    json.field("owner", ifAny: owner)
    if let share {
      json.object("share") { json in
        json.field("down", share.down)
        json.field("notUp", share.notUp)
      }
    }
    json.field("tier", ifAny: tier)
    json.field("url", ifAny: url)
    json.field("wave", wave)
  }
}

extension FaultSet {
  /// The components and levels, by id.
  func levelsByID(in model: Model) -> [String: String] {
    var result: [String: String] = [:]
    for (component, level) in levels { result[model.outline(component).id.text] = level.name }
    return result
  }

  /// The shares of the components of which only a share fails, by id; `nil` if there is none.
  func sharesByID(in model: Model) -> [String: EffectAnswer.FaultShare]? {
    guard !shares.isEmpty else { return nil }
    var result: [String: EffectAnswer.FaultShare] = [:]
    for (component, share) in shares {
      result[model.outline(component).id.text] = .init(down: share.down, degraded: share.degraded)
    }
    return result
  }
}
