internal import ArgumentParser
internal import DependencyModel
internal import Importers
internal import ModelFormats

/// The values that a shell may offer for an argument.
enum Completions {
  /// The ids of the model that the words before name, or of the one here; none where it can't be read.
  ///
  /// Only ids that mean nothing to a shell: bash expands what it is offered, and a model may come from anywhere.
  static func ids(_ words: [String]) -> [String] {
    offered(words) { $0.allIDs.map(\.text) }
  }

  /// The names of the scenarios of the same model.
  static func scenarios(_ words: [String]) -> [String] {
    offered(words) { $0.scenarios.map(\.id) }
  }

  private static func offered(_ words: [String], _ names: (Model) -> [String]) -> [String] {
    var paths: [String] = []
    for (word, next) in zip(words, words.dropFirst()) where word == "-m" || word == "--model" { paths.append(next) }
    // Standard input is the keyboard here: reading it would wait for who waits for the answer.
    guard !paths.contains(where: { SourcePath(onDisk: $0).path == "-" }),
      let loaded = try? ModelLoader.load(paths.isEmpty ? ["whatfails.yaml"] : paths, importers: ImportSources.all())
    else { return [] }
    let ids = names(loaded.model).filter(isHarmless)
    // Text after a colon would be read as a description.
    return CompletionShell.requesting == .zsh ? ids.map { $0.replacing(":", with: "\\:") } : ids
  }

  private static func isHarmless(_ id: String) -> Bool {
    !id.hasPrefix("~") && !id.hasPrefix("-")
      && id.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          ? scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "._/:@+=,%~-".unicodeScalars.contains(scalar)
          : scalar.properties.isAlphabetic && !scalar.isInvisible
      }
  }
}
