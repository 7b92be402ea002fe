extension AWSService {
  /// Which requests may pass.
  static let waf = AWSService(
    types: [
      .setting("aws_wafv2_*", "aws/web-acl"),
      .glue("aws_wafv2_web_acl_association"),
    ])
}
