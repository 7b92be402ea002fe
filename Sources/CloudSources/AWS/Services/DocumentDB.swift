extension AWSService {
  /// Document databases; they are built like Aurora.
  static let documentDB = AWSService(
    types: [
      .part("aws_docdb_cluster", "aws/docdb-cluster", by: ["cluster_identifier"], at: ["endpoint", "reader_endpoint"]),
      .part("aws_docdb_cluster_instance", "aws/docdb-instance", by: ["identifier"], at: ["endpoint"]),
      .setting("aws_docdb_subnet_group", "aws/subnet-group", by: ["name"]),
    ],
    rules: [
      .init("aws_docdb_cluster_instance", "cluster_identifier", .config, "aws_docdb_cluster"),
      .init("aws_docdb_cluster", "db_subnet_group_name", .config, "aws_docdb_subnet_group"),
      .init("aws_docdb_subnet_group", "subnet_ids", .config, "aws_subnet"),
    ],
    cloudFormation: [
      .init("AWS::DocDB::DBCluster", "aws_docdb_cluster", ["DBClusterIdentifier": "cluster_identifier"]),
      .init("AWS::DocDB::DBInstance", "aws_docdb_cluster_instance", instanceProperties),
      .init("AWS::DocDB::DBSubnetGroup", "aws_docdb_subnet_group", ["DBSubnetGroupName": "name"]),
    ])
}
