internal import DependencyModel
internal import ModelFormats

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The files of a git revision, read by git itself: nothing is checked out, no program of the repository's configuration is
/// run, and nothing is fetched. Paths have the form `REVISION:PATH`, as git
/// has it: from the root of the repository, or with `./` from the current folder.
struct GitFiles: ModelFiles {
  private static let timeout = Duration.seconds(60)

  /// Settings that keep git from running programs that a repository names: in a checkout from elsewhere, even a bare
  /// repository in a folder of it, the configuration is theirs.
  private static let configuration = [
    "protocol.allow=never", "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.sshCommand=false",
    "core.gitProxy=", "core.askPass=", "core.alternateRefsCommand=", "core.pager=cat", "credential.helper=",
    "safe.bareRepository=explicit", "gc.auto=0", "maintenance.auto=false", "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
  ].flatMap { ["-c", $0] }

  /// The same in the environment. In a partial clone git fetches what is missing, by a program that the configuration names:
  /// newer versions obey GIT_NO_LAZY_FETCH, and for all of them no protocol is allowed, whatever the configuration allows.
  private static let environment = [
    "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_PROTOCOL_FROM_USER": "0",
    "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_ASKPASS": "false", "SSH_ASKPASS": "false",
    "GIT_SSH": "false", "GIT_SSH_COMMAND": "false", "GIT_PAGER": "cat", "GIT_EXTERNAL_DIFF": "",
  ]

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

  func folders(in folder: String) throws(FileProblem) -> Set<String> {
    let output = try run(["ls-tree", "-z", "-d", try object(folder)], folder)
    let lines = output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    // `040000 tree HASH<tab>NAME`; a submodule is a `commit`.
    return Set(
      lines.filter { $0.hasPrefix("040000 ") }.compactMap {
        $0.split(separator: "\t", maxSplits: 1).last.map(String.init)
      })
  }

  func identity(of path: String) -> String { (try? object(path)) ?? path }

  // MARK: Git

  /// `REVISION:PATH` with its path put in order; files beside one in the root are named without the revision.
  private func object(_ path: String) throws(FileProblem) -> String {
    guard !revision.hasPrefix("-"), !revision.isEmpty else {
      throw FileProblem(reason: "'\(revision)' is not a revision")
    }
    let prefix = revision + ":"
    var rest = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    let isRelative = rest.hasPrefix("./") || rest.hasPrefix("../")
    var parts: [Substring] = []
    for part in rest.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    rest = parts.joined(separator: "/")
    if !isRelative, parts.first == ".." { throw FileProblem(reason: "it is outside of the repository") }
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
      child = try ChildProcess(
        ["git", "--no-pager"] + Self.configuration + arguments, environment: Self.environment, timeout: Self.timeout)
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
      throw FileProblem(reason: Self.reason(child.errors))
    }
    return child.output
  }

  /// The problem that git reports, in a line. It may print warnings and hints before and after it.
  static func reason(_ errors: [UInt8]) -> String {
    let lines = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      String($0.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : Character($0) })
    }
    if lines.contains(where: { $0.contains("promisor remote") || $0.contains("lazy fetching disabled") }) {
      return "this clone does not contain the whole revision, and whatfails fetches nothing; fetch it with git first"
    }
    // Git looks at the work tree and the disk to say more of a path that is not there; that is not for a model to learn.
    if lines.contains(where: { $0.contains("exists on disk") || $0.contains("does not exist in") }) {
      return "it is not in this revision"
    }
    if lines.contains(where: { $0.contains("outside repository") }) { return "it is outside of the repository" }
    for start in ["fatal: ", "error: "] {
      if let line = lines.first(where: { $0.hasPrefix(start) }) { return "git says: \(line.dropFirst(start.count))" }
    }
    let line = lines.first { !$0.hasPrefix("hint: ") && !$0.hasPrefix("warning: ") && $0.contains { $0 != " " } }
    return line.map { "git says: \($0)" } ?? "git failed"
  }
}
