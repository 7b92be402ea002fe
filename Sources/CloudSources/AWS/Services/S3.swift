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
    ],
    rules: [
      .init("aws_s3_bucket", "logging_configuration.destination_bucket_name", .soft, "aws_s3_bucket"),
      .init("aws_s3_bucket", "replication_configuration.rules.destination.bucket", .soft, "aws_s3_bucket"),
    ],
    cloudFormation: [
      .init("AWS::S3::Bucket", "aws_s3_bucket", ["BucketName": "bucket"]),
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
}
