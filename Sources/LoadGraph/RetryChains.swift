/// The chains of calls along which retries multiply: a call that is made up to R + 1 times, by one that itself is made up
/// to so often, and so on.
///
/// The greatest product of a component is the greatest over its calls of R + 1, times that of what is called. A depth-first
/// search visits what nothing calls first, and finishes a component after all that it calls, so the time is linear in the
/// calls. A circle is followed from where it is entered until it closes: a call back to what is still open does not count.
public struct RetryChains: Sendable {
  /// A chain of calls.
  public struct Chain: Sendable, Hashable {
    /// From the first that retries to the last that is called again, by number; the first ones if they are many.
    public let components: [UInt32]
    /// The last component, also of a chain that is not listed to its end.
    public let last: UInt32
    /// How often the last may be called for one piece of work of the first; infinity beyond all numbers.
    public let product: Double
  }

  private static let none = UInt32.max

  /// The components, each after all that it calls but for circles that close.
  private var order: [UInt32] = []
  /// Per component the greatest product of a chain that begins with it; 0 before it is finished.
  private var products: [Double]
  /// Per component the next one of that chain.
  private var next: [UInt32]
  /// Per component the last one of that chain.
  private var last: [UInt32]
  /// Per component whether the call to the next one is made again.
  private var grows: [Bool]

  /// Finds the greatest product from every component.
  public init(_ graph: LoadGraph) {
    products = [Double](repeating: 0, count: graph.componentCount)
    next = [UInt32](repeating: Self.none, count: graph.componentCount)
    last = Array(0..<UInt32(graph.componentCount))
    grows = [Bool](repeating: false, count: graph.componentCount)
    var isCalled = [Bool](repeating: false, count: graph.componentCount)
    for call in graph.calls where !call.isGroup && call.carries { isCalled[Int(call.target)] = true }
    var isReached = [Bool](repeating: false, count: graph.componentCount)
    var tries: [Double] = []
    for first in [false, true] {
      for component in isCalled.indices where isCalled[component] == first && !isReached[component] {
        search(from: component, graph, &isReached, &tries)
      }
    }
  }

  private mutating func search(
    from start: Int, _ graph: LoadGraph, _ isReached: inout [Bool], _ tries: inout [Double]
  ) {
    isReached[start] = true
    var path = [(component: start, next: graph.row(start).lowerBound)]
    while let (component, number) = path.last {
      guard number < graph.row(component).upperBound else {
        finish(component, graph, &tries)
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      let call = graph.calls[number]
      guard !call.isGroup, call.carries, !isReached[Int(call.target)] else { continue }
      isReached[Int(call.target)] = true
      path.append((Int(call.target), graph.row(Int(call.target)).lowerBound))
    }
  }

  /// Computes the product of a component, after those of all that it calls.
  private mutating func finish(_ component: Int, _ graph: LoadGraph, _ tries: inout [Double]) {
    let row = graph.row(component)
    tries.removeAll(keepingCapacity: true)
    for number in row {
      let call = graph.calls[number]
      tries.append(call.calls == 0 ? 0 : Double(call.retries) + 1)
    }
    // Groups come before their members, so those within others are right when their turn comes.
    for number in graph.groupRow(component) {
      let group = graph.groups[number]
      for member in group.members { tries[member - row.lowerBound] *= tries[Int(group.call) - row.lowerBound] }
    }
    var greatest = 1.0
    for number in row {
      let call = graph.calls[number]
      guard !call.isGroup, call.carries, products[Int(call.target)] > 0 else { continue }
      let factor = tries[number - row.lowerBound]
      let product = factor * products[Int(call.target)]
      guard factor > 0, product > greatest else { continue }
      greatest = product
      next[component] = call.target
      // What follows a product of 1 is not called more often.
      last[component] = products[Int(call.target)] == 1 ? call.target : last[Int(call.target)]
      grows[component] = factor > 1
    }
    products[component] = greatest
    order.append(UInt32(component))
  }

  /// The chains with a product of at least so much, by their first components. A chain that is the end of another one is
  /// not listed by itself.
  ///
  /// - Parameters:
  ///   - least: the least product, above 1.
  ///   - longest: how many components of a chain are listed at most, at least 1.
  public func chains(from least: Double, longest: Int) -> [Chain] {
    var isEnd = [Bool](repeating: false, count: products.count)
    var chains: [Chain] = []
    for number in order.reversed() {
      let component = Int(number)
      let isFirst = !isEnd[component] && grows[component] && products[component] >= least
      if isFirst { chains.append(chain(from: number, longest)) }
      if isFirst || isEnd[component], next[component] != Self.none { isEnd[Int(next[component])] = true }
    }
    return chains.sorted { $0.components[0] < $1.components[0] }
  }

  private func chain(from first: UInt32, _ longest: Int) -> Chain {
    let last = last[Int(first)]
    var components = [first]
    while let current = components.last, current != last, components.count < longest {
      components.append(next[Int(current)])
    }
    return Chain(components: components, last: last, product: products[Int(first)])
  }
}
