/// The meaning of an attribute of a type that names another resource.
struct CloudRule {
  /// The classes of reference.
  enum Meaning {
    /// Placed in it, or doing its work by it: lost with it.
    case hard
    /// Spread over all of them: lost with the last, less with each.
    case any
    /// One of them serves and another takes over: lost with the last.
    case failover
    /// Works without it, with less.
    case soft
    /// Needed to start, not to run.
    case restart
    /// Settings.
    case config
    /// The template that it is made from: needed to start, and followed by a change.
    case template
    /// An address that is handed to a program: needed, as far as can be known from that.
    case address
  }

  let type: String
  let path: String
  let meaning: Meaning
  /// The types that the attribute can name; empty for any.
  let targets: [String]

  init(_ type: String, _ path: String, _ meaning: Meaning, _ targets: String...) {
    self.type = type
    self.path = path
    self.meaning = meaning
    self.targets = targets
  }
}

extension CloudRule {
  private static let subnets = "aws_subnet"

  /// The table; a path covers what is below it. What needs more than a line is in `CloudMeaning`.
  static let all: [CloudRule] = [
    CloudRule("aws_subnet", "vpc_id", .hard, "aws_vpc"),
    CloudRule("aws_internet_gateway", "vpc_id", .hard, "aws_vpc"),
    CloudRule("aws_egress_only_internet_gateway", "vpc_id", .hard, "aws_vpc"),
    CloudRule("aws_nat_gateway", "subnet_id", .hard, "aws_subnet"),
    CloudRule("aws_nat_gateway", "allocation_id", .hard, "aws_eip"),
    CloudRule("aws_network_interface", "subnet_id", .hard, "aws_subnet"),
    CloudRule("aws_network_interface", "security_groups", .config, "aws_security_group"),
    CloudRule("aws_vpc_endpoint", "vpc_id", .hard, "aws_vpc"),
    CloudRule("aws_vpc_endpoint", "subnet_ids", .any, "aws_subnet"),
    CloudRule("aws_vpc_endpoint", "security_group_ids", .config, "aws_security_group"),
    CloudRule("aws_vpc_peering_connection", "vpc_id", .hard, "aws_vpc"),
    CloudRule("aws_vpc_peering_connection", "peer_vpc_id", .hard, "aws_vpc"),
    CloudRule("aws_ec2_transit_gateway_vpc_attachment", "transit_gateway_id", .hard, "aws_ec2_transit_gateway"),
    CloudRule("aws_ec2_transit_gateway_vpc_attachment", "vpc_id", .hard, "aws_vpc"),
    CloudRule("aws_ec2_transit_gateway_vpc_attachment", "subnet_ids", .any, "aws_subnet"),
    CloudRule("aws_vpn_connection", "customer_gateway_id", .hard, "aws_customer_gateway"),
    CloudRule("aws_vpn_connection", "vpn_gateway_id", .hard, "aws_vpn_gateway"),
    CloudRule("aws_vpn_connection", "transit_gateway_id", .hard, "aws_ec2_transit_gateway"),
    CloudRule("aws_vpn_gateway", "vpc_id", .hard, "aws_vpc"),
    CloudRule("aws_networkfirewall_firewall", "vpc_id", .hard, "aws_vpc"),
    CloudRule("aws_networkfirewall_firewall", "subnet_mapping.subnet_id", .any, "aws_subnet"),
    CloudRule("aws_security_group", "vpc_id", .config, "aws_vpc"),
    CloudRule("aws_route_table", "vpc_id", .config, "aws_vpc"),

    CloudRule("aws_instance", "subnet_id", .hard, "aws_subnet"),
    CloudRule("aws_instance", "vpc_security_group_ids", .config, "aws_security_group"),
    CloudRule("aws_instance", "security_groups", .config, "aws_security_group"),
    CloudRule("aws_instance", "iam_instance_profile", .config, "aws_iam_instance_profile"),
    CloudRule("aws_instance", "ami", .template, "aws_ami"),
    CloudRule("aws_instance", "key_name", .config, "aws_key_pair"),
    CloudRule("aws_instance", "placement_group", .config, "aws_placement_group"),
    CloudRule("aws_instance", "launch_template", .template, "aws_launch_template"),
    CloudRule("aws_instance", "user_data", .address), CloudRule("aws_instance", "user_data_base64", .address),
    CloudRule("aws_instance", "root_block_device.volume_id", .hard, "aws_ebs_volume"),
    CloudRule("aws_instance", "ebs_block_device.volume_id", .hard, "aws_ebs_volume"),
    CloudRule("aws_ebs_volume", "kms_key_id", .restart, "aws_kms_key"),
    CloudRule("aws_ebs_volume", "snapshot_id", .restart, "aws_ebs_snapshot"),
    CloudRule("aws_ebs_snapshot", "volume_id", .soft, "aws_ebs_volume"),
    CloudRule("aws_launch_template", "image_id", .template, "aws_ami"),
    CloudRule("aws_launch_template", "vpc_security_group_ids", .config, "aws_security_group"),
    CloudRule("aws_launch_template", "network_interfaces.security_groups", .config, "aws_security_group"),
    CloudRule("aws_launch_template", "iam_instance_profile", .config, "aws_iam_instance_profile"),
    CloudRule("aws_launch_configuration", "image_id", .template, "aws_ami"),
    CloudRule("aws_launch_configuration", "security_groups", .config, "aws_security_group"),
    CloudRule("aws_launch_configuration", "iam_instance_profile", .config, "aws_iam_instance_profile"),
    CloudRule("aws_autoscaling_group", "vpc_zone_identifier", .any, "aws_subnet"),
    CloudRule("aws_autoscaling_group", "launch_template", .template, "aws_launch_template"),
    CloudRule("aws_autoscaling_group", "mixed_instances_policy", .template, "aws_launch_template"),
    CloudRule("aws_autoscaling_group", "launch_configuration", .template, "aws_launch_configuration"),
    CloudRule("aws_autoscaling_group", "placement_group", .config, "aws_placement_group"),
    CloudRule("aws_lambda_function", "vpc_config.subnet_ids", .any, "aws_subnet"),
    CloudRule("aws_lambda_function", "vpc_config.security_group_ids", .config, "aws_security_group"),
    CloudRule("aws_lambda_function", "role", .config, "aws_iam_role"),
    CloudRule("aws_lambda_function", "environment", .address),
    CloudRule("aws_lambda_function", "file_system_config.arn", .hard, "aws_efs_access_point"),
    CloudRule("aws_lambda_function", "dead_letter_config.target_arn", .soft),
    CloudRule("aws_lambda_function", "s3_bucket", .restart, "aws_s3_bucket"),
    CloudRule("aws_lambda_function", "image_uri", .restart, "aws_ecr_repository"),
    CloudRule("aws_lambda_function", "layers", .template, "aws_lambda_layer_version"),
    CloudRule("aws_lambda_function", "kms_key_arn", .restart, "aws_kms_key"),
    CloudRule("aws_lambda_alias", "function_name", .hard, "aws_lambda_function"),
    CloudRule("aws_lambda_function_url", "function_name", .hard, "aws_lambda_function"),
    CloudRule("aws_lambda_event_source_mapping", "event_source_arn", .hard),
    CloudRule("aws_lambda_event_source_mapping", "function_name", .hard, "aws_lambda_function", "aws_lambda_alias"),
    CloudRule("aws_ecs_service", "cluster", .hard, "aws_ecs_cluster"),
    CloudRule("aws_ecs_service", "task_definition", .template, "aws_ecs_task_definition"),
    CloudRule("aws_ecs_service", "network_configuration.subnets", .any, "aws_subnet"),
    CloudRule("aws_ecs_service", "network_configuration.security_groups", .config, "aws_security_group"),
    CloudRule("aws_ecs_service", "iam_role", .config, "aws_iam_role"),
    CloudRule("aws_ecs_service", "capacity_provider_strategy.capacity_provider", .any, "aws_ecs_capacity_provider"),
    CloudRule(
      "aws_ecs_capacity_provider", "auto_scaling_group_provider.auto_scaling_group_arn", .hard, "aws_autoscaling_group"),
    CloudRule("aws_ecs_task_definition", "execution_role_arn", .config, "aws_iam_role"),
    CloudRule("aws_ecs_task_definition", "task_role_arn", .config, "aws_iam_role"),
    CloudRule("aws_eks_cluster", "vpc_config.subnet_ids", .any, "aws_subnet"),
    CloudRule("aws_eks_cluster", "role_arn", .config, "aws_iam_role"),
    CloudRule("aws_eks_node_group", "cluster_name", .restart, "aws_eks_cluster"),
    CloudRule("aws_eks_node_group", "subnet_ids", .any, "aws_subnet"),
    CloudRule("aws_eks_node_group", "node_role_arn", .config, "aws_iam_role"),
    CloudRule("aws_eks_node_group", "launch_template", .template, "aws_launch_template"),
    CloudRule("aws_eks_fargate_profile", "cluster_name", .restart, "aws_eks_cluster"),
    CloudRule("aws_eks_fargate_profile", "subnet_ids", .any, "aws_subnet"),
    CloudRule("aws_eks_addon", "cluster_name", .hard, "aws_eks_cluster"),
    CloudRule("aws_batch_compute_environment", "compute_resources.subnets", .any, "aws_subnet"),
    CloudRule("aws_batch_job_queue", "compute_environments", .failover, "aws_batch_compute_environment"),
    CloudRule("aws_batch_job_queue", "compute_environment_order", .failover, "aws_batch_compute_environment"),
    CloudRule("aws_elastic_beanstalk_environment", "setting", .any, "aws_subnet"),

    CloudRule("aws_lb", "subnets", .any, "aws_subnet"),
    CloudRule("aws_lb", "subnet_mapping.subnet_id", .any, "aws_subnet"),
    CloudRule("aws_lb", "subnet_mapping.allocation_id", .any, "aws_eip"),
    CloudRule("aws_lb", "security_groups", .config, "aws_security_group"),
    CloudRule("aws_lb", "access_logs.bucket", .soft, "aws_s3_bucket"),
    CloudRule("aws_elb", "subnets", .any, "aws_subnet"), CloudRule("aws_elb", "instances", .any, "aws_instance"),
    CloudRule("aws_elb", "security_groups", .config, "aws_security_group"),
    CloudRule("aws_elb", "access_logs.bucket", .soft, "aws_s3_bucket"),
    CloudRule("aws_lb_target_group", "vpc_id", .config, "aws_vpc"),
    CloudRule("aws_lb_listener", "certificate_arn", .config, "aws_acm_certificate"),
    CloudRule("aws_route53_record", "zone_id", .hard, "aws_route53_zone"),
    CloudRule("aws_route53_record", "health_check_id", .soft, "aws_route53_health_check"),
    CloudRule("aws_cloudfront_distribution", "viewer_certificate.acm_certificate_arn", .config, "aws_acm_certificate"),
    CloudRule("aws_cloudfront_distribution", "web_acl_id", .config),
    CloudRule("aws_cloudfront_distribution", "logging_config.bucket", .soft, "aws_s3_bucket"),
    CloudRule(
      "aws_cloudfront_distribution", "default_cache_behavior.lambda_function_association.lambda_arn", .hard,
      "aws_lambda_function"),
    CloudRule("aws_globalaccelerator_endpoint_group", "endpoint_configuration.endpoint_id", .any),
    CloudRule("aws_api_gateway_integration", "rest_api_id", .hard, "aws_api_gateway_rest_api"),
    CloudRule("aws_api_gateway_integration", "uri", .hard),
    CloudRule("aws_api_gateway_integration", "connection_id", .hard),
    CloudRule("aws_apigatewayv2_integration", "api_id", .hard, "aws_apigatewayv2_api"),
    CloudRule("aws_apigatewayv2_integration", "integration_uri", .hard),
    CloudRule("aws_apigatewayv2_integration", "connection_id", .hard, "aws_apigatewayv2_vpc_link"),
    CloudRule("aws_apigatewayv2_route", "api_id", .hard, "aws_apigatewayv2_api"),
    CloudRule("aws_apigatewayv2_route", "target", .hard, "aws_apigatewayv2_integration"),
    CloudRule("aws_apigatewayv2_vpc_link", "subnet_ids", .any, "aws_subnet"),
    CloudRule("aws_apigatewayv2_vpc_link", "security_group_ids", .config, "aws_security_group"),
    CloudRule("aws_api_gateway_vpc_link", "target_arns", .any, "aws_lb"),

    CloudRule("aws_db_instance", "kms_key_id", .restart, "aws_kms_key"),
    CloudRule("aws_db_instance", "db_subnet_group_name", .config, "aws_db_subnet_group"),
    CloudRule("aws_db_instance", "parameter_group_name", .config, "aws_db_parameter_group"),
    CloudRule("aws_db_instance", "option_group_name", .config, "aws_db_option_group"),
    CloudRule("aws_db_instance", "vpc_security_group_ids", .config, "aws_security_group"),
    CloudRule("aws_db_instance", "monitoring_role_arn", .config, "aws_iam_role"),
    CloudRule("aws_db_instance", "replicate_source_db", .soft, "aws_db_instance", "aws_rds_cluster"),
    CloudRule("aws_rds_cluster", "kms_key_id", .restart, "aws_kms_key"),
    CloudRule("aws_rds_cluster", "db_subnet_group_name", .config, "aws_db_subnet_group"),
    CloudRule("aws_rds_cluster", "db_cluster_parameter_group_name", .config, "aws_rds_cluster_parameter_group"),
    CloudRule("aws_rds_cluster", "vpc_security_group_ids", .config, "aws_security_group"),
    CloudRule("aws_rds_cluster", "global_cluster_identifier", .soft, "aws_rds_global_cluster"),
    CloudRule("aws_rds_cluster", "replication_source_identifier", .soft, "aws_rds_cluster", "aws_db_instance"),
    CloudRule("aws_rds_cluster_instance", "cluster_identifier", .config, "aws_rds_cluster"),
    CloudRule("aws_docdb_cluster_instance", "cluster_identifier", .config, "aws_docdb_cluster"),
    CloudRule("aws_neptune_cluster_instance", "cluster_identifier", .config, "aws_neptune_cluster"),
    CloudRule("aws_rds_cluster_endpoint", "cluster_identifier", .hard, "aws_rds_cluster"),
    CloudRule("aws_db_proxy", "vpc_subnet_ids", .any, "aws_subnet"),
    CloudRule("aws_db_proxy", "auth.secret_arn", .restart, "aws_secretsmanager_secret"),
    CloudRule("aws_db_proxy", "role_arn", .config, "aws_iam_role"),
    CloudRule("aws_db_subnet_group", "subnet_ids", .config, "aws_subnet"),
    CloudRule("aws_elasticache_subnet_group", "subnet_ids", .config, "aws_subnet"),
    CloudRule("aws_dynamodb_table", "server_side_encryption.kms_key_arn", .hard, "aws_kms_key"),
    CloudRule("aws_elasticache_cluster", "subnet_group_name", .config, "aws_elasticache_subnet_group"),
    CloudRule("aws_elasticache_cluster", "security_group_ids", .config, "aws_security_group"),
    CloudRule("aws_elasticache_cluster", "parameter_group_name", .config, "aws_elasticache_parameter_group"),
    CloudRule("aws_elasticache_replication_group", "subnet_group_name", .config, "aws_elasticache_subnet_group"),
    CloudRule("aws_elasticache_replication_group", "security_group_ids", .config, "aws_security_group"),
    CloudRule("aws_elasticache_replication_group", "parameter_group_name", .config, "aws_elasticache_parameter_group"),
    CloudRule("aws_elasticache_replication_group", "kms_key_id", .restart, "aws_kms_key"),
    CloudRule("aws_memorydb_cluster", "kms_key_arn", .restart, "aws_kms_key"),
    CloudRule("aws_memorydb_cluster", "subnet_group_name", .config, "aws_memorydb_subnet_group"),
    CloudRule("aws_memorydb_cluster", "security_group_ids", .config, "aws_security_group"),
    CloudRule("aws_memorydb_subnet_group", "subnet_ids", .config, "aws_subnet"),
    CloudRule("aws_opensearch_domain", "vpc_options.security_group_ids", .config, "aws_security_group"),
    CloudRule("aws_opensearch_domain", "encrypt_at_rest.kms_key_id", .restart, "aws_kms_key"),
    CloudRule("aws_opensearch_domain", "vpc_options.subnet_ids", .any, "aws_subnet"),
    CloudRule("aws_elasticsearch_domain", "vpc_options.subnet_ids", .any, "aws_subnet"),
    CloudRule("aws_msk_cluster", "configuration_info.arn", .config, "aws_msk_configuration"),
    CloudRule("aws_efs_file_system", "kms_key_id", .restart, "aws_kms_key"),
    CloudRule("aws_efs_mount_target", "file_system_id", .hard, "aws_efs_file_system"),
    CloudRule("aws_efs_mount_target", "subnet_id", .hard, "aws_subnet"),
    CloudRule("aws_efs_mount_target", "security_groups", .config, "aws_security_group"),
    CloudRule("aws_efs_access_point", "file_system_id", .hard, "aws_efs_file_system"),
    CloudRule("aws_fsx_windows_file_system", "active_directory_id", .hard, "aws_directory_service_directory"),
    CloudRule("aws_directory_service_directory", "vpc_settings.subnet_ids", .any, "aws_subnet"),
    CloudRule("aws_emr_cluster", "ec2_attributes.subnet_id", .hard, "aws_subnet"),

    CloudRule("aws_s3_bucket", "logging_configuration.destination_bucket_name", .soft, "aws_s3_bucket"),
    CloudRule("aws_s3_bucket", "replication_configuration.rules.destination.bucket", .soft, "aws_s3_bucket"),
    CloudRule("aws_sqs_queue", "redrive_policy", .soft, "aws_sqs_queue"),
    CloudRule("aws_sqs_queue", "kms_master_key_id", .hard, "aws_kms_key"),
    CloudRule("aws_sns_topic", "kms_master_key_id", .hard, "aws_kms_key"),
    CloudRule("aws_kinesis_stream", "kms_key_id", .hard, "aws_kms_key"),
    CloudRule(
      "aws_kinesis_firehose_delivery_stream", "kinesis_source_configuration.kinesis_stream_arn", .hard,
      "aws_kinesis_stream"),
    CloudRule("aws_cloudwatch_event_rule", "event_bus_name", .hard, "aws_cloudwatch_event_bus"),
    CloudRule("aws_cloudwatch_event_target", "rule", .hard, "aws_cloudwatch_event_rule"),
    CloudRule("aws_cloudwatch_event_target", "arn", .hard),
    CloudRule("aws_cloudwatch_event_target", "dead_letter_config.arn", .soft, "aws_sqs_queue"),
    CloudRule("aws_scheduler_schedule", "target.arn", .hard), CloudRule("aws_pipes_pipe", "source", .hard),
    CloudRule("aws_pipes_pipe", "target", .hard), CloudRule("aws_sfn_state_machine", "definition", .address),
    CloudRule("aws_sfn_state_machine", "role_arn", .config, "aws_iam_role"),
    CloudRule("aws_secretsmanager_secret", "kms_key_id", .hard, "aws_kms_key"),
    CloudRule("aws_ssm_parameter", "key_id", .hard, "aws_kms_key"),
    CloudRule("aws_iam_instance_profile", "role", .config, "aws_iam_role"),
    CloudRule("aws_cloudwatch_log_group", "kms_key_id", .restart, "aws_kms_key"),
    CloudRule("aws_cloudwatch_metric_alarm", "alarm_actions", .soft),
  ]

