extension AWSService {
  /// Load balancers of the newer and the older kind.
  static let elasticLoadBalancing = AWSService(
    types: [
      .part("aws_lb", "aws/load-balancer", by: ["dns_name"], at: ["dns_name"], isExternal: true),
      .part("aws_alb", "aws/load-balancer", by: ["dns_name"], at: ["dns_name"], isExternal: true),
      .part("aws_elb", "aws/load-balancer", by: ["name", "dns_name"], at: ["dns_name"]),
      .part("aws_lb_target_group", "aws/target-group", by: ["name"]),
      .part("aws_alb_target_group", "aws/target-group", by: ["name"]),
      .glue("aws_lb_target_group_attachment"),
      .glue("aws_alb_target_group_attachment"),
      .glue("aws_elb_attachment"),
      .path("aws_lb_listener", "aws/listener"),
      .path("aws_alb_listener", "aws/listener"),
      .path("aws_lb_listener_rule", "aws/listener-rule"),
      .path("aws_alb_listener_rule", "aws/listener-rule"),
      .glue("aws_lb_listener_certificate"),
    ],
    rules: [
      .init("aws_lb", "subnets", .any, "aws_subnet"),
      .init("aws_lb", "subnet_mapping.subnet_id", .any, "aws_subnet"),
      .init("aws_lb", "subnet_mapping.allocation_id", .any, "aws_eip"),
      .init("aws_lb", "security_groups", .config, "aws_security_group"),
      .init("aws_lb", "access_logs.bucket", .soft, "aws_s3_bucket"),
      .init("aws_elb", "subnets", .any, "aws_subnet"),
      .init("aws_elb", "security_groups", .config, "aws_security_group"),
      .init("aws_elb", "access_logs.bucket", .soft, "aws_s3_bucket"),
      .init("aws_lb_target_group", "vpc_id", .config, "aws_vpc"),
      .init("aws_lb_listener", "default_action.authenticate_cognito.user_pool_arn", .hard, "aws_cognito_user_pool"),
      .init("aws_lb_listener_rule", "action.authenticate_cognito.user_pool_arn", .hard, "aws_cognito_user_pool"),
      .init("aws_lb_listener", "certificate_arn", .config, "aws_acm_certificate"),
    ],
    places: [
      .init("aws_lb_target_group", "load_balancer_arns", "aws_lb", "aws_alb"),
      .init("aws_alb_target_group", "load_balancer_arns", "aws_lb", "aws_alb"),
      .init("aws_lb_listener", "load_balancer_arn", "aws_lb", "aws_alb"),
      .init("aws_lb_listener", "default_action.target_group_arn", "aws_lb_target_group", "aws_alb_target_group"),
      .init("aws_lb_listener_rule", "listener_arn", "aws_lb_listener", "aws_alb_listener"),
      .init("aws_lb_listener_rule", "action.target_group_arn", "aws_lb_target_group", "aws_alb_target_group"),
      .init("aws_lb_target_group_attachment", "target_group_arn", "aws_lb_target_group", "aws_alb_target_group"),
      .init("aws_lb_target_group_attachment", "target_id", "aws_instance", "aws_lambda_function", "aws_lb"),
    ],
    callTerms: [
      .init(
        "aws_elb", ["instances"],
        timeout: [("idle_timeout", .seconds), ("connection_settings.idle_timeout", .seconds)])
    ],
    cloudFormation: [
      .init("AWS::ElasticLoadBalancingV2::LoadBalancer", "aws_lb", ["SubnetMappings": "subnet_mapping"]),
      .init("AWS::ElasticLoadBalancingV2::TargetGroup", "aws_lb_target_group"),
      .init("AWS::ElasticLoadBalancingV2::Listener", "aws_lb_listener", listenerProperties),
      .init("AWS::ElasticLoadBalancingV2::ListenerRule", "aws_lb_listener_rule", listenerProperties),
      .init("AWS::ElasticLoadBalancing::LoadBalancer", "aws_elb", ["LoadBalancerName": "name"]),
    ],
    answers: [
      .resource(
        "LoadBalancers", "aws_lb", id: "LoadBalancerArn", name: .field("LoadBalancerName"),
        [
          "LoadBalancerArn > arn", "LoadBalancerName > name", .host("DNSName", "dns_name"), "VpcId",
          "Type > load_balancer_type", .flag("Scheme", "internal", "internal"),
          "AvailabilityZones.SubnetId[] > subnets",
          "AvailabilityZones.LoadBalancerAddresses.AllocationId[] > subnet_mapping.allocation_id", "SecurityGroups[]",
        ], down: ("State.Code", ["failed", "provisioning"])),
      .resource(
        "LoadBalancerDescriptions", "aws_elb", id: "LoadBalancerName", name: .field("LoadBalancerName"),
        [
          "LoadBalancerName > name", .host("DNSName", "dns_name"), .flag("Scheme", "internal", "internal"), "Subnets[]",
          "AvailabilityZones[]", "SecurityGroups[]", "Instances.InstanceId[] > instances", "VPCId > vpc_id",
        ]),
      .resource(
        "Listeners", "aws_lb_listener", id: "ListenerArn", mark: "LoadBalancerArn",
        [
          "ListenerArn > arn", "LoadBalancerArn", "Port", "Protocol",
          "Certificates.CertificateArn > certificate_arn", .blocks("DefaultActions", "default_action", actionFields),
        ]),
      .resource(
        "Rules", "aws_lb_listener_rule", id: "RuleArn", mark: "RuleArn",
        [
          "RuleArn > arn", "Priority", "IsDefault", .blocks("Actions", "action", actionFields),
          "Conditions.PathPatternConfig.Values[] > condition.path_pattern.values",
          "Conditions.HostHeaderConfig.Values[] > condition.host_header.values",
          "Conditions.Values[] > condition.values",
        ]),
      .resource(
        "TargetGroups", "aws_lb_target_group", id: "TargetGroupArn", name: .field("TargetGroupName"),
        [
          "TargetGroupArn > arn", "TargetGroupName > name", "VpcId", "TargetType", "LoadBalancerArns[]",
        ]),
      // The members of the target group in the file's name; see AWSItemJoins.
      .resource(
        "TargetHealthDescriptions", "target_health", id: "Target.Id",
        ["Target.Id > target_id", "Target.AvailabilityZone", "TargetHealth.State"], argument: "target_group"),
      // The settings of the load balancer in the file's name; see AWSItemJoins.
      .resource(
        "Attributes", "balancer_attribute", id: "Key", mark: "Key", ["Key", "Value"], argument: "load_balancer"),
    ],
    calls: [
      .init("elbv2-load-balancers", "elbv2 describe-load-balancers"),
      .init(
        "elbv2-load-balancer-attributes", "elbv2 describe-load-balancer-attributes", "--load-balancer-arn",
        each: "LoadBalancers.LoadBalancerArn", of: "elbv2-load-balancers", parts: [2]),
      .init(
        "elbv2-listeners", "elbv2 describe-listeners", "--load-balancer-arn", each: "LoadBalancers.LoadBalancerArn",
        of: "elbv2-load-balancers", parts: [2]),
      .init(
        "elbv2-rules", "elbv2 describe-rules", "--listener-arn", each: "Listeners.ListenerArn", of: "elbv2-listeners",
        parts: [2, 4]),
      .init("elbv2-target-groups", "elbv2 describe-target-groups"),
      .init(
        "elbv2-target-health", "elbv2 describe-target-health", "--target-group-arn",
        each: "TargetGroups.TargetGroupArn",
        of: "elbv2-target-groups", parts: [1]),
      .init("elb-load-balancers", "elb describe-load-balancers"),
    ])

  private static let listenerProperties = [
    "DefaultActions": "default_action", "Actions": "action", "ForwardConfig": "forward", "TargetGroups": "target_group",
    "TargetGroups.TargetGroupArn": "arn", "Certificates": "", "Certificates.CertificateArn": "certificate_arn",
    "AuthenticateCognitoConfig": "authenticate_cognito", "AuthenticateOidcConfig": "authenticate_oidc",
  ]

  private static let actionFields: [AWSField] = [
    "Type", "TargetGroupArn", "AuthenticateCognitoConfig.UserPoolArn > authenticate_cognito.user_pool_arn",
    "AuthenticateOidcConfig.TokenEndpoint > authenticate_oidc.token_endpoint",
    .blocks("ForwardConfig.TargetGroups", "forward.target_group", ["TargetGroupArn > arn", "Weight"]),
  ]
}
