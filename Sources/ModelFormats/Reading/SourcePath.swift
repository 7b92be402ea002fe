/// A path as the user names it, perhaps with the name of the source that it is of: `east=a.json`.
///
/// Files of one name are one source. The ids of what is in it start with its name, `east/web`, whatever else is read beside
/// it, except for ids that mean the same everywhere, such as regions.
public struct SourcePath: Hashable, Sendable {
  /// The name of the source, where the user gives it one.
  public let name: String?
  /// The path of a file or folder, or `-` for standard input.
  public let path: String

  /// Reads what the user wrote. A text that is the path of something is that path, whatever signs it has.
  ///
  /// - Parameters:
  ///   - text: `PATH` or `NAME=PATH`.
  ///   - exists: whether there is something at a path.
  public init(_ text: String, exists: (String) -> Bool) {
    guard let equals = text.firstIndex(of: "="), Self.isName(text[..<equals]), !text.hasSuffix("="), !exists(text)
    else {
      (name, path) = (nil, text)
      return
    }
    (name, path) = (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  /// A path on the disk.
  public init(onDisk text: String) { self.init(text, exists: ModelLoader.exists) }

  /// The text that names it.
  public var text: String { name.map { "\($0)=\(path)" } ?? path }

  /// Whether a text may be the name of a source: letters, digits, `.`, `_` and `-`.
  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 64 && text.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
      && text.contains { $0.isLetter || $0.isNumber }
  }
}
