internal import DependencyModel

/// A document as YAML that the formatter can lay out: which parts are blocks and which are in brackets is decided here,
/// the rest there.
///
/// The top two levels are blocks, and so is a component of more than a few words; what is in a component is in
/// brackets, spread over lines where it takes several.
enum YAMLDraft {
  /// The number of entries that a component may have to be on one line.
  private static let shortEntry = 3

  static func text(of document: SyntaxNode) -> String {
    var text = ""
    guard case .mapping(let sections) = document.content else { return text }
    for (key, value) in sections {
      switch value.content {
      case .mapping(let entries) where !entries.isEmpty:
        text += "\(scalar(key)):\n"
        for entry in entries { add(entry, depth: 1, to: &text) }
      default: text += "\(scalar(key)): \(flow(value))\n"
      }
    }
    return text
  }

  /// An entry of a section: a domain, a component, a fault, a check.
  private static func add(_ entry: (key: SyntaxNode, value: SyntaxNode), depth: Int, to text: inout String) {
    let indentation = String(repeating: "  ", count: depth)
    let line = line(of: entry, depth: depth)
    guard line == nil, case .mapping(let pairs) = entry.value.content else {
      for comment in UnsureComments.lines(for: entry.value) { text += "\(indentation)\(comment)\n" }
      text += "\(indentation)\(head(entry.key, indentation)) \(line ?? flow(entry.value))\n"
      return
    }
    text += "\(indentation)\(head(entry.key, indentation))\n"
    for (key, value) in pairs {
      if key.text == "domains", case .mapping(let nested) = value.content {
        text += "\(indentation)  domains:\n"
        for entry in nested { add(entry, depth: depth + 2, to: &text) }
        continue
      }
      for comment in UnsureComments.lines(for: value) { text += "\(indentation)  \(comment)\n" }
      // Below its key a list is spread: the formatter fills lines with it where it does not fit on one.
      let body = flow(value)
      let isWide = body.utf8.count > YAMLPrinter.width - indentation.utf8.count - 20
      text += "\(indentation)  \(scalar(key)):\(isWide && isCollection(value) ? "\n\(indentation)    " : " ")\(body)\n"
    }
  }

  /// What stands behind the key of an entry that is short enough for one line.
  private static func line(of entry: (key: SyntaxNode, value: SyntaxNode), depth: Int) -> String? {
    guard case .mapping(let pairs) = entry.value.content else { return nil }
    if pairs.count > shortEntry || pairs.contains(where: { $0.key.text == "domains" }) { return nil }
    let text = flow(entry.value)
    return text.utf8.count + scalar(entry.key).utf8.count + 2 * depth + 2 > YAMLPrinter.width ? nil : text
  }

  private static func isCollection(_ node: SyntaxNode) -> Bool {
    switch node.content {
    case .sequence, .mapping: true
    case .null, .scalar: false
    }
  }

  /// A document as one flow list or mapping.
  static func flow(_ node: SyntaxNode) -> String {
    switch node.content {
    case .null: return "null"
    case .scalar: return scalar(node)
    case .sequence(let items): return "[\(items.map(flow).joined(separator: ", "))]"
    case .mapping(let pairs):
      if pairs.isEmpty { return "{}" }
      return "{ \(pairs.map { "\(head($0.key)) \(flow($0.value))" }.joined(separator: ", ")) }"
    }
  }

  /// A key with its colon; one that YAML finds too long says that it is one.
  private static func head(_ key: SyntaxNode, _ indentation: String? = nil) -> String {
    let text = scalar(key)
    guard text.utf8.count > YAMLPrinter.longestKey else { return "\(text):" }
    return indentation.map { "? \(text)\n\($0):" } ?? "? \(text) :"
  }

  /// A text with quotes only where it needs them; a number as it is.
  private static func scalar(_ node: SyntaxNode) -> String {
    guard let text = node.text else { return "\"\"" }
    let isPlain = !node.isQuoted || PlainText.isPossible(text) && (!PlainText.mayReadAsMore(text) || isQuantity(text))
    return isPlain ? text : PlainText.doubleQuoted(text)
  }

  /// Whether a text is a duration or a percentage, which is never written in quotes.
  private static func isQuantity(_ text: String) -> Bool {
    Duration(modelText: text) != nil || text.hasSuffix("%") && Amount(text: text.dropLast()) != nil
  }
}
