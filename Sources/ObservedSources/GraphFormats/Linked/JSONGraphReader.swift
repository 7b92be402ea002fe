internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads the nodes and links of a graph as JSON.
struct JSONGraphReader {
  private(set) var graph = LinkedGraph()
  private var isUndirected = false

  /// The keys of nodes and links by meaning, the surest first; to add one, append it.
  private static let labelKeys = ["label", "name", "title", "shared_name"]
  private static let kindKeys = ["kind", "type"]
  private static let parentKeys = ["parent", "parentId", "parentNode", "parent_id"]
  private static let sourceKeys = ["source", "from", "sourceId"]
  private static let targetKeys = ["target", "to", "targetId"]
  private static let meaningKeys = ["kind", "relation", "relationship"]

  /// Reads a document.
  mutating func read(_ document: SyntaxNode, _ form: JSONGraphImporter.Form, _ table: inout GraphTable)
    throws(InvalidInput)
  {
    isUndirected = document["directed"]?.bool == false
    switch form {
    case .nodeLink:
      for node in document["nodes"]?.items ?? [] { addNode(node, id: nil, &table) }
      for link in (document["links"] ?? document["edges"])?.items ?? [] { addLink(link, &table) }
      addAdjacency(document["adjacency"]?.items ?? [], &table)
    case .cytoscape:
      let elements = document["elements"] ?? document
      for element in elements["nodes"]?.items ?? [] { addElement(element, isLink: false, &table) }
      for element in elements["edges"]?.items ?? [] { addElement(element, isLink: true, &table) }
      for element in elements.items { addElement(element, isLink: nil, &table) }
    case .cytoscapeList:
      for element in document.items { addElement(element, isLink: nil, &table) }
    case .jsonGraph:
      for graph in document["graphs"]?.items ?? document["graph"].map({ [$0] }) ?? [] { try addGraph(graph, &table) }
    }
  }

  private mutating func addGraph(_ document: SyntaxNode, _ table: inout GraphTable) throws(InvalidInput) {
    isUndirected = document["directed"]?.bool == false
    for node in document["nodes"]?.items ?? [] { addNode(node, id: nil, &table) }
    for (key, node) in document["nodes"]?.pairs ?? [] { addNode(node, id: key.text, &table) }
    for link in document["edges"]?.items ?? [] { addLink(link, &table) }
    for edge in document["hyperedges"]?.items ?? [] { try addHyperedge(edge, &table) }
  }

  /// Adds an element of Cytoscape's, whose data are apart from how it is drawn.
  private mutating func addElement(_ element: SyntaxNode, isLink: Bool?, _ table: inout GraphTable) {
    guard let data = element["data"] else { return table.notes.skip("element", because: "it has no data") }
    let isLink = isLink ?? (element["group"]?.text == "edges" || data["source"] != nil && data["target"] != nil)
    if isLink { addLink(data, &table) } else { addNode(data, id: nil, &table) }
  }

  // MARK: Nodes

  private mutating func addNode(_ node: SyntaxNode, id: String?, _ table: inout GraphTable) {
    if let text = node.text {
      graph.nodes.append(LinkedGraph.Node(id: id ?? text, label: id == nil ? nil : text, line: node.place.line))
      return
    }
    // Editors keep what is shown apart from the node, and JSON Graph Format what is known of it.
    let more = [node["data"], node["metadata"]].compactMap { $0 }
    func first(_ keys: [String]) -> String? {
      for source in [node] + more {
        for key in keys { if let text = source[key]?.text, !text.isEmpty { return text } }
      }
      return nil
    }
    let own = id ?? node["id"].flatMap(Self.name) ?? node["key"].flatMap(Self.name)
    let label = first(Self.labelKeys)
    guard own != nil || label != nil else {
      return table.notes.skip("node", because: "it has neither an id nor a name")
    }
    var added = LinkedGraph.Node(id: own, label: label == own ? label : label, line: node.place.line)
    added.kind = first(Self.kindKeys).flatMap { Self.isDrawing($0) ? nil : $0 }
    for source in [node] + more {
      for (key, value) in source.pairs { if let key = key.text, let text = value.text { added.add(key, text) } }
    }
    added.parents = Self.parentKeys.compactMap { node[$0].flatMap(Self.name) }.prefix(1).map { $0 }
    graph.nodes.append(added)
  }

