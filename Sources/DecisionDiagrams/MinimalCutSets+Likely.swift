/// A minimal cut set, and the product of the values of its events.
public struct LikelySet: Sendable {
  /// The events, ascending.
  public let events: [FaultLogic.Node]
  /// The product of their values.
  public let product: Double

  /// A set.
  public init(events: [FaultLogic.Node], product: Double) {
    self.events = events
    self.product = product
  }

  /// Whether one comes before another: the greater product, then the smaller set, then the events' numbers.
  static func isBefore(_ left: LikelySet, _ right: LikelySet) -> Bool {
    if left.product != right.product { return left.product > right.product }
    if left.events.count != right.events.count { return left.events.count < right.events.count }
    return left.events.lexicographicallyPrecedes(right.events)
  }
}

extension MinimalCutSets {
  /// The sum over all minimal cut sets, those above the size limit left out, of the product of their events' values: the
  /// rare-event approximation of the root's probability.
  ///
  /// - Parameter values: for each event a number from 0 to 1.
  /// - Complexity: linear in the diagrams, times the square of the size limit if there is one.
  public func sumOfProducts(_ values: [Double]) -> Double {
    switch root {
    case .none: return 0
    case .event(let event): return values[Int(event)]
    case .family: break
    }
    // By size where sizes matter: a diagram may have sets above the limit. Otherwise all are in one place.
    let width = sizeLimit.map { min($0, 64) + 1 } ?? 1
    let arena = diagrams.arena
    var sums = [Double](repeating: 0, count: arena.count * width)
    var sumsOfModule: [Int: [Double]] = [:]
    sums[width] = 1
    for module in modules {
      let family = families[module]!
      for node in arena.nodes(under: [family]) {
        let (low, high) = (Int(arena.low(node)) * width, Int(arena.high(node)) * width)
        let place = Int(node) * width
        for size in 0..<width { sums[place + size] = sums[low + size] }
        switch diagrams.leaves[Int(arena.level(node))] {
        case .event(let event):
          let value = values[Int(event)]
          if width == 1 {
            sums[place] += value * sums[high]
          } else {
            for size in 1..<width { sums[place + size] += value * sums[high + size - 1] }
          }
        case .module(let inner):
          for (size, part) in sumsOfModule[inner]!.enumerated() where part > 0 {
            for rest in 0..<width - size { sums[place + size + rest] += part * sums[high + rest] }
          }
        }
      }
      sumsOfModule[module] = Array(sums[Int(family) * width..<(Int(family) + 1) * width])
    }
    return sumsOfModule[modules.last!]!.reduce(0, +)
  }

  /// The minimal cut sets with the greatest products, the greatest first.
  ///
  /// By branch and bound: the greatest product that a part of the diagrams can still reach is known for each node.
  ///
  /// - Parameters:
  ///   - values: for each event a number from 0 to 1.
  ///   - least: sets with a smaller product are left out.
  ///   - limit: the most sets to list, 1 or more.
  ///   - isOver: whether the time is over; then the sets found so far are listed.
  public func likely(
    _ values: [Double], atLeast least: Double = 0, limit: Int, isOver: @escaping TimeSignal = { false }
  ) -> [LikelySet] {
    switch root {
    case .none: return []
    case .event(let event):
      return values[Int(event)] >= least ? [LikelySet(events: [event], product: values[Int(event)])] : []
    case .family(let family):
      var search = LikelySearch(self, values, limit: limit, isOver)
      // A high bar first finds good sets soon, which bound the search that follows.
      for bar in [1e-2, 1e-4, 1e-8, 0] {
        search.start(atLeast: max(least, bar * search.greatest(family)))
        search.list(LikelySearch.Pending(family: family, bound: search.greatest(family), next: nil), 1)
        if search.isCut || search.isFull || search.bar <= least { break }
      }
      return search.sorted()
    }
  }
}

private struct LikelySearch {
  /// A family of which a set is still to be chosen, and what comes after.
  final class Pending {
    let family: DiagramArena.Node
    /// The greatest product of a set of it and of those after.
    let bound: Double
    let next: Pending?

