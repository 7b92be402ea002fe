internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads GraphML: nodes, edges and hyperedges in nested graphs, with the data that name and classify them.
///
/// Source: graphml.graphdrawing.org, "GraphML specification". Labels of the yEd editor (`y:NodeLabel`) are names; a node
/// with a graph in it, such as a group of that editor, is a failure domain.
struct GraphMLImporter: ModelImporter {
  let format = "GraphML"
  let fileEndings = [".graphml", ".xml"]
  let isFlow: Bool

  func recognizes(_ file: SourceFile) -> Bool { XMLStart.rootName(of: file.bytes) == "graphml" }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    try GraphTable.model(GraphTable(files, format: format, isFlow: isFlow)) { table throws(InvalidInput) in
      var reader = XMLGraphReader(table, format: format)
      for file in files { try reader.read(file, with: GraphMLHandler()) }
      return reader.table
    }
  }
}

/// Makes a graph of the elements of GraphML.
struct GraphMLHandler: XMLGraphHandler {
  private enum Element {
    case root, key, keyDefault, graph, node, edge, hyperedge, endpoint, data, label, other
  }

  /// The meaning of a key of data.
  private enum Key: Equatable {
    case kind, type, group, threshold, label, name, other
    case attribute(GraphAttribute)
  }

  /// A graph, and the node that it is in.
  private struct Graph {
    var owner: Int?
    var isUndirected = false
  }

  /// What is known of the node, edge or hyperedge that is read.
  private struct Subject {
    var kind: XMLScanner.Piece?
    var type: XMLScanner.Piece?
    var group: String?
    var threshold: Int?
    /// The kind of a node.
    var nodeKind: String?
    var label: String?
    var name: String?
    /// The label that an editor draws.
    var drawn: String?
    /// What else is said of it, by the names of keys.
    var attributes: [(attribute: GraphAttribute, text: String)] = []
    var edge = EdgeAttributes()
  }

  private struct Node {
    var number: Int
    var subject = Subject()
  }

  private var elements: [Element] = []
  /// The first keys, which are looked through, and the meaning of each by id.
  private var keys: [(id: [UInt8], meaning: Key)] = []
  private var keysByID: [String: Key] = [:]
  /// The key that is read, and what it is of.
  private var currentKey: (meaning: Key, isOfNodes: Bool, isOfEdges: Bool)?
  /// What nodes and edges are that state nothing.
  private var nodeDefaults = Subject()
  private var edgeDefault: EdgeMeaning?
  private var graphs: [Graph] = []
  private var nodes: [Node] = []
  private var edge: (source: Int, target: Int, isUndirected: Bool)?
  private var subject = Subject()
  private var ends: [(node: Int, isOwner: Bool)] = []
  private var dataKey = Key.other
  /// The text of the data that is read: mostly one piece.
  private var piece: XMLScanner.Piece?
  private var moreText: String?
  private var declared = DeclaredNodes()

  // MARK: Elements

  mutating func start(_ scanner: XMLScanner, _ table: inout GraphTable) throws(InvalidInput) {
    let element = element(scanner)
    elements.append(element)
    switch element {
    case .key: addKey(scanner)
    case .graph: startGraph(scanner, &table)
    case .node: startNode(scanner, &table)
    case .edge: startEdge(scanner, &table)
    case .hyperedge:
      ends = []
      table.count(
        "hyperedges (#) are read as edges: the first end with the type 'in', or else the first, depends on the others")
    case .endpoint: addEnd(scanner, &table)
    case .data:
      dataKey = scanner["key"].map(meaning) ?? .other
      (piece, moreText) = (nil, nil)
    case .label, .keyDefault: (piece, moreText) = (nil, nil)
    case .root, .other: break
    }
  }

  @inline(__always)
  private func element(_ scanner: XMLScanner) -> Element {
    switch elements.last {
    case .root?, .graph?, .node?, .edge?, .hyperedge?:
      if scanner.name.is("edge") { return .edge }
      if scanner.name.is("data") { return .data }
      if scanner.name.is("node") { return .node }
      if scanner.name.is("graph") { return .graph }
      if scanner.name.is("hyperedge") { return .hyperedge }
      if scanner.name.is("endpoint") { return .endpoint }
      return scanner.name.is("key") ? .key : .other
    case .data?, .label?, .other?:
      // Editors have labels at any depth within their data.
      return scanner.name.bytes.count >= 9 && scanner.name.bytes.suffix(9).elementsEqual("NodeLabel".utf8)
        && elements.contains(.data) ? .label : .other
    case nil: return .root
    case .key?: return scanner.name.is("default") ? .keyDefault : .other
    case .keyDefault?, .endpoint?: return .other
    }
  }

