/// Finds out what separates the cells of a table.
enum CSVSeparator {
  /// What may separate cells, the most usual first.
  private static let candidates: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]
  /// How many lines are looked at.
  private static let lineLimit = 20

  /// The separator of a text: the candidate that is in most of its first lines as often as in the first one; of several
  /// the one that is there more often. `nil` if the first line has none of them.
  static func found(in text: UnsafeBufferPointer<UInt8>) -> UInt8? {
    var lines: [[Int]] = []
    var counts = [Int](repeating: 0, count: candidates.count)
    var isQuoted = false
    var isBlank = true
    func finish() {
      if !isBlank { lines.append(counts) }
      counts = [Int](repeating: 0, count: candidates.count)
      isBlank = true
    }
    for byte in text {
      if byte == 0x0A || byte == 0x0D, !isQuoted {
        finish()
        if lines.count == lineLimit { break }
        continue
      }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte > 0x20 { isBlank = false }
      if !isQuoted, let candidate = candidates.firstIndex(of: byte) { counts[candidate] += 1 }
    }
    finish()
    guard let first = lines.first else { return nil }
    let best = candidates.indices.filter { first[$0] > 0 }.max { left, right in
      let (leftLines, rightLines) = (
        lines.count { $0[left] == first[left] }, lines.count { $0[right] == first[right] }
      )
      if leftLines != rightLines { return leftLines < rightLines }
      if first[left] != first[right] { return first[left] < first[right] }
      return left > right
    }
    return best.map { candidates[$0] }
  }
}
