public import DependencyModel
internal import LoadGraph

/// Answers how much components carry under one fault after the other.
///
/// The model is lowered once, and each answer continues from the one before: its time is in proportion to what differs.
///
///     var questions = try LoadQuestions(compiled)
///     try questions.ask(FaultSet(["zone-a"], in: compiled.model))
///     questions.use(of: web)?.share                           // 1.125 where 450/s come to 400/s
public struct LoadQuestions: Sendable {
  /// The most work per second that a component may be given: numbers of it stay numbers.
  private static let mostWork = 1e18

  /// The model, with the demands that are asked about.
  let model: Model
  /// By how much every demand is multiplied.
  let scale: Double
  let weakRequirements: WeakRequirements
  /// The numbers of the model that are only inferred or assumed.
  private let weakNumbers: WeakNumbers
  private(set) var waves: OverloadWaves
  /// What is stated of each component.
  private let stated: [LoadGraph.Component]
  /// The breaks of the last answer, by component.
  private var breaks: [UInt32: OverloadWaves.Break] = [:]

  /// Prepares a model.
  ///
  /// - Parameters:
  ///   - compiled: the model.
  ///   - scale: by how much every demand is multiplied, above 0.
  ///   - demands: demands instead of those that the model states.
  /// - Throws: ``LoadProblem/tooManyCalls(_:)``.
  /// - Complexity: linear in the requirements of the model.
  public init(
    _ compiled: CompiledModel, scale: Double = 1, demands: [ComponentIndex: Quantity] = [:]
  ) throws(LoadProblem) {
    precondition(scale > 0 && scale < .infinity, "a scale must be above 0")
    var model = compiled.model
    if !demands.isEmpty {
      var components = Array(model.components)
      for (index, demand) in demands { components[index.position].demand = demand }
      model = model.with(components)
    }
    self.model = model
    self.scale = scale
    weakRequirements = compiled.weakRequirements
    weakNumbers = WeakNumbers(of: model, trust: compiled.options.trust)
    var lowering = LoadLowering(model, trust: compiled.options.trust, scale: scale)
    do {
      waves = OverloadWaves(try lowering.graph())
    } catch {
      throw .tooManyCalls(error)
    }
    stated = waves.graph.components
  }

  /// The state without a fault, once it was asked for.
  private var knownBefore: LoadState?

  var graph: LoadGraph { waves.graph }

  // MARK: Asking

  /// Asks what is carried under a fault; `nil` for none. The properties and functions below then answer for it.
  ///
  /// - Throws: ``LoadProblem`` for calls or work without end.
  public mutating func ask(_ faults: FaultSet?) throws(LoadProblem) {
    try answer { waves throws(EndlessCalls) in try waves.run(faults?.ofLoads ?? []) }
    breaks = Dictionary(waves.breaks.map { ($0.component, $0) }) { first, _ in first }
    if let first = waves.firstLoad(above: Self.mostWork) {
      throw .tooMuchWork(TooMuchWork(component: ComponentIndex(first)))
    }
  }

  /// What a component carries under the fault that was asked about last.
  public func use(of component: ComponentIndex) -> LoadUse {
    let amounts = waves.amounts(of: component.position)
    let stated = stated[component.position]
    let now = LoadUse(
      component: component, load: amounts.load, capacity: stated.capacity, held: amounts.held, slots: stated.slots)
    guard let peak = breaks[UInt32(component.position)] else { return now }
    let then = LoadUse(
      component: component, load: peak.load, capacity: stated.capacity, held: peak.held, slots: stated.slots,
      consequence: stated.overload == .queues ? .collapses : .fails)
    guard let before = then.share, let after = now.share, after > before else { return then }
    return now.with(then.consequence)
  }

  /// The share of a component that fails under the fault that was asked about last, 0…1.
  public func down(of component: ComponentIndex) -> Double { waves.amounts(of: component.position).down }

  /// Whether a component is wholly down for another reason than its load: then nothing comes to it that it could do.
  public func isLost(_ component: ComponentIndex) -> Bool {
    let amounts = waves.amounts(of: component.position)
    return amounts.down == 1 && amounts.refused < 1 && breaks[UInt32(component.position)] == nil
  }

  /// Whether more comes to a component than it can do or hold, under the fault that was asked about last.
  public func isOverloaded(_ component: ComponentIndex) -> Bool { waves.amounts(of: component.position).refused > 0 }

  /// The work per second that comes to a component from outside of the model.
  public func demand(of component: ComponentIndex) -> Double { stated[component.position].demand }

  /// Whether a component has a capacity or slots.
  public func isLimited(_ component: ComponentIndex) -> Bool { stated[component.position].isLimited }

  /// Whether every number of the last answer settled; if not, shares are at least as high as they are.
  public var isSettled: Bool { waves.isSettled }

  /// What each component carries if everything could carry any load and nothing fails: loads then grow with demand.
  ///
  /// - Throws: ``LoadProblem`` for calls without end.
  public mutating func usesWithoutLimits() throws(LoadProblem) -> [LoadUse] {
    let state = try answer { waves throws(EndlessCalls) in try waves.settleWithoutLimits() }
    return stated.enumerated().map { position, stated in
      LoadUse(
        component: ComponentIndex(position), load: state.load[position], capacity: stated.capacity,
        held: state.held[position], slots: stated.slots)
    }
  }

