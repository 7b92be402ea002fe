/// The candidate that was probably meant, for "did you mean".
///
/// The nearest by edit distance (insertions, deletions, substitutions and swaps of neighbours; case costs nothing);
/// nothing when the nearest is further away than a third of the word, and nothing for a word of one letter, which every
/// other one is as near to. Ties go to the candidate that comes first.
///
/// - Parameters:
///   - word: the word as written.
///   - candidates: the words that are known.
///   - most: the greatest distance; a third of the word unless stated.
/// - Complexity: O(candidates · length²); candidates whose lengths differ too much, and distances that grow too large, are
///   given up early.
public func spellingSuggestion(
  for word: String, among candidates: some Sequence<String>, atMost most: Int = .max
) -> String? {
  let wanted = Array(word.lowercased().unicodeScalars)
  guard !wanted.isEmpty, wanted.count <= 200 else { return nil }
  let limit = wanted.count == 1 ? 0 : min(max(1, wanted.count / 3), most)
  var best: (distance: Int, candidate: String)?
  var rows = EditRows()
  for candidate in candidates {
    // A scalar has at most four bytes.
    let bytes = candidate.utf8.count
    guard bytes >= wanted.count - limit, bytes <= 4 * (wanted.count + limit) else { continue }
    let scalars = Array(candidate.lowercased().unicodeScalars)
    guard abs(scalars.count - wanted.count) <= limit else { continue }
    let nearest = min(limit, (best?.distance ?? Int.max) - 1)
    guard let distance = rows.distance(wanted, scalars, atMost: nearest) else { continue }
    best = (distance, candidate)
    if distance == 0 { break }
  }
  return best?.candidate
}

/// The optimal string alignment distance (Damerau 1964, restricted to swaps of neighbours), in memory that is used again.
private struct EditRows {
  private var beforeLast: [Int] = []
  private var last: [Int] = []
  private var row: [Int] = []

  /// The distance; `nil` where it is greater than `limit`.
  mutating func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int) -> Int? {
    let width = right.count + 1
    if row.count < width {
      for position in [\EditRows.beforeLast, \.last, \.row] {
        self[keyPath: position] = [Int](repeating: 0, count: width)
      }
    }
    for column in 0..<width { last[column] = column }
    for i in left.indices {
      row[0] = i + 1
      var least = row[0]
      for j in right.indices {
        var cost = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row[j + 1] = cost
        least = min(least, cost)
      }
      // A swap looks back two rows, but costs one more than what it finds there.
      guard least <= limit + 1 else { return nil }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
