internal import DependencyModel

/// An entry with `each`: it makes one entry for every combination of its variables' values.
///
/// The entries are made when they are asked for, so that the expansion of a short text takes no memory by itself.
struct EachExpansion: Sendable {
  /// The most entries that one entry may make; larger models are generated, as JSON.
  static let limit = 200_000

  private let variables: [(name: String, values: [String])]
  /// The keys of the body as written.
  private let keys: [String]
  private let key: EntryTemplate
  private let body: EntryTemplate

  /// The number of combinations.
  let count: Int
  /// The number of values and keys in all entries together.
  var nodeCount: Int { count * (key.nodeCount + body.nodeCount) }
  /// The bytes of text that all entries have together, at most.
  var byteCount: Int {
    let longest = variables.map { $0.values.map(\.utf8.count).max() ?? 0 }
    return count * (key.byteCount(longest) + body.byteCount(longest))
  }

  /// The expansion of an entry; `nil` where it has no `each`, or one that is not understood, which is reported.
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
    self.count = count
    let names = variables.map(\.name)
    self.key = EntryTemplate(key, names)
    var body = body
    body.content = .mapping(pairs.filter { $0.key.text != "each" })
    self.body = EntryTemplate(body, names)
    keys = pairs.compactMap(\.key.text)
    reportUnknownNames(in: [key, body], names, reader: &reader)
  }

  /// Reports the names in braces that are not variables, each once.
  private func reportUnknownNames(in nodes: [SyntaxNode], _ names: [String], reader: inout ValueReader) {
    var unknown = Set<String>()
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
    nodes.forEach(check)
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

  /// Reports an id with a name in braces in an entry that has no `each`.
  static func reportMissing(key: SyntaxNode, body: SyntaxNode, reader: inout ValueReader) {
    guard let id = key.text, let name = names(in: id).first, !id.contains("/{") else { return }
    // What an importer wrote names its source, and has the ids of the source; so has what amends it.
    let others: Set = ["each", "source", "amend"]
    if case .mapping(let pairs) = body.content, pairs.contains(where: { others.contains($0.key.text ?? "") }) { return }
    reader.collector.add(.eachMissing(name, in: id, at: key.place))
  }

  // MARK: Entries

  /// The key of an entry by its number, from 0; the last variable changes fastest.
  func key(_ number: Int) -> SyntaxNode { key.node(with: values(number)) }

  /// The body of an entry by its number, without `each`.
  func body(_ number: Int) -> SyntaxNode { body.node(with: values(number)) }

  /// Whether an entry may have a key: it is written, or some key is made of values.
  func mayState(_ key: String) -> Bool { keys.contains { $0 == key || $0.contains("{") } }

  private func values(_ number: Int) -> [String] {
    var rest = number
    var values = [String](repeating: "", count: variables.count)
    for position in variables.indices.reversed() {
      let choices = variables[position].values
      values[position] = choices[rest % choices.count]
      rest /= choices.count
    }
    return values
  }
}
