/// Commands of the runners of pipelines in a program's output: a line that begins with `::` (GitHub), and `##[`,
/// `##vso[` or `##teamcity[` anywhere in a line (GitHub, Azure, TeamCity).
///
/// Control characters, which GitLab's sections need, are not meant here.
public enum RunnerCommands {
  /// Whether a runner could find a command in a text, if its lines stay as they are.
  public static func occur(in text: some StringProtocol) -> Bool {
    !signOffsets(in: text).isEmpty || text.split(whereSeparator: \.isNewline).contains { begin($0) }
  }

  /// Whether a line begins with `::`, after blanks.
  public static func begin(_ line: some StringProtocol) -> Bool {
    line.unicodeScalars.drop { $0.properties.isWhitespace }.starts(with: "::".unicodeScalars)
  }

  /// The text with something put in place of the second sign of each `##[` and its like.
  public static func broken(_ text: String, writing second: String = "\\#") -> String {
    let offsets = signOffsets(in: text)
    guard !offsets.isEmpty else { return text }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    var done = 0
    for offset in offsets {
      bytes += rest.prefix(offset + 1 - done) + Array(second.utf8)
      rest = rest.dropFirst(offset + 2 - done)
      done = offset + 2
    }
    return String(decoding: bytes + rest, as: UTF8.self)
  }

  /// Where `##[` and its like begin, in bytes.
  private static func signOffsets(in text: some StringProtocol) -> [Int] {
    var offsets: [Int] = []
    // The signs seen, up to two, and whether letters followed them.
    var signs = 0
    var hasLetters = false
    var start = 0
    for (offset, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "#"):
        signs = hasLetters ? 1 : min(2, signs + 1)
        hasLetters = false
        start = signs == 2 ? offset - 1 : start
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if signs == 2 { hasLetters = true } else { signs = 0 }
      default:
        if byte == UInt8(ascii: "["), signs == 2 { offsets.append(start) }
        signs = 0
        hasLetters = false
      }
    }
    return offsets
  }
}
