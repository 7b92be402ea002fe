extension AWSService {
  /// Managed message brokers.
  static let mq = AWSService(
    types: [
      .part(
        "aws_mq_broker", "aws/mq-broker", by: ["broker_name"], at: ["instances.console_url", "instances.endpoints"])
    ],
    cloudFormation: [
      .init("AWS::AmazonMQ::Broker", "aws_mq_broker")
    ],
    answers: [
      .list("BrokerSummaries"),
      .resource(
        "BrokerArn", "aws_mq_broker", id: "BrokerId", name: .field("BrokerName"),
        [
          "BrokerArn > arn", "BrokerName", "DeploymentMode", "SubnetIds[]", "SecurityGroups[]",
          "BrokerInstances.ConsoleURL[] > instances.console_url", "BrokerInstances.Endpoints[] > instances.endpoints",
          "EncryptionOptions.KmsKeyId > encryption_options.kms_key_id",
        ], gone: ("BrokerState", ["DELETION_IN_PROGRESS", "CREATION_FAILED"]),
        down: ("BrokerState", ["CRITICAL_ACTION_REQUIRED"]), isAtTop: true),
    ],
    calls: [
      .init("mq-brokers", "mq list-brokers"),
      .init("mq-broker", "mq describe-broker", "--broker-id", each: "BrokerSummaries.BrokerId", of: "mq-brokers"),
    ])
}
