extension AWSService {
  /// Programming interfaces that AWS serves for others, in both versions.
  static let apiGateway = AWSService(
    types: [
      .part("aws_api_gateway_rest_api", "aws/api", by: ["execution_arn"]),
      .part("aws_apigatewayv2_api", "aws/api", by: ["execution_arn"], at: ["api_endpoint"]),
      .path("aws_api_gateway_integration", "aws/api-integration"),
      .path("aws_apigatewayv2_integration", "aws/api-integration"),
      .path("aws_apigatewayv2_route", "aws/api-route"),
      .path("aws_api_gateway_authorizer", "aws/api-authorizer"),
      .path("aws_apigatewayv2_authorizer", "aws/api-authorizer"),
      .part("aws_apigatewayv2_vpc_link", "aws/vpc-link"),
      .part("aws_api_gateway_vpc_link", "aws/vpc-link"),
      .part(
        "aws_api_gateway_domain_name", "aws/api-domain", by: ["domain_name"],
        at: ["domain_name", "regional_domain_name", "cloudfront_domain_name"]),
      .part(
        "aws_apigatewayv2_domain_name", "aws/api-domain", by: ["domain_name"],
        at: ["domain_name", "domain_name_configuration.target_domain_name"]),
      .glue("aws_api_gateway_*"),
      .glue("aws_apigatewayv2_*"),
    ],
    rules: [
      .init("aws_api_gateway_integration", "rest_api_id", .hard, "aws_api_gateway_rest_api"),
      .init("aws_api_gateway_integration", "connection_id", .hard),
      .init("aws_api_gateway_integration", "authorizer_id", .hard, "aws_api_gateway_authorizer"),
      .init("aws_api_gateway_authorizer", "provider_arns", .any, "aws_cognito_user_pool"),
      .init("aws_apigatewayv2_authorizer", "jwt_configuration.issuer", .hard, "aws_cognito_user_pool"),
      .init("aws_api_gateway_rest_api", "endpoint_configuration.vpc_endpoint_ids", .any, "aws_vpc_endpoint"),
      .init("aws_apigatewayv2_integration", "api_id", .hard, "aws_apigatewayv2_api"),
      .init("aws_apigatewayv2_route", "authorizer_id", .hard, "aws_apigatewayv2_authorizer"),
      .init("aws_apigatewayv2_integration", "connection_id", .hard, "aws_apigatewayv2_vpc_link"),
      .init("aws_apigatewayv2_route", "api_id", .hard, "aws_apigatewayv2_api"),
      .init("aws_apigatewayv2_route", "target", .hard, "aws_apigatewayv2_integration"),
      .init("aws_api_gateway_domain_name", "regional_certificate_arn", .config, "aws_acm_certificate"),
      .init("aws_api_gateway_domain_name", "certificate_arn", .config, "aws_acm_certificate"),
      .init(
        "aws_apigatewayv2_domain_name", "domain_name_configuration.certificate_arn", .config, "aws_acm_certificate"),
      .init("aws_apigatewayv2_vpc_link", "subnet_ids", .any, "aws_subnet"),
      .init("aws_apigatewayv2_vpc_link", "security_group_ids", .config, "aws_security_group"),
      .init("aws_api_gateway_vpc_link", "target_arns", .any, "aws_lb"),
    ],
    callTerms: [
      .init("aws_api_gateway_integration", ["uri"], timeout: [("timeout_milliseconds", .milliseconds)]),
      .init("aws_apigatewayv2_integration", ["integration_uri"], timeout: [("timeout_milliseconds", .milliseconds)]),
    ],
    cloudFormation: [
      .init(
        "AWS::ApiGateway::Method", "aws_api_gateway_integration",
        ["Integration": "", "TimeoutInMillis": "timeout_milliseconds"]),
      .init("AWS::Serverless::Api", "aws_api_gateway_rest_api"),
      .init("AWS::ApiGatewayV2::Api", "aws_apigatewayv2_api"),
      .init("AWS::Serverless::HttpApi", "aws_apigatewayv2_api"),
      .init(
        "AWS::ApiGatewayV2::Integration", "aws_apigatewayv2_integration",
        ["TimeoutInMillis": "timeout_milliseconds"]),
      .init("AWS::ApiGatewayV2::Route", "aws_apigatewayv2_route"),
      .init("AWS::ApiGatewayV2::VpcLink", "aws_apigatewayv2_vpc_link"),
      .init("AWS::ApiGatewayV2::Stage", "aws_apigatewayv2_stage"),
      .init("AWS::ApiGatewayV2::Deployment", "aws_apigatewayv2_deployment"),
      .init("AWS::ApiGateway::Authorizer", "aws_api_gateway_authorizer", ["ProviderARNs": "provider_arns"]),
      .init("AWS::ApiGatewayV2::Authorizer", "aws_apigatewayv2_authorizer"),
      .init("AWS::ApiGatewayV2::Model", "aws_apigatewayv2_model"),
      .init(
        "AWS::ApiGatewayV2::DomainName", "aws_apigatewayv2_domain_name",
        ["DomainNameConfigurations": "domain_name_configuration"]),
      .init("AWS::ApiGatewayV2::ApiMapping", "aws_apigatewayv2_api_mapping"),
    ],
    answers: [
      .resource(
        "items", "aws_api_gateway_rest_api", id: "id", name: .field("name"), mark: "endpointConfiguration", ["name"]),
      // A path of an interface, with all that its methods call; see AWSItemJoins.
      .resource(
        "items", "aws_api_gateway_integration", id: "id", name: .field("path"), mark: "resourceMethods",
        [
          "path", "resourceMethods.*.authorizerId[] > authorizer_id", "resourceMethods.*.methodIntegration.uri[] > uri",
          "resourceMethods.*.methodIntegration.connectionId[] > connection_id",
          "resourceMethods.*.methodIntegration.timeoutInMillis[] > timeout_milliseconds",
        ], argument: "rest_api_id"),
      .list("items", mark: "path"),
      .resource(
        "items", "aws_api_gateway_authorizer", id: "id", name: .field("name"), mark: "identitySource",
        ["authorizerUri", "providerARNs[] > provider_arns"], argument: "rest_api_id"),
      .resource(
        "Items", "aws_apigatewayv2_authorizer", id: "AuthorizerId", name: .field("Name"), mark: "AuthorizerType",
        ["AuthorizerUri", "JwtConfiguration.Issuer > jwt_configuration.issuer"], argument: "api_id"),
      .resource(
        "items", "aws_api_gateway_vpc_link", id: "id", name: .field("name"), mark: "targetArns",
        ["name", "targetArns[] > target_arns"], gone: ("status", ["DELETING", "FAILED"])),
      .resource(
        "items", "aws_api_gateway_domain_name", id: "domainName", name: .field("domainName"), mark: "domainName",
        ["domainName", "regionalDomainName", "distributionDomainName > cloudfront_domain_name"]),
      .resource(
        "items", "aws_api_gateway_base_path_mapping", id: "basePath", mark: "basePath", ["restApiId > api_id"],
        argument: "domain_name"),
      .resource(
        "Items", "aws_apigatewayv2_domain_name", id: "DomainName", name: .field("DomainName"), mark: "DomainName",
        [
          "DomainName",
          "DomainNameConfigurations.ApiGatewayDomainName > domain_name_configuration.target_domain_name",
        ]),
      .resource(
        "Items", "aws_apigatewayv2_api_mapping", id: "ApiMappingId", mark: "ApiMappingId", ["ApiId"],
        argument: "domain_name"),
      .resource(
        "Items", "aws_apigatewayv2_api", id: "ApiId", name: .field("Name"), mark: "ProtocolType",
        ["Name > name", "ApiEndpoint"]),
      .resource(
        "Items", "aws_apigatewayv2_integration", id: "IntegrationId", mark: "IntegrationId",
        ["IntegrationUri", "ConnectionId", "TimeoutInMillis > timeout_milliseconds"], argument: "api_id"),
      .resource(
        "Items", "aws_apigatewayv2_route", id: "RouteId", name: .field("RouteKey"), mark: "RouteKey",
        ["RouteKey", "Target", "AuthorizerId"], argument: "api_id"),
      .resource(
        "Items", "aws_apigatewayv2_vpc_link", id: "VpcLinkId", name: .field("Name"), mark: "VpcLinkId",
        ["Name > name", "SubnetIds[]", "SecurityGroupIds[]"],
        gone: ("VpcLinkStatus", ["DELETING", "FAILED", "INACTIVE"])),
    ],
    calls: [
      .init("apigateway-apis", "apigateway get-rest-apis"),
      .init("apigateway-vpc-links", "apigateway get-vpc-links"),
      .init(
        "apigateway-resources", "apigateway get-resources --embed methods", "--rest-api-id", each: "items.id",
        of: "apigateway-apis"),
      .init(
        "apigateway-authorizers", "apigateway get-authorizers", "--rest-api-id", each: "items.id",
        of: "apigateway-apis"),
      .init(
        "apigatewayv2-authorizers", "apigatewayv2 get-authorizers", "--api-id", each: "Items.ApiId",
        of: "apigatewayv2-apis"),
      .init("apigateway-domains", "apigateway get-domain-names"),
      .init(
        "apigateway-mappings", "apigateway get-base-path-mappings", "--domain-name", each: "items.domainName",
        of: "apigateway-domains"),
      .init("apigatewayv2-apis", "apigatewayv2 get-apis"),
      .init("apigatewayv2-domains", "apigatewayv2 get-domain-names"),
      .init(
        "apigatewayv2-mappings", "apigatewayv2 get-api-mappings", "--domain-name", each: "Items.DomainName",
        of: "apigatewayv2-domains"),
      .init("apigatewayv2-vpc-links", "apigatewayv2 get-vpc-links"),
      .init(
        "apigatewayv2-integrations", "apigatewayv2 get-integrations", "--api-id", each: "Items.ApiId",
        of: "apigatewayv2-apis"),
      .init("apigatewayv2-routes", "apigatewayv2 get-routes", "--api-id", each: "Items.ApiId", of: "apigatewayv2-apis"),
    ])
}
