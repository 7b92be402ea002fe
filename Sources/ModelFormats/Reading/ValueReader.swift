internal import DependencyModel

/// Reads scalars and lists of them, and says what is wrong with those that do not fit.
///
/// Numbers and words are read from the text as written, by the language's own rules: nothing depends on what a YAML
/// version takes for a number, so `014`, `NO` and `1.10` are safe ids.
struct ValueReader {
  var collector = DiagnosticCollector()

  mutating func wrongType(_ subject: String, _ expected: String, _ node: SyntaxNode) {
    collector.add(.wrongType(of: subject, expected: expected, found: node.kindName, at: node.place))
  }

  /// A text; `nil` for nothing, and for anything else with a diagnostic.
  mutating func text(_ node: SyntaxNode, _ subject: String) -> String? {
    switch node.content {
    case .scalar(let text): return text
    case .null: return nil
    case .sequence, .mapping:
      wrongType(subject, "a text", node)
      return nil
    }
  }

  /// A text, or a list of texts.
  mutating func texts(_ node: SyntaxNode, _ subject: String) -> [(text: String, place: Place)] {
    switch node.content {
    case .scalar(let text): return [(text, node.place)]
    case .null: return []
    case .sequence(let items):
      return items.compactMap { item in
        guard let text = item.text else {
          wrongType("each item of \(subject)", "a text", item)
          return nil
        }
        return (text, item.place)
      }
    case .mapping:
      wrongType(subject, "a text or a list of texts", node)
      return []
    }
  }

  /// The pairs of a mapping; none for nothing, and none with a diagnostic for anything else.
  mutating func pairs(
    _ node: SyntaxNode, _ subject: String, expected: String = "a mapping"
  ) -> [(key: SyntaxNode, value: SyntaxNode)] {
    switch node.content {
    case .mapping(let pairs): return pairs
    case .null: return []
    case .scalar, .sequence:
      wrongType(subject, expected, node)
      return []
    }
  }

  mutating func wholeNumber(_ node: SyntaxNode, _ subject: String, from least: Int = 0) -> Int? {
    guard let text = text(node, "'\(subject)'") else { return nil }
    guard let number = Int(text), number >= least, text.first != "+" else {
      collector.add(.invalidNumber(text, for: subject, expected: "a whole number from \(least)", at: node.place))
      return nil
    }
    return number
  }

  mutating func amount(_ node: SyntaxNode, _ subject: String, allowsZero: Bool = false) -> Amount? {
    guard let text = text(node, "'\(subject)'") else { return nil }
    guard let amount = Amount(text: text), allowsZero || amount > .zero else {
      let expected = "a number \(allowsZero ? "from" : "above") 0 with at most six decimals"
      collector.add(.invalidNumber(text, for: subject, expected: expected, at: node.place))
      return nil
    }
    return amount
  }

  /// An amount of work, perhaps with its unit.
  mutating func quantity(_ node: SyntaxNode, _ subject: String, allowsZero: Bool = false) -> Quantity? {
    guard let text = text(node, "'\(subject)'") else { return nil }
    guard let quantity = Quantity(text: text), allowsZero || quantity.amount > .zero else {
      let expected = "a number \(allowsZero ? "from" : "above") 0, perhaps with a unit, such as 400, 400/s or 10 Gbit/s"
      collector.add(.invalidNumber(text, for: subject, expected: expected, at: node.place))
      return nil
    }
    return quantity
  }

  mutating func duration(_ node: SyntaxNode, _ subject: String) -> Duration? {
    guard let text = text(node, "'\(subject)'") else { return nil }
    guard let duration = Duration(modelText: text) else {
      collector.add(.invalidDuration(text, at: node.place))
      return nil
    }
    return duration
  }

  /// A probability as a number from 0 to 1 or a percentage.
  mutating func probability(_ node: SyntaxNode, _ subject: String) -> Probability? {
    guard let text = node.text, let probability = Probability(text: text) else {
      collector.add(
        .invalidProbability(node.text ?? node.kindName, for: subject, allowsRange: false, at: node.place))
      return nil
    }
    return probability
  }

