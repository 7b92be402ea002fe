internal import DependencyModel

/// How much `each` may add to a model.
struct EachBudget {
  /// The most entries of all the model's `each` together.
  static let entryLimit = 500_000
  /// The most values and keys in them, and the most bytes of text.
  static let nodeLimit = 10_000_000
  static let byteLimit = 128 << 20

  private var entries = 0
  private var nodes = 0
  private var bytes = 0
  private var isSpent = false

  /// Takes what an expansion needs; where that is too much, it is reported, once, and nothing more is given.
  mutating func take(_ expansion: EachExpansion, at place: Place, reader: inout ValueReader) -> Bool {
    guard !isSpent else { return false }
    entries += expansion.count
    nodes += expansion.nodeCount
    bytes += expansion.byteCount
    let problem: Diagnostic? =
      if entries > Self.entryLimit {
        .eachTooMany(limit: Self.entryLimit, isOfAll: true, at: place)
      } else if nodes > Self.nodeLimit || bytes > Self.byteLimit {
        .eachTooLarge(at: place)
      } else {
        nil
      }
    guard let problem else { return true }
    isSpent = true
    reader.collector.add(problem)
    return false
  }
}
