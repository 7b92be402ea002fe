internal import DependencyModel
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
    return TextStyle(width: width(of: descriptor), isColored: isTerminal && !hasNoColor)
  }

  private static var hasNoColor: Bool {
    let isSet = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    return isSet || environment("TERM") == "dumb"
  }

  private static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return min(Int(size.ws_col), 140) }
    return environment("COLUMNS").flatMap { Int($0) } ?? 80
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  static func printError(_ message: String) {
    try? write(Array((message + "\n").utf8), to: standardError)
  }

  static func printDiagnostics(_ diagnostics: [Diagnostic], _ sources: SourceTexts) {
    let text = DiagnosticsText(sources: sources, style: style(for: standardError)).text(diagnostics)
    try? write(Array(text.utf8), to: standardError)
  }

  /// Writes everything, however often the system takes only a part.
  ///
  /// - Throws: ``CommandFailure`` where the system refuses, for example on a full disk.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(CommandFailure) {
    if descriptor != standardError { Watchdog.beginWriting() }
    let reason = bytes.withUnsafeBytes { buffer -> String? in
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
    if let reason { throw CommandFailure(message: "error: can't write the answer: \(reason)") }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
