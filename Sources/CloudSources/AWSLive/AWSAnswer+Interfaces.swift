/// Programming interfaces that AWS serves for others, and ways into its network from far away.
extension AWSAnswer {
  static let programInterfaces: [AWSAnswer] = [
    .resource(
      "items", "aws_api_gateway_rest_api", id: "id", name: .field("name"), mark: "endpointConfiguration", ["name"]),
    // A path of an interface, with all that its methods call; see AWSLiveJoins.
    .resource(
      "items", "aws_api_gateway_integration", id: "id", name: .field("path"), mark: "resourceMethods",
      [
        "path", "resourceMethods.*.methodIntegration.uri[] > uri",
        "resourceMethods.*.methodIntegration.connectionId[] > connection_id",
      ], argument: "rest_api_id"),
    .list("items", mark: "path"),
    .resource(
      "items", "aws_api_gateway_vpc_link", id: "id", name: .field("name"), mark: "targetArns",
      ["name", "targetArns[] > target_arns"], gone: ("status", ["DELETING", "FAILED"])),
    .resource(
      "Items", "aws_apigatewayv2_api", id: "ApiId", name: .field("Name"), mark: "ProtocolType",
      ["Name > name", "ApiEndpoint"]),
    .resource(
      "Items", "aws_apigatewayv2_integration", id: "IntegrationId", mark: "IntegrationId",
      ["IntegrationUri", "ConnectionId"], argument: "api_id"),
    .resource(
      "Items", "aws_apigatewayv2_route", id: "RouteId", name: .field("RouteKey"), mark: "RouteKey",
      ["RouteKey", "Target"], argument: "api_id"),
    .resource(
      "Items", "aws_apigatewayv2_vpc_link", id: "VpcLinkId", name: .field("Name"), mark: "VpcLinkId",
      ["Name > name", "SubnetIds[]", "SecurityGroupIds[]"], gone: ("VpcLinkStatus", ["DELETING", "FAILED", "INACTIVE"])),
    .resource(
      "Accelerators", "aws_globalaccelerator_accelerator", id: "AcceleratorArn", name: .field("Name"),
      ["AcceleratorArn > arn", "Name > name", .host("DnsName", "dns_name")], gone: ("Enabled", ["false"]),
      isGlobal: true),
    .list("Listeners", mark: "PortRanges"),
    .resource(
      "EndpointGroups", "aws_globalaccelerator_endpoint_group", id: "EndpointGroupArn",
      [
        "EndpointGroupArn > arn", "EndpointGroupRegion",
        .blocks("EndpointDescriptions", "endpoint_configuration", ["EndpointId", "HealthState"]),
      ], isGlobal: true),
  ]
}
