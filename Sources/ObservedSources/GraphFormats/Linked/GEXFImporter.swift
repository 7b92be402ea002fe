internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads GEXF: nodes, also in each other, and edges, with the attributes that classify them.
///
/// Source: gexf.net, "GEXF Primer" for versions 1.1 to 1.3. A node that others are in is a failure domain. Of a graph that
/// changes with time, everything is read that is in it at any time.
struct GEXFImporter: ModelImporter {
  let format = "GEXF"
  let fileEndings = [".gexf"]
  let isFlow: Bool

  func recognizes(_ file: SourceFile) -> Bool { XMLStart.rootName(of: file.bytes) == "gexf" }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    try GraphTable.model(GraphTable(files, format: format, isFlow: isFlow)) { table throws(InvalidInput) in
      var reader = XMLGraphReader(table, format: format)
      for file in files { try reader.read(file, with: GEXFHandler()) }
      return reader.table
    }
  }
}

/// Makes a graph of the elements of GEXF.
struct GEXFHandler: XMLGraphHandler {
  private enum Element {
    case node, edge, other
  }

  private var graph = LinkedGraph()
  private var elements: [Element] = []
  /// The positions of the nodes that are open; -1 for one without an id.
  private var nodes: [Int] = []
  private var link: LinkedGraph.Link?
  private var isMutual = false
  private var edgeType = "undirected"
  private var isOfEdges = false
  /// The titles of the attributes of nodes and edges, by id.
  private var titles: [Bool: [String: String]] = [:]

  mutating func start(_ scanner: XMLScanner, _ table: inout GraphTable) throws(InvalidInput) {
    var element = Element.other
    if scanner.name.is("node") {
      element = .node
      startNode(scanner, &table)
    } else if scanner.name.is("edge") {
      element = .edge
      startEdge(scanner, &table)
    } else if scanner.name.is("attvalue") {
      addValue(scanner)
    } else if scanner.name.is("attribute") {
      if let id = scanner["id"] { titles[isOfEdges, default: [:]][id.text] = scanner["title"]?.text.lowercased() }
    } else if scanner.name.is("attributes") {
      isOfEdges = scanner["class"]?.is("edge") == true
    } else if scanner.name.is("parent") {
      if let parent = scanner["for"]?.text, let node = nodes.last, node >= 0 {
        graph.nodes[node].parents.append(parent)
      }
    } else if scanner.name.is("graph") {
      edgeType = scanner["defaultedgetype"]?.text ?? "undirected"
      if scanner["mode"]?.is("dynamic") == true {
        table.notes.remark("the graph changes with time; everything is read that is in it at any time")
      }
    }
    elements.append(element)
  }

  mutating func end(_ scanner: XMLScanner, _ table: inout GraphTable) throws(InvalidInput) {
    switch elements.popLast() {
    case .node?: nodes.removeLast()
    case .edge?:
      guard let link else { return }
      graph.links.append(link)
      if isMutual {
        var other = link
        (other.source, other.target) = (link.target, link.source)
        graph.links.append(other)
        table.count("mutual edges (#) are read as two: each end depends on the other")
      }
      self.link = nil
    default: break
    }
  }

  mutating func text(_ scanner: XMLScanner) {}

  mutating func finish(_ table: inout GraphTable) throws(InvalidInput) { try graph.add(to: &table) }

  private mutating func startNode(_ scanner: XMLScanner, _ table: inout GraphTable) {
    guard let id = scanner["id"]?.text, !id.isEmpty else {
      nodes.append(-1)
      return table.notes.skip("node", because: "it has no id")
    }
    var node = LinkedGraph.Node(id: id, label: scanner["label"]?.text, line: scanner.line)
    node.kind = scanner["kind"]?.text
    if let parent = scanner["pid"]?.text { node.parents.append(parent) }
    if let outer = nodes.last, outer >= 0, let parent = graph.nodes[outer].id { node.parents.append(parent) }
    nodes.append(graph.nodes.count)
    graph.nodes.append(node)
  }

  private mutating func startEdge(_ scanner: XMLScanner, _ table: inout GraphTable) {
    link = nil
    guard let source = scanner["source"]?.text, let target = scanner["target"]?.text, !source.isEmpty, !target.isEmpty
    else { return table.notes.skip("edge", because: "it does not name both ends") }
    let type = scanner["type"]?.text ?? edgeType
    isMutual = type == "mutual"
    var link = LinkedGraph.Link(source: source, target: target, line: scanner.line)
    link.isUndirected = type == "undirected"
    if let kind = scanner["kind"]?.text ?? scanner["label"]?.text {
      (link.word, link.isNamedKind) = (kind, scanner["kind"] != nil)
    }
    self.link = link
  }

  /// Takes the value of an attribute, whose title says what it is.
  private mutating func addValue(_ scanner: XMLScanner) {
    guard let id = scanner["for"]?.text ?? scanner["id"]?.text, let value = scanner["value"]?.text else { return }
    if link != nil {
      let title = titles[true]?[id] ?? id.lowercased()
      switch title {
      case "kind", "relation": (link!.word, link!.isNamedKind) = (value, true)
      case "type": if link!.word == nil { (link!.word, link!.isNamedKind) = (value, false) }
      case "group": link!.group = value
      case "k": link!.threshold = Int(value)
      default: link!.add(title, value)
      }
    } else if let node = nodes.last, node >= 0 {
      let title = titles[false]?[id] ?? id.lowercased()
      switch title {
      case "kind": graph.nodes[node].kind = value
      case "type": graph.nodes[node].kind = graph.nodes[node].kind ?? value
      default: graph.nodes[node].add(title, value)
      }
    }
  }
}
