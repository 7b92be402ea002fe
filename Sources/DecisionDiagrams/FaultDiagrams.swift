/// The decision diagrams of some nodes of fault logic: what their minimal cut sets and probabilities are read from.
///
/// The logic is reduced, taken apart into modules, and each module gets diagrams over its leaves (events, and the smaller
/// modules that it is made of), all in one arena with a range of levels for each module. An order of the leaves is found
/// by trying: every order that the structure suggests gets a small budget of nodes; those that got furthest get four times
/// as much, and so on until one is enough.
///
/// Exact, whatever the logic: circles (as least fixpoints), weights, shared parts. Worst case exponential in the number of
/// events, as the problem is; bounded by the memory allowed.
///
/// Literature: Rauzy, *New algorithms for fault trees analysis*, 1993.
public final class FaultDiagrams {
  typealias Node = DiagramArena.Node

  /// The event or module of a level.
  enum Leaf {
    case event(FaultLogic.Node)
    case module(Int)
  }

  /// How the minimal cut sets are found.
  enum Method {
    /// Functions first, their minimal solutions afterwards.
    case functions
    /// Minimal solutions of at most a number of events from the start: less work where few are asked for.
    case minimalSolutions(upTo: UInt32)
  }

  let arena: DiagramArena
  let method: Method
  /// Per level its meaning.
  private(set) var leaves: [Leaf] = []
  /// Per module the first of its levels, and the first of the next.
  private(set) var levels: [Range<UInt32>] = []
  /// Per module the diagrams of its outputs.
  private(set) var outputs: [[Node]] = []
  /// Per root where its diagram is.
  private var roots: [ModuleTree.Root]

  /// Makes the diagrams of some nodes.
  ///
  /// - Parameters:
  ///   - logic: events and gates.
  ///   - roots: the nodes of which something will be asked.
  ///   - memoryLimit: the bytes that the diagrams may take.
  ///   - isOver: whether the time is over.
  public convenience init(
    _ logic: FaultLogic, roots: [FaultLogic.Node], memoryLimit: Int, isOver: @escaping TimeSignal = { false }
  ) throws(LimitReached) {
    try self.init(logic, roots: roots, method: .functions, memoryLimit: memoryLimit, isOver: isOver)
  }

  init(
    _ logic: FaultLogic, roots: [FaultLogic.Node], method: Method, memoryLimit: Int, isOver: @escaping TimeSignal
  ) throws(LimitReached) {
    arena = DiagramArena(memoryLimit: memoryLimit, isOver: isOver)
    self.method = method
    let tree = ModuleTree(LogicReduction.reduce(logic, roots: roots))
    self.roots = tree.roots
    let deepest = tree.modules.lazy.map(\.leaves.count).max() ?? 0
    try DeepStack.run(levels: deepest) { () throws(LimitReached) in
      for module in tree.modules { try add(module) }
    }
  }

  /// The number of nodes that the diagrams have, what was tried on the way included.
  public var nodeCount: Int { arena.count }

  // MARK: Building

  /// The cost that the first try of an order may have, in nodes.
  private static let firstBudget = 1 << 16
  /// Nodes that are no longer needed are swept away once there are this many.
  private static let worthSweeping = 1 << 18

  private func add(_ module: LogicModule) throws(LimitReached) {
    let firstLevel = UInt32(leaves.count)
    let mark = arena.count
    var candidates: [(order: [FaultLogic.Node], finished: Int)] = []
    for heuristic in VariableOrder.allCases {
      try arena.checkTime()
      let order = heuristic.leaves(of: module)
      if !candidates.contains(where: { $0.order == order }) { candidates.append((order, 0)) }
      if module.gates.count == 1 { break }  // one gate is as large in any order
    }
    let algebra: ModuleDiagrams.Algebra =
      switch method {
      case .functions: .functions
      case .minimalSolutions(let size): .minimalSolutions(upTo: size)
      }
    var budget = Self.firstBudget + 64 * module.leaves.count
    while true {
      for place in candidates.indices {
        arena.allow(budget)
        var diagrams = ModuleDiagrams(module, in: arena, algebra: algebra)
        do throws(LimitReached) {
          let made = try diagrams.build(order: candidates[place].order, firstLevel: firstLevel)
          finish(module, order: candidates[place].order, firstLevel: firstLevel, made)
          return
        } catch {
          if error == .time { throw error }
          candidates[place].finished = diagrams.finishedGates
          arena.truncate(to: mark)
        }
      }
      if budget >= arena.nodeLimit { throw LimitReached.memory }
      budget *= 4
      // The sort is stable by the order of trying.
      let ranked = candidates.enumerated().sorted {
        ($1.element.finished, $0.offset) < ($0.element.finished, $1.offset)
      }
      // A search that takes long is tried with the most promising order alone.
      let kept = budget >= arena.nodeLimit / 4 ? 1 : max(2, (candidates.count + 1) / 2)
      candidates = ranked.prefix(kept).map(\.element)
    }
  }

  private func finish(_ module: LogicModule, order: [FaultLogic.Node], firstLevel: UInt32, _ made: [Node]) {
    for leaf in order {
      switch module.leaves[Int(leaf)] {
      case .event(let event): leaves.append(.event(event))
      case .module(let number): leaves.append(.module(number))
      }
    }
    levels.append(firstLevel..<UInt32(leaves.count))
    outputs.append(made)
    sweepIfWorthIt()
  }

  private var countAfterSweep = 0

  private func sweepIfWorthIt() {
    guard arena.count - countAfterSweep > Self.worthSweeping else { return }
    var kept = outputs.flatMap { $0 }
    arena.compact(keeping: &kept)
    var next = 0
    for module in outputs.indices {
      for place in outputs[module].indices {
        outputs[module][place] = kept[next]
        next += 1
      }
    }
    countAfterSweep = arena.count
  }

  // MARK: Reading

  var rootCount: Int { roots.count }

  /// The meaning of a root: false, an event, or an output of a module.
  func root(_ number: Int) -> ModuleTree.Root { roots[number] }

  /// The modules that an output of a module is made of, each after those it is made of; that module last.
  func modules(under module: Int) -> [Int] {
    var isWanted = Set([module])
    var stack = [module]
    while let next = stack.popLast() {
      for level in levels[next] {
        if case .module(let inner) = leaves[Int(level)], isWanted.insert(inner).inserted { stack.append(inner) }
      }
    }
    return isWanted.sorted()
  }
}

extension DiagramArena {
  /// The inner nodes that some nodes reach, each after its children.
  func nodes(under roots: [Node]) -> [Node] {
    guard let greatest = roots.max(), greatest > 1 else { return [] }
    var isReached = [Bool](repeating: false, count: Int(greatest) + 1)
    for root in roots { isReached[Int(root)] = true }
    var result: [Node] = []
    for node in stride(from: Int(greatest), through: 2, by: -1) where isReached[node] {
      result.append(Node(node))
      isReached[Int(low(Node(node)))] = true
      isReached[Int(high(Node(node)))] = true
    }
    result.reverse()
    return result
  }
}
