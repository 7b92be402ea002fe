package import DependencyModel

extension DiagnosticCode {
  /// Codes for entries with `each`.
  static let ofEach: [DiagnosticCode] = [
    .eachForm, .eachVariable, .eachMissing, .eachTooMany, .eachTooLarge,
  ]
}

extension DiagnosticCode {
  package static let eachForm = DiagnosticCode(
    "each-form",
    explanation: """
      "each" lists variables and the values that each of them takes: a list of texts that is not empty. The entry is \
      repeated for every combination.
      """,
    wrong: """
      components:
        "web-{zone}":
          each: { zone: a }
      """,
    right: """
      components:
        "web-{zone}":
          each: { zone: [a, b] }
      """)
}

extension Diagnostic {
  static func eachForm(_ found: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .eachForm, "'each' takes variables with a list of values, as in { zone: [a, b] }, not \(found)", at: place)
  }
}

extension DiagnosticCode {
  package static let eachVariable = DiagnosticCode(
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
  static func eachVariable(_ name: String, known: [String], at place: Place) -> Diagnostic {
    let advice = spellingSuggestion(for: name, among: known).map { "did you mean '{\($0)}'?" }
    return Diagnostic(
      .eachVariable,
      "'{\(name)}' is not a variable of this entry's 'each'; \(advice ?? "known here: \(known.joined(separator: ", "))")",
      at: place)
  }
}

extension DiagnosticCode {
  package static let eachMissing = DiagnosticCode(
    "each-missing",
    explanation: """
      An id has a name in braces, but the entry has no "each" that gives the name values, so the braces are a part of the \
      id. Most often "each" was forgotten. An id with "/" before the brace, such as the route "/users/{id}", is not \
      reported, nor an entry that states its "source". A warning.
      """,
    wrong: """
      components:
        "web-{zone}": { tier: 1 }
      """,
    right: """
      components:
        "web-{zone}": { each: { zone: [a, b] }, tier: 1 }
      """)
}

extension Diagnostic {
  /// An entry has the variable `name` in its id, and no `each`.
  static func eachMissing(_ name: String, in id: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .eachMissing, severity: .warning,
      "the braces are a part of the id '\(id)', because the entry has no 'each'; to make one entry per value, add "
        + "each: { \(name): [...] }", at: place)
  }
}

extension DiagnosticCode {
  package static let eachTooMany = DiagnosticCode(
    "each-too-many",
    explanation: """
      The combinations of an entry with "each" would make more than 200,000 components, or all entries with "each" more \
      than 500,000; such a model is better generated, as JSON or JSON lines.
      """,
    wrong: """
      components:
        "c-{i}-{j}":
          each: { i: [...], j: [...] }
      """,
    right: """
      components:
        "c-{i}":
          each: { i: [...] }
      """)
}

extension Diagnostic {
  static func eachTooMany(limit: Int, isOfAll: Bool = false, at place: Place) -> Diagnostic {
    Diagnostic(
      .eachTooMany,
      isOfAll
        ? "with this entry, the entries with 'each' would make more than \(grouped(limit)) entries together"
        : "'each' would make more than \(limit) entries", at: place)
  }
}

extension DiagnosticCode {
  package static let eachTooLarge = DiagnosticCode(
    "each-too-large",
    explanation: """
      The entries that "each" makes have more than 10,000,000 values or 128 MiB of text together, so that a short file \
      would take more memory than most machines have. A long list belongs in an entry of its own that others need, or \
      in a glob or selector, which all entries share.
      """,
    wrong: """
      components:
        "c-{i}":
          each: { i: [...] }
          needs: [a, b, ...]
      """,
    right: """
      components:
        shared: { needs: [a, b] }
        "c-{i}":
          each: { i: [1, 2] }
          needs: shared
      """)
}

extension Diagnostic {
  static func eachTooLarge(at place: Place) -> Diagnostic {
    Diagnostic(
      .eachTooLarge,
      "with this entry, what 'each' makes would be too large; move long lists to an entry that the others need, or use a glob",
      at: place)
  }
}
