internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads Graphviz's language: statements in any nesting, defaults, chains, edges to sets, all sorts of ids.
///
/// Source of the grammar: the Graphviz documentation, "DOT Language". Subgraphs are nested at most 100 deep.
struct DOTReader {
  /// Attributes that count where a statement says nothing itself.
  private struct Defaults {
    /// The kind and label of nodes that state none: made once, however many nodes there are.
    var kind: String?
    var label: String?
    var edge = DOTAttributes()
    /// The subgraph that the statements are in.
    var subgraph: Int?
  }

  /// What is in a subgraph.
  private struct Contents {
    var nodes: [Int] = []
    var label: String?
    var isCluster = false
  }

  /// An end of an edge.
  private enum End {
    case one(Int)
    case many([Int])

    var nodes: [Int] {
      switch self {
      case .one(let node): [node]
      case .many(let nodes): nodes
      }
    }
  }

  private(set) var table: GraphTable
  private(set) var isDirected = true
  private var scanner: DOTScanner
  /// The nodes of subgraphs with names: they can be named again.
  private var subgraphs: [String: [Int]] = [:]
  private var clusters = DOTClusters()
  private static let deepest = 100
  /// The sides of a node that an edge may end at: they are of the drawing only.
  private static let sides: Set<String> = ["n", "ne", "e", "se", "s", "sw", "w", "nw", "c", "_"]

  /// A reader of files that are one graph; ``read(_:)`` reads each.
  init(_ files: [SourceFile], format: String, isFlow: Bool) {
    table = GraphTable(files, format: format, isFlow: isFlow)
    scanner = DOTScanner(UnsafeBufferPointer(start: nil, count: 0), file: files[0].name)
  }

  /// Reads all graphs of a file.
  mutating func read(_ source: SourceFile) throws(InvalidInput) {
    let text = table.begin(source)
    subgraphs = [:]
    isDirected = true
    let problem = text.withUnsafeBufferPointer { bytes -> InvalidInput? in
      scanner = DOTScanner(bytes, file: source.name)
      defer { scanner = DOTScanner(UnsafeBufferPointer(start: nil, count: 0), file: source.name) }
      do throws(InvalidInput) {
        try readGraphs()
        return nil
      } catch {
        return error
      }
    }
    if let problem { throw problem }
    clusters.add(to: &table)
    if !isDirected {
      table.notes.remark(
        "an undirected graph does not say what depends on what: the left node is assumed to depend on the right one")
    }
  }

  private mutating func readGraphs() throws(InvalidInput) {
    try scanner.advance()
    while scanner.token != .end {
      if scanner.isWord("strict") { try scanner.advance() }
      let isGraph = scanner.isWord("graph")
      guard isGraph || scanner.isWord("digraph") else {
        throw scanner.problem("'graph' or 'digraph' is expected here")
      }
      if isGraph { isDirected = false }
      try scanner.advance()
      if scanner.isID { try scanner.advance() }
      guard scanner.token == .sign(UInt8(ascii: "{")) else { throw scanner.problem("'{' is expected here") }
      try scanner.advance()
      _ = try statements(Defaults(), depth: 1)
    }
  }

  // MARK: Statements

  /// The statements up to the closing brace; the nodes that they name, where they are of a subgraph.
  private mutating func statements(_ outer: Defaults, depth: Int) throws(InvalidInput) -> Contents {
    guard depth <= Self.deepest else { throw scanner.problem("subgraphs are nested more than \(Self.deepest) deep") }
    var defaults = outer
    var contents = Contents()
    while true {
      switch scanner.token {
      case .sign(UInt8(ascii: "}")):
        try scanner.advance()
        return contents
      case .sign(UInt8(ascii: ";")), .sign(UInt8(ascii: ",")): try scanner.advance()
      case .end: throw scanner.problem("a closing brace is missing")
      case .word, .quoted:
        if try readDefaults(&defaults, &contents) { continue }
        try chain(defaults, depth: depth, into: &contents)
      default: try chain(defaults, depth: depth, into: &contents)
      }
    }
  }

