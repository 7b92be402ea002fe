package import DependencyModel
internal import SourceReading

extension DiagnosticCode {
  /// Codes for CloudFormation templates.
  package static let ofCloudFormation: [DiagnosticCode] = [.templateTooLarge]
}

extension DiagnosticCode {
  package static let templateTooLarge = DiagnosticCode(
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
  static func templateTooLarge(limit: Int, of things: String, at place: Place) -> Diagnostic {
    Diagnostic(.templateTooLarge, "this template would make more than \(limit) \(things)", at: place)
  }
}

extension Diagnostic {
  /// No CloudFormation template has the parameter that was given.
  static func unknownParameter(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(.unknownParameter, "no template has the parameter '\(name)'", at: place)
  }
}
