/// Which components count in the answer of a sweep, and for how much.
public struct SweepTally: Sendable {
  /// Components that count for the same amount: of one weight, or with the same binary digit in their weights.
  struct Class: Sendable {
    let factor: Int64
    let positions: [UInt32]
  }

  /// Components that count and have the same priority.
  struct Rank: Sendable {
    let priority: Int
    let positions: [UInt32]
  }

  /// The effects of a lane's faults on the components of one priority: the first that any affected component has.
  public struct Foremost: Hashable, Sendable {
    /// The priority, the lowest first.
    public var priority: Int
    /// How many components of the priority fail.
    public var failed: Int
    /// How many are impaired, not failed.
    public var impaired: Int

    /// Effects on the components of a priority.
    public init(priority: Int, failed: Int, impaired: Int) {
      self.priority = priority
      self.failed = failed
      self.impaired = impaired
    }
  }

  /// The effects of a lane's faults on the components that count and that the faults do not name.
  public struct Total: Hashable, Sendable {
    /// How many fail.
    public var failed: Int
    /// How many are impaired, not failed.
    public var impaired: Int
    /// Their total weight, of those that fail and those that are impaired; 2⁶³ − 1 where it is more than that.
    public var weight: Int64
    /// The effects on the components of the first priority that is affected; `nil` if no affected component has one.
    public var foremost: Foremost?

    /// A total.
    public init(failed: Int, impaired: Int, weight: Int64, foremost: Foremost? = nil) {
      self.failed = failed
      self.impaired = impaired
      self.weight = weight
      self.foremost = foremost
    }
  }

  /// More distinct weights than this are counted by their digits.
  private static let greatestClassCount = 48

  /// All that count by ascending position, and their positions: that of a circle as often as its components count.
  let nodes: [NodeIndex]
  let positions: [UInt32]
  /// The components that weigh anything; one class where all weigh the same.
  let classes: [Class]
  /// Whether the only class has all that count in it.
  let isUniform: Bool
  let weights: [Int64]
  let counted: Range<Int>
  /// The components that count and have a priority, by ascending priority.
  let ranks: [Rank]
  /// The priority of each component; empty if no component has one.
  let priorities: [Int?]

  /// - Parameters:
  ///   - sweep: the graph made ready.
  ///   - counted: the components that count.
  ///   - weights: what each component weighs, not below 0, whether it counts or not.
  ///   - priorities: the priority of each component, the lowest first, or `nil`; empty if no component has one.
  public init(of sweep: FaultSweep, counted: Range<Int>, weights: [Int64], priorities: [Int?] = []) {
    precondition(weights.count == sweep.componentCount, "every component has a weight")
    precondition(priorities.isEmpty || priorities.count == weights.count, "every component may have a priority")
    self.weights = weights
    self.priorities = priorities
    self.counted = counted
    let nodes = counted.map { UInt32($0) }.sorted { sweep.places[Int($0)] < sweep.places[Int($1)] }
    self.nodes = nodes
    positions = nodes.map { sweep.places[Int($0)] }
    let distinct = Set(counted.lazy.map { weights[$0] }).sorted()
    if distinct.count <= Self.greatestClassCount {
      var members: [Int64: [UInt32]] = [:]
      for (node, position) in zip(nodes, positions) { members[weights[Int(node)], default: []].append(position) }
      classes = distinct.filter { $0 > 0 }.map { Class(factor: $0, positions: members[$0]!) }
    } else {
      classes = (0..<63).compactMap { digit in
        let members = nodes.filter { weights[Int($0)] >> Int64(digit) & 1 == 1 }.map { sweep.places[Int($0)] }
        return members.isEmpty ? nil : Class(factor: 1 << Int64(digit), positions: members)
      }
    }
    isUniform = distinct.count == 1 && distinct[0] > 0
    var positionsByPriority: [Int: [UInt32]] = [:]
    if !priorities.isEmpty {
      for (node, position) in zip(nodes, positions) {
        if let priority = priorities[Int(node)] { positionsByPriority[priority, default: []].append(position) }
      }
    }
    ranks = positionsByPriority.sorted { $0.key < $1.key }.map { Rank(priority: $0.key, positions: $0.value) }
  }
}