  /// Reads `node [a=b]` and the like, or `a = b`; `false` where the statement is another one.
  private mutating func readDefaults(_ defaults: inout Defaults, _ contents: inout Contents) throws(InvalidInput)
    -> Bool
  {
    let (isNode, isEdge) = (scanner.isWord("node"), scanner.isWord("edge"))
    if isNode || isEdge || scanner.isWord("graph"), scanner.next(is: UInt8(ascii: "[")) {
      try scanner.advance()
      let attributes = try attributes()
      if isNode {
        if let kind = attributes.kind { defaults.kind = kind.text }
        if let label = attributes.label { defaults.label = DOTLabel.plain(label.text) }
      } else if isEdge {
        defaults.edge.merge(attributes)
      } else {
        if let label = attributes.label { contents.label = DOTLabel.ofCluster(label.text) }
        if attributes.isCluster { contents.isCluster = true }
      }
      return true
    }
    guard scanner.next(is: UInt8(ascii: "=")), !scanner.isWord("subgraph") else { return false }
    let (isLabel, isCluster) = (scanner.isText("label"), scanner.isText("cluster"))
    try scanner.advance()
    try scanner.advance()
    guard scanner.isID else { throw scanner.problem("a value is expected here") }
    if isLabel { contents.label = DOTLabel.ofCluster(scanner.text) }
    if isCluster { contents.isCluster = scanner.text.lowercased() == "true" }
    try scanner.advance()
    return true
  }

  /// A node, or a chain of edges between nodes and subgraphs, with its attributes.
  private mutating func chain(_ defaults: Defaults, depth: Int, into contents: inout Contents) throws(InvalidInput) {
    let (line, place) = (scanner.tokenLine, scanner.place)
    let first = try end(defaults, depth: depth)
    guard scanner.token == .arrow else {
      let own = scanner.token == .sign(UInt8(ascii: "[")) ? try attributes() : DOTAttributes()
      if case .one(let node) = first {
        table.describe(
          node, name: own.label.map { DOTLabel.plain($0.text) } ?? defaults.label, kind: own.kind?.text ?? defaults.kind
        )
        if depth > 1 { contents.nodes.append(node) }
      } else {
        contents.nodes += first.nodes
      }
      return
    }
    try scanner.advance()
    let second = try end(defaults, depth: depth)
    var others: [End] = []
    while scanner.token == .arrow {
      try scanner.advance()
      others.append(try end(defaults, depth: depth))
    }
    let own = scanner.token == .sign(UInt8(ascii: "[")) ? try attributes() : DOTAttributes()
    let (meaning, group, threshold) = meaning(of: own, defaults.edge)
    table.move(toLine: line)
    var last = first
    for next in CollectionOfOne(second) + others {
      try addEdges(last, next, meaning, group, threshold, at: place)
      last = next
    }
    guard depth > 1 else { return }
    for end in [first, second] + others { contents.nodes += end.nodes }
  }

  private mutating func addEdges(
    _ sources: End, _ targets: End, _ meaning: EdgeMeaning, _ group: String?, _ threshold: Int?, at place: Place
  ) throws(InvalidInput) {
    if case .one(let source) = sources, case .one(let target) = targets {
      table.addEdge(source, target, meaning, group: group, threshold: threshold)
      return
    }
    let (left, right) = (sources.nodes, targets.nodes)
    if left.isEmpty || right.isEmpty { table.notes.skip("edge", because: "one of its ends is a set without nodes") }
    try table.spend(edgesBetween: left.count, and: right.count, at: place)
    for source in left {
      for target in right { table.addEdge(source, target, meaning, group: group, threshold: threshold) }
    }
  }

  private mutating func end(_ defaults: Defaults, depth: Int) throws(InvalidInput) -> End {
    let line = scanner.tokenLine
    if scanner.token == .sign(UInt8(ascii: "{")) {
      try scanner.advance()
      return .many(try statements(defaults, depth: depth + 1).nodes)
    }
    if scanner.isWord("subgraph") { return .many(try subgraph(defaults, depth: depth)) }
    guard scanner.isID else { throw scanner.problem("a node, an edge or an attribute is expected here") }
    table.move(toLine: line)
    let count = table.count
    let node = scanner.withText { table.component($0) }
    if node == count, let kind = defaults.kind { table.describe(node, kind: kind) }
    try scanner.advance()
    if scanner.token == .sign(UInt8(ascii: ":")) { try skipPorts(of: node) }
    return .one(node)
  }

