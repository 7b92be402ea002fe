extension AWSService {
  /// Caches before DynamoDB.
  static let dax = AWSService(
    types: [
      .setting("aws_dax_subnet_group", "aws/subnet-group", by: ["name"]),
      .part(
        "aws_dax_cluster", "aws/dax-cluster", at: ["cluster_address", "configuration_endpoint", "nodes.address"],
        over: ["node_zones", "nodes.availability_zone", "availability_zones"]),
    ],
    rules: [
      .init("aws_dax_subnet_group", "subnet_ids", .config, "aws_subnet"),
      .init("aws_dax_cluster", "subnet_group_name", .config, "aws_dax_subnet_group"),
      .init("aws_dax_cluster", "security_group_ids", .config, "aws_security_group"),
    ],
    counts: [
      .init("aws_dax_cluster", "replication_factor")
    ],
    cloudFormation: [
      .init("AWS::DAX::Cluster", "aws_dax_cluster", ["ClusterName": "cluster_name"]),
      .init("AWS::DAX::SubnetGroup", "aws_dax_subnet_group", ["SubnetGroupName": "name"]),
    ],
    answers: [
      .resource(
        "Clusters", "aws_dax_cluster", id: "ClusterArn", name: .field("ClusterName"), mark: "TotalNodes",
        [
          "ClusterArn > arn", "ClusterName", "TotalNodes > replication_factor",
          "ClusterDiscoveryEndpoint.Address > cluster_address", "SubnetGroup > subnet_group_name",
          "SecurityGroups.SecurityGroupIdentifier[] > security_group_ids",
          "Nodes.AvailabilityZone[] > node_zones", "Nodes.Endpoint.Address[] > nodes.address",
          "ClusterDiscoveryEndpoint.URL > configuration_endpoint",
        ], gone: ("Status", ["deleting", "deleted"]), down: ("Status", ["failed"])),
      .resource(
        "SubnetGroups", "aws_dax_subnet_group", id: "SubnetGroupName", name: .field("SubnetGroupName"),
        mark: "SubnetGroupName", ["SubnetGroupName > name", "Subnets.SubnetIdentifier[] > subnet_ids"],
        isOnlyIfUsed: true),
    ],
    calls: [
      .init("dax-clusters", "dax describe-clusters"),
      .init("dax-subnet-groups", "dax describe-subnet-groups"),
    ])
}
