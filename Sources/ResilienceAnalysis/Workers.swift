internal import Dispatch

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Runs the same work on several threads at once.
enum Workers {
  /// The number of cores.
  static let coreCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Runs a body a number of times at once, and waits for all of them.
  ///
  /// Each call of the body takes work from where all take theirs, until there is none left.
  static func run(_ count: Int, _ body: @Sendable () -> Void) {
    guard count > 1 else {
      if count == 1 { body() }
      return
    }
    DispatchQueue.concurrentPerform(iterations: count) { _ in body() }
  }
}
