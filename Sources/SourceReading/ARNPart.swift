/// The parts of an ARN that say of which region and account it is, read without taking the rest apart.
package enum ARNPart: Int, Sendable {
  // The parts before are the partition and the service.
  case region = 3
  case account

  /// The part of a text that is formed like an ARN; `nil` for other texts. It may be empty.
  ///
  /// - Complexity: O(length of the text before the resource).
  package func of(_ text: String) -> Substring? {
    guard text.hasPrefix("arn:") else { return nil }
    let bytes = text.utf8
    var (part, start) = (0, bytes.startIndex)
    var found: Range<String.Index>?
    var index = start
    while index < bytes.endIndex {
      let next = bytes.index(after: index)
      if bytes[index] == UInt8(ascii: ":") {
        if part == rawValue { found = start..<index }
        part += 1
        if part == 5 { return found.map { text[$0] } }
        start = next
      }
      index = next
    }
    return nil
  }
}
