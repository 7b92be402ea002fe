internal import DependencyModel
internal import ModelFormats
internal import Reports

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The terminal: its width, whether colours may be used, and the two ways out.
enum Console {
  static let standardOutput: Int32 = 1
  static let standardError: Int32 = 2

  /// The style for text on a file descriptor: the terminal's width, colours only there and never under `NO_COLOR`.
  static func style(for descriptor: Int32) -> TextStyle {
    let isTerminal = isatty(descriptor) == 1
    return TextStyle(width: width(of: descriptor), isColored: isTerminal && !hasNoColor, naming: .options)
  }

  private static var hasNoColor: Bool {
    let isSet = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    return isSet || environment("TERM") == "dumb"
  }

  private static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return clamped(Int(size.ws_col)) }
    return environment("COLUMNS").flatMap { Int($0) }.map { $0 > 0 ? clamped($0) : 80 } ?? 80
  }

  /// Gives the argument parser, which asks for itself, a width that it can wrap its help to.
  static func holdColumns() {
    guard let columns = environment("COLUMNS") else { return }
    let width = Int(columns).flatMap { $0 > 0 ? clamped($0) : nil } ?? 80
    setenv("COLUMNS", "\(width)", 1)
  }

  /// Lines that are longer are hard to read, and shorter ones have no room for a chain.
  private static func clamped(_ width: Int) -> Int { min(max(width, 40), 140) }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Says something in one line on standard error, whatever is quoted in it.
  static func printError(_ message: String) {
    printErrors(of: message.printable + "\n")
  }

  /// Writes lines on standard error of which each is fit for a terminal.
  static func printErrors(of page: String) {
    try? write(Array(page.withoutCommands.utf8), to: standardError)
  }

  static func printDiagnostics(_ diagnostics: [Diagnostic], _ sources: SourceTexts) {
    let text = DiagnosticsText(sources: sources, style: style(for: standardError)).text(diagnostics)
    printErrors(of: text)
    if diagnostics.contains(where: { $0.code == .outsideFolder }) {
      printError("note: '--allow-outside FOLDER' allows another folder")
    }
  }

  /// Writes everything, however often the system takes only a part.
  ///
  /// - Throws: ``CommandFailure`` where the system refuses, for example on a full disk.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(CommandFailure) {
    if let reason = writeProblem(bytes, to: descriptor) {
      throw CommandFailure(message: "error: can't write the answer: \(reason)")
    }
  }

  /// Writes everything, and says in the system's words why it could not.
  static func writeProblem(_ bytes: [UInt8], to descriptor: Int32) -> String? {
    if descriptor != standardError { Watchdog.beginWriting() }
    return bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
        if count < 0 {
          if errno == EINTR { continue }
          return String(cString: strerror(errno))
        }
        rest = rest.dropFirst(count)
      }
      return nil
    }
  }

  /// Makes sure that no file is used as standard output or standard error because the caller closed these: what is
  /// written to them then fails, as it should.
  static func holdStandardDescriptors() {
    for (descriptor, mode) in [(0, O_WRONLY), (standardOutput, O_RDONLY), (standardError, O_WRONLY)]
    where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // The lowest free number is this one.
      _ = open("/dev/null", mode)
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
