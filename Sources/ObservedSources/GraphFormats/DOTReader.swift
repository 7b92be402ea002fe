internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads Graphviz's language: statements in any nesting, defaults, chains, edges to sets, all sorts of ids.
///
/// Source of the grammar: the Graphviz documentation, "DOT Language". Subgraphs are nested at most 100 deep.
struct DOTReader {
  private enum Token: Equatable {
    case id(String, isQuoted: Bool)
    case sign(Character)
    case arrow(isDirected: Bool)
    case end
  }

  /// Attributes that count where a statement says nothing itself.
  private struct Defaults {
    var node: [String: String] = [:]
    /// The label of nodes that state none, as plain text: made once, however many nodes there are.
    var label: String?
    var edge: [String: String] = [:]
    var tag: String?
  }

  private var bytes: [UInt8] = []
  private var file = ""
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var token = Token.end
  private var place: Place
  var graph: GraphDraft
  private(set) var isDirected = true
  /// The nodes of subgraphs with names: they can be named again.
  private var subgraphs: [String: [String]] = [:]
  private static let deepest = 100
  /// The attributes that have a meaning here: others are not kept, because every statement has a copy of these.
  private static let meaningful: Set<String> = ["label", "kind", "type", "style", "group", "k"]
  /// The budget for edges between sets, and for subgraphs that are named again, in all files.
  private var budget: ExpansionBudget

  /// A reader of files that are one graph; ``read(_:)`` reads each.
  init(_ files: [SourceFile], isFlow: Bool) {
    graph = GraphDraft(files, isFlow: isFlow)
    budget = ExpansionBudget(files)
    place = Place(file: files[0].name, line: 1, column: 1)
  }

  /// Reads all graphs of a file.
  mutating func read(_ source: SourceFile) throws(InvalidInput) {
    bytes = ForeignText.utf8(source.bytes)
    file = source.name
    (position, line, lineStart) = (0, 1, 0)
    subgraphs = [:]
    isDirected = true
    try read()
  }

  private mutating func read() throws(InvalidInput) {
    try advance()
    while token != .end {
      _ = skip("strict")
      let isGraph = skip("graph")
      guard isGraph || skip("digraph") else { throw problem("'graph' or 'digraph' is expected here") }
      isDirected = !isGraph
      if case .id = token { try advance() }
      try expect("{")
      _ = try statements(Defaults(), depth: 1)
    }
  }

  // MARK: Statements

  /// The statements up to the closing brace; the nodes that they name.
  private mutating func statements(_ outer: Defaults, depth: Int) throws(InvalidInput) -> [String] {
    guard depth <= Self.deepest else { throw problem("subgraphs are nested more than \(Self.deepest) deep") }
    var defaults = outer
    var nodes: [String] = []
    while true {
      switch token {
      case .sign("}"):
        try advance()
        return nodes
      case .sign(";"), .sign(","): try advance()
      case .end: throw problem("a closing brace is missing")
      case .id("node", isQuoted: false) where next(is: "["), .id("edge", isQuoted: false) where next(is: "["),
        .id("graph", isQuoted: false) where next(is: "["):
        guard case .id(let word, _) = token else { continue }
        try advance()
        let attributes = try attributes().filter { Self.meaningful.contains($0.key) }
        switch word {
        case "node":
          defaults.node.merge(attributes) { $1 }
          if let label = attributes["label"] { defaults.label = Self.plain(label) }
        case "edge": defaults.edge.merge(attributes) { $1 }
        default: if depth > 1, let label = attributes["label"] { defaults.tag = Self.tag(label) }
        }
      case .id(let name, let isQuoted) where next(is: "=") && (isQuoted || name != "subgraph"):
        try advance()
        try advance()
        guard case .id(let value, _) = token else { throw problem("a value is expected here") }
        if depth > 1, name == "label" { defaults.tag = Self.tag(value) }
        try advance()
      default: nodes += try chain(&defaults, depth: depth)
      }
    }
  }

