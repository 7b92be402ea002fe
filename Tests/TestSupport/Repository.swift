public import Foundation

/// Where the files of this repository are.
public enum Repository {
  /// The top-level folder.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The shipped models, by name of file, sorted.
  public static var models: [URL] {
    let folder = root.appending(path: "Models")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { folder.appending(path: $0) }
  }
}
