extension AWSService {
  /// Topics that fan messages out.
  static let sns = AWSService(
    types: [
      .part("aws_sns_topic", "aws/sns-topic", by: ["name"], isNamedPlainly: true, isExternal: true),
      .glue("aws_sns_topic_subscription"),
      .glue("aws_sns_topic_policy"),
    ],
    rules: [
      .init("aws_sns_topic", "kms_master_key_id", .hard, "aws_kms_key")
    ],
    places: [
      .init("aws_sns_topic_subscription", "topic_arn", "aws_sns_topic"),
      .init("aws_sns_topic_subscription", "endpoint", "aws_sqs_queue", "aws_lambda_function"),
    ],
    links: [
      // Without its topic nothing new comes; what is there is still served.
      .init(
        "aws_sns_topic_subscription", "endpoint",
        ["aws_sqs_queue", "aws_lambda_function", "aws_kinesis_firehose_delivery_stream"], .soft, "topic_arn",
        ["aws_sns_topic"]),
      .init("aws_sns_topic_subscription", "topic_arn", ["aws_sns_topic"], .soft, "redrive_policy", ["aws_sqs_queue"]),
    ],
    cloudFormation: [
      .init("AWS::SNS::Topic", "aws_sns_topic", ["TopicName": "name"]),
      .init("AWS::SNS::Subscription", "aws_sns_topic_subscription"),
      .init("AWS::SNS::TopicPolicy", "aws_sns_topic_policy"),
    ],
    answers: [
      .resource(
        "Attributes", "aws_sns_topic", id: "TopicArn", name: .end(of: "TopicArn"), mark: "TopicArn",
        ["TopicArn > arn", "KmsMasterKeyId"]),
      .resource(
        "Topics", "aws_sns_topic", id: "TopicArn", name: .end(of: "TopicArn"), mark: "TopicArn", ["TopicArn > arn"]),
      .resource(
        "Subscriptions", "aws_sns_topic_subscription", id: "SubscriptionArn", mark: "SubscriptionArn",
        ["SubscriptionArn > arn", "TopicArn", "Protocol", "Endpoint"],
        gone: ("SubscriptionArn", ["PendingConfirmation", "Deleted"])),
    ],
    calls: [
      .init("sns-topics", "sns list-topics"),
      .init("sns-subscriptions", "sns list-subscriptions"),
    ])
}
