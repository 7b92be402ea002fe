extension DiagnosticCode {
  /// The code `fault-tree-left-out`.
  public static let faultTreeLeftOut = DiagnosticCode(
    "fault-tree-left-out",
    explanation: """
      Open-PSA covers more than fault trees: event trees, alignments, groups of common cause failures, substitutions.
      They are skipped, and reported, as long as the fault trees mean the same without them. If they change what a
      fault tree means (a common cause group with members in it, an alignment that sets one of its house events), the
      file is refused. Random deviates count with their mean, and the mission time is 8760 hours unless stated.
      """,
    wrong: """
      <opsa-mef>
        <define-event-tree name="E"><initial-state/></define-event-tree>
        <define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// Something that the fault trees do not depend on, or that is taken in a simpler form; the message is whole.
  public static func faultTreeLeftOut(
    _ message: String, at place: Place?, remedy: Diagnostic.Remedy? = nil
  ) -> Diagnostic {
    Diagnostic(.faultTreeLeftOut, severity: .warning, message, at: place, remedy: remedy)
  }

  /// Something that changes what the fault trees mean, and can't be taken into account.
  public static func faultTreeDepends(on what: String, event: String, at place: Place, definition: Place) -> Diagnostic
  {
    Diagnostic(
      .faultTreeLeftOut, "\(what) changes '\(event)' of a fault tree; that can't be taken into account, so remove it",
      at: place, notes: [Diagnostic.Note("'\(event)' is defined here", at: definition)])
  }
}
