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
    ])
}
