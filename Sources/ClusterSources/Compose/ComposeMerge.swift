internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Merges what several files, or services that extend each other, state: later values over earlier ones.
///
/// Mappings are merged by key, lists put together, anything else is replaced; `!reset` takes away, `!override` replaces.
/// Complexity: linear in all that is stated.
enum ComposeMerge {
  /// A value over another one.
  static func merged(_ base: SyntaxNode, _ over: SyntaxNode) -> SyntaxNode { merged([base, over]) ?? over }

  /// Each value over those before it; `nil` of none.
  static func merged(_ nodes: [SyntaxNode]) -> SyntaxNode? {
    guard nodes.count > 1 else { return nodes.first }
    // The values since the last that replaced all before it; they are all mappings, or all lists, or one.
    var run: [SyntaxNode] = [nodes[0]]
    for over in nodes.dropFirst() {
      if over["!reset"] != nil {
        run = [SyntaxNode(.null, at: over.place)]
      } else if let value = over["!override"] {
        run = [value]
      } else {
        switch (run[0].content, over.content) {
        case (.mapping, .mapping), (.sequence, .sequence): run.append(over)
        default: run = [over]
        }
      }
    }
    guard run.count > 1 else { return run[0] }
    if case .mapping = run[0].content { return mapping(of: run) }
    return list(of: run)
  }

  private static func mapping(of nodes: [SyntaxNode]) -> SyntaxNode {
    var keys: [SyntaxNode] = []
    var values: [[SyntaxNode]] = []
    var positions: [String?: Int] = [:]
    for (number, node) in nodes.enumerated() {
      for (key, value) in node.pairs {
        // Keys within one mapping are unique.
        if number > 0, let position = positions[key.text] {
          values[position].append(value)
        } else {
          positions[key.text] = keys.count
          keys.append(key)
          values.append([value])
        }
      }
    }
    let pairs = zip(keys, values).compactMap { key, values in merged(values).map { (key: key, value: $0) } }
    return SyntaxNode(.mapping(pairs), at: nodes[0].place)
  }

  /// The items of all lists; a text that an earlier list has says nothing more.
  private static func list(of nodes: [SyntaxNode]) -> SyntaxNode {
    var known = Set(nodes[0].items.compactMap(\.text))
    var items = nodes[0].items
    for node in nodes.dropFirst() {
      let new = node.items.filter { item in item.text.map { !known.contains($0) } ?? true }
      known.formUnion(new.lazy.compactMap(\.text))
      items += new
    }
    return SyntaxNode(.sequence(items), at: nodes[0].place)
  }

  /// How many values there are in a value, itself included.
  static func count(_ node: SyntaxNode) -> Int {
    switch node.content {
    case .null, .scalar: 1
    case .sequence(let items): items.reduce(1) { $0 + count($1) }
    case .mapping(let pairs): pairs.reduce(1) { $0 + count($1.value) }
    }
  }
}