  /// The components that stay overloaded once they collapsed, without any fault, in model order.
  ///
  /// - Throws: ``LoadProblem`` for calls or work without end.
  public mutating func stuck() throws(LoadProblem) -> [Loads.Stuck] {
    let demand = stated.reduce(0) { $0 + $1.demand }
    let stuck = try answer { waves throws(EndlessCalls) in try waves.stuckIfCollapsed() }
    return try stuck.map { number, load throws(LoadProblem) in
      let component = ComponentIndex(Int(number))
      guard load <= Self.mostWork else { throw .tooMuchWork(TooMuchWork(component: component)) }
      return Loads.Stuck(
        component: component, collapsedLoad: load,
        stableDemand: demand * stated[component.position].capacity / load)
    }
  }

  /// The pieces of work that a component with slots would hold, under the fault that was asked about last, if all that is
  /// called hung until its time-outs; infinity where something that states that it hangs or queues is called without one.
  public func heldIfCallsHang(_ component: ComponentIndex) -> Double { waves.heldIfCallsHang(component.position) }

  /// The chains of requirements along which retries multiply to at least so much.
  ///
  /// - Parameters:
  ///   - least: the least product, above 1.
  ///   - longest: how many components of a chain are listed at most.
  /// - Complexity: linear in the requirements of the model.
  public func retryChains(from least: Double, longest: Int) -> [RetryChain] {
    RetryChains(graph).chains(from: least, longest: longest).map { chain in
      RetryChain(
        components: chain.components.map { ComponentIndex(Int($0)) }, last: ComponentIndex(Int(chain.last)),
        product: chain.product)
    }
  }

  /// The state without a fault; it is settled once.
  mutating func before() throws(LoadProblem) -> LoadState {
    if let knownBefore { return knownBefore }
    let state = try self.state(under: [])
    knownBefore = state
    return state
  }

  /// The weak numbers that an answer rests on: those of what carries work without the fault or with it.
  ///
  /// - Parameter countsUnits: whether the answer counts the units of what fails.
  func weakNumbers(before: LoadState, after: LoadState, countsUnits: Bool) -> WeakNumbers {
    guard !weakNumbers.isEmpty else { return .none }
    return weakNumbers.counting(
      hasSlots: stated.contains { $0.slots < .infinity }, countsUnits: countsUnits,
      carries: { before.load[$0.position] > 0 || after.load[$0.position] > 0 },
      isLost: { before.notUp[$0.position] > 0 || after.notUp[$0.position] > 0 })
  }

  /// The state under a fault.
  mutating func state(under faults: [LoadFault]) throws(LoadProblem) -> LoadState {
    let state = try answer { waves throws(EndlessCalls) in try waves.settle(faults) }
    try check(state)
    return state
  }

  /// What failed or collapsed because of its load in the state that was settled last.
  var lastBreaks: [OverloadWaves.Break] { waves.breaks }

  /// The calls per second that each component makes of others in the state that was settled last.
  func callsMade() -> [(owner: UInt32, target: UInt32, rate: Double)] { waves.callsMade() }

  /// Why what loses something under a fault does so, where that does not follow from what fails alone.
  mutating func causes(in state: LoadState, before: LoadState, known: [Int]) -> [LossCause] {
    waves.causes(in: state, before: before, known: known)
  }

  /// Asks the graph, and gives calls without end their components.
  mutating func answer<Result>(
    _ question: (inout OverloadWaves) throws(EndlessCalls) -> Result
  ) throws(LoadProblem) -> Result {
    do {
      return try question(&waves)
    } catch {
      throw .callsWithoutEnd(CallsWithoutEnd(circle: error.circle.map { ComponentIndex(Int($0)) }))
    }
  }

  /// Throws if a component is given more work than is meant by anything.
  func check(_ state: LoadState) throws(LoadProblem) {
    if let component = state.load.firstIndex(where: { !($0 <= Self.mostWork) }) {
      throw .tooMuchWork(TooMuchWork(component: ComponentIndex(component)))
    }
  }
}

extension FaultSet {
  /// The fault as the graph of loads takes it.
  var ofLoads: [LoadFault] {
    levels.map { component, level in
      let share = shares[component] ?? FaultShare(1, at: level)
      return LoadFault(UInt32(component.position), down: share.down, degraded: share.degraded)
    }
  }
}

/// Why loads can't be computed.
public enum LoadProblem: Error, Hashable {
  /// Components call each other without end.
  case callsWithoutEnd(CallsWithoutEnd)
  /// More work comes to a component than is meant by anything.
  case tooMuchWork(TooMuchWork)
  /// Requirements name too many components.
  case tooManyCalls(TooManyCalls)
}

/// A chain of requirements along which retries multiply.
public struct RetryChain: Hashable, Sendable {
  /// From the first that retries to the last that is called again; the first ones if they are many.
  public let components: [ComponentIndex]
  /// The last component, also of a chain that is not listed to its end.
  public let last: ComponentIndex
  /// How often the last may be called for one piece of work of the first; infinity beyond all numbers.
  public let product: Double
}
