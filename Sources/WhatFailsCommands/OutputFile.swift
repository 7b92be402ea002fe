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
    Watchdog.beginWriting()
    let target = realpath(path, nil).map { resolved in
      defer { free(resolved) }
      return String(cString: resolved)
    }
    let path = target ?? path
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw CommandFailure(message: "error: can't write '\(path)': it is a folder")
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      return try writeDirectly(path, bytes)
    }
    var template = Array("\(path).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw failure(path) }
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(CommandFailure) {
      defer { close(descriptor) }
      try Console.write(bytes, to: descriptor)
      fchmod(descriptor, exists ? status.st_mode & 0o7777 : 0o666 & ~currentMask())
    } catch {
      unlink(temporary)
      throw CommandFailure(message: "error: can't write '\(path)'; nothing was changed")
    }
    guard rename(temporary, path) == 0 else {
      let problem = failure(path)
      unlink(temporary)
      throw problem
    }
  }

  private static func writeDirectly(_ path: String, _ bytes: [UInt8]) throws(CommandFailure) {
    let descriptor = open(path, O_WRONLY)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    try Console.write(bytes, to: descriptor)
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
