extension AWSService {
  /// Records of calls.
  static let cloudTrail = AWSService(
    types: [
      .part("aws_cloudtrail", "aws/trail")
    ])
}
