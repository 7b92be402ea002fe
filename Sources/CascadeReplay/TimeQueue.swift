/// What is due when: a binary heap. What is due at one time comes out in the order of its kinds and numbers.
struct TimeQueue {
  /// What is due.
  enum Item: Hashable {
    /// A source that an edge leads from has been bad for as long as its reader tolerates.
    case edge(Int)
    /// A component may have all that it needs to start for as long as it takes.
    case start(Int)
    /// A condition of an event may have held for as long as it must.
    case event(Int)

    fileprivate var rank: (Int, Int) {
      switch self {
      case .edge(let number): (0, number)
      case .start(let number): (1, number)
      case .event(let number): (2, number)
      }
    }
  }

  private var entries: [(time: Int64, item: Item)] = []

  /// The earliest time at which something is due.
  var first: Int64? { entries.first?.time }

  mutating func add(_ item: Item, at time: Int64) {
    entries.append((time, item))
    var place = entries.count - 1
    while place > 0, isBefore(entries[place], entries[(place - 1) / 2]) {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Takes out something that is due at a time; `nil` for no more.
  mutating func take(at time: Int64) -> Item? {
    guard let first = entries.first, first.time <= time else { return nil }
    let last = entries.removeLast()
    guard !entries.isEmpty else { return first.item }
    entries[0] = last
    var place = 0
    while true {
      var least = place
      for child in 2 * place + 1...2 * place + 2 where child < entries.count && isBefore(entries[child], entries[least])
      {
        least = child
      }
      if least == place { break }
      entries.swapAt(place, least)
      place = least
    }
    return first.item
  }

  private func isBefore(_ left: (time: Int64, item: Item), _ right: (time: Int64, item: Item)) -> Bool {
    left.time != right.time ? left.time < right.time : left.item.rank < right.item.rank
  }
}
