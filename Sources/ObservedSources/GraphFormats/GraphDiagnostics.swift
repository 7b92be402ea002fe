package import DependencyModel

extension DiagnosticCode {
  /// Codes for plain graphs.
  package static let ofGraphs: [DiagnosticCode] = [.graphSyntax]
}

extension DiagnosticCode {
  package static let graphSyntax = DiagnosticCode(
    "graph-syntax",
    explanation: """
      The text of a graph (DOT, GraphML, GML, CSV) does not follow its format at this place. The format's own tools, such as
      'dot -Tcanon', report more details.
      """,
    wrong: "digraph { a -> }",
    right: "digraph { a -> b }")
}

extension Diagnostic {
  /// The text of a graph is wrong at a place.
  static func graphSyntax(_ what: String, format: String, at place: Place) -> Diagnostic {
    Diagnostic(.graphSyntax, "\(what), in a graph as \(format)", at: place)
  }
}
