extension DiagnosticCode {
  /// The code `fault-tree-form`.
  public static let faultTreeForm = DiagnosticCode(
    "fault-tree-form",
    explanation: """
      The file is Open-PSA, but this element or attribute does not belong here, or one is missing. Unknown elements are
      not skipped, because the answer could be different without them.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><atleast><basic-event name="e"/><basic-event name="f"/></atleast></define-gate>
          <define-basic-event name="e"/>
          <define-basic-event name="f"/>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><atleast min="2"><basic-event name="e"/><basic-event name="f"/></atleast></define-gate>
          <define-basic-event name="e"/>
          <define-basic-event name="f"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// Something that does not belong where it is, or is missing; the problem is a whole message.
  public static func faultTreeForm(_ problem: String, at place: Place, notes: [Note] = []) -> Diagnostic {
    Diagnostic(.faultTreeForm, problem, at: place, notes: notes)
  }
}