  /// A node, or a chain of edges between nodes and subgraphs, with its attributes.
  private mutating func chain(_ defaults: inout Defaults, depth: Int) throws(InvalidInput) -> [String] {
    let start = place
    var links = [try endpoint(defaults, depth: depth)]
    while case .arrow = token {
      try advance()
      links.append(try endpoint(defaults, depth: depth))
    }
    let isEdge = links.count > 1
    let own = token == .sign("[") ? try attributes() : [:]
    let attributes = (isEdge ? defaults.edge : defaults.node).merging(own) { $1 }
    if isEdge {
      let (meaning, group, threshold) = Self.meaning(of: attributes)
      for (sources, targets) in zip(links, links.dropFirst()) { try checkSize(of: sources, targets, at: start) }
      for (sources, targets) in zip(links, links.dropFirst()) {
        for source in sources {
          for target in targets {
            graph.add(from: source, to: target, meaning, group: group, threshold: threshold, at: start)
          }
        }
      }
    } else if links[0].count == 1 {
      graph.describe(links[0][0], name: own["label"].map(Self.plain) ?? defaults.label, kind: attributes["kind"])
    }
    return links.flatMap(\.self)
  }

  /// A set on both sides means an edge for each pair: hostile texts must not make more than memory holds.
  private mutating func checkSize(of sources: [String], _ targets: [String], at place: Place) throws(InvalidInput) {
    // An edge with one node on a side makes no more edges than it names nodes.
    guard sources.count > 1, targets.count > 1 else { return }
    let (count, isTooMany) = sources.count.multipliedReportingOverflow(by: targets.count)
    guard isTooMany || !budget.spend(count) else { return }
    let sizes = "sets of \(sources.count) and \(targets.count) nodes"
    let what =
      isTooMany ? "an edge between \(sizes) is too many edges" : "an edge between \(sizes) makes \(count) edges"
    throw InvalidInput([.importTooLarge(what, limit: budget.limit, at: place)])
  }

  /// The nodes of a subgraph that is named again; each time they count, because they are read out of one word.
  private mutating func nodes(ofSubgraph name: String, at place: Place) throws(InvalidInput) -> [String] {
    guard let nodes = subgraphs[name] else { return [] }
    guard budget.spend(nodes.count) else {
      let what = "the subgraph '\(name)' of \(nodes.count) nodes is named too often"
      throw InvalidInput([.importTooLarge(what, limit: budget.limit, at: place)])
    }
    return nodes
  }

  private mutating func endpoint(_ defaults: Defaults, depth: Int) throws(InvalidInput) -> [String] {
    switch token {
    case .sign("{"):
      try advance()
      return try statements(defaults, depth: depth + 1)
    case .id("subgraph", isQuoted: false):
      let start = place
      try advance()
      var name: String?
      if case .id(let text, _) = token {
        name = text
        try advance()
      }
      guard token == .sign("{") else {
        guard let name else { return [] }
        return try nodes(ofSubgraph: name, at: start)
      }
      try advance()
      var inner = defaults
      if name?.hasPrefix("cluster") != true { inner.tag = defaults.tag }
      let nodes = try statements(inner, depth: depth + 1)
      if let name { subgraphs[name] = nodes }
      return nodes
    case .id(let id, _):
      graph.add(node: id, kind: defaults.node["kind"], tag: defaults.tag, at: place)
      try advance()
      // Ports say where on a node an edge ends, which is nothing to us.
      while token == .sign(":") {
        try advance()
        if case .id = token { try advance() }
      }
      return [id]
    default: throw problem("a node, an edge or an attribute is expected here")
    }
  }

  private mutating func attributes() throws(InvalidInput) -> [String: String] {
    var found: [String: String] = [:]
    while token == .sign("[") {
      try advance()
      while token != .sign("]") {
        guard case .id(let name, _) = token else {
          if token == .sign(",") || token == .sign(";") {
            try advance()
            continue
          }
          throw problem("an attribute is expected here")
        }
        try advance()
        guard token == .sign("=") else {
          found[name] = "true"
          continue
        }
        try advance()
        guard case .id(let value, _) = token else { throw problem("a value is expected here") }
        found[name] = value
        try advance()
      }
      try advance()
    }
    return found
  }

