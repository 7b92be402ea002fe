extension AWSService {
  /// Machines that people work on from elsewhere.
  static let appStream = AWSService(
    types: [
      .part("aws_appstream_fleet", "aws/appstream-fleet", by: ["name"])
    ],
    rules: [
      .init("aws_appstream_fleet", "vpc_config.subnet_ids", .any, "aws_subnet")
    ],
    counts: [
      .init("aws_appstream_fleet", "compute_capacity.desired_instances", over: "vpc_config.subnet_ids")
    ],
    cloudFormation: [
      .init("AWS::AppStream::Fleet", "aws_appstream_fleet", ["Name": "name"])
    ],
    answers: [
      .resource(
        "Fleets", "aws_appstream_fleet", id: "Arn", name: .field("Name"), mark: "ComputeCapacityStatus",
        [
          "Arn > arn", "Name > name", "ComputeCapacityStatus.Desired > compute_capacity.desired_instances",
          "VpcConfig.SubnetIds[] > vpc_config.subnet_ids",
        ], down: ("State", ["STOPPED", "STOPPING"]))
    ],
    calls: [
      .init("appstream-fleets", "appstream describe-fleets")
    ])
}
