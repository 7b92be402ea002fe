extension DiagnosticCode {
  /// The code `fault-tree-circle`.
  public static let faultTreeCircle = DiagnosticCode(
    "fault-tree-circle",
    explanation: """
      Gates refer to each other in a circle, so none of them has a meaning. A fault tree has no circles; a system that has
      them is described by components and what they need, where a circle is fine.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="a"><gate name="b"/></define-gate>
          <define-gate name="b"><gate name="a"/></define-gate>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="a"><gate name="b"/></define-gate>
          <define-gate name="b"><basic-event name="e"/></define-gate>
          <define-basic-event name="e"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// Definitions that refer to each other, the first one again at the end.
  public static func faultTreeCircle(_ what: String, _ names: [String], at place: Place) -> Diagnostic {
    var shown = names
    if names.count > 9 { shown = names.prefix(6) + ["… \(names.count - 8) more …"] + names.suffix(2) }
    return Diagnostic(
      .faultTreeCircle, "the \(what) '\(names[0])' refers to itself: \(shown.joined(separator: " → "))", at: place)
  }
}
