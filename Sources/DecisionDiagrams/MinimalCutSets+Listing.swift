extension MinimalCutSets {
  /// Sets with more events are counted but never listed.
  public static let greatestListedSize = 62

  /// Minimal cut sets by ascending size, and which ones is the same in every run; the events of each ascend.
  ///
  /// Time in proportion to what is listed.
  /// - Parameters:
  ///   - size: larger sets are left out; so are those above ``greatestListedSize``.
  ///   - limit: the most sets to list. Where it cuts a size short, the sets of that size are some of them, in no order.
  ///   - isOver: whether the time is over; then the sets found so far are listed.
  /// - Returns: the sets, within a size by the events' numbers.
  public func list(upTo size: Int, limit: Int, isOver: @escaping TimeSignal = { false }) -> [[FaultLogic.Node]] {
    let greatest = min(size, sizeLimit ?? .max, Self.greatestListedSize)
    switch root {
    case .none: return []
    case .event(let event): return greatest >= 1 && limit > 0 ? [[event]] : []
    case .family(let family):
      var listing = Listing(self, limit: limit, isOver)
      var result: [[FaultLogic.Node]] = []
      for size in 0...max(0, greatest) where listing.sizes(family) >> UInt64(size) & 1 == 1 && result.count < limit {
        listing.found.removeAll()
        listing.room = limit - result.count
        listing.list(Pending(family: family, size: size, next: nil))
        result += listing.found.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
      }
      return result
    }
  }
}

/// A choice that is still open: a set of a given size out of a family, and what comes after.
private final class Pending {
  let family: DiagramArena.Node
  let size: Int
  let next: Pending?

  init(family: DiagramArena.Node, size: Int, next: Pending?) {
    self.family = family
    self.size = size
    self.next = next
  }
}

private struct Listing {
  let cutSets: MinimalCutSets
  let arena: DiagramArena
  /// Per node the sizes of its sets, a bit for each; nodes without an entry have none.
  private var sizesOfNode: [UInt64]
  private var sizesOfModule: [Int: UInt64] = [:]
  private var chosen: [FaultLogic.Node] = []
  private let isOver: TimeSignal
  private var steps = 0
  var found: [[FaultLogic.Node]] = []
  var room: Int

  init(_ cutSets: MinimalCutSets, limit: Int, _ isOver: @escaping TimeSignal) {
    self.isOver = isOver
    self.cutSets = cutSets
    arena = cutSets.diagrams.arena
    room = limit
    sizesOfNode = [UInt64](repeating: 0, count: arena.count)
    sizesOfNode[1] = 1
    for module in cutSets.modules {
      let family = cutSets.families[module]!
      for node in arena.nodes(under: [family]) {
        sizesOfNode[Int(node)] =
          sizesOfNode[Int(arena.low(node))]
          | sums(sizesOfLeaf(arena.level(node)), sizesOfNode[Int(arena.high(node))])
      }
      sizesOfModule[module] = sizesOfNode[Int(family)]
    }
  }

  func sizes(_ family: DiagramArena.Node) -> UInt64 { sizesOfNode[Int(family)] }

  private func sizesOfLeaf(_ level: UInt32) -> UInt64 {
    switch cutSets.diagrams.leaves[Int(level)] {
    case .event: 1 << 1
    case .module(let module): sizesOfModule[module]!
    }
  }

  /// The sums of a size of each, those above the greatest forgotten.
  private func sums(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var result: UInt64 = 0
    for size in 0...UInt64(MinimalCutSets.greatestListedSize) where left >> size & 1 == 1 { result |= right << size }
    return result & (1 << UInt64(MinimalCutSets.greatestListedSize + 1) - 1)
  }

  /// Lists the sets that complete what was chosen; every path that is taken leads to one.
  mutating func list(_ pending: Pending?) {
    steps += 1
    if steps & 0x3FF == 0, isOver() { room = 0 }
    guard room > 0 else { return }
    guard let pending else {
      found.append(chosen)
      room -= 1
      return
    }
    var node = pending.family
    while node > 1, room > 0 {
      let high = arena.high(node)
      let level = arena.level(node)
      switch cutSets.diagrams.leaves[Int(level)] {
      case .event(let event):
        if pending.size > 0, sizes(high) >> UInt64(pending.size - 1) & 1 == 1 {
          chosen.append(event)
          list(Pending(family: high, size: pending.size - 1, next: pending.next))
          chosen.removeLast()
        }
      case .module(let module):
        let inside = sizesOfModule[module]!
        for size in 0...pending.size
        where room > 0 && inside >> UInt64(size) & 1 == 1 && sizes(high) >> UInt64(pending.size - size) & 1 == 1 {
          let rest = Pending(family: high, size: pending.size - size, next: pending.next)
          list(Pending(family: cutSets.families[module]!, size: size, next: rest))
        }
      }
      node = arena.low(node)
    }
    if node == 1, pending.size == 0, room > 0 { list(pending.next) }
  }
}
