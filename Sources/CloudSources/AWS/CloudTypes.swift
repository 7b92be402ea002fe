/// The meaning of a type of resource, before any reference of it is looked at.
struct CloudType {
  /// The role of a resource in the model.
  enum Role {
    /// It runs, or stores, or carries something: a component.
    case part
    /// Settings that others are made from: a component that cannot fail a running thing.
    case setting
    /// One way through: a listener's default, a rule, a trigger. A component that nothing else is made of.
    case path
    /// An edge between two others: no component.
    case glue
    /// Nothing at run time.
    case none
  }

  /// Terraform's type; a `*` at the end stands for any end.
  let type: String
  let kind: String
  var role: Role = .part
  /// Whether it is spread over the whole world: in no region.
  var isGlobal = false
  /// The attributes by whose values others name it, besides `id` and `arn`.
  var identities: [String] = []
  /// The attributes that hold its address: host names, URLs.
  var addresses: [String] = []
  /// Whether an application names it in its settings by its plain name, such as a table or a bucket.
  var isNamedPlainly = false
}

extension CloudType {
  private static func part(
    _ type: String, _ kind: String, by identities: [String] = [], at addresses: [String] = [], isGlobal: Bool = false,
    isNamedPlainly: Bool = false
  ) -> CloudType {
    CloudType(
      type: type, kind: kind, isGlobal: isGlobal, identities: identities, addresses: addresses,
      isNamedPlainly: isNamedPlainly)
  }
  private static func setting(_ type: String, _ kind: String, by identities: [String] = []) -> CloudType {
    CloudType(type: type, kind: kind, role: .setting, isGlobal: type.hasPrefix("aws_iam"), identities: identities)
  }
  private static func path(_ type: String, _ kind: String, by identities: [String] = []) -> CloudType {
    CloudType(type: type, kind: kind, role: .path, identities: identities)
  }
  private static func glue(_ type: String) -> CloudType { CloudType(type: type, kind: "", role: .glue) }
  private static func nothing(_ type: String) -> CloudType { CloudType(type: type, kind: "", role: .none) }

