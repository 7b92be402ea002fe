extension AWSService {
  /// Applications with the machines below them.
  static let elasticBeanstalk = AWSService(
    types: [
      .part("aws_elastic_beanstalk_environment", "aws/beanstalk-environment", at: ["endpoint_url", "cname"])
    ],
    rules: [
      .init("aws_elastic_beanstalk_environment", "setting", .any, "aws_subnet"),
      .init("aws_elastic_beanstalk_environment", "autoscaling_groups", .any, "aws_autoscaling_group"),
      .init("aws_elastic_beanstalk_environment", "load_balancers", .hard, "aws_lb", "aws_elb"),
    ],
    cloudFormation: [
      .init("AWS::ElasticBeanstalk::Environment", "aws_elastic_beanstalk_environment", ["OptionSettings": "setting"])
    ],
    answers: [
      .resource(
        "Environments", "aws_elastic_beanstalk_environment", id: "EnvironmentId", name: .field("EnvironmentName"),
        mark: "EnvironmentId",
        ["EnvironmentArn > arn", "EnvironmentName > name", .host("EndpointURL", "endpoint_url"), "CNAME > cname"],
        gone: ("Status", ["Terminated", "Terminating"])),
      .resource(
        "EnvironmentResources", "beanstalk_resources", id: "EnvironmentName", mark: "EnvironmentName",
        ["AutoScalingGroups.Name[] > autoscaling_groups", "LoadBalancers.Name[] > load_balancers"]),
    ],
    calls: [
      .init("elasticbeanstalk-environments", "elasticbeanstalk describe-environments"),
      .init(
        "elasticbeanstalk-resources", "elasticbeanstalk describe-environment-resources", "--environment-id",
        each: "Environments.EnvironmentId", of: "elasticbeanstalk-environments"),
    ])
}
