/// By how much more is refused in a round.
struct Growth {
  /// The components that refuse more, and how much more together.
  var count = 0
  var sum = 0.0
  /// Whether anything refuses that refused nothing before.
  var hasNew = false
  /// Whether anything would refuse less than it did.
  var hasFalls = false
}

/// Tells when growth has come to shrink by the same factor from round to round, with many rounds to come.
struct GrowthTail {
  /// Fewer rounds are not worth it.
  private static let fewRounds = 16.0
  /// How much two factors may differ.
  private static let tolerance = 0.05

  private var last = 0.0
  private var lastFactor = 0.0
  private var round = 0
  /// The round before which nothing is tried.
  private var next = 4

  /// Waits for as many rounds as a try took.
  mutating func pause(for rounds: Int) { next = round + rounds + 1 }

  /// Whether so many rounds are to come that it is worth to extrapolate.
  mutating func isLong(after growth: Growth) -> Bool {
    round += 1
    let factor = last > 0 ? growth.sum / last : 0
    defer { (last, lastFactor) = (growth.sum, factor) }
    guard round >= next, !growth.hasNew, !growth.hasFalls, factor < 1, abs(factor - lastFactor) < Self.tolerance,
      factor > 0
    else { return false }
    let left = Settling.leastGrowth * Double(growth.count) / growth.sum
    guard left < 1, Double.log(left) / Double.log(factor) > Self.fewRounds else { return false }
    return true
  }
}

extension Double {
  /// The natural logarithm to three digits, without a library: halving to 1...2, then a few terms.
  fileprivate static func log(_ value: Double) -> Double {
    let part = (value.significand - 1) / (value.significand + 1)
    let square = part * part
    return Double(value.exponent) * 0.693147 + 2 * part * (1 + square / 3 + square * square / 5)
  }
}

/// The end of slow growth, without its rounds.
///
/// What is refused grows from round to round towards its least solution; where nearly everything is at its limit, each round
/// adds a fixed factor of what the one before added. The solution that lies just above is then found by extrapolation, and
/// taken only if it is the next one:
///
/// - nothing is wholly lost in it that is not where the extrapolation began, so that nothing jumps in between, and
/// - a round comes nearer to it, for each component, from where the extrapolation began and from parts of the way back.
///
/// Where more refused in one place is not less refused in another, the second condition excludes a solution in between: take
/// the least part of the way back that is nowhere above it. A round from there is nowhere above it either, and is nearer to the
/// end. (The argument of Collatz, *Einschließungssatz für die charakteristischen Zahlen von Matrizen*, Mathematische Zeitschrift
/// 48, 1942.) Only some parts are tried, because nothing jumps between them. Where a condition does not hold, rounds go on from
/// where they were.
extension Settling {
  /// The rounds in which an extrapolation must come to half of its distance.
  private static let patience = 5
  /// At these parts of the way back it is tried whether rounds come nearer: powers of one, down to the other.
  private static let wayBack = 1.0 / 8
  private static let leastWayBack = 1.0 / 100
  /// In so many rounds.
  private static let fewRounds = 6
  /// Each component must come nearer by this part of its way.
  private static let leastApproach = 1e-3

  /// Whether extrapolation is of use: not where loads go round in circles by themselves.
  var canExtrapolate: Bool { !graph.hasCircles }

  /// Moves what is refused to the next solution, if it is found.
  mutating func extrapolate() throws(EndlessCalls) {
    var way = Way(
      of: graph.shedding.filter { refused[Int($0)] > 0 && !collapsed[Int($0)] }, refused, count: graph.componentCount)
    isRising = false
    if let end = try end(of: &way) {
      set(way.components, end)
    } else {
      set(way.components, way.start)
    }
  }

  private mutating func set(_ components: [UInt32], _ shares: [Double]) {
    for (component, share) in zip(components, shares) { setRefused(Int(component), share) }
  }

  /// The next solution above the start; `nil` if it is not found.
  private mutating func end(of way: inout Way) throws(EndlessCalls) -> [Double]? {
    var move = try moves(&way)
    guard move.allSatisfy({ $0 >= -Self.leastGrowth }) else { return nil }
    let first = move
    let wholes = wholesCount
    var mixing = AndersonMixing()
    var shares = way.start
    var nearest = Double.infinity
    var patience = Self.patience
    while patience > 0 {
      shares = mixing.next(after: shares, move: move)
      for place in shares.indices {
        guard shares[place] < 1 else { return nil }
        // Everything below the start is below the solution too.
        shares[place] = max(shares[place], way.start[place])
      }
      set(way.components, shares)
      move = try moves(&way)
      while shares.count < move.count { shares.append(0) }
      guard wholes == wholesCount else { return nil }
      let distance = move.reduce(0) { $0 + abs($1) }
      if distance < nearest / 2 { (nearest, patience) = (distance, Self.patience) } else { patience -= 1 }
      guard move.allSatisfy({ abs($0) <= Self.leastGrowth }) else { continue }
      let isNext = try comesNearer(&way, first, to: shares)
      return isNext ? shares : nil
    }
    return nil
  }

  /// Whether some rounds from the start, and from parts of the way back to it, come nearer to an end for each component.
  private mutating func comesNearer(
    _ way: inout Way, _ first: [Double], to end: [Double]
  ) throws(EndlessCalls) -> Bool {
    // Twice as long for what refuses nothing for a part of the way.
    let lengths = zip(end, way.start).map { $1 == 0 ? 2 * $0 : $0 - $1 }
    var part = 1.0
    while part >= Self.leastWayBack {
      var shares = zip(end, lengths).map { max(0, $0 - $1 * part) }
      var isNearer = false
      for round in 0..<Self.fewRounds where !isNearer {
        var moves = first + [Double](repeating: 0, count: end.count - first.count)
        if part < 1 || round > 0 {
          set(way.components, shares)
          moves = try self.moves(&way)
          guard moves.count == end.count else { return false }
        }
        isNearer = true
        for place in moves.indices {
          shares[place] += moves[place]
          let left = end[place] - shares[place]
          if left < -4 * Self.leastGrowth { return false }
          if left > lengths[place] * part * (1 - Self.leastApproach) + Self.leastGrowth { isNearer = false }
        }
      }
      if !isNearer { return false }
      part *= Self.wayBack
    }
    return true
  }

  /// What a round would add to what each component refuses. What is brought above its limits is added to the way.
  private mutating func moves(_ way: inout Way) throws(EndlessCalls) -> [Double] {
    try settleRound()
    var more: [UInt32] = []
    forEachTouched { settling, component in
      if settling.refused[component] == 0, settling.shareRefused(component) > Self.leastGrowth {
        more.append(UInt32(component))
      }
    }
    for component in more { way.add(component) }
    return way.components.map { shareRefused(Int($0)) - refused[Int($0)] }
  }

  /// How many components and groups are wholly down.
  private var wholesCount: Int { down.count { $0 == 1 } + groupDown.count { $0 == 1 } }
}

/// The components that refuse more and more, and what each refused when the extrapolation began.
private struct Way {
  private(set) var components: [UInt32]
  private(set) var start: [Double]
  private var isPart: [Bool]

  init(of components: [UInt32], _ refused: [Double], count: Int) {
    self.components = components
    start = components.map { refused[Int($0)] }
    isPart = [Bool](repeating: false, count: count)
    for component in components { isPart[Int(component)] = true }
  }

  /// Adds a component that refused nothing.
  mutating func add(_ component: UInt32) {
    if isPart[Int(component)] { return }
    isPart[Int(component)] = true
    components.append(component)
    start.append(0)
  }
}
