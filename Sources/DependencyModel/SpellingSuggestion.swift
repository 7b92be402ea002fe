/// The candidate that was probably meant, for "did you mean".
///
/// The nearest by edit distance (insertions, deletions, substitutions and swaps of neighbours; case costs nothing);
/// nothing when the nearest is further away than a third of the word. Ties go to the candidate that comes first.
///
/// - Complexity: O(candidates · length²); the longest of a very large set of candidates are skipped by length first.
public func spellingSuggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(word.lowercased().unicodeScalars)
  guard !wanted.isEmpty, wanted.count <= 200 else { return nil }
  let limit = max(1, wanted.count / 3)
  var best: (distance: Int, candidate: String)?
  for candidate in candidates {
    guard abs(candidate.unicodeScalars.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, Array(candidate.lowercased().unicodeScalars))
    if distance <= limit, distance < best?.distance ?? Int.max {
      best = (distance, candidate)
      if distance == 0 { break }
    }
  }
  return best?.candidate
}

/// The optimal string alignment distance (Damerau 1964, restricted to swaps of neighbours).
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    row.reserveCapacity(right.count + 1)
    for j in right.indices {
      var cost = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
