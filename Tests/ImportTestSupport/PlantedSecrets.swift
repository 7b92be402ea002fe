internal import DependencyModel
internal import Foundation
internal import Importers
public import ModelFormats
internal import Reports
internal import ResilienceAnalysis
internal import TestSupport
public import Testing

/// Looks for secrets, planted into the files of a source, in everything that a person may see of them.
///
/// A test of an importer plants texts that stand nowhere else (values of environment variables, passwords, user data) and
/// calls `expectNoSecrets`.
public enum PlantedSecrets {
  /// A secret for a test: long, in no dictionary, and the same in every run.
  public static func secret(_ number: Int = 0) -> String { "hunter2-PLANTED-\(number)-c0ffee5ec2e7" }

  /// Everything that is written of a loaded model: itself in every form, notes, warnings, and answers about it.
  public static func outputs(of loaded: LoadedModel) throws -> [(name: String, text: String)] {
    var outputs: [(name: String, text: String)] = []
    for syntax in DocumentSyntax.allCases {
      outputs.append(("the model as \(syntax.rawValue)", try ModelWriter.text(of: loaded.model, as: syntax)))
    }
    for report in loaded.imports {
      outputs.append(("what is said of \(report.format)", report.text(isComplete: true) + (report.line() ?? "")))
      outputs.append(("the notes of \(report.format)", "\(report)"))
    }
    if let join = loaded.join { outputs.append(("the join", join.text(isComplete: true) + "\(join)")) }
    // Without the lines of the files: those are what the person has before them.
    outputs.append(("warnings", loaded.warnings.map { "\($0)" }.joined(separator: "\n")))
    outputs.append(("components", loaded.model.components.map { "\($0)" }.joined(separator: "\n")))
    outputs.append(("faults", loaded.model.faults.map { "\($0)" }.joined(separator: "\n")))
    let compiled = CompiledModel(loaded.model)
    for position in loaded.model.components.indices.prefix(40) {
      let impact = compiled.impact(of: FaultSet([(position, .down)], text: loaded.model.components[position].id.text))
      outputs.append(("an impact", impact.text(.complete) + impact.json() + impact.markdown()))
    }
    return outputs
  }
}

/// Expects that no output of what was loaded has a secret in it, in clear text or in Base64.
public func expectNoSecrets(
  _ secrets: [String], in loaded: LoadedModel, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let outputs = try PlantedSecrets.outputs(of: loaded)
  for secret in secrets {
    let encoded = Data(secret.utf8).base64EncodedString().prefix { $0 != "=" }.dropLast()
    for (name, text) in outputs {
      #expect(!text.contains(secret), "\(name) has '\(secret)'", sourceLocation: sourceLocation)
      #expect(!text.contains(encoded), "\(name) has '\(secret)'", sourceLocation: sourceLocation)
    }
  }
}

/// Expects that files have all the secrets in them, or nothing was planted, and that no output does.
///
/// - Parameter files: names and contents; an importer finds their references to each other.
public func expectNoSecrets(
  _ secrets: [String], inFiles files: [(name: String, text: String)], sourceLocation: SourceLocation = #_sourceLocation
) throws {
  for secret in secrets {
    let encoded = Data(secret.utf8).base64EncodedString()
    #expect(
      files.contains { $0.text.contains(secret) || $0.text.contains(encoded) }, "'\(secret)' is planted nowhere",
      sourceLocation: sourceLocation)
  }
  let folder = try TemporaryFolder()
  let paths = try files.map { try folder.write($0.text, to: $0.name) }
  let loaded: LoadedModel
  do throws(InvalidInput) { loaded = try ModelLoader.load(paths, importers: ImportSources.all()) } catch {
    // What is wrong with a file is said without its secrets, too; the line that is shown is the person's own.
    let text = error.diagnostics.map { "\($0)" }.joined()
    #expect(!secrets.contains { text.contains($0) }, "\(text)", sourceLocation: sourceLocation)
    throw error
  }
  try expectNoSecrets(secrets, in: loaded, sourceLocation: sourceLocation)
}
