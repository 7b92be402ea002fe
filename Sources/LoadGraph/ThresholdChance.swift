/// The chance that independent members which hold weigh less than a threshold together.
///
/// Members are added one by one. The state is the distribution of the weight that holds, as a sorted list: a member moves
/// part of each entry up by its weight, and the two lists are merged (the convolution of weighted voting). An entry that
/// reaches the threshold holds whatever follows, and one that can no longer reach it is lost.
///
/// Entries that are less likely than 10⁻³⁰, and every second one above 16,384, are counted as the next lower weight. The
/// chance is then above the right one, never below it. With equal weights the time is in proportion to n^1.5.
struct ThresholdChance {
  private static let mostEntries = 16_384
  private static let unlikely = 1e-30

  private var entries: [(weight: Int64, chance: Double)] = []
  private var merged: [(weight: Int64, chance: Double)] = []
  private var threshold: Int64 = 0
  /// What the members that are still to come weigh.
  private var rest: Int64 = 0
  private var lost = 0.0

  /// Begins with no member.
  ///
  /// - Parameters:
  ///   - threshold: the weight that must hold, above 0.
  ///   - total: what all members that will be added weigh together, not below the threshold.
  mutating func begin(threshold: Int64, total: Int64) {
    self.threshold = threshold
    rest = total
    lost = 0
    entries.removeAll(keepingCapacity: true)
    entries.append((0, 1))
  }

  /// Adds a member that is lost with a chance.
  mutating func add(weight: Int64, lost chance: Double) {
    rest -= weight
    merged.removeAll(keepingCapacity: true)
    let holds = 1 - chance
    var stays = 0
    var moves = 0
    while stays < entries.count || moves < entries.count {
      let low = stays < entries.count ? entries[stays].weight : .max
      let high = moves < entries.count ? entries[moves].weight + weight : .max
      if high >= threshold, low == .max { break }
      let least = min(low, high)
      var sum = 0.0
      if low == least {
        sum += entries[stays].chance * chance
        stays += 1
      }
      if high == least {
        if high < threshold { sum += entries[moves].chance * holds }
        moves += 1
      }
      if least + rest < threshold {
        lost += sum
      } else if sum < Self.unlikely, let last = merged.indices.last {
        merged[last].chance += sum
      } else if least < threshold {
        merged.append((least, sum))
      }
    }
    swap(&entries, &merged)
    if entries.count > Self.mostEntries { thin() }
  }

  /// Counts every second entry as the one before it.
  private mutating func thin() {
    var kept = 0
    for place in entries.indices {
      if place & 1 == 0 {
        entries[kept] = entries[place]
        kept += 1
      } else {
        entries[kept - 1].chance += entries[place].chance
      }
    }
    entries.removeLast(entries.count - kept)
  }

  /// The chance that the members added weigh less than the threshold.
  func finish() -> Double { min(1, entries.reduce(lost) { $0 + $1.chance }) }
}
