internal import DependencyModel

/// Where a model's files are read from: the disk, or an earlier revision of it.
public protocol ModelFiles: Sendable {
  /// The kind of file that a path names.
  func kind(of path: String) throws(FileProblem) -> FileKind
  /// The bytes of a plain file of at most `limit` bytes.
  func bytes(of path: String, limit: Int) throws(FileProblem) -> [UInt8]
  /// The names in a folder, sorted.
  func names(in folder: String) throws(FileProblem) -> [String]
  /// The names in a folder that are those of folders; see the default.
  func folders(in folder: String) throws(FileProblem) -> Set<String>
  /// The identity that two names of one file share.
  func identity(of path: String) -> String
}

extension ModelFiles {
  /// The names of folders, by asking for the kind of each name.
  public func folders(in folder: String) throws(FileProblem) -> Set<String> {
    var folders: Set<String> = []
    for name in try names(in: folder) {
      if let kind = try? kind(of: FilePaths.join(folder, name)), case .folder = kind { folders.insert(name) }
    }
    return folders
  }
}

/// The kind of file that a path names.
public enum FileKind: Sendable {
  case file(size: Int)
  case folder
}

/// Why something can't be read.
public struct FileProblem: Error {
  /// In a few words.
  public let reason: String
  /// The file's size, where that is the problem.
  public let size: Int?
  /// The bytes for which memory is missing, where that is the problem.
  let missingMemory: Int?

  /// A problem.
  public init(reason: String, size: Int? = nil) {
    self.reason = reason
    self.size = size
    missingMemory = nil
  }

  /// There is not enough memory for a file.
  init(missingMemory bytes: Int) {
    reason = "not enough memory for \(bytes) bytes"
    size = nil
    missingMemory = bytes
  }

  /// Whether only memory is missing.
  var isOfMemory: Bool { missingMemory != nil }

  /// The diagnostic for it.
  func diagnostic(of path: String, at place: Place?) -> Diagnostic {
    if let missingMemory { return .notEnoughMemory(toRead: path, bytes: missingMemory, at: place) }
    return .unreadableFile(path, reason: reason, at: place)
  }
}

/// The files of the disk.
struct DiskFiles: ModelFiles {
  func kind(of path: String) throws(FileProblem) -> FileKind { try InputFile.kind(of: path) }
  func bytes(of path: String, limit: Int) throws(FileProblem) -> [UInt8] { try InputFile.bytes(of: path, limit: limit) }
  func names(in folder: String) throws(FileProblem) -> [String] { try InputFile.names(in: folder) }
  func identity(of path: String) -> String { InputFile.identity(of: path) }
}
