internal import DependencyModel

extension Gathering {
  /// Skips the files of a source that no component came out of; if nothing else was read, it is an error.
  mutating func skip(_ source: SourceFiles, _ problem: InvalidInput, _ reason: String, isAlone: Bool) {
    if isAlone {
      hasUnreadableFiles = true
      reader.collector.add(contentsOf: problem.diagnostics)
      return
    }
    for file in source.files where !file.isCompanion {
      skipped.append(SkippedFile(path: file.name, reason: .empty, detail: "\(source.importer.format): \(reason)"))
    }
  }
}
