internal import DependencyModel

extension ValueReader {
  private static let numberKeys = ["value", "confidence", "source"]

  /// A number that may say how it is known: `100`, or `{ value: 100, confidence: assumed }`.
  ///
  /// - Parameters:
  ///   - node: the value of a key.
  ///   - subject: the key.
  /// - Returns: the node of the number, and how it is known, if that is stated; of a mapping without a number nothing, with
  ///   a diagnostic.
  mutating func knownNumber(_ node: SyntaxNode, _ subject: String) -> (number: SyntaxNode, basis: NumberBasis?) {
    guard case .mapping(let pairs) = node.content else { return (node, nil) }
    checkKeys(pairs, known: Self.numberKeys, in: "'\(subject)'")
    var values: [String: SyntaxNode] = [:]
    for (key, value) in pairs { values[key.text ?? ""] = value }
    let confidence = values["confidence"].flatMap { choice($0, "confidence", of: Confidence.self) }
    let source = values["source"].flatMap { text($0, "'source'") }
    if let number = values["value"] {
      if case .null = number.content {
      } else {
        return (number, NumberBasis(confidence: confidence ?? .declared, source: source))
      }
    }
    // A misspelled key was reported already.
    if pairs.allSatisfy({ Self.numberKeys.contains($0.key.text ?? "") }) {
      wrongType("'\(subject)'", "a number, or a mapping with its 'value'", node)
    }
    return (SyntaxNode(.null, at: node.place), nil)
  }
}
