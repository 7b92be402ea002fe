import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// How much work the resources of clouds can do, where a file states it.
@Suite struct StatedLimitsTests {
  static let capacities: [(type: String, attributes: String, capacity: String?)] = [
    // Disks: operations come before throughput.
    ("aws_ebs_volume", #""iops":3000,"throughput":125"#, "3000 IOPS"),
    ("aws_ebs_volume", #""iops":null,"throughput":125"#, "125 MiB/s"),
    ("aws_ebs_volume", #""iops":0,"throughput":0"#, nil), ("aws_ebs_volume", #""size":10"#, nil),
    ("aws_ebs_volume", #""iops":-5"#, nil), ("aws_ebs_volume", #""iops":99999999999999999999"#, nil),
    ("aws_db_instance", #""iops":12000,"storage_throughput":500"#, "12000 IOPS"),
    ("aws_rds_cluster", #""iops":1000"#, "1000 IOPS"),
    ("aws_efs_file_system", #""throughput_mode":"provisioned","provisioned_throughput_in_mibps":12.5"#, "12.5 MiB/s"),
    ("aws_fsx_windows_file_system", #""throughput_capacity":32"#, "32 MB/s"),
    (
      "aws_fsx_ontap_file_system", #""throughput_capacity":null,"throughput_capacity_per_ha_pair":384,"ha_pairs":2"#,
      "768 MB/s"
    ),
    ("azurerm_managed_disk", #""disk_iops_read_write":5000,"disk_mbps_read_write":200"#, "5000 IOPS"),
    ("azurerm_managed_disk", #""disk_mbps_read_write":200"#, "200 MB/s"),
    ("azurerm_netapp_volume", #""throughput_in_mibps":64"#, "64 MiB/s"),
    ("azurerm_mysql_flexible_server", #""storage":[{"iops":360}]"#, "360 IOPS"),
    ("google_compute_disk", #""provisioned_iops":7000,"provisioned_throughput":300"#, "7000 IOPS"),
    ("google_compute_region_disk", #""provisioned_throughput":300"#, "300 MB/s"),
    ("google_filestore_instance", #""performance_config":[{"fixed_iops":[{"max_iops":17000}]}]"#, "17000 IOPS"),
    // Streams and tables.
    ("aws_kinesis_stream", #""shard_count":4,"stream_mode_details":[{"stream_mode":"PROVISIONED"}]"#, "4000/s"),
    ("aws_kinesis_stream", #""shard_count":4"#, "4000/s"),
    ("aws_kinesis_stream", #""shard_count":4,"stream_mode_details":[{"stream_mode":"ON_DEMAND"}]"#, nil),
    (
      "aws_dynamodb_table", #""billing_mode":"PROVISIONED","read_capacity":20,"write_capacity":5"#,
      "25 capacity units/s"
    ),
    ("aws_dynamodb_table", #""read_capacity":20"#, nil),
    ("aws_dynamodb_table", #""billing_mode":"PAY_PER_REQUEST","read_capacity":20,"write_capacity":5"#, nil),
    ("azurerm_cosmosdb_sql_container", #""throughput":400"#, "400 RU/s"),
    (
      "azurerm_cosmosdb_mongo_database", #""throughput":400,"autoscale_settings":[{"max_throughput":4000}]"#,
      "4000 RU/s"
    ),
    ("azurerm_eventhub_namespace", #""sku":"Standard","capacity":2"#, "2000/s"),
    ("azurerm_eventhub_namespace", #""sku":"Premium","capacity":2"#, nil),
    (
      "azurerm_eventhub_namespace",
      #""sku":"Standard","capacity":2,"auto_inflate_enabled":true,"maximum_throughput_units":20"#, "20000/s"
    ),
    ("google_cloud_tasks_queue", #""rate_limits":[{"max_dispatches_per_second":0.5}]"#, "0.5/s"),
    (
      "google_pubsub_lite_topic", #""partition_config":[{"count":3,"capacity":[{"publish_mib_per_sec":4}]}]"#,
      "12 MiB/s"
    ),
    ("aws_cloudwatch_event_api_destination", #""invocation_rate_limit_per_second":20"#, "20/s"),
    // Lines.
    ("aws_dx_connection", #""bandwidth":"10Gbps""#, "10 Gbit/s"),
    ("aws_dx_lag", #""connections_bandwidth":"500Mbps","number_of_connections":2"#, "1000 Mbit/s"),
    ("aws_dx_connection", #""bandwidth":"fast""#, nil),
    ("azurerm_express_route_circuit", #""bandwidth_in_mbps":50"#, "50 Mbit/s"),
    ("azurerm_express_route_circuit", #""bandwidth_in_gbps":5"#, "5 Gbit/s"),
    ("google_compute_interconnect_attachment", #""bandwidth":"BPS_500M""#, "500 Mbit/s"),
    ("google_vpc_access_connector", #""max_throughput":300"#, "300 Mbit/s"),
  ]

  @Test("The capacity of a resource is the one that its attributes state", arguments: capacities)
  func capacity(_ type: String, _ attributes: String, _ capacity: String?) throws {
    #expect(try States.answer([("\(type).x", attributes)]).model.capacity("\(type).x") == capacity)
  }

  static let held: [(type: String, attributes: String, slots: String?)] = [
    ("aws_lambda_function", #""function_name":"f","reserved_concurrent_executions":100"#, "100"),
    ("aws_lambda_function", #""function_name":"f","reserved_concurrent_executions":-1"#, nil),
    ("aws_lambda_function", #""function_name":"f","reserved_concurrent_executions":0"#, nil),
    ("aws_lambda_event_source_mapping", #""scaling_config":[{"maximum_concurrency":10}]"#, "10"),
    ("azurerm_function_app_flex_consumption", #""http_concurrency":16,"maximum_instance_count":50"#, "800"),
    ("azurerm_function_app_flex_consumption", #""maximum_instance_count":50"#, nil),
    ("azurerm_signalr_service", #""sku":[{"name":"Standard_S1","capacity":5}]"#, "5000"),
    ("azurerm_signalr_service", #""sku":[{"name":"Free_F1","capacity":1}]"#, nil),
    ("azurerm_web_pubsub", #""sku":"Premium_P1","capacity":2"#, "2000"),
    (
      "google_cloud_run_v2_service",
      #""template":[{"max_instance_request_concurrency":80,"scaling":[{"max_instance_count":10}]}]"#, "800"
    ),
    ("google_cloud_run_v2_service", #""template":[{"max_instance_request_concurrency":80,"scaling":[]}]"#, nil),
    (
      "google_cloud_run_service",
      #""template":[{"metadata":[{"annotations":{"autoscaling.knative.dev/maxScale":"5"}}],"spec":[{"container_concurrency":20}]}]"#,
      "100"
    ),
    (
      "google_cloud_run_service",
      #""template":[{"metadata":[{"annotations":{"autoscaling.knative.dev/maxScale":"9000000000000000000"}}],"spec":[{"container_concurrency":20}]}]"#,
      nil
    ),
    ("google_cloudfunctions_function", #""max_instances":7"#, "7"),
    (
      "google_cloudfunctions2_function",
      #""service_config":[{"max_instance_request_concurrency":10,"max_instance_count":3}]"#, "30"
    ),
    ("google_compute_backend_service", #""circuit_breakers":[{"max_requests":1024}]"#, "1024"),
    ("google_cloud_tasks_queue", #""rate_limits":[{"max_concurrent_dispatches":3}]"#, "3"),
    (
      "google_sql_database_instance", #""settings":[{"database_flags":[{"name":"max_connections","value":"250"}]}]"#,
      "250"
    ),
    ("google_sql_database_instance", #""settings":[{"database_flags":[{"name":"log_min_error","value":"1"}]}]"#, nil),
    ("google_alloydb_instance", #""database_flags":{"max_connections":"900"}"#, "900"),
  ]

  @Test("The work that a resource can hold at the same time is what its attributes state", arguments: held)
  func slots(_ type: String, _ attributes: String, _ slots: String?) throws {
    #expect(try States.answer([("\(type).x", attributes)]).model.slots("\(type).x") == slots)
  }

  // MARK: Settings of others

  private func database(_ value: String) throws -> Model {
    try States.answer([
      (
        "aws_db_parameter_group.g",
        #""name":"g","id":"g","parameter":[{"name":"work_mem","value":"1"},{"name":"max_connections","value":"\#(value)"}]"#
      ),
      ("aws_db_instance.db", #""identifier":"db","id":"db-AB1","parameter_group_name":"g""#),
      ("aws_db_proxy.p", #""name":"p","id":"p""#),
      ("aws_db_proxy_target.t", #""db_proxy_name":"p","db_instance_identifier":"db""#),
      (
        "aws_db_proxy_default_target_group.d",
        #""db_proxy_name":"p","connection_pool_config":[{"max_connections_percent":90}]"#
      ),
    ]).model
  }

  @Test("A database holds as many connections as its parameter group says, and a proxy its share of them")
  func parameterGroup() throws {
    let model = try database("200")
    #expect(model.slots("aws_db_instance.db") == "200")
    #expect(model.slots("aws_db_proxy.p") == "180")
  }

  @Test("A formula for connections is no number")
  func formula() throws {
    let model = try database("{DBInstanceClassMemory/9531392}")
    #expect(model.slots("aws_db_instance.db") == nil)
    #expect(model.slots("aws_db_proxy.p") == nil)
  }

  @Test("Each instance of a cluster has the connections of the cluster's group, unless its own group says otherwise")
  func cluster() throws {
    let model = try States.answer([
      (
        "aws_rds_cluster_parameter_group.g",
        #""name":"g","id":"g","parameter":[{"name":"max_connections","value":"500"}]"#
      ),
      ("aws_db_parameter_group.own", #""name":"own","id":"own","parameter":[{"name":"max_connections","value":"50"}]"#),
      ("aws_rds_cluster.c", #""cluster_identifier":"c","id":"c","db_cluster_parameter_group_name":"g""#),
      ("aws_rds_cluster_instance.a", #""identifier":"a","id":"a","cluster_identifier":"c""#),
      (
        "aws_rds_cluster_instance.b",
        #""identifier":"b","id":"b","cluster_identifier":"c","db_parameter_group_name":"own""#
      ),
    ]).model
    #expect(model.slots("aws_rds_cluster_instance.a") == "500")
    #expect(model.slots("aws_rds_cluster_instance.b") == "50")
    #expect(model.slots("aws_rds_cluster.c") == nil)
  }

  @Test("A server of Azure holds the connections that a setting beside it states")
  func serverSetting() throws {
    let id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.DBforPostgreSQL/flexibleServers/pg"
    let model = try States.answer([
      ("azurerm_postgresql_flexible_server.pg", #""name":"pg","id":"\#(id)""#),
      (
        "azurerm_postgresql_flexible_server_configuration.c",
        #""name":"max_connections","server_id":"\#(id)","value":"300""#
      ),
    ]).model
    #expect(model.slots("azurerm_postgresql_flexible_server.pg") == "300")
  }

  @Test("A service of App Runner holds the requests of each instance times the most instances")
  func appRunner() throws {
    let arn = "arn:aws:apprunner:eu-west-1:123456789012:autoscalingconfiguration/a/1/abc"
    let model = try States.answer([
      (
        "aws_apprunner_auto_scaling_configuration_version.a", #""arn":"\#(arn)","max_concurrency":50,"max_size":4"#
      ),
      ("aws_apprunner_service.s", #""service_name":"s","auto_scaling_configuration_arn":"\#(arn)""#),
    ]).model
    #expect(model.slots("aws_apprunner_service.s") == "200")
  }

  // MARK: Interfaces

  @Test("A limit of all methods holds for each method, unless one has a limit of its own")
  func methods() throws {
    func model(_ more: [States.Resource]) throws -> Model {
      try States.answer(
        [
          ("aws_api_gateway_rest_api.api", #""id":"abc123","name":"api""#),
          ("aws_api_gateway_integration.get", #""id":"agi-1","rest_api_id":"abc123","http_method":"GET""#),
          (
            "aws_api_gateway_method_settings.all",
            #""rest_api_id":"abc123","method_path":"*/*","settings":[{"throttling_rate_limit":50,"throttling_burst_limit":100}]"#
          ),
        ] + more
      ).model
    }
    #expect(try model([]).capacity("aws_api_gateway_integration.get") == "50/s")
    let own = (
      address: "aws_api_gateway_method_settings.own",
      attributes: #""rest_api_id":"abc123","method_path":"pets/GET","settings":[{"throttling_rate_limit":5}]"#
    )
    #expect(try model([own]).capacity("aws_api_gateway_integration.get") == nil)
    let stage = (
      address: "aws_api_gateway_method_settings.stage",
      attributes: #""rest_api_id":"abc123","method_path":"*/*","settings":[{"throttling_rate_limit":70}]"#
    )
    #expect(try model([stage]).capacity("aws_api_gateway_integration.get") == nil, "stages differ")
  }

  @Test("A route has its own limit, or else that of all routes of its stage")
  func routes() throws {
    let model = try States.answer([
      ("aws_apigatewayv2_api.api", #""id":"abc123","name":"api""#),
      ("aws_apigatewayv2_route.a", #""id":"r1","api_id":"abc123","route_key":"GET /a""#),
      ("aws_apigatewayv2_route.b", #""id":"r2","api_id":"abc123","route_key":"GET /b""#),
      (
        "aws_apigatewayv2_stage.s",
        #""id":"s","api_id":"abc123","default_route_settings":[{"throttling_rate_limit":100}],"route_settings":[{"route_key":"GET /b","throttling_rate_limit":2.5}]"#
      ),
    ]).model
    #expect(model.capacity("aws_apigatewayv2_route.a") == "100/s")
    #expect(model.capacity("aws_apigatewayv2_route.b") == "2.5/s")
  }

  // MARK: Other forms

  @Test("A plan states what it knows, and nothing of what is known only later")
  func plan() throws {
    let text = TerraformFiles.plan(
      [
        TerraformFiles.change("aws_ebs_volume.a", #""iops":4000"#),
        TerraformFiles.change("aws_ebs_volume.b", #""size":10"#, unknown: ["iops", "throughput"]),
        TerraformFiles.change("aws_dynamodb_table.t", #""name":"t","read_capacity":10"#, unknown: ["write_capacity"]),
        TerraformFiles.change("aws_lambda_function.f", #""function_name":"f","reserved_concurrent_executions":20"#),
      ],
      [
        TerraformFiles.declaration("aws_ebs_volume.a"), TerraformFiles.declaration("aws_ebs_volume.b"),
        TerraformFiles.declaration("aws_dynamodb_table.t"), TerraformFiles.declaration("aws_lambda_function.f"),
      ])
    let model = try ImportedAnswer(text: text, file: "plan.json").model
    #expect(model.capacity("aws_ebs_volume.a") == "4000 IOPS")
    #expect(model.capacity("aws_ebs_volume.b") == nil)
    #expect(model.capacity("aws_dynamodb_table.t") == nil)
    #expect(model.slots("aws_lambda_function.f") == "20")
  }

  @Test("A template of CloudFormation states the same in its own names")
  func template() throws {
    let model = try Templates.answer(
      """
      AWSTemplateFormatVersion: 2010-09-09
      Parameters:
        Rate: { Type: Number, Default: 250 }
        Open: { Type: Number }
      Resources:
        Volume: { Type: AWS::EC2::Volume, Properties: { Iops: !Ref Rate } }
        Unknown: { Type: AWS::EC2::Volume, Properties: { Iops: !Ref Open } }
        Files: { Type: AWS::EFS::FileSystem, Properties: { ThroughputMode: provisioned, ProvisionedThroughputInMibps: 8 } }
        Stream: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 2 } }
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            ProvisionedThroughput: { ReadCapacityUnits: 7, WriteCapacityUnits: 3 }
            GlobalSecondaryIndexes:
              - { IndexName: i, ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }
        OnDemand: { Type: AWS::DynamoDB::Table, Properties: { BillingMode: PAY_PER_REQUEST } }
        Function: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: 12 } }
        Group: { Type: AWS::RDS::DBParameterGroup, Properties: { Parameters: { max_connections: "120" } } }
        Db: { Type: AWS::RDS::DBInstance, Properties: { Iops: 1000, DBParameterGroupName: !Ref Group } }
        Proxy: { Type: AWS::RDS::DBProxy, Properties: { DBProxyName: p } }
        Targets:
          Type: AWS::RDS::DBProxyTargetGroup
          Properties:
            DBProxyName: !Ref Proxy
            DBInstanceIdentifiers: [!Ref Db]
            ConnectionPoolConfigurationInfo: { MaxConnectionsPercent: 50 }
        Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: api, ProtocolType: HTTP } }
        Route: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: GET / } }
        Stage:
          Type: AWS::ApiGatewayV2::Stage
          Properties: { ApiId: !Ref Api, DefaultRouteSettings: { ThrottlingRateLimit: 40 } }
      """
    ).model
    #expect(model.capacity("Volume") == "250 IOPS")
    #expect(model.capacity("Unknown") == nil)
    #expect(model.capacity("Files") == "8 MiB/s")
    #expect(model.capacity("Stream") == "2000/s")
    #expect(model.capacity("Table") == "10 capacity units/s")
    #expect(model.capacity("OnDemand") == nil)
    #expect(model.slots("Function") == "12")
    #expect(model.capacity("Db") == "1000 IOPS")
    #expect(model.slots("Db") == "120")
    #expect(model.slots("Proxy") == "60")
    #expect(model.capacity("Route") == "40/s")
  }

  @Test("Answers of the AWS command line state the same in their names")
  func answers() throws {
    let model = try AWSLive.load([
      "ec2-volumes.json":
        #"{"Volumes":[{"VolumeId":"vol-0123456789abcdef0","Iops":3000,"Throughput":125,"AvailabilityZone":"eu-west-1a"}]}"#,
      "rds-db-instances.json":
        #"{"DBInstances":[{"DBInstanceIdentifier":"db","DBInstanceArn":"arn:aws:rds:eu-west-1:123456789012:db:db","Iops":2000}]}"#,
      "efs-file-systems.json":
        #"{"FileSystems":[{"FileSystemId":"fs-0123456789abcdef0","NumberOfMountTargets":0,"ProvisionedThroughputInMibps":16.0}]}"#,
      "dynamodb-table.t.json":
        #"{"Table":{"TableName":"t","TableArn":"arn:aws:dynamodb:eu-west-1:123456789012:table/t","ProvisionedThroughput":{"ReadCapacityUnits":8,"WriteCapacityUnits":2}}}"#,
      "dynamodb-table.u.json":
        #"{"Table":{"TableName":"u","TableArn":"arn:aws:dynamodb:eu-west-1:123456789012:table/u","BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST"},"ProvisionedThroughput":{"ReadCapacityUnits":0,"WriteCapacityUnits":0}}}"#,
      "kinesis-stream.s.json":
        #"{"StreamDescriptionSummary":{"StreamName":"s","StreamARN":"arn:aws:kinesis:eu-west-1:123456789012:stream/s","OpenShardCount":3,"StreamModeDetails":{"StreamMode":"PROVISIONED"}}}"#,
      "dx-connections.json":
        #"{"connections":[{"connectionId":"dxcon-abc","connectionName":"dx","connectionState":"available","bandwidth":"1Gbps"}]}"#,
    ]).model
    func capacity(_ end: String) -> String? {
      model.components.first { $0.id.text.hasSuffix(end) }?.capacity?.modelText
    }
    #expect(capacity("vol-0123456789abcdef0") == "3000 IOPS")
    #expect(capacity("db") == "2000 IOPS")
    #expect(capacity("fs-0123456789abcdef0") == "16 MiB/s")
    #expect(capacity("t") == "10 capacity units/s")
    #expect(capacity("u") == nil)
    #expect(capacity("s") == "3000/s")
    #expect(capacity("dx") == "1 Gbit/s")
  }

  @Test("An answer about one function states its concurrency by the file that it is in")
  func functionConcurrency() throws {
    let start = "arn:aws:lambda:eu-west-1:123456789012:function:"
    let model = try AWSLive.load([
      "lambda-functions.json":
        #"{"Functions":[{"FunctionName":"one","FunctionArn":"\#(start)one"},{"FunctionName":"two_b","FunctionArn":"\#(start)two_b"},{"FunctionName":"three","FunctionArn":"\#(start)three"}]}"#,
      "lambda-concurrency.one.json": #"{"ReservedConcurrentExecutions":25}"#,
      "lambda-concurrency.\(AWSCallTable.fileName(of: "two_b")).json": #"{"ReservedConcurrentExecutions":25}"#,
      "lambda-concurrency.gone.json": #"{"ReservedConcurrentExecutions":7}"#,
    ]).model
    let slots = Dictionary(uniqueKeysWithValues: model.components.map { ($0.id.text, $0.slots?.description) })
    #expect(slots["one"] == "25")
    #expect(slots["two_b"] == "25")
    #expect(slots["three"] == .some(nil))
    #expect(!model.components.contains { $0.kind == nil }, "an answer is no component")
  }

  @Test("A resource in the form of Azure's own interface states the same")
  func azureInterface() throws {
    let model = try States.answer([
      (
        "azapi_resource.disk",
        #""type":"Microsoft.Compute/disks@2024-03-02","name":"d","body":{"properties":{"diskIOPSReadWrite":2500}}"#
      ),
      (
        "azapi_resource.hubs",
        #""type":"Microsoft.EventHub/namespaces@2024-01-01","name":"n","body":{"sku":{"name":"Standard","capacity":4}}"#
      ),
    ]).model
    #expect(model.capacity("azapi_resource.disk") == "2500 IOPS")
    #expect(model.capacity("azapi_resource.hubs") == "4000/s")
  }
}
