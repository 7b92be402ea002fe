#if canImport(Glibc)
  import Glibc
#endif

/// From the start of the program to its answer, as processor time of the whole process.
enum StartupBenchmark {
  static func run(program: String, model: String, fault: String) {
    #if canImport(Glibc)
      var times = Rounds()
      for round in 0..<21 {
        guard let time = processorMilliseconds([program, "if", fault, "-m", model]) else {
          print("startup: \(program) could not be run")
          return
        }
        if round > 0 { times.add(time) }
      }
      print("start-up to answer, \(model): \(times.text("ms of processor time"))")
    #else
      print("start-up: not measured on this system")
    #endif
  }

  #if canImport(Glibc)
    private static func processorMilliseconds(_ command: [String]) -> Double? {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
      defer { for argument in arguments { free(argument) } }
      arguments.append(nil)
      var process = pid_t()
      guard posix_spawnp(&process, command[0], &actions, nil, arguments, environ) == 0 else { return nil }
      var status: Int32 = 0
      var usage = rusage()
      guard wait4(process, &status, 0, &usage) == process, status == 0 else { return nil }
      func value(_ time: timeval) -> Double { Double(time.tv_sec) * 1e3 + Double(time.tv_usec) / 1e3 }
      return value(usage.ru_utime) + value(usage.ru_stime)
    }
  #endif
}
