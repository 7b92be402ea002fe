extension DiagnosticCode {
  /// The code `graph-syntax`.
  public static let graphSyntax = DiagnosticCode(
    "graph-syntax",
    explanation: """
      The text of a graph (DOT, GraphML, CSV) is not as its format asks for at this place. Programs of the format's own, such as
      'dot -Tcanon', tell more about it.
      """,
    wrong: "digraph { a -> }",
    right: "digraph { a -> b }")
}

extension Diagnostic {
  /// The text of a graph is wrong at a place.
  public static func graphSyntax(_ what: String, format: String, at place: Place) -> Diagnostic {
    Diagnostic(.graphSyntax, "\(what), in a graph as \(format)", at: place)
  }
}
