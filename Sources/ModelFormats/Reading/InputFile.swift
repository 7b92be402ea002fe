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
  ///
  /// - Parameter isTruePath: whether the path has no symbolic links in it; one that was put there since is not followed.
  static func bytes(
    of path: String, limit: Int = byteLimit, isTruePath: Bool = false
  ) throws(Problem) -> [UInt8] {
    guard case .file(let size) = try kind(of: path) else { throw Problem(reason: "a folder, not a file") }
    guard size <= limit else { throw Problem(reason: "larger than \(limit) bytes", size: size) }
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | (isTruePath ? O_NOFOLLOW : 0))
    guard descriptor >= 0 else { throw Problem(reason: systemReason()) }
    defer { close(descriptor) }
    if isTruePath, let opened = FolderBounds.resolved("/proc/self/fd/\(descriptor)"),
      !opened.hasPrefix("/proc/"), opened != path
    {
      throw Problem(reason: "it was replaced while it was read")
    }
    return try bytes(from: descriptor, expecting: size, limit: limit)
  }

  /// The bytes of standard input, or of another stream, up to its end.
  static func standardInput(_ descriptor: Int32 = 0, limit: Int = byteLimit) throws(Problem) -> [UInt8] {
    try bytes(from: descriptor, expecting: nil, limit: limit)
  }

  /// - Parameter expected: how many bytes there are, if that is known.
  private static func bytes(
    from descriptor: Int32, expecting expected: Int?, limit: Int
  ) throws(Problem) -> [UInt8] {
    var result: [UInt8] = []
    let size = expected ?? 1 << 16
    // The model of a file takes more memory than the file: if there is no room for four times as much, reading is
    // in vain.
    guard hasMemory(4 * size) else { throw Problem(missingMemory: size) }
    var buffer = [UInt8](repeating: 0, count: min(1 << 20, max(size, 1 << 12)))
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count == 0 { return result }
      if count < 0 {
        if errno == EINTR { continue }
        throw Problem(reason: systemReason())
      }
      guard result.count + count <= limit else { throw Problem(reason: "larger than \(limit) bytes", size: limit) }
      if result.count + count > result.capacity {
        // A file may be shorter than the system says, so memory is taken as it is needed.
        // Twice as much each time, or else a long stream would be copied again for every part of it.
        let needed = result.count + count
        let most = expected == nil ? limit : max(size + 1, needed)
        let wanted = max(needed, min(2 * result.capacity, most), 1 << 16)
        guard hasMemory(wanted) else { throw Problem(missingMemory: max(size, needed)) }
        result.reserveCapacity(wanted)
      }
      result.append(contentsOf: buffer[..<count])
    }
  }

  /// Whether that many bytes can be allocated: a list of bytes that can't ends the program.
  private static func hasMemory(_ count: Int) -> Bool {
    guard count > 1 << 20 else { return true }
    // A pair of malloc and free would be optimized away.
    guard let probe = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0), probe != MAP_FAILED
    else { return false }
    munmap(probe, count)
    return true
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
