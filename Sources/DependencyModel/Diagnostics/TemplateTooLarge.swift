extension DiagnosticCode {
  /// The code `template-too-large`.
  public static let templateTooLarge = DiagnosticCode(
    "template-too-large",
    explanation: """
      Nested loops, or values that are inserted into each other again and again, would expand a CloudFormation template
      beyond the limits: more than 100,000 passes of loops, or two million values in addition to those that are written.
      CloudFormation itself makes at most 500 resources of a template.
      """,
    wrong: """
      Fn::ForEach::Rows:
        - Row
        - [...]
        - Fn::ForEach::Columns: [Column, [...], {"Cell${Row}x${Column}": {Type: AWS::SQS::Queue}}]
      """,
    right: """
      Fn::ForEach::Rows: [Row, [...], {"Row${Row}": {Type: AWS::SQS::Queue}}]
      """)
}

extension Diagnostic {
  /// A template of which too much would come.
  public static func templateTooLarge(limit: Int, of things: String, at place: Place) -> Diagnostic {
    Diagnostic(.templateTooLarge, "this template would make more than \(limit) \(things)", at: place)
  }
}
