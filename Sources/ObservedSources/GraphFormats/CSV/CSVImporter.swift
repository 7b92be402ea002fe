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
    if isNamed { return true }
    let cells = line.utf8.split(separator: separator, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    let header = CSVHeader(cells)
    return header.isCertain && !header.isNodeTable
  }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var reader = CSVReader(files, format: format, isFlow: isFlow)
    // The names of components are known before their edges are read.
    let areNodes = files.map(CSVReader.isNodeTable)
    for (file, isOfNodes) in zip(files, areNodes) where isOfNodes { try reader.add(file) }
    for (file, isOfNodes) in zip(files, areNodes) where !isOfNodes { try reader.add(file) }
    return try reader.table.model()
  }
}