  /// The table: the first line that fits counts, so exact types come before patterns. To add one, append a line.
  static let all: [CloudType] = [
    // Network.
    part("aws_cloud_formation_stack", "aws/cloudformation-stack"),
    part("aws_vpc", "aws/vpc"), part("aws_default_vpc", "aws/vpc"),
    part("aws_subnet", "aws/subnet"), part("aws_default_subnet", "aws/subnet"),
    part("aws_internet_gateway", "aws/internet-gateway"),
    part("aws_egress_only_internet_gateway", "aws/internet-gateway"),
    part("aws_nat_gateway", "aws/nat-gateway"),
    part("aws_eip", "aws/elastic-ip", by: ["allocation_id", "public_ip"]),
    part("aws_network_interface", "aws/network-interface"),
    part("aws_vpc_endpoint", "aws/vpc-endpoint"), part("aws_vpc_peering_connection", "aws/vpc-peering"),
    part("aws_ec2_transit_gateway", "aws/transit-gateway"),
    part("aws_ec2_transit_gateway_vpc_attachment", "aws/transit-gateway-attachment"),
    part("aws_vpn_connection", "aws/vpn-connection"), part("aws_vpn_gateway", "aws/vpn-gateway"),
    part("aws_customer_gateway", "aws/customer-gateway"), part("aws_dx_connection", "aws/direct-connect"),
    part("aws_dx_gateway", "aws/direct-connect", isGlobal: true),
    part("aws_networkfirewall_firewall", "aws/network-firewall"),
    setting("aws_route_table", "aws/route-table"), setting("aws_default_route_table", "aws/route-table"),
    glue("aws_route"), glue("aws_route_table_association"), glue("aws_main_route_table_association"),
    glue("aws_vpc_endpoint_route_table_association"), glue("aws_vpc_endpoint_subnet_association"),
    glue("aws_internet_gateway_attachment"), glue("aws_eip_association"), glue("aws_network_interface_attachment"),
    setting("aws_security_group", "aws/security-group", by: ["name"]),
    setting("aws_default_security_group", "aws/security-group"),
    setting("aws_network_acl", "aws/network-acl"), setting("aws_default_network_acl", "aws/network-acl"),
    glue("aws_security_group_rule"), glue("aws_vpc_security_group_*"), glue("aws_network_acl_*"),
    setting("aws_vpc_dhcp_options", "aws/dhcp-options"), setting("aws_default_vpc_dhcp_options", "aws/dhcp-options"),
    glue("aws_vpc_dhcp_options_association"), glue("aws_vpc_ipv4_cidr_block_association"),
    // Compute.
    part("aws_instance", "aws/ec2-instance", at: ["private_dns", "public_dns", "private_ip", "public_ip"]),
    part(
      "aws_spot_instance_request", "aws/ec2-instance", at: ["private_dns", "public_dns", "private_ip", "public_ip"]),
    part("aws_ebs_volume", "aws/ebs-volume"), part("aws_ebs_snapshot", "aws/ebs-snapshot"),
    glue("aws_volume_attachment"), setting("aws_ami", "aws/machine-image"), setting("aws_ami_*", "aws/machine-image"),
    setting("aws_launch_template", "aws/launch-template", by: ["name"]),
    setting("aws_launch_configuration", "aws/launch-template", by: ["name"]),
    part("aws_autoscaling_group", "aws/auto-scaling-group", by: ["name"]),
    glue("aws_autoscaling_attachment"), glue("aws_autoscaling_policy"), glue("aws_autoscaling_schedule"),
    glue("aws_autoscaling_lifecycle_hook"), glue("aws_autoscaling_notification"),
    setting("aws_placement_group", "aws/placement-group", by: ["name"]), setting("aws_key_pair", "aws/key-pair"),
    part(
      "aws_lambda_function", "aws/lambda-function", by: ["function_name", "qualified_arn", "invoke_arn"],
      isNamedPlainly: true),
    part("aws_lambda_alias", "aws/lambda-function", by: ["invoke_arn"]),
    setting("aws_lambda_layer_version", "aws/lambda-layer"),
    path("aws_lambda_event_source_mapping", "aws/event-source-mapping"),
    path("aws_lambda_function_url", "aws/function-url"),
    glue("aws_lambda_permission"),
    part("aws_ecs_cluster", "aws/ecs-cluster", by: ["name"]), part("aws_ecs_service", "aws/ecs-service", by: ["name"]),
    setting("aws_ecs_task_definition", "aws/ecs-task-definition", by: ["family", "arn_without_revision"]),
    part("aws_ecs_capacity_provider", "aws/ecs-capacity-provider", by: ["name"]),
    glue("aws_ecs_cluster_capacity_providers"),
    part("aws_eks_cluster", "aws/eks-cluster", by: ["name"], at: ["endpoint"]),
    part("aws_eks_node_group", "aws/eks-node-group"), part("aws_eks_fargate_profile", "aws/eks-node-group"),
    part("aws_eks_addon", "aws/eks-addon"), part("aws_batch_compute_environment", "aws/batch-compute"),
    part("aws_batch_job_queue", "aws/batch-queue"), setting("aws_batch_job_definition", "aws/batch-job-definition"),
    part("aws_elastic_beanstalk_environment", "aws/beanstalk-environment", at: ["endpoint_url", "cname"]),
    part("aws_apprunner_service", "aws/app-runner-service", at: ["service_url"]),
    // Load balancing, names, edge.
    part("aws_lb", "aws/load-balancer", by: ["dns_name"], at: ["dns_name"]),
    part("aws_alb", "aws/load-balancer", by: ["dns_name"], at: ["dns_name"]),
    part("aws_elb", "aws/load-balancer", by: ["name", "dns_name"], at: ["dns_name"]),
    part("aws_lb_target_group", "aws/target-group", by: ["name"]),
    part("aws_alb_target_group", "aws/target-group", by: ["name"]),
    glue("aws_lb_target_group_attachment"), glue("aws_alb_target_group_attachment"), glue("aws_elb_attachment"),
    path("aws_lb_listener", "aws/listener"), path("aws_alb_listener", "aws/listener"),
    path("aws_lb_listener_rule", "aws/listener-rule"), path("aws_alb_listener_rule", "aws/listener-rule"),
    glue("aws_lb_listener_certificate"), setting("aws_acm_certificate", "aws/certificate"),
    nothing("aws_acm_certificate_validation"),
    part("aws_route53_zone", "aws/route53-zone", by: ["zone_id", "name"], isGlobal: true),
    CloudType(
      type: "aws_route53_record", kind: "aws/dns-record", role: .path, isGlobal: true, identities: ["fqdn"],
      addresses: ["fqdn", "name"]),
    part("aws_route53_health_check", "aws/health-check", isGlobal: true), glue("aws_route53_zone_association"),
    part(
      "aws_cloudfront_distribution", "aws/cloudfront-distribution", by: ["domain_name"], at: ["domain_name"],
      isGlobal: true),
    setting("aws_cloudfront_*", "aws/cloudfront-setting"),
    part("aws_globalaccelerator_accelerator", "aws/global-accelerator", at: ["dns_name"], isGlobal: true),
    CloudType(type: "aws_globalaccelerator_*", kind: "aws/global-accelerator-endpoints", role: .path, isGlobal: true),
    part("aws_api_gateway_rest_api", "aws/api", by: ["execution_arn"]),
    part("aws_apigatewayv2_api", "aws/api", by: ["execution_arn"], at: ["api_endpoint"]),
    path("aws_api_gateway_integration", "aws/api-integration"),
    path("aws_apigatewayv2_integration", "aws/api-integration"),
    path("aws_apigatewayv2_route", "aws/api-route"), part("aws_apigatewayv2_vpc_link", "aws/vpc-link"),
    part("aws_api_gateway_vpc_link", "aws/vpc-link"), glue("aws_api_gateway_*"), glue("aws_apigatewayv2_*"),
    setting("aws_wafv2_*", "aws/web-acl"), glue("aws_wafv2_web_acl_association"),
    part("aws_service_discovery_service", "aws/service-discovery"),
    setting("aws_service_discovery_*", "aws/service-discovery-namespace"),
    // Data stores.
    part(
      "aws_db_instance", "aws/rds-instance", by: ["identifier", "resource_id"], at: ["address", "endpoint"]),
    part("aws_db_proxy", "aws/rds-proxy", by: ["name"], at: ["endpoint"]), glue("aws_db_proxy_*"),
    part(
      "aws_rds_cluster", "aws/aurora-cluster", by: ["cluster_identifier"], at: ["endpoint", "reader_endpoint"]),
    part("aws_rds_cluster_instance", "aws/rds-instance", by: ["identifier"], at: ["endpoint"]),
    part("aws_rds_global_cluster", "aws/aurora-cluster", by: ["global_cluster_identifier"], isGlobal: true),
    part("aws_rds_cluster_endpoint", "aws/aurora-cluster", at: ["endpoint"]),
    part("aws_docdb_cluster", "aws/docdb-cluster", by: ["cluster_identifier"], at: ["endpoint", "reader_endpoint"]),
    part("aws_docdb_cluster_instance", "aws/docdb-instance", by: ["identifier"], at: ["endpoint"]),
    part(
      "aws_neptune_cluster", "aws/neptune-cluster", by: ["cluster_identifier"], at: ["endpoint", "reader_endpoint"]),
    part("aws_neptune_cluster_instance", "aws/neptune-instance", by: ["identifier"], at: ["endpoint"]),
    setting("aws_db_subnet_group", "aws/subnet-group", by: ["name"]),
    setting("aws_docdb_subnet_group", "aws/subnet-group", by: ["name"]),
    setting("aws_neptune_subnet_group", "aws/subnet-group", by: ["name"]),
    setting("aws_elasticache_subnet_group", "aws/subnet-group", by: ["name"]),
    setting("aws_memorydb_subnet_group", "aws/subnet-group", by: ["name"]),
    setting("aws_redshift_subnet_group", "aws/subnet-group", by: ["name"]),
    setting("aws_dax_subnet_group", "aws/subnet-group", by: ["name"]),
    setting("aws_db_parameter_group", "aws/parameter-group", by: ["name"]),
    setting("aws_db_option_group", "aws/parameter-group", by: ["name"]),
    setting("aws_rds_cluster_parameter_group", "aws/parameter-group", by: ["name"]),
    setting("aws_elasticache_parameter_group", "aws/parameter-group", by: ["name"]),
    part("aws_dynamodb_table", "aws/dynamodb-table", by: ["name"], isNamedPlainly: true), glue("aws_dynamodb_*"),
    part("aws_dax_cluster", "aws/dax-cluster", at: ["cluster_address", "configuration_endpoint"]),
    part(
      "aws_elasticache_cluster", "aws/elasticache-cluster", by: ["cluster_id"],
      at: ["cluster_address", "configuration_endpoint", "cache_nodes.address"]),
    part(
      "aws_elasticache_replication_group", "aws/elasticache-cluster", by: ["replication_group_id"],
      at: ["primary_endpoint_address", "reader_endpoint_address", "configuration_endpoint_address"]),
    part("aws_memorydb_cluster", "aws/memorydb-cluster", by: ["name"], at: ["cluster_endpoint.address"]),
    part("aws_redshift_cluster", "aws/redshift-cluster", by: ["cluster_identifier"], at: ["dns_name", "endpoint"]),
    part("aws_opensearch_domain", "aws/opensearch-domain", by: ["domain_name"], at: ["endpoint"]),
    part("aws_elasticsearch_domain", "aws/opensearch-domain", by: ["domain_name"], at: ["endpoint"]),
    part(
      "aws_msk_cluster", "aws/msk-cluster", by: ["cluster_name"],
      at: ["bootstrap_brokers", "bootstrap_brokers_tls", "bootstrap_brokers_sasl_iam"]),
    setting("aws_msk_configuration", "aws/msk-configuration"),
    part("aws_mq_broker", "aws/mq-broker", at: ["instances.console_url"]),
    part("aws_efs_file_system", "aws/efs-file-system", at: ["dns_name"]),
    part("aws_efs_mount_target", "aws/efs-mount-target"),
    part("aws_efs_access_point", "aws/efs-access-point"), glue("aws_efs_*"),
    part("aws_fsx_*", "aws/fsx-file-system", at: ["dns_name"]),
    part(
      "aws_s3_bucket", "aws/s3-bucket", by: ["bucket"],
      at: ["bucket_domain_name", "bucket_regional_domain_name", "website_endpoint"], isNamedPlainly: true),
    part("aws_s3_directory_bucket", "aws/s3-bucket", by: ["bucket"]), glue("aws_s3_*"),
    part("aws_backup_vault", "aws/backup-vault"), glue("aws_backup_*"),
    // Messages, streams, flows.
    part("aws_sqs_queue", "aws/sqs-queue", by: ["url", "name"], at: ["url"], isNamedPlainly: true),
    glue("aws_sqs_queue_policy"), glue("aws_sqs_queue_redrive_*"),
    part("aws_sns_topic", "aws/sns-topic", by: ["name"], isNamedPlainly: true), glue("aws_sns_topic_subscription"),
    glue("aws_sns_topic_policy"),
    part("aws_kinesis_stream", "aws/kinesis-stream", by: ["name"], isNamedPlainly: true),
    part("aws_kinesis_firehose_delivery_stream", "aws/firehose", by: ["name"], isNamedPlainly: true),
    part("aws_cloudwatch_event_bus", "aws/event-bus", by: ["name"]),
    part("aws_cloudwatch_event_rule", "aws/event-rule", by: ["name"]),
    path("aws_cloudwatch_event_target", "aws/event-target"), glue("aws_cloudwatch_event_*"),
    path("aws_scheduler_schedule", "aws/schedule"), path("aws_pipes_pipe", "aws/pipe"),
    part("aws_sfn_state_machine", "aws/state-machine", by: ["name"]),
    // Security.
    part("aws_kms_key", "aws/kms-key", by: ["key_id"]), part("aws_kms_replica_key", "aws/kms-key", by: ["key_id"]),
    glue("aws_kms_*"), part("aws_secretsmanager_secret", "aws/secret", by: ["name"]), glue("aws_secretsmanager_*"),
    part("aws_ssm_parameter", "aws/parameter", by: ["name"]), setting("aws_iam_role", "aws/iam-role", by: ["name"]),
    setting("aws_iam_instance_profile", "aws/iam-instance-profile", by: ["name"]),
    setting("aws_iam_policy", "aws/iam-policy"), setting("aws_iam_user", "aws/iam-user", by: ["name"]),
    setting("aws_iam_openid_connect_provider", "aws/iam-provider"), glue("aws_iam_*"),
    part("aws_cognito_user_pool", "aws/cognito-user-pool"), glue("aws_cognito_*"),
    part("aws_directory_service_directory", "aws/directory"),
    // Looking on.
    part("aws_ecr_repository", "aws/ecr-repository", by: ["name", "repository_url"], at: ["repository_url"]),
    glue("aws_ecr_*"), part("aws_cloudwatch_log_group", "aws/log-group", by: ["name"]), glue("aws_cloudwatch_log_*"),
    part("aws_cloudwatch_metric_alarm", "aws/cloudwatch-alarm", by: ["alarm_name"]), glue("aws_cloudwatch_*"),
    glue("aws_flow_log"),
    glue("aws_appautoscaling_*"), part("aws_cloudtrail", "aws/trail"),
    part("aws_emr_cluster", "aws/emr-cluster"), part("aws_codebuild_project", "aws/build-project"),
    part("aws_codepipeline", "aws/pipeline"),
    // Resources that exist only while something is made.
    nothing("random_*"), nothing("null_resource"), nothing("null_data_source"), nothing("terraform_data"),
    nothing("time_*"), nothing("tls_*"), nothing("local_*"), nothing("archive_file"), nothing("template_*"),
    nothing("http"), nothing("external"), nothing("aws_ami_ids"),
  ]

