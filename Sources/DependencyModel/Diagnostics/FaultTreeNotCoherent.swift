extension DiagnosticCode {
  /// The code `fault-tree-not-coherent`.
  public static let faultTreeNotCoherent = DiagnosticCode(
    "fault-tree-not-coherent",
    explanation: """
      In a coherent tree more failures never make things better: it is built of and, or and atleast. With not, xor, iff,
      nand, nor, imply or cardinality the failure of a part can repair the whole. A model of requirements can't express
      that, and "what fails if" has no simple answer. Such trees need a tool for non-coherent logic.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><and><basic-event name="e"/><not><basic-event name="f"/></not></and></define-gate>
          <define-basic-event name="e"/>
          <define-basic-event name="f"/>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><and><basic-event name="e"/><basic-event name="f"/></and></define-gate>
          <define-basic-event name="e"/>
          <define-basic-event name="f"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// The first connective that makes a tree not coherent, and how many there are in all.
  public static func faultTreeNotCoherent(_ connective: String, count: Int, at place: Place) -> Diagnostic {
    let others = count > 1 ? " (the first of \(count) such places)" : ""
    return Diagnostic(
      .faultTreeNotCoherent,
      "with '\(connective)' the fault tree is not coherent\(others); only and, or and atleast can be read", at: place)
  }
}
