extension AWSService {
  /// Durable Redis.
  static let memoryDB = AWSService(
    types: [
      .setting("aws_memorydb_subnet_group", "aws/subnet-group", by: ["name"]),
      .part("aws_memorydb_cluster", "aws/memorydb-cluster", by: ["name"], at: ["cluster_endpoint.address"]),
    ],
    rules: [
      .init("aws_memorydb_cluster", "kms_key_arn", .restart, "aws_kms_key"),
      .init("aws_memorydb_cluster", "subnet_group_name", .config, "aws_memorydb_subnet_group"),
      .init("aws_memorydb_cluster", "security_group_ids", .config, "aws_security_group"),
      .init("aws_memorydb_subnet_group", "subnet_ids", .config, "aws_subnet"),
    ],
    counts: [
      .init("aws_memorydb_cluster", "num_cache_clusters"),
      .init("aws_memorydb_cluster", "num_replicas_per_shard", times: "num_shards", isBesidesFirst: true),
    ],
    cloudFormation: [
      .init(
        "AWS::MemoryDB::Cluster", "aws_memorydb_cluster", ["ClusterName": "name", "KmsKeyId": "kms_key_arn"]),
      .init("AWS::MemoryDB::SubnetGroup", "aws_memorydb_subnet_group", ["SubnetGroupName": "name"]),
    ],
    answers: [
      // Its shards become its members; see AWSItemJoins.
      .resource(
        "Clusters", "aws_memorydb_cluster", id: "ARN", name: .field("Name"), mark: "NumberOfShards",
        [
          "Name > name", "ARN > arn", "ClusterEndpoint.Address > cluster_endpoint.address", "KmsKeyId > kms_key_arn",
          "SubnetGroupName", "SecurityGroups.SecurityGroupId[] > security_group_ids", "NumberOfShards > num_shards",
          .blocks(
            "Shards", "node_groups",
            ["Name > node_group_id", .blocks("Nodes", "members", ["AvailabilityZone > availability_zone"])]),
        ], gone: ("Status", ["deleting"])),
      .resource(
        "SubnetGroups", "aws_memorydb_subnet_group", id: "Name", name: .field("Name"), mark: "Subnets",
        ["Name > name", "ARN > arn", "Subnets.Identifier[] > subnet_ids"], isOnlyIfUsed: true),
    ],
    calls: [
      .init("memorydb-clusters", "memorydb describe-clusters --show-shard-details"),
      .init("memorydb-subnet-groups", "memorydb describe-subnet-groups"),
    ])
}
