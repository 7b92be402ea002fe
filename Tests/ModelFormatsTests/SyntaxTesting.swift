import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// The tree as text, to compare: quoted scalars in quotes, nothing as `~`.
func treeText(_ node: SyntaxNode?) -> String {
  guard let node else { return "none" }
  switch node.content {
  case .null: return "~"
  case .scalar(let text): return node.isQuoted ? "\"\(text)\"" : text
  case .sequence(let items): return "[" + items.map { treeText($0) }.joined(separator: ", ") + "]"
  case .mapping(let entries):
    return "{" + entries.map { "\($0.key.text!): \(treeText($0.value))" }.joined(separator: ", ") + "}"
  }
}

/// Reads a marked text and expects exactly the diagnostics `codes`, in this order, each at the mark of its number.
@discardableResult
func expectDiagnostics(
  _ codes: [DiagnosticCode], in marked: String, file: String = "model.yaml", message: String? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) -> SyntaxReading {
  let marked = MarkedText(marked, file: file)
  let (reading, _) = DocumentSyntax.read(marked.bytes, file: file)
  #expect(reading.diagnostics.map(\.code.id) == codes.map(\.id), sourceLocation: sourceLocation)
  #expect(reading.diagnostics.map(\.place) == marked.places, sourceLocation: sourceLocation)
  if let message {
    #expect(
      reading.diagnostics.contains { $0.message.contains(message) }, "\(reading.diagnostics)",
      sourceLocation: sourceLocation)
  }
  for diagnostic in reading.diagnostics {
    #expect(
      diagnostic.message.first?.isUppercase != true || diagnostic.message.hasPrefix("JSON"),
      sourceLocation: sourceLocation)
    #expect(!diagnostic.message.hasSuffix("."), sourceLocation: sourceLocation)
  }
  return reading
}

extension SyntaxNode {
  /// The value under a key of a mapping.
  subscript(key: String) -> SyntaxNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.text == key }?.value
  }

  /// An item of a list.
  subscript(index: Int) -> SyntaxNode? {
    guard case .sequence(let items) = content, items.indices.contains(index) else { return nil }
    return items[index]
  }
}
