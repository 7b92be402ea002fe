internal import DependencyModel

/// Makes any text safe in XML.
enum XMLText {
  /// What becomes of line breaks, quotes and invisible marks.
  enum Form {
    /// For an element, on one line: what a reader would not see is written by number, so that nothing is lost.
    case line
    /// For an element or an attribute: line breaks and tabs stay, and what a reader would not see is replaced.
    case page
  }

  /// The text, escaped. What XML cannot contain becomes the replacement character, and nothing is a command to a pipeline's
  /// runner.
  static func escaped(_ text: String, as form: Form) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where form == .page: result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(form == .page ? scalar : " ")
      case "\r" where form == .line: result += " "
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      case let scalar where scalar.isInvisible(after: previous) || 0x7F...0x9F ~= scalar.value:
        result += form == .line ? "&#x\(String(scalar.value, radix: 16));" : "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return RunnerCommands.broken(result, writing: "&#35;")
  }
}
