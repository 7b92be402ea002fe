extension AWSService {
  /// The content network.
  static let cloudFront = AWSService(
    types: [
      .part(
        "aws_cloudfront_distribution", "aws/cloudfront-distribution", by: ["domain_name"], at: ["domain_name"],
        isGlobal: true),
      .part("aws_cloudfront_function", "aws/cloudfront-function", by: ["name"], isGlobal: true),
      .setting("aws_cloudfront_*", "aws/cloudfront-setting"),
    ],
    rules: [
      .init("aws_cloudfront_distribution", "viewer_certificate.acm_certificate_arn", .config, "aws_acm_certificate"),
      .init("aws_cloudfront_distribution", "web_acl_id", .config),
      .init("aws_cloudfront_distribution", "logging_config.bucket", .soft, "aws_s3_bucket"),
      .init(
        "aws_cloudfront_distribution", "default_cache_behavior.lambda_function_association.lambda_arn", .hard,
        "aws_lambda_function", "aws_lambda_alias"),
      .init(
        "aws_cloudfront_distribution", "default_cache_behavior.function_association.function_arn", .hard,
        "aws_cloudfront_function"),
      // Another path than the usual one is a part of what is served.
      .init(
        "aws_cloudfront_distribution", "ordered_cache_behavior.lambda_function_association.lambda_arn", .soft,
        "aws_lambda_function", "aws_lambda_alias"),
      .init(
        "aws_cloudfront_distribution", "ordered_cache_behavior.function_association.function_arn", .soft,
        "aws_cloudfront_function"),
    ],
    places: [
      .text("aws_cloudfront_distribution", "origin.domain_name")
    ],
    cloudFormation: [
      .init("AWS::CloudFront::Function", "aws_cloudfront_function"),
      .init(
        "AWS::CloudFront::Distribution", "aws_cloudfront_distribution",
        [
          "DistributionConfig": "", "Origins": "origin", "Origins.Id": "origin_id", "OriginGroups": "origin_group",
          "Items": "^", "Items.Id": "origin_id", "Members": "member", "WebACLId": "web_acl_id",
          "LambdaFunctionAssociations": "lambda_function_association", "LambdaFunctionARN": "lambda_arn",
          "FunctionAssociations": "function_association", "FunctionARN": "function_arn",
          "CacheBehaviors": "ordered_cache_behavior",
        ]),
    ],
    answers: [
      .resource(
        "DistributionList.Items", "aws_cloudfront_distribution", id: "Id",
        [
          "ARN > arn", .host("DomainName", "domain_name"), "Aliases.Items[] > aliases",
          .blocks(
            "Origins.Items", "origin",
            [
              "Id > origin_id", .host("DomainName", "domain_name"), "ConnectionAttempts",
              "CustomOriginConfig.OriginReadTimeout > custom_origin_config.origin_read_timeout",
            ]),
          .blocks(
            "OriginGroups.Items", "origin_group",
            ["Id > origin_id", .blocks("Members.Items", "member", ["OriginId"])]),
          "DefaultCacheBehavior.TargetOriginId > default_cache_behavior.target_origin_id",
          "DefaultCacheBehavior.LambdaFunctionAssociations.Items.LambdaFunctionARN[] > default_cache_behavior.lambda_function_association.lambda_arn",
          "DefaultCacheBehavior.FunctionAssociations.Items.FunctionARN[] > default_cache_behavior.function_association.function_arn",
          "CacheBehaviors.Items.LambdaFunctionAssociations.Items.LambdaFunctionARN[] > ordered_cache_behavior.lambda_function_association.lambda_arn",
          "CacheBehaviors.Items.FunctionAssociations.Items.FunctionARN[] > ordered_cache_behavior.function_association.function_arn",
          "ViewerCertificate.ACMCertificateArn > viewer_certificate.acm_certificate_arn",
        ], down: ("Enabled", ["false"]), isGlobal: true)
    ],
    calls: [
      .init("cloudfront-distributions", "cloudfront list-distributions", isGlobal: true)
    ])
}
