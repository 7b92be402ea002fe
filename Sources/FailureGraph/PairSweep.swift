/// Finds the pairs of faults that are worse than their parts.
///
/// A pair {a, b} of failing components is worse than its parts if some component that counts comes to a worse state under
/// both than under the worse of a alone and b alone. Only then do the two reach a group together: where neither touches
/// what the other has weakened, everything is as bad as the worse of the two has it.
///
/// One fault of the pair is fixed, the other runs through the lanes, and what is known is not computed again. The states
/// of each fault alone are there, 512 a block. For a fixed first fault the nodes that may get worse than both parts are
/// the groups (that are not ORs) which it weakens, and all that is downstream of those and does not fail already; the
/// rest is the OR of the parts. The OR of the parts is below the least fixpoint of the pair, and no update makes it
/// better, so updating only those nodes leads to it (the operator is monotone; Knaster and Tarski).
///
/// Six nodes, where `c` needs any of `a` and `b`, `d` needs `c`, `e` uses `d` and `f` needs `e`: {a, b} is worse than its
/// parts, and no other pair is.
///
/// For n faults: n²/1024 + n/2 updates of the nodes downstream of what the first weakens; memory n/4 bytes a node.
public struct PairSweep: Sendable {
  let sweep: FaultSweep
  /// The components that fail, by ascending position.
  public let nodes: [NodeIndex]
  /// The states of each fault alone, 512 a block, in the order of `nodes`.
  let blocks: [SweepLanes]
  let tally: SweepTally
  /// Per position whether it counts.
  let counts: [Bool]

  /// - Parameters:
  ///   - sweep: the graph made ready.
  ///   - nodes: the components that fail, each once, by ascending position (see ``FaultSweep/position(of:)``).
  ///   - blocks: what each of them leads to alone, 512 a block in that order, without impairing faults.
  ///   - tally: what counts.
  public init(_ sweep: FaultSweep, nodes: [NodeIndex], blocks: [SweepLanes], tally: SweepTally) {
    precondition(
      blocks.count == (nodes.count + FaultSweep.laneCount - 1) / FaultSweep.laneCount, "a block for each 512")
    self.sweep = sweep
    self.nodes = nodes
    self.blocks = blocks
    self.tally = tally
    var counts = [Bool](repeating: false, count: sweep.nodeCount)
    for position in tally.positions { counts[Int(position)] = true }
    self.counts = counts
  }
}

/// Memory for ``PairSweep``: one for each thread.
public struct PairLanes {
  typealias Plane = SIMD8<UInt64>

  private let pairs: PairSweep
  private let lanes: SweepLanes
  /// Per position the state under the first fault alone, and whether the pair may make it worse than the parts.
  private var alone: [UInt8]
  private var mayWorsen: [Bool]
  private var isNeeded: [Bool]
  /// The positions that may get worse, and those with all that they read.
  private var candidates: [UInt32] = []
  private var needed: [UInt32] = []

  /// Memory for one thread: 64 bytes a node and plane.
  ///
  /// - Parameters:
  ///   - pairs: the sweep made ready.
  ///   - isOver: whether the time is over; once true, it stays true.
  public init(for pairs: PairSweep, isOver: @escaping @Sendable () -> Bool = { false }) {
    self.pairs = pairs
    lanes = SweepLanes(for: pairs.sweep, isOver: isOver)
    alone = [UInt8](repeating: 0, count: pairs.sweep.nodeCount)
    mayWorsen = [Bool](repeating: false, count: pairs.sweep.nodeCount)
    isNeeded = mayWorsen
  }

  /// Whether a computation was ended before it had come to an end because the time was over.
  public var isCut: Bool { lanes.isCut }

