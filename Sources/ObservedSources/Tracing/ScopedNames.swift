/// Which of the scopes that one name has are of one thing.
///
/// Two are of different things if a part is known of both and differs. One that lacks a part which others have is the same
/// as another if it agrees with that one only; otherwise nothing says which it is, and it is a thing of its own.
struct ScopedNames {
  /// Per scope the position of the one that stands for its thing.
  private(set) var roots: [Int]
  /// What is known of the things, by the position of the scope that stands for each.
  private(set) var scopes: [TraceScope]
  /// The scopes that lack a part and are treated as another that has it.
  private(set) var taken: [Int] = []
  /// The scopes that lack a part and may be any of several.
  private(set) var unclear: [Int] = []

  private struct Found {
    var root: Int
    var isOnly = true
  }

  /// Judges scopes that all differ.
  ///
  /// - Complexity: O(n log n); scopes are compared by tables for each two sets of known parts, of which there are few.
  init(_ scopes: [TraceScope]) {
    self.scopes = scopes
    roots = Array(scopes.indices)
    guard scopes.count > 1 else { return }
    let byMask = Dictionary(grouping: scopes.indices) { scopes[$0].mask }
    let masks = byMask.keys.sorted {
      ($1.nonzeroBitCount, $0) < ($0.nonzeroBitCount, $1)
    }
    for (number, mask) in masks.enumerated() {
      // The scopes that know other parts, by what both know.
      let tables = masks[..<number].map { other in
        var table: [TraceScope: Found] = [:]
        for position in byMask[other]! {
          let root = roots[position]
          let key = scopes[position].only(mask & other)
          if table[key] == nil {
            table[key] = Found(root: root)
          } else if table[key]!.root != root {
            table[key]!.isOnly = false
          }
        }
        return (mask: mask & other, table: table)
      }
      for position in byMask[mask]! {
        let found = tables.compactMap { $0.table[scopes[position].only($0.mask)] }
        guard let first = found.first else { continue }
        let isOnly = found.allSatisfy { $0.isOnly && $0.root == first.root }
        if isOnly, self.scopes[first.root].agrees(with: scopes[position]) {
          roots[position] = first.root
          self.scopes[first.root].fill(from: scopes[position])
          taken.append(position)
        } else {
          unclear.append(position)
        }
      }
    }
  }

  /// The positions of the scopes that stand for a thing.
  var things: [Int] { roots.indices.filter { roots[$0] == $0 } }

  /// The words before the name of each thing, by the position that stands for it; all empty where there is only one.
  func prefixes() -> [Int: [String]] {
    let things = things
    guard things.count > 1 else { return Dictionary(uniqueKeysWithValues: things.map { ($0, []) }) }
    let parts = differing
    return Dictionary(
      uniqueKeysWithValues: things.map { thing in
        (thing, parts.map { scopes[thing][$0] }.filter { !$0.isEmpty })
      })
  }

  /// The parts in which the things differ.
  var differing: [TraceScope.Part] {
    let things = things
    return TraceScope.Part.allCases.filter { part in
      things.contains { scopes[$0][part] != scopes[things[0]][part] }
    }
  }
}
