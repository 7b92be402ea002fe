package import ModelFormats

/// The values of a mapping by key, for those who ask for many of them: a look through the mapping for each would take the
/// square of its length.
package struct KeyedValues {
  private let node: SyntaxNode
  private var values: [String: SyntaxNode]?

  /// The values of a mapping; none of anything else.
  package init(_ node: SyntaxNode) {
    self.node = node
    // Few entries are found faster by looking.
    guard case .mapping(let pairs) = node.content, pairs.count > 8 else { return }
    var values: [String: SyntaxNode] = [:]
    for (key, value) in pairs {
      if let text = key.text, values[text] == nil { values[text] = value }
    }
    self.values = values
  }

  /// The value of a key.
  package subscript(key: String) -> SyntaxNode? { values.map { $0[key] } ?? node[key] }
}
