package import DependencyModel

extension DiagnosticCode {
  package static let commonCauseOfOne = DiagnosticCode(
    "common-cause-of-one",
    explanation: """
      "commonCause" is the share of its members' failures that takes all members of a group down at once, so it belongs to \
      a group: beside any, all, or atLeast with of. It takes two members or more that can fail by themselves, and has no \
      effect otherwise. A component that is only logic does not fail by itself.
      """,
    wrong: """
      components:
        api: { needs: { on: db, commonCause: 5% } }
        db: {}
      """,
    right: """
      components:
        api: { needs: { any: [db-a, db-b], commonCause: 5% } }
        db-a: {}
        db-b: {}
      """)

  package static let commonCausesTooGreat = DiagnosticCode(
    "common-causes-too-great",
    explanation: """
      A component may be a member of several groups with a "commonCause". Each takes its share of the failures of the \
      component, so the shares of all of them add up to 100% at most. Groups with the same members state one common cause.
      """,
    wrong: """
      components:
        api: { needs: [{ any: [a, b], commonCause: 60% }, { any: [a, c], commonCause: 50% }] }
        a: {}
        b: {}
        c: {}
      """,
    right: """
      components:
        api: { needs: [{ any: [a, b], commonCause: 6% }, { any: [a, c], commonCause: 5% }] }
        a: {}
        b: {}
        c: {}
      """)

  package static let commonCausesDiffer = DiagnosticCode(
    "common-causes-differ",
    explanation: """
      Groups with the same members state one common cause: what takes all of the members down is one event, whoever needs \
      them. If the groups state different shares, the greatest counts. State the same share in each group, or declare one \
      component that needs the group, and let others need that component.
      """,
    wrong: """
      components:
        api: { needs: { any: [a, b], commonCause: 5% } }
        web: { needs: { any: [a, b], commonCause: 10% } }
        a: {}
        b: {}
      """,
    right: """
      components:
        api: { needs: { any: [a, b], commonCause: 10% } }
        web: { needs: { any: [a, b], commonCause: 10% } }
        a: {}
        b: {}
      """)
}

extension Diagnostic {
  static func commonCauseOfOne(at place: Place) -> Diagnostic {
    Diagnostic(
      .commonCauseOfOne, "'commonCause' belongs to a group: put it beside 'any', 'all', or 'atLeast' with 'of'",
      at: place)
  }

  /// A group has fewer than two members that can fail by themselves.
  static func commonCauseOfFew(at place: Place) -> Diagnostic {
    Diagnostic(
      .commonCauseOfOne, severity: .warning,
      "this 'commonCause' has no effect: fewer than two members of the group can fail by themselves", at: place)
  }

  /// More than all failures of a component are shared.
  ///
  /// - Parameter sum: the shares of its common causes together, above 1.
  static func commonCausesTooGreat(of id: String, together sum: Double, at place: Place) -> Diagnostic {
    Diagnostic(
      .commonCausesTooGreat,
      "with this one, the common causes of '\(id)' take \(Int((sum * 100 - 1e-6).rounded(.up)))% of its failures; at most 100% is possible",
      at: place)
  }

  /// Groups with the same members state different shares.
  static func commonCausesDiffer(from first: Place, greater share: Probability, at place: Place) -> Diagnostic {
    Diagnostic(
      .commonCausesDiffer, severity: .warning,
      "a group with the same members states another 'commonCause' at \(first.citation); the greatest counts: \(share.value)",
      at: place)
  }
}