  /// Data sources that stand for something at run time; others only look something up.
  static let externalTypes: Set<String> = [
    "aws_vpc", "aws_subnet", "aws_db_instance", "aws_rds_cluster", "aws_lb", "aws_alb", "aws_route53_zone",
    "aws_eks_cluster", "aws_secretsmanager_secret", "aws_ssm_parameter", "aws_s3_bucket", "aws_sqs_queue",
    "aws_sns_topic", "aws_kms_key", "aws_security_group", "aws_ecs_cluster", "aws_instance", "aws_dynamodb_table",
    "aws_elasticache_replication_group", "aws_efs_file_system", "aws_lambda_function", "aws_nat_gateway",
  ]

  private static let exact = Dictionary(
    all.filter { !$0.type.hasSuffix("*") }.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })
  private static let patterns = all.filter { $0.type.hasSuffix("*") }

  /// The line of a type; a part of an unknown kind where there is none.
  static func of(_ type: String) -> CloudType {
    if let line = exact[type] { return line }
    if let line = patterns.first(where: { type.hasPrefix($0.type.dropLast()) }) { return line }
    return CloudType(type: type, kind: kind(ofUnknown: type), identities: ["name"])
  }

  /// Whether the table knows a type.
  static func isKnown(_ type: String) -> Bool {
    exact[type] != nil || patterns.contains { type.hasPrefix($0.type.dropLast()) }
  }

  /// A kind for a type that is not in the table: `azurerm_firewall` becomes `azurerm/firewall`.
  private static func kind(ofUnknown type: String) -> String {
    let parts = type.split(separator: "_", maxSplits: 1)
    return parts.count == 2 ? "\(parts[0])/\(parts[1].map { $0 == "_" ? "-" : String($0) }.joined())" : type
  }
}
