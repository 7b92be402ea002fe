/// Writes "what happens weighs at least a threshold" with conjunctions and disjunctions of two.
///
/// From the heaviest member on: it happens and the rest weighs what is left, or the rest weighs it all. Thresholds between
/// which no sum lies give the same function, so each function is made once, as in a reduced decision diagram.
///
/// Source: Abío, Nieuwenhuis, Oliveras, Rodríguez-Carbonell, Mayer-Eichberger, "A new look at BDDs for pseudo-Boolean
/// constraints", JAIR 45, 2012.
struct ThresholdExpansion {
  typealias Input = FailureCircuit.Input

  /// Where weights differ, more members are refused: the work would be beyond any use.
  static let memberLimit = 400

  private enum Value {
    case never
    case always
    case input(Input)
  }

  private let members: [(input: Input, weight: Int64)]
  /// Per position the weight of the members from there on.
  private let rest: [Int64]
  /// Per position the functions made, with the thresholds that they hold for, both ends included, ascending.
  private var known: [[(low: Int64, high: Int64, value: Value)]]
  private let limit: Int
  private var count = 0

  init(_ members: [(input: Input, weight: Int64)], limit: Int) {
    self.members = members.enumerated().sorted { left, right in
      (right.element.weight, left.offset) < (left.element.weight, right.offset)
    }.map(\.element)
    var rest = [Int64](repeating: 0, count: members.count + 1)
    for position in members.indices.reversed() { rest[position] = rest[position + 1] + self.members[position].weight }
    self.rest = rest
    known = Array(repeating: [], count: members.count)
    self.limit = limit
  }

  /// The input that happens when the members that happen weigh `threshold` together; `combine` makes gates.
  ///
  /// - Precondition: some, but not every, combination of members reaches the threshold.
  mutating func input(
    _ threshold: Int64,
    combine: (FailureCircuit.Gate.Operation, [Input]) throws(OpenPSAExport.Problem) -> Input
  ) throws(OpenPSAExport.Problem) -> Input {
    guard members.count <= Self.memberLimit else { throw tooLarge }
    guard case .input(let input) = try build(0, threshold, combine).value else {
      // The circuit writes a group whose threshold says nothing as a constant, and asks only for the others.
      preconditionFailure("the threshold says something")
    }
    return input
  }

  private var tooLarge: OpenPSAExport.Problem {
    OpenPSAExport.Problem(
      description: "a group of \(members.count) members with different weights is too large to be written out")
  }

  private mutating func build(
    _ position: Int, _ threshold: Int64,
    _ combine: (FailureCircuit.Gate.Operation, [Input]) throws(OpenPSAExport.Problem) -> Input
  ) throws(OpenPSAExport.Problem) -> (low: Int64, high: Int64, value: Value) {
    if threshold <= 0 { return (Int64.min, 0, .always) }
    // A sum of all weights of a model fits, so one more may not.
    if threshold > rest[position] { return (rest[position] &+ 1, Int64.max, .never) }
    if let found = find(position, threshold) { return found }
    count += 1
    guard count <= limit else { throw tooLarge }
    let (member, weight) = members[position]
    let with = try build(position + 1, threshold - weight, combine)
    let without = try build(position + 1, threshold, combine)
    let value: Value
    switch (with.value, without.value) {
    case (.never, _): value = .never
    case (_, .always): value = .always
    case (.always, .never): value = .input(member)
    case (.always, .input(let other)): value = .input(try combine(.any, [member, other]))
    case (.input(let input), .never): value = .input(try combine(.all, [member, input]))
    case (.input(let input), .input(let other)):
      value = input == other ? .input(input) : .input(try combine(.any, [try combine(.all, [member, input]), other]))
    }
    let result = (
      low: max(with.low + weight, without.low),
      high: min(with.high > Int64.max - weight ? Int64.max : with.high + weight, without.high), value: value
    )
    insert(result, position)
    return result
  }

  /// The position in the list of the first function that holds for thresholds not below this one.
  private func index(_ position: Int, _ threshold: Int64) -> Int {
    var range = 0..<known[position].count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        known[position][middle].high < threshold ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  private func find(_ position: Int, _ threshold: Int64) -> (low: Int64, high: Int64, value: Value)? {
    let index = index(position, threshold)
    guard index < known[position].count, known[position][index].low <= threshold else { return nil }
    return known[position][index]
  }

  private mutating func insert(_ entry: (low: Int64, high: Int64, value: Value), _ position: Int) {
    known[position].insert(entry, at: index(position, entry.low))
  }
}
