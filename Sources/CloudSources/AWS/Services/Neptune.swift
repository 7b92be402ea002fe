extension AWSService {
  /// Graph databases; they are built like Aurora.
  static let neptune = AWSService(
    types: [
      .part(
        "aws_neptune_cluster", "aws/neptune-cluster", by: ["cluster_identifier"], at: ["endpoint", "reader_endpoint"]),
      .part("aws_neptune_cluster_instance", "aws/neptune-instance", by: ["identifier"], at: ["endpoint"]),
      .setting("aws_neptune_subnet_group", "aws/subnet-group", by: ["name"]),
    ],
    rules: [
      .init("aws_neptune_cluster_instance", "cluster_identifier", .config, "aws_neptune_cluster"),
      .init("aws_neptune_cluster", "db_subnet_group_name", .config, "aws_neptune_subnet_group"),
      .init("aws_neptune_subnet_group", "subnet_ids", .config, "aws_subnet"),
    ],
    cloudFormation: [
      .init("AWS::Neptune::DBCluster", "aws_neptune_cluster", ["DBClusterIdentifier": "cluster_identifier"]),
      .init("AWS::Neptune::DBInstance", "aws_neptune_cluster_instance", instanceProperties),
      .init("AWS::Neptune::DBSubnetGroup", "aws_neptune_subnet_group", ["DBSubnetGroupName": "name"]),
    ])
}
