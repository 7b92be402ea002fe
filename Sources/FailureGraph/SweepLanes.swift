import Graphs

/// The final states of all nodes under up to 512 faults, and the memory they are computed in: 64 bytes a node and plane.
///
/// A run clears what the one before left and allocates nothing. Hand it from thread to thread as you like, but let no two
/// use it at once while one of them runs it.
@safe public final class SweepLanes: @unchecked Sendable {
  /// A component, the lane whose fault names it, and the state that puts it in.
  public struct Fault: Hashable, Sendable {
    /// 0..<512.
    public var lane: Int
    /// A component's number.
    public var node: NodeIndex
    /// Impaired or failed.
    public var state: FailureState

    /// A fault; failed unless stated.
    public init(lane: Int, node: NodeIndex, state: FailureState = .failed) {
      self.lane = lane
      self.node = node
      self.state = state
    }
  }

  typealias Plane = SIMD8<UInt64>

  let sweep: FaultSweep
  /// 2 where impaired and failed differ: then plane 0 of a node is impaired or worse, plane 1 failed.
  let planeCount: Int
  /// Per position its planes, side by side.
  let planes: UnsafeMutablePointer<Plane>
  /// Room for the digits of one counter.
  let digits: UnsafeMutablePointer<Plane>
  /// Positions on circles that must be looked at again.
  var dirty: PositionSet
  /// Whether the time is over, which is asked now and then where a circle takes long.
  private let isOver: @Sendable () -> Bool
  /// Whether a run was ended before it had come to an end because the time was over: what it left means nothing.
  public internal(set) var isCut = false
  /// Everything before this position is zero.
  var start: Int

  /// Memory for runs.
  ///
  /// - Parameters:
  ///   - sweep: the graph made ready.
  ///   - mayImpair: whether faults may impair a component without failing it.
  ///   - isOver: whether the time is over; once true, it stays true.
  public init(
    for sweep: FaultSweep, mayImpair: Bool = false, isOver: @escaping @Sendable () -> Bool = { false }
  ) {
    self.sweep = sweep
    self.isOver = isOver
    planeCount = sweep.hasSoftInputs || mayImpair ? 2 : 1
    let count = sweep.nodeCount * planeCount
    // SAFETY: freed in `deinit` and initialised as a whole; aligned to cache lines, which are as large as a plane.
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(1, count) * 64, alignment: 64)
    unsafe planes = unsafe memory.initializeMemory(as: Plane.self, repeating: Plane(), count: count)
    unsafe digits = UnsafeMutablePointer.allocate(capacity: 64)
    unsafe digits.initialize(repeating: Plane(), count: 64)
    dirty = PositionSet(bound: sweep.order.circles.last?.upperBound ?? 0)
    start = sweep.nodeCount
  }

  deinit {
    // SAFETY: all were allocated in `init`, and what is in them is trivial.
    unsafe UnsafeMutableRawPointer(planes).deallocate()
    unsafe digits.deallocate()
  }

  /// Computes what each lane's faults lead to.
  ///
  /// - Parameter faults: in any order, several in a lane if need be; lanes without any stay as if nothing failed.
  /// - Complexity: O(edges + nodes) from the first of the faults on; around circles as often as it takes.
  public func run(_ faults: some Collection<Fault>) {
    let first = faults.reduce(sweep.nodeCount) { min($0, sweep.start(of: sweep.position(of: $1.node))) }
    clear(from: first)
    for fault in faults {
      precondition(Int(fault.node) < sweep.componentCount, "a fault names components, not groups")
      precondition(0..<FaultSweep.laneCount ~= fault.lane, "a lane is one of 512")
      precondition(fault.state == .failed || planeCount == 2, "room for impaired components was not asked for")
      let place = sweep.position(of: fault.node) * planeCount
      if fault.state > .working { setLane(fault.lane, at: place) }
      if fault.state == .failed, planeCount == 2 { setLane(fault.lane, at: place + 1) }
    }
    compute(from: first)
  }

  /// The state that a component comes to in a lane.
  public func state(of node: NodeIndex, lane: Int) -> FailureState {
    precondition(Int(node) < sweep.componentCount, "only components have states of their own")
    return state(at: sweep.position(of: node), lane: lane)
  }

  func state(at position: Int, lane: Int) -> FailureState {
    let place = position * planeCount
    if planeCount == 1 { return hasLane(lane, at: place) ? .failed : .working }
    return hasLane(lane, at: place + 1) ? .failed : hasLane(lane, at: place) ? .impaired : .working
  }

  /// Notes that the time is over, if it is.
  func cutIfOver() -> Bool {
    if isOver() { isCut = true }
    return isCut
  }

  /// Makes everything zero from a position on; what comes before it already is, or is made so.
  func clear(from first: Int) {
    // SAFETY: positions are below the number of nodes, for which there is room.
    for place in min(first, start) * planeCount..<sweep.nodeCount * planeCount { unsafe planes[place] = Plane() }
    start = first
  }

  private func setLane(_ lane: Int, at place: Int) {
    // SAFETY: the place comes from a position of the sweep.
    unsafe planes[place][lane >> 6] |= 1 << UInt64(lane & 63)
  }

  private func hasLane(_ lane: Int, at place: Int) -> Bool {
    // SAFETY: the place comes from a position of the sweep.
    unsafe planes[place][lane >> 6] >> UInt64(lane & 63) & 1 == 1
  }
}
