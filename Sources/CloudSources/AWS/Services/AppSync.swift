extension AWSService {
  /// Interfaces of GraphQL, and the sources of their data.
  static let appSync = AWSService(
    types: [
      .part("aws_appsync_graphql_api", "aws/api", at: ["uris.GRAPHQL", "uris.REALTIME"]),
      .path("aws_appsync_datasource", "aws/api-integration", by: ["name"]),
      .path("aws_appsync_resolver", "aws/api-route"),
      .path("aws_appsync_function", "aws/api-route", by: ["function_id"]),
      .glue("aws_appsync_*"),
    ],
    rules: [
      .init("aws_appsync_datasource", "api_id", .hard, "aws_appsync_graphql_api"),
      .init("aws_appsync_datasource", "dynamodb_config.table_name", .hard, "aws_dynamodb_table"),
      .init("aws_appsync_datasource", "lambda_config.function_arn", .hard, "aws_lambda_function", "aws_lambda_alias"),
      .init(
        "aws_appsync_datasource", "relational_database_config.http_endpoint_config.db_cluster_identifier", .hard,
        "aws_rds_cluster"),
      .init(
        "aws_appsync_datasource", "relational_database_config.http_endpoint_config.aws_secret_store_arn", .restart,
        "aws_secretsmanager_secret"),
      .init("aws_appsync_datasource", "event_bridge_config.event_bus_arn", .hard, "aws_cloudwatch_event_bus"),
      .init("aws_appsync_resolver", "api_id", .hard, "aws_appsync_graphql_api"),
      .init("aws_appsync_resolver", "data_source", .hard, "aws_appsync_datasource"),
      .init("aws_appsync_resolver", "pipeline_config.functions", .hard, "aws_appsync_function"),
      .init("aws_appsync_function", "api_id", .hard, "aws_appsync_graphql_api"),
      .init("aws_appsync_function", "data_source", .hard, "aws_appsync_datasource"),
      .init("aws_appsync_graphql_api", "user_pool_config.user_pool_id", .hard, "aws_cognito_user_pool"),
      .init(
        "aws_appsync_graphql_api", "lambda_authorizer_config.authorizer_uri", .hard, "aws_lambda_function",
        "aws_lambda_alias"),
      .init("aws_appsync_graphql_api", "additional_authentication_provider", .soft),
    ],
    cloudFormation: [
      .init(
        "AWS::AppSync::GraphQLApi", "aws_appsync_graphql_api",
        ["AdditionalAuthenticationProviders": "additional_authentication_provider"]),
      .init(
        "AWS::AppSync::DataSource", "aws_appsync_datasource",
        [
          "DynamoDBConfig": "dynamodb_config", "LambdaFunctionArn": "function_arn",
          "RdsHttpEndpointConfig": "http_endpoint_config", "OpenSearchServiceConfig": "opensearchservice_config",
        ]),
      .init("AWS::AppSync::Resolver", "aws_appsync_resolver", ["DataSourceName": "data_source"]),
      .init("AWS::AppSync::FunctionConfiguration", "aws_appsync_function", ["DataSourceName": "data_source"]),
      .init("AWS::AppSync::GraphQLSchema", "aws_appsync_schema"),
      .init("AWS::AppSync::ApiKey", "aws_appsync_api_key"),
      .init("AWS::AppSync::ApiCache", "aws_appsync_api_cache"),
    ],
    answers: [
      .resource(
        "graphqlApis", "aws_appsync_graphql_api", id: "apiId", name: .field("name"), mark: "apiId",
        [
          "arn", "name", .whole("uris", "uris"), "userPoolConfig.userPoolId > user_pool_config.user_pool_id",
          "lambdaAuthorizerConfig.authorizerUri > lambda_authorizer_config.authorizer_uri",
        ]),
      .resource(
        "dataSources", "aws_appsync_datasource", id: "dataSourceArn", name: .field("name"), mark: "dataSourceArn",
        [
          "dataSourceArn > arn", "name", "dynamodbConfig.tableName > dynamodb_config.table_name",
          "lambdaConfig.lambdaFunctionArn > lambda_config.function_arn", "httpConfig.endpoint > http_config.endpoint",
          "elasticsearchConfig.endpoint > elasticsearch_config.endpoint",
          "openSearchServiceConfig.endpoint > opensearchservice_config.endpoint",
          "eventBridgeConfig.eventBusArn > event_bridge_config.event_bus_arn",
          "relationalDatabaseConfig.rdsHttpEndpointConfig.dbClusterIdentifier > relational_database_config.http_endpoint_config.db_cluster_identifier",
        ], argument: "api_id"),
    ],
    calls: [
      .init("appsync-apis", "appsync list-graphql-apis"),
      .init(
        "appsync-data-sources", "appsync list-data-sources", "--api-id", each: "graphqlApis.apiId", of: "appsync-apis"),
    ])
}
