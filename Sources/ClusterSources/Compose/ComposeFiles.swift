internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Compose files as they were read, by their paths without needless steps.
struct ComposeFiles {
  private(set) var byPath: [String: ComposeFile] = [:]
  /// The paths in the order named.
  private(set) var paths: [String] = []
  /// The paths of the files that the user named, by the name of the file, each list sorted.
  private var pathsByName: [String: [String]] = [:]

  /// - Throws: `InvalidInput` with what is wrong with the syntax, which includes keys that appear twice.
  init(_ sources: [SourceFile]) throws(InvalidInput) {
    for file in sources {
      let (documents, duplicateKeys) = try ForeignText.documentsWithDuplicates(file)
      guard duplicateKeys.isEmpty else { throw InvalidInput(duplicateKeys) }
      let path = file.path(to: ImportDraft.fileName(file.name))
      if byPath[path] == nil { paths.append(path) }
      byPath[path] = ComposeFile(file, documents)
      if !file.isCompanion { pathsByName[ImportDraft.fileName(file.name), default: []].append(path) }
    }
    for name in pathsByName.keys { pathsByName[name]?.sort() }
  }

  subscript(path: String) -> ComposeFile? { byPath[path] }

  /// The file that another one names: by its path, or one of that name that the user named.
  func find(_ path: String, from file: ComposeFile) -> String? {
    let full = file.source.path(to: path)
    if byPath[full] != nil { return full }
    // At most one path of a name is the file's own.
    return pathsByName[ImportDraft.fileName(path)]?.first { $0 != file.path }
  }
}

/// A file as it was read.
struct ComposeFile {
  let source: SourceFile
  let documents: [SyntaxNode]
  /// By name, of several documents the first with it.
  private(set) var services: [String: SyntaxNode] = [:]

  init(_ source: SourceFile, _ documents: [SyntaxNode]) {
    self.source = source
    self.documents = documents
    for document in documents {
      for (key, node) in document["services"]?.pairs ?? [] {
        if let name = key.text, services[name] == nil { services[name] = node }
      }
    }
  }

  var path: String { source.path(to: fileName) }
  var fileName: String { ImportDraft.fileName(source.name) }
  /// The path of its directory; empty for the current one.
  var directory: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }
  /// The name that it gives to its project.
  var projectName: String? {
    documents.lazy.compactMap { $0["name"]?.text }.first.map { ComposeVariables.filled($0) }.flatMap {
      $0.isEmpty ? nil : $0
    }
  }
  /// The files that it includes.
  var includes: [String] { documents.flatMap(ComposeProject.includes) }
  /// The files with services that its services extend.
  var extended: [String] { documents.flatMap(ComposeProject.extendedFiles) }
}
