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
    ])
}
