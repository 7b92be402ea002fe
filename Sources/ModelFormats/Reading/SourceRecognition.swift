/// Recognizes the files of sources by their content.
struct SourceRecognition {
  /// The importers of the sources that are known; the first that recognizes a file reads it.
  let importers: [any ModelImporter]

  init(_ importers: [any ModelImporter]) { self.importers = importers }

  /// Whether some source has files of this ending.
  func mayBeSource(named name: String) -> Bool { importers.contains { $0.mayRead(name) } }

  /// Whether some source has files of this ending that it can't read, but explains.
  func explains(_ name: String) -> Bool {
    let name = name.lowercased()
    return importers.contains { $0.explainedEndings.contains { name.hasSuffix($0) } }
  }

  /// The number of the importer that reads a file; `nil` if it is of no source.
  ///
  /// - Parameter byEnding: whether the file must also be recognized by an importer that has files of its ending, as for
  ///   the files in a folder.
  func importer(of file: SourceFile, byEnding: Bool = false) -> Int? {
    guard let first = importers.firstIndex(where: { $0.recognizes(file) }) else { return nil }
    guard byEnding, !importers[first].mayRead(file.name) else { return first }
    let isExpected = importers[(first + 1)...].contains { $0.mayRead(file.name) && $0.recognizes(file) }
    return isExpected ? first : nil
  }
}

extension ModelImporter {
  fileprivate func mayRead(_ name: String) -> Bool {
    let name = name.lowercased()
    return fileEndings.contains { name.hasSuffix($0) }
  }
}
