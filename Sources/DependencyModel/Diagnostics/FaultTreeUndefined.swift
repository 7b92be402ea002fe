extension DiagnosticCode {
  /// The code `fault-tree-undefined`.
  public static let faultTreeUndefined = DiagnosticCode(
    "fault-tree-undefined",
    explanation: """
      A formula or an expression names an event or a parameter that no file of the model defines. Outside its container,
      a private name needs its path, such as tree.component.event.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><or><basic-event name="pump"/><basic-event name="valve"/></or></define-gate>
          <define-basic-event name="pumps"/>
          <define-basic-event name="valve"/>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><or><basic-event name="pump"/><basic-event name="valve"/></or></define-gate>
          <define-basic-event name="pump"/>
          <define-basic-event name="valve"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// A reference to something that is not defined.
  public static func faultTreeUndefined(
    _ what: String, _ name: String, suggestion: String?, at place: Place
  ) -> Diagnostic {
    let advice = suggestion.map { "did you mean '\($0)'?" } ?? "no file of the model defines it"
    return Diagnostic(.faultTreeUndefined, "there is no \(what) '\(name)'; \(advice)", at: place)
  }

  /// A reference to something that is defined as something else.
  public static func faultTreeMistaken(
    _ name: String, for wanted: String, is found: String, at place: Place, definition: Place
  ) -> Diagnostic {
    Diagnostic(
      .faultTreeUndefined, "'\(name)' is a \(found), not a \(wanted)", at: place,
      notes: [Diagnostic.Note("'\(name)' is defined here", at: definition)])
  }
}
