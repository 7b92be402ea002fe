internal import ModelFormats
internal import SourceReading

/// Conditions: whether they hold, and why that is not known.
extension CloudFormationStack {
  /// The decisions about the conditions of a template.
  struct Decisions {
    /// The conditions that something decides.
    var values: [String: Bool] = [:]
    /// Conditions that nothing decides, because they refer to themselves, or to such.
    var circular: Set<String> = []
  }

  /// Whether a condition holds; `nil` where nothing here decides it.
  func condition(_ name: String) -> Bool? {
    if decisions == nil { decide() }
    return decisions?.values[name]
  }

  /// The name of a condition; of one that is not defined only what is formed like a name.
  func quoted(condition name: String) -> String {
    conditions[name] == nil ? ForeignName.quoted(name, or: "without a plain name", signs: "") : name
  }

  /// Why a condition is not decided, after its name.
  func reasonUndecided(_ name: String) -> String {
    if conditions[name] == nil { return "is not defined" }
    if decisions?.circular.contains(name) == true { return "is circular, which CloudFormation refuses" }
    return "depends on a parameter, or AWS::Region, that was not given"
  }

  /// Decides every condition after those that it is made of, however long the chain.
  private func decide() {
    decisions = Decisions()
    let wasDeciding = isDeciding
    isDeciding = true
    defer { isDeciding = wasDeciding }
    var isDone: Set<String> = []
    var reported: Set<String> = []
    for start in conditionNames where !isDone.contains(start) {
      // `low` is the first condition of the path that leads back from here.
      var path = [(name: start, parts: parts(of: start), next: 0, low: Int.max)]
      var places = [start: 0]
      while let (name, parts, next, low) = path.last {
        let top = path.count - 1
        guard next < parts.count else {
          finish(name, parts, isOnCircle: low <= top)
          isDone.insert(name)
          places[name] = nil
          path.removeLast()
          if low < top { path[top - 1].low = min(path[top - 1].low, low) }
          continue
        }
        path[top].next += 1
        let part = parts[next]
        if let place = places[part] {
          path[top].low = min(low, place)
          if reported.insert(part).inserted { noteCircle(path[place...].prefix(5).map(\.name), of: path.count - place) }
        } else if !isDone.contains(part), conditions[part] != nil {
          places[part] = path.count
          path.append((part, self.parts(of: part), 0, Int.max))
        }
      }
    }
  }

  private func finish(_ name: String, _ parts: [String], isOnCircle: Bool) {
    let value = conditions[name].flatMap { truth($0.node, $0.bindings) }
    if let value, !isOnCircle {
      decisions?.values[name] = value
    } else if isOnCircle || parts.contains(where: { decisions?.circular.contains($0) == true }) {
      decisions?.circular.insert(name)
    }
  }

  /// Reports a circle of conditions, by the first five of them.
  private func noteCircle(_ names: [String], of count: Int) {
    let isLong = count > 3
    let all =
      (isLong ? names.prefix(4) : names + names.prefix(1)).joined(separator: ", ")
      + (isLong ? " and \(count - 3) more" : "")
    set.remark(
      "\(ImportDraft.fileName(file)): conditions refer to themselves, which CloudFormation refuses: \(all)"
    )
  }

  /// The conditions that a condition is made of.
  private func parts(of name: String) -> [String] {
    guard let (node, bindings) = conditions[name] else { return [] }
    var found: [String] = []
    func visit(_ node: SyntaxNode) {
      for item in node.items { visit(item) }
      for (key, value) in node.pairs {
        let function = key.text.flatMap(Self.function)
        if function == "Condition", let text = value.text {
          found.append(bound(text, bindings))
        } else {
          if function == "If", let text = value.items.first?.text { found.append(bound(text, bindings)) }
          visit(value)
        }
      }
    }
    visit(node)
    return found
  }

  private func truth(_ node: SyntaxNode, _ bindings: Bindings) -> Bool? {
    guard case .mapping(let pairs) = node.content, pairs.count == 1, let key = pairs[0].key.text else {
      return node.bool
    }
    let value = pairs[0].value
    switch Self.function(key) {
    case "Condition": return value.text.flatMap { condition(bound($0, bindings)) }
    case "Not": return value.itemsOrSelf.first.flatMap { truth($0, bindings) }.map { !$0 }
    case "And":
      let parts = value.items.map { truth($0, bindings) }
      return parts.isEmpty ? nil : parts.contains(false) ? false : parts.contains(nil) ? nil : true
    case "Or":
      let parts = value.items.map { truth($0, bindings) }
      return parts.isEmpty ? nil : parts.contains(true) ? true : parts.contains(nil) ? nil : false
    case "Equals":
      guard value.items.count == 2 else { return nil }
      guard let left = evaluate(value.items[0], bindings)?.text, let right = evaluate(value.items[1], bindings)?.text
      else { return nil }
      return left == right
    default: return nil
    }
  }
}