  /// Names of how editors draw a node, which say nothing of what it is.
  private static func isDrawing(_ kind: String) -> Bool {
    ["default", "input", "output", "group", "custom", "node", "circle", "box", "ellipse"].contains(kind.lowercased())
  }

  /// The text of an id; of one that is a list, such as the place in a grid, its parts.
  private static func name(_ node: SyntaxNode) -> String? {
    if let text = node.text { return text.isEmpty ? nil : text }
    let parts = node.items.compactMap(\.text)
    return parts.isEmpty ? nil : parts.joined(separator: ",")
  }

  /// The end of a link: an id, a position, or the node itself, as d3 leaves it.
  private static func end(_ node: SyntaxNode) -> String? {
    if let name = name(node) { return name }
    for key in ["id", "key", "index", "name"] { if let text = node[key].flatMap(name) { return text } }
    return nil
  }

  // MARK: Links

  private mutating func addLink(_ link: SyntaxNode, _ table: inout GraphTable) {
    func end(_ keys: [String], _ position: Int) -> String? {
      if case .sequence(let items) = link.content, items.count >= 2 { return Self.end(items[position]) }
      for key in keys { if let node = link[key] { return Self.end(node) } }
      return nil
    }
    guard let source = end(Self.sourceKeys, 0), let target = end(Self.targetKeys, 1) else {
      return table.notes.skip("edge", because: "it does not name both ends")
    }
    var added = LinkedGraph.Link(source: source, target: target, line: link.place.line)
    if let word = Self.meaningKeys.lazy.compactMap({ link[$0]?.text }).first {
      added.word = word
    } else if let word = link["type"]?.text {
      (added.word, added.isNamedKind) = (word, false)
    } else if let word = link["metadata"]?["kind"]?.text ?? link["data"]?["kind"]?.text {
      added.word = word
    }
    for source in [link, link["metadata"], link["data"]].compactMap({ $0 }) {
      for (key, value) in source.pairs { if let key = key.text, let text = value.text { added.add(key, text) } }
    }
    added.group = link["group"]?.text
    added.threshold = link["k"]?.int
    added.isUndirected = link["directed"]?.bool.map { !$0 } ?? isUndirected
    graph.links.append(added)
  }

  /// Adds the lists of neighbours, one for each node in their order.
  private mutating func addAdjacency(_ lists: [SyntaxNode], _ table: inout GraphTable) {
    for (position, list) in lists.enumerated() {
      guard position < graph.nodes.count, let source = graph.nodes[position].id else { continue }
      for neighbour in list.items {
        guard let target = Self.end(neighbour) else {
          table.notes.skip("edge", because: "it does not name both ends")
          continue
        }
        var link = LinkedGraph.Link(source: source, target: target, line: neighbour.place.line)
        link.word = neighbour["kind"]?.text
        link.isUndirected = isUndirected
        graph.links.append(link)
      }
    }
  }

  /// Adds a hyperedge of JSON Graph Format: each source depends on each target, or the first node on the others.
  private mutating func addHyperedge(_ edge: SyntaxNode, _ table: inout GraphTable) throws(InvalidInput) {
    func names(_ key: String) -> [String] { (edge[key]?.itemsOrSelf ?? []).compactMap(Self.end) }
    var (sources, targets) = (names("source"), names("target"))
    let nodes = names("nodes")
    if sources.isEmpty, targets.isEmpty, nodes.count > 1 { (sources, targets) = ([nodes[0]], Array(nodes.dropFirst())) }
    guard !sources.isEmpty, !targets.isEmpty else {
      return table.notes.skip("hyperedge", because: "it names fewer than two nodes")
    }
    table.count(
      "hyperedges (#) are read as edges: each source depends on each target, or the first node on the others")
    try table.spend(edgesBetween: sources.count, and: targets.count, at: edge.place)
    for source in sources {
      for target in targets {
        var link = LinkedGraph.Link(source: source, target: target, line: edge.place.line)
        link.word = edge["relation"]?.text
        graph.links.append(link)
      }
    }
  }
}
