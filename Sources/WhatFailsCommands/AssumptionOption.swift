internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import ResilienceAnalysis

/// Policies whose assumptions count for a figure.
struct AssumptionOption: ParsableArguments {
  @Option(
    name: .customLong("policy"), parsing: .singleValue,
    help: ArgumentHelp(
      "A policy whose assumptions ('assume') count for components that state no unavailability; may be given more than once.",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var policies: [String] = []

  /// The model with what the policies assume.
  func applied(to compiled: CompiledModel, allowing folders: [String]) throws -> CompiledModel {
    guard !policies.isEmpty else { return compiled }
    let loaded = try PolicyLoader.load(policies, for: compiled.model, allowing: folders)
    Console.printDiagnostics(loaded.warnings, loaded.sources)
    guard !loaded.policy.assumptions.isEmpty else {
      throw CommandFailure(message: "error: the policy assumes nothing; an answer takes only 'assume' from it")
    }
    return compiled.assuming(loaded.policy.assumptions)
  }
}
