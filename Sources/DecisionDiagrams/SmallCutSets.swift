/// The minimal cut sets of one and two events, by trying all of them: 512 at a time, one in each bit of a machine word.
///
/// A diagram of small sets may have many more nodes than there are sets, where much is shared and little is minimal. Here
/// the work is known beforehand: the inputs of all gates, once for every 512 events, and for pairs once more for every
/// event. Exact with circles (repeated until nothing changes) and weights (added bit by bit in all lanes at once).
public struct SmallCutSets: Sendable {
  typealias Node = FaultLogic.Node
  private typealias Plane = SIMD8<UInt64>

  /// The sets, by size and then by the events' numbers, which ascend in each.
  public let sets: [[FaultLogic.Node]]
  /// Sets of this size were all tried: smaller than was asked for if the time ran out before.
  public let triedSize: Int
  /// The events that the reduced logic still reads, ascending: whatever is not among them makes no difference.
  public let usedEvents: [FaultLogic.Node]
  /// Whether no events at all make the root true, in whatever number.
  public let isNever: Bool

  /// The most words that are combined: some seconds.
  private static let workLimit = 4e9

  /// Tries all sets of one event, or of one and two.
  ///
  /// - Parameters:
  ///   - root: the node that the sets make true.
  ///   - logic: events and gates.
  ///   - size: 1 or 2.
  ///   - isOver: whether the time is over.
  /// - Returns: `nil` where that would take too long.
  public init?(
    of root: FaultLogic.Node, in logic: FaultLogic, upTo size: Int, isOver: TimeSignal = { false }
  ) {
    precondition(size == 1 || size == 2, "sets of one or two events")
    let reduced = LogicReduction.reduce(logic, roots: [root])
    guard let root = reduced.roots[0] else {
      sets = []
      usedEvents = []
      triedSize = size
      isNever = true
      return
    }
    isNever = false
    var lanes = Lanes(reduced)
    let used = (0..<logic.eventCount).map { Node($0) }.filter { lanes.isUsed[Int($0)] || $0 == root }
    usedEvents = used.map { reduced.originalEvents[Int($0)] }.sorted()
    let blocks = (Double(used.count) / 512).rounded(.up)
    let work = Double(lanes.inputCount + reduced.gates.count) * blocks * (size == 1 ? 1 : Double(used.count) / 2 + 1)
    guard work <= Self.workLimit else { return nil }

    var singles: [Node] = []
    var triedSize = size
    for start in stride(from: 0, to: used.count, by: 512) {
      let block = used[start..<min(used.count, start + 512)]
      lanes.find(root, with: nil, block, isOver) { singles.append($0) }
      if isOver() {
        triedSize = 0
        break
      }
    }
    var found = singles.map { [reduced.originalEvents[Int($0)]] }
    if triedSize == 2 {
      let isSingle = Set(singles)
      let others = used.filter { !isSingle.contains($0) }
      for (place, first) in others.enumerated() {
        for start in stride(from: place + 1, to: others.count, by: 512) {
          let block = others[start..<min(others.count, start + 512)]
          lanes.find(root, with: first, block, isOver) { second in
            found.append([reduced.originalEvents[Int(first)], reduced.originalEvents[Int(second)]].sorted())
          }
        }
        if isOver() {
          triedSize = 1
          break
        }
      }
    }
    // Results of a size that was not finished are not an answer.
    self.triedSize = triedSize
    sets = found.filter { $0.count <= triedSize }.sorted { ($0.count, $0[0], $0.last!) < ($1.count, $1[0], $1.last!) }
  }

  /// The values of all nodes in 512 lanes.
  private struct Lanes {
    private let logic: ReducedLogic
    private var planes: [Plane]
    private let isCircle: [Bool]
    /// Whether any gate reads an event.
    private(set) var isUsed: [Bool]
    private(set) var inputCount = 0

    init(_ logic: ReducedLogic) {
      self.logic = logic
      planes = [Plane](repeating: Plane(), count: logic.eventCount + logic.gates.count)
      isCircle = logic.blocks.map { logic.isCircle($0) }
      isUsed = [Bool](repeating: false, count: logic.eventCount)
      for gate in logic.gates {
        inputCount += gate.inputs.count
        for input in gate.inputs where logic.isEvent(input) { isUsed[Int(input)] = true }
      }
    }

    /// Calls back with the events of a block each of which, with one that is given, makes the root true.
    ///
    /// The result is worth nothing if the time is over when it is done.
    mutating func find(
      _ root: Node, with first: Node?, _ block: ArraySlice<Node>, _ isOver: TimeSignal, _ body: (Node) -> Void
    ) {
      for (lane, event) in block.enumerated() { planes[Int(event)][lane >> 6] |= 1 << UInt64(lane & 63) }
      if let first { planes[Int(first)] = Plane(repeating: .max) }
      for (number, range) in logic.blocks.enumerated() {
        if isCircle[number] {
          for gate in range { planes[logic.eventCount + gate] = Plane() }
          var rounds = 0
          while update(range) {
            rounds += 1
            if rounds & 0xFF == 0, isOver() { break }
          }
        } else {
          _ = update(range)
        }
      }
      let result = planes[Int(root)]
      for (lane, event) in block.enumerated() {
        if result[lane >> 6] >> UInt64(lane & 63) & 1 == 1 { body(event) }
        planes[Int(event)] = Plane()
      }
      if let first { planes[Int(first)] = Plane() }
    }

    /// Computes some gates once, in order; true where anything changed.
    private mutating func update(_ range: Range<Int>) -> Bool {
      var hasChanged = false
      for gate in range {
        let value = value(of: logic.gates[gate])
        hasChanged = hasChanged || value != planes[logic.eventCount + gate]
        planes[logic.eventCount + gate] = value
      }
      return hasChanged
    }

    private func value(of gate: ReducedLogic.Gate) -> Plane {
      switch gate.kind {
      case .or:
        var value = Plane()
        for input in gate.inputs { value |= planes[Int(input)] }
        return value
      case .and:
        var value = Plane(repeating: .max)
        for input in gate.inputs { value &= planes[Int(input)] }
        return value
      case .threshold:
        return reached(gate)
      }
    }

    /// Adds the weights in all lanes at once, from 2ᵈ − threshold on: what overflows d digits has reached the threshold.
    private func reached(_ gate: ReducedLogic.Gate) -> Plane {
      let digitCount = Int64.bitWidth - gate.threshold.leadingZeroBitCount
      let start = UInt64(1) << UInt64(digitCount) - UInt64(gate.threshold)
      var digits = (0..<digitCount).map { Plane(repeating: start >> UInt64($0) & 1 == 1 ? .max : 0) }
      var overflow = Plane()
      for (input, weight) in zip(gate.inputs, gate.weights) {
        let plane = planes[Int(input)]
        if weight >= gate.threshold {
          overflow |= plane
          continue
        }
        var carry = Plane()
        for digit in 0..<digitCount {
          let old = digits[digit]
          let addend = weight >> Int64(digit) & 1 == 1 ? plane : Plane()
          let half = old ^ addend
          digits[digit] = half ^ carry
          carry = old & addend | half & carry
        }
        overflow |= carry
      }
      return overflow
    }
  }
}
