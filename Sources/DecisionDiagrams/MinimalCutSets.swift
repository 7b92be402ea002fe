/// The minimal cut sets of one node of fault logic: the sets of events that make it true and of which no proper subset
/// does, as zero-suppressed diagrams. They are counted, and listed in part, without being written out.
public final class MinimalCutSets {
  typealias Node = DiagramArena.Node

  /// Sets with more events were not looked for; `nil` where all sets were.
  public let sizeLimit: Int?
  let diagrams: FaultDiagrams
  /// Per module under the root its family; other modules have none.
  private(set) var families: [Int: Node] = [:]
  /// The modules under the root, each after those it is made of.
  private(set) var modules: [Int] = []
  private(set) var root: Root

  enum Root {
    case none
    case event(FaultLogic.Node)
    case family(Node)
  }

  /// Finds the minimal cut sets of a node.
  ///
  /// With a size limit, sets up to it are built from the start, or else by way of the whole function; without one, by way
  /// of the function alone.
  ///
  /// - Parameters:
  ///   - logic: events and gates.
  ///   - root: the node that the sets make true.
  ///   - sizeLimit: sets with more events are left out; `nil` for none left out.
  ///   - memoryLimit: the bytes that the diagrams may take.
  ///   - isOver: whether the time is over.
  public convenience init(
    of root: FaultLogic.Node, in logic: FaultLogic, upTo sizeLimit: Int? = nil, memoryLimit: Int,
    isOver: @escaping TimeSignal = { false }
  ) throws(LimitReached) {
    // Sets of few events are best built directly; a function may have many more nodes than it has small solutions.
    if let sizeLimit, sizeLimit < 6 {
      do throws(LimitReached) {
        try self.init(
          of: root, in: logic, upTo: sizeLimit, by: .minimalSolutions(upTo: UInt32(sizeLimit)),
          memoryLimit: memoryLimit, isOver: isOver)
        return
      } catch {
        if error == .time { throw error }
      }
    }
    try self.init(
      of: root, in: logic, upTo: sizeLimit, by: .functions, memoryLimit: memoryLimit, isOver: isOver)
  }

  /// Finds minimal cut sets of few events, built from the start and by no other way.
  ///
  /// - Parameters:
  ///   - logic: events and gates.
  ///   - root: the node that the sets make true.
  ///   - sizeLimit: sets with more events are left out.
  ///   - memoryLimit: the bytes that the diagrams may take.
  ///   - isOver: whether the time is over.
  public convenience init(
    ofFewIn logic: FaultLogic, of root: FaultLogic.Node, upTo sizeLimit: Int, memoryLimit: Int,
    isOver: @escaping TimeSignal = { false }
  ) throws(LimitReached) {
    try self.init(
      of: root, in: logic, upTo: sizeLimit, by: .minimalSolutions(upTo: UInt32(sizeLimit)), memoryLimit: memoryLimit,
      isOver: isOver)
  }

  init(
    of root: FaultLogic.Node, in logic: FaultLogic, upTo sizeLimit: Int?, by method: FaultDiagrams.Method,
    memoryLimit: Int, isOver: @escaping TimeSignal = { false }
  ) throws(LimitReached) {
    self.sizeLimit = sizeLimit
    diagrams = try FaultDiagrams(logic, roots: [root], method: method, memoryLimit: memoryLimit, isOver: isOver)
    self.root = .none
    switch diagrams.root(0) {
    case .never: break
    case .event(let event): self.root = .event(event)
    case .output(let module, let output):
      modules = diagrams.modules(under: module)
      let deepest = modules.lazy.map { self.diagrams.levels[$0].count }.max() ?? 0
      diagrams.arena.allow(.max)
      try DeepStack.run(levels: deepest) { () throws(LimitReached) in
        for inner in modules where inner != module { families[inner] = try family(diagrams.outputs[inner][0]) }
        families[module] = try family(diagrams.outputs[module][output])
      }
      self.root = .family(families[module]!)
    }
  }

  /// The chance that the root is true, the events being independent; `nil` where the sets were found without the function
  /// whose diagram it would take.
  public func probability(_ events: EventProbabilities) -> Double? {
    switch diagrams.method {
    case .functions: diagrams.probabilities(events)[0]
    case .minimalSolutions: nil
    }
  }

  /// Whether no events at all make the root true, whatever the size limit.
  public var isNever: Bool { if case .none = root { true } else { false } }

  /// The family of a module's output.
  ///
  /// A leaf counts as one element here, which a smaller module's sets have at least: no set is left out too early.
  private func family(_ output: Node) throws(LimitReached) -> Node {
    switch diagrams.method {
    case .functions:
      try diagrams.arena.minimalSolutions(output, upTo: sizeLimit.map { UInt32(clamping: $0) } ?? .max)
    case .minimalSolutions: output
    }
  }
}