  /// The meaning of an edge: by `kind`, else by a line that is dashed or dotted, or an arrow that is empty.
  private static func meaning(
    of attributes: [String: String]
  ) -> (meaning: GraphDraft.Meaning, group: String?, threshold: Int?) {
    let group = attributes["group"]
    let threshold = attributes["k"].flatMap { Int($0) }
    if let word = attributes["kind"] ?? attributes["type"], let meaning = GraphDraft.Meaning(word) {
      return (meaning, group, threshold)
    }
    let style = attributes["style"]?.lowercased() ?? ""
    return (style.contains("dashed") || style.contains("dotted") ? .uses : .needs, group, threshold)
  }

  /// The longest label that is kept of a node, and of a cluster, which is repeated for each of its nodes.
  private static let labelLimit = 1_000
  private static let tagLimit = 100

  /// The label of a cluster as a tag of its nodes.
  private static func tag(_ label: String) -> String { String(plain(label).prefix(tagLimit)) }

  /// A label without line breaks and what an HTML label marks up.
  private static func plain(_ label: String) -> String {
    var text = ""
    var isTag = false
    for character in label.prefix(labelLimit) {
      if character == "<" { isTag = true }
      if !isTag { text.append(character) }
      if character == ">" { isTag = false }
    }
    for ending in ["\\n", "\\l", "\\r", "\n"] { text = text.replacing(ending, with: " ") }
    return text.split(separator: " ").joined(separator: " ")
  }

  // MARK: Tokens

  private func problem(_ what: String) -> InvalidInput {
    InvalidInput([.graphSyntax(what, format: "DOT", at: place)])
  }

  private mutating func expect(_ sign: Character) throws(InvalidInput) {
    guard token == .sign(sign) else { throw problem("'\(sign)' is expected here") }
    try advance()
  }

  /// Passes over a keyword, written in any case and without quotes.
  private mutating func skip(_ word: String) -> Bool {
    guard case .id(let text, isQuoted: false) = token, text.lowercased() == word else { return false }
    return (try? advance()) != nil
  }

  /// Whether the next sign behind the current token is this one.
  private func next(is sign: Character) -> Bool {
    let rest = bytes[min(position, bytes.count)...].first { $0 > 0x20 }
    return rest == sign.asciiValue
  }

  private mutating func advance() throws(InvalidInput) {
    skipBlank()
    place = Place(file: file, line: line, column: position - lineStart + 1)
    guard position < bytes.count else {
      token = .end
      return
    }
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ";"),
      UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: ":"):
      token = .sign(Character(UnicodeScalar(byte)))
      position += 1
    case UInt8(ascii: "-")
    where position + 1 < bytes.count
      && (bytes[position + 1] == UInt8(ascii: ">") || bytes[position + 1] == UInt8(ascii: "-")):
      token = .arrow(isDirected: bytes[position + 1] == UInt8(ascii: ">"))
      position += 2
    case UInt8(ascii: "\""): token = .id(try quoted(), isQuoted: true)
    case UInt8(ascii: "<"): token = .id(try html(), isQuoted: true)
    default:
      let start = position
      // A number may be below zero.
      if byte == UInt8(ascii: "-") { position += 1 }
      while position < bytes.count, Self.continuesID(bytes[position]) { position += 1 }
      guard position > start, !(byte == UInt8(ascii: "-") && position == start + 1) else {
        throw problem("this sign has no meaning here")
      }
      token = .id(String(decoding: bytes[start..<position], as: UTF8.self), isQuoted: false)
    }
  }

  private static func continuesID(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...0xFF:
      true
    default: false
    }
  }

  /// A quoted id, with those that a `+` joins to it.
  private mutating func quoted() throws(InvalidInput) -> String {
    var text: [UInt8] = []
    while true {
      position += 1
      while true {
        guard position < bytes.count else { throw problem("the quote is not closed") }
        let byte = bytes[position]
        if byte == UInt8(ascii: "\"") { break }
        if byte == UInt8(ascii: "\\"), position + 1 < bytes.count {
          let following = bytes[position + 1]
          if following == 0x0A {
            newLine(at: position + 1)
          } else if following == UInt8(ascii: "\"") || following == UInt8(ascii: "\\") {
            text.append(following)
          } else {
            text += [byte, following]
          }
          position += 2
          continue
        }
        if byte == 0x0A { newLine(at: position) }
        text.append(byte)
        position += 1
      }
      position += 1
      skipBlank()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "+") else { break }
      position += 1
      skipBlank()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw problem("a quoted text is expected after '+'")
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func html() throws(InvalidInput) -> String {
    let start = position
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: ">"): depth -= 1
      case 0x0A: newLine(at: position)
      default: break
      }
      position += 1
      if depth == 0 { return String(decoding: bytes[start..<position], as: UTF8.self) }
    }
    throw problem("the angle bracket is not closed")
  }

  private mutating func newLine(at position: Int) {
    line += 1
    lineStart = position + 1
  }

  /// White space, comments, and lines of a preprocessor.
  private mutating func skipBlank() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x0A:
        newLine(at: position)
        position += 1
      case 0...0x20: position += 1
      case UInt8(ascii: "#") where position == lineStart: skipLine()
      case UInt8(ascii: "/") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "*"):
        position += 2
        while position < bytes.count {
          if bytes[position] == UInt8(ascii: "*"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "/")
          {
            position += 2
            break
          }
          if bytes[position] == 0x0A { newLine(at: position) }
          position += 1
        }
      default: return
      }
    }
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
  }
}

