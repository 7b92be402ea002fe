/// The name of a model that was read from sources, if it would only be that of a file.
enum ImportedName {
  /// Names of files that say what is in them, but not of which system.
  private static let general: Set<String> = [
    "catalog-info", "cdk", "cluster", "compose", "docker-compose", "dump", "export", "graph", "infra", "infrastructure",
    "main",
    "manifest", "manifests", "model", "out", "output", "plan", "planfile", "resources", "spans", "stack", "state",
    "template",
    "terraform", "tfplan", "tfstate", "trace", "traces",
  ]

  /// The folder whose name is a better one; `nil` if the model keeps its name.
  ///
  /// - Parameters:
  ///   - named: the paths that the user named.
  ///   - files: the files that were read.
  ///   - name: the name that the importer gave; if it is not that of one of the files, a source states it.
  ///   - path: makes a path whole; `nil` if nothing is there.
  static func folder(
    of named: [String], files: [String], unlessNamed name: String, path: (String) -> String?
  ) -> String? {
    guard isOfFile(name, files) else { return nil }
    let isFolder = named.count == 1 && !files.contains(named[0])
    guard isFolder || general.contains(name.lowercased()) else { return nil }
    guard let first = files.first, first != ModelLoader.standardInputName else { return nil }
    let folder = isFolder ? named[0] : FilePaths.folder(of: first)
    guard let whole = path(folder.isEmpty ? "." : folder), let last = whole.split(separator: "/").last,
      !["tmp", ".", ".."].contains(last)
    else { return nil }
    return String(last)
  }

  /// Whether the name of a model is only that of one of its files.
  static func isOfFile(_ name: String, _ files: [String]) -> Bool { files.contains { stems(of: $0).contains(name) } }

  /// What importers make of a file's name: it without its last ending, and without all of them.
  private static func stems(of file: String) -> Set<String> {
    let name = file.split(separator: "/").last ?? ""
    let first = name.split(separator: ".").first ?? name
    return [String(name), String(first), String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)]
  }
}
