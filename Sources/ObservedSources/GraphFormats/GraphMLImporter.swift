internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads GraphML: nodes, edges and hyperedges in nested graphs, with the data that name and classify them.
///
/// Source: graphml.graphdrawing.org, "GraphML specification". Labels of the yEd editor (`y:NodeLabel`) are names.
struct GraphMLImporter: ModelImporter {
  let format = "GraphML"
  let fileEndings = [".graphml", ".xml"]
  let isFlow: Bool

  func recognizes(_ file: SourceFile) -> Bool { XMLStart.rootName(of: file.bytes) == "graphml" }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var graph = GraphDraft(files, isFlow: isFlow)
    for file in files {
      let root = try XMLReader.root(of: file)
      var keys: [String: String] = [:]
      for key in root.children where key.name == "key" {
        if let id = key["id"] { keys[id] = (key["attr.name"] ?? id).lowercased() }
      }
      for element in root.children where element.name == "graph" { add(element, keys, in: nil, to: &graph) }
    }
    return try graph.model(format: format, start: Place(file: files[0].name, line: 1, column: 1))
  }

  private func add(_ element: XMLElement, _ keys: [String: String], in group: String?, to graph: inout GraphDraft) {
    // The reader bounds how deep elements are nested.
    for child in element.children {
      switch child.name {
      case "node":
        guard let id = child["id"] else { continue }
        let data = data(of: child, keys)
        graph.add(node: id, tag: group, at: child.place)
        graph.describe(id, name: data["label"] ?? data["name"] ?? label(of: child), kind: data["kind"] ?? data["type"])
        for inner in child.children where inner.name == "graph" {
          add(inner, keys, in: data["label"] ?? label(of: child) ?? id, to: &graph)
        }
      case "edge":
        guard let source = child["source"], let target = child["target"] else { continue }
        let data = data(of: child, keys)
        graph.add(
          from: source, to: target, GraphDraft.Meaning(data["kind"] ?? data["type"] ?? "") ?? .needs,
          group: data["group"], threshold: data["k"].flatMap { Int($0) }, at: child.place)
        if element["edgedefault"] == "undirected", child["directed"] != "true" || child["directed"] == "false" {
          graph.draft.notes.remark(
            "undirected edges do not say what depends on what: the source is assumed to depend on the target")
        }
      case "hyperedge":
        // The first endpoint that something comes in by depends on the others.
        let ends = child.children.filter { $0.name == "endpoint" }
        let owners = ends.filter { $0["type"] == "in" }.compactMap { $0["node"] }
        let others = ends.filter { $0["type"] != "in" }.compactMap { $0["node"] }
        guard let owner = owners.first ?? ends.first?["node"] else { continue }
        for other in others where other != owner { graph.add(from: owner, to: other, at: child.place) }
      default: break
      }
    }
  }

  /// The data of an element by the names of their keys, empty ones left out.
  private func data(of element: XMLElement, _ keys: [String: String]) -> [String: String] {
    var found: [String: String] = [:]
    for child in element.children where child.name == "data" {
      guard let key = child["key"], !child.words.isEmpty else { continue }
      found[keys[key] ?? key.lowercased()] = child.words
    }
    return found
  }

  private func label(of element: XMLElement) -> String? {
    for child in element.children where child.name == "data" {
      var found: String?
      child.visit { if found == nil, $0.name.hasSuffix("NodeLabel"), !$0.words.isEmpty { found = $0.words } }
      if let found { return found }
    }
    return nil
  }
}
