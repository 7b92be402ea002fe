extension AWSService {
  /// Machines for data.
  static let emr = AWSService(
    types: [
      .part("aws_emr_cluster", "aws/emr-cluster", at: ["master_public_dns"])
    ],
    rules: [
      .init("aws_emr_cluster", "ec2_attributes.subnet_id", .hard, "aws_subnet"),
      .init("aws_emr_cluster", "ec2_subnet_id", .hard, "aws_subnet"),
      .init("aws_emr_cluster", "log_uri", .soft, "aws_s3_bucket"),
    ],
    counts: [
      .init("aws_emr_cluster", "core_instance_group.instance_count"),
      .init(
        "aws_emr_cluster", "core_instance_fleet.target_on_demand_capacity",
        plus: "core_instance_fleet.target_spot_capacity"),
    ],
    cloudFormation: [
      .init("AWS::EMR::Cluster", "aws_emr_cluster", ["Instances": ""])
    ],
    answers: [
      .resource(
        "Clusters", "aws_emr_cluster", id: "Id", name: .field("Name"), mark: "NormalizedInstanceHours",
        ["Name > name", "ClusterArn > arn"], gone: ("Status.State", finished)),
      .resource(
        "Cluster", "aws_emr_cluster", id: "Id", name: .field("Name"), mark: "Ec2InstanceAttributes",
        [
          "Name > name", "ClusterArn > arn", "MasterPublicDnsName > master_public_dns",
          "Ec2InstanceAttributes.Ec2SubnetId > ec2_subnet_id",
          "Ec2InstanceAttributes.Ec2AvailabilityZone > availability_zone",
        ], gone: ("Status.State", finished)),
      // The machines of the cluster in the file's name; see AWSItemJoins.
      .resource(
        "InstanceGroups", "emr_group", id: "Id", mark: "InstanceGroupType",
        ["InstanceGroupType", "RunningInstanceCount"], argument: "cluster"),
    ],
    calls: [
      .init("emr-clusters", "emr list-clusters --active"),
      .init("emr-cluster", "emr describe-cluster", "--cluster-id", each: "Clusters.Id", of: "emr-clusters"),
      .init(
        "emr-instance-groups", "emr list-instance-groups", "--cluster-id", each: "Clusters.Id", of: "emr-clusters"),
    ])

  private static let finished: Set<String> = ["TERMINATING", "TERMINATED", "TERMINATED_WITH_ERRORS"]
}
