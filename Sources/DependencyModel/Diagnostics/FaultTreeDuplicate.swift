extension DiagnosticCode {
  /// The code `fault-tree-duplicate`.
  public static let faultTreeDuplicate = DiagnosticCode(
    "fault-tree-duplicate",
    explanation: """
      Something is defined twice. Gates, basic events and house events share one name space; what is public, as everything is
      unless said otherwise, has a name of its own in the whole model. Give one of the two another name, or make both private
      to containers of their own (role="private").
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
      .faultTreeDuplicate, "the \(what) '\(name)' is defined already", at: place,
      notes: [Diagnostic.Note("'\(name)' is defined here first", at: first)])
  }
}
