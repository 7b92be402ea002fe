internal import ArgumentParser

/// What appears on the terminal besides the answer. ``Console`` reads these options before anything is written, so that they
/// also hold for errors in the command line.
struct ConsoleOptions: ParsableArguments {
  @Option(help: "Use colours: on a terminal (auto), always or never.")
  var color = ColorChoice.auto

  @Flag(help: "Write no notes and no progress on standard error, only errors and warnings.")
  var quiet = false
}

/// Whether colours are used.
enum ColorChoice: String, NamedValue {
  case auto, always, never

  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
