/// How CloudFormation's names become Terraform's, which the tables of the cloud's meaning are written in.
struct CloudFormationType {
  let name: String
  let terraform: String
  /// The names of properties for which snake case is not right: by its own name, or by the name of its parent and its
  /// own with a dot between. What has no name gives its entries to its parent; `^` stands for the whole of it.
  let properties: [String: String]

  init(_ name: String, _ terraform: String, _ properties: [String: String] = [:]) {
    self.name = name
    self.terraform = terraform
    self.properties = properties
  }
}

extension CloudFormationType {
  private static let machine = [
    "ImageId": "ami", "SecurityGroupIds": "vpc_security_group_ids", "NetworkInterfaces": "",
    "NetworkInterfaces.GroupSet": "vpc_security_group_ids", "Volumes": "ebs_block_device",
    "PlacementGroupName": "placement_group",
  ]
  private static let member = [
    "DBClusterIdentifier": "cluster_identifier", "DBInstanceIdentifier": "identifier",
    "SourceDBInstanceIdentifier": "replicate_source_db",
    "SourceDBClusterIdentifier": "replicate_source_db", "VPCSecurityGroups": "vpc_security_group_ids",
  ]
  private static let listener = [
    "DefaultActions": "default_action", "Actions": "action", "ForwardConfig": "forward", "TargetGroups": "target_group",
    "TargetGroups.TargetGroupArn": "arn", "Certificates": "", "Certificates.CertificateArn": "certificate_arn",
  ]
  private static let function = [
    "Code": "", "CodeUri": "", "CodeUri.Bucket": "s3_bucket", "FileSystemConfigs": "file_system_config",
    "DeadLetterQueue": "dead_letter_config",
  ]
  private static let machineFlow = ["DefinitionString": "definition", "DefinitionSubstitutions": "definition"]
  private static let record = [
    "AliasTarget": "alias", "AliasTarget.DNSName": "name", "AliasTarget.HostedZoneId": "alias_zone_id",
    "ResourceRecords": "records", "HostedZoneId": "zone_id",
  ]

