extension DiagnosticCode {
  /// The code `each-variable`.
  public static let eachVariable = DiagnosticCode(
    "each-variable",
    explanation: """
      In an entry with "each", a name in braces is one of its variables; any other name is a mistake.
      """,
    wrong: """
      components:
        "web-{zone}":
          each: { zone: [a, b] }
          owner: "team-{zoen}"
      """,
    right: """
      components:
        "web-{zone}":
          each: { zone: [a, b] }
          owner: "team-{zone}"
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `each-variable`.
  public static func eachVariable(_ name: String, known: [String], at place: Place) -> Diagnostic {
    let advice = spellingSuggestion(for: name, among: known).map { "did you mean '{\($0)}'?" }
    return Diagnostic(
      .eachVariable,
      "'{\(name)}' is not a variable of this entry's 'each';  \(advice ?? "known here: \(known.joined(separator: ", "))")",
      at: place)
  }
}
