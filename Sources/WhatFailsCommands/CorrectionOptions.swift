internal import ArgumentParser
internal import DependencyModel
internal import Importers
internal import ModelFormats
internal import Reports

/// Statements of the user that no file makes.
struct CorrectionOptions: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      """
      Treat the direct requirements of FROM on TO as another kind: needs, uses, degradedBy, startNeeds, configuredBy or nothing. \
      Both are ids or selectors; a group changes where all its members match. May be given more than once.
      """,
      valueName: "FROM -> TO = KIND"),
    transform: { text in
      do throws(Treatment.Problem) { return try Treatment(commandLine: text) } catch {
        throw ValidationError(error.description)
      }
    })
  var treat: [Treatment] = []

  @Flag(
    help:
      "Guess that components with similar names, such as orders and orders-db, require each other; such edges are assumed."
  )
  var guess = false

  /// The model as corrected: first what is guessed, then what a user states.
  func corrected(_ loaded: LoadedModel, isComplete: Bool = false) throws -> LoadedModel {
    var loaded = loaded
    if guess {
      let alike = NamesAlike(loaded.model, sources: Set(loaded.imports.compactMap(\.sourceName)))
      loaded = loaded.with(alike.model)
      let text = GuessesText.text(
        alike.guesses.map { ($0.owner, $0.kind, $0.target) }, ambiguous: alike.ambiguous,
        Console.style(for: Console.standardError), isComplete: isComplete)
      Console.printNotes(of: text)
    }
    guard !treat.isEmpty else { return loaded }
    do throws(Treatment.Problem) {
      return loaded.with(try loaded.model.treated(by: treat))
    } catch {
      throw CommandFailure(message: "error: \(error.description)")
    }
  }
}
