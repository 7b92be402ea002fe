extension AWSService {
  /// Streams, and their delivery to stores.
  static let kinesis = AWSService(
    types: [
      .part("aws_kinesis_stream", "aws/kinesis-stream", by: ["name"], isNamedPlainly: true),
      .part("aws_kinesis_firehose_delivery_stream", "aws/firehose", by: ["name"], isNamedPlainly: true),
    ],
    rules: [
      .init("aws_kinesis_stream", "kms_key_id", .hard, "aws_kms_key"),
      .init(
        "aws_kinesis_firehose_delivery_stream", "kinesis_source_configuration.kinesis_stream_arn", .hard,
        "aws_kinesis_stream"),
    ],
    cloudFormation: [
      .init("AWS::KinesisFirehose::DeliveryStream", "aws_kinesis_firehose_delivery_stream")
    ],
    answers: [
      .resource("StreamNames", "aws_kinesis_stream", id: "", name: .end(of: ""), ["> name"])
    ],
    calls: [
      .init("kinesis-streams", "kinesis list-streams")
    ])
}
