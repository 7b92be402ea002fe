extension AWSService {
  /// Buses, rules, schedules and pipes.
  static let eventBridge = AWSService(
    types: [
      .part("aws_cloudwatch_event_bus", "aws/event-bus", by: ["name"]),
      .part("aws_cloudwatch_event_rule", "aws/event-rule", by: ["name"]),
      .path("aws_cloudwatch_event_target", "aws/event-target"),
      .path("aws_cloudwatch_event_api_destination", "aws/event-target", by: ["name"]),
      .glue("aws_cloudwatch_event_*"),
      .path("aws_scheduler_schedule", "aws/schedule"),
      .path("aws_pipes_pipe", "aws/pipe"),
    ],
    rules: [
      .init("aws_cloudwatch_event_rule", "event_bus_name", .hard, "aws_cloudwatch_event_bus"),
      .init("aws_cloudwatch_event_target", "rule", .hard, "aws_cloudwatch_event_rule"),
      .init("aws_cloudwatch_event_target", "arn", .hard),
      .init("aws_cloudwatch_event_target", "dead_letter_config.arn", .soft, "aws_sqs_queue"),
      .init("aws_scheduler_schedule", "target.arn", .hard),
      .init("aws_pipes_pipe", "source", .hard),
      .init("aws_scheduler_schedule", "target.dead_letter_config.arn", .soft, "aws_sqs_queue"),
      .init("aws_pipes_pipe", "target", .hard),
      .init("aws_pipes_pipe", "enrichment", .hard),
    ],
    limits: [
      .init("aws_cloudwatch_event_api_destination", .rate("/s"), "invocation_rate_limit_per_second")
    ],
    callTerms: [
      .init("aws_cloudwatch_event_target", ["arn"], ("retry_policy.maximum_retry_attempts", .retries)),
      .init("aws_scheduler_schedule", ["target.arn"], ("target.retry_policy.maximum_retry_attempts", .retries)),
      .init(
        "aws_pipes_pipe", ["target", "enrichment"],
        ("source_parameters.kinesis_stream_parameters.maximum_retry_attempts", .retries),
        ("source_parameters.dynamodb_stream_parameters.maximum_retry_attempts", .retries)),
    ],
    cloudFormation: [
      .init("AWS::Events::Rule", "aws_cloudwatch_event_rule"),
      .init("AWS::Events::EventBus", "aws_cloudwatch_event_bus", ["Name": "name"]),
      .init("AWS::Events::ApiDestination", "aws_cloudwatch_event_api_destination"),
      .init("AWS::Events::Connection", "aws_cloudwatch_event_connection"),
      .init("AWS::Events::Archive", "aws_cloudwatch_event_archive"),
      .init("AWS::Events::EventBusPolicy", "aws_cloudwatch_event_bus_policy"),
    ],
    answers: [
      .resource(
        "Rules", "aws_cloudwatch_event_rule", id: "Name", name: .field("Name"), mark: "EventBusName",
        ["Name > name", "Arn > arn", "EventBusName", "State"]),
      .resource(
        "Targets", "aws_cloudwatch_event_target", id: "Id", mark: "Arn",
        [
          "Arn", "DeadLetterConfig.Arn > dead_letter_config.arn",
          "RetryPolicy.MaximumRetryAttempts > retry_policy.maximum_retry_attempts",
          "EcsParameters.TaskDefinitionArn > ecs_target.task_definition_arn",
        ], argument: "rule"),
    ],
    calls: [
      .init("events-rules", "events list-rules"),
      .init("events-targets", "events list-targets-by-rule", "--rule", each: "Rules.Name", of: "events-rules"),
    ])
}
