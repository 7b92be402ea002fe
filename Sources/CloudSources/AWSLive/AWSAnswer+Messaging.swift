/// Messages and events.
extension AWSAnswer {
  static let messaging: [AWSAnswer] = [
    .resource("QueueUrls", "aws_sqs_queue", id: "", name: .end(of: ""), ["> url"]),
    .resource(
      "Attributes", "aws_sqs_queue", id: "QueueArn", name: .end(of: "QueueArn"), mark: "QueueArn",
      ["QueueArn > arn", "RedrivePolicy", "KmsMasterKeyId"]),
    .resource(
      "Attributes", "aws_sns_topic", id: "TopicArn", name: .end(of: "TopicArn"), mark: "TopicArn",
      ["TopicArn > arn", "KmsMasterKeyId"]),
    .resource(
      "Topics", "aws_sns_topic", id: "TopicArn", name: .end(of: "TopicArn"), mark: "TopicArn", ["TopicArn > arn"]),
    .resource(
      "Subscriptions", "aws_sns_topic_subscription", id: "SubscriptionArn", mark: "SubscriptionArn",
      ["SubscriptionArn > arn", "TopicArn", "Protocol", "Endpoint"],
      gone: ("SubscriptionArn", ["PendingConfirmation", "Deleted"])),
    .resource(
      "Rules", "aws_cloudwatch_event_rule", id: "Name", name: .field("Name"), mark: "EventBusName",
      ["Name > name", "Arn > arn", "EventBusName", "State"], gone: ("State", ["DISABLED"])),
    .resource(
      "Targets", "aws_cloudwatch_event_target", id: "Id", mark: "Arn",
      [
        "Arn", "DeadLetterConfig.Arn > dead_letter_config.arn",
        "EcsParameters.TaskDefinitionArn > ecs_target.task_definition_arn",
      ], argument: "rule"),
    .resource(
      "stateMachines", "aws_sfn_state_machine", id: "stateMachineArn", name: .field("name"), mark: "stateMachineArn",
      ["stateMachineArn > arn", "name"]),
    .resource("StreamNames", "aws_kinesis_stream", id: "", name: .end(of: ""), ["> name"]),
  ]
}
