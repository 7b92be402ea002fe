extension AWSService {
  /// Functions, and what calls them.
  static let lambda = AWSService(
    types: [
      .part(
        "aws_lambda_function", "aws/lambda-function", by: ["function_name", "qualified_arn", "invoke_arn"],
        isNamedPlainly: true, isExternal: true),
      .part("aws_lambda_alias", "aws/lambda-function", by: ["invoke_arn"]),
      .setting("aws_lambda_layer_version", "aws/lambda-layer"),
      .path("aws_lambda_event_source_mapping", "aws/event-source-mapping"),
      CloudType(
        type: "aws_lambda_function_url", kind: "aws/function-url", role: .path, addresses: ["function_url"]),
      .glue("aws_lambda_permission"),
      .glue("aws_lambda_function_event_invoke_config"),
      .glue("aws_lambda_provisioned_concurrency_config"),
    ],
    rules: [
      .init("aws_lambda_function", "vpc_config.subnet_ids", .any, "aws_subnet"),
      .init("aws_lambda_function", "vpc_config.security_group_ids", .config, "aws_security_group"),
      .init("aws_lambda_function", "role", .config, "aws_iam_role"),
      .init("aws_lambda_function", "environment", .address),
      .init("aws_lambda_function", "file_system_config.arn", .hard, "aws_efs_access_point"),
      .init("aws_lambda_function", "dead_letter_config.target_arn", .soft),
      .init("aws_lambda_function", "s3_bucket", .restart, "aws_s3_bucket"),
      .init("aws_lambda_function", "image_uri", .restart, "aws_ecr_repository"),
      .init("aws_lambda_function", "layers", .template, "aws_lambda_layer_version"),
      .init("aws_lambda_function", "kms_key_arn", .restart, "aws_kms_key"),
      .init("aws_lambda_alias", "function_name", .hard, "aws_lambda_function"),
      .init("aws_lambda_function_url", "function_name", .hard, "aws_lambda_function"),
      .init("aws_lambda_event_source_mapping", "event_source_arn", .hard),
      .init("aws_lambda_event_source_mapping", "destination_config.on_failure.destination_arn", .soft),
      .init("aws_lambda_event_source_mapping", "function_name", .hard, "aws_lambda_function", "aws_lambda_alias"),
    ],
    places: [
      .text("aws_lambda_function", "environment.variables")
    ],
    counts: [
      .init("aws_lambda_alias", "provisioned_concurrency_config.provisioned_concurrent_executions")
    ],
    limits: [
      .init("aws_lambda_function", .concurrency, "reserved_concurrent_executions"),
      .init("aws_lambda_event_source_mapping", .concurrency, "scaling_config.maximum_concurrency"),
    ],
    callTerms: [
      .init("aws_lambda_event_source_mapping", ["function_name"], ("maximum_retry_attempts", .retries))
    ],
    links: [
      // Without its source nothing new comes; what it serves by other ways it still does.
      .init(
        "aws_lambda_event_source_mapping", "function_name", ["aws_lambda_function", "aws_lambda_alias"], .soft,
        "event_source_arn", []),
      .init(
        "aws_lambda_function_event_invoke_config", "function_name", ["aws_lambda_function"], .soft,
        "destination_config.on_failure.destination", []),
      .init(
        "aws_lambda_function_event_invoke_config", "function_name", ["aws_lambda_function"], .soft,
        "destination_config.on_success.destination", []),
    ],
    cloudFormation: [
      .init("AWS::Lambda::Function", "aws_lambda_function", functionProperties),
      .init("AWS::Serverless::Function", "aws_lambda_function", functionProperties),
      .init("AWS::Lambda::LayerVersion", "aws_lambda_layer_version"),
      .init("AWS::Serverless::LayerVersion", "aws_lambda_layer_version"),
      .init(
        "AWS::Lambda::EventSourceMapping", "aws_lambda_event_source_mapping",
        ["OnFailure.Destination": "destination_arn"]),
      .init("AWS::Lambda::Permission", "aws_lambda_permission"),
      .init("AWS::Lambda::Url", "aws_lambda_function_url", ["TargetFunctionArn": "function_name"]),
      .init("AWS::Lambda::Version", "aws_lambda_alias"),
      .init("AWS::Lambda::EventInvokeConfig", "aws_lambda_function_event_invoke_config"),
      .init("AWS::Lambda::Alias", "aws_lambda_alias"),
    ],
    answers: [
      .resource(
        "Functions", "aws_lambda_function", id: "FunctionName", name: .field("FunctionName"), mark: "FunctionArn",
        [
          "FunctionName", "FunctionArn > arn", "Role", "VpcConfig.SubnetIds[] > vpc_config.subnet_ids",
          "VpcConfig.SecurityGroupIds[] > vpc_config.security_group_ids",
          .whole("Environment.Variables", "environment.variables"),
          "DeadLetterConfig.TargetArn > dead_letter_config.target_arn", "KMSKeyArn > kms_key_arn",
          .blocks("FileSystemConfigs", "file_system_config", ["Arn"]), "Timeout",
        ]),
      .resource(
        "EventSourceMappings", "aws_lambda_event_source_mapping", id: "UUID",
        [
          "EventSourceArn", "FunctionArn > function_name", "MaximumRetryAttempts",
          "ScalingConfig.MaximumConcurrency > scaling_config.maximum_concurrency",
        ], gone: ("State", ["Disabled", "Deleting"])),
      // What is asked for one function; see AWSItemJoins.
      .resource(
        "ReservedConcurrentExecutions", "function_concurrency", id: "ReservedConcurrentExecutions",
        ["ReservedConcurrentExecutions"], argument: "function", isAtTop: true),
    ],
    calls: [
      .init("lambda-functions", "lambda list-functions"),
      .init(
        "lambda-concurrency", "lambda get-function-concurrency", "--function-name", each: "Functions.FunctionName",
        of: "lambda-functions"),
      .init("lambda-event-source-mappings", "lambda list-event-source-mappings"),
    ])

  private static let functionProperties = [
    "Code": "", "CodeUri": "", "CodeUri.Bucket": "s3_bucket", "FileSystemConfigs": "file_system_config",
    "DeadLetterQueue": "dead_letter_config",
  ]
}
