extension AWSService {
  /// Applications with the machines below them.
  static let elasticBeanstalk = AWSService(
    types: [
      .part("aws_elastic_beanstalk_environment", "aws/beanstalk-environment", at: ["endpoint_url", "cname"])
    ],
    rules: [
      .init("aws_elastic_beanstalk_environment", "setting", .any, "aws_subnet")
    ])
}
