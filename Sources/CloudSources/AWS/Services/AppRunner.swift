extension AWSService {
  /// Services that run from an image.
  static let appRunner = AWSService(
    types: [
      .part("aws_apprunner_service", "aws/app-runner-service", at: ["service_url"]),
      .part("aws_apprunner_vpc_connector", "aws/vpc-link"),
      .glue("aws_apprunner_*"),
    ],
    rules: [
      .init(
        "aws_apprunner_service", "network_configuration.egress_configuration.vpc_connector_arn", .hard,
        "aws_apprunner_vpc_connector"),
      .init("aws_apprunner_vpc_connector", "subnets", .any, "aws_subnet"),
      .init(
        "aws_apprunner_service", "source_configuration.image_repository.image_identifier", .restart,
        "aws_ecr_repository"),
    ],
    cloudFormation: [
      .init("AWS::AppRunner::Service", "aws_apprunner_service"),
      .init("AWS::AppRunner::VpcConnector", "aws_apprunner_vpc_connector"),
      .init("AWS::AppRunner::AutoScalingConfiguration", "aws_apprunner_auto_scaling_configuration_version"),
    ],
    answers: [
      .resource(
        "ServiceSummaryList", "aws_apprunner_service", id: "ServiceArn", name: .field("ServiceName"),
        mark: "ServiceArn", ["ServiceArn > arn", "ServiceName > name", "ServiceUrl"],
        gone: ("Status", ["DELETED", "CREATE_FAILED"]), down: ("Status", ["PAUSED"]))
    ],
    calls: [
      .init("apprunner-services", "apprunner list-services")
    ])
}
