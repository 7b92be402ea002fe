#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Room for recursion as deep as diagrams have levels.
enum DeepStack {
  /// The levels that any thread has room for. A frame takes up to half a kilobyte without optimisation, and up to one and a
  /// half under the address sanitizer.
  private static let ordinaryLevels = 2048
  private static let bytesPerLevel = 2048

  private final class Task {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Runs something, on a thread of its own with a stack that is large enough where the diagrams have many levels.
  static func run<Result>(
    levels: Int, _ body: () throws(LimitReached) -> Result
  ) throws(LimitReached) -> Result {
    if levels <= ordinaryLevels { return try body() }
    var outcome: Swift.Result<Result, LimitReached>?
    withoutActuallyEscaping(body) { body in
      let task = Task {
        do throws(LimitReached) {
          outcome = .success(try body())
        } catch {
          outcome = .failure(error)
        }
      }
      withExtendedLifetime(task) { run(task, stackSize: (levels + ordinaryLevels) * bytesPerLevel) }
    }
    // A system that gives no such stack is one that is out of memory.
    guard let outcome else { throw LimitReached.memory }
    return try outcome.get()
  }

  private static func run(_ task: Task, stackSize: Int) {
    // SAFETY: the attributes outlive their use, and the thread is joined before the task can go.
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    guard unsafe pthread_attr_setstacksize(&attributes, stackSize) == 0 else { return }
    let argument = unsafe Unmanaged.passUnretained(task).toOpaque()
    var thread = pthread_t()
    let made = unsafe pthread_create(
      &thread, &attributes,
      { argument in
        #if canImport(Darwin)
          unsafe Unmanaged<Task>.fromOpaque(argument).takeUnretainedValue().body()
        #else
          unsafe Unmanaged<Task>.fromOpaque(argument!).takeUnretainedValue().body()
        #endif
        return nil
      }, argument)
    if made == 0 { pthread_join(thread, nil) }
  }
}
