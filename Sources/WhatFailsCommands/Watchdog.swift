internal import ArgumentParser
internal import DependencyModel
internal import Dispatch
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

/// Ends the program some time after its time is over, where a step that can't be stopped (reading, a layout) has not ended.
///
/// Only while nothing has been written: from the first byte of an answer on it lets the program come to its end, so that no
/// file is half an answer.
enum Watchdog {
  private struct State {
    var activity = "preparing the answer"
    var isWriting = false
  }

  private static let state = Mutex(State())

  /// Starts watching.
  ///
  /// - Parameters:
  ///   - duration: the command's time.
  ///   - grace: what the command gets after its time to end by itself.
  static func start(_ duration: Duration, grace: Duration) {
    // A queue of its own has a thread even while all cores compute.
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "watchdog"))
    let seconds = (duration + grace).inSeconds
    timer.schedule(deadline: .now() + seconds)
    // The handler keeps the timer.
    timer.setEventHandler { withExtendedLifetime(timer) { end(after: duration) } }
    timer.resume()
  }

  /// States what is being done, for the message; gives back what was done before.
  @discardableResult
  static func note(_ activity: String) -> String {
    state.withLock { state in
      defer { state.activity = activity }
      return state.activity
    }
  }

  /// From here on something is written.
  static func beginWriting() { state.withLock { $0.isWriting = true } }

  private static func end(after duration: Duration) {
    // A thread that begins to write now waits for the lock, and so for the end.
    state.withLock { state in
      guard !state.isWriting else { return }
      let text = WorkLimit.Allowance.time(duration).text
      let line = isatty(Console.standardError) == 1 ? "\r\u{1B}[K" : ""
      Console.printError(
        "\(line)error: not finished after \(text) while \(state.activity); nothing was written; allow more with --time")
      _exit(ExitStatus.input.rawValue)
    }
  }
}
