#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A program that was started with its arguments as they are: no shell, nothing on its standard input, and its output kept.
struct ChildProcess {
  /// How it ended.
  enum End: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  private let id: pid_t
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  private var outputDescriptor: Int32?
  private var errorDescriptor: Int32?
  let deadline: ContinuousClock.Instant
  private(set) var isTooLate = false
  private(set) var isTooMuch = false

  /// The most that is kept of what it prints.
  static let outputLimit = 256 << 20

  /// Starts a program that is looked for where the shell would.
  ///
  /// - Parameters:
  ///   - arguments: the name of the program, then its arguments.
  ///   - environment: variables that it has besides ours, or instead.
  ///   - timeout: how long it may take.
  /// - Throws: ``CommandFailure`` where it can't be started.
  init(_ arguments: [String], environment: [String: String] = [:], timeout: Duration) throws(CommandFailure) {
    let outputPipe = try Self.pipe()
    let errorPipe = try Self.pipe()
    defer {
      close(outputPipe.write)
      close(errorPipe.write)
    }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, outputPipe.write, 1)
    posix_spawn_file_actions_adddup2(&actions, errorPipe.write, 2)
    // A group of its own, so that what it starts can be ended with it.
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var words = arguments.map { strdup($0) } + [nil]
    var variables = Self.variables(with: environment).map { strdup($0) } + [nil]
    defer {
      for text in words + variables { free(text) }
    }
    var child = pid_t()
    let problem = posix_spawnp(&child, arguments[0], &actions, &attributes, &words, &variables)
    guard problem == 0 else {
      close(outputPipe.read)
      close(errorPipe.read)
      let reason = problem == ENOENT ? "it is not installed, or not in PATH" : String(cString: strerror(problem))
      throw CommandFailure(message: "error: can't run '\(arguments[0])': \(reason)")
    }
    id = child
    outputDescriptor = outputPipe.read
    errorDescriptor = errorPipe.read
    deadline = .now + timeout
  }

  private static func variables(with others: [String: String]) -> [String] {
    var found: [String] = []
    var position = environ
    while let text = position.pointee {
      let variable = String(cString: text)
      if !others.keys.contains(where: { variable.hasPrefix($0 + "=") }) { found.append(variable) }
      position += 1
    }
    return found + others.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  /// A pipe that other children don't know, and from which reading never waits.
  private static func pipe() throws(CommandFailure) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard systemPipe(&ends) == 0 else {
      throw CommandFailure(message: "error: can't open a pipe: \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }

  // MARK: Waiting

  /// The ends that it still writes to.
  var openDescriptors: [Int32] { [outputDescriptor, errorDescriptor].compactMap(\.self) }

  /// Takes what it has printed since.
  mutating func read() {
    Self.drain(&outputDescriptor, into: &output)
    Self.drain(&errorDescriptor, into: &errors)
    if output.count + errors.count > Self.outputLimit {
      isTooMuch = true
      stop()
    }
  }

  private static func drain(_ descriptor: inout Int32?, into bytes: inout [UInt8]) {
    guard let open = descriptor else { return }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= outputLimit {
      let count = systemRead(open, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 || errno != EINTR && errno != EAGAIN {
        close(open)
        descriptor = nil
        return
      } else if errno == EAGAIN {
        return
      }
    }
  }

  /// Ends it if its time is over.
  mutating func stopIfLate() {
    guard !isTooLate, ContinuousClock.now >= deadline else { return }
    isTooLate = true
    stop()
  }

  /// Ends it and what it started, and listens no more.
  mutating func stop() {
    kill(-id, SIGKILL)
    for descriptor in openDescriptors { close(descriptor) }
    outputDescriptor = nil
    errorDescriptor = nil
  }

  /// How it ended; to be asked once, when it has closed what it writes to.
  func wait() -> End {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
  read(descriptor, &buffer, count)
}

private func systemPipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }
