public import ArgumentParser

/// The command `whatfails`: which question is asked.
public struct WhatFails: ParsableCommand {
  /// The command's name, its help and its subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "whatfails",
    abstract: "Shows what fails if something fails, and why, and draws it.",
    discussion: """
      Describe the system as a model (YAML or JSON: what needs what), or import it, then ask:

        whatfails init                                write a first model
        whatfails list                                look at what is in it
        whatfails if zone-a                           the blast radius of a fault
        whatfails why shop --if zone-a                the chain of causes
        whatfails risks shop                          what could take it down
        whatfails render --if zone-a -o zone-a.svg    the picture of it
        whatfails diff main:whatfails.yaml whatfails.yaml
                                                      what a change does
      """,
    version: WhatFailsVersion.text,
    groupedSubcommands: [
      CommandGroup(
        name: "What fails",
        subcommands: [
          If.self, Why.self, LoadCommand.self, ReplayCommand.self, Rank.self, Start.self,
        ]),
      CommandGroup(name: "What could fail", subcommands: [RisksCommand.self, AvailabilityCommand.self]),
      CommandGroup(name: "Looking at the model", subcommands: [ListCommand.self, Show.self, Render.self]),
      CommandGroup(name: "In a pipeline", subcommands: [CheckCommand.self, Diff.self]),
      CommandGroup(
        name: "Making a model",
        subcommands: [
          Init.self, Import.self, ImportAWS.self, Validate.self, Format.self, Schema.self, Kinds.self,
        ]),
    ])

  /// A command without arguments, as the parser makes it.
  public init() {}

  /// Runs the command line and ends the process with the exit code that the commands promise.
  public static func runAndExit() -> Never {
    CommandRun.runAndExit(Self.self)
  }
}