  mutating func end(_ scanner: XMLScanner, _ table: inout GraphTable) throws(InvalidInput) {
    switch elements.popLast() {
    case .graph?: graphs.removeLast()
    case .node?: endNode(&table)
    case .edge?: endEdge(&table)
    case .hyperedge?: endHyperedge(&table)
    case .data?: endData()
    case .keyDefault?: endDefault()
    case .label?:
      if let text = takeText(), !nodes.isEmpty, nodes[nodes.count - 1].subject.drawn == nil {
        nodes[nodes.count - 1].subject.drawn = text
      }
    default: break
    }
  }

  mutating func text(_ scanner: XMLScanner) {
    guard elements.last == .data || elements.last == .label || elements.last == .keyDefault else { return }
    guard let first = piece else {
      piece = scanner.text
      return
    }
    // Data in many pieces is not long: a name or a word.
    var text = moreText ?? first.text
    if text.utf8.count < 10_000 { text += scanner.text.text }
    moreText = text
  }

  mutating func finish(_ table: inout GraphTable) throws(InvalidInput) { declared.report(to: &table) }

  // MARK: Keys and data

  private mutating func addKey(_ scanner: XMLScanner) {
    guard let id = scanner["id"] else { return }
    let name = (scanner["attr.name"] ?? id).text.lowercased()
    if keys.count < 16 { keys.append((Array(id.bytes), Self.key(named: name))) }
    keysByID[id.text] = Self.key(named: name)
    let owner = scanner["for"]?.text ?? "all"
    currentKey = (Self.key(named: name), owner == "node" || owner == "all", owner == "edge" || owner == "all")
  }

  /// Takes the value that a key has where nothing is stated.
  private mutating func endDefault() {
    guard let key = currentKey, let text = takeText() else { return }
    switch key.meaning {
    case .kind, .type:
      if key.isOfNodes, nodeDefaults.nodeKind == nil || key.meaning == .kind { nodeDefaults.nodeKind = text }
      if key.isOfEdges, let meaning = EdgeMeaning(text) { edgeDefault = meaning }
    case .label where key.isOfNodes: nodeDefaults.label = text
    case .name where key.isOfNodes: nodeDefaults.name = text
    case .attribute(let attribute):
      if attribute.isOfEdge {
        if key.isOfEdges { nodeDefaults.edge.add(attribute, text) }
      } else if key.isOfNodes {
        nodeDefaults.attributes.append((attribute, text))
      }
    default: break
    }
  }

  private static func key(named name: String) -> Key {
    switch name {
    case "kind": .kind
    case "type": .type
    case "group": .group
    case "k": .threshold
    case "label": .label
    case "name": .name
    default: GraphAttribute.named(name).map { .attribute($0) } ?? .other
    }
  }

  private func meaning(of key: XMLScanner.Piece) -> Key {
    for (id, meaning) in keys where id.count == key.bytes.count && key.bytes.elementsEqual(id) { return meaning }
    let text = key.text
    return keysByID[text] ?? Self.key(named: text.lowercased())
  }

  private mutating func takeText() -> String? {
    defer { (piece, moreText) = (nil, nil) }
    let words = XMLElement.words(of: moreText ?? piece?.text ?? "")
    return words.isEmpty ? nil : words
  }

  private mutating func endData() {
    guard dataKey != .other else { return }
    let isOfEdge = elements.last == .edge
    guard isOfEdge || elements.last == .node, isOfEdge || !nodes.isEmpty else { return }
    var subject = isOfEdge ? subject : nodes[nodes.count - 1].subject
    switch dataKey {
    case .kind where isOfEdge && moreText == nil: subject.kind = piece
    case .type where isOfEdge && moreText == nil: subject.type = piece
    case .kind: subject.nodeKind = takeText()
    case .type: if subject.nodeKind == nil { subject.nodeKind = takeText() }
    case .group: subject.group = takeText()
    case .threshold: subject.threshold = takeText().flatMap { Int($0) }
    case .label: subject.label = takeText()
    case .name: subject.name = takeText()
    case .attribute(let attribute):
      guard attribute.isOfEdge == isOfEdge, let text = takeText() else { break }
      if isOfEdge { subject.edge.add(attribute, text) } else { subject.attributes.append((attribute, text)) }
    case .other: break
    }
    if isOfEdge { self.subject = subject } else { nodes[nodes.count - 1].subject = subject }
  }

