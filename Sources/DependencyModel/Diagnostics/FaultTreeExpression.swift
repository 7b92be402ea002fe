extension DiagnosticCode {
  /// The code `fault-tree-expression`.
  public static let faultTreeExpression = DiagnosticCode(
    "fault-tree-expression",
    explanation: """
      The probability of a basic event is given by an expression that has no value here: an unknown operation, a wrong
      number of arguments, a division by zero, a function of another library, or a parameter that depends on itself.
      Supported are constants, parameters, the mission time, arithmetic, comparisons, choices, exponential, GLM and
      Weibull; random deviates count with their mean.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-basic-event name="e"><div><float value="1"/><float value="0"/></div></define-basic-event>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-basic-event name="e"><div><float value="1"/><float value="100"/></div></define-basic-event>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// An expression that has no value; the problem is a whole message.
  public static func faultTreeExpression(_ problem: String, at place: Place) -> Diagnostic {
    Diagnostic(.faultTreeExpression, problem, at: place)
  }
}
