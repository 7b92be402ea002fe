#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Replaces a file with new content, whole or not at all.
enum OutputFile {
  /// Writes to a new file beside the old one and puts it in its place; the old one's permissions stay.
  ///
  /// A link is followed, so that what it points to is replaced. A device such as `/dev/stdout` is written to directly.
  ///
  /// - Throws: ``CommandFailure`` with the system's reason; then the old file is as it was.
  static func replace(_ path: String, with bytes: [UInt8]) throws(CommandFailure) {
    try replace(path) { write throws(CommandFailure) in try write(bytes) }
  }

  /// The same with content that comes in pieces, each of which the body hands to what it is given.
  static func replace(
    _ path: String, with body: (_ write: ([UInt8]) throws(CommandFailure) -> Void) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    Watchdog.beginWriting()
    let resolved = realpath(path, nil).map { resolved in
      defer { free(resolved) }
      return String(cString: resolved)
    }
    let target = resolved ?? path
    var status = stat()
    let exists = stat(target, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw CommandFailure(message: "error: can't write '\(path)': it is a folder")
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      return try writeDirectly(path, body)
    }
    guard let (descriptor, _) = TemporaryFile.make(beside: target) else { throw failure(path) }
    var problem: String?
    do throws(CommandFailure) {
      try body { bytes throws(CommandFailure) in
        problem = Console.writeProblem(bytes, to: descriptor)
        if let problem { throw CommandFailure(message: problem) }
      }
    } catch {
      problem = problem ?? error.message
    }
    fchmod(descriptor, exists ? status.st_mode & 0o7777 : 0o666 & ~currentMask())
    // A disk over the network may say only now that it is full.
    if close(descriptor) != 0, problem == nil { problem = String(cString: strerror(errno)) }
    if let problem {
      TemporaryFile.remove()
      throw CommandFailure(message: "error: can't write '\(path)': \(problem); nothing was changed")
    }
    guard TemporaryFile.replace(target) else { throw failure(path) }
  }

  /// Whether two names are of one file, whether or not it is there.
  static func isSame(_ left: String, _ right: String) -> Bool { identity(left) == identity(right) }

  /// A file's path without links and detours.
  private static func identity(_ path: String) -> String {
    func resolved(_ path: String) -> String? {
      realpath(path, nil).map { buffer in
        defer { free(buffer) }
        return String(cString: buffer)
      }
    }
    if let whole = resolved(path) { return whole }
    // A file that is not there yet, in a folder that is.
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let parent = folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder
    return resolved(parent).map { "\($0)/\(parts.last ?? "")" } ?? path
  }

  /// Whether there is something at a path that is not a file, such as `/dev/null`: writing to it twice loses nothing.
  static func isDevice(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// Whether there is a folder at a path.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func writeDirectly(
    _ path: String, _ body: (_ write: ([UInt8]) throws(CommandFailure) -> Void) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    let descriptor = open(path, O_WRONLY)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    try body { bytes throws(CommandFailure) in
      if let problem = Console.writeProblem(bytes, to: descriptor) {
        throw CommandFailure(message: "error: can't write '\(path)': \(problem)")
      }
    }
  }

  private static func currentMask() -> mode_t {
    let mask = umask(0)
    umask(mask)
    return mask
  }

  private static func failure(_ path: String) -> CommandFailure {
    CommandFailure(message: "error: can't write '\(path)': \(String(cString: strerror(errno)))")
  }
}
