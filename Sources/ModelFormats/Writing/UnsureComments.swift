internal import DependencyModel

/// Comments for a reader's eye beside requirements that are inferred or assumed: `# inferred: db`.
enum UnsureComments {
  /// No comment is longer, whatever ids there are.
  private static let longest = 100
  private static let limit = 4

  /// A line for each confidence that must be looked at, for what is under a key of a component.
  static func lines(for value: SyntaxNode) -> [String] {
    var found: [Confidence: [String]] = [:]
    collect(value, into: &found)
    return Confidence.allCases.filter(\.isWeak).compactMap { confidence in
      guard let texts = found[confidence] else { return nil }
      let more = texts.count > limit ? " and \(texts.count - limit) more" : ""
      return comment("\(confidence.rawValue): \(texts.prefix(limit).joined(separator: ", "))\(more)")
    }
  }

  private static func collect(_ node: SyntaxNode, into found: inout [Confidence: [String]]) {
    switch node.content {
    case .null, .scalar: break
    case .sequence(let items): for item in items { collect(item, into: &found) }
    case .mapping(let pairs):
      // A number says so itself, in one line.
      if !pairs.contains(where: { $0.key.text == "value" }),
        let text = pairs.first(where: { $0.key.text == "confidence" })?.value.text,
        let confidence = Confidence(rawValue: text), confidence.isWeak
      {
        found[confidence, default: []].append(requirement(pairs))
      }
      for (_, value) in pairs { collect(value, into: &found) }
    }
  }

  /// The requirement, in a few words.
  private static func requirement(_ pairs: [(key: SyntaxNode, value: SyntaxNode)]) -> String {
    for (key, value) in pairs {
      switch key.text {
      case "on": return members(value)
      case "any", "all": return "\(key.text!) of \(members(value))"
      case "of": return "some of \(members(value))"
      default: break
      }
    }
    return "?"
  }

  private static func members(_ node: SyntaxNode) -> String {
    var texts: [String]
    switch node.content {
    case .null: texts = []
    case .scalar(let text): texts = [text]
    case .sequence(let items): texts = items.map { $0.text ?? "a group" }
    case .mapping(let pairs): texts = pairs.map { $0.key.text ?? "?" }
    }
    if texts.count > limit { texts = texts.prefix(limit) + ["\(texts.count - limit) more"] }
    return texts.joined(separator: ", ")
  }

  /// A comment of one line, whatever is in the text.
  private static func comment(_ text: String) -> String {
    let isCut = text.unicodeScalars.count > longest
    var scalars = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars.prefix(longest) {
      defer { previous = scalar }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
        scalars.append("\u{FFFD}")
      case .spaceSeparator: scalars.append(" ")
      default: scalars.append(scalar.isInvisible(after: previous) ? "\u{FFFD}" : scalar)
      }
    }
    if isCut { scalars.append("…") }
    var line = "# " + RunnerCommands.broken(String(scalars))
    while line.last == " " { line.removeLast() }
    return line
  }
}
