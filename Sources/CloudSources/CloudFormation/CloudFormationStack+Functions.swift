internal import ModelFormats
internal import SourceReading

/// The functions of templates.
extension CloudFormationStack {
  /// The name of a function without the ways to write it: `!Ref`, `Ref`, `Fn::GetAtt`.
  static func function(_ key: String) -> String? {
    if key.hasPrefix("Fn::") { return String(key.dropFirst(4)) }
    if key.hasPrefix("!") { return String(key.dropFirst()) }
    return key == "Ref" || key == "Condition" ? key : nil
  }

  /// The value of a property; `nil` for `AWS::NoValue`.
  func evaluate(_ node: SyntaxNode, _ bindings: Bindings) -> CloudValue? {
    guard set.enter(at: node.place) else { return .unknown }
    defer { set.leave() }
    switch node.content {
    case .null: return .null
    case .scalar(let text): return read(bound(text, bindings))
    case .sequence(let items): return .list(items.compactMap { evaluate($0, bindings) })
    case .mapping(let pairs):
      if pairs.count == 1, let key = pairs[0].key.text, !Self.isLoop(key), let function = Self.function(key),
        key != "Condition" || pairs[0].value.text.map({ conditions[$0] != nil }) == true
      {
        return call(function, pairs[0].value, bindings)
      }
      var found: [(key: String, value: CloudValue)] = []
      expand(node, bindings) { key, value, inner in
        if let value = evaluate(value, inner) { found.append((key, value)) }
      }
      return .map(found)
    }
  }

  private func call(_ function: String, _ node: SyntaxNode, _ bindings: Bindings) -> CloudValue? {
    let items = node.items
    func argument(_ index: Int) -> CloudValue? { index < items.count ? evaluate(items[index], bindings) : nil }
    switch function {
    case "Ref": return node.text.map { ref(bound($0, bindings), bindings, at: node.place) } ?? .unknown
    case "GetAtt":
      let written = items.isEmpty ? node.text.map { [$0] } ?? [] : items.compactMap { evaluate($0, bindings)?.text }
      return attribute(bound(written.joined(separator: "."), bindings), at: node.place)
    case "Sub": return substituted(node, bindings)
    case "Join":
      guard items.count == 2 else { return .unknown }
      return joined(argument(1)?.items ?? [], by: argument(0)?.text ?? "", at: node.place)
    case "Select": return selected(items, bindings)
    case "Split":
      guard items.count == 2, let separator = argument(0)?.text, !separator.isEmpty else { return .unknown }
      return split(argument(1) ?? .unknown, by: separator, at: node.place)
    case "GetAZs": return .list(set.zones.map { .text($0) })
    case "FindInMap":
      guard let map = argument(0)?.text, let first = argument(1)?.text, let second = argument(2)?.text,
        let found = mappings[map]?[first]?[second]
      else {
        return items.count == 4 ? items[3]["DefaultValue"].map { evaluate($0, bindings) } ?? .unknown : .unknown
      }
      return constant(found)
    case "If":
      guard items.count == 3, let name = items[0].text.map({ bound($0, bindings) }) else { return .unknown }
      switch condition(name) {
      case true?: return argument(1)
      case false?: return argument(2)
      case nil:
        if !isDeciding { set.undecided(name, in: self) }
        return either(argument(1), argument(2))
      }
    case "Condition", "Equals", "And", "Or", "Not":
      let value = function == "Condition" ? node.text.flatMap { condition(bound($0, bindings)) } : nil
      return value.map { .text($0 ? "true" : "false") } ?? .unknown
    case "ImportValue": return set.imported(evaluate(node, bindings) ?? .unknown, by: self, at: node.place)
    case "Base64", "ToJsonString": return evaluate(node, bindings)
    case "Length":
      guard case .list(let values)? = evaluate(node, bindings) else { return .unknown }
      return .text(String(values.count))
    case "Cidr":
      // The blocks have no names of their own; how many there are can matter.
      guard let count = argument(1)?.int, (1...256).contains(count) else { return .unknown }
      return .list(Array(repeating: .unknown, count: count))
    case "Transform":
      set.unexpanded(node["Name"]?.text ?? "Fn::Transform")
      return node["Parameters"].flatMap { evaluate($0, bindings) } ?? .unknown
    default:
      set.remark("a function is unknown: its value is used unchanged")
      return evaluate(node, bindings)
    }
  }

  /// The value of a mapping, where no function is allowed.
  private func constant(_ node: SyntaxNode) -> CloudValue {
    guard set.enter(at: node.place) else { return .unknown }
    defer { set.leave() }
    switch node.content {
    case .null: return .null
    case .scalar(let text): return .text(text)
    case .sequence(let items): return .list(items.map { constant($0) })
    case .mapping(let pairs):
      if pairs.contains(where: { $0.key.text.flatMap(Self.function) != nil }) { return .unknown }
      return .map(pairs.compactMap { pair in pair.key.text.map { ($0, constant(pair.value)) } })
    }
  }

  private func selected(_ items: [SyntaxNode], _ bindings: Bindings) -> CloudValue {
    guard items.count == 2 else { return .unknown }
    let index = evaluate(items[0], bindings)?.int
    if case .mapping(let pairs) = items[1].content, pairs.count == 1, let key = pairs[0].key.text,
      Self.function(key) == "GetAZs"
    {
      guard let index, index >= 0 else { return .unknown }
      set.usesZones(upTo: min(index, 25))
      return .text("az[\(min(index, 25))]")
    }
    switch evaluate(items[1], bindings) {
    case .list(let values)?:
      if let index { return values.indices.contains(index) ? values[index] : .unknown }
      // Which of them is not known: one of them.
      return values.dropFirst().reduce(values.first) { either($0, $1) } ?? .unknown
    // Any part of what a resource says of itself is still its own.
    case .reference(let reference)?: return .reference(reference)
    default: return .unknown
    }
  }

  /// The value of one of two branches, if it is not known which.
  func either(_ first: CloudValue?, _ second: CloudValue?) -> CloudValue? {
    guard let first, let second else { return first ?? second }
    switch (first, second) {
    case (.reference(let left), .reference(let right)):
      var ids = left.resources
      let known = Set(ids)
      ids += right.resources.filter { !known.contains($0) }
      set.spend(ids.count, at: document.place)
      return .reference(
        CloudReference(
          ids, attribute: left.attribute == right.attribute ? left.attribute : "", isAmbiguous: ids.count > 1))
    case (.list(let left), .list(let right)): return .list(left + right)
    case (.map, .map): return .joined([first, second])
    case (.reference, _), (.list, _), (.map, _), (.joined, _): return first
    case (_, .reference), (_, .list), (_, .map), (_, .joined): return second
    default: return first.text != nil && first.text == second.text ? first : .unknown
    }
  }
}
