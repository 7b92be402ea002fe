internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Merges what several files, or services that extend each other, state: later values over earlier ones.
///
/// Each key is merged as Compose merges it (`ComposeMergeRule`); `!reset` takes away, `!override` replaces.
/// Complexity: linear in all that is stated.
enum ComposeMerge {
  /// Each value over those before it; `nil` if nothing is left.
  ///
  /// - Parameters:
  ///   - nodes: the values, those that override others last.
  ///   - path: the path of the key within a service.
  ///   - keepsTags: whether the result takes away and replaces what will be before it, as its parts say.
  static func merged(_ nodes: [SyntaxNode], at path: String = "", keepsTags: Bool = false) -> SyntaxNode? {
    // The values since the last that replaced all before it.
    var run: [SyntaxNode] = []
    var tag: SyntaxNode?
    for node in nodes {
      if node["!reset"] != nil {
        run = []
        tag = node
      } else if let value = node["!override"] {
        run = [value]
        tag = node
      } else {
        run.append(node)
      }
    }
    let result = value(of: run, at: path, keepsTags: keepsTags)
    guard keepsTags, let tag else { return result }
    guard let result else { return tag }
    return SyntaxNode(.mapping([(SyntaxNode(.scalar("!override"), at: tag.place), result)]), at: result.place)
  }

  private static func value(of nodes: [SyntaxNode], at path: String, keepsTags: Bool) -> SyntaxNode? {
    let rule = ComposeMergeRule.of(path)
    var run: [SyntaxNode] = []
    for node in nodes {
      let node = nodes.count > 1 ? rule.normalized(node) : node
      if case .replaced = rule { run = [] }
      switch (run.last?.content, node.content) {
      case (nil, _): run = [node]
      case (.mapping?, .mapping): run = isOtherDriver(rule, run, node) ? [node] : run + [node]
      case (.sequence?, .sequence): run.append(node)
      // Nothing says nothing of a mapping or list.
      case (.mapping?, .null), (.sequence?, .null): break
      default: run = [node]
      }
    }
    guard let first = run.first else { return nil }
    switch first.content {
    case .mapping: return mapping(of: run, at: path, keepsTags: keepsTags)
    case .sequence:
      if case .items(let identity) = rule { return list(of: run, identity) }
      return list(of: run, path == "command" || path == "entrypoint" ? nil : .text)
    case .null, .scalar: return first
    }
  }

  private static func isOtherDriver(_ rule: ComposeMergeRule, _ run: [SyntaxNode], _ node: SyntaxNode) -> Bool {
    guard case .logging = rule, let driver = node["driver"]?.text else { return false }
    return run.contains { $0["driver"]?.text.map { $0 != driver } ?? false }
  }

  private static func mapping(of nodes: [SyntaxNode], at path: String, keepsTags: Bool) -> SyntaxNode {
    var keys: [SyntaxNode] = []
    var values: [[SyntaxNode]] = []
    var positions: [String?: Int] = [:]
    for node in nodes {
      for (key, value) in node.pairs {
        // One mapping has each key once.
        if nodes.count > 1, let position = positions[key.text] {
          values[position].append(value)
        } else {
          if nodes.count > 1 { positions[key.text] = keys.count }
          keys.append(key)
          values.append([value])
        }
      }
    }
    let pairs = zip(keys, values).compactMap { key, values in
      merged(values, at: ComposeMergeRule.path(path, key.text ?? ""), keepsTags: keepsTags)
        .map { (key: key, value: $0) }
    }
    return SyntaxNode(.mapping(pairs), at: nodes[0].place)
  }

  /// The items of all lists; of those with one identity the last, in the place of the first.
  private static func list(of nodes: [SyntaxNode], _ identity: ComposeMergeRule.Identity?) -> SyntaxNode {
    var items: [SyntaxNode] = []
    var positions: [String: Int] = [:]
    for item in nodes.lazy.flatMap(\.items).compactMap(untagged) {
      if nodes.count > 1, let key = identity?.of(item) {
        if let position = positions[key] {
          items[position] = item
          continue
        }
        positions[key] = items.count
      }
      items.append(item)
    }
    return SyntaxNode(.sequence(items), at: nodes[0].place)
  }

  /// An item of a list without a tag; `nil` if the tag takes it away.
  static func untagged(_ item: SyntaxNode) -> SyntaxNode? { item["!reset"] != nil ? nil : item["!override"] ?? item }

  /// How many values there are in a value, itself included.
  static func count(_ node: SyntaxNode) -> Int {
    switch node.content {
    case .null, .scalar: 1
    case .sequence(let items): items.reduce(1) { $0 + count($1) }
    case .mapping(let pairs): pairs.reduce(1) { $0 + count($1.value) }
    }
  }
}
