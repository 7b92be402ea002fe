extension DiagnosticCode {
  /// The code `terraform-saved-plan`.
  public static let terraformSavedPlan = DiagnosticCode(
    "terraform-saved-plan",
    explanation: """
      A plan as 'terraform plan -out' saves it can only be read by Terraform itself. 'terraform show -json PLANFILE' prints it
      as JSON, which is read here.
      """,
    wrong: "PK\u{3}\u{4}tfplan",
    right: """
      {"format_version": "1.2", "planned_values": {}, "resource_changes": [
        {"address": "aws_vpc.main", "change": {"actions": ["create"], "after": {}}}
      ]}
      """)
}

extension Diagnostic {
  /// A plan in Terraform's own form.
  public static func terraformSavedPlan(at place: Place) -> Diagnostic {
    Diagnostic(
      .terraformSavedPlan,
      "this is a saved plan, which only Terraform reads; run 'terraform show -json' on it and name what that prints",
      at: place)
  }
}
