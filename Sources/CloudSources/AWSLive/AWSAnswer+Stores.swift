/// Data stores.
extension AWSAnswer {
  /// The fields of the answers about all file systems of FSx.
  private static let fsx: [AWSField] = ["ResourceARN > arn", .host("DNSName", "dns_name"), "SubnetIds[]", "KmsKeyId"]

  static let stores: [AWSAnswer] = [
    .resource(
      "DBInstances", "aws_db_instance", id: "DBInstanceIdentifier", name: .field("DBInstanceIdentifier"),
      [
        "DBInstanceIdentifier > identifier", "DBInstanceArn > arn", "DbiResourceId > resource_id", "Engine",
        "MultiAZ > multi_az", "AvailabilityZone", "SecondaryAvailabilityZone", "Endpoint.Address > address",
        "DBSubnetGroup.DBSubnetGroupName > db_subnet_group_name", "DBClusterIdentifier > cluster_identifier",
        "ReadReplicaSourceDBInstanceIdentifier > replicate_source_db", "KmsKeyId",
        "VpcSecurityGroups.VpcSecurityGroupId[] > vpc_security_group_ids", "PromotionTier",
      ], gone: ("DBInstanceStatus", ["deleting"])),
    // Every instance's answer holds its subnet group whole.
    .resource(
      "DBInstances.DBSubnetGroup", "aws_db_subnet_group", id: "DBSubnetGroupName", name: .field("DBSubnetGroupName"),
      ["DBSubnetGroupName > name", "DBSubnetGroupArn > arn", "Subnets.SubnetIdentifier[] > subnet_ids"],
      isOnlyIfUsed: true),
    .resource(
      "DBSubnetGroups", "aws_db_subnet_group", id: "DBSubnetGroupName", name: .field("DBSubnetGroupName"),
      ["DBSubnetGroupName > name", "DBSubnetGroupArn > arn", "Subnets.SubnetIdentifier[] > subnet_ids"],
      isOnlyIfUsed: true),
    .resource(
      "DBClusters", "aws_rds_cluster", id: "DBClusterIdentifier", name: .field("DBClusterIdentifier"),
      [
        "DBClusterIdentifier > cluster_identifier", "DBClusterArn > arn", "Engine", "Endpoint", "ReaderEndpoint",
        "DBSubnetGroup > db_subnet_group_name", "AvailabilityZones[]", "DBClusterInstanceClass", "KmsKeyId",
        "ReplicationSourceIdentifier", "VpcSecurityGroups.VpcSecurityGroupId[] > vpc_security_group_ids",
        "DBClusterMembers.DBInstanceIdentifier[] > cluster_members",
        .blocks("DBClusterMembers", "members", ["DBInstanceIdentifier > identifier", "IsClusterWriter > writer"]),
      ], gone: ("Status", ["deleting"])),
    .resource(
      "DBProxies", "aws_db_proxy", id: "DBProxyName", name: .field("DBProxyName"),
      [
        "DBProxyName > name", "DBProxyArn > arn", "Endpoint", "VpcSubnetIds[]", "Auth.SecretArn[] > auth.secret_arn",
        "VpcSecurityGroupIds[]",
      ]),
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
      ], gone: ("Status", ["deleting"])),
    .resource(
      "CacheClusters", "aws_elasticache_cluster", id: "CacheClusterId", name: .field("CacheClusterId"),
      [
        "CacheClusterId > cluster_id", "ARN > arn", "Engine", "NumCacheNodes", "ReplicationGroupId",
        "PreferredAvailabilityZone > availability_zone", "CacheSubnetGroupName > subnet_group_name",
        "SecurityGroups.SecurityGroupId[] > security_group_ids",
        "ConfigurationEndpoint.Address > configuration_endpoint",
        .blocks(
          "CacheNodes", "cache_nodes", ["Endpoint.Address > address", "CustomerAvailabilityZone > availability_zone"]),
      ], gone: ("CacheClusterStatus", ["deleting", "deleted"])),
    .resource(
      "CacheSubnetGroups", "aws_elasticache_subnet_group", id: "CacheSubnetGroupName",
      name: .field("CacheSubnetGroupName"),
      ["CacheSubnetGroupName > name", "ARN > arn", "Subnets.SubnetIdentifier[] > subnet_ids"], isOnlyIfUsed: true),
    .resource(
      "FileSystems", "aws_efs_file_system", id: "FileSystemId", mark: "NumberOfMountTargets",
      ["FileSystemArn > arn", "AvailabilityZoneName", "KmsKeyId"], gone: ("LifeCycleState", ["deleting", "deleted"])),
    .resource(
      "FileSystems", "aws_fsx_windows_file_system", id: "FileSystemId", mark: "WindowsConfiguration",
      fsx + [
        "WindowsConfiguration.DeploymentType", "WindowsConfiguration.PreferredSubnetId",
        "WindowsConfiguration.ActiveDirectoryId",
      ], gone: ("Lifecycle", ["DELETING", "FAILED"])),
    .resource(
      "FileSystems", "aws_fsx_ontap_file_system", id: "FileSystemId", mark: "OntapConfiguration",
      fsx + ["OntapConfiguration.DeploymentType", "OntapConfiguration.PreferredSubnetId"],
      gone: ("Lifecycle", ["DELETING", "FAILED"])),
    .resource(
      "FileSystems", "aws_fsx_openzfs_file_system", id: "FileSystemId", mark: "OpenZFSConfiguration",
      fsx + ["OpenZFSConfiguration.DeploymentType", "OpenZFSConfiguration.PreferredSubnetId"],
      gone: ("Lifecycle", ["DELETING", "FAILED"])),
    .resource(
      "FileSystems", "aws_fsx_lustre_file_system", id: "FileSystemId", mark: "LustreConfiguration",
      fsx + ["LustreConfiguration.DeploymentType"], gone: ("Lifecycle", ["DELETING", "FAILED"])),
    .resource(
      "MountTargets", "aws_efs_mount_target", id: "MountTargetId", mark: "MountTargetId",
      ["FileSystemId", "SubnetId", "AvailabilityZoneName > availability_zone"],
      gone: ("LifeCycleState", ["deleting", "deleted"])),
    .resource(
      "AccessPoints", "aws_efs_access_point", id: "AccessPointId", mark: "AccessPointId",
      ["AccessPointArn > arn", "FileSystemId"]),
    .resource(
      "TableNames", "aws_dynamodb_table", id: "", name: .end(of: ""), ["> name"]),
    .resource(
      "Table", "aws_dynamodb_table", id: "TableName", name: .field("TableName"), mark: "TableArn",
      [
        "TableName > name", "TableArn > arn", "LatestStreamArn > stream_arn",
        "SSEDescription.KMSMasterKeyArn > server_side_encryption.kms_key_arn",
        "Replicas.RegionName[] > replica.region_name",
      ]),
    .resource(
      "Buckets", "aws_s3_bucket", id: "Name", name: .field("Name"), mark: "CreationDate",
      ["Name > bucket", "BucketRegion > region"],
      isGlobal: true),
    .resource(
      "Clusters", "aws_redshift_cluster", id: "ClusterIdentifier", name: .field("ClusterIdentifier"),
      mark: "ClusterIdentifier",
      [
        "ClusterIdentifier > cluster_identifier", "ClusterNamespaceArn > arn", "AvailabilityZone",
        "Endpoint.Address > dns_name",
      ]),
    // Its shards become its members; see AWSLiveJoins.
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
    .list("DomainNames", mark: "DomainName"),
    .resource(
      "DomainStatus", "aws_opensearch_domain", id: "ARN", name: .field("DomainName"), mark: "DomainName",
      [
        "DomainName", "ARN > arn", "Endpoint", "Endpoints.vpc > endpoint",
        "VPCOptions.SubnetIds[] > vpc_options.subnet_ids",
        "VPCOptions.SecurityGroupIds[] > vpc_options.security_group_ids",
        "EncryptionAtRestOptions.KmsKeyId > encrypt_at_rest.kms_key_id",
      ], gone: ("Deleted", ["true"])),
    .resource(
      "ClusterInfoList", "aws_msk_cluster", id: "ClusterArn", name: .field("ClusterName"),
      [
        "ClusterArn > arn", "ClusterName",
        "BrokerNodeGroupInfo.ClientSubnets[] > broker_node_group_info.client_subnets",
        "Provisioned.BrokerNodeGroupInfo.ClientSubnets[] > broker_node_group_info.client_subnets",
      ]),
  ]
}
