extension AWSService {
  /// Streams, and their delivery to stores.
  static let kinesis = AWSService(
    types: [
      .part("aws_kinesis_stream", "aws/kinesis-stream", by: ["name"], isNamedPlainly: true),
      .part("aws_kinesis_firehose_delivery_stream", "aws/firehose", by: ["name"], isNamedPlainly: true),
    ],
    rules: [
      .init("aws_kinesis_stream", "kms_key_id", .hard, "aws_kms_key")
    ] + deliveries,
    counts: [
      .init("aws_kinesis_stream", "shard_count")
    ],
    limits: [
      // A shard takes 1,000 records per second.
      .init(
        "aws_kinesis_stream", .rate("/s"), "shard_count", each: 1_000,
        where: .except("stream_mode_details.stream_mode", ["ON_DEMAND"]))
    ],
    cloudFormation: [
      .init("AWS::Kinesis::Stream", "aws_kinesis_stream", ["StreamEncryption": ""]),
      .init(
        "AWS::KinesisFirehose::DeliveryStream", "aws_kinesis_firehose_delivery_stream",
        [
          "DeliveryStreamName": "name", "KinesisStreamSourceConfiguration": "kinesis_source_configuration",
          "MSKSourceConfiguration": "msk_source_configuration", "MSKClusterARN": "msk_cluster_arn",
          "S3DestinationConfiguration": "s3_configuration",
          "ExtendedS3DestinationConfiguration": "extended_s3_configuration",
          "RedshiftDestinationConfiguration": "redshift_configuration", "ClusterJDBCURL": "cluster_jdbcurl",
          "AmazonopensearchserviceDestinationConfiguration": "opensearch_configuration",
          "ElasticsearchDestinationConfiguration": "elasticsearch_configuration",
          "HttpEndpointDestinationConfiguration": "http_endpoint_configuration",
          "SplunkDestinationConfiguration": "splunk_configuration", "HECEndpoint": "hec_endpoint",
          "VpcConfiguration": "vpc_config",
        ]),
    ],
    answers: [
      .resource("StreamNames", "aws_kinesis_stream", id: "", name: .end(of: ""), ["> name"]),
      .resource(
        "StreamDescriptionSummary", "aws_kinesis_stream", id: "StreamName", name: .field("StreamName"),
        mark: "StreamName",
        [
          "StreamName > name", "StreamARN > arn", "OpenShardCount > shard_count", "KeyId > kms_key_id",
          "StreamModeDetails.StreamMode > stream_mode_details.stream_mode",
        ],
        gone: ("StreamStatus", ["DELETING"])),
      .list("DeliveryStreamNames"),
      .resource(
        "DeliveryStreamDescription", "aws_kinesis_firehose_delivery_stream", id: "DeliveryStreamName",
        name: .field("DeliveryStreamName"), mark: "DeliveryStreamName",
        [
          "DeliveryStreamName > name", "DeliveryStreamARN > arn",
          "Source.KinesisStreamSourceDescription.KinesisStreamARN > kinesis_source_configuration.kinesis_stream_arn",
          "Source.MSKSourceDescription.MSKClusterARN > msk_source_configuration.msk_cluster_arn",
          "Destinations.ExtendedS3DestinationDescription.BucketARN > extended_s3_configuration.bucket_arn",
          "Destinations.ExtendedS3DestinationDescription.ProcessingConfiguration.Processors.Parameters.ParameterValue[] > extended_s3_configuration.processing_configuration.processors.parameters.parameter_value",
          "Destinations.ExtendedS3DestinationDescription.S3BackupDescription.BucketARN > extended_s3_configuration.s3_backup_configuration.bucket_arn",
          "Destinations.RedshiftDestinationDescription.ClusterJDBCURL > redshift_configuration.cluster_jdbcurl",
          "Destinations.RedshiftDestinationDescription.S3DestinationDescription.BucketARN > redshift_configuration.s3_configuration.bucket_arn",
          "Destinations.AmazonopensearchserviceDestinationDescription.DomainARN > opensearch_configuration.domain_arn",
          "Destinations.ElasticsearchDestinationDescription.DomainARN > elasticsearch_configuration.domain_arn",
          "Destinations.HttpEndpointDestinationDescription.EndpointConfiguration.Url > http_endpoint_configuration.url",
        ], gone: ("DeliveryStreamStatus", ["DELETING", "CREATING_FAILED"])),
    ],
    calls: [
      .init("kinesis-streams", "kinesis list-streams"),
      .init(
        "kinesis-stream", "kinesis describe-stream-summary", "--stream-name", each: "StreamNames",
        of: "kinesis-streams"),
      .init("firehose-streams", "firehose list-delivery-streams"),
      .init(
        "firehose-stream", "firehose describe-delivery-stream", "--delivery-stream-name", each: "DeliveryStreamNames",
        of: "firehose-streams"),
    ])

  /// What a delivery reads, what it does with that, and where it writes. Copies for the case of failure are not needed.
  private static let deliveries: [CloudRule] = [
    delivery("kinesis_source_configuration.kinesis_stream_arn", .hard, ["aws_kinesis_stream"]),
    delivery("msk_source_configuration.msk_cluster_arn", .hard, ["aws_msk_cluster"]),
    delivery("extended_s3_configuration.bucket_arn", .hard, ["aws_s3_bucket"]),
    delivery("s3_configuration.bucket_arn", .hard, ["aws_s3_bucket"]),
    delivery("extended_s3_configuration.s3_backup_configuration.bucket_arn", .soft, ["aws_s3_bucket"]),
    delivery("redshift_configuration.s3_configuration.bucket_arn", .hard, ["aws_s3_bucket"]),
    delivery("redshift_configuration.s3_backup_configuration.bucket_arn", .soft, ["aws_s3_bucket"]),
    delivery("opensearch_configuration.domain_arn", .hard, ["aws_opensearch_domain", "aws_elasticsearch_domain"]),
    delivery("opensearch_configuration.s3_configuration.bucket_arn", .soft, ["aws_s3_bucket"]),
    delivery("opensearch_configuration.vpc_config.subnet_ids", .any, ["aws_subnet"]),
    delivery("elasticsearch_configuration.domain_arn", .hard, ["aws_elasticsearch_domain", "aws_opensearch_domain"]),
    delivery("elasticsearch_configuration.s3_configuration.bucket_arn", .soft, ["aws_s3_bucket"]),
    delivery("elasticsearch_configuration.vpc_config.subnet_ids", .any, ["aws_subnet"]),
    delivery("http_endpoint_configuration.s3_configuration.bucket_arn", .soft, ["aws_s3_bucket"]),
    delivery("splunk_configuration.s3_configuration.bucket_arn", .soft, ["aws_s3_bucket"]),
  ]

  private static func delivery(_ path: String, _ meaning: CloudRule.Meaning, _ targets: [String]) -> CloudRule {
    CloudRule("aws_kinesis_firehose_delivery_stream", path, meaning, among: targets)
  }
}
