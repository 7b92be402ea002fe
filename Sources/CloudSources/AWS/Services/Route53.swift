extension AWSService {
  /// Names, and the health checks that decide answers.
  static let route53 = AWSService(
    types: [
      .part("aws_route53_zone", "aws/route53-zone", by: ["zone_id", "name"], isGlobal: true, isExternal: true),
      CloudType(
        type: "aws_route53_record", kind: "aws/dns-record", role: .path, isGlobal: true, identities: ["fqdn"],
        addresses: ["fqdn", "name"]),
      .part("aws_route53_health_check", "aws/health-check", isGlobal: true),
      .glue("aws_route53_zone_association"),
      .part("aws_route53_resolver_endpoint", "aws/resolver-endpoint"),
      .path("aws_route53_resolver_rule", "aws/dns-record"),
      .glue("aws_route53_resolver_*"),
    ],
    rules: [
      .init("aws_route53_record", "zone_id", .hard, "aws_route53_zone"),
      .init("aws_route53_record", "health_check_id", .soft, "aws_route53_health_check"),
      .init("aws_route53_resolver_endpoint", "ip_address.subnet_id", .any, "aws_subnet"),
      .init("aws_route53_resolver_rule", "resolver_endpoint_id", .hard, "aws_route53_resolver_endpoint"),
    ],
    places: [
      .init("aws_route53_record", "alias.name", "aws_lb", "aws_alb", "aws_elb", "aws_cloudfront_distribution"),
      .text("aws_route53_record", "records"),
    ],
    cloudFormation: [
      .init("AWS::Route53::HostedZone", "aws_route53_zone"),
      .init("AWS::Route53::RecordSet", "aws_route53_record", recordProperties),
      .init("AWS::Route53::HealthCheck", "aws_route53_health_check"),
      .init("AWS::Route53Resolver::ResolverEndpoint", "aws_route53_resolver_endpoint", ["IpAddresses": "ip_address"]),
      .init("AWS::Route53Resolver::ResolverRule", "aws_route53_resolver_rule"),
      .init("AWS::Route53Resolver::ResolverRuleAssociation", "aws_route53_resolver_rule_association"),
    ],
    answers: [
      .resource(
        "HostedZones", "aws_route53_zone", id: "Id", name: .field("Name"), ["Id > zone_id", .host("Name", "name")],
        isGlobal: true),
      .resource(
        "ResourceRecordSets", "aws_route53_record", id: "Name", name: .field("Name"),
        [
          .host("Name", "name"), "Type", .host("AliasTarget.DNSName", "alias.name"),
          "ResourceRecords.Value[] > records",
          "SetIdentifier", "HealthCheckId", "Weight > weighted_routing_policy.weight",
          "MultiValueAnswer > multivalue_answer_routing_policy",
          "AliasTarget.EvaluateTargetHealth > alias.evaluate_target_health",
          "Failover > failover_routing_policy.type", "Region > latency_routing_policy.region",
        ], argument: "zone_id", isGlobal: true),
      .resource(
        "HealthChecks", "aws_route53_health_check", id: "Id", mark: "HealthCheckConfig",
        ["HealthCheckConfig.FullyQualifiedDomainName > fqdn"], isOnlyIfUsed: true, isGlobal: true),
    ],
    calls: [
      .init("route53-hosted-zones", "route53 list-hosted-zones", isGlobal: true),
      .init(
        "route53-record-sets", "route53 list-resource-record-sets", "--hosted-zone-id", each: "HostedZones.Id",
        of: "route53-hosted-zones", isGlobal: true),
      .init("route53-health-checks", "route53 list-health-checks", isGlobal: true),
    ])

  private static let recordProperties = [
    "AliasTarget": "alias", "AliasTarget.DNSName": "name", "AliasTarget.HostedZoneId": "alias_zone_id",
    "ResourceRecords": "records", "HostedZoneId": "zone_id",
  ]
}
