internal import DependencyModel

/// When a text needs quotes in YAML, and how it looks in them.
enum PlainText {
  /// Whether `text` without quotes is read as exactly itself, in block and in flow style, as a key and as a value.
  ///
  /// Stricter than YAML: where a rule depends on what is around the text, the answer is no.
  static func isPossible(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, let last = scalars.last, first != " ", last != " ", last != ":" else {
      return false
    }
    if "-?:,[]{}#&*!|>'\"%@`".unicodeScalars.contains(first) { return false }
    if text == "..." || text.hasPrefix("... ") || !isSeenAsItIs(text) { return false }
    for (position, scalar) in scalars.enumerated() {
      switch scalar {
      case ",", "[", "]", "{", "}": return false
      case ":": if scalars[position + 1] == " " || scalars[position + 1] == "?" { return false }
      case "#": if scalars[position - 1] == " " { return false }
      default: if !isPrintable(scalar) { return false }
      }
    }
    return true
  }

  /// Whether `text` is a sign that libyaml takes for text only where a bracket or comma follows it, as in `[-]`.
  static func isBareIndicator(_ text: String) -> Bool { text == "-" || text == "?" || text == ":" }

  /// Whether `text` without quotes could be read as something other than text (a number, a glob such as `db-*`, a
  /// comparison such as `<=1`), so that an author's quotes say something and stay.
  static func mayReadAsMore(_ text: String) -> Bool {
    switch text.lowercased() {
    case "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=": return true
    default: break
    }
    if text.hasPrefix("<") || text.hasPrefix("=") { return true }
    if text.utf8.contains(where: { $0 == 0x2A || $0 == 0x3F }), !text.utf8.contains(0x20) { return true }
    guard let first = text.unicodeScalars.first(where: { $0 != "+" && $0 != "-" && $0 != "." }) else { return false }
    if isDigit(first) { return true }
    let word = text.lowercased().drop { "+-.".contains($0) }
    return word == "inf" || word == "nan" || word == "infinity"
  }

  /// Whether YAML takes a sign as it is, on one line: no control character, line separator or byte order mark.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " "..."~", "\u{A0}"..."\u{2027}", "\u{202A}"..."\u{D7FF}", "\u{E000}"..."\u{FEFE}", "\u{FF00}"..."\u{FFFD}",
      "\u{10000}"...:
      true
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Whether a reader sees all of `text`, and a pipeline's runner no command in it; if not, it is in double quotes,
  /// with escapes.
  static func isSeenAsItIs(_ text: String) -> Bool {
    !text.hasInvisibleScalars && !(text.utf8.contains { $0 == 0x3A || $0 == 0x23 } && RunnerCommands.occur(in: text))
  }

  /// `text` in double quotes, on one line.
  static func doubleQuoted(_ text: String) -> String {
    var quoted = "\""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case "\0": quoted += "\\0"
      case _ where isPrintable(scalar) && !scalar.isInvisible(after: previous): quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (sign, count) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        quoted += "\\\(sign)" + String(repeating: "0", count: count - digits.count) + digits
      }
    }
    return RunnerCommands.broken(quoted, writing: "\\x23") + "\""
  }
}
