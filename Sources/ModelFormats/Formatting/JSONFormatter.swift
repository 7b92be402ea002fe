internal import DependencyModel

/// JSON in canonical form: two columns of indentation, lists and objects of scalars on one line if they fit.
enum JSONFormatter {
  /// The document as text, with a line break at its end. The outermost list or object always takes several lines.
  static func formatted(_ document: SyntaxNode) -> String {
    var result = ""
    write(document, to: &result, indentation: 0, prefix: 0)
    return result + "\n"
  }

  private static func write(_ node: SyntaxNode, to result: inout String, indentation: Int, prefix: Int) {
    let inner = String(repeating: " ", count: indentation + 2)
    let outer = String(repeating: " ", count: indentation)
    if let line = oneLine(node, budget: indentation == 0 ? 0 : YAMLPrinter.width - indentation - prefix) {
      result += line
      return
    }
    switch node.content {
    case .sequence(let items):
      result += "["
      for (position, item) in items.enumerated() {
        result += (position == 0 ? "\n" : ",\n") + inner
        write(item, to: &result, indentation: indentation + 2, prefix: 0)
      }
      result += "\n\(outer)]"
    case .mapping(let entries):
      result += "{"
      for (position, entry) in entries.enumerated() {
        let key = quoted(entry.key.text ?? "") + ": "
        result += (position == 0 ? "\n" : ",\n") + inner + key
        write(entry.value, to: &result, indentation: indentation + 2, prefix: key.unicodeScalars.count)
      }
      result += "\n\(outer)}"
    default: break
    }
  }

  /// A scalar, an empty list or object, or one of scalars that fits in `budget` columns with a comma after it.
  private static func oneLine(_ node: SyntaxNode, budget: Int) -> String? {
    switch node.content {
    case .null: return "null"
    case .scalar(let text): return node.isQuoted ? quoted(text) : text
    case .sequence(let items):
      if items.isEmpty { return "[]" }
      return joined(items.lazy.map { (nil, $0) }, opening: "[", closing: "]", budget: budget)
    case .mapping(let entries):
      if entries.isEmpty { return "{}" }
      return joined(entries.lazy.map { ($0.key.text, $0.value) }, opening: "{ ", closing: " }", budget: budget)
    }
  }

  private static func joined(
    _ entries: some Sequence<(String?, SyntaxNode)>, opening: String, closing: String, budget: Int
  ) -> String? {
    var line = opening
    var isFirst = true
    for (key, value) in entries {
      switch value.content {
      case .null, .scalar: break
      default: return nil
      }
      if !isFirst { line += ", " }
      isFirst = false
      if let key { line += quoted(key) + ": " }
      line += oneLine(value, budget: 0) ?? ""
      // Bytes are at least as many as columns, and quick to count; near the limit columns decide.
      if line.utf8.count > budget, line.unicodeScalars.count > budget { return nil }
    }
    line += closing
    return line.unicodeScalars.count < budget ? line : nil
  }

  /// `text` as a JSON string: escapes only where JSON demands them, and for what a reader would not see.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}": result += JSONEscape.text(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return JSONEscape.visible(result) + "\""
  }
}
