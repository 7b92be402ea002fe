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
          ("function_name", own),
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
        "\(name)Rule", of: function, "aws_cloudwatch_event_rule", [("event_bus_name", properties["EventBusName"])])
      let rule = CloudValue.reference(CloudReference(["\(function.id).\(name)Rule"], attribute: "name"))
      addPart(name, of: function, "aws_cloudwatch_event_target", [("rule", rule), ("arn", own)])
    default:
      let type = ForeignName.quoted(event["Type"]?.text ?? "", or: "without a plain type")
      notes.skip("event \(type)", because: "is not known")
    }
  }
}
