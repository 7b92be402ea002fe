extension AWSService {
  /// Buckets.
  static let s3 = AWSService(
    types: [
      .part(
        "aws_s3_bucket", "aws/s3-bucket", by: ["bucket"],
        at: ["bucket_domain_name", "bucket_regional_domain_name", "website_endpoint"], isNamedPlainly: true,
        isExternal: true),
      .part("aws_s3_directory_bucket", "aws/s3-bucket", by: ["bucket"]),
      .glue("aws_s3_*"),
      .part(
        "aws_s3control_multi_region_access_point", "aws/s3-bucket", by: ["alias"], at: ["domain_name"], isGlobal: true),
    ],
    rules: [
      .init("aws_s3_bucket", "logging_configuration.destination_bucket_name", .soft, "aws_s3_bucket"),
      .init("aws_s3control_multi_region_access_point", "details.region.bucket", .any, "aws_s3_bucket"),
      .init("aws_s3control_multi_region_access_point", "regions.bucket", .any, "aws_s3_bucket"),
      .init("aws_s3_bucket", "replication_configuration.rules.destination.bucket", .soft, "aws_s3_bucket"),
    ],
    links: [
      .init(
        "aws_s3_bucket_server_side_encryption_configuration", "bucket", ["aws_s3_bucket"], .hard,
        "rule.apply_server_side_encryption_by_default.kms_master_key_id", ["aws_kms_key"], source: "rule"),
      .init(
        "aws_s3_bucket_notification", "lambda_function.lambda_function_arn", notified, .soft, "bucket",
        ["aws_s3_bucket"]),
      .init("aws_s3_bucket_notification", "queue.queue_arn", notified, .soft, "bucket", ["aws_s3_bucket"]),
      .init("aws_s3_bucket_notification", "topic.topic_arn", notified, .soft, "bucket", ["aws_s3_bucket"]),
    ],
    cloudFormation: [
      .init("AWS::S3::Bucket", "aws_s3_bucket", ["BucketName": "bucket"]),
      .init("AWS::S3::MultiRegionAccessPoint", "aws_s3control_multi_region_access_point"),
      .init("AWS::S3::BucketPolicy", "aws_s3_bucket_policy"),
    ],
    answers: [
      .resource(
        "Buckets", "aws_s3_bucket", id: "Name", name: .field("Name"), mark: "CreationDate",
        ["Name > bucket", "BucketRegion > region"],
        isGlobal: true)
    ],
    calls: [
      .init("s3-buckets", "s3api list-buckets", isGlobal: true)
    ])

  /// What a bucket can notify.
  private static let notified = ["aws_lambda_function", "aws_sqs_queue", "aws_sns_topic"]
}
