package import DependencyModel

extension DiagnosticCode {
  /// Importers report it; the loader skips such files in a folder.
  package static let emptyImport = DiagnosticCode(
    "empty-import",
    explanation: """
      The source was recognized, but no component came out of it. The message says why: custom resources without a rule, \
      services whose profile was not selected, resources whose conditions are all false, settings only, or nothing at \
      all. It is often the wrong file, or the part of a model whose events are in another file; name all files of one \
      model together. Such a file in a folder, beside others that have components, is skipped.
      """,
    wrong: """
      <opsa-mef/>
      """,
    right: """
      <opsa-mef><define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree></opsa-mef>
      """)
}

extension Diagnostic {
  /// Nothing came out of a source of this format; the reason is what became of the things that are in it.
  package static func emptyImport(format: String, reason: String, at place: Place) -> Diagnostic {
    Diagnostic(.emptyImport, "there is no component in this \(format) source: \(reason)", at: place)
  }
}

extension InvalidInput {
  /// Why nothing came out of a source, if that is all that is wrong with it.
  var reasonForNothing: String? {
    let errors = diagnostics.filter { $0.severity == .error }
    guard errors.count == 1, errors[0].code == .emptyImport else { return nil }
    let message = errors[0].message
    return message.firstRange(of: ": ").map { String(message[$0.upperBound...]) } ?? message
  }
}