extension SweepLanes {
  /// The effects of the last run's faults, lane by lane.
  ///
  /// Counts in all lanes at once: a plane for each binary digit of the count, eight nodes at a time (carry-save adders).
  ///
  /// - Parameters:
  ///   - tally: what counts.
  ///   - named: what the faults name: it is not counted.
  /// - Returns: a total for each of the 512 lanes.
  /// - Complexity: O(components that count, from the first fault on), for each distinct weight or digit of weights, and once
  ///   for those with a priority, up to the last that is the first affected one of a lane.
  public func totals(_ tally: SweepTally, without named: some Sequence<Fault>) -> [SweepTally.Total] {
    let affected = counts(of: tally.positions, plane: 0)
    let failed = planeCount == 1 ? affected : counts(of: tally.positions, plane: 1)
    var totals = zip(affected, failed).map { SweepTally.Total(failed: $1, impaired: $0 - $1, weight: 0) }
    for group in tally.classes {
      let counts = tally.isUniform ? affected : self.counts(of: group.positions, plane: 0)
      for lane in totals.indices where counts[lane] > 0 {
        totals[lane].weight = totals[lane].weight.addingSaturated(group.factor, times: counts[lane])
      }
    }
    // By lane and node: a component may be named twice, at two levels.
    var seen: Set<Fault> = []
    var overflown: Set<Int> = []
    for fault in named where tally.counted.contains(Int(fault.node)) {
      guard seen.insert(Fault(lane: fault.lane, node: fault.node)).inserted else { continue }
      switch state(of: fault.node, lane: fault.lane) {
      case .working: continue
      case .impaired: totals[fault.lane].impaired -= 1
      case .failed: totals[fault.lane].failed -= 1
      }
      if totals[fault.lane].weight == .max { overflown.insert(fault.lane) }
      totals[fault.lane].weight -= tally.weights[Int(fault.node)]
    }
    // Nothing can be taken away from a sum that was too large to be known.
    for lane in overflown {
      totals[lane].weight = weight(of: tally, lane: lane, without: seen.filter { $0.lane == lane }.map(\.node))
    }
    if !tally.ranks.isEmpty { addForemost(tally, to: &totals, lanes: Set(named.map(\.lane)), without: seen) }
    return totals
  }

  private func weight(of tally: SweepTally, lane: Int, without named: [NodeIndex]) -> Int64 {
    let named = Set(named)
    return tally.nodes.reduce(Int64(0)) { sum, node in
      guard !named.contains(node), state(of: node, lane: lane) > .working else { return sum }
      return sum.addingSaturated(tally.weights[Int(node)], times: 1)
    }
  }

  /// The index of the first position that is not before the first fault.
  func firstIndex(in positions: Span<UInt32>) -> Int {
    var low = 0
    var high = positions.count
    while low < high {
      let middle = (low + high) / 2
      if Int(positions[middle]) < start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Per lane the number of some nodes whose plane has the lane.
  func counts(of positions: [UInt32], plane: Int) -> [Int] {
    let positions = positions.span
    var counter = VerticalCounter()
    var index = firstIndex(in: positions)
    // SAFETY: the tally was made for this sweep, so its positions have planes.
    func read(_ offset: Int) -> Plane { unsafe planes[Int(positions[index + offset]) &* planeCount &+ plane] }
    while index + 8 <= positions.count {
      counter.add(read(0), read(1), read(2), read(3), read(4), read(5), read(6), read(7))
      index += 8
    }
    while index < positions.count {
      counter.add(read(0))
      index += 1
    }
    return counter.values()
  }
}

/// Counts in 512 lanes at once, a plane for each binary digit.
struct VerticalCounter {
  typealias Plane = SIMD8<UInt64>

  private var ones = Plane()
  private var twos = Plane()
  private var fours = Plane()
  /// The digits from the eights on; enough for 2³³.
  private var higher = [Plane](repeating: Plane(), count: 30)

  /// The sum of three bits as two: a carry-save adder.
  @inline(__always)
  private static func add(_ sum: inout Plane, _ first: Plane, _ second: Plane) -> Plane {
    let half = sum ^ first
    let carry = sum & first | half & second
    sum = half ^ second
    return carry
  }

  @inline(__always)
  mutating func add(
    _ a: Plane, _ b: Plane, _ c: Plane, _ d: Plane, _ e: Plane, _ f: Plane, _ g: Plane, _ h: Plane
  ) {
    let twosA = Self.add(&ones, a, b)
    let twosB = Self.add(&ones, c, d)
    let foursA = Self.add(&twos, twosA, twosB)
    let twosC = Self.add(&ones, e, f)
    let twosD = Self.add(&ones, g, h)
    let foursB = Self.add(&twos, twosC, twosD)
    carry(Self.add(&fours, foursA, foursB))
  }

  mutating func add(_ a: Plane) {
    let twosA = ones & a
    ones ^= a
    let foursA = twos & twosA
    twos ^= twosA
    let eights = fours & foursA
    fours ^= foursA
    carry(eights)
  }

  @inline(__always)
  private mutating func carry(_ eights: Plane) {
    var carry = eights
    var digit = 0
    while carry != Plane() {
      let old = higher[digit]
      higher[digit] = old ^ carry
      carry &= old
      digit += 1
    }
  }

  /// The count of each lane.
  func values() -> [Int] {
    var result = [Int](repeating: 0, count: FaultSweep.laneCount)
    for (digit, plane) in ([ones, twos, fours] + higher).enumerated() where plane != Plane() {
      for word in 0..<plane.scalarCount where plane[word] != 0 {
        let bits = plane[word]
        for bit in 0..<64 { result[word &* 64 &+ bit] &+= Int(truncatingIfNeeded: bits &>> UInt64(bit) & 1) &<< digit }
      }
    }
    return result
  }
}

extension Int64 {
  /// The sum with a product, or 2⁶³ − 1 where it is more than that.
  func addingSaturated(_ factor: Int64, times count: Int) -> Int64 {
    let (product, isTooLarge) = factor.multipliedReportingOverflow(by: Int64(count))
    let (sum, overflow) = addingReportingOverflow(product)
    return isTooLarge || overflow ? .max : sum
  }
}