  /// A percentage from 0% up.
  ///
  /// - Parameter most: the most percent; `nil` for no end.
  mutating func percentage(_ node: SyntaxNode, atMost most: Amount? = Amount(100)) -> Amount? {
    guard let text = node.text, text.hasSuffix("%"), let percent = Amount(text: text.dropLast()),
      most.map({ percent <= $0 }) ?? true
    else {
      let expected = most.map { "from 0% to \($0)%, with the sign" } ?? "0% or more, with the sign"
      collector.add(
        .invalidNumber(node.text ?? node.kindName, for: "percentage", expected: expected, at: node.place))
      return nil
    }
    return percent
  }

  mutating func boolean(_ node: SyntaxNode, _ subject: String) -> Bool? {
    switch node.text {
    case "true": return true
    case "false": return false
    default:
      wrongType("'\(subject)'", "true or false", node)
      return nil
    }
  }

  mutating func choice<Choice>(
    _ node: SyntaxNode, _ subject: String, of type: Choice.Type
  ) -> Choice? where Choice: RawRepresentable<String> & CaseIterable {
    word(node, subject, of: Choice.allCases.map(\.rawValue)).flatMap(Choice.init)
  }

  /// One of some words.
  mutating func word(_ node: SyntaxNode, _ subject: String, of words: [String]) -> String? {
    guard let text = text(node, "'\(subject)'") else { return nil }
    guard words.contains(text) else {
      collector.add(.invalidChoice(text, for: subject, of: words, at: node.place))
      return nil
    }
    return text
  }

  /// Reports the keys that mean nothing here.
  mutating func checkKeys(
    _ pairs: [(key: SyntaxNode, value: SyntaxNode)], known: [String], in context: @autoclosure () -> String
  ) {
    for (key, value) in pairs {
      guard let text = key.text, !known.contains(text) else { continue }
      let otherWord = Self.otherWords[text.lowercased().filter(\.isLetter)].flatMap { known.contains($0) ? $0 : nil }
      let suggestion = spellingSuggestion(for: text, among: known) ?? otherWord
      collector.add(
        .unknownKey(
          text, in: context(), known: known, suggestion: suggestion, hint: Self.hint(text, value, known), at: key.place)
      )
    }
  }

  /// The names that other tools have for the keys of this language.
  private static let otherWords = [
    "dependson": "needs", "depends": "needs", "dependencies": "needs", "requires": "needs", "need": "needs",
    "zone": "in", "domain": "in", "location": "in", "type": "kind", "title": "name", "team": "owner", "labels": "tags",
    "services": "components", "resources": "components", "nodes": "components", "zones": "domains",
  ]

  /// A hint at what probably went wrong if a key is not a misspelling.
  private static func hint(_ text: String, _ value: SyntaxNode, _ known: [String]) -> String? {
    if let colon = text.firstIndex(of: ":"), known.contains(String(text[..<colon])) {
      return "a space is missing after the ':'"
    }
    if case .null = value.content { return "if it belongs to a text with a comma, put the text in quotes" }
    return nil
  }

  /// An id, if it is one.
  mutating func identifier(_ node: SyntaxNode) -> ComponentID? {
    node.text.flatMap { identifier($0, at: node.place) }
  }

  /// A text as an id, if it is one.
  mutating func identifier(_ text: String, at place: Place) -> ComponentID? {
    let isSound = !text.isEmpty && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    guard isSound else {
      collector.add(.invalidID(text, at: place))
      return nil
    }
    return ComponentID(text)
  }

  /// A day as `YYYY-MM-DD`.
  mutating func date(_ node: SyntaxNode, _ subject: String) -> String? {
    guard let text = text(node, subject) else { return nil }
    guard CalendarDay.isValid(text) else {
      collector.add(.invalidDate(text, at: node.place))
      return nil
    }
    return text
  }
}
