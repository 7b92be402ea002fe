/// The smallest set of components that frees a part of at most 64 components when it is started by hand.
///
/// A set frees everything if and only if it meets every *knot*: a set of components none of which can start even when
/// everything outside of it has. (What a set leaves waiting is a knot that it does not meet.) So this is a smallest
/// hitting set of knots that are found on the way. A smallest knot is branched on, member by member; knots that have
/// nothing in common bound the size from below. Where every input is needed, knots are circles, and the set is a minimum
/// feedback vertex set (R. M. Karp, "Reducibility among combinatorial problems", 1972, for why there is a bound on effort;
/// the hitting-set view: E. Moreno-Centeno, R. M. Karp, "The implicit hitting set approach", Operations Research 61(2), 2013).
struct SmallStartSet {
  private let all: UInt64
  /// Per component the components that it needs itself.
  private let needs: [UInt64]
  /// Per component its groups, each before the one that holds it.
  private let groups: [[SmallGroup]]
  /// How many times it may still be worked out what a set frees.
  private(set) var budget: Int
  private let isOver: @Sendable () -> Bool

  private struct SmallGroup {
    var threshold: Int64
    /// Members that are components; several of one component are added up.
    var members: [(component: Int, weight: Int64)] = []
    /// Members that are groups, by position among the component's.
    var inner: [(group: Int, weight: Int64)] = []
    /// Whether the component itself names it, rather than another group.
    var isNeeded = false
  }

  /// - Parameters:
  ///   - graph: at most 64 components.
  ///   - budget: how many times it may be worked out what a set frees.
  ///   - isOver: whether the time is over: then the budget is spent.
  init(_ graph: FailureGraph, budget: Int, isOver: @escaping @Sendable () -> Bool) {
    self.isOver = isOver
    precondition(graph.componentCount <= 64, "too large for the exact search")
    all = graph.componentCount == 64 ? .max : 1 << UInt64(graph.componentCount) - 1
    self.budget = budget
    var needs: [UInt64] = []
    var groups: [[SmallGroup]] = []
    for node in 0..<NodeIndex(graph.componentCount) {
      var mask: UInt64 = 0
      var found: [NodeIndex] = []
      var stack: [NodeIndex] = []
      for number in graph.inputRange(of: node) {
        let source = graph.input(number).source
        if graph.isGroup(source) { stack.append(source) } else { mask |= 1 << UInt64(source) }
      }
      let needed = stack
      while let group = stack.popLast() {
        found.append(group)
        for number in graph.inputRange(of: group) where graph.isGroup(graph.input(number).source) {
          stack.append(graph.input(number).source)
        }
      }
      found.sort()
      groups.append(found.map { Self.small($0, of: graph, among: found, isNeeded: needed.contains($0)) })
      needs.append(mask)
    }
    self.needs = needs
    self.groups = groups
  }

  private static func small(
    _ group: NodeIndex, of graph: FailureGraph, among found: [NodeIndex], isNeeded: Bool
  ) -> SmallGroup {
    var total: Int64 = 0
    var result = SmallGroup(threshold: 0, isNeeded: isNeeded)
    for number in graph.inputRange(of: group) {
      let input = graph.input(number)
      total += input.label.weight
      if graph.isGroup(input.source) {
        result.inner.append((found.firstIndex(of: input.source)!, input.label.weight))
      } else {
        result.members.append((Int(input.source), input.label.weight))
      }
    }
    result.threshold = total - graph.slack(of: group)
    return result
  }

  /// The smallest set, the first such in the order of the search; `nil` where the budget ran out.
  mutating func smallest() -> [NodeIndex]? {
    let start = freed(by: 0)
    guard start != all else { return [] }
    var size = packing(start).count
    while budget > 0 {
      if let found = search(start, forbidden: 0, left: size) {
        return (0..<64).filter { found >> $0 & 1 == 1 }.map { NodeIndex($0) }
      }
      size += 1
    }
    return nil
  }

  /// A set of at most `left` components that frees the rest, with none of the forbidden.
  ///
  /// Depth is at most 64.
  private mutating func search(_ started: UInt64, forbidden: UInt64, left: Int) -> UInt64? {
    if started == all { return 0 }
    let (count, knot) = packing(started)
    guard budget > 0, count <= left else { return nil }
    var forbidden = forbidden
    var choices = knot & ~forbidden
    while choices != 0 {
      let choice = choices & (~choices + 1)
      choices &= ~choice
      if let rest = search(freed(by: started | choice), forbidden: forbidden, left: left - 1) { return rest | choice }
      // Sets with this one have all been tried.
      forbidden |= choice
    }
    return nil
  }

  /// How many knots without a common member there are, as found greedily, and the smallest of them.
  private mutating func packing(_ started: UInt64) -> (count: Int, knot: UInt64) {
    var count = 0
    var best: UInt64 = 0
    var started = started
    while started != all, budget > 0 {
      let knot = self.knot(started)
      count += 1
      if best == 0 || knot.nonzeroBitCount < best.nonzeroBitCount { best = knot }
      started = freed(by: started | knot)
    }
    return (count, best)
  }

  /// A knot with no smaller one inside: what remains when everything is started that can be without freeing all.
  private mutating func knot(_ started: UInt64) -> UInt64 {
    var started = started
    var candidates = all & ~started
    while candidates != 0 {
      // The last first, so that the knot is made of the first.
      let candidate: UInt64 = 1 << UInt64(63 - candidates.leadingZeroBitCount)
      let next = freed(by: started | candidate)
      if next != all { started = next }
      candidates &= ~candidate & ~started
    }
    return all & ~started
  }

  /// The components that have started once a set has.
  private mutating func freed(by set: UInt64) -> UInt64 {
    budget -= 1
    if budget & 0x3FF == 0, isOver() { budget = 0 }
    var started = set
    var changed = true
    while changed {
      changed = false
      var waiting = all & ~started
      while waiting != 0 {
        let component = waiting.trailingZeroBitCount
        waiting &= waiting - 1
        if needs[component] & ~started == 0, groupsHold(of: component, started) {
          started |= 1 << UInt64(component)
          changed = true
        }
      }
    }
    return started
  }

  private func groupsHold(of component: Int, _ started: UInt64) -> Bool {
    let groups = groups[component]
    if groups.isEmpty { return true }
    var holds: [Bool] = []
    for group in groups {
      var weight: Int64 = 0
      for member in group.members where started >> UInt64(member.component) & 1 == 1 { weight += member.weight }
      for member in group.inner where holds[member.group] { weight += member.weight }
      let isEnough = weight >= group.threshold
      if group.isNeeded, !isEnough { return false }
      holds.append(isEnough)
    }
    return true
  }
}
