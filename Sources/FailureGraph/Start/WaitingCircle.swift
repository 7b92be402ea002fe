/// Finds shortest circles of components each of which waits for the next.
///
/// Breadth first, with groups passed through at no cost: O(inputs of what is reached).
struct WaitingCircle {
  /// Per component of the part: the call that reached it last, and the input and component that it was reached from.
  private var stamps: [UInt32]
  private var reachedFrom: [(node: NodeIndex, input: Int)]
  private var call: UInt32 = 0
  /// The inputs looked at so far, in all calls.
  private(set) var effort = 0

  init(for graph: FailureGraph) {
    stamps = [UInt32](repeating: 0, count: graph.componentCount)
    reachedFrom = [(NodeIndex, Int)](repeating: (0, 0), count: graph.componentCount)
  }

  /// A shortest circle through a component: the component first, each with the input by which it waits for the next.
  ///
  /// - Parameters:
  ///   - node: where it begins and ends.
  ///   - graph: the part.
  ///   - isPassable: which components and groups the circle may go through.
  ///   - indispensableOnly: whether only inputs count without which their owner can't start, whatever else has.
  /// - Returns: `nil` where there is none.
  mutating func shortest(
    through node: NodeIndex, in graph: FailureGraph, indispensableOnly: Bool, isPassable: (NodeIndex) -> Bool
  ) -> [(node: NodeIndex, input: Int)]? {
    call += 1
    var queue = [node]
    var next = 0
    var stack: [NodeIndex] = []
    while next < queue.count {
      let owner = queue[next]
      next += 1
      for number in graph.inputRange(of: owner) {
        effort += 1
        stack.append(graph.inputs[number] >> 1)
        while let source = stack.popLast() {
          if graph.isGroup(source) {
            guard isPassable(source) else { continue }
            // In the order written, because the stack turns it round.
            for inner in graph.inputRange(of: source).reversed() {
              effort += 1
              if indispensableOnly, graph.input(inner).label.weight <= graph.slack(of: source) { continue }
              stack.append(graph.inputs[inner] >> 1)
            }
          } else if source == node {
            return path(from: node, to: owner, lastInput: number)
          } else if stamps[Int(source)] != call, isPassable(source) {
            stamps[Int(source)] = call
            reachedFrom[Int(source)] = (owner, number)
            queue.append(source)
          }
        }
      }
    }
    return nil
  }

  private func path(from first: NodeIndex, to last: NodeIndex, lastInput: Int) -> [(node: NodeIndex, input: Int)] {
    var steps = [(node: last, input: lastInput)]
    var node = last
    while node != first {
      let (owner, input) = reachedFrom[Int(node)]
      steps.append((owner, input))
      node = owner
    }
    return steps.reversed()
  }
}
