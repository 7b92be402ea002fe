internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Says on a terminal what is going on when it takes longer than a second.
enum Progress {
  /// How far the present activity is, in words: `3 of 50, zones`.
  private static let detail = Mutex("")

  static func during<Result>(_ activity: String, _ body: () throws -> Result) rethrows -> Result {
    let before = Watchdog.note(activity)
    defer { Watchdog.note(before) }
    detail.withLock { $0 = "" }
    guard isatty(Console.standardError) == 1, !Console.isQuiet else { return try body() }
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
    let start = ContinuousClock.now
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.setEventHandler {
      let seconds = start.duration(to: .now).components.seconds
      let detail = detail.withLock { $0.isEmpty ? "" : " (\($0))" }
      try? Console.write(
        Array("\r\u{1B}[K\("\(activity)\(detail)".prefix(64)) … \(seconds) s".utf8), to: Console.standardError)
    }
    timer.resume()
    defer {
      timer.cancel()
      if start.duration(to: .now) > .seconds(1) {
        try? Console.write(Array("\r\u{1B}[K".utf8), to: Console.standardError)
      }
    }
    return try body()
  }

  /// Says how far the present activity is.
  static func tell(_ text: String) {
    // Ids may hold anything, and this is written to a terminal.
    let plain = text.unicodeScalars.map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
      default: Character(scalar)
      }
    }
    detail.withLock { $0 = String(plain) }
  }
}
