extension DiagnosticCode {
  /// The code `terraform-version`.
  public static let terraformVersion = DiagnosticCode(
    "terraform-version",
    explanation: """
      The file is of an unknown version. Plans and states as JSON are read up to format version 1, raw states up to
      version 4; 'terraform show -json' of the installed Terraform prints a known format.
      """,
    wrong: #"{"version": 9, "terraform_version": "9.0.0", "serial": 1, "lineage": "x", "resources": []}"#,
    right: #"""
      {"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "x", "resources": [
        {"mode": "managed", "type": "aws_vpc", "name": "main", "instances": [{"attributes": {"id": "vpc-1"}}]}
      ]}
      """#)
}

extension Diagnostic {
  /// A version that is not known.
  public static func terraformVersion(_ version: String, of what: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .terraformVersion, "\(version) of a Terraform \(what) is not known; use 'terraform show -json'", at: place)
  }
}
