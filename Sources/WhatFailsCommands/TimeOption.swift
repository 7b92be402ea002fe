internal import ArgumentParser
internal import DependencyModel
internal import Reports
internal import ResilienceAnalysis

/// How long an answer may take.
struct TimeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How long the answer may take, such as 90s or 10m, or none; after that it says what is missing.",
      valueName: "duration"))
  var time = TimeArgument(.seconds(60))

  /// Starts the time, from which on the program ends by itself even where a step cannot be stopped.
  ///
  /// - Parameter hasPartialAnswers: whether the command can answer in part when its time is over, and so needs longer to end.
  func start(hasPartialAnswers: Bool = true) -> WorkLimit {
    guard let duration = time.duration else { return .none }
    Watchdog.start(duration, grace: hasPartialAnswers ? max(.seconds(2), duration / 4) : .zero)
    return WorkLimit(.time(duration))
  }

  /// The limit of each check besides: 10 s, or a sixth of a longer time.
  var ofEachCheck: WorkLimit.Allowance? { time.duration.map { .time(max(.seconds(10), $0 / 6)) } }

  /// The end of a command that wrote an answer in which nothing is known.
  var nothingKnown: CommandFailure {
    let text = time.duration.map { WorkLimit.Allowance.time($0).text } ?? "the time"
    return CommandFailure(message: "error: nothing is known after \(text); allow more with --time")
  }
}

/// A duration on the command line, or none.
struct TimeArgument: ExpressibleByArgument {
  /// `nil` for no limit.
  let duration: Duration?

  init(_ duration: Duration?) { self.duration = duration }

  init?(argument: String) {
    if argument == "none" {
      duration = nil
    } else if let duration = Duration(modelText: argument), duration > .zero {
      self.duration = duration
    } else {
      return nil
    }
  }

  var defaultValueDescription: String {
    duration.map { WorkLimit.Allowance.time($0).text.filter { $0 != " " } } ?? "none"
  }
}
