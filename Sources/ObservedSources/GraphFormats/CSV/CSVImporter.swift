internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads lists of edges as CSV or TSV, with or without a header, and matrices with names on both sides.
struct CSVImporter: ModelImporter {
  let format = "CSV"
  let fileEndings = [".csv", ".tsv"]
  let isFlow: Bool

  func recognizes(_ file: SourceFile) -> Bool {
    let text = SourceStart.text(of: file)
    let name = file.name.lowercased()
    guard let line = text.split(maxSplits: 1, whereSeparator: \.isNewline).first else { return false }
    let isNamed = fileEndings.contains { name.hasSuffix($0) }
    // Most files are JSON or YAML: their first line, which may be all of them, needs no closer look.
    guard isNamed || !line.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: ":") }) else {
      return false
    }
    let bytes = Array(line.utf8)
    guard let separator = bytes.withUnsafeBufferPointer({ CSVSeparator.found(in: $0) }) else { return false }
    // Many tables in folders are no graphs.
    if isNamed { return !file.isOfFolder || CSVReader.isGraph(file) }
    let cells = line.utf8.split(separator: separator, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    let header = CSVHeader(cells)
    return header.isCertain && !header.isNodeTable
  }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    let areNodes = files.map(CSVReader.isNodeTable)
    let parts = CSVParts(files, areNodes: areNodes)
    func read(_ table: GraphTable) throws(InvalidInput) -> GraphTable {
      var reader = CSVReader(table)
      // The names of components are known before their edges are read.
      for (file, isOfNodes) in zip(files, areNodes) where isOfNodes { try reader.add(file) }
      for (file, isOfNodes) in zip(files, areNodes) where !isOfNodes { try reader.add(file) }
      return reader.table
    }
    let empty = GraphTable(files, format: format, isFlow: isFlow, parts: parts.byFolder)
    var table = try read(empty)
    if !table.parts.mixed.isEmpty {
      var again = empty
      again.parts = parts.apart(table.parts)
      table = try read(again)
    }
    return try table.model()
  }
}
