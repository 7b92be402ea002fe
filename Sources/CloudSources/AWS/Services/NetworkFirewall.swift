extension AWSService {
  /// Managed firewalls.
  static let networkFirewall = AWSService(
    types: [
      .part("aws_networkfirewall_firewall", "aws/network-firewall")
    ],
    rules: [
      .init("aws_networkfirewall_firewall", "vpc_id", .hard, "aws_vpc"),
      .init("aws_networkfirewall_firewall", "subnet_mapping.subnet_id", .any, "aws_subnet"),
    ],
    cloudFormation: [
      .init("AWS::NetworkFirewall::Firewall", "aws_networkfirewall_firewall", ["SubnetMappings": "subnet_mapping"])
    ],
    answers: [
      .list("Firewalls"),
      .resource(
        "Firewall", "aws_networkfirewall_firewall", id: "FirewallArn", name: .field("FirewallName"),
        mark: "FirewallArn",
        [
          "FirewallArn > arn", "FirewallName > name", "VpcId",
          .blocks("SubnetMappings", "subnet_mapping", ["SubnetId"]),
        ]),
      // The endpoints of a firewall; see AWSItemJoins.
      .resource(
        "FirewallStatus", "firewall_status", id: "Status", mark: "SyncStates",
        [.whole("SyncStates", "sync_states")], argument: "firewall"),
    ],
    calls: [
      .init("networkfirewall-firewalls", "network-firewall list-firewalls"),
      .init(
        "networkfirewall-firewall", "network-firewall describe-firewall", "--firewall-arn",
        each: "Firewalls.FirewallArn", of: "networkfirewall-firewalls"),
    ])
}
