/// Networks: what is in them, and the ways through and out of them.
extension AWSAnswer {
  static let network: [AWSAnswer] = [
    .resource("Vpcs", "aws_vpc", id: "VpcId", ["CidrBlock", "IsDefault"]),
    .resource(
      "Subnets", "aws_subnet", id: "SubnetId",
      ["VpcId", "AvailabilityZone", "AvailabilityZoneId", "SubnetArn > arn", "CidrBlock", "DefaultForAz"]),
    .resource(
      "RouteTables", "aws_route_table", id: "RouteTableId",
      [
        "VpcId",
        .blocks(
          "Routes", "route",
          [
            "DestinationCidrBlock > cidr_block", "DestinationIpv6CidrBlock > ipv6_cidr_block",
            "DestinationPrefixListId", "GatewayId", "NatGatewayId", "TransitGatewayId", "VpcPeeringConnectionId",
            "NetworkInterfaceId", "InstanceId", "EgressOnlyInternetGatewayId > egress_only_gateway_id",
            "LocalGatewayId", "CarrierGatewayId", "CoreNetworkArn", "State",
          ]),
        .blocks("Associations", "association", ["SubnetId", "GatewayId", "Main"]),
      ]),
    .resource(
      "NatGateways", "aws_nat_gateway", id: "NatGatewayId",
      ["SubnetId", "ConnectivityType", "NatGatewayAddresses.AllocationId > allocation_id"],
      gone: ("State", ["deleted", "deleting", "failed"])),
    .resource(
      "InternetGateways", "aws_internet_gateway", id: "InternetGatewayId", ["Attachments.VpcId"]),
    .resource(
      "EgressOnlyInternetGateways", "aws_egress_only_internet_gateway", id: "EgressOnlyInternetGatewayId",
      ["Attachments.VpcId"]),
    .resource(
      "Addresses", "aws_eip", id: "AllocationId",
      [
        "AllocationId", "PublicIp", "InstanceId > instance", "NetworkInterfaceId > network_interface",
        "AssociationId",
      ], isOnlyIfUsed: true),
    .resource(
      "VpcEndpoints", "aws_vpc_endpoint", id: "VpcEndpointId",
      [
        "VpcId", "VpcEndpointType", "ServiceName", "SubnetIds[]", "RouteTableIds[]",
        "Groups.GroupId[] > security_group_ids",
      ], gone: ("State", ["deleted", "deleting", "rejected", "failed", "expired"])),
    .resource(
      "VpcPeeringConnections", "aws_vpc_peering_connection", id: "VpcPeeringConnectionId",
      ["RequesterVpcInfo.VpcId > vpc_id", "AccepterVpcInfo.VpcId > peer_vpc_id"],
      gone: ("Status.Code", ["deleted", "deleting", "rejected", "failed", "expired"])),
    .resource(
      "TransitGateways", "aws_ec2_transit_gateway", id: "TransitGatewayId", ["TransitGatewayArn > arn"],
      gone: ("State", ["deleted", "deleting"])),
    .resource(
      "TransitGatewayVpcAttachments", "aws_ec2_transit_gateway_vpc_attachment", id: "TransitGatewayAttachmentId",
      ["TransitGatewayId", "VpcId", "SubnetIds[]"],
      gone: ("State", ["deleted", "deleting", "rejected", "failed"])),
    .resource(
      "VpnConnections", "aws_vpn_connection", id: "VpnConnectionId",
      ["CustomerGatewayId", "VpnGatewayId", "TransitGatewayId"], gone: ("State", ["deleted", "deleting"])),
    .resource(
      "VpnGateways", "aws_vpn_gateway", id: "VpnGatewayId", ["VpcAttachments.VpcId"],
      gone: ("State", ["deleted", "deleting"])),
    .resource(
      "CustomerGateways", "aws_customer_gateway", id: "CustomerGatewayId", gone: ("State", ["deleted", "deleting"])),
    .resource(
      "SecurityGroups", "aws_security_group", id: "GroupId", name: .id, mark: "GroupId",
      ["GroupName > name", "VpcId", "IpPermissions.UserIdGroupPairs.GroupId[] > ingress.security_groups"],
      isOnlyIfUsed: true),
    // The addresses of what is attached; see AWSLiveJoins.
    .resource(
      "NetworkInterfaces", "aws_network_interface", id: "NetworkInterfaceId",
      ["PrivateIpAddresses.PrivateIpAddress[] > private_ips", "PrivateIpAddress > private_ip", "Attachment.InstanceId"]),
    .skipped("NetworkAcls", because: "settings that no failure follows"),
    .list("AvailabilityZones"),
  ]
}
