package import DependencyModel

extension DiagnosticCode {
  /// Codes for policies, lint settings and baselines.
  static let ofPolicies: [DiagnosticCode] = [
    .emptyPolicy, .lintForm, .assumptionForm, .unusedAssumption, .baselineForm,
  ]
}

extension DiagnosticCode {
  package static let emptyPolicy = DiagnosticCode(
    "empty-policy",
    explanation:
      "A policy without checks, lint settings and assumptions, its own or extended, says nothing, so it is refused.",
    wrong: """
      policy: Resilience
      """,
    right: """
      policy: Resilience
      checks:
        restart: { require: { for: "*", starts: true } }
      """)
}

extension Diagnostic {
  static func emptyPolicy(at place: Place) -> Diagnostic {
    Diagnostic(
      .emptyPolicy, "the policy states no check, lint setting or assumption, so it would check nothing", at: place)
  }

  /// The file is something else: its contents are not quoted, because they may be secret.
  static func notAPolicy(at place: Place) -> Diagnostic {
    Diagnostic(
      .emptyPolicy,
      "this is not a policy: it has no 'checks', 'lint', 'assume' or 'extend' of a policy's form at the top",
      at: place)
  }
}

extension DiagnosticCode {
  package static let lintForm = DiagnosticCode(
    "lint-form",
    explanation: "A suppression of lint findings names the rule and states the reason.",
    wrong: """
      lint:
        suppress:
          - { rule: orphan, component: old-db }
      """,
    right: """
      lint:
        suppress:
          - { rule: orphan, component: old-db, reason: retired in March, until: 2027-03-31 }
      """)
}

extension Diagnostic {
  static func lintForm(_ problem: String, at place: Place) -> Diagnostic {
    Diagnostic(.lintForm, problem, at: place)
  }
}

extension DiagnosticCode {
  package static let assumptionForm = DiagnosticCode(
    "assumption-form",
    explanation: """
      An assumption has conditions that choose components, as a selector has, and the unavailability of those that state
      none.
      """,
    wrong: """
      assume:
        - { kind: database }
      """,
    right: """
      assume:
        - { kind: database, unavailability: 0.001 }
      """)
}

extension Diagnostic {
  static func assumptionForm(lacks part: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .assumptionForm, "an assumption needs a condition and an unavailability; this lacks \(part)", at: place)
  }
}

extension DiagnosticCode {
  package static let unusedAssumption = DiagnosticCode(
    "unused-assumption",
    explanation: """
      An assumption of a model is for components of that model. If its conditions match none, a condition is probably \
      misspelled, and the components that were meant have no unavailability. A policy may assume more: it is for many models.
      """,
    wrong: """
      components:
        db: { kind: database }
      assume: { kind: databse, unavailability: 0.001 }
      """,
    right: """
      components:
        db: { kind: database }
      assume: { kind: database, unavailability: 0.001 }
      """)
}

extension Diagnostic {
  static func unusedAssumption(_ selector: String, at place: Place?) -> Diagnostic {
    Diagnostic(
      .unusedAssumption, severity: .warning, "the assumption for '\(selector)' matches no component", at: place)
  }
}

extension DiagnosticCode {
  package static let baselineForm = DiagnosticCode(
    "baseline-form",
    explanation:
      "A baseline is a file that the check itself wrote: known findings that do not fail a run.",
    wrong: """
      { "schema": "whatfails/impact/1" }
      """,
    right: """
      { "schema": "whatfails/baseline/1", "known": [] }
      """)
}

extension Diagnostic {
  static func baselineForm(_ problem: String, at place: Place) -> Diagnostic {
    Diagnostic(.baselineForm, problem, at: place, remedy: .writeBaseline)
  }
}
