extension DiagnosticCode {
  /// The code `fault-tree-constant`.
  public static let faultTreeConstant = DiagnosticCode(
    "fault-tree-constant",
    explanation: """
      House events are constants. Because of them a gate is constant, too: a gate that can never be true becomes a
      component that needs nothing, and a gate that is always true becomes a component whose unavailability is 1. Often
      a house event was left in its position for tests.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="top"><and><house-event name="h"/><basic-event name="e"/></and></define-gate>
          <define-house-event name="h"><constant value="false"/></define-house-event>
          <define-basic-event name="e"/>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="top"><and><house-event name="h"/><basic-event name="e"/></and></define-gate>
          <define-house-event name="h"><constant value="true"/></define-house-event>
          <define-basic-event name="e"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// A gate that its house events make constant.
  public static func faultTreeConstant(_ gate: String, isTrue: Bool, at place: Place) -> Diagnostic {
    let meaning =
      isTrue ? "always true: a component with unavailability 1" : "never true: a component that needs nothing"
    return Diagnostic(
      .faultTreeConstant, severity: .warning, "with its house events the gate '\(gate)' is \(meaning)", at: place)
  }
}
