extension AWSService {
  /// Data warehouses.
  static let redshift = AWSService(
    types: [
      .setting("aws_redshift_subnet_group", "aws/subnet-group", by: ["name"]),
      .part("aws_redshift_cluster", "aws/redshift-cluster", by: ["cluster_identifier"], at: ["dns_name", "endpoint"]),
    ],
    rules: [
      .init("aws_redshift_subnet_group", "subnet_ids", .config, "aws_subnet"),
      .init("aws_redshift_cluster", "cluster_subnet_group_name", .config, "aws_redshift_subnet_group"),
    ],
    counts: [
      .init("aws_redshift_cluster", "number_of_nodes")
    ],
    cloudFormation: [
      .init("AWS::Redshift::Cluster", "aws_redshift_cluster"),
      .init("AWS::Redshift::ClusterSubnetGroup", "aws_redshift_subnet_group"),
    ],
    answers: [
      .resource(
        "Clusters", "aws_redshift_cluster", id: "ClusterIdentifier", name: .field("ClusterIdentifier"),
        mark: "ClusterIdentifier",
        [
          "ClusterIdentifier > cluster_identifier", "NumberOfNodes", "ClusterNamespaceArn > arn", "AvailabilityZone",
          "Endpoint.Address > dns_name", "ClusterSubnetGroupName", "KmsKeyId", .flag("MultiAZ", "multi_az", "Enabled"),
        ], gone: ("ClusterStatus", ["deleting", "final-snapshot"]),
        down: (
          "ClusterStatus",
          [
            "paused", "hardware-failure", "incompatible-hsm", "incompatible-network", "incompatible-parameters",
            "incompatible-restore", "storage-full",
          ]
        ), isUsual: true)
    ],
    calls: [
      .init("redshift-clusters", "redshift describe-clusters")
    ])
}
