internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The resources that the transform for serverless applications makes.
extension CloudFormationTranslation {
  /// The sections of `Globals` by the type of resource that they are for.
  static let sharedSections: [String: String] = [
    "AWS::Serverless::Function": "Function", "AWS::Serverless::Api": "Api", "AWS::Serverless::HttpApi": "HttpApi",
    "AWS::Serverless::SimpleTable": "SimpleTable", "AWS::Serverless::StateMachine": "StateMachine",
    "AWS::Serverless::LayerVersion": "LayerVersion",
  ]

  /// Properties with those that all share: maps are united, lists put behind each other, and else a resource's own count.
  static func merged(_ own: CloudValue, with shared: CloudValue) -> CloudValue {
    switch (own, shared) {
    case (.map(let pairs), .map(let others)):
      var merged = pairs
      let positions = Dictionary(
        pairs.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
      for other in others {
        if let position = positions[other.key] {
          merged[position].value = self.merged(merged[position].value, with: other.value)
        } else {
          merged.append(other)
        }
      }
      return .map(merged)
    case (.list(let items), .list(let others)): return .list(others + items)
    default: return own
    }
  }

  /// Properties without the events that are switched off: only the parts that become of them say that they are there.
  static func withoutOff(_ properties: CloudValue) -> CloudValue {
    .map(
      properties.pairs.map { pair in
        guard pair.key == "Events" else { return pair }
        let events = pair.value.pairs.filter { event in
          let settings = event.value["Properties"]
          return settings?["Enabled"]?.bool != false && settings?["State"]?.text != "DISABLED"
        }
        return (pair.key, .map(events))
      })
  }

  /// Adds what triggers a serverless function.
  mutating func addEvent(_ name: String, _ event: CloudValue, of function: CloudResource, _ own: CloudValue) {
    let properties = event["Properties"] ?? .map([])
    switch event["Type"]?.text {
    case "Api"?, "HttpApi"?:
      let isHTTP = event["Type"]?.text == "HttpApi"
      let implicit = function.scope + (isHTTP ? "ServerlessHttpApi" : "ServerlessRestApi")
      var api = properties[isHTTP ? "ApiId" : "RestApiId"]
      if api == nil {
        let type = isHTTP ? "aws_apigatewayv2_api" : "aws_api_gateway_rest_api"
        inventory.add(
          CloudResource(
            implicit, type: type, attributes: .map([]), source: "\(function.source): the API that its events imply",
            at: function.place))
        api = .reference(CloudReference([implicit], attribute: "id"))
      }
      addPart(
        name, of: function, isHTTP ? "aws_apigatewayv2_integration" : "aws_api_gateway_integration",
        [(isHTTP ? "api_id" : "rest_api_id", api), (isHTTP ? "integration_uri" : "uri", own)])
    case "SQS"?, "Kinesis"?, "DynamoDB"?, "MSK"?, "MQ"?, "DocumentDB"?:
      addPart(
        name, of: function, "aws_lambda_event_source_mapping",
        [
          (
            "event_source_arn",
            properties["Queue"] ?? properties["Stream"] ?? properties["Broker"] ?? properties["Cluster"]
          ),
          ("function_name", own), ("enabled", properties["Enabled"]),
        ])
    case "SNS"?:
      addPart(
        name, of: function, "aws_sns_topic_subscription", [("topic_arn", properties["Topic"]), ("endpoint", own)])
    case "S3"?:
      addPart(
        name, of: function, "aws_s3_bucket_notification",
        [("bucket", properties["Bucket"]), ("lambda_function", .list([.map([("lambda_function_arn", own)])]))])
    case "Schedule"?, "ScheduleV2"?, "EventBridgeRule"?, "CloudWatchEvent"?:
      addPart(
        "\(name)Rule", of: function, "aws_cloudwatch_event_rule",
        [
          ("event_bus_name", properties["EventBusName"]), ("is_enabled", properties["Enabled"]),
          ("state", properties["State"]),
        ])
      let rule = CloudValue.reference(CloudReference(["\(function.id).\(name)Rule"], attribute: "name"))
      addPart(name, of: function, "aws_cloudwatch_event_target", [("rule", rule), ("arn", own)])
    case "CloudWatchLogs"?:
      addPart(
        name, of: function, "aws_lambda_event_source_mapping",
        [("event_source_arn", properties["LogGroupName"]), ("function_name", own)])
    case "IoTRule"?, "Cognito"?, "AlexaSkill"?, "SelfManagedKafka"?: break
    default:
      let type = ForeignName.quoted(event["Type"]?.text ?? "", or: "without a plain type")
      notes.skip("event \(type)", because: "is not known")
    }
  }

  /// Adds what the transform makes of settings of a function: an address of its own, and where its results go.
  mutating func addSettings(of function: CloudResource, _ properties: CloudValue, _ own: CloudValue) {
    if properties["FunctionUrlConfig"] != nil {
      addPart("Url", of: function, "aws_lambda_function_url", [("function_name", own)])
    }
    if let destinations = properties["EventInvokeConfig"]?["DestinationConfig"] {
      let parts = [("OnSuccess", "on_success"), ("OnFailure", "on_failure")].compactMap { key, name in
        destinations[key]?["Destination"].map { (name, CloudValue.map([("destination", $0)])) }
      }
      addPart(
        "EventInvokeConfig", of: function, "aws_lambda_function_event_invoke_config",
        [("function_name", own), ("destination_config", .map(parts))])
    }
  }

  /// Adds a connector: its source may use its destination, or feeds it.
  ///
  /// Ends are named by the logical id, without a function around it.
  mutating func addConnector(
    _ name: String, of holder: CloudResource, from source: CloudValue?, to destination: CloudValue?
  ) {
    func ends(_ value: CloudValue?) -> CloudValue {
      .list(
        (value?.items ?? []).compactMap { end in
          if let id = end["Id"]?.text { return .reference(CloudReference([holder.scope + id], attribute: "id")) }
          return end["Id"] ?? end["Arn"] ?? end["QueueUrl"]
        })
    }
    addPart(
      name, of: holder, "aws_serverless_connector", [("source", ends(source)), ("destination", ends(destination))])
  }
}