  /// The table: types that are not in it have the name of their service and their own in snake case. To add one, append
  /// a line.
  static let all: [CloudFormationType] = [
    .init("AWS::Serverless::Application", "aws_cloud_formation_stack"),
    .init("AWS::EC2::VPC", "aws_vpc"),
    .init("AWS::EC2::VPCGatewayAttachment", "aws_internet_gateway_attachment"),
    .init("AWS::EC2::InternetGateway", "aws_internet_gateway"),
    .init("AWS::EC2::EgressOnlyInternetGateway", "aws_egress_only_internet_gateway"),
    .init("AWS::EC2::NatGateway", "aws_nat_gateway"),
    .init("AWS::EC2::EIP", "aws_eip"), .init("AWS::EC2::EIPAssociation", "aws_eip_association"),
    .init("AWS::EC2::Subnet", "aws_subnet", ["AvailabilityZoneId": "availability_zone"]),
    .init("AWS::EC2::RouteTable", "aws_route_table"),
    .init("AWS::EC2::Route", "aws_route", ["EgressOnlyInternetGatewayId": "egress_only_gateway_id"]),
    .init("AWS::EC2::SubnetRouteTableAssociation", "aws_route_table_association"),
    .init("AWS::EC2::SubnetNetworkAclAssociation", "aws_network_acl_association"),
    .init("AWS::EC2::SecurityGroup", "aws_security_group", ["GroupName": "name"]),
    .init("AWS::EC2::SecurityGroupIngress", "aws_security_group_rule"),
    .init("AWS::EC2::SecurityGroupEgress", "aws_security_group_rule"),
    .init("AWS::EC2::NetworkAcl", "aws_network_acl"), .init("AWS::EC2::NetworkAclEntry", "aws_network_acl_rule"),
    .init("AWS::EC2::NetworkInterface", "aws_network_interface", ["GroupSet": "security_groups"]),
    .init("AWS::EC2::NetworkInterfaceAttachment", "aws_network_interface_attachment"),
    .init("AWS::EC2::VPCEndpoint", "aws_vpc_endpoint"),
    .init("AWS::EC2::VPCPeeringConnection", "aws_vpc_peering_connection"),
    .init("AWS::EC2::TransitGateway", "aws_ec2_transit_gateway"),
    .init("AWS::EC2::TransitGatewayAttachment", "aws_ec2_transit_gateway_vpc_attachment"),
    .init("AWS::EC2::TransitGatewayVpcAttachment", "aws_ec2_transit_gateway_vpc_attachment"),
    .init("AWS::EC2::VPNConnection", "aws_vpn_connection"), .init("AWS::EC2::VPNGateway", "aws_vpn_gateway"),
    .init("AWS::EC2::CustomerGateway", "aws_customer_gateway"),
    .init("AWS::EC2::DHCPOptions", "aws_vpc_dhcp_options"),
    .init("AWS::EC2::VPCDHCPOptionsAssociation", "aws_vpc_dhcp_options_association"),
    .init("AWS::EC2::FlowLog", "aws_flow_log"),
    .init("AWS::EC2::Instance", "aws_instance", machine), .init("AWS::EC2::Volume", "aws_ebs_volume"),
    .init("AWS::EC2::VolumeAttachment", "aws_volume_attachment"),
    .init(
      "AWS::EC2::LaunchTemplate", "aws_launch_template",
      [
        "LaunchTemplateData": "", "SecurityGroupIds": "vpc_security_group_ids", "LaunchTemplateName": "name",
        "NetworkInterfaces.Groups": "security_groups",
      ]),
    .init("AWS::EC2::PlacementGroup", "aws_placement_group"), .init("AWS::EC2::KeyPair", "aws_key_pair"),
    .init("AWS::NetworkFirewall::Firewall", "aws_networkfirewall_firewall", ["SubnetMappings": "subnet_mapping"]),
    .init("AWS::AutoScaling::LaunchConfiguration", "aws_launch_configuration", ["LaunchConfigurationName": "name"]),
    .init(
      "AWS::AutoScaling::AutoScalingGroup", "aws_autoscaling_group",
      [
        "TargetGroupARNs": "target_group_arns", "LoadBalancerNames": "load_balancers",
        "LaunchConfigurationName": "launch_configuration", "AutoScalingGroupName": "name",
        "TrafficSources": "traffic_source",
      ]),
    .init("AWS::AutoScaling::ScalingPolicy", "aws_autoscaling_policy"),
    .init("AWS::AutoScaling::ScheduledAction", "aws_autoscaling_schedule"),
    .init("AWS::AutoScaling::LifecycleHook", "aws_autoscaling_lifecycle_hook"),
    .init("AWS::ApplicationAutoScaling::ScalableTarget", "aws_appautoscaling_target"),
    .init("AWS::ApplicationAutoScaling::ScalingPolicy", "aws_appautoscaling_policy"),
    .init("AWS::ElasticLoadBalancingV2::LoadBalancer", "aws_lb", ["SubnetMappings": "subnet_mapping"]),
    .init("AWS::ElasticLoadBalancingV2::TargetGroup", "aws_lb_target_group"),
    .init("AWS::ElasticLoadBalancingV2::Listener", "aws_lb_listener", listener),
    .init("AWS::ElasticLoadBalancingV2::ListenerRule", "aws_lb_listener_rule", listener),
    .init("AWS::ElasticLoadBalancing::LoadBalancer", "aws_elb", ["LoadBalancerName": "name"]),
    .init("AWS::RDS::DBInstance", "aws_db_instance", member),
    .init(
      "AWS::RDS::DBCluster", "aws_rds_cluster",
      [
        "DBClusterIdentifier": "cluster_identifier", "DBClusterInstanceClass": "db_cluster_instance_class",
        "SourceDBClusterIdentifier": "replication_source_identifier",
      ]),
    .init("AWS::RDS::DBSubnetGroup", "aws_db_subnet_group", ["DBSubnetGroupName": "name"]),
    .init("AWS::RDS::DBParameterGroup", "aws_db_parameter_group"),
    .init("AWS::RDS::DBClusterParameterGroup", "aws_rds_cluster_parameter_group"),
    .init("AWS::RDS::OptionGroup", "aws_db_option_group"), .init("AWS::RDS::DBProxy", "aws_db_proxy"),
    .init(
      "AWS::RDS::DBProxyTargetGroup", "aws_db_proxy_target",
      ["DBInstanceIdentifiers": "db_instance_identifier", "DBClusterIdentifiers": "db_cluster_identifier"]),
    .init("AWS::RDS::GlobalCluster", "aws_rds_global_cluster"),
    .init("AWS::DocDB::DBCluster", "aws_docdb_cluster", ["DBClusterIdentifier": "cluster_identifier"]),
    .init("AWS::DocDB::DBInstance", "aws_docdb_cluster_instance", member),
    .init("AWS::DocDB::DBSubnetGroup", "aws_docdb_subnet_group", ["DBSubnetGroupName": "name"]),
    .init("AWS::Neptune::DBCluster", "aws_neptune_cluster", ["DBClusterIdentifier": "cluster_identifier"]),
    .init("AWS::Neptune::DBInstance", "aws_neptune_cluster_instance", member),
    .init("AWS::Neptune::DBSubnetGroup", "aws_neptune_subnet_group", ["DBSubnetGroupName": "name"]),
    .init(
      "AWS::DynamoDB::Table", "aws_dynamodb_table",
      [
        "TableName": "name", "SSESpecification": "server_side_encryption",
        "KMSMasterKeyId": "kms_key_arn",
      ]),
    .init("AWS::DynamoDB::GlobalTable", "aws_dynamodb_table", ["TableName": "name"]),
    .init("AWS::Serverless::SimpleTable", "aws_dynamodb_table", ["TableName": "name"]),
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
    .init("AWS::EFS::FileSystem", "aws_efs_file_system"), .init("AWS::EFS::MountTarget", "aws_efs_mount_target"),
    .init("AWS::EFS::AccessPoint", "aws_efs_access_point"),
    .init("AWS::S3::Bucket", "aws_s3_bucket", ["BucketName": "bucket"]),
    .init("AWS::S3::BucketPolicy", "aws_s3_bucket_policy"),
    .init("AWS::SQS::Queue", "aws_sqs_queue", ["QueueName": "name"]),
    .init("AWS::SQS::QueuePolicy", "aws_sqs_queue_policy"),
    .init("AWS::SNS::Topic", "aws_sns_topic", ["TopicName": "name"]),
    .init("AWS::SNS::Subscription", "aws_sns_topic_subscription"),
    .init("AWS::SNS::TopicPolicy", "aws_sns_topic_policy"),
    .init("AWS::Lambda::Function", "aws_lambda_function", function),
    .init("AWS::Serverless::Function", "aws_lambda_function", function),
    .init("AWS::Lambda::LayerVersion", "aws_lambda_layer_version"),
    .init("AWS::Serverless::LayerVersion", "aws_lambda_layer_version"),
    .init("AWS::Lambda::Url", "aws_lambda_function_url", ["TargetFunctionArn": "function_name"]),
    .init("AWS::Lambda::Version", "aws_lambda_alias"),
    .init("AWS::ECS::Cluster", "aws_ecs_cluster", ["ClusterName": "name"]),
    .init(
      "AWS::ECS::Service", "aws_ecs_service",
      [
        "AwsvpcConfiguration": "", "LoadBalancers": "load_balancer", "Role": "iam_role", "ServiceName": "name",
      ]),
    .init(
      "AWS::ECS::TaskDefinition", "aws_ecs_task_definition",
      ["Volumes": "volume", "FilesystemId": "file_system_id"]),
    .init("AWS::EKS::Cluster", "aws_eks_cluster", ["ResourcesVpcConfig": "vpc_config"]),
    .init("AWS::EKS::Nodegroup", "aws_eks_node_group", ["Subnets": "subnet_ids", "NodeRole": "node_role_arn"]),
    .init("AWS::EKS::FargateProfile", "aws_eks_fargate_profile", ["Subnets": "subnet_ids"]),
    .init("AWS::ApiGateway::Method", "aws_api_gateway_integration", ["Integration": ""]),
    .init("AWS::Serverless::Api", "aws_api_gateway_rest_api"),
    .init("AWS::ApiGatewayV2::Api", "aws_apigatewayv2_api"), .init("AWS::Serverless::HttpApi", "aws_apigatewayv2_api"),
    .init("AWS::ApiGatewayV2::Integration", "aws_apigatewayv2_integration"),
    .init("AWS::ApiGatewayV2::Route", "aws_apigatewayv2_route"),
    .init("AWS::ApiGatewayV2::VpcLink", "aws_apigatewayv2_vpc_link"),
    .init("AWS::ApiGatewayV2::Stage", "aws_apigatewayv2_stage"),
    .init("AWS::Route53::HostedZone", "aws_route53_zone"),
    .init("AWS::Route53::RecordSet", "aws_route53_record", record),
    .init("AWS::Route53::HealthCheck", "aws_route53_health_check"),
    .init(
      "AWS::CloudFront::Distribution", "aws_cloudfront_distribution",
      [
        "DistributionConfig": "", "Origins": "origin", "Origins.Id": "origin_id", "OriginGroups": "origin_group",
        "Items": "^", "Items.Id": "origin_id", "Members": "member", "WebACLId": "web_acl_id",
        "LambdaFunctionAssociations": "lambda_function_association", "LambdaFunctionARN": "lambda_arn",
      ]),
    .init("AWS::Logs::LogGroup", "aws_cloudwatch_log_group", ["LogGroupName": "name"]),
    .init("AWS::CloudWatch::Alarm", "aws_cloudwatch_metric_alarm"),
    .init("AWS::Events::Rule", "aws_cloudwatch_event_rule"), .init("AWS::Events::EventBus", "aws_cloudwatch_event_bus"),
    .init("AWS::StepFunctions::StateMachine", "aws_sfn_state_machine", machineFlow),
    .init("AWS::Serverless::StateMachine", "aws_sfn_state_machine", machineFlow),
    .init("AWS::SecretsManager::Secret", "aws_secretsmanager_secret"),
    .init("AWS::SecretsManager::SecretTargetAttachment", "aws_secretsmanager_secret_policy"),
    .init("AWS::MSK::Cluster", "aws_msk_cluster"), .init("AWS::AmazonMQ::Broker", "aws_mq_broker"),
    .init("AWS::OpenSearchService::Domain", "aws_opensearch_domain", ["VPCOptions": "vpc_options"]),
    .init("AWS::Elasticsearch::Domain", "aws_elasticsearch_domain", ["VPCOptions": "vpc_options"]),
    .init("AWS::Redshift::Cluster", "aws_redshift_cluster"),
    .init("AWS::Redshift::ClusterSubnetGroup", "aws_redshift_subnet_group"),
    .init("AWS::CertificateManager::Certificate", "aws_acm_certificate"),
    .init("AWS::KinesisFirehose::DeliveryStream", "aws_kinesis_firehose_delivery_stream"),
    .init("AWS::IAM::ManagedPolicy", "aws_iam_policy"), .init("AWS::IAM::Policy", "aws_iam_role_policy"),
    .init("AWS::IAM::InstanceProfile", "aws_iam_instance_profile", ["Roles": "role"]),
  ]

