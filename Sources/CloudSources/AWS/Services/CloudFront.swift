extension AWSService {
  /// The content network.
  static let cloudFront = AWSService(
    types: [
      .part(
        "aws_cloudfront_distribution", "aws/cloudfront-distribution", by: ["domain_name"], at: ["domain_name"],
        isGlobal: true),
      .setting("aws_cloudfront_*", "aws/cloudfront-setting"),
    ],
    rules: [
      .init("aws_cloudfront_distribution", "viewer_certificate.acm_certificate_arn", .config, "aws_acm_certificate"),
      .init("aws_cloudfront_distribution", "web_acl_id", .config),
      .init("aws_cloudfront_distribution", "logging_config.bucket", .soft, "aws_s3_bucket"),
      .init(
        "aws_cloudfront_distribution", "default_cache_behavior.lambda_function_association.lambda_arn", .hard,
        "aws_lambda_function"),
    ],
    places: [
      .text("aws_cloudfront_distribution", "origin.domain_name")
    ],
    cloudFormation: [
      .init(
        "AWS::CloudFront::Distribution", "aws_cloudfront_distribution",
        [
          "DistributionConfig": "", "Origins": "origin", "Origins.Id": "origin_id", "OriginGroups": "origin_group",
          "Items": "^", "Items.Id": "origin_id", "Members": "member", "WebACLId": "web_acl_id",
          "LambdaFunctionAssociations": "lambda_function_association", "LambdaFunctionARN": "lambda_arn",
        ])
    ],
    answers: [
      .resource(
        "DistributionList.Items", "aws_cloudfront_distribution", id: "Id",
        [
          "ARN > arn", .host("DomainName", "domain_name"), "Aliases.Items[] > aliases",
          .blocks("Origins.Items", "origin", ["Id > origin_id", .host("DomainName", "domain_name")]),
          .blocks(
            "OriginGroups.Items", "origin_group",
            ["Id > origin_id", .blocks("Members.Items", "member", ["OriginId"])]),
          "DefaultCacheBehavior.TargetOriginId > default_cache_behavior.target_origin_id",
          "DefaultCacheBehavior.LambdaFunctionAssociations.Items.LambdaFunctionARN[] > default_cache_behavior.lambda_function_association.lambda_arn",
          "ViewerCertificate.ACMCertificateArn > viewer_certificate.acm_certificate_arn",
        ], isGlobal: true)
    ],
    calls: [
      .init("cloudfront-distributions", "cloudfront list-distributions", isGlobal: true)
    ])
}
