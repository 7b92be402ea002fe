extension DiagramArena {
  /// True where the true ones of some functions (or of those that families solve) weigh a threshold together.
  ///
  /// Takes the functions one after the other. What is still missing matters only by which sets of the remaining ones would
  /// supply it, so every result comes with the range of missing weights for which it is the same, and is computed once for
  /// that range: the diagram decides how much there is to do, not the size of the weights.
  ///
  /// Literature: Abío et al., *A new look at BDDs for pseudo-Boolean constraints*, 2012.
  func threshold(
    _ threshold: Int64, of inputs: [(diagram: Node, weight: Int64)], _ algebra: ModuleDiagrams.Algebra
  ) throws(LimitReached) -> Node {
    var remaining = [Int64](repeating: 0, count: inputs.count + 1)
    for place in inputs.indices { remaining[place + 1] = remaining[place] + inputs[place].weight }
    var known = [[Ranged]](repeating: [], count: inputs.count + 1)
    return try reaching(threshold, of: inputs, first: inputs.count, totals: remaining, algebra, known: &known).node
  }

  /// A function, and the missing weights for which it is the right one: those of two functions don't overlap.
  private struct Ranged {
    var node: Node
    /// Above `lowest` (exclusive), up to `highest`.
    var lowest: Int64
    var highest: Int64
  }

  /// The conditions on the first inputs to supply the missing weight; the last of them is at the top.
  private func reaching(
    _ missing: Int64, of inputs: [(diagram: Node, weight: Int64)], first count: Int, totals: [Int64],
    _ algebra: ModuleDiagrams.Algebra, known: inout [[Ranged]]
  ) throws(LimitReached) -> Ranged {
    if missing <= 0 { return Ranged(node: Self.trueNode, lowest: .min, highest: 0) }
    if missing > totals[count] { return Ranged(node: Self.falseNode, lowest: totals[count], highest: .max) }
    try step()
    let place = known[count].firstPlace { missing <= $0.highest }
    if place < known[count].count, missing > known[count][place].lowest { return known[count][place] }
    let input = inputs[count - 1]
    let with = try reaching(
      missing - input.weight, of: inputs, first: count - 1, totals: totals, algebra, known: &known)
    let without = try reaching(missing, of: inputs, first: count - 1, totals: totals, algebra, known: &known)
    // Inputs that suffice with less missing suffice all the more: if then else is an "or" of two here.
    let node = try or(and(input.diagram, with.node, algebra), without.node, algebra)
    let lowest = max(with.lowest == .min ? .min : with.lowest + input.weight, without.lowest)
    let highest = min(with.highest == .max ? .max : with.highest + input.weight, without.highest)
    let result = Ranged(node: node, lowest: lowest, highest: highest)
    known[count].insert(result, at: known[count].firstPlace { result.highest <= $0.highest })
    return result
  }
}

extension Array {
  /// The place of the first element of which something holds that holds of all after it too.
  fileprivate func firstPlace(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
