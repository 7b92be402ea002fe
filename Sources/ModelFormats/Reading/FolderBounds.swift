#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The folder that files named by other files are read from: that of the file which the user named, or the repository that
/// it is in, and what else the user allows.
///
/// A model may come from anywhere. What it includes must not make the program read, or show, files of the machine.
/// Paths are judged with all symbolic links resolved and before anything is opened; whether something is there makes no
/// difference to the judgement.
struct FolderBounds {
  /// How messages call what a file must be in: `the folder of 'shop.yaml'`.
  let name: String
  /// The folders as true paths.
  private let roots: [String]

  /// The most symbolic links on the way to a file, as the system has it.
  private static let linkLimit = 40
  /// Folders that hold no files but the machine's state and devices.
  private static let systemFolders = ["/proc", "/dev", "/sys"]

  /// The bounds of what a file, or the files in a folder, may name.
  ///
  /// - Parameters:
  ///   - path: the file or folder as the user named it; empty for the current folder.
  ///   - isFolder: whether it is a folder.
  ///   - allowed: the folders that the user allows besides.
  init(of path: String, isFolder: Bool, allowing allowed: [String]) {
    let folder = isFolder ? path : FilePaths.folder(of: path)
    let own = Self.resolved(folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder) ?? "/nowhere"
    let repository = Self.repository(of: own)
    let start = path.isEmpty ? "the current folder" : isFolder ? "the folder '\(path)'" : "the folder of '\(path)'"
    name = repository == nil ? start : "the repository that \(path.isEmpty ? start : "'\(path)'") is in"
    roots = [repository ?? own] + allowed.compactMap { Self.resolved($0) }
  }

  /// The true path of a file, to be opened as it is; `nil` where it is outside.
  func truePath(of path: String) -> String? {
    guard let path = Self.resolved(path) else { return nil }
    guard !Self.systemFolders.contains(where: { Self.isIn($0, path) }) else { return nil }
    guard roots.contains(where: { Self.isIn($0, path) && !Self.isOfGit(path, below: $0) }) else { return nil }
    return path
  }

  /// Whether a path is that of a folder or leads into it.
  private static func isIn(_ folder: String, _ path: String) -> Bool {
    folder == "/" || path == folder || path.hasPrefix(folder + "/")
  }

  /// Whether a file is one of git's own: its configuration may have credentials in it.
  private static func isOfGit(_ path: String, below root: String) -> Bool {
    path.dropFirst(root.count).split(separator: "/").contains(".git")
  }

  /// The nearest folder from here upwards that git says is a checkout.
  private static func repository(of folder: String) -> String? {
    var folder = folder
    while true {
      if isRepository((folder == "/" ? "" : folder) + "/.git") { return folder }
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// Whether this is git's folder of a checkout, or its file that says where that is. An empty one is neither: it would open
  /// what is beside it.
  private static func isRepository(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    if status.st_mode & S_IFMT == S_IFREG { return status.st_size > "gitdir: ".utf8.count }
    return lstat(path + "/HEAD", &status) == 0
  }

  /// The path without symbolic links and needless steps; `nil` where the links lead in a circle, or the current folder is
  /// gone. What is not there stays as it is written, so that a path does not reveal by its result what exists.
  static func resolved(_ path: String) -> String? {
    var current: [Substring] = []
    if !path.hasPrefix("/") {
      guard let buffer = realpath(".", nil) else { return nil }
      defer { free(buffer) }
      current = String(cString: buffer).split(separator: "/")
    }
    var waiting = Array(path.split(separator: "/").reversed())
    var links = 0
    while let step = waiting.popLast() {
      if step == "." { continue }
      if step == ".." {
        _ = current.popLast()
        continue
      }
      current.append(step)
      guard let target = target(ofLink: "/" + current.joined(separator: "/")) else { continue }
      links += 1
      guard links <= linkLimit else { return nil }
      current.removeLast()
      if target.hasPrefix("/") { current = [] }
      waiting += target.split(separator: "/").reversed()
    }
    return "/" + current.joined(separator: "/")
  }

  private static func target(ofLink path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = buffer.withUnsafeMutableBytes {
      readlink(path, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }
}
