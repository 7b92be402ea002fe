#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Reads files and folders as a careful program does: plain files only, no more than a limit, never waiting for a pipe.
enum InputFile {
  typealias Problem = FileProblem

  /// The most bytes that are read from one input.
  static let byteLimit = 2 << 30

  static func kind(of path: String) throws(Problem) -> FileKind {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Problem(reason: systemReason()) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(size: Int(status.st_size))
    case S_IFDIR: return .folder
    default: throw Problem(reason: "not a plain file")
    }
  }

  /// The bytes of a plain file of at most `limit` bytes.
  static func bytes(of path: String, limit: Int = byteLimit) throws(Problem) -> [UInt8] {
    guard case .file(let size) = try kind(of: path) else { throw Problem(reason: "a folder, not a file") }
    guard size <= limit else { throw Problem(reason: "larger than \(limit) bytes", size: size) }
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { throw Problem(reason: systemReason()) }
    defer { close(descriptor) }
    return try bytes(from: descriptor, expecting: size, limit: limit)
  }

  /// The bytes of standard input up to its end.
  static func standardInput(limit: Int = byteLimit) throws(Problem) -> [UInt8] {
    try bytes(from: 0, expecting: 1 << 16, limit: limit)
  }

  private static func bytes(from descriptor: Int32, expecting size: Int, limit: Int) throws(Problem) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(size + 1)
    var buffer = [UInt8](repeating: 0, count: min(1 << 20, max(size, 1 << 12)))
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count == 0 { return result }
      if count < 0 {
        if errno == EINTR { continue }
        throw Problem(reason: systemReason())
      }
      guard result.count + count <= limit else { throw Problem(reason: "larger than \(limit) bytes", size: limit) }
      result.append(contentsOf: buffer[..<count])
    }
  }

  /// The names in a folder, sorted.
  static func names(in folder: String) throws(Problem) -> [String] {
    guard let directory = opendir(folder) else { throw Problem(reason: systemReason()) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names.sorted()
  }

  /// The file's true path, which two names of one file share.
  static func identity(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func systemReason() -> String {
    let text = String(cString: strerror(errno))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
