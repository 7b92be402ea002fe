internal import DependencyModel
internal import ModelFormats

/// The services of some Compose files, merged and extended.
struct ComposeProject {
  private(set) var name: String?
  /// By name, in the order met.
  private(set) var services: [(name: String, node: SyntaxNode)] = []
  /// What other files are named that were not named to us.
  private(set) var missingFiles: [String] = []
  private var files: [String: (file: SourceFile, documents: [SyntaxNode])] = [:]
  private var done: Set<String> = []
  private static let longestExtension = 50

  /// The services of the files that a person named, in the order named, those that override by their names last, and of what these include and extend.
  init(_ sources: [SourceFile]) throws(InvalidInput) {
    for file in sources { files[file.path] = (file, try ForeignText.documents(file)) }
    let named = sources.filter { !$0.isCompanion }
    // A folder gives `compose.override.yaml` first, by the alphabet.
    for file in named.filter({ !$0.isOverride }) + named.filter(\.isOverride) { add(file.path) }
  }

  /// The paths that a document names: what it includes, and where the services stand that its services extend.
  static func paths(in document: SyntaxNode) -> [String] {
    includes(of: document) + (document["services"]?.pairs ?? []).compactMap { $0.value["extends"]?["file"]?.text }
  }

  private static func includes(of document: SyntaxNode) -> [String] {
    (document["include"]?.itemsOrSelf ?? []).flatMap { ($0["path"] ?? $0).itemsOrSelf.compactMap(\.text) }
  }

  /// Adds a file after what it includes; what it states again overrides what earlier ones state.
  private mutating func add(_ path: String) {
    guard let (file, documents) = files[path], done.insert(path).inserted else { return }
    for document in documents {
      for included in Self.includes(of: document) {
        if let found = find(included, from: file) { add(found) }
      }
      name = file.isCompanion ? name ?? document["name"]?.text : document["name"]?.text ?? name
      for (key, node) in document["services"]?.pairs ?? [] {
        guard let name = key.text else { continue }
        let node = extended(node, in: path, depth: 0)
        if let known = services.firstIndex(where: { $0.name == name }) {
          services[known].node = Self.merged(services[known].node, node)
        } else {
          services.append((name, node))
        }
      }
    }
  }

  /// The file that another one names: by its path, or one of that name that a person named; what is neither is noted.
  private mutating func find(_ path: String, from file: SourceFile) -> String? {
    let full = file.path(to: path)
    if files[full] != nil { return full }
    let name = ImportDraft.fileName(path)
    let named = files.values.filter { !$0.file.isCompanion && ImportDraft.fileName($0.file.name) == name }
    if let found = named.map(\.file.path).filter({ $0 != file.path }).min() { return found }
    if !missingFiles.contains(path) { missingFiles.append(path) }
    return nil
  }

  /// A service with what it extends under it.
  private mutating func extended(_ node: SyntaxNode, in path: String, depth: Int) -> SyntaxNode {
    guard let extends = node["extends"], depth < Self.longestExtension else { return node }
    let own = Self.without("extends", node)
    var source = path
    if let other = extends["file"]?.text {
      guard let found = find(other, from: files[path]!.file) else { return own }
      source = found
    }
    let services = files[source]!.documents.lazy.compactMap { $0["services"] }
    guard let name = extends["service"]?.text ?? extends.text, let base = services.compactMap({ $0[name] }).first
    else { return own }
    return Self.merged(extended(base, in: source, depth: depth + 1), own)
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

extension SourceFile {
  /// Whether its name says that it overrides another file.
  fileprivate var isOverride: Bool { ImportDraft.fileName(name).contains(".override.") }

  /// Its path without needless steps.
  fileprivate var path: String { path(to: ImportDraft.fileName(name)) }
}
