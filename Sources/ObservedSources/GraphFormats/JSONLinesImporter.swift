internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads graphs with a JSON object on each line: a component with what it needs, or an edge.
///
///     {"id": "api", "kind": "service", "in": "zone-a", "needs": ["db", {"any": ["cache-1", "cache-2"]}], "uses": "search"}
///     {"source": "api", "target": "dns", "kind": "soft"}
///
/// Components may come after what needs them; what no line describes becomes a component anyway. What something is `in`
/// is a domain. For graphs of millions: lines go straight into a table.
struct JSONLinesImporter: ModelImporter {
  let format = "JSON lines"
  let fileEndings = [".jsonl", ".ndjson"]
  let isFlow: Bool

  func recognizes(_ file: SourceFile) -> Bool {
    let bytes = SourceStart.bytes(of: file)
    guard bytes.first == UInt8(ascii: "{") else { return false }
    guard let end = bytes.firstIndex(of: 0x0A) else { return recognizesLongLine(file) }
    guard let document = JSONReader(quotesText: false).read(line: bytes[..<end], 1, file: file.name).document else {
      return false
    }
    if document["source"]?.text != nil, document["target"]?.text != nil { return true }
    return document["id"]?.text != nil && (document.pairs.count == 1 || Self.marks.contains { document[$0] != nil })
  }

  private static let marks = ["kind"] + ImportDraft.Kind.allCases.map(\.rawValue)

  /// Whether the first line, of which only the start is looked at, is a component with a long list of what it needs.
  private func recognizesLongLine(_ file: SourceFile) -> Bool {
    guard file.bytes.count > SourceStart.length, let keys = SourceStart.jsonKeys(of: file) else { return false }
    return keys.contains("id") && !keys.contains("model") && Self.marks.contains(where: keys.contains)
  }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    try GraphTable.model(GraphTable(files, format: format, isFlow: isFlow)) { table throws(InvalidInput) in
      var reader = JSONLinesReader(table, format: format)
      for file in files { try reader.add(file) }
      return reader.finished()
    }
  }
}
