internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis
internal import Synchronization

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
    return TextStyle(width: width(of: descriptor), isColored: isColored(descriptor), naming: .options)
  }

  /// Whether colours are used on a file descriptor. The option decides, then `NO_COLOR`, then `FORCE_COLOR` and
  /// `CLICOLOR_FORCE`; otherwise they are used on terminals that have them, unless `CLICOLOR` is 0.
  private static func isColored(_ descriptor: Int32) -> Bool {
    switch settings.withLock({ $0.color }) {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    if let text = environment("NO_COLOR"), !text.isEmpty { return false }
    for name in ["FORCE_COLOR", "CLICOLOR_FORCE"] {
      if let text = environment(name), !text.isEmpty, text != "0", text != "false" { return true }
    }
    if environment("FORCE_COLOR") == "0" || environment("CLICOLOR") == "0" { return false }
    return isatty(descriptor) == 1 && environment("TERM") != "dumb"
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  private struct Settings {
    var color = ColorChoice.auto
    var isQuiet = false
  }

  private static let settings = Mutex(Settings())

  /// Whether nothing but errors and warnings is written on standard error.
  static var isQuiet: Bool { settings.withLock { $0.isQuiet } }

  /// Reads ``ConsoleOptions`` from a command line that the parser may refuse later.
  static func configure(_ arguments: [String]) {
    let words = Array(arguments.prefix { $0 != "--" })
    settings.withLock { settings in
      settings.isQuiet = words.contains("--quiet")
      for (number, word) in words.enumerated() {
        let value =
          word.hasPrefix("--color=")
          ? String(word.dropFirst(8)) : word == "--color" && number + 1 < words.count ? words[number + 1] : nil
        if let choice = value.flatMap({ ColorChoice(rawValue: $0) }) { settings.color = choice }
      }
    }
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

  /// Writes a note in one line on standard error, unless these are switched off.
  static func printNote(_ message: String) {
    if !isQuiet { printError(message) }
  }

  /// Says how many requirements an answer leaves out because they are less sure than the user trusts.
  static func tellLeftOut(of compiled: CompiledModel) {
    let amount = compiled.distrustedCount
    guard amount > 0 else { return }
    printNote(
      "note: \(count(amount, "requirement")) of \(compiled.model.name.printable) less sure than "
        + "'\(compiled.options.trust.rawValue)' \(amount == 1 ? "is" : "are") left out")
  }

  /// Writes lines of notes on standard error, unless these are switched off.
  static func printNotes(of page: String) {
    if !isQuiet { printErrors(of: page) }
  }

  /// Says that standard input is read from the keyboard, which would look as if nothing happened.
  static func noteKeyboard(for paths: [String]) {
    if paths.contains(where: { $0 == "-" || $0.hasSuffix("=-") }), isatty(0) == 1 {
      printNote("reading the model from standard input; Control-D on a line of its own ends it")
    }
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
