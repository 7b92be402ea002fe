/// Load balancers, names and the edge.
extension AWSAnswer {
  private static let action: [AWSField] = [
    "Type", "TargetGroupArn",
    .blocks("ForwardConfig.TargetGroups", "forward.target_group", ["TargetGroupArn > arn", "Weight"]),
  ]

  static let balancing: [AWSAnswer] = [
    .resource(
      "LoadBalancers", "aws_lb", id: "LoadBalancerArn", name: .field("LoadBalancerName"),
      [
        "LoadBalancerArn > arn", "LoadBalancerName > name", .host("DNSName", "dns_name"), "VpcId",
        "Type > load_balancer_type", .flag("Scheme", "internal", "internal"),
        "AvailabilityZones.SubnetId[] > subnets",
        "AvailabilityZones.LoadBalancerAddresses.AllocationId[] > subnet_mapping.allocation_id", "SecurityGroups[]",
      ]),
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
        "Certificates.CertificateArn > certificate_arn", .blocks("DefaultActions", "default_action", action),
      ]),
    .resource(
      "Rules", "aws_lb_listener_rule", id: "RuleArn", mark: "RuleArn",
      [
        "RuleArn > arn", "Priority", "IsDefault", .blocks("Actions", "action", action),
        "Conditions.PathPatternConfig.Values[] > condition.path_pattern.values",
        "Conditions.HostHeaderConfig.Values[] > condition.host_header.values", "Conditions.Values[] > condition.values",
      ]),
    .resource(
      "TargetGroups", "aws_lb_target_group", id: "TargetGroupArn", name: .field("TargetGroupName"),
      [
        "TargetGroupArn > arn", "TargetGroupName > name", "VpcId", "TargetType", "LoadBalancerArns[]",
      ]),
    // The members of the target group in the file's name; see AWSLiveJoins.
    .resource(
      "TargetHealthDescriptions", "target_health", id: "Target.Id",
      ["Target.Id > target_id", "Target.AvailabilityZone", "TargetHealth.State"], argument: "target_group"),
    .resource(
      "HostedZones", "aws_route53_zone", id: "Id", name: .field("Name"), ["Id > zone_id", .host("Name", "name")],
      isGlobal: true),
    .resource(
      "ResourceRecordSets", "aws_route53_record", id: "Name", name: .field("Name"),
      [
        .host("Name", "name"), "Type", .host("AliasTarget.DNSName", "alias.name"), "ResourceRecords.Value[] > records",
        "SetIdentifier", "HealthCheckId", "Weight > weighted_routing_policy.weight",
        "MultiValueAnswer > multivalue_answer_routing_policy",
        "AliasTarget.EvaluateTargetHealth > alias.evaluate_target_health",
        "Failover > failover_routing_policy.type", "Region > latency_routing_policy.region",
      ], argument: "zone_id", isGlobal: true),
    .resource(
      "HealthChecks", "aws_route53_health_check", id: "Id", mark: "HealthCheckConfig",
      ["HealthCheckConfig.FullyQualifiedDomainName > fqdn"], isOnlyIfUsed: true, isGlobal: true),
    .resource(
      "DistributionList.Items", "aws_cloudfront_distribution", id: "Id",
      [
        "ARN > arn", .host("DomainName", "domain_name"), "Aliases.Items[] > aliases",
        .blocks("Origins.Items", "origin", ["Id > origin_id", .host("DomainName", "domain_name")]),
        .blocks(
          "OriginGroups.Items", "origin_group",
          ["Id > origin_id", .blocks("Members.Items", "member", ["OriginId"])]),
        "DefaultCacheBehavior.TargetOriginId > default_cache_behavior.target_origin_id",
        "DefaultCacheBehavior.LambdaFunctionAssociations.Items.LambdaFunctionARN[] > default_cache_behavior.lambda_function_association.lambda_arn",
        "ViewerCertificate.ACMCertificateArn > viewer_certificate.acm_certificate_arn",
      ], isGlobal: true),
  ]
}
