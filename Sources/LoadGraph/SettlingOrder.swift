import Graphs

/// Components in an order in which each comes after all that its value follows from. Circles lie side by side.
struct SettlingOrder {
  /// The components by position, and the position of each.
  let nodes: [UInt32]
  let positions: [UInt32]
  /// Per position the first of its circle; its own where the component lies on no circle.
  private let starts: [UInt32]
  /// Per position the end of its circle, or 0 where the component lies on no circle.
  private let ends: [UInt32]

  /// - Parameters:
  ///   - offsets: for each component where its sources begin in `sources`; one more at the end.
  ///   - sources: what the value of each component follows from.
  init(offsets: [Int], sources: [UInt32]) {
    let parts = StronglyConnectedParts(offsets: offsets, targets: sources)
    var positions = [UInt32](repeating: 0, count: parts.nodes.count)
    var starts = positions
    var ends = positions
    for part in 0..<parts.count {
      let range = parts.range(part)
      for position in range { positions[Int(parts.nodes[position])] = UInt32(position) }
      let first = parts.nodes[range.lowerBound]
      let isCircle =
        range.count > 1 || sources[offsets[Int(first)]..<offsets[Int(first) + 1]].contains(first)
      for position in range {
        starts[position] = UInt32(range.lowerBound)
        if isCircle { ends[position] = UInt32(range.upperBound) }
      }
    }
    nodes = parts.nodes
    self.positions = positions
    self.starts = starts
    self.ends = ends
  }

  private init(nodes: [UInt32], positions: [UInt32], starts: [UInt32], ends: [UInt32]) {
    self.nodes = nodes
    self.positions = positions
    self.starts = starts
    self.ends = ends
  }

  /// The same order from its end to its beginning.
  func reversed() -> SettlingOrder {
    let count = UInt32(nodes.count)
    var starts = [UInt32](repeating: 0, count: nodes.count)
    var ends = starts
    for position in nodes.indices {
      let mirrored = nodes.count - 1 - position
      let isCircle = self.ends[position] > 0
      starts[mirrored] = isCircle ? count - self.ends[position] : UInt32(mirrored)
      ends[mirrored] = isCircle ? count - self.starts[position] : 0
    }
    return SettlingOrder(
      nodes: nodes.reversed(), positions: positions.map { count - 1 - $0 }, starts: starts, ends: ends)
  }

  /// Whether any component lies on a circle.
  var hasCircles: Bool { ends.contains { $0 > 0 } }

  /// The circle that a component lies on, as positions; `nil` if it lies on none.
  @inline(__always)
  func circle(at position: Int) -> Range<Int>? {
    let end = Int(ends[position])
    return end == 0 ? nil : Int(starts[position])..<end
  }
}

/// The components whose value must be computed again, in the order in which to do it.
///
/// A circle is entered, then gone round until none of its components is left, and left.
struct SettlingQueue {
  enum Step {
    /// A component on no circle.
    case alone(Int)
    /// A circle: whoever computes it marks what of it is to be computed.
    case enters(Range<Int>)
    /// A component of the circle that was entered last.
    case within(Int)
    /// The circle that was entered last settled.
    case leaves(Range<Int>)
  }

  let order: SettlingOrder
  private var marked: PositionSet
  private var cursor = 0
  private var circle: Range<Int>?

  /// A queue in which all components are marked.
  init(order: SettlingOrder) {
    self.order = order
    marked = PositionSet(bound: order.nodes.count)
    for position in order.nodes.indices { marked.insert(position) }
  }

  /// Marks a component.
  @inline(__always)
  mutating func mark(_ component: Int) { marked.insert(Int(order.positions[component])) }

  /// Marks all components.
  mutating func markAll() { mark(positions: order.nodes.indices) }

  /// Takes all marks away.
  mutating func clear() { marked = PositionSet(bound: order.nodes.count) }

  /// Marks all components at a range of positions.
  mutating func mark(positions: Range<Int>) { for position in positions { marked.insert(position) } }

  /// Leaves the circle that was entered last as it is.
  mutating func giveUp() {
    guard let circle else { return }
    while let position = marked.first(from: circle.lowerBound), position < circle.upperBound { marked.remove(position) }
    cursor = circle.upperBound
  }

  /// Whether a component is at one of the positions.
  @inline(__always)
  func isAt(_ positions: Range<Int>, _ component: Int) -> Bool {
    positions.contains(Int(order.positions[component]))
  }

  /// The component at a position.
  @inline(__always)
  func component(at position: Int) -> Int { Int(order.nodes[position]) }

  /// The next step; `nil` once no component is marked.
  @inline(__always)
  mutating func next() -> Step? {
    if let circle {
      var position = marked.first(from: cursor)
      if position.map({ $0 >= circle.upperBound }) ?? true { position = marked.first(from: circle.lowerBound) }
      guard let position, position < circle.upperBound else {
        self.circle = nil
        cursor = circle.upperBound
        return .leaves(circle)
      }
      marked.remove(position)
      cursor = position + 1
      return .within(component(at: position))
    }
    guard let position = marked.first(from: cursor) else {
      cursor = 0
      return nil
    }
    if let circle = order.circle(at: position) {
      self.circle = circle
      cursor = circle.lowerBound
      return .enters(circle)
    }
    marked.remove(position)
    cursor = position + 1
    return .alone(component(at: position))
  }
}
