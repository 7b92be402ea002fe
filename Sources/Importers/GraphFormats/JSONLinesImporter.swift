internal import DependencyModel
internal import ModelFormats

/// Reads graphs with a JSON object on each line: a component with what it needs, or an edge.
///
///     {"id": "api", "kind": "service", "in": "zone-a", "needs": ["db", {"any": ["cache-1", "cache-2"]}], "uses": "search"}
///     {"source": "api", "target": "dns", "kind": "soft"}
///
/// Components may stand after what needs them; what no line describes becomes a component all the same. What something is `in`
/// is a domain.
struct JSONLinesImporter: ModelImporter {
  let format = "JSON lines"
  let fileEndings = [".jsonl", ".ndjson"]
  let isFlow: Bool

  func recognizes(_ file: SourceFile) -> Bool {
    let bytes = SourceStart.bytes(of: file)
    guard let end = bytes.firstIndex(of: 0x0A), bytes.first == UInt8(ascii: "{"),
      let document = JSONReader().read(line: bytes[..<end], 1, file: file.name).document
    else { return false }
    if document["source"]?.text != nil, document["target"]?.text != nil { return true }
    let marks = ["kind", "needs", "uses", "in", "startNeeds", "configuredBy"]
    return document["id"]?.text != nil && (document.pairs.count == 1 || marks.contains { document[$0] != nil })
  }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var graph = GraphDraft(file: files[0].name, isFlow: isFlow)
    for file in files {
      let (documents, problems) = ForeignText.jsonLines(file)
      // A graph of which lines are missing would be another graph.
      guard problems.isEmpty else { throw InvalidInput(Array(problems.prefix(50))) }
      for document in documents { try add(document, to: &graph) }
    }
    return try graph.model(format: format, start: Place(file: files[0].name, line: 1, column: 1))
  }

  private func add(_ node: SyntaxNode, to graph: inout GraphDraft) throws(InvalidInput) {
    if let source = node["source"]?.text, let target = node["target"]?.text {
      let word = node["kind"]?.text ?? ""
      let meaning = GraphDraft.Meaning(word)
      if meaning == nil { graph.draft.notes.remark("the kind '\(word)' of edges is not known: taken for hard") }
      graph.add(
        from: source, to: target, meaning ?? .needs, group: node["group"]?.text, threshold: node["k"]?.int,
        at: node.place)
      return
    }
    guard let id = node["id"]?.text, !id.isEmpty else {
      throw InvalidInput([
        .graphSyntax("the line has neither an 'id' nor 'source' and 'target'", format: format, at: node.place)
      ])
    }
    graph.add(node: id, at: node.place)
    graph.describe(id, name: node["name"]?.text, kind: node["kind"]?.text)
    for domain in node["in"]?.itemsOrSelf ?? [] {
      guard let domain = domain.text else { continue }
      graph.add(domain: domain, of: id, at: node.place)
    }
    for (key, kind) in [
      ("needs", ImportDraft.Kind.needs), ("uses", .uses), ("startNeeds", .startNeeds), ("configuredBy", .configuredBy),
    ] {
      guard let value = node[key] else { continue }
      for item in value.itemsOrSelf { try graph.add(requirement: item, kind, of: id, format: format) }
    }
  }
}

extension GraphDraft {
  /// Puts a node into a domain.
  fileprivate mutating func add(domain: String, of id: String, at place: Place) {
    add(node: domain, at: place)
    draft.update(domain) { $0.isDomain = true }
    draft.relate(id, .in, domain, at: place)
  }

  /// Adds a requirement as the model language writes it: an id, or `any`, `all` or `atLeast` with `of`, of ids.
  fileprivate mutating func add(
    requirement node: SyntaxNode, _ kind: ImportDraft.Kind, of id: String, format: String
  ) throws(InvalidInput) {
    let members: [String]
    let threshold: Group.Threshold
    if let name = node.text {
      (members, threshold) = ([name], .all)
    } else if let list = node["any"] {
      (members, threshold) = (list.items.compactMap(\.text), .any)
    } else if let list = node["all"] {
      (members, threshold) = (list.items.compactMap(\.text), .all)
    } else if let count = node["atLeast"]?.int, let list = node["of"] {
      members = list.items.compactMap(\.text)
      threshold = .atLeast(Amount(Int32(clamping: min(max(count, 1), max(members.count, 1)))))
    } else {
      throw InvalidInput([
        .graphSyntax(
          "a requirement is an id, or 'any', 'all' or 'atLeast' with 'of', of ids", format: format, at: node.place)
      ])
    }
    countEdges(members.count)
    for member in members { add(node: member, at: node.place) }
    draft.relate(
      id, kind, threshold, of: members, confidence: .declared, source: source(at: node.place), at: node.place)
  }
}
