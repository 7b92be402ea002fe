internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// A graph as editors and network libraries write it: nodes with ids, labels and parents, and links between ids.
struct LinkedGraph {
  struct Node {
    /// `nil` where only its position among the nodes is known.
    var id: String?
    var label: String?
    var kind: String?
    /// The nodes that it is drawn in.
    var parents: [String] = []
    /// What else is said of it, by the names of attributes.
    var attributes: [(attribute: GraphAttribute, text: String)] = []
    var line = 1

    /// Takes an attribute that has a meaning by its name.
    mutating func add(_ name: String, _ text: String) {
      guard let attribute = GraphAttribute.named(name), !attribute.isOfEdge else { return }
      attributes.append((attribute, text))
    }
  }

  struct Link {
    var source: String
    var target: String
    /// The word for the meaning, and whether the form says that it is one.
    var word: String?
    var isNamedKind = true
    var group: String?
    var threshold: Int?
    var isUndirected = false
    /// What else is said of it, by the names of attributes.
    var attributes = EdgeAttributes()
    var line = 1

    /// Takes an attribute that has a meaning by its name.
    mutating func add(_ name: String, _ text: String) {
      guard let attribute = GraphAttribute.named(name), attribute.isOfEdge else { return }
      attributes.add(attribute, text)
    }
  }

  var nodes: [Node] = []
  var links: [Link] = []
  /// Nodes that others are drawn in, even if no node names them as its parent.
  var groups: Set<String> = []

  /// Adds the graph to a table.
  ///
  /// - Throws: `InvalidInput` where what is written once stands for too much.
  func add(to table: inout GraphTable) throws(InvalidInput) {
    let ids = componentIDs()
    var numbers: [String: Int] = [:]
    for (position, node) in nodes.enumerated() {
      guard let id = node.id, numbers[id] == nil else { continue }
      numbers[id] = position
    }
    let isByPosition = areLinksByPosition(numbers)
    if areIDsPositions { table.parts.notePositions() }
    var declared = DeclaredNodes()
    var components: [Int] = []
    for (position, node) in nodes.enumerated() {
      table.move(toLine: node.line)
      let component = table.component(ids[position])
      components.append(component)
      if let id = node.id, numbers[id] != position {
        table.count("nodes that are written again (#), such as @: each is one component", example: id)
      }
      declared.declare(component)
      table.describe(component, name: node.label, kind: node.kind)
      if let id = node.id, groups.contains(id) { table.makeDomain(component) }
    }
    for (position, node) in nodes.enumerated() {
      table.move(toLine: node.line)
      for parent in node.parents where parent != node.id {
        guard let number = numbers[parent] else {
          table.notes.addUnresolved("\(ForeignName.quoted(id: ids[position])) in \(ForeignName.quoted(id: parent))")
          continue
        }
        table.put(components[position], in: components[number])
      }
      for (attribute, text) in node.attributes { table.describe(components[position], attribute, text) }
    }
    for link in links {
      table.move(toLine: link.line)
      let source = component(link.source, isByPosition, numbers, components, &table)
      let target = component(link.target, isByPosition, numbers, components, &table)
      declared.note(source, target)
      let meaning = meaning(of: link, &table)
      table.addEdge(
        source, target, meaning, group: link.group?.isEmpty == true ? nil : link.group, threshold: link.threshold)
      if let confidence = link.attributes.confidence { table.setConfidence(confidence, source, target, meaning) }
      if link.isUndirected {
        table.notes.remark(
          "undirected edges do not say what depends on what: the source is assumed to depend on the target")
      }
    }
    declared.report(to: &table)
  }

  private func meaning(of link: Link, _ table: inout GraphTable) -> EdgeMeaning {
    guard let word = link.word else { return link.attributes.meaning ?? .needs }
    if let other = link.attributes.meaning { return EdgeMeaning(word) ?? other }
    // What a form calls the type of an edge is mostly how it is drawn.
    return link.isNamedKind ? table.meaning(of: word) : EdgeMeaning(word) ?? .needs
  }

  private func component(
    _ end: String, _ isByPosition: Bool, _ numbers: [String: Int], _ components: [Int], _ table: inout GraphTable
  ) -> Int {
    if isByPosition, let position = Int(end) { return components[position] }
    return numbers[end].map { components[$0] } ?? table.component(end)
  }

  /// Whether the ends of links are positions among the nodes: numbers of which not all are ids.
  private func areLinksByPosition(_ numbers: [String: Int]) -> Bool {
    guard !links.isEmpty else { return false }
    var areAllIDs = true
    for link in links {
      for end in [link.source, link.target] {
        guard let position = Int(end), nodes.indices.contains(position) else { return false }
        if numbers[end] == nil { areAllIDs = false }
      }
    }
    return !areAllIDs
  }

  /// Whether nothing but its position names any node.
  private var areIDsPositions: Bool {
    guard nodes.count > 1 else { return false }
    let first = nodes[0].id == "1" ? 1 : 0
    return nodes.enumerated().allSatisfy { position, node in
      let number = "\(position + first)"
      return (node.id ?? number) == number && (node.label.map { $0.isEmpty || $0 == number } ?? true)
    }
  }

  /// The id of the component of each node: its own, or its label where all ids are only numbers and all labels differ.
  private func componentIDs() -> [String] {
    let labels = nodes.compactMap(\.label).filter { !$0.isEmpty }
    let areNumbers = nodes.allSatisfy { $0.id.map { Int($0) != nil } ?? true }
    let areUnique = labels.count == nodes.count && Set(labels).count == labels.count
    return nodes.enumerated().map { position, node in
      if areNumbers, areUnique || node.id == nil, let label = node.label, !label.isEmpty { return label }
      return node.id ?? node.label ?? "\(position)"
    }
  }
}