  // MARK: Nodes and edges

  private mutating func startGraph(_ scanner: XMLScanner, _ table: inout GraphTable) {
    // A graph in an edge belongs to nothing.
    let isInNode = elements.dropLast().last == .node
    let owner = isInNode ? nodes.last?.number : graphs.last?.owner
    if let owner { table.makeDomain(owner) }
    graphs.append(Graph(owner: owner, isUndirected: scanner["edgedefault"]?.is("undirected") == true))
  }

  private mutating func startNode(_ scanner: XMLScanner, _ table: inout GraphTable) {
    guard let id = scanner["id"] else {
      elements[elements.count - 1] = .other
      table.notes.skip("node", because: "it has no id")
      return
    }
    let node = id.hasEscapes ? table.component(id.text) : table.component(id.bytes)
    declared.declare(node)
    if let owner = graphs.last?.owner { table.put(node, in: owner) }
    nodes.append(Node(number: node))
  }

  private mutating func endNode(_ table: inout GraphTable) {
    let node = nodes.removeLast()
    var subject = node.subject
    if subject.nodeKind == nil { subject.nodeKind = nodeDefaults.nodeKind }
    for (attribute, text) in subject.attributes { table.describe(node.number, attribute, text) }
    for (attribute, text) in nodeDefaults.attributes
    where !subject.attributes.contains(where: { $0.attribute == attribute }) {
      table.describe(node.number, attribute, text)
    }
    if subject.drawn == nil {
      subject.label = subject.label ?? nodeDefaults.label
      subject.name = subject.name ?? nodeDefaults.name
    }
    guard subject.label != nil || subject.name != nil || subject.drawn != nil || subject.nodeKind != nil else {
      return
    }
    table.describe(node.number, name: subject.label ?? subject.name ?? subject.drawn, kind: subject.nodeKind)
  }

  private mutating func startEdge(_ scanner: XMLScanner, _ table: inout GraphTable) {
    subject = Subject()
    edge = nil
    guard let source = scanner["source"], let target = scanner["target"], !source.bytes.isEmpty, !target.bytes.isEmpty
    else {
      table.notes.skip("edge", because: "it does not name both ends")
      return
    }
    let from = source.hasEscapes ? table.component(source.text) : table.component(source.bytes)
    let to = target.hasEscapes ? table.component(target.text) : table.component(target.bytes)
    declared.note(from, to)
    let directed = scanner["directed"]
    let isUndirected =
      graphs.last?.isUndirected == true ? directed?.is("true") != true : directed?.is("false") == true
    edge = (from, to, isUndirected)
    if scanner["sourceport"] != nil || scanner["targetport"] != nil {
      let id = table.id(from)
      table.count("ports are not components: edges at a port (#), such as one of @, are edges of the node", example: id)
    }
  }

  private mutating func endEdge(_ table: inout GraphTable) {
    guard let edge else { return }
    self.edge = nil
    var meaning: EdgeMeaning?
    if let word = subject.kind ?? subject.type {
      meaning = word.hasEscapes ? EdgeMeaning(word.text) : table.knownMeaning(of: word.bytes)
    }
    let stated = meaning ?? subject.edge.meaning ?? (subject.kind == nil && subject.type == nil ? edgeDefault : nil)
    subject.edge.fill(from: nodeDefaults.edge)
    let found = stated ?? subject.edge.meaning ?? .needs
    table.addEdge(edge.source, edge.target, found, group: subject.group, threshold: subject.threshold)
    if let confidence = subject.edge.confidence {
      table.setConfidence(confidence, edge.source, edge.target, found)
    }
    if edge.isUndirected {
      table.notes.remark(
        "undirected edges do not say what depends on what: the source is assumed to depend on the target")
    }
  }

  private mutating func addEnd(_ scanner: XMLScanner, _ table: inout GraphTable) {
    guard let node = scanner["node"], !node.bytes.isEmpty else {
      table.notes.skip("end of a hyperedge", because: "it names no node")
      return
    }
    ends.append((table.component(node.text), scanner["type"]?.is("in") == true))
  }

  /// The first endpoint that something comes in by depends on the others.
  private mutating func endHyperedge(_ table: inout GraphTable) {
    defer { ends = [] }
    guard let owner = ends.first(where: \.isOwner) ?? ends.first else {
      table.notes.skip("hyperedge", because: "it names no node")
      return
    }
    for end in ends where !end.isOwner && end.node != owner.node {
      declared.note(owner.node, end.node)
      table.addEdge(owner.node, end.node)
    }
  }
}