    init(family: DiagramArena.Node, bound: Double, next: Pending?) {
      self.family = family
      self.bound = bound
      self.next = next
    }
  }

  private let cutSets: MinimalCutSets
  private let arena: DiagramArena
  private let values: [Double]
  private let limit: Int
  private let sizeLimit: Int
  private let isOver: TimeSignal
  /// For each node the greatest product of a set of it.
  private var greatest: [Double]
  private var greatestOfModule: [Int: Double] = [:]
  private var chosen: [FaultLogic.Node] = []
  private var found: [LikelySet] = []
  private var steps = 0
  /// Sets with smaller products are not looked for.
  private(set) var bar = 0.0
  /// Whether sets with exactly that product are not looked for either.
  private var isBarTaken = false
  private(set) var isCut = false

  init(_ cutSets: MinimalCutSets, _ values: [Double], limit: Int, _ isOver: @escaping TimeSignal) {
    self.cutSets = cutSets
    arena = cutSets.diagrams.arena
    self.values = values
    self.limit = limit
    self.isOver = isOver
    sizeLimit = cutSets.sizeLimit ?? .max
    greatest = [Double](repeating: -1, count: arena.count)
    greatest[1] = 1
    for module in cutSets.modules {
      let family = cutSets.families[module]!
      for node in arena.nodes(under: [family]) {
        let high = greatest[Int(arena.high(node))]
        greatest[Int(node)] = max(greatest[Int(arena.low(node))], high < 0 ? -1 : high * ofLeaf(arena.level(node)))
      }
      greatestOfModule[module] = greatest[Int(family)]
    }
  }

  private func ofLeaf(_ level: UInt32) -> Double {
    switch cutSets.diagrams.leaves[Int(level)] {
    case .event(let event): values[Int(event)]
    case .module(let module): max(0, greatestOfModule[module]!)
    }
  }

  func greatest(_ family: DiagramArena.Node) -> Double { greatest[Int(family)] }

  /// Whether a bound is worth looking further; products are rounded.
  private func reaches(_ bound: Double) -> Bool { isBarTaken ? bound > bar * (1 + 1e-12) : bound >= bar * (1 - 1e-12) }

  var isFull: Bool { found.count >= limit }

  mutating func start(atLeast bar: Double) {
    self.bar = bar
    isBarTaken = false
    found = []
    chosen = []
  }

  func sorted() -> [LikelySet] { Array(found.sorted(by: LikelySet.isBefore).prefix(limit)) }

  /// Lists the sets that complete what was chosen, whose events have the product.
  mutating func list(_ pending: Pending?, _ product: Double) {
    steps += 1
    if steps & 0x3FF == 0, isOver() { isCut = true }
    guard !isCut else { return }
    guard let pending else {
      found.append(LikelySet(events: chosen.sorted(), product: product))
      guard found.count >= 2 * limit else { return }
      found = sorted()
      // Of equally likely sets, which may be billions, the first ones found stay.
      bar = max(bar, found.last!.product)
      isBarTaken = true
      return
    }
    let after = pending.next?.bound ?? 1
    var node = pending.family
    while node > 1, !isCut, reaches(product * greatest(node) * after) {
      let high = arena.high(node)
      let rest = greatest(high) * after
      switch cutSets.diagrams.leaves[Int(arena.level(node))] {
      case .event(let event):
        let value = product * values[Int(event)]
        if chosen.count < sizeLimit, rest >= 0, reaches(value * rest) {
          chosen.append(event)
          list(Pending(family: high, bound: rest, next: pending.next), value)
          chosen.removeLast()
        }
      case .module(let module):
        let inner = greatestOfModule[module]!
        if inner >= 0, rest >= 0, reaches(product * inner * rest) {
          let later = Pending(family: high, bound: rest, next: pending.next)
          list(Pending(family: cutSets.families[module]!, bound: inner * rest, next: later), product)
        }
      }
      node = arena.low(node)
    }
    if node == 1, reaches(product * after) { list(pending.next, product) }
  }
}
