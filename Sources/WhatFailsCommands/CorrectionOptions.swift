internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats

/// What a person says that no file does.
struct CorrectionOptions: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      """
      Take the direct requirements of FROM on TO for something else: needs, uses, startNeeds, configuredBy or nothing. \
      Both are ids or selectors; a group changes where all its members match. May be given more than once.
      """,
      valueName: "FROM -> TO = KIND"),
    transform: { text in
      do throws(Treatment.Problem) { return try Treatment(commandLine: text) } catch {
        throw ValidationError(error.description)
      }
    })
  var treat: [Treatment] = []

  /// The model as corrected.
  func corrected(_ loaded: LoadedModel) throws -> LoadedModel {
    guard !treat.isEmpty else { return loaded }
    do throws(Treatment.Problem) {
      return loaded.with(try loaded.model.treated(by: treat))
    } catch {
      throw CommandFailure(message: "error: \(error.description)")
    }
  }
}
