public import ArgumentParser

/// The command `whatfails`: which question is asked.
public struct WhatFails: ParsableCommand {
  /// The command's name, its help and its subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "whatfails",
    abstract: "Shows what fails if something fails, and why, and draws it.",
    discussion: """
      Describe the system as a model (YAML or JSON: what needs what), then ask:

        whatfails init                             write a first model
        whatfails if us-east-1a                    the blast radius of a fault
        whatfails why checkout --if us-east-1a     the chain of causes
        whatfails risks checkout                   what could take it down
        whatfails rank                             every fault tried, worst first
        whatfails availability checkout            how likely that is, and what causes it
        whatfails start                            the order in which everything starts again
        whatfails check                            whether the model's checks hold, for CI
        whatfails diff main:whatfails.yaml whatfails.yaml   what a change does to resilience
        whatfails render --if us-east-1a -o a.svg  the picture of it
      """,
    version: WhatFailsVersion.text,
    subcommands: [
      If.self, Why.self, RisksCommand.self, Rank.self, AvailabilityCommand.self, Start.self, CheckCommand.self,
      Diff.self,
      Render.self,
      Import.self, ImportAWS.self, Validate.self, Format.self, Schema.self, Kinds.self, Init.self,
    ])

  /// A command without arguments, as the parser makes it.
  public init() {}

  /// Runs the command line and ends the process with the exit code that the commands promise.
  public static func runAndExit() -> Never {
    CommandRun.runAndExit(Self.self)
  }
}
