#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A new file beside the one that it will replace. It is removed where a signal ends the program before that.
///
/// There is one at a time, made and finished by the main thread; others have these signals blocked or have ended.
enum TemporaryFile {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// The path of the file that exists now, for the signal handler. Without an initial value that is computed, reading it is
  /// one load.
  // SAFETY: written by the main thread only, with the signals blocked.
  nonisolated(unsafe) private static var path: UnsafeMutablePointer<CChar>?

  /// Makes a file of a name that is not taken, that begins with `start`.
  ///
  /// - Returns: its descriptor and path; `nil` where the system refuses, which `errno` explains.
  static func make(beside start: String) -> (descriptor: Int32, path: String)? {
    guard let template = strdup("\(start).XXXXXX") else { return nil }
    let old = blockSignals()
    let descriptor = mkstemp(template)
    let problem = errno
    if descriptor >= 0 { path = template }
    restoreSignals(old)
    guard descriptor >= 0 else {
      free(template)
      errno = problem
      return nil
    }
    return (descriptor, String(cString: template))
  }

  /// Puts the file in the place of another: from here on it is not temporary.
  ///
  /// - Returns: whether the system did; if not, `errno` says why, and the file is gone.
  static func replace(_ target: String) -> Bool {
    let old = blockSignals()
    defer { restoreSignals(old) }
    let isDone = path.map { rename($0, target) == 0 } ?? false
    let problem = errno
    forget(removing: !isDone)
    errno = problem
    return isDone
  }

  /// Removes the file.
  static func remove() {
    let old = blockSignals()
    defer { restoreSignals(old) }
    forget(removing: true)
  }

  private static func forget(removing: Bool) {
    guard let path else { return }
    if removing { unlink(path) }
    Self.path = nil
    free(path)
  }

  private static func blockSignals() -> sigset_t {
    var blocked = sigset_t()
    var old = sigset_t()
    sigemptyset(&blocked)
    for signal in signals { sigaddset(&blocked, signal) }
    pthread_sigmask(SIG_BLOCK, &blocked, &old)
    return old
  }

  private static func restoreSignals(_ old: sigset_t) {
    var old = old
    pthread_sigmask(SIG_SETMASK, &old, nil)
  }

  /// From here on a signal that ends the program removes the file first, and a file beyond a limit on sizes is an error
  /// that can be known.
  static func watchSignals() {
    signal(SIGXFSZ, SIG_IGN)
    for number in signals {
      var current = sigaction()
      sigaction(number, nil, &current)
      var action = sigaction()
      #if canImport(Darwin)
        let isIgnored = unsafe current.__sigaction_u.__sa_handler.map { unsafeBitCast($0, to: Int.self) } == 1
        unsafe action.__sigaction_u.__sa_handler = end
      #else
        let isIgnored = unsafe current.__sigaction_handler.sa_handler.map { unsafeBitCast($0, to: Int.self) } == 1
        unsafe action.__sigaction_handler.sa_handler = end
      #endif
      // The starting program, nohup for example, may want it to live through this signal.
      if isIgnored { continue }
      // The greatest bit is among them.
      action.sa_flags = .init(truncatingIfNeeded: SA_RESETHAND) | .init(truncatingIfNeeded: SA_RESTART)
      sigaction(number, &action, nil)
    }
  }

  /// Only what POSIX allows in a handler. The default action follows once it returns, so that the exit status is the
  /// signal's.
  private static let end: @convention(c) (CInt) -> Void = { number in
    if let path = TemporaryFile.path { _ = unlink(path) }
    _ = raise(number)
  }
}
