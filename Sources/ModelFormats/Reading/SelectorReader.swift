internal import DependencyModel

extension ValueReader {
  /// A selector in any of its forms; `nil` for nothing, or with a diagnostic.
  mutating func selector(_ node: SyntaxNode) -> ComponentSelector? {
    switch node.content {
    case .scalar(let text):
      return .name(text)
    case .sequence(let items):
      guard !items.isEmpty else {
        collector.add(.selectorForm(found: "an empty list", at: node.place))
        return nil
      }
      let selectors = items.compactMap { selector($0) }
      return selectors.count == 1 ? selectors[0] : .anyOf(selectors)
    case .mapping(let pairs):
      let conditions = pairs.compactMap { condition($0.key, $0.value) }
      guard conditions.count == pairs.count, !pairs.isEmpty else {
        if pairs.isEmpty { collector.add(.selectorForm(found: "an empty mapping", at: node.place)) }
        return nil
      }
      return .matching(conditions)
    case .null:
      collector.add(.selectorForm(found: "nothing", at: node.place))
      return nil
    }
  }

  /// A condition of a selector; `nil` with a diagnostic if its value is wrong.
  mutating func condition(_ key: SyntaxNode, _ value: SyntaxNode) -> ComponentSelector.Condition? {
    let name = key.text ?? ""
    guard ComponentSelector.keys.contains(name) else {
      checkKeys([(key, value)], known: ComponentSelector.keys, in: "a selector")
      return nil
    }
    if name == "not" { return selector(value).map { .not($0) } }
    guard let text = value.text else {
      wrongType("'\(name)' of a selector", "a text", value)
      return nil
    }
    guard let condition = ComponentSelector.Condition(key: name, value: text) else {
      collector.add(
        .invalidNumber(text, for: "tier", expected: "a whole number, or one after <=, <, >= or >", at: value.place))
      return nil
    }
    return condition
  }
}
