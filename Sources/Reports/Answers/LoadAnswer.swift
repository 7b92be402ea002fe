internal import DependencyModel
public import ResilienceAnalysis

/// The JSON of `Loads`, `whatfails/load/1`: the answer of `whatfails load`.
public struct LoadAnswer: Codable, Sendable {
  /// What a component carries in one state.
  public struct Figures: Codable, Sendable {
    /// The work per second that comes to it, in its own unit.
    public let load: Double
    /// Its load as a share of its capacity; `null` where it states none.
    @OrNull public private(set) var utilisation: Double?
    /// The pieces of work that it holds at the same time; `null` for an endless hold and where it states no slots.
    @OrNull public private(set) var held: Double?
    /// The share of its work that it refuses because of overload, 0…1; 1 if it collapsed.
    public let refused: Double
    /// The share of its units, or of its work, that fails, 0…1.
    public let down: Double
    /// The share that fails or is degraded, 0…1.
    public let notUp: Double
    /// The overload wave in which it failed or collapsed, from 1; `null` if in none.
    @OrNull public private(set) var wave: Int?
    /// What came to it just before it failed or collapsed because of its load; left out if it did not.
    public let peak: Peak?
  }

  /// A component with what it carries under the fault.
  public struct Component: Codable, Sendable {
    /// The id.
    public let id: String
    /// The work per second that comes to it, in its own unit.
    public let load: Double
    /// The work per second that it can do; `null` where it states no capacity.
    @OrNull public private(set) var capacity: Double?
    /// The unit of its work; left out if it states none.
    public let unit: String?
    /// Its load as a share of its capacity; `null` where it states none.
    @OrNull public private(set) var utilisation: Double?
    /// The pieces of work that it can hold at the same time; `null` where it states no slots.
    @OrNull public private(set) var slots: Double?
    /// The pieces of work that it holds at the same time; `null` for an endless hold and where it states no slots.
    @OrNull public private(set) var held: Double?
    /// The share of its work that it refuses because of overload, 0…1; 1 if it collapsed.
    public let refused: Double
    /// The share of its units, or of its work, that fails, 0…1.
    public let down: Double
    /// The share that fails or is degraded, 0…1.
    public let notUp: Double
    /// The overload wave in which it failed or collapsed, from 1; `null` if in none.
    @OrNull public private(set) var wave: Int?
    /// What came to it just before it failed or collapsed because of its load; left out if it did not.
    public let peak: Peak?
    /// The same without the fault; left out if no fault was asked about.
    public let before: Figures?
  }

  /// A component that stays overloaded once it collapsed.
  public struct Stuck: Codable, Sendable {
    /// The id.
    public let id: String
    /// Its load once it collapsed, in its own unit.
    public let collapsedLoad: Double
    /// All demand on the model, below which it would recover.
    public let stableDemand: Double
  }

  /// What came to a component just before it failed or collapsed because of its load.
  public struct Peak: Codable, Sendable {
    /// The work per second that came to it.
    public let load: Double
    /// The pieces of work that it held; `null` for an endless hold.
    @OrNull public private(set) var held: Double?
  }

  /// The component that reaches its limit first as all demands grow alike.
  public struct FirstOverload: Codable, Sendable {
    /// The id.
    public let id: String
    /// The factor of the demand at which it does, above 0; below 1 it is overloaded already.
    public let factor: Double
  }

  /// The name and version of the format: `whatfails/load/1`.
  public let schema: String
  /// Whether every number settled. If not, shares are at least as high as stated.
  public let complete: Bool
  /// The name of the model.
  public let model: String
  /// The level, `degraded` or `down`, of each component that the fault names, by id; empty for no fault.
  public let fault: [String: String]
  /// By how much every demand was multiplied; 1 unless asked for.
  public let scale: Double
  /// All demand on the model per second.
  public let demand: Double
  /// The share of all demand that fails under the fault, 0…1.
  public let lostDemand: Double
  /// The share of all demand that fails without the fault, 0…1.
  public let lostDemandBefore: Double
  /// All components that carry, limit or lose anything, those nearest to their limits first.
  public let components: [Component]
  /// What stays overloaded once it collapsed, without any fault.
  public let stuck: [Stuck]
  /// What is overloaded first as demand grows, without the fault; `null` where nothing limits what carries load.
  @OrNull public private(set) var firstOverload: FirstOverload?
  /// The requirements that count though they are only inferred or assumed; left out if there are none.
  public let weakRequirements: WeakRequirementsAnswer?
  /// The numbers that the answer rests on though they are only inferred or assumed; left out for none.
  public let weakNumbers: WeakNumbersAnswer?

  /// The JSON of an answer.
  public init(_ loads: Loads) {
    let model = loads.model
    schema = "whatfails/load/1"
    complete = loads.isSettled
    self.model = model.name
    fault = loads.faults?.levelsByID(in: model) ?? [:]
    scale = loads.scale
    demand = loads.demand
    lostDemand = loads.lostAfter
    lostDemandBefore = loads.lostBefore
    components = loads.entries.map { Component($0, hasFault: loads.faults != nil, in: model) }
    stuck = loads.stuck.map {
      Stuck(
        id: model.outline($0.component).id.text, collapsedLoad: $0.collapsedLoad, stableDemand: $0.stableDemand)
    }
    firstOverload = loads.firstOverload.map {
      FirstOverload(id: model.outline($0.component).id.text, factor: $0.factor)
    }
    weakRequirements = WeakRequirementsAnswer(loads.weakRequirements)
    weakNumbers = WeakNumbersAnswer(loads.weakNumbers, in: model)
  }
}

extension LoadAnswer.Figures {
  fileprivate init(_ figures: Loads.Amounts) {
    load = figures.load
    utilisation = figures.utilisation
    held = figures.held.flatMap { $0 < .infinity ? $0 : nil }
    refused = figures.refused
    down = figures.down
    notUp = figures.notUp
    wave = figures.wave
    peak = figures.peak.map { LoadAnswer.Peak(load: $0.load, held: $0.held < .infinity ? $0.held : nil) }
  }
}

extension LoadAnswer.Component {
  fileprivate init(_ entry: Loads.Entry, hasFault: Bool, in model: Model) {
    let component = model.outline(entry.component)
    let after = LoadAnswer.Figures(entry.after)
    id = component.id.text
    load = after.load
    capacity = component.capacity?.value
    unit = component.unitOfWork
    utilisation = after.utilisation
    slots = component.slots?.value
    held = after.held
    refused = after.refused
    down = after.down
    notUp = after.notUp
    wave = after.wave
    peak = after.peak
    before = hasFault ? LoadAnswer.Figures(entry.before) : nil
  }
}