  /// Ports say where on a node an edge ends; the edge is of the node.
  private mutating func skipPorts(of node: Int) throws(InvalidInput) {
    while scanner.token == .sign(UInt8(ascii: ":")) {
      try scanner.advance()
      guard scanner.isID else { continue }
      if !Self.sides.contains(scanner.text) {
        let id = table.id(node)
        table.count(
          "ports are not components: # ends of edges at a port, such as one of @, are ends at the node", example: id)
      }
      try scanner.advance()
    }
  }

  private mutating func subgraph(_ defaults: Defaults, depth: Int) throws(InvalidInput) -> [Int] {
    let (line, place) = (scanner.tokenLine, scanner.place)
    try scanner.advance()
    var name: String?
    if scanner.isID {
      name = scanner.text
      try scanner.advance()
    }
    guard scanner.token == .sign(UInt8(ascii: "{")) else {
      // A subgraph that is named again stands for its nodes, which count each time: they are read out of one word.
      guard let name, let nodes = subgraphs[name] else { return [] }
      try table.spend(
        nodes.count, for: "the subgraph '\(name)' of \(nodes.count) nodes is named too often", at: place)
      return nodes
    }
    try scanner.advance()
    var inner = defaults
    let number = clusters.open(name, in: defaults.subgraph, line: line)
    inner.subgraph = number
    let contents = try statements(inner, depth: depth + 1)
    clusters.close(number, label: contents.label, isCluster: contents.isCluster, nodes: contents.nodes)
    if let name { subgraphs[name] = contents.nodes }
    return contents.nodes
  }

  // MARK: Attributes

  private mutating func attributes() throws(InvalidInput) -> DOTAttributes {
    var found = DOTAttributes()
    while scanner.token == .sign(UInt8(ascii: "[")) {
      try scanner.advance()
      while scanner.token != .sign(UInt8(ascii: "]")) {
        guard scanner.isID else {
          guard scanner.token == .sign(UInt8(ascii: ",")) || scanner.token == .sign(UInt8(ascii: ";")) else {
            throw scanner.problem("an attribute is expected here")
          }
          try scanner.advance()
          continue
        }
        let key = DOTAttributes.Key(scanner)
        try scanner.advance()
        guard scanner.token == .sign(UInt8(ascii: "=")) else { continue }
        try scanner.advance()
        guard scanner.isID else { throw scanner.problem("a value is expected here") }
        if let key { found.set(key, scanner.plainText.map { .plain($0) } ?? .text(scanner.text)) }
        try scanner.advance()
      }
      try scanner.advance()
    }
    return found
  }

  /// The meaning of an edge: by `kind`, else by a line that is dashed or dotted.
  private mutating func meaning(
    of own: DOTAttributes, _ defaults: DOTAttributes
  ) -> (meaning: EdgeMeaning, group: String?, threshold: Int?) {
    let group = (own.group ?? defaults.group)?.text
    let threshold = (own.threshold ?? defaults.threshold).flatMap { Int($0.text) }
    var meaning: EdgeMeaning?
    switch own.kind ?? defaults.kind ?? own.type ?? defaults.type {
    case .plain(let word): meaning = table.knownMeaning(of: word)
    case .text(let word): meaning = EdgeMeaning(word)
    case nil: break
    }
    if meaning == nil, let style = own.style ?? defaults.style { meaning = Self.meaning(ofStyle: style) }
    return (meaning ?? .needs, group?.isEmpty == true ? nil : group, threshold)
  }

  /// A line that is dashed or dotted is soft.
  private static func meaning(ofStyle style: DOTAttributes.Value) -> EdgeMeaning {
    if case .plain(let word) = style, word.elementsEqual("solid".utf8) { return .needs }
    if case .plain(let word) = style, word.elementsEqual("dashed".utf8) { return .uses }
    let text = style.text.lowercased()
    return text.contains("dashed") || text.contains("dotted") ? .uses : .needs
  }
}
