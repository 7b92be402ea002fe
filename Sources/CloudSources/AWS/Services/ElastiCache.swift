extension AWSService {
  /// Managed Redis and Memcached.
  static let elastiCache = AWSService(
    types: [
      .setting("aws_elasticache_subnet_group", "aws/subnet-group", by: ["name"]),
      .setting("aws_elasticache_parameter_group", "aws/parameter-group", by: ["name"]),
      .part(
        "aws_elasticache_cluster", "aws/elasticache-cluster", by: ["cluster_id"],
        at: ["cluster_address", "configuration_endpoint", "cache_nodes.address"],
        over: ["preferred_availability_zones", "cache_nodes.availability_zone"]),
      .part(
        "aws_elasticache_replication_group", "aws/elasticache-cluster", by: ["replication_group_id"],
        at: ["primary_endpoint_address", "reader_endpoint_address", "configuration_endpoint_address"], isExternal: true),
    ],
    rules: [
      .init("aws_elasticache_subnet_group", "subnet_ids", .config, "aws_subnet"),
      .init("aws_elasticache_cluster", "subnet_group_name", .config, "aws_elasticache_subnet_group"),
      .init("aws_elasticache_cluster", "security_group_ids", .config, "aws_security_group"),
      .init("aws_elasticache_cluster", "parameter_group_name", .config, "aws_elasticache_parameter_group"),
      .init("aws_elasticache_replication_group", "subnet_group_name", .config, "aws_elasticache_subnet_group"),
      .init("aws_elasticache_replication_group", "security_group_ids", .config, "aws_security_group"),
      .init("aws_elasticache_replication_group", "parameter_group_name", .config, "aws_elasticache_parameter_group"),
      .init("aws_elasticache_replication_group", "kms_key_id", .restart, "aws_kms_key"),
    ],
    counts: [
      .init("aws_elasticache_cluster", "num_cache_nodes"),
      .init("aws_elasticache_replication_group", "num_cache_clusters", "number_cache_clusters"),
      .init(
        "aws_elasticache_replication_group", "replicas_per_node_group", times: "num_node_groups", isBesidesFirst: true),
      .init(
        "aws_elasticache_replication_group", "cluster_mode.replicas_per_node_group",
        times: "cluster_mode.num_node_groups", isBesidesFirst: true),
      .init("aws_elasticache_replication_group", "num_node_groups"),
    ],
    cloudFormation: [
      .init(
        "AWS::ElastiCache::CacheCluster", "aws_elasticache_cluster",
        [
          "CacheSubnetGroupName": "subnet_group_name", "PreferredAvailabilityZone": "availability_zone",
          "VpcSecurityGroupIds": "security_group_ids", "CacheParameterGroupName": "parameter_group_name",
          "ClusterName": "cluster_id",
        ]),
      .init(
        "AWS::ElastiCache::ReplicationGroup", "aws_elasticache_replication_group",
        [
          "CacheSubnetGroupName": "subnet_group_name", "PreferredCacheClusterAZs": "preferred_cache_cluster_azs",
          "CacheParameterGroupName": "parameter_group_name",
        ]),
      .init("AWS::ElastiCache::SubnetGroup", "aws_elasticache_subnet_group", ["CacheSubnetGroupName": "name"]),
      .init("AWS::ElastiCache::ParameterGroup", "aws_elasticache_parameter_group"),
    ],
    answers: [
      .resource(
        "ReplicationGroups", "aws_elasticache_replication_group", id: "ReplicationGroupId",
        name: .field("ReplicationGroupId"),
        [
          "ReplicationGroupId", "ARN > arn", .flag("AutomaticFailover", "automatic_failover_enabled", "enabled"),
          .flag("MultiAZ", "multi_az_enabled", "enabled"), "KmsKeyId",
          "NodeGroups.PrimaryEndpoint.Address[] > primary_endpoint_address",
          "NodeGroups.ReaderEndpoint.Address[] > reader_endpoint_address",
          "ConfigurationEndpoint.Address > configuration_endpoint_address", "MemberClusters[]",
          .blocks(
            "NodeGroups", "node_groups",
            [
              "NodeGroupId",
              .blocks(
                "NodeGroupMembers", "members",
                ["CacheClusterId", "PreferredAvailabilityZone > availability_zone", "CurrentRole > role"]),
            ]),
        ], gone: ("Status", ["deleting"]), down: ("Status", ["create-failed"])),
      .resource(
        "CacheClusters", "aws_elasticache_cluster", id: "CacheClusterId", name: .field("CacheClusterId"),
        [
          "CacheClusterId > cluster_id", "ARN > arn", "Engine", "NumCacheNodes", "ReplicationGroupId",
          "PreferredAvailabilityZone > availability_zone", "CacheSubnetGroupName > subnet_group_name",
          "SecurityGroups.SecurityGroupId[] > security_group_ids",
          "ConfigurationEndpoint.Address > configuration_endpoint",
          .blocks(
            "CacheNodes", "cache_nodes", ["Endpoint.Address > address", "CustomerAvailabilityZone > availability_zone"]),
        ], gone: ("CacheClusterStatus", ["deleting", "deleted"]),
        down: ("CacheClusterStatus", ["create-failed", "incompatible-network", "restore-failed"])),
      .resource(
        "CacheSubnetGroups", "aws_elasticache_subnet_group", id: "CacheSubnetGroupName",
        name: .field("CacheSubnetGroupName"),
        ["CacheSubnetGroupName > name", "ARN > arn", "Subnets.SubnetIdentifier[] > subnet_ids"], isOnlyIfUsed: true),
    ],
    calls: [
      .init("elasticache-clusters", "elasticache describe-cache-clusters --show-cache-node-info"),
      .init("elasticache-replication-groups", "elasticache describe-replication-groups"),
      .init("elasticache-subnet-groups", "elasticache describe-cache-subnet-groups"),
    ])
}
