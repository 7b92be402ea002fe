/// The shortest names of files that tell them apart: the last part of the path, with as many folders before it as it takes.
package struct ShortPaths {
  private var names: [String: String] = [:]
  /// Whether some files have one name in different folders.
  package private(set) var hasNamesakes = false

  /// The names of some files.
  ///
  /// - Complexity: O(length of the paths · the number of folders in them), and that only for files of equal names.
  package init(_ paths: some Sequence<String>) {
    let groups = Dictionary(grouping: Set(paths)) { Self.end(of: $0, parts: 1) }
    for group in groups.values where group.count > 1 {
      hasNamesakes = true
      var rest = group
      var parts = 2
      while !rest.isEmpty {
        let byEnd = Dictionary(grouping: rest) { Self.end(of: $0, parts: parts) }
        rest = []
        for (end, paths) in byEnd {
          // What has no more folders is named as it is.
          if paths.count == 1 || parts > 64 {
            for path in paths { names[path] = end }
          } else {
            rest += paths
          }
        }
        parts += 1
      }
    }
  }

  /// The name of a file.
  package func name(of path: String) -> String { names[path] ?? Self.end(of: path, parts: 1) }

  private static func end(of path: String, parts: Int) -> String {
    let all = path.split(separator: "/")
    return all.isEmpty ? path : all.suffix(parts).joined(separator: "/")
  }
}

extension ShortPaths {
  /// The words of an importer about where it read something, with a name of the file that tells it apart.
  func source(_ text: String?, in file: String?) -> String? {
    guard let text, let file, let name = names[file] else { return text }
    let last = Self.end(of: file, parts: 1)
    guard text.hasPrefix(last) else { return text }
    let rest = text.dropFirst(last.count)
    return rest.isEmpty || rest.first == ":" ? name + rest : text
  }
}
