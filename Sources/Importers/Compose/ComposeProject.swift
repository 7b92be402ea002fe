internal import DependencyModel
internal import ModelFormats

/// The services of some Compose files, merged and extended.
struct ComposeProject {
  private(set) var name: String?
  /// By name, in the order met.
  private(set) var services: [(name: String, node: SyntaxNode)] = []
  /// What other files are named that were not named to us.
  private(set) var missingFiles: [String] = []
  private var files: [String: SyntaxNode] = [:]
  private static let longestExtension = 50

  /// Adds a file; what it states again overrides what earlier ones state.
  mutating func add(_ file: SourceFile) throws(InvalidInput) {
    for document in try ForeignText.documents(file) {
      files[ImportDraft.fileName(file.name)] = document
      name = document["name"]?.text ?? name
      for node in document["include"]?.itemsOrSelf ?? [] {
        for path in (node["path"] ?? node).itemsOrSelf.compactMap(\.text) { note(missing: path) }
      }
      for (key, node) in document["services"]?.pairs ?? [] {
        guard let name = key.text else { continue }
        if let known = services.firstIndex(where: { $0.name == name }) {
          services[known].node = Self.merged(services[known].node, node)
        } else {
          services.append((name, node))
        }
      }
    }
    for index in services.indices { services[index].node = extended(services[index].node, in: file.name, depth: 0) }
  }

  private mutating func note(missing path: String) {
    let name = ImportDraft.fileName(path)
    if files[name] == nil, !missingFiles.contains(path) { missingFiles.append(path) }
  }

  /// A service with what it extends under it.
  private mutating func extended(_ node: SyntaxNode, in file: String, depth: Int) -> SyntaxNode {
    guard let extends = node["extends"], depth < Self.longestExtension else { return node }
    let own = Self.without("extends", node)
    let source: SyntaxNode?
    if let path = extends["file"]?.text {
      source = files[ImportDraft.fileName(path)]
      if source == nil { note(missing: path) }
    } else {
      source = files[ImportDraft.fileName(file)]
    }
    guard let name = extends["service"]?.text ?? extends.text, let base = source?["services"]?[name] else { return own }
    return Self.merged(extended(base, in: file, depth: depth + 1), own)
  }

  private static func without(_ key: String, _ node: SyntaxNode) -> SyntaxNode {
    SyntaxNode(.mapping(node.pairs.filter { $0.key.text != key }), at: node.place)
  }

  /// Mappings are merged by key, lists put together, anything else is replaced; `!reset` takes away, `!override` replaces.
  private static func merged(_ base: SyntaxNode, _ over: SyntaxNode) -> SyntaxNode {
    if over["!reset"] != nil { return SyntaxNode(.null, at: over.place) }
    if let value = over["!override"] { return value }
    switch (base.content, over.content) {
    case (.mapping(var pairs), .mapping(let more)):
      for pair in more {
        if let known = pairs.firstIndex(where: { $0.key.text == pair.key.text }) {
          pairs[known].value = merged(pairs[known].value, pair.value)
        } else {
          pairs.append(pair)
        }
      }
      return SyntaxNode(.mapping(pairs), at: base.place)
    case (.sequence(let items), .sequence(let more)): return SyntaxNode(.sequence(items + more), at: base.place)
    default: return over
    }
  }
}

/// Fills in variables as Compose does, without any environment: defaults count, anything else is empty.
enum ComposeVariables {
  /// A text with `${NAME:-default}` and the like filled in; `$$` is a dollar sign.
  ///
  /// Defaults are filled in within each other up to a depth that nobody needs.
  static func filled(_ text: String, depth: Int = 0) -> String {
    guard depth < 20, text.contains("$") else { return text }
    var result = ""
    var rest = Substring(text)
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      if rest.first == "$" {
        result += "$"
        rest = rest.dropFirst()
      } else if rest.first == "{" {
        var open = 0
        let end = rest.firstIndex { character in
          if character == "{" { open += 1 }
          if character == "}" { open -= 1 }
          return open == 0
        }
        guard let end else { break }
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        let name = inside.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        var operation = inside.dropFirst(name.count)
        if operation.first == ":" { operation = operation.dropFirst() }
        if operation.first == "-" { result += filled(String(operation.dropFirst()), depth: depth + 1) }
      } else {
        rest = rest.drop { $0.isLetter || $0.isNumber || $0 == "_" }
      }
    }
    return result + rest
  }
}
