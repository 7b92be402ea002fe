internal import DependencyModel

extension Gathering {
  /// The most files that are read because others name them.
  private static let companionLimit = 1_000

  /// Reads the files that the files of sources name beside them, and those that these name; absolute paths are not followed.
  mutating func addCompanions() {
    var count = 0
    for position in sourceFiles.indices {
      var source = sourceFiles[position]
      var next = 0
      while next < source.files.count {
        let (file, bounds) = (source.files[next], source.bounds[next])
        for path in source.importer.companions(of: file) where count < Self.companionLimit {
          guard !path.isEmpty, !path.hasPrefix("/") else { continue }
          let name = file.path(to: path)
          guard let bytes = companionBytes(of: name, within: bounds), done.insert(files.identity(of: name)).inserted
          else { continue }
          let companion = SourceFile(name: name, bytes: bytes, sourceName: sourceName, isCompanion: true)
          guard source.importer.recognizes(companion) else { continue }
          source.add(companion, bounds)
          count += 1
        }
        next += 1
      }
      sourceFiles[position] = source
    }
  }

  /// The contents of a companion that is there and within the bounds of the file that names it.
  private func companionBytes(of name: String, within bounds: FolderBounds) -> [UInt8]? {
    guard isDisk else { return try? files.bytes(of: name, limit: limits.yamlBytes) }
    guard let path = bounds.truePath(of: name) else { return nil }
    return try? InputFile.bytes(of: path, limit: limits.yamlBytes, isTruePath: true)
  }
}
