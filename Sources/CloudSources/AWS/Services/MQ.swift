extension AWSService {
  /// Managed message brokers.
  static let mq = AWSService(
    types: [
      .part("aws_mq_broker", "aws/mq-broker", at: ["instances.console_url"])
    ],
    cloudFormation: [
      .init("AWS::AmazonMQ::Broker", "aws_mq_broker")
    ])
}
