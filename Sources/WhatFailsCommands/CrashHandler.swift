#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Gives a crash an exit code of its own, so that a pipeline never treats it as a verdict.
enum CrashHandler {
  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

  /// From here on a fatal signal ends the program with exit code 70 and one line on standard error, below what the runtime
  /// says of its cause.
  static func install() {
    // A stack that is used up has no room for the handler.
    let size = 1 << 16
    // SAFETY: the memory stays until the end of the program, as the system asks.
    var stack = stack_t()
    unsafe stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    unsafe stack.ss_size = numericCast(size)
    unsafe sigaltstack(&stack, nil)
    var blocked = sigset_t()
    unsafe sigemptyset(&blocked)
    for signal in signals {
      unsafe sigaddset(&blocked, signal)
      var action = sigaction()
      #if canImport(Darwin)
        unsafe action.__sigaction_u.__sa_handler = end
      #else
        unsafe action.__sigaction_handler.sa_handler = end
      #endif
      action.sa_flags = numericCast(SA_ONSTACK)
      unsafe sigaction(signal, &action, nil)
    }
    // The starting program may have blocked them for itself, and a mask is inherited.
    unsafe sigprocmask(SIG_UNBLOCK, &blocked, nil)
  }

  /// Only what POSIX allows in a handler: `write` and `_exit`.
  private static let end: @convention(c) (CInt) -> Void = { _ in
    let message: StaticString =
      "error: internal: whatfails crashed, or it ran out of memory (then the line above says that an allocation failed); please report a crash with the command line and, if you can share it, the model\n"
    // SAFETY: a static string lives for ever.
    _ = unsafe write(2, message.utf8Start, message.utf8CodeUnitCount)
    _exit(70)
  }
}
