/// Which components to start by hand so that all that waits can start, and the circles that each of them breaks.
///
/// Waiting components form strongly connected parts. A part that waits for no other (when everything that it waits for
/// has started) can only be freed from within, and what others have done does not help it; so a smallest set is made of
/// smallest sets of such parts, one after the other, each freed before those that wait for it. Within a part the search is
/// exact (`SmallStartSet`) where at most 64 components are left after contraction and the search ends soon enough; else
/// greedy (`GreedyStartSet`), with those left out again that turn out not to be needed.
///
/// Finding the smallest set is NP-hard: with single inputs only it is the minimum feedback vertex set, with groups the
/// minimum seed set of a threshold model (N. Chen, "On the approximability of influence in social networks", 2009).
///
/// Six nodes, where `a` needs `b`, `b` needs any of `a` and `c`, `c` needs `b`, `d` needs `a`, `e` needs `d` and itself,
/// and `f` needs nothing: `b` frees `a`, `c` and `d` (the circle is a → b → a), `e` must be started by hand as well.
public struct StartByHand: Sendable {
  /// How good the set is.
  public enum Quality: Int, Sendable, Comparable {
    /// It frees everything; parts of it may not be needed, because the check of that was broken off.
    case sufficient
    /// It frees everything, and no part of it does.
    case irreducible
    /// No other set that frees everything has fewer members.
    case smallest

    /// A worse quality is less than a better one.
    public static func < (left: Quality, right: Quality) -> Bool { left.rawValue < right.rawValue }
  }

  /// One component of the set.
  public struct Choice: Sendable {
    /// The component.
    public let node: NodeIndex
    /// The circle that it alone of the set breaks, a shortest one: the component first, then what it waits for, and so on;
    /// each with the number of the input by which it waits for the next, the last for the first. Even when all others of
    /// the set and what they free have started, none of these can start. Empty where the search for it was broken off.
    public let circle: [(node: NodeIndex, input: Int)]
    /// The components that would do instead of it, the rest of the set staying as it is, ascending; `nil` where that was
    /// not looked for, because the part is too large.
    public let alternatives: [NodeIndex]?
    /// How many others start with it once those before it have been started.
    public let freed: Int
  }

  /// The set, in an order in which it can be worked through: what waits for no other circle comes first.
  public private(set) var choices: [Choice] = []
  /// How good the set is.
  public private(set) var quality = Quality.smallest

  /// The inputs that may be looked at for more than a set that is enough: a few seconds at most.
  public static let usualEffort = 50_000_000

  private let graph: FailureGraph
  private var run: StartRun
  private var splitter: WaitingParts
  private var numbers: [UInt32]
  private var effort: Int
  /// Whether the time is over: then no effort is left.
  private let isOver: @Sendable () -> Bool
  /// How many times the exact searches may still work out what a set frees.
  private var searchBudget = 2_000_000

  /// Chooses what to start by hand.
  ///
  /// - Parameters:
  ///   - run: the components that start by themselves; what a fault holds stays held.
  ///   - graph: the graph that was run.
  ///   - effort: the inputs that may be looked at to leave out what is not needed; a set that is enough takes time beside it
  ///     that is near linear.
  ///   - isOver: whether the time is over; then a set that is enough is all that is looked for.
  public init(
    after run: StartRun, of graph: FailureGraph, effort: Int = usualEffort,
    isOver: @escaping @Sendable () -> Bool = { false }
  ) {
    self.isOver = isOver
    self.graph = graph
    self.run = run
    self.effort = effort
    splitter = WaitingParts(for: graph)
    numbers = [UInt32](repeating: 0, count: graph.componentCount)
    freeAll()
    // Nothing of the work is needed any longer.
    splitter = WaitingParts(for: FailureGraphBuilder(componentCount: 0).build())
    numbers = []
  }

  private mutating func freeAll() {
    let waiting = (0..<NodeIndex(graph.componentCount)).filter { run.isWaiting($0) }
    guard !waiting.isEmpty else { return }
    var frames = [(parts: splitter.split(waiting, of: graph, in: run), next: 0)]
    while let (parts, next) = frames.last {
      guard next < parts.count else {
        frames.removeLast()
        continue
      }
      frames[frames.count - 1].next = next + 1
      let part = parts[next]
      let left = part.components.filter { run.isWaiting($0) }
      guard !left.isEmpty else { continue }
      // The components that it waited for have started since, which may have opened some of its own circles.
      let mayHaveChanged = part.waitsForOthers && (part.hasGroups || left.count < part.components.count)
      if mayHaveChanged, splitter.effort < effort {
        frames.append((splitter.split(left, of: graph, in: run), 0))
      } else {
        free(left)
      }
    }
  }