  /// Tries a fault with each that comes after it, until the time is over.
  ///
  /// - Parameters:
  ///   - first: the place of the fault in the sweep's nodes.
  ///   - body: is given, by ascending place, each second fault with which the first is worse than the two alone, and what
  ///     the pair leads to.
  public mutating func forEachWorsePair(
    with first: Int, _ body: (_ second: Int, _ total: SweepTally.Total) -> Void
  ) {
    let from = pairs.sweep.start(of: pairs.sweep.position(of: pairs.nodes[first]))
    findCandidates(first, from: from)
    guard !candidates.isEmpty else { return }
    for block in first / FaultSweep.laneCount..<pairs.blocks.count {
      let start = block * FaultSweep.laneCount
      let places = max(first + 1, start)..<min(pairs.nodes.count, start + FaultSweep.laneCount)
      guard !places.isEmpty else { continue }
      let parts = pairs.blocks[block]
      for position in needed { join(Int(position), parts) }
      lanes.compute(candidates)
      if lanes.cutIfOver() { return }
      let worse = worseLanes(than: parts)
      guard worse != Plane() else { continue }
      let found = places.filter { worse[($0 - start) >> 6] >> UInt64(($0 - start) & 63) & 1 == 1 }
      guard !found.isEmpty else { continue }
      for position in from..<pairs.sweep.nodeCount where !isNeeded[position] { join(position, parts) }
      lanes.start = from
      let named = found.flatMap { place in
        [first, place].map { SweepLanes.Fault(lane: place - start, node: pairs.nodes[$0]) }
      }
      let totals = lanes.totals(pairs.tally, without: named)
      for place in found { body(place, totals[place - start]) }
    }
  }

  /// Marks what may get worse than under the first fault and another alone.
  private mutating func findCandidates(_ first: Int, from: Int) {
    let sweep = pairs.sweep
    let known = pairs.blocks[first / FaultSweep.laneCount]
    for position in candidates { mayWorsen[Int(position)] = false }
    for position in needed { isNeeded[Int(position)] = false }
    candidates.removeAll(keepingCapacity: true)
    needed.removeAll(keepingCapacity: true)
    for position in 0..<from where alone[position] != 0 { alone[position] = 0 }
    for position in from..<sweep.nodeCount {
      alone[position] = known.state(at: position, lane: first % FaultSweep.laneCount).rawValue
    }
    var number = sweep.circleNumber(from: from)
    var position = from
    while position < sweep.nodeCount {
      let isCircle = number < sweep.order.circles.count && sweep.order.circles[number].lowerBound == position
      let end = isCircle ? sweep.order.circles[number].upperBound : position + 1
      if isCircle { number += 1 }
      // One that may get worse can make every other on its circle worse.
      if (position..<end).contains(where: isStirred) {
        for member in position..<end where alone[member] < FailureState.failed.rawValue {
          mayWorsen[member] = true
          candidates.append(UInt32(member))
        }
      }
      position = end
    }
    for candidate in candidates {
      note(candidate)
      for edge in Int(sweep.rowStarts[Int(candidate)])..<Int(sweep.rowStarts[Int(candidate) + 1]) {
        note(sweep.sources[edge])
      }
    }
  }

  /// Whether a node reads one that may get worse, or is a group that the first fault weakens and does not fail.
  private func isStirred(_ position: Int) -> Bool {
    guard alone[position] < FailureState.failed.rawValue else { return false }
    let isGroup = pairs.sweep.gates[position] != FaultSweep.or
    for edge in Int(pairs.sweep.rowStarts[position])..<Int(pairs.sweep.rowStarts[position + 1]) {
      let source = Int(pairs.sweep.sources[edge])
      if mayWorsen[source] || isGroup && alone[source] > 0 { return true }
    }
    return false
  }

  private mutating func note(_ position: UInt32) {
    guard !isNeeded[Int(position)] else { return }
    isNeeded[Int(position)] = true
    needed.append(position)
  }

  /// The planes of a node under the first fault alone, in all lanes alike.
  private func constant(_ position: Int, plane: Int) -> Plane {
    Plane(repeating: Int(alone[position]) > (lanes.planeCount == 1 ? 0 : plane) ? .max : 0)
  }

  /// Makes a node as bad as the worse of the parts has it.
  private func join(_ position: Int, _ parts: SweepLanes) {
    for plane in 0..<lanes.planeCount {
      let place = position * lanes.planeCount + plane
      // SAFETY: both have planes for every position of the same sweep.
      unsafe lanes.planes[place] = parts.planes[place] | constant(position, plane: plane)
    }
  }

  /// The lanes in which something that counts is worse than under both parts.
  private func worseLanes(than parts: SweepLanes) -> Plane {
    var worse = Plane()
    for candidate in candidates where pairs.counts[Int(candidate)] {
      for plane in 0..<lanes.planeCount {
        let place = Int(candidate) * lanes.planeCount + plane
        // SAFETY: as above.
        unsafe worse |= lanes.planes[place] & ~(parts.planes[place] | constant(Int(candidate), plane: plane))
      }
    }
    return worse
  }
}
