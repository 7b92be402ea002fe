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

  init(_ number: Int, _ importer: any ModelImporter) {
    self.number = number
    self.importer = importer
  }

  mutating func add(_ file: SourceFile, _ bounds: FolderBounds) {
    files.append(file)
    self.bounds.append(bounds)
  }
}