  /// Types that are nothing at run time.
  static let dropped: Set<String> = [
    "AWS::CloudFormation::WaitCondition", "AWS::CloudFormation::WaitConditionHandle", "AWS::CloudFormation::Macro",
    "AWS::CDK::Metadata",
  ]

  private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The line of a type, or one by snake case.
  static func of(_ name: String) -> CloudFormationType {
    if let line = byName[name] { return line }
    guard !name.hasPrefix("Custom::") else { return .init(name, "aws_cloudformation_custom_resource") }
    let parts = name.split(separator: "::").map { snake(String($0)) }
    let full = parts.joined(separator: "_")
    let short = "aws_" + (parts.last ?? "")
    return .init(name, CloudType.isKnown(full) || parts.count < 3 ? full : CloudType.isKnown(short) ? short : full)
  }

  /// `VPCZoneIdentifier` becomes `vpc_zone_identifier`.
  static func snake(_ name: String) -> String {
    let signs = Array(name)
    var text = ""
    for (index, sign) in signs.enumerated() {
      let startsWord =
        sign.isUppercase && index > 0
        && (!signs[index - 1].isUppercase && signs[index - 1] != "_"
          || index + 1 < signs.count && signs[index + 1].isLowercase && signs[index - 1].isUppercase)
      if startsWord { text += "_" }
      text += sign.lowercased()
    }
    return text
  }
}
