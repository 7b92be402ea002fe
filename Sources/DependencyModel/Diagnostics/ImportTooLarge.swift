extension DiagnosticCode {
  /// The code `import-too-large`.
  public static let importTooLarge = DiagnosticCode(
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
  public static func importTooLarge(_ what: String, limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .importTooLarge, "\(what); files of this size may make \(limit) relations besides those written one by one",
      at: place)
  }
}
