extension AWSService {
  /// Leased lines into the network of AWS.
  static let directConnect = AWSService(
    types: [
      .part("aws_dx_connection", "aws/direct-connect"),
      .part("aws_dx_lag", "aws/direct-connect"),
      .part("aws_dx_gateway", "aws/direct-connect", isGlobal: true),
      .part("aws_dx_private_virtual_interface", "aws/direct-connect-interface"),
      .part("aws_dx_transit_virtual_interface", "aws/direct-connect-interface"),
      .part("aws_dx_public_virtual_interface", "aws/direct-connect-interface"),
      .glue("aws_dx_gateway_association"),
      .glue("aws_dx_connection_association"),
    ],
    rules: [
      .init("aws_dx_private_virtual_interface", "connection_id", .hard, "aws_dx_connection", "aws_dx_lag"),
      .init("aws_dx_transit_virtual_interface", "connection_id", .hard, "aws_dx_connection", "aws_dx_lag"),
      .init("aws_dx_public_virtual_interface", "connection_id", .hard, "aws_dx_connection", "aws_dx_lag"),
    ],
    limits: [
      .init("aws_dx_connection", .line, "bandwidth"),
      .init("aws_dx_lag", .line, "connections_bandwidth", times: "number_of_connections"),
    ],
    cloudFormation: [
      .init("AWS::DirectConnect::Connection", "aws_dx_connection"),
      .init("AWS::DirectConnect::DirectConnectGateway", "aws_dx_gateway"),
      .init("AWS::DirectConnect::Lag", "aws_dx_lag"),
      .init(
        "AWS::DirectConnect::PrivateVirtualInterface", "aws_dx_private_virtual_interface",
        ["DirectConnectGatewayId": "dx_gateway_id"]),
      .init(
        "AWS::DirectConnect::TransitVirtualInterface", "aws_dx_transit_virtual_interface",
        ["DirectConnectGatewayId": "dx_gateway_id"]),
      .init("AWS::DirectConnect::PublicVirtualInterface", "aws_dx_public_virtual_interface"),
      .init(
        "AWS::DirectConnect::DirectConnectGatewayAssociation", "aws_dx_gateway_association",
        ["DirectConnectGatewayId": "dx_gateway_id"]),
    ],
    answers: [
      .resource(
        "connections", "aws_dx_connection", id: "connectionId", name: .field("connectionName"), mark: "connectionState",
        ["connectionName > name", "location", "lagId", "bandwidth"],
        gone: ("connectionState", ["deleted", "deleting", "rejected"]),
        down: ("connectionState", ["down", "requested", "ordering", "pending"])),
      .resource(
        "lags", "aws_dx_lag", id: "lagId", name: .field("lagName"), mark: "lagState",
        [
          "lagName > name", "minimumLinks > minimum_links", "connections.connectionId[] > connection_ids",
          "connectionsBandwidth", "numberOfConnections",
        ],
        gone: ("lagState", ["deleted", "deleting"]), down: ("lagState", ["down", "requested", "pending"])),
      .resource(
        "directConnectGateways", "aws_dx_gateway", id: "directConnectGatewayId",
        name: .field("directConnectGatewayName"), mark: "directConnectGatewayId", ["directConnectGatewayName > name"],
        gone: ("directConnectGatewayState", ["deleted", "deleting"]), isGlobal: true),
      .resource(
        "virtualInterfaces", "aws_dx_private_virtual_interface", id: "virtualInterfaceId",
        name: .field("virtualInterfaceName"), mark: "virtualInterfaceId",
        [
          "virtualInterfaceName > name", "connectionId", "directConnectGatewayId > dx_gateway_id",
          "virtualGatewayId > vpn_gateway_id", "bgpPeers.bgpStatus[] > peer_states",
        ], gone: ("virtualInterfaceState", ["deleted", "deleting", "rejected"]),
        down: ("virtualInterfaceState", ["down", "confirming", "verifying", "pending"])),
      .resource(
        "directConnectGatewayAssociations", "aws_dx_gateway_association", id: "associationId", mark: "associationId",
        ["directConnectGatewayId > dx_gateway_id", "associatedGateway.id > associated_gateway_id"],
        gone: ("associationState", ["disassociated", "disassociating"])),
    ],
    calls: [
      .init("directconnect-connections", "directconnect describe-connections"),
      .init("directconnect-lags", "directconnect describe-lags"),
      .init("directconnect-interfaces", "directconnect describe-virtual-interfaces"),
      .init("directconnect-gateways", "directconnect describe-direct-connect-gateways", isGlobal: true),
      .init(
        "directconnect-associations", "directconnect describe-direct-connect-gateway-associations",
        "--direct-connect-gateway-id", each: "directConnectGateways.directConnectGatewayId",
        of: "directconnect-gateways", isGlobal: true),
    ])
}
