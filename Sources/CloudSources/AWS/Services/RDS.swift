extension AWSService {
  /// Relational databases, Aurora among them.
  static let rds = AWSService(
    types: [
      .part(
        "aws_db_instance", "aws/rds-instance", by: ["identifier", "resource_id"], at: ["address", "endpoint"],
        isExternal: true),
      .part("aws_db_proxy", "aws/rds-proxy", by: ["name"], at: ["endpoint"]),
      .glue("aws_db_proxy_*"),
      .part(
        "aws_rds_cluster", "aws/aurora-cluster", by: ["cluster_identifier"], at: ["endpoint", "reader_endpoint"],
        isExternal: true),
      .part("aws_rds_cluster_instance", "aws/rds-instance", by: ["identifier"], at: ["endpoint"]),
      .part("aws_rds_global_cluster", "aws/aurora-cluster", by: ["global_cluster_identifier"], isGlobal: true),
      .part("aws_rds_cluster_endpoint", "aws/aurora-cluster", at: ["endpoint"]),
      .setting("aws_db_subnet_group", "aws/subnet-group", by: ["name"]),
      .setting("aws_db_parameter_group", "aws/parameter-group", by: ["name"]),
      .setting("aws_db_option_group", "aws/parameter-group", by: ["name"]),
      .setting("aws_rds_cluster_parameter_group", "aws/parameter-group", by: ["name"]),
    ],
    rules: [
      .init("aws_db_instance", "kms_key_id", .restart, "aws_kms_key"),
      .init("aws_db_instance", "db_subnet_group_name", .config, "aws_db_subnet_group"),
      .init("aws_db_instance", "parameter_group_name", .config, "aws_db_parameter_group"),
      .init("aws_db_instance", "option_group_name", .config, "aws_db_option_group"),
      .init("aws_db_instance", "vpc_security_group_ids", .config, "aws_security_group"),
      .init("aws_db_instance", "monitoring_role_arn", .config, "aws_iam_role"),
      .init("aws_db_instance", "replicate_source_db", .soft, "aws_db_instance", "aws_rds_cluster"),
      .init("aws_rds_cluster", "kms_key_id", .restart, "aws_kms_key"),
      .init("aws_rds_cluster", "db_subnet_group_name", .config, "aws_db_subnet_group"),
      .init("aws_rds_cluster", "db_cluster_parameter_group_name", .config, "aws_rds_cluster_parameter_group"),
      .init("aws_rds_cluster", "vpc_security_group_ids", .config, "aws_security_group"),
      .init("aws_rds_cluster", "global_cluster_identifier", .soft, "aws_rds_global_cluster"),
      .init("aws_rds_cluster", "replication_source_identifier", .soft, "aws_rds_cluster", "aws_db_instance"),
      .init("aws_rds_cluster_instance", "cluster_identifier", .config, "aws_rds_cluster"),
      .init("aws_rds_cluster_endpoint", "cluster_identifier", .hard, "aws_rds_cluster"),
      .init("aws_db_proxy", "vpc_subnet_ids", .any, "aws_subnet"),
      .init("aws_db_proxy", "auth.secret_arn", .restart, "aws_secretsmanager_secret"),
      .init("aws_db_proxy", "role_arn", .config, "aws_iam_role"),
      .init("aws_db_subnet_group", "subnet_ids", .config, "aws_subnet"),
    ],
    places: [
      .init("aws_db_proxy_target", "db_proxy_name", "aws_db_proxy"),
      .init("aws_db_proxy_target", "db_instance_identifier", "aws_db_instance"),
    ],
    limits: [
      .init("aws_db_instance", .rate("IOPS"), "iops"),
      .init("aws_db_instance", .rate("MiB/s"), "storage_throughput"),
      .init("aws_rds_cluster", .rate("IOPS"), "iops"),
    ],
    links: [
      .init(
        "aws_db_proxy_target", "db_proxy_name", ["aws_db_proxy"], .hard, "db_instance_identifier", ["aws_db_instance"]),
      .init(
        "aws_db_proxy_target", "db_proxy_name", ["aws_db_proxy"], .hard, "db_cluster_identifier", ["aws_rds_cluster"]),
    ],
    cloudFormation: [
      .init("AWS::RDS::DBInstance", "aws_db_instance", instanceProperties),
      .init(
        "AWS::RDS::DBCluster", "aws_rds_cluster",
        [
          "DBClusterIdentifier": "cluster_identifier", "DBClusterInstanceClass": "db_cluster_instance_class",
          "SourceDBClusterIdentifier": "source_cluster_identifier",
        ]),
      .init("AWS::RDS::DBSubnetGroup", "aws_db_subnet_group", ["DBSubnetGroupName": "name"]),
      .init("AWS::RDS::DBParameterGroup", "aws_db_parameter_group"),
      .init("AWS::RDS::DBClusterParameterGroup", "aws_rds_cluster_parameter_group"),
      .init("AWS::RDS::OptionGroup", "aws_db_option_group"),
      .init("AWS::RDS::DBProxy", "aws_db_proxy"),
      .init(
        "AWS::RDS::DBProxyTargetGroup", "aws_db_proxy_target",
        ["DBInstanceIdentifiers": "db_instance_identifier", "DBClusterIdentifiers": "db_cluster_identifier"]),
      .init("AWS::RDS::GlobalCluster", "aws_rds_global_cluster"),
    ],
    answers: [
      .resource(
        "DBInstances", "aws_db_instance", id: "DBInstanceIdentifier", name: .field("DBInstanceIdentifier"),
        [
          "DBInstanceIdentifier > identifier", "DBInstanceArn > arn", "DbiResourceId > resource_id", "Engine",
          "MultiAZ > multi_az", "AvailabilityZone", "SecondaryAvailabilityZone", "Endpoint.Address > address",
          "DBSubnetGroup.DBSubnetGroupName > db_subnet_group_name", "DBClusterIdentifier > cluster_identifier",
          "ReadReplicaSourceDBInstanceIdentifier > replicate_source_db", "KmsKeyId",
          "VpcSecurityGroups.VpcSecurityGroupId[] > vpc_security_group_ids", "PromotionTier", "Iops",
          "StorageThroughput",
        ], gone: ("DBInstanceStatus", ["deleting"]), down: ("DBInstanceStatus", notServing)),
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
          "DBSubnetGroup > db_subnet_group_name", "AvailabilityZones[]", "DBClusterInstanceClass", "KmsKeyId", "Iops",
          "ReplicationSourceIdentifier", "VpcSecurityGroups.VpcSecurityGroupId[] > vpc_security_group_ids",
          "DBClusterMembers.DBInstanceIdentifier[] > cluster_members",
          .blocks("DBClusterMembers", "members", ["DBInstanceIdentifier > identifier", "IsClusterWriter > writer"]),
        ], gone: ("Status", ["deleting"]), down: ("Status", notServing)),
      .resource(
        "DBProxies", "aws_db_proxy", id: "DBProxyName", name: .field("DBProxyName"),
        [
          "DBProxyName > name", "DBProxyArn > arn", "Endpoint", "VpcSubnetIds[]", "Auth.SecretArn[] > auth.secret_arn",
          "VpcSecurityGroupIds[]",
        ], gone: ("Status", ["deleting"]),
        down: ("Status", ["incompatible-network", "insufficient-resource-limits", "suspended", "suspending"])),
    ],
    calls: [
      .init("rds-db-instances", "rds describe-db-instances"),
      .init("rds-db-clusters", "rds describe-db-clusters"),
      .init("rds-db-subnet-groups", "rds describe-db-subnet-groups"),
      .init("rds-db-proxies", "rds describe-db-proxies"),
    ])

  /// The states in which a database takes no connections.
  private static let notServing: Set<String> = [
    "stopped", "stopping", "failed", "inaccessible-encryption-credentials",
    "inaccessible-encryption-credentials-recoverable", "incompatible-credentials", "incompatible-network",
    "incompatible-option-group", "incompatible-parameters", "incompatible-restore", "insufficient-capacity",
    "restore-error", "storage-full",
  ]

  /// The properties of a database instance, here and in the services that are built like it.
  static let instanceProperties = [
    "DBClusterIdentifier": "cluster_identifier", "DBInstanceIdentifier": "identifier",
    "SourceDBInstanceIdentifier": "replicate_source_db",
    "SourceDBClusterIdentifier": "replicate_source_db", "VPCSecurityGroups": "vpc_security_group_ids",
  ]
}
