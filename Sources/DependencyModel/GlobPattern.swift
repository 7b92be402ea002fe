/// A text with `*` for any run of characters and `?` for exactly one; everything else stands for itself.
public struct GlobPattern: Hashable, Sendable {
  /// The pattern as written.
  public let text: String

  /// Patterns are the same when their scalars are.
  public static func == (left: GlobPattern, right: GlobPattern) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// By the bytes of the text.
  public func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }

  /// A pattern; every text is one.
  public init(_ text: String) { self.text = text }

  /// Whether a text would be read as a glob rather than as a plain name.
  public static func isGlob(_ text: some StringProtocol) -> Bool {
    text.utf8.contains { $0 == star || $0 == questionMark }
  }

  private static let star = UInt8(ascii: "*")
  private static let questionMark = UInt8(ascii: "?")

  /// The part before the first `*` or `?`, which every match starts with.
  public var literalPrefix: String {
    String(decoding: text.utf8.prefix { $0 != Self.star && $0 != Self.questionMark }, as: UTF8.self)
  }

  /// Whether the whole text matches; upper and lower case differ, and a character is a Unicode scalar.
  ///
  /// - Complexity: O(text · pattern) at worst, by backtracking to the last `*` only.
  public func matches(_ text: String) -> Bool {
    Self.withBytes(of: self.text) { pattern in Self.withBytes(of: text) { Self.matches(pattern, $0) } }
  }

  private static func withBytes<Result>(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(text.utf8).withUnsafeBufferPointer(body)
  }

  /// Compares bytes of UTF-8. A `?` begins at the first byte of a scalar only and takes all of its bytes.
  private static func matches(_ pattern: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    var patternPosition = 0
    var restart: (pattern: Int, text: Int)?
    while position < text.count {
      if patternPosition < pattern.count, pattern[patternPosition] == star {
        restart = (patternPosition + 1, position)
        patternPosition += 1
        if patternPosition == pattern.count { return true }
      } else if patternPosition < pattern.count, pattern[patternPosition] == questionMark,
        !isContinuation(text[position])
      {
        position += 1
        while position < text.count, isContinuation(text[position]) { position += 1 }
        patternPosition += 1
      } else if patternPosition < pattern.count, pattern[patternPosition] == text[position],
        pattern[patternPosition] != questionMark
      {
        position += 1
        patternPosition += 1
      } else if let last = restart {
        restart = (last.pattern, last.text + 1)
        patternPosition = last.pattern
        position = last.text + 1
      } else {
        return false
      }
    }
    return pattern[patternPosition...].allSatisfy { $0 == star }
  }

  /// Whether a byte continues a scalar that began before it.
  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
