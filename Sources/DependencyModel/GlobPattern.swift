/// A text with `*` for any run of characters and `?` for exactly one; everything else stands for itself.
public struct GlobPattern: Hashable, Sendable {
  /// The pattern as written.
  public let text: String
  private let scalars: [Unicode.Scalar]

  /// A pattern; every text is one.
  public init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  /// Whether a text would be read as a glob rather than as a plain name.
  public static func isGlob(_ text: some StringProtocol) -> Bool {
    text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
  }

  /// The part before the first `*` or `?`, which every match starts with.
  public var literalPrefix: String {
    String(String.UnicodeScalarView(scalars.prefix { $0 != "*" && $0 != "?" }))
  }

  /// Whether the whole text matches; upper and lower case differ.
  ///
  /// - Complexity: O(text · pattern) at worst, by backtracking to the last `*` only.
  public func matches(_ text: String) -> Bool {
    if scalars == ["*"] { return true }
    let text = Array(text.unicodeScalars)
    var position = 0
    var patternPosition = 0
    var restart: (pattern: Int, text: Int)?
    while position < text.count {
      if patternPosition < scalars.count, scalars[patternPosition] == "*" {
        restart = (patternPosition + 1, position)
        patternPosition += 1
      } else if patternPosition < scalars.count,
        scalars[patternPosition] == "?" || scalars[patternPosition] == text[position]
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
    return scalars[patternPosition...].allSatisfy { $0 == "*" }
  }
}
