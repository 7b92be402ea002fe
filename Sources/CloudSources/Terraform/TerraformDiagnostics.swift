package import DependencyModel

extension DiagnosticCode {
  /// Codes for plans and states of Terraform.
  package static let ofTerraform: [DiagnosticCode] = [
    .terraformSavedPlan, .terraformConfiguration, .terraformVersion,
  ]
}

extension DiagnosticCode {
  package static let terraformSavedPlan = DiagnosticCode(
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
  static func terraformSavedPlan(at place: Place) -> Diagnostic {
    Diagnostic(
      .terraformSavedPlan,
      "this is a saved plan, which only Terraform reads; run 'terraform show -json' on it and name what that prints",
      at: place)
  }
}

extension DiagnosticCode {
  package static let terraformConfiguration = DiagnosticCode(
    "terraform-configuration",
    explanation: """
      The file is Terraform's own source (HCL). Only Terraform can evaluate it, with its modules, variables and providers;
      what is read here is the plan or the state that it makes of it, as JSON:
      'terraform plan -out PLANFILE' and then 'terraform show -json PLANFILE > plan.json'. 'terraform graph > graph.dot',
      named beside the plan, adds what expressions hide. Without a plan, 'terraform show -json' prints the state.
      """,
    wrong: """
      resource "aws_vpc" "main" {
        cidr_block = "10.0.0.0/16"
      }
      """,
    right: """
      {"format_version": "1.2", "planned_values": {}, "resource_changes": [
        {"address": "aws_vpc.main", "change": {"actions": ["create"], "after": {}}}
      ]}
      """)
}

extension Diagnostic {
  /// Terraform's own source.
  static func terraformConfiguration(at place: Place) -> Diagnostic {
    Diagnostic(
      .terraformConfiguration,
      "this is Terraform's source, which only Terraform evaluates; its plan is read: run 'terraform plan -out PLANFILE', "
        + "then 'terraform show -json PLANFILE > plan.json', and name plan.json", at: place)
  }
}

extension DiagnosticCode {
  package static let terraformVersion = DiagnosticCode(
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
  static func terraformVersion(_ version: String, of what: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .terraformVersion, "\(version) of a Terraform \(what) is not known; use 'terraform show -json'", at: place)
  }
}
