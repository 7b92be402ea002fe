internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The services of some Compose files, merged and extended.
struct ComposeProject {
  private(set) var name: String?
  /// By name, in the order met.
  private(set) var services: [(name: String, node: SyntaxNode)] = []
  /// What is stated of networks, volumes, configurations and secrets, by the key of the section.
  private(set) var sections: [String: SyntaxNode] = [:]
  /// The files that are named by others but not by the user.
  private(set) var missingFiles: [String] = []
  private let files: ComposeFiles
  private var missing: Set<String> = []
  private var done: Set<String> = []
  /// The statements of the files about each service, in the order in which later ones override earlier ones.
  private var stated: [(name: String, nodes: [SyntaxNode])] = []
  private var positions: [String: Int] = [:]
  private var statedSections: [String: [SyntaxNode]] = [:]
  /// The services that others extend, with what they extend themselves.
  private var extended: [ComposeService: SyntaxNode] = [:]
  /// What is left of what services may get by extending others.
  private(set) var budget: ExpansionBudget

  /// The services of some files, those that override others last, and of what these include and extend.
  ///
  /// - Complexity: linear in the files and in what services get by extending others, which is bounded.
  /// - Parameters:
  ///   - files: all files.
  ///   - paths: the paths of those that are merged, in that order.
  ///   - budget: how much services may get by extending others.
  /// - Throws: `InvalidInput` where services that extend others get too much by it.
  init(_ files: ComposeFiles, paths: [String], budget: ExpansionBudget) throws(InvalidInput) {
    self.files = files
    self.budget = budget
    for path in paths { try add(path) }
    services = stated.compactMap { name, nodes in ComposeMerge.merged(nodes).map { (name, $0) } }
    // A section is not a service: its keys are merged in the usual way.
    for (key, nodes) in statedSections { sections[key] = ComposeMerge.merged(nodes, at: "top-level") }
  }

  /// The sections at the top that services refer to.
  static let sectionKeys = ["networks", "volumes", "configs", "secrets"]

  /// The paths that a document names: what it includes, and where the services are that its services extend.
  static func paths(in document: SyntaxNode) -> [String] {
    includes(of: document) + extendedFiles(of: document)
  }

  static func extendedFiles(of document: SyntaxNode) -> [String] {
    (document["services"]?.pairs ?? []).compactMap { $0.value["extends"]?["file"]?.text }
  }

  static func includes(of document: SyntaxNode) -> [String] {
    (document["include"]?.itemsOrSelf ?? []).flatMap { ($0["path"] ?? $0).itemsOrSelf.compactMap(\.text) }
  }

  /// Adds a file after what it includes; what it states again overrides what earlier ones state.
  private mutating func add(_ path: String, isIncluded: Bool = false) throws(InvalidInput) {
    guard let known = files[path], done.insert(path).inserted else { return }
    for document in known.documents {
      for included in Self.includes(of: document) {
        if let found = find(included, from: known) { try add(found, isIncluded: true) }
      }
      let ownName = document["name"]?.text
      name = isIncluded || known.source.isCompanion ? name ?? ownName : ownName ?? name
      for key in Self.sectionKeys {
        if let section = document[key] { statedSections[key, default: []].append(section) }
      }
      for (key, node) in document["services"]?.pairs ?? [] {
        guard let name = key.text else { continue }
        let node = try whole(node, of: ComposeService(path: path, name: name))
        if let position = positions[name] {
          stated[position].nodes.append(node)
        } else {
          positions[name] = stated.count
          stated.append((name, [node]))
        }
      }
    }
  }

  /// The file that another one names; files that are not there are noted.
  private mutating func find(_ path: String, from file: ComposeFile) -> String? {
    if let found = files.find(path, from: file) { return found }
    if missing.insert(path).inserted { missingFiles.append(path) }
    return nil
  }

  // MARK: Extending

  /// A service with what it extends under it. The way from one to the next may be long: it is kept in an array. On a
  /// circle, which Compose refuses, the last service extends nothing.
  private mutating func whole(_ node: SyntaxNode, of service: ComposeService) throws(InvalidInput) -> SyntaxNode {
    guard node["extends"] != nil else { return node }
    var path = [(service: service, node: node)]
    var open: Set<ComposeService> = [service]
    var base: SyntaxNode?
    while let next = self.base(of: path[path.count - 1]) {
      if let known = extended[next.service] {
        base = known
        break
      }
      guard open.insert(next.service).inserted else { break }
      path.append(next)
    }
    for (number, step) in path.enumerated().reversed() {
      let own = Self.without("extends", step.node)
      let whole = base.flatMap { ComposeMerge.merged([$0, own], keepsTags: true) } ?? own
      // The part that it gets from others is in the file once, and is looked at once more here.
      guard base == nil || budget.spend(max(ComposeMerge.count(whole) - ComposeMerge.count(own), 0)) else {
        let what = "the service '\(step.service.name)' and those before it extend others that state too much"
        throw InvalidInput([.importTooLarge(what, limit: budget.limit, at: step.node.place)])
      }
      // If several documents have one service, others extend the first.
      if number > 0 { extended[step.service] = whole }
      base = whole
    }
    return base ?? node
  }

  /// The service that a service extends.
  private mutating func base(
    of step: (service: ComposeService, node: SyntaxNode)
  ) -> (service: ComposeService, node: SyntaxNode)? {
    guard let extends = step.node["extends"] else { return nil }
    var source = step.service.path
    if let other = extends["file"]?.text {
      guard let file = files[source], let found = find(other, from: file) else { return nil }
      source = found
    }
    guard let name = extends["service"]?.text ?? extends.text, let node = files[source]?.services[name] else {
      return nil
    }
    return (ComposeService(path: source, name: name), node)
  }

  private static func without(_ key: String, _ node: SyntaxNode) -> SyntaxNode {
    SyntaxNode(.mapping(node.pairs.filter { $0.key.text != key }), at: node.place)
  }
}

/// A service of a file.
private struct ComposeService: Hashable {
  var path: String
  var name: String
}

/// Fills in variables as Compose does, without any environment: defaults count, anything else is empty.
enum ComposeVariables {
  /// A text with `${NAME:-default}` and the like filled in; `$$` is a dollar sign.
  ///
  /// Defaults are filled in within each other up to a depth that is never needed.
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
