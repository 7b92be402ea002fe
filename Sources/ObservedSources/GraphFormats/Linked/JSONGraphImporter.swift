internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads graphs as JSON: nodes and links as NetworkX and d3 write them, Cytoscape's elements, and JSON Graph Format.
struct JSONGraphImporter: ModelImporter {
  let format = "JSON graph"
  let fileEndings = [".json", ".cyjs", ".jgf"]
  let isFlow: Bool

  /// The forms, each by the keys at its top and by texts in it.
  enum Form {
    case nodeLink, cytoscape, cytoscapeList, jsonGraph
  }

  func recognizes(_ file: SourceFile) -> Bool { Self.form(of: file) != nil }

  /// The form of a file, by its structure: a list of nodes is not enough, because many things have nodes.
  static func form(of file: SourceFile) -> Form? {
    let bytes = SourceStart.bytes(of: file)
    guard let start = SourceStart.startOfJSON(in: bytes), bytes[..<start].allSatisfy({ $0 <= 0x20 }) else { return nil }
    if bytes[start] == UInt8(ascii: "[") {
      guard SourceStart.keysOfFirstItem(of: file)?.contains("data") == true else { return nil }
      let text = String(decoding: bytes, as: UTF8.self)
      let isGrouped = text.contains("\"group\"") && (text.contains("\"nodes\"") || text.contains("\"edges\""))
      return isGrouped || text.contains("\"source\"") && text.contains("\"target\"") && text.contains("\"id\"")
        ? .cytoscapeList : nil
    }
    guard let keys = SourceStart.jsonKeys(of: file), !keys.contains("components"), !keys.contains("model") else {
      return nil
    }
    let has = { (key: String) in keys.contains(key) }
    if has("nodes"), has("links") || has("edges") || has("adjacency") {
      guard JSONGraphStart.hasNodes(bytes, from: start) else { return nil }
      return JSONGraphStart.hasData(bytes, from: start) ? .cytoscape : .nodeLink
    }
    if has("elements") { return JSONGraphStart.hasElements(bytes, from: start) ? .cytoscape : nil }
    return has("graph") || has("graphs") ? JSONGraphStart.hasGraph(bytes, from: start) ? .jsonGraph : nil : nil
  }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    try GraphTable.model(GraphTable(files, format: format, isFlow: isFlow)) { table throws(InvalidInput) in
      var table = table
      for file in files {
        guard let form = Self.form(of: file) else { continue }
        let text = table.begin(file)
        let document = try ForeignText.json(SourceFile(name: file.name, bytes: text))
        var reader = JSONGraphReader()
        try reader.read(document, form, &table)
        try reader.graph.add(to: &table)
      }
      return table
    }
  }
}

/// Looks into JSON for the lists of a graph, as far as they are near the start.
enum JSONGraphStart {
  /// Whether `nodes` is a list of objects or texts, and the links, if there are any, are objects with two ends.
  static func hasNodes(_ bytes: [UInt8], from start: Int) -> Bool {
    guard let nodes = first(of: "nodes", in: bytes, from: start) else { return false }
    guard nodes.isList,
      nodes.keys == nil || nodes.keys!.contains(where: { ["id", "name", "label", "key", "data"].contains($0) })
    else { return false }
    for key in ["links", "edges"] {
      guard let links = first(of: key, in: bytes, from: start) else { continue }
      guard links.isList else { return false }
      guard let ends = links.keys else { return nodes.keys != nil || links.isEmpty }
      return ends.contains("source") && ends.contains("target") || ends.contains("from") && ends.contains("to")
        || ends.contains("data") && nodes.keys?.contains("data") == true
    }
    return true
  }

  /// Whether the nodes are elements of Cytoscape: objects with their attributes in `data`.
  static func hasData(_ bytes: [UInt8], from start: Int) -> Bool {
    // Editors have data of nodes beside their ids.
    guard let keys = first(of: "nodes", in: bytes, from: start)?.keys else { return false }
    return keys.contains("data") && !keys.contains("id")
  }

  /// Whether `elements` has nodes, or is a list of objects with data.
  static func hasElements(_ bytes: [UInt8], from start: Int) -> Bool {
    guard let elements = first(of: "elements", in: bytes, from: start) else { return false }
    if elements.isList { return elements.keys?.contains("data") == true }
    guard let keys = elements.keys, keys.contains("nodes") else { return false }
    return keys.allSatisfy { $0 == "nodes" || $0 == "edges" }
  }

  /// Whether `graph` is an object with nodes or edges, or `graphs` is a list of such.
  static func hasGraph(_ bytes: [UInt8], from start: Int) -> Bool {
    for key in ["graph", "graphs"] {
      guard let graph = first(of: key, in: bytes, from: start), let keys = graph.keys else { continue }
      if keys.contains("nodes"), graph.isList == (key == "graphs") { return true }
    }
    return false
  }

  /// The value of a key: whether it is a list, whether it is empty, and the keys of it or of its first item, if that is an
  /// object.
  private static func first(
    of key: String, in bytes: [UInt8], from start: Int
  ) -> (isList: Bool, isEmpty: Bool, keys: [String]?)? {
    bytes.withUnsafeBufferPointer { buffer in
      var cursor = JSONCursor(buffer, from: start)
      guard (try? cursor.openObject()) == true else { return nil }
      while let found = try? cursor.nextKey() {
        guard cursor.text(of: found) == key else {
          guard (try? cursor.skipValue()) != nil else { return nil }
          continue
        }
        let isList = cursor.next == UInt8(ascii: "[")
        if isList {
          _ = try? cursor.openList()
          guard (try? cursor.nextItem()) == true else { return (true, true, nil) }
        }
        guard cursor.next == UInt8(ascii: "{"), (try? cursor.openObject()) == true else { return (isList, false, nil) }
        var keys: [String] = []
        while let inner = try? cursor.nextKey() {
          keys.append(cursor.text(of: inner))
          guard keys.count < 1_000, (try? cursor.skipValue()) != nil else { break }
        }
        return (isList, false, keys)
      }
      return nil
    }
  }
}
