/// The files of one source that are loaded together.
struct SourceFiles {
  /// The number of the importer among those that are known.
  let number: Int
  /// The importer that recognized them.
  let importer: any ModelImporter
  /// The files, in the order read; companions last.
  private(set) var files: [SourceFile] = []
  /// For each file the folders that it may name files in.
  private(set) var bounds: [FolderBounds] = []

  /// The files that state no encoding and are not UTF-8, so that theirs is a guess.
  var guessedEncodings: [String] {
    // XML is read as it says, or not at all.
    files.filter { $0.bytes.first != UInt8(ascii: "<") }.filter { ForeignEncoding.isGuessed($0.bytes) }.map(\.name)
  }

  init(_ number: Int, _ importer: any ModelImporter) {
    self.number = number
    self.importer = importer
  }

  mutating func add(_ file: SourceFile, _ bounds: FolderBounds) {
    files.append(file)
    self.bounds.append(bounds)
  }
}
