extension AWSService {
  /// Services before target groups, over several networks.
  static let lattice = AWSService(
    types: [
      .part(
        "aws_vpclattice_service", "aws/lattice-service", by: ["name"],
        at: ["dns_entry.domain_name", "custom_domain_name"]),
      .part("aws_vpclattice_service_network", "aws/lattice-network", by: ["name"]),
      .part("aws_vpclattice_target_group", "aws/target-group", by: ["name"]),
      .path("aws_vpclattice_listener", "aws/listener", by: ["listener_id"]),
      .path("aws_vpclattice_listener_rule", "aws/listener-rule"), .glue("aws_vpclattice_*"),
    ],
    rules: [
      .init("aws_vpclattice_listener", "service_identifier", .hard, "aws_vpclattice_service"),
      .init("aws_vpclattice_listener", "service_arn", .hard, "aws_vpclattice_service"),
      .init(
        "aws_vpclattice_listener", "default_action.forward.target_groups.target_group_identifier", .any,
        "aws_vpclattice_target_group"),
      .init("aws_vpclattice_listener_rule", "service_identifier", .hard, "aws_vpclattice_service"),
      .init(
        "aws_vpclattice_listener_rule", "action.forward.target_groups.target_group_identifier", .any,
        "aws_vpclattice_target_group"),
      .init("aws_vpclattice_target_group", "targets.id", .any),
    ],
    links: [
      .init(
        "aws_vpclattice_listener", "service_identifier", ["aws_vpclattice_service"], .any,
        "default_action.forward.target_groups.target_group_identifier", ["aws_vpclattice_target_group"]),
      .init(
        "aws_vpclattice_listener_rule", "service_identifier", ["aws_vpclattice_service"], .soft,
        "action.forward.target_groups.target_group_identifier", ["aws_vpclattice_target_group"]),
    ],
    cloudFormation: [
      .init("AWS::VpcLattice::Service", "aws_vpclattice_service"),
      .init("AWS::VpcLattice::ServiceNetwork", "aws_vpclattice_service_network"),
      .init("AWS::VpcLattice::TargetGroup", "aws_vpclattice_target_group"),
      .init("AWS::VpcLattice::Listener", "aws_vpclattice_listener"),
      .init("AWS::VpcLattice::Rule", "aws_vpclattice_listener_rule"),
      .init("AWS::VpcLattice::ServiceNetworkServiceAssociation", "aws_vpclattice_service_network_service_association"),
      .init("AWS::VpcLattice::ServiceNetworkVpcAssociation", "aws_vpclattice_service_network_vpc_association"),
    ])
}