/// Reads graphs in Graphviz's language.
struct DOTImporter: ModelImporter {
  let format = "DOT"
  let fileEndings = [".dot", ".gv"]
  let isFlow: Bool

  func recognizes(_ file: SourceFile) -> Bool {
    let bytes = file.bytes.count > SourceStart.length ? file.bytes : SourceStart.bytes(of: file)
    let start = Self.startOfText(in: bytes)
    let text = String(decoding: ForeignText.utf8(Array(bytes[start...].prefix(1 << 12))), as: UTF8.self)
    let rest = text.drop { $0.isWhitespace }
    let words = rest.prefix(200).lowercased().split { !$0.isLetter }
    guard let first = words.first, rest.first?.isLetter == true else { return false }
    let isStrict = first == "strict" && words.count > 1
    let word = isStrict ? words[1] : first
    // A model may have a component that is called 'graph': what follows is a name or a brace, never a colon.
    guard word == "digraph" || word == "graph" else { return false }
    return rest.prefix(2_000).prefix { $0 != "{" && $0 != ":" }.count < rest.prefix(2_000).count
      && rest.drop { $0 != "{" && $0 != ":" }.first == "{"
  }

  /// Where the first word is: comments and lines of a preprocessor may come before it.
  private static func startOfText(in bytes: [UInt8]) -> Int {
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while let first = bytes[index...].firstIndex(where: { $0 > 0x20 }) {
      let following = first + 1 < bytes.count ? bytes[first + 1] : 0
      if bytes[first] == UInt8(ascii: "#") || bytes[first] == UInt8(ascii: "/") && following == UInt8(ascii: "/") {
        index = bytes[first...].firstIndex(of: 0x0A) ?? bytes.count
      } else if bytes[first] == UInt8(ascii: "/"), following == UInt8(ascii: "*") {
        index = first + 2
        while index + 1 < bytes.count, bytes[index] != UInt8(ascii: "*") || bytes[index + 1] != UInt8(ascii: "/") {
          index += 1
        }
        index = min(index + 2, bytes.count)
      } else {
        return first
      }
    }
    return bytes.count
  }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var reader = DOTReader(files, isFlow: isFlow)
    for file in files { try reader.read(file) }
    if !reader.isDirected {
      reader.graph.draft.notes.remark(
        "an undirected graph does not say what depends on what: the left node is assumed to depend on the right one")
    }
    return try reader.graph.model(format: format, start: Place(file: files[0].name, line: 1, column: 1))
  }
}
