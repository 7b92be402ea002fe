internal import DependencyModel
internal import ModelFormats

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The files of a git revision, read by git itself: nothing is checked out. Paths have the form `REVISION:PATH`, as git
/// has it: from the root of the repository, or with `./` from the current folder.
struct GitFiles: ModelFiles {
  private static let timeout = Duration.seconds(60)

  /// The revision, as it was written.
  let revision: String

  /// The files that a path is in, if it names a revision: a path on the disk comes first.
  init?(path: String) {
    guard !ModelLoader.exists(path), let colon = path.firstIndex(of: ":"), colon != path.startIndex else { return nil }
    revision = String(path[..<colon])
  }

  init(revision: String) { self.revision = revision }

  /// A file on the disk as git names it at a revision: relative to the current folder, also where it is absolute.
  static func path(of path: String, at revision: String) -> String {
    guard path.hasPrefix("/") else {
      return "\(revision):\(path.hasPrefix("./") || path.hasPrefix("../") ? path : "./" + path)"
    }
    guard let buffer = getcwd(nil, 0) else { return "\(revision):\(path)" }
    defer { free(buffer) }
    let current = String(cString: buffer).split(separator: "/")
    let parts = path.split(separator: "/").filter { $0 != "." }
    let shared = zip(current, parts).prefix { $0 == $1 }.count
    let up = [Substring](repeating: "..", count: current.count - shared)
    return "\(revision):" + (["."] + up + parts[shared...]).joined(separator: "/")
  }

  // MARK: Files

  func kind(of path: String) throws(FileProblem) -> FileKind {
    switch try text(["cat-file", "-t", try object(path)], path) {
    case "tree": return .folder
    case "blob":
      if try mode(of: path) == "120000" {
        throw FileProblem(reason: "a symbolic link, which is not followed in a revision")
      }
      return .file(size: Int(try text(["cat-file", "-s", try object(path)], path)) ?? 0)
    case "commit": throw FileProblem(reason: "a submodule, which is not followed")
    default: throw FileProblem(reason: "not a file")
    }
  }

  func bytes(of path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    guard case .file(let size) = try kind(of: path) else { throw FileProblem(reason: "a folder, not a file") }
    guard size <= min(limit, ChildProcess.outputLimit) else {
      throw FileProblem(reason: "larger than \(limit) bytes", size: size)
    }
    return try run(["cat-file", "blob", try object(path)], path)
  }

  func names(in folder: String) throws(FileProblem) -> [String] {
    let output = try run(["ls-tree", "-z", "--name-only", try object(folder)], folder)
    return output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.sorted()
  }

  func identity(of path: String) -> String { (try? object(path)) ?? path }

  // MARK: Git

  /// `REVISION:PATH` with its path put in order; files beside one in the root are named without the revision.
  private func object(_ path: String) throws(FileProblem) -> String {
    guard !revision.hasPrefix("-") else { throw FileProblem(reason: "'\(revision)' is no revision") }
    let prefix = revision + ":"
    var rest = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    let isRelative = rest.hasPrefix("./") || rest.hasPrefix("../")
    var parts: [Substring] = []
    for part in rest.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    rest = parts.joined(separator: "/")
    if !isRelative, parts.first == ".." { throw FileProblem(reason: "it lies outside of the repository") }
    return prefix + (isRelative ? (parts.first == ".." ? "" : "./") : "") + rest
  }

  /// The mode of a file, such as `100644`.
  private func mode(of path: String) throws(FileProblem) -> String {
    let object = try object(path)
    let rest = object.dropFirst(revision.count + 1)
    guard !rest.isEmpty, rest != "./" else { return "" }
    let listing = try run(["ls-tree", "-z", "--end-of-options", revision, "--", String(rest)], path)
    return String(decoding: listing.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
  }

  private func text(_ arguments: [String], _ path: String) throws(FileProblem) -> String {
    let bytes = try run(arguments, path)
    return String(decoding: bytes.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private func run(_ arguments: [String], _ path: String) throws(FileProblem) -> [UInt8] {
    var child: ChildProcess
    do throws(CommandFailure) {
      // Neither hooks nor replaced programs of the repository's configuration run for plumbing commands.
      child = try ChildProcess(["git", "--no-pager"] + arguments, environment: ["LC_ALL": "C"], timeout: Self.timeout)
    } catch {
      throw FileProblem(reason: String(error.message.trimmingPrefix("error: ")))
    }
    while !child.openDescriptors.isEmpty {
      var waiting = child.openDescriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      poll(&waiting, nfds_t(waiting.count), 100)
      child.read()
      child.stopIfLate()
    }
    let end = child.wait()
    if child.isTooLate { throw FileProblem(reason: "git took longer than a minute") }
    if child.isTooMuch { throw FileProblem(reason: "git printed too much") }
    guard end == .exit(0) else {
      let said =
        String(decoding: child.errors, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? "git failed"
      throw FileProblem(reason: "git says: \(said.trimmingPrefix("fatal: "))")
    }
    return child.output
  }
}
