extension AWSService {
  /// Stacks that are described elsewhere.
  static let stacks = AWSService(
    types: [
      .part("aws_cloud_formation_stack", "aws/cloudformation-stack"),
      .glue("aws_serverless_connector"),
    ],
    links: [
      .init(
        "aws_serverless_connector", "source", ["aws_lambda_function", "aws_sfn_state_machine", "aws_lambda_alias"],
        .hard, "destination", []),
      // Without what feeds it nothing new comes.
      .init(
        "aws_serverless_connector", "destination",
        ["aws_lambda_function", "aws_sqs_queue", "aws_sns_topic", "aws_sfn_state_machine", "aws_cloudwatch_event_bus"],
        .soft, "source",
        ["aws_sns_topic", "aws_cloudwatch_event_rule", "aws_s3_bucket", "aws_sqs_queue", "aws_dynamodb_table"]),
    ],
    cloudFormation: [
      .init("AWS::Serverless::Application", "aws_cloud_formation_stack"),
      .init("AWS::Serverless::Connector", "aws_serverless_connector"),
    ])
}