  /// Chooses for components that wait for nothing but each other, and starts them.
  private mutating func free(_ components: [NodeIndex]) {
    stopIfOver()
    let part = WaitingPart(components, of: graph, in: run, numbers: &numbers)
    let (small, representatives) = part.contracted()
    var found: [NodeIndex]?
    var isSmallest = true
    if small.componentCount == 1 {
      found = [0]
    } else if small.componentCount <= 64, searchBudget > 0 {
      var search = SmallStartSet(small, budget: min(searchBudget, 500_000), isOver: isOver)
      let before = search.budget
      found = search.smallest()
      searchBudget -= before - search.budget
    }
    if found == nil {
      let greedy = GreedyStartSet(small)
      found = greedy.chosen
      isSmallest = greedy.isForced || greedy.chosen.count == 1
    }
    let chosen = found!.map { representatives[Int($0)] }
    let (refined, isIrreducible) = refine(chosen, in: part)
    isSmallest = isSmallest || refined.count == 1
    quality = min(quality, isSmallest ? .smallest : isIrreducible ? .irreducible : .sufficient)
    for choice in refined {
      let before = run.log.count
      let node = part.nodes[Int(choice.node)]
      run.start(node, in: graph)
      choices.append(
        Choice(
          node: node, circle: choice.circle.map { (part.nodes[Int($0.node)], part.inputs[$0.input]) },
          alternatives: choice.alternatives.map { $0.map { part.nodes[Int($0)] } },
          freed: run.log.count - before - 1))
    }
  }

  private mutating func stopIfOver() {
    guard isOver() else { return }
    effort = 0
    searchBudget = 0
  }

  private typealias Refined = (
    node: NodeIndex, circle: [(node: NodeIndex, input: Int)], alternatives: [NodeIndex]?
  )

  /// Leaves out what is not needed, and finds for each of the rest a circle that shows that it is.
  private mutating func refine(_ chosen: [NodeIndex], in part: WaitingPart) -> (set: [Refined], isIrreducible: Bool) {
    let size = part.graph.nodeCount + part.graph.edgeCount
    var isChosen = [Bool](repeating: false, count: part.graph.nodeCount)
    for node in chosen { isChosen[Int(node)] = true }
    var finder = WaitingCircle(for: part.graph)
    var others = StartRun(for: part.graph)
    var result: [Refined] = []
    var isIrreducible = true
    for (position, node) in chosen.enumerated() {
      stopIfOver()
      guard effort > 0 || position == 0 else {
        isIrreducible = isIrreducible && chosen.count == 1
        result.append((node, [], nil))
        continue
      }
      let before = finder.effort
      defer { effort -= finder.effort - before }
      // A circle of needs, none of which can be done without, and with no other one chosen: proof enough.
      var circle = finder.shortest(through: node, in: part.graph, indispensableOnly: true) { !isChosen[Int($0)] }
      if circle == nil {
        effort -= size
        others.run(part.graph, startingByHand: chosen.filter { $0 != node && isChosen[Int($0)] })
        if !others.isWaiting(node) {
          isChosen[Int(node)] = false
          continue
        }
        circle = finder.shortest(through: node, in: part.graph, indispensableOnly: false) { others.isWaiting($0) }
      }
      result.append((node, circle ?? [], nil))
    }
    if result.count * part.nodes.count * size <= Self.alternativesLimit, !isOver() {
      for index in result.indices {
        others.run(part.graph, startingByHand: result.map(\.node).filter { $0 != result[index].node })
        result[index].alternatives = alternatives(to: result[index].node, after: others, in: part.graph)
      }
    }
    return (result, isIrreducible)
  }

  /// Choices times components times size of a part above which alternatives are not searched.
  private static let alternativesLimit = 4_000_000

  private func alternatives(to node: NodeIndex, after others: StartRun, in part: FailureGraph) -> [NodeIndex] {
    (0..<NodeIndex(part.componentCount)).filter { candidate in
      guard candidate != node, others.isWaiting(candidate) else { return false }
      var trial = others
      trial.start(candidate, in: part)
      return trial.log.count == part.componentCount
    }
  }
}
