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
    var others: [(attribute: GraphAttribute, value: DOTAttributes.Value)] = []
    var edge = DOTAttributes()
    /// The subgraph that the statements are in.
    var subgraph: Int?
  }

  /// What is in a subgraph.
  private struct Contents {
    var label: String?
    var isCluster = false
  }

  /// An end of an edge: a node, or those at some places of the trail.
  private enum End {
    case one(Int)
    case many(Range<Int>)
  }

  private(set) var table: GraphTable
  private(set) var isDirected = true
  private var scanner: DOTScanner
  /// The nodes that were named in subgraphs, in that order: those of each are next to each other.
  private var trail: [UInt32] = []
  /// The places in the trail of subgraphs with names: they can be named again.
  private var subgraphs: [String: Range<Int>] = [:]
  private var clusters = DOTClusters()
  private static let deepest = 100
  /// The sides of a node that an edge may end at: they are of the drawing only.
  private static let sides: Set<String> = ["n", "ne", "e", "se", "s", "sw", "w", "nw", "c", "_"]

  /// A reader of files that are one graph; ``read(_:)`` reads each.
  init(_ table: GraphTable) {
    self.table = table
    scanner = DOTScanner(UnsafeBufferPointer(start: nil, count: 0), file: "")
  }

  /// Reads all graphs of a file.
  mutating func read(_ source: SourceFile) throws(InvalidInput) {
    let text = table.begin(source)
    clusters.begin(source.name)
    (subgraphs, trail) = ([:], [])
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

  /// The statements up to the closing brace.
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
        try chain(defaults, depth: depth)
      default: try chain(defaults, depth: depth)
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
        if !attributes.others.isEmpty {
          let new = attributes.others
          defaults.others.removeAll { old in new.contains { $0.attribute == old.attribute } }
          defaults.others += new.prefix(20)
        }
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
  private mutating func chain(_ defaults: Defaults, depth: Int) throws(InvalidInput) {
    let (line, place) = (scanner.tokenLine, scanner.place)
    let first = try end(defaults, depth: depth, isFirst: true)
    guard scanner.token == .arrow else {
      let own = scanner.token == .sign(UInt8(ascii: "[")) ? try attributes() : DOTAttributes()
      if case .one(let node) = first {
        table.describe(
          node, name: own.label.map { DOTLabel.plain($0.text) } ?? defaults.label, kind: own.kind?.text ?? defaults.kind
        )
        if !own.others.isEmpty || !defaults.others.isEmpty { describe(node, own.others, defaults) }
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
    var edge = meaning(of: own, defaults.edge)
    edge.direction = direction(of: own, defaults.edge)
    if own.head != nil || own.tail != nil, others.isEmpty, case .one(let source) = first, case .one(let target) = second
    {
      clusters.add(
        DOTClusterEdge(
          source: source, target: target, tail: own.tail?.text, head: own.head?.text, edge: edge, line: line))
      return
    }
    table.move(toLine: line)
    try addEdges(first, second, edge, at: place)
    var last = second
    for next in others {
      try addEdges(last, next, edge, at: place)
      last = next
    }
  }

  /// Adds what a statement says of a node by the names of attributes, and what the defaults say of all.
  private mutating func describe(
    _ node: Int, _ own: [(attribute: GraphAttribute, value: DOTAttributes.Value)], _ defaults: Defaults
  ) {
    for (attribute, value) in own where !attribute.isOfEdge { table.describe(node, attribute, value.text) }
    for (attribute, value) in defaults.others where !attribute.isOfEdge {
      if !own.contains(where: { $0.attribute == attribute }) { table.describe(node, attribute, value.text) }
    }
  }

  private mutating func addEdges(
    _ sources: End, _ targets: End, _ edge: DOTEdge, at place: Place
  ) throws(InvalidInput) {
    if case .one(let source) = sources, case .one(let target) = targets {
      return edge.add(source, target, to: &table)
    }
    let (left, right) = (nodes(of: sources), nodes(of: targets))
    if left.isEmpty || right.isEmpty { table.notes.skip("edge", because: "one of its ends is a set without nodes") }
    try table.spend(edgesBetween: left.count, and: right.count, at: place)
    for source in left {
      for target in right {
        edge.add(Int(source), Int(target), to: &table)
      }
    }
  }

  private func nodes(of end: End) -> ArraySlice<UInt32> {
    switch end {
    case .one(let node): [UInt32(node)]
    case .many(let places): trail[places]
    }
  }

  private mutating func end(_ defaults: Defaults, depth: Int, isFirst: Bool = false) throws(InvalidInput) -> End {
    let line = scanner.tokenLine
    if scanner.token == .sign(UInt8(ascii: "{")) {
      try scanner.advance()
      let start = trail.count
      _ = try statements(defaults, depth: depth + 1)
      return .many(start..<trail.count)
    }
    if scanner.isWord("subgraph") { return .many(try subgraph(defaults, depth: depth)) }
    guard scanner.isID else { throw scanner.problem("a node, an edge or an attribute is expected here") }
    table.move(toLine: line)
    let count = table.count
    let node = scanner.withText { table.component($0) }
    if depth > 1 { trail.append(UInt32(node)) }
    if node == count, let kind = defaults.kind { table.describe(node, kind: kind) }
    try scanner.advance()
    if scanner.token == .sign(UInt8(ascii: ":")) { try skipPorts(of: node) }
    // A statement of a node alone has its own attributes, which come first.
    if !defaults.others.isEmpty, node == count, !isFirst || scanner.token == .arrow { describe(node, [], defaults) }
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
          "ports are not components: ends of edges at a port (#), such as one of @, are ends at the node", example: id)
      }
      try scanner.advance()
    }
  }

  private mutating func subgraph(_ defaults: Defaults, depth: Int) throws(InvalidInput) -> Range<Int> {
    let (line, place) = (scanner.tokenLine, scanner.place)
    try scanner.advance()
    var name: String?
    if scanner.isID {
      name = scanner.text
      try scanner.advance()
    }
    guard scanner.token == .sign(UInt8(ascii: "{")) else {
      // A subgraph that is named again stands for its nodes, which count each time: they are read out of one word.
      guard let name, let places = subgraphs[name] else { return 0..<0 }
      try table.spend(
        places.count, for: "the subgraph '\(name)' of \(places.count) nodes is named too often", at: place)
      guard depth > 1 else { return places }
      trail += Array(trail[places])
      return trail.count - places.count..<trail.count
    }
    try scanner.advance()
    var inner = defaults
    let number = clusters.open(name, in: defaults.subgraph, line: line)
    inner.subgraph = number
    let start = trail.count
    let contents = try statements(inner, depth: depth + 1)
    let places = start..<trail.count
    clusters.close(number, label: contents.label, isCluster: contents.isCluster, nodes: trail[places])
    if let name { subgraphs[name] = places }
    return places
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
  ) -> DOTEdge {
    let group = (own.group ?? defaults.group)?.text
    let threshold = (own.threshold ?? defaults.threshold).flatMap { Int($0.text) }
    var meaning: EdgeMeaning?
    switch own.kind ?? defaults.kind ?? own.type ?? defaults.type {
    case .plain(let word): meaning = table.knownMeaning(of: word)
    case .text(let word): meaning = EdgeMeaning(word)
    case nil: break
    }
    let attributes = attributes(of: own, defaults)
    meaning = meaning ?? attributes.meaning
    if meaning == nil, let style = own.style ?? defaults.style { meaning = Self.meaning(ofStyle: style) }
    var edge = DOTEdge(meaning: meaning ?? .needs, group: group?.isEmpty == true ? nil : group, threshold: threshold)
    edge.confidence = attributes.confidence
    return edge
  }

  /// What an edge says by the names of attributes, and what the defaults say of all.
  private func attributes(of own: DOTAttributes, _ defaults: DOTAttributes) -> EdgeAttributes {
    guard !own.others.isEmpty || !defaults.others.isEmpty else { return EdgeAttributes() }
    var found = own.edge
    found.fill(from: defaults.edge)
    return found
  }

  /// Where the arrows of an edge are; those of an undirected graph have none.
  private func direction(of own: DOTAttributes, _ defaults: DOTAttributes) -> DOTEdge.Direction {
    if let style = own.style ?? defaults.style, style.text.lowercased().includes("invis") { return .hidden }
    guard let value = own.direction ?? defaults.direction else { return .forward }
    switch value.text.lowercased() {
    case "back": return .back
    case "both": return .both
    case "none": return .none
    default: return .forward
    }
  }

  /// A line that is dashed or dotted is soft.
  private static func meaning(ofStyle style: DOTAttributes.Value) -> EdgeMeaning {
    if case .plain(let word) = style, word.elementsEqual("solid".utf8) { return .needs }
    if case .plain(let word) = style, word.elementsEqual("dashed".utf8) { return .uses }
    let text = style.text.lowercased()
    return text.contains("dashed") || text.contains("dotted") ? .uses : .needs
  }
}
