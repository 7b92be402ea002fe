/// When each node reaches each state, the earliest: shortest paths in which a group waits for enough of its inputs.
///
/// Empty where the graph has no delays, for then everything happens at moment 0.
struct Moments: Sendable {
  static let never = Int64.max

  /// Per node: the moment at which it is impaired or worse, and failed.
  var impaired: [Int64] = []
  var failed: [Int64] = []
  /// Per group: the weight lost so far.
  var lostImpaired: [Int64] = []
  var lostFailed: [Int64] = []
  /// The nodes that got worse, and the groups that have lost anything.
  var touchedNodes: [UInt32] = []
  var touchedGroups: [UInt32] = []
  var queue = EventQueue()

  mutating func prepare(for graph: FailureGraph) {
    if impaired.count != graph.nodeCount {
      impaired = [Int64](repeating: Self.never, count: graph.nodeCount)
      failed = impaired
      lostImpaired = [Int64](repeating: 0, count: graph.groupCount)
      lostFailed = lostImpaired
    }
    for node in touchedNodes {
      impaired[Int(node)] = Self.never
      failed[Int(node)] = Self.never
    }
    for group in touchedGroups {
      lostImpaired[Int(group)] = 0
      lostFailed[Int(group)] = 0
    }
    touchedNodes.removeAll(keepingCapacity: true)
    touchedGroups.removeAll(keepingCapacity: true)
    queue.removeAll()
  }

  /// A gate that is open for what has arrived by the limit.
  func gate(until limit: Int64) -> DeadlineGate {
    DeadlineGate(impaired: impaired, failed: failed, limit: limit)
  }
}

/// Open for the effects that have arrived by a moment.
struct DeadlineGate: EffectGate {
  let impaired: [Int64]
  let failed: [Int64]
  let limit: Int64

  func arrivedState(_ state: UInt8, of source: Int, after delay: Int64) -> UInt8 {
    if state == 2, hasArrived(failed[source], delay) { return 2 }
    return state >= 1 && hasArrived(impaired[source], delay) ? 1 : 0
  }

  private func hasArrived(_ moment: Int64, _ delay: Int64) -> Bool {
    let (arrival, overflow) = moment.addingReportingOverflow(delay)
    return !overflow && arrival <= limit
  }
}

/// A binary heap of effects on their way, the earliest first.
struct EventQueue: Sendable {
  struct Event: Sendable {
    /// When the effect arrives.
    var moment: Int64
    /// `target << 1 | isFailed`: which state the effect puts the target in, or counts towards.
    var target: UInt32
    /// The weight that a group loses by it.
    var weight: Int64
  }

  private var heap: [Event] = []

  mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

  mutating func insert(_ event: Event) {
    var child = heap.count
    heap.append(event)
    while child > 0 {
      let parent = (child - 1) / 2
      guard event.moment < heap[parent].moment else { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = event
  }

  mutating func popFirst() -> Event? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].moment < heap[child].moment { child += 1 }
      guard heap[child].moment < last.moment else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = last
    return first
  }
}
