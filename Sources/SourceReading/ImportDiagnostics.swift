package import DependencyModel

extension DiagnosticCode {
  /// Codes that several sources share.
  package static let ofImports: [DiagnosticCode] = [
    .emptyImport, .importTooLarge, .unknownParameter,
  ]
}

extension DiagnosticCode {
  package static let emptyImport = DiagnosticCode(
    "empty-import",
    explanation: """
      The source was understood, but there is no component in it: no gate and no basic event, no resource. Most often it is
      the wrong file, or the part of a model whose events are in another file; name all files of one model together.
      """,
    wrong: """
      <opsa-mef/>
      """,
    right: """
      <opsa-mef><define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree></opsa-mef>
      """)
}

extension Diagnostic {
  /// Nothing came out of a source of this format.
  package static func emptyImport(format: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .emptyImport, "there is no component in this \(format) source; name all the files of the model together",
      at: place)
  }
}

extension DiagnosticCode {
  package static let importTooLarge = DiagnosticCode(
    "import-too-large",
    explanation: """
      A few lines in a file of another tool can mean millions of relations: an edge between two sets of nodes, a service
      that thousands extend, a resource with thousands of instances that refer to thousands of others. A model holds
      500,000 such relations in addition to those that are written one by one. Name the set itself: put a node between
      the two sets, or remove the part that multiplies from the file.
      """,
    wrong: "digraph { {a0 a1 a2 …} -> {b0 b1 b2 …} }",
    right: "digraph { {a0 a1 a2 …} -> all; all -> {b0 b1 b2 …} }")
}

extension Diagnostic {
  /// Files that would make more than a model holds; `what` names what there would be too many of, such as
  /// `an edge between sets of 2000 and 2000 nodes makes 4000000 edges`.
  package static func importTooLarge(_ what: String, limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .importTooLarge, "\(what); files of this size may make \(limit) relations besides those written one by one",
      at: place)
  }
}

extension DiagnosticCode {
  package static let unknownParameter = DiagnosticCode(
    "unknown-parameter",
    explanation: """
      A profile or a parameter on the command line is in none of the files that were read. It is probably misspelled: \
      without it, a part of the system would be left out, and an answer would look better than it is.
      """,
    wrong: """
      # whatfails check -m compose.yaml --profile prdo
      services:
        web: { image: web, profiles: [prod] }
      """,
    right: """
      # whatfails check -m compose.yaml --profile prod
      services:
        web: { image: web, profiles: [prod] }
      """)
}