  private static let byType = Dictionary(grouping: all, by: \.type)

  /// The lines of a type; the older names of load balancers have those of the newer.
  static func of(_ type: String) -> [CloudRule] {
    byType[type.hasPrefix("aws_alb") ? "aws_lb" + type.dropFirst("aws_alb".count) : type] ?? []
  }

  /// The meaning of an attribute by its name alone, for types that have no line: the first that fits counts.
  private static let names: [(pattern: String, meaning: Meaning?)] = [
    ("security_group", .config), ("polic", .config), ("parameter_group", .config), ("option_group", .config),
    ("subnet_group", .config), ("lifecycle", .config), ("role", .config), ("instance_profile", .config),
    ("certificate", .config), ("log_group", .soft), ("logging", .soft), ("log_config", .soft), ("access_logs", .soft),
    ("alarm", .soft), ("monitoring", .soft), ("dead_letter", .soft), ("redrive", .soft), ("kms", .restart),
    ("key_id", .restart), ("image", .restart), ("ami", .restart), ("repository", .restart), ("secret", .restart),
    ("subnet_ids", .any), ("subnets", .any), ("availability_zones", .any), ("user_data", .address),
    ("environment", .address), ("definition", .address), ("endpoint", .address), ("_url", .address),
    ("dns_name", .address), ("address", .address), ("tags", nil), ("name_prefix", nil), ("description", nil),
    ("cidr", nil), ("depends_on", nil), ("region", nil), ("location", nil), ("resource_group", .config),
    ("vpc_id", .hard), ("subnet_id", .hard), ("cluster", .hard), ("file_system", .hard), ("_id", .hard), ("arn", .hard),
    ("instance", .hard), ("target", .hard), ("source", .hard), ("network", .hard),
  ]

  /// The meaning of an attribute by its path, for types that have no line of their own; `nil` for nothing.
  static func meaning(ofPath path: String) -> Meaning? {
    names.first { path.contains($0.pattern) }?.meaning ?? nil
  }
}
