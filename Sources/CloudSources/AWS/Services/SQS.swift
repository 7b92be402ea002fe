extension AWSService {
  /// Queues.
  static let sqs = AWSService(
    types: [
      .part(
        "aws_sqs_queue", "aws/sqs-queue", by: ["url", "name"], at: ["url"], isNamedPlainly: true, isExternal: true),
      .glue("aws_sqs_queue_policy"),
      .glue("aws_sqs_queue_redrive_*"),
    ],
    rules: [
      .init("aws_sqs_queue", "redrive_policy", .soft, "aws_sqs_queue"),
      .init("aws_sqs_queue", "kms_master_key_id", .hard, "aws_kms_key"),
    ],
    links: [
      .init("aws_sqs_queue_redrive_policy", "queue_url", ["aws_sqs_queue"], .soft, "redrive_policy", ["aws_sqs_queue"])
    ],
    cloudFormation: [
      .init(
        "AWS::SQS::Queue", "aws_sqs_queue", ["QueueName": "name", "VisibilityTimeout": "visibility_timeout_seconds"]),
      .init("AWS::SQS::QueuePolicy", "aws_sqs_queue_policy"),
    ],
    answers: [
      .resource("QueueUrls", "aws_sqs_queue", id: "", name: .end(of: ""), ["> url"]),
      .resource(
        "Attributes", "aws_sqs_queue", id: "QueueArn", name: .end(of: "QueueArn"), mark: "QueueArn",
        ["QueueArn > arn", "RedrivePolicy", "KmsMasterKeyId", "VisibilityTimeout > visibility_timeout_seconds"]),
    ],
    calls: [
      .init("sqs-queues", "sqs list-queues"),
      .init(
        "sqs-attributes", "sqs get-queue-attributes --attribute-names All", "--queue-url", each: "QueueUrls",
        of: "sqs-queues"),
    ])
}
