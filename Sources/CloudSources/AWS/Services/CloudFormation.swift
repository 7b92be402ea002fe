extension AWSService {
  /// Stacks that are described elsewhere.
  static let stacks = AWSService(
    types: [
      .part("aws_cloud_formation_stack", "aws/cloudformation-stack")
    ],
    cloudFormation: [
      .init("AWS::Serverless::Application", "aws_cloud_formation_stack")
    ])
}
