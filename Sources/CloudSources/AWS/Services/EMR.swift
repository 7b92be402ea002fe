extension AWSService {
  /// Machines for data.
  static let emr = AWSService(
    types: [
      .part("aws_emr_cluster", "aws/emr-cluster")
    ],
    rules: [
      .init("aws_emr_cluster", "ec2_attributes.subnet_id", .hard, "aws_subnet")
    ],
    counts: [
      .init("aws_emr_cluster", "core_instance_group.instance_count")
    ])
}
