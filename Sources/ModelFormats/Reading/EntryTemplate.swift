internal import DependencyModel

/// A part of an entry in which names in braces are replaced by values.
///
/// A part without a name is kept unchanged and shared by all entries.
indirect enum EntryTemplate: Sendable {
  case fixed(SyntaxNode, count: Int)
  case scalar(SyntaxNode, [Part])
  case sequence(SyntaxNode, [EntryTemplate])
  case mapping(SyntaxNode, [(key: EntryTemplate, value: EntryTemplate)])

  /// A run of a text, or the number of the variable whose value is in its place.
  enum Part: Sendable {
    case text(String)
    case variable(Int)
  }

  /// The template of a node.
  ///
  /// - Parameter names: the names of the variables. In one pass, so that a value with braces is not expanded again.
  init(_ node: SyntaxNode, _ names: [String]) {
    switch node.content {
    case .null: self = .fixed(node, count: 1)
    case .scalar(let text):
      let parts = Self.parts(of: text, names)
      self =
        parts.contains { if case .variable = $0 { true } else { false } }
        ? .scalar(node, parts) : .fixed(node, count: 1)
    case .sequence(let items):
      let templates = items.map { EntryTemplate($0, names) }
      let count = templates.reduce(1) { $0 + $1.nodeCount }
      self = templates.allSatisfy(\.isFixed) ? .fixed(node, count: count) : .sequence(node, templates)
    case .mapping(let pairs):
      let templates = pairs.map { (key: EntryTemplate($0.key, names), value: EntryTemplate($0.value, names)) }
      let count = templates.reduce(1) { $0 + $1.key.nodeCount + $1.value.nodeCount }
      let isFixed = templates.allSatisfy { $0.key.isFixed && $0.value.isFixed }
      self = isFixed ? .fixed(node, count: count) : .mapping(node, templates)
    }
  }

  private static func parts(of text: String, _ names: [String]) -> [Part] {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return [] }
    var parts: [Part] = []
    var literal = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      literal += rest[..<open]
      rest = rest[open...]
      if let close = rest.firstIndex(of: "}"),
        let variable = names.firstIndex(where: { $0 == rest[rest.index(after: open)..<close] })
      {
        if !literal.isEmpty { parts.append(.text(literal)) }
        literal = ""
        parts.append(.variable(variable))
        rest = rest[rest.index(after: close)...]
      } else {
        literal += "{"
        rest = rest.dropFirst()
      }
    }
    literal += rest
    if !literal.isEmpty { parts.append(.text(literal)) }
    return parts
  }

  private var isFixed: Bool { if case .fixed = self { true } else { false } }

  /// The number of values and keys.
  var nodeCount: Int {
    switch self {
    case .fixed(_, let count): count
    case .scalar: 1
    case .sequence(_, let items): items.reduce(1) { $0 + $1.nodeCount }
    case .mapping(_, let pairs): pairs.reduce(1) { $0 + $1.key.nodeCount + $1.value.nodeCount }
    }
  }

  /// The bytes of the texts that one entry adds, given the bytes of the longest value of each variable.
  func byteCount(_ longest: [Int]) -> Int {
    switch self {
    case .fixed: 0
    case .scalar(_, let parts):
      parts.reduce(0) { sum, part in
        switch part {
        case .text(let text): sum + text.utf8.count
        case .variable(let number): sum + longest[number]
        }
      }
    case .sequence(_, let items): items.reduce(0) { $0 + $1.byteCount(longest) }
    case .mapping(_, let pairs): pairs.reduce(0) { $0 + $1.key.byteCount(longest) + $1.value.byteCount(longest) }
    }
  }

  /// The node with values in place of the names.
  ///
  /// - Parameter values: in step with the names of the variables.
  func node(with values: [String]) -> SyntaxNode {
    switch self {
    case .fixed(let node, _): return node
    case .scalar(var node, let parts):
      var text = ""
      for part in parts {
        switch part {
        case .text(let literal): text += literal
        case .variable(let number): text += values[number]
        }
      }
      node.content = .scalar(text)
      return node
    case .sequence(var node, let items):
      node.content = .sequence(items.map { $0.node(with: values) })
      return node
    case .mapping(var node, let pairs):
      node.content = .mapping(pairs.map { ($0.key.node(with: values), $0.value.node(with: values)) })
      return node
    }
  }
}
