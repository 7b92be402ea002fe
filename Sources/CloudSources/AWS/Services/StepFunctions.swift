extension AWSService {
  /// State machines.
  static let stepFunctions = AWSService(
    types: [
      .part("aws_sfn_state_machine", "aws/state-machine", by: ["name"])
    ],
    rules: [
      .init("aws_sfn_state_machine", "definition", .address),
      .init("aws_sfn_state_machine", "role_arn", .config, "aws_iam_role"),
    ],
    places: [
      .text("aws_sfn_state_machine", "definition", "aws_lambda_function")
    ],
    cloudFormation: [
      .init("AWS::StepFunctions::StateMachine", "aws_sfn_state_machine", machineProperties),
      .init("AWS::Serverless::StateMachine", "aws_sfn_state_machine", machineProperties),
    ],
    answers: [
      .resource(
        "stateMachines", "aws_sfn_state_machine", id: "stateMachineArn", name: .field("name"), mark: "stateMachineArn",
        ["stateMachineArn > arn", "name"])
    ],
    calls: [
      .init("stepfunctions-state-machines", "stepfunctions list-state-machines")
    ])

  private static let machineProperties = ["DefinitionString": "definition", "DefinitionSubstitutions": "definition"]
  private static let record = [
    "AliasTarget": "alias", "AliasTarget.DNSName": "name", "AliasTarget.HostedZoneId": "alias_zone_id",
    "ResourceRecords": "records", "HostedZoneId": "zone_id",
  ]
}
