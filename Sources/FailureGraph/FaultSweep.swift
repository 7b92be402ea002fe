/// Prepares a graph for many faults at once: its nodes in an order in which one pass computes what 512 faults lead to.
///
/// A node's state under 512 faults is two planes of 512 bits, one bit a fault (a *lane*): impaired or worse, and failed.
/// A component's plane is the OR of its inputs' planes; a soft input adds to the impaired plane only, its failed plane if
/// its effect is eased, its impaired plane if it is capped. A group's is
/// the lanes in which the inputs lost weigh more than its slack: an AND where any input suffices, else a count of the
/// lost weight in all lanes at once, one plane of bits for each binary digit. Where no input is soft and no fault impairs,
/// both planes are equal and only one is kept.
///
/// Nodes are in dependency order, so that one pass over them is the least fixpoint. Components that plainly need each
/// other fail together and are computed as one; what still lies on circles, through groups or soft needs, is repeated
/// among itself until nothing changes. Groups that hold only while all of their inputs do are ORs, and are
/// dissolved into their owners; repeated inputs of an OR count once.
///
///     let sweep = FaultSweep(graph)
///     let lanes = SweepLanes(for: sweep)
///     lanes.run([.init(lane: 0, node: 7), .init(lane: 1, node: 9)])
///     lanes.state(of: 3, lane: 1)          // what node 3 comes to if node 9 fails
///
/// Made once for a graph, in O(edges · log) time, and then read by any number of ``SweepLanes``: about 4 bytes an edge and
/// 24 a node. Delays play no part in it: it computes final states.
///
/// Literature: bit-parallel simulation of faults, as in Seshu, *On an improved diagnosis program* (IEEE Transactions on
/// Electronic Computers, 1965), the lanes being faults; bit-sliced counting as in Knuth, *The Art of Computer Programming*
/// 4A, 7.1.3.
public struct FaultSweep: Sendable {
  /// The number of faults that one run takes.
  public static let laneCount = 512

  /// How a group that is neither an OR nor an AND counts.
  struct Counter: Sendable {
    /// The binary digits of the slack: this many planes count the weight lost.
    var digits: Int
    /// The start of the count, so that it overflows exactly when more than the slack is lost: 2^digits − 1 − slack.
    var bias: Int64
    /// Where the weights of its inputs begin in `weights`; −1 where each weighs 1.
    var weights: Int
  }

  /// The operation of a node on its row, in `gates`; other numbers are those of counters, from `firstCounter`.
  static let or: UInt32 = 0
  static let and: UInt32 = 1
  static let firstCounter: UInt32 = 2

  let componentCount: Int
  /// The order of the nodes that are computed; after contracting circles these are not those of the graph.
  let order: SweepOrder
  /// Per component its position in that order, those that fail together at one position.
  let places: [UInt32]
  /// Per position a row of positions that are read; in an OR those of capped inputs and then of eased ones are at the end.
  let rowStarts: [UInt32]
  let cappedStarts: [UInt32]
  let easedStarts: [UInt32]
  let sources: [UInt32]
  let gates: [UInt32]
  let counters: [Counter]
  let weights: [Int64]
  /// The greatest number of digits that a counter has.
  let digits: Int
  /// Per position on a circle the positions on that circle that read it; rows of all positions, or empty.
  let readerStarts: [UInt32]
  let readers: [UInt32]
  /// Whether any input is soft.
  let hasSoftInputs: Bool

  /// The number of components and groups.
  var nodeCount: Int { gates.count }

  /// Prepares a graph.
  public init(_ graph: FailureGraph) {
    componentCount = graph.componentCount
    var graph = graph
    var order = SweepOrder(of: graph)
    if order.circles.isEmpty {
      places = order.positions
    } else {
      let contracted = ContractedGraph(of: graph)
      order = SweepOrder(of: contracted.graph)
      places = contracted.standIns.map { order.positions[Int($0)] }
      graph = contracted.graph
    }
    var rows = SweepRows(of: graph, in: order)
    rows.fill()
    let readers = rows.readersOnCircles()
    self.order = order
    rowStarts = rows.starts
    cappedStarts = rows.cappedStarts
    easedStarts = rows.easedStarts
    sources = rows.sources
    gates = rows.gates
    counters = rows.counters
    weights = rows.weights
    digits = rows.counters.lazy.map(\.digits).max() ?? 0
    readerStarts = readers.starts
    self.readers = readers.positions
    hasSoftInputs = rows.hasSoftInputs
  }

  /// The position of a component in the order of computation. Faults that are near each other share most of what they
  /// touch: a run costs nothing for what comes before the first of its faults.
  public func position(of node: NodeIndex) -> Int { Int(places[Int(node)]) }

  /// The first position that a fault at a position can change: that of the circle it lies on, if any.
  func start(of position: Int) -> Int {
    guard let circle = circle(from: position), circle.lowerBound < position else { return position }
    return circle.lowerBound
  }

  /// The nodes on a node's circle that read it; none where it lies on no circle.
  @inline(__always)
  func forEachReader(of position: Int, _ body: (Int) -> Void) {
    for row in Int(readerStarts[position])..<Int(readerStarts[position + 1]) { body(Int(readers[row])) }
  }

  /// The first circle that does not end before a position.
  private func circle(from position: Int) -> Range<Int>? {
    let number = circleNumber(from: position)
    return number < order.circles.count ? order.circles[number] : nil
  }

  /// The number of the first circle that does not end before a position.
  func circleNumber(from position: Int) -> Int {
    var low = 0
    var high = order.circles.count
    while low < high {
      let middle = (low + high) / 2
      if order.circles[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
