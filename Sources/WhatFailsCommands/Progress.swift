internal import Dispatch

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Says on a terminal what is going on when it takes longer than a second.
enum Progress {
  static func during<Result>(_ activity: String, _ body: () throws -> Result) rethrows -> Result {
    guard isatty(Console.standardError) == 1 else { return try body() }
    let timer = DispatchSource.makeTimerSource(queue: .global())
    let start = ContinuousClock.now
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.setEventHandler {
      let seconds = start.duration(to: .now).components.seconds
      try? Console.write(Array("\r\(activity) … \(seconds) s".utf8), to: Console.standardError)
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
}
