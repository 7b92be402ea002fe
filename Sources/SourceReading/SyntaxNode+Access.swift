package import ModelFormats

/// Short ways through a foreign document: what is not there, or of another form, is `nil` or empty.
extension SyntaxNode {
  /// The value of a key of a mapping.
  package subscript(key: String) -> SyntaxNode? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs.first { $0.key.text == key }?.value
  }

  /// The value at the end of some keys, one within the other.
  package subscript(path keys: String...) -> SyntaxNode? {
    keys.reduce(self as SyntaxNode?) { node, key in node?[key] }
  }

  /// The items of a list; none of anything else.
  package var items: [SyntaxNode] {
    if case .sequence(let items) = content { items } else { [] }
  }

  /// The items of a list, or a single value; none of nothing.
  package var itemsOrSelf: [SyntaxNode] {
    switch content {
    case .sequence(let items): items
    case .null: []
    case .scalar, .mapping: [self]
    }
  }

  /// The entries of a mapping; none of anything else.
  package var pairs: [(key: SyntaxNode, value: SyntaxNode)] {
    if case .mapping(let pairs) = content { pairs } else { [] }
  }

  /// A truth value, written with or without quotes.
  package var bool: Bool? {
    switch text?.lowercased() {
    case "true"?, "yes"?, "on"?: true
    case "false"?, "no"?, "off"?: false
    default: nil
    }
  }

  /// A whole number, written with or without quotes.
  package var int: Int? { text.flatMap { Int($0) } }

  /// Whether nothing is here.
  package var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// Every scalar in the value, at any depth, in the order written.
  package func forEachScalar(_ body: (SyntaxNode) -> Void) {
    switch content {
    case .null: break
    case .scalar: body(self)
    case .sequence(let items): for item in items { item.forEachScalar(body) }
    case .mapping(let pairs): for pair in pairs { pair.value.forEachScalar(body) }
    }
  }
}
