public import Foundation

/// A file that goes away with the test.
public final class TemporaryFile {
  public let url: URL

  public init(_ content: Data = Data(), ending: String = "") throws {
    url = FileManager.default.temporaryDirectory.appending(path: "whatfails-\(UUID().uuidString)\(ending)")
    try content.write(to: url)
  }

  public var path: String { url.path }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// A folder that goes away with the test.
public final class TemporaryFolder {
  public let url: URL

  /// A folder with files, by name; a name may have folders of its own.
  public init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "whatfails-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  public var path: String { url.path }

  public func file(_ name: String) -> URL { url.appending(path: name) }

  public func path(_ name: String) -> String { file(name).path }

  /// Writes a file and says where it is.
  @discardableResult public func write(_ text: String, to name: String) throws -> String {
    try FileManager.default.createDirectory(
      at: file(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file(name))
    return path(name)
  }

  public func text(of name: String) throws -> String { try String(contentsOf: file(name), encoding: .utf8) }

  public var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }

  deinit {
    try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
    try? FileManager.default.removeItem(at: url)
  }
}
