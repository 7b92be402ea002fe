extension DiagnosticCode {
  /// The code `fault-tree-duplicate`.
  public static let faultTreeDuplicate = DiagnosticCode(
    "fault-tree-duplicate",
    explanation: """
      Something is defined twice. Gates, basic events and house events share one name space, and a public name (the
      default) is unique in the whole model. Rename one of the two, or make both private to their own containers
      (role="private").
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-basic-event name="e"/>
          <define-house-event name="e"/>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-basic-event name="e"/>
          <define-house-event name="h"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// A second definition of a name.
  public static func faultTreeDuplicate(_ what: String, _ name: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .faultTreeDuplicate, "the \(what) '\(name)' is already defined", at: place,
      notes: [Diagnostic.Note("'\(name)' is defined here first", at: first)])
  }
}
