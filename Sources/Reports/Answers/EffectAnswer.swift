public import DependencyModel
public import ResilienceAnalysis

/// A component or domain that is not up, in ``ImpactAnswer`` and ``ExplanationAnswer``.
public struct EffectAnswer: Codable, Sendable {
  /// The cause of a level.
  public struct Cause: Codable, Sendable {
    /// The kind of relation that carried the failure: `needs`, `uses`, `degradedBy`, `in` or `configuredBy`; `fault` for the fault itself.
    public let kind: String
    /// The requirement that was lost, as text; `null` for the fault.
    @OrNull public private(set) var requirement: String?
    /// The ids of the components behind it, the earliest first.
    public let by: [String]
    /// The location of the requirement, or of the component that the fault names: `file:line`; `null` if the model was not
    /// read from text.
    @OrNull public private(set) var at: String?
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
      kind: effect.cause.relation?.rawValue ?? "fault", requirement: effect.cause.requirement?.text(limit: .max),
      by: effect.cause.by.map { model.outline($0).id.text }, at: effect.cause.place?.fileAndLine)
    confidence = effect.confidence.rawValue
  }
}

extension EffectAnswer: PlainlyWritten {
  func write(to json: inout PlainJSON) {
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
    json.field("owner", ifAny: owner)
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
}
