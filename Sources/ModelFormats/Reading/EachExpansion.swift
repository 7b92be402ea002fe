internal import DependencyModel

/// Expands an entry with `each` into one for every combination of its variables' values.
struct EachExpansion {
  /// How many entries one entry may make; larger models are generated, as JSON.
  static let limit = 200_000

  /// One expanded entry: the key and the body without `each`, with every `{name}` replaced.
  typealias Entry = (key: SyntaxNode, body: SyntaxNode)

  private let variables: [(name: String, values: [String])]
  private let key: SyntaxNode
  private let body: SyntaxNode

  /// The expansion of an entry; `nil` where it has no `each`, or one that is not understood (with a complaint).
  init?(key: SyntaxNode, body: SyntaxNode, reader: inout ValueReader) {
    guard case .mapping(let pairs) = body.content,
      let each = pairs.first(where: { $0.key.text == "each" })?.value
    else { return nil }
    guard case .mapping(let entries) = each.content, !entries.isEmpty else {
      reader.collector.add(.eachForm(each.kindName, at: each.place))
      return nil
    }
    var variables: [(name: String, values: [String])] = []
    for (name, list) in entries {
      guard case .sequence(let items) = list.content, !items.isEmpty, items.allSatisfy({ $0.text != nil }) else {
        reader.collector.add(.eachForm(list.kindName == "a list" ? "an empty list" : list.kindName, at: list.place))
        return nil
      }
      variables.append((name.text ?? "", items.map { $0.text! }))
    }
    var count = 1
    for (_, values) in variables {
      count *= values.count
      guard count <= Self.limit else {
        reader.collector.add(.eachTooMany(limit: Self.limit, at: each.place))
        return nil
      }
    }
    self.variables = variables
    self.key = key
    var body = body
    body.content = .mapping(pairs.filter { $0.key.text != "each" })
    self.body = body
  }

  /// Every combination, the last variable changing fastest; unknown names in braces are complained of once.
  func entries(reader: inout ValueReader) -> [Entry] {
    var unknown = Set<String>()
    let names = variables.map(\.name)
    func check(_ node: SyntaxNode) {
      switch node.content {
      case .null: break
      case .scalar(let text):
        for name in Self.names(in: text) where !names.contains(name) && unknown.insert(name).inserted {
          reader.collector.add(.eachVariable(name, known: names.map { "{\($0)}" }, at: node.place))
        }
      case .sequence(let items): items.forEach(check)
      case .mapping(let pairs):
        for (key, value) in pairs {
          check(key)
          check(value)
        }
      }
    }
    check(key)
    check(body)

    var combinations: [[String: String]] = [[:]]
    for (name, values) in variables {
      combinations = combinations.flatMap { combination in
        values.map { combination.merging([name: $0]) { $1 } }
      }
    }
    return combinations.map { (Self.replacing($0, in: key), Self.replacing($0, in: body)) }
  }

  /// The names in braces of a text: letters, digits, `-` and `_` only, so that other braces are left alone.
  private static func names(in text: String) -> [String] {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return [] }
    return text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      guard let end = part.firstIndex(of: "}"), end > part.startIndex else { return nil }
      let name = part[..<end]
      return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } ? String(name) : nil
    }
  }

  /// A node with the values in place of their names in braces.
  static func replacing(_ values: [String: String], in node: SyntaxNode) -> SyntaxNode {
    var result = node
    switch node.content {
    case .null: break
    case .scalar(let text): result.content = .scalar(replacing(values, in: text))
    case .sequence(let items): result.content = .sequence(items.map { replacing(values, in: $0) })
    case .mapping(let pairs):
      result.content = .mapping(pairs.map { (replacing(values, in: $0.key), replacing(values, in: $0.value)) })
    }
    return result
  }

  /// Replaces in one pass, so that a value with braces is not expanded again.
  private static func replacing(_ values: [String: String], in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      if let close = rest.firstIndex(of: "}"), let value = values[String(rest[rest.index(after: open)..<close])] {
        result += value
        rest = rest[rest.index(after: close)...]
      } else {
        result += "{"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
