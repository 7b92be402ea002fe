public import DependencyModel
internal import Foundation
internal import Importers
public import ModelFormats
internal import ResilienceAnalysis
internal import TestSupport
public import Testing

/// Reads sources for tests.
public enum Importing {
  public static func load(_ text: String, file: String = "tree.xml") throws(InvalidInput) -> LoadedModel {
    try ModelLoader.load(Array(text.utf8), file: file, importers: ImportSources.all())
  }

  public static func model(_ text: String) throws -> Model { try load(text).model }

  /// What is said about a text, errors and warnings alike.
  public static func diagnostics(_ text: String, file: String = "tree.xml") -> [Diagnostic] {
    do throws(InvalidInput) { return try load(text, file: file).warnings } catch { return error.diagnostics }
  }

  /// A fault tree around some definitions.
  public static func tree(_ definitions: String) -> String {
    "<?xml version=\"1.0\"?>\n<opsa-mef>\n<define-fault-tree name=\"T\">\n\(definitions)\n</define-fault-tree>\n</opsa-mef>\n"
  }

  /// What is lost and what is degraded when components fail, the failed ones left out.
  public static func impact(
    of faults: [String], on model: Model
  ) throws -> (down: Set<String>, degraded: Set<String>) {
    let impact = CompiledModel(model).impact(of: try FaultSet(faults, in: model))
    func ids(_ components: [ComponentIndex]) -> Set<String> { Set(components.map { model.components[$0].id.text }) }
    return (ids(impact.blastRadius.down), ids(impact.blastRadius.degraded))
  }

  /// A requirement in a line, all members shown.
  public static func needs(_ id: ComponentID, in model: Model) -> [String] {
    model[id]?.requirements(.needs).map { $0.text(limit: 100) } ?? ["no such component"]
  }
}

/// Expects exactly these diagnostics at the marks of a text.
public func expectDiagnostics(
  _ codes: [DiagnosticCode], in marked: String, file: String = "tree.xml",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = MarkedText(marked, file: file)
  let found = Importing.diagnostics(text.text, file: file)
  #expect(found.map(\.code) == codes, "\(found.map(\.message))", sourceLocation: sourceLocation)
  #expect(found.map(\.place) == text.places, "\(found)", sourceLocation: sourceLocation)
}
