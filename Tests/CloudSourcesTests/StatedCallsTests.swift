import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// How the resources of clouds call each other, where a file states it.
@Suite struct StatedCallsTests {
  private static let lambda = "arn:aws:lambda:eu-west-1:123456789012:function:f"

  private static func function(_ more: String = "") -> States.Resource {
    (
      "aws_lambda_function.f",
      #""function_name":"f","arn":"\#(lambda)","invoke_arn":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\#(lambda)/invocations"\#(more)"#
    )
  }

  // MARK: Queues and functions

  private func queue(_ policy: String) throws -> [String] {
    let arn = "arn:aws:sqs:eu-west-1:123456789012:q"
    return try States.answer([
      ("aws_sqs_queue.q", #""name":"q","arn":"\#(arn)","visibility_timeout_seconds":90\#(policy)"#),
      Self.function(),
      (
        "aws_lambda_event_source_mapping.m",
        #""event_source_arn":"\#(arn)","function_name":"\#(Self.lambda)","function_arn":"\#(Self.lambda)""#
      ),
    ]).model.calls("aws_lambda_event_source_mapping.m", "aws_lambda_function.f")
  }

  @Test("A message of a queue is given again after it was hidden, as often as the queue allows")
  func visibility() throws {
    let policy = #","redrive_policy":"{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:1:d\",\"maxReceiveCount\":4}""#
    #expect(try queue(policy) == ["needs: 3 retries, 1m30s"])
    #expect(try queue("") == ["needs: 1m30s"])
    #expect(try queue(#","redrive_policy":"{\"maxReceiveCount\":1}""#) == ["needs: 1m30s"])
    #expect(try queue(#","redrive_policy":"{\"maxReceiveCount\":\"many\"}""#) == ["needs: 1m30s"])
    #expect(try queue(#","redrive_policy":"not JSON""#) == ["needs: 1m30s"])
  }

  @Test("Whoever calls a function waits no longer than the function may run")
  func functionTime() throws {
    let model = try States.answer([
      Self.function(#","timeout":15"#),
      ("aws_lambda_alias.live", #""name":"live","arn":"\#(Self.lambda):live","function_name":"\#(Self.lambda)""#),
    ]).model
    #expect(model.calls("aws_lambda_alias.live", "aws_lambda_function.f") == ["needs: 15s"])
  }

  @Test("The shorter time counts if a function and its caller both state one")
  func shorterTime() throws {
    func calls(_ function: Int, _ integration: Int) throws -> [String] {
      let uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\(Self.lambda)/invocations"
      return try States.answer([
        ("aws_api_gateway_rest_api.api", #""id":"abc123","name":"api""#), Self.function(#","timeout":\#(function)"#),
        (
          "aws_api_gateway_integration.i",
          #""id":"agi-1","rest_api_id":"abc123","http_method":"GET","uri":"\#(uri)","timeout_milliseconds":\#(integration)"#
        ),
      ]).model.calls("aws_api_gateway_integration.i", "aws_lambda_function.f")
    }
    #expect(try calls(60, 29_000) == ["needs: 29s"])
    #expect(try calls(3, 29_000) == ["needs: 3s"])
  }

  @Test("A stream's records are tried again as often as the mapping says, and not where it sets no limit")
  func streamRetries() throws {
    func calls(_ retries: Int) throws -> [String] {
      let arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/s"
      return try States.answer([
        ("aws_kinesis_stream.s", #""name":"s","arn":"\#(arn)""#), Self.function(),
        (
          "aws_lambda_event_source_mapping.m",
          #""event_source_arn":"\#(arn)","function_name":"\#(Self.lambda)","maximum_retry_attempts":\#(retries)"#
        ),
      ]).model.calls("aws_lambda_event_source_mapping.m", "aws_lambda_function.f")
    }
    #expect(try calls(5) == ["needs: 5 retries"])
    #expect(try calls(-1) == ["needs: "])
    #expect(try calls(0) == ["needs: "])
    #expect(try calls(10_000) == ["needs: "], "no model may state so many")
  }

  @Test("A rule tries its target again as often as its policy says")
  func eventRetries() throws {
    let model = try States.answer([
      ("aws_cloudwatch_event_rule.r", #""name":"r""#), Self.function(),
      (
        "aws_cloudwatch_event_target.t",
        #""rule":"r","arn":"\#(Self.lambda)","retry_policy":[{"maximum_retry_attempts":8,"maximum_event_age_in_seconds":60}]"#
      ),
    ]).model
    #expect(model.calls("aws_cloudwatch_event_target.t", "aws_lambda_function.f") == ["needs: 8 retries"])
  }

  // MARK: Load balancers

  private func balancer(_ attributes: String) throws -> Model {
    let start = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:"
    return try States.answer([
      ("aws_lb.lb", #""name":"lb","arn":"\#(start)loadbalancer/app/lb/1","internal":true,\#(attributes)"#),
      ("aws_lb_target_group.g", #""name":"g","arn":"\#(start)targetgroup/g/1""#),
      ("aws_lb_target_group.h", #""name":"h","arn":"\#(start)targetgroup/h/1""#),
      (
        "aws_lb_listener.l",
        #""arn":"\#(start)listener/app/lb/1/1","load_balancer_arn":"\#(start)loadbalancer/app/lb/1","default_action":[{"type":"forward","forward":[{"target_group":[{"arn":"\#(start)targetgroup/g/1"},{"arn":"\#(start)targetgroup/h/1"}]}]}]"#
      ),
    ]).model
  }

  @Test("The ways through a load balancer wait for targets as long as a connection may be idle")
  func idleTime() throws {
    let model = try balancer(#""load_balancer_type":"application","idle_timeout":75"#)
    // The loss of each group is a requirement of its own, and no call.
    #expect(model.calls("aws_lb_listener.l", "aws_lb_target_group.g") == ["needs: 1m15s", "uses: 0 calls"])
    #expect(model.calls("aws_lb_listener.l", "aws_lb.lb") == ["needs: "])
    // The load balancer itself calls nothing besides what its listener does.
    #expect(model.calls("aws_lb.lb", "aws_lb_target_group.g") == ["uses: 0 calls"])
  }

  @Test("The idle time of a load balancer of connections says nothing of answers")
  func networkBalancer() throws {
    let model = try balancer(#""load_balancer_type":"network","idle_timeout":75"#)
    #expect(model.calls("aws_lb_listener.l", "aws_lb_target_group.g") == ["needs: ", "uses: 0 calls"])
  }

  @Test("A classic load balancer waits for its instances")
  func classicBalancer() throws {
    let model = try States.answer([
      ("aws_instance.a", #""id":"i-0123456789abcdef0""#),
      ("aws_elb.e", #""name":"e","instances":["i-0123456789abcdef0"],"idle_timeout":40"#),
    ]).model
    #expect(model.calls("aws_elb.e", "aws_instance.a") == ["needs: 40s"])
  }

  @Test("A distribution tries each origin as its block says")
  func distribution() throws {
    let model = try States.answer([
      (
        "aws_cloudfront_distribution.d",
        #""domain_name":"d1.cloudfront.net","default_cache_behavior":[{"target_origin_id":"a"}],"origin":[{"origin_id":"a","domain_name":"a.example.org","connection_attempts":3,"custom_origin_config":[{"origin_read_timeout":30}]},{"origin_id":"b","domain_name":"b.example.org","connection_attempts":1}]"#
      )
    ]).model
    #expect(model.calls("aws_cloudfront_distribution.d", "host/a.example.org") == ["needs: 2 retries, 30s"])
    #expect(model.calls("aws_cloudfront_distribution.d", "host/b.example.org") == ["uses: "])
  }

  @Test("A route of a mesh states a try's time before that of all tries, for itself and for its router")
  func mesh() throws {
    func calls(_ retry: String) throws -> [String] {
      let model = try States.answer([
        ("aws_appmesh_virtual_router.r", #""name":"r","id":"r-1""#),
        ("aws_appmesh_virtual_node.n", #""name":"n","id":"n-1""#),
        (
          "aws_appmesh_route.x",
          #""name":"x","virtual_router_name":"r","spec":[{"http_route":[{"action":[{"weighted_target":[{"virtual_node":"n","weight":1}]}],"timeout":[{"per_request":[{"unit":"s","value":15}]}]\#(retry)}]}]"#
        ),
      ]).model
      return ["aws_appmesh_route.x", "aws_appmesh_virtual_router.r"].flatMap {
        model.calls($0, "aws_appmesh_virtual_node.n")
      }
    }
    let retry = #","retry_policy":[{"max_retries":2,"per_retry_timeout":[{"unit":"ms","value":2500}]}]"#
    #expect(try calls(retry) == ["needs: 2 retries, 2s500ms", "needs: 2 retries, 2s500ms"])
    #expect(try calls("") == ["needs: 15s", "needs: 15s"])
  }

  // MARK: Other clouds

  @Test("A backend service waits for its groups only if it sends requests")
  func backendService() throws {
    func calls(_ type: String, _ more: String) throws -> [String] {
      try States.answer([
        ("google_compute_instance_group.g", #""name":"g","id":"projects/p/zones/europe-west1-b/instanceGroups/g""#),
        (
          "\(type).s",
          #""name":"s","timeout_sec":20,"backend":[{"group":"projects/p/zones/europe-west1-b/instanceGroups/g"}]\#(more)"#
        ),
      ]).model.calls("\(type).s", "google_compute_instance_group.g")
    }
    let regional = "google_compute_region_backend_service"
    #expect(try calls("google_compute_backend_service", "") == ["needs: 20s"])
    #expect(try calls("google_compute_backend_service", #","protocol":"TCP""#) == ["needs: "])
    #expect(try calls(regional, #","protocol":"HTTPS""#) == ["needs: 20s"])
    #expect(try calls(regional, "") == ["needs: "])
  }

  @Test("A map of paths states the retries and the time of its default way")
  func pathMap() throws {
    let link = "projects/p/global/backendServices/s"
    let model = try States.answer([
      ("google_compute_backend_service.s", #""name":"s","id":"\#(link)""#),
      (
        "google_compute_url_map.m",
        #""name":"m","default_service":"\#(link)","default_route_action":[{"timeout":[{"seconds":"30","nanos":0}],"retry_policy":[{"num_retries":3,"per_try_timeout":[{"seconds":"5"}]}]}]"#
      ),
    ]).model
    #expect(model.calls("google_compute_url_map.m", "google_compute_backend_service.s") == ["needs: 3 retries, 5s"])
  }

  @Test("A push waits for its answer until the message must be acknowledged")
  func push() throws {
    let model = try States.answer([
      ("google_pubsub_topic.t", #""name":"t","id":"projects/p/topics/t""#),
      (
        "google_pubsub_subscription.s",
        #""name":"s","topic":"projects/p/topics/t","ack_deadline_seconds":20,"push_config":[{"push_endpoint":"https://push.example.org/in"}],"dead_letter_policy":[{"max_delivery_attempts":6}]"#
      ),
    ]).model
    #expect(model.calls("google_pubsub_subscription.s", "host/push.example.org") == ["uses: 5 retries, 20s"])
    #expect(model.calls("google_pubsub_subscription.s", "google_pubsub_topic.t") == ["needs: "])
  }

  @Test("A rule of a load balancer of Azure waits as long as a connection may be idle")
  func azureRule() throws {
    let id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/loadBalancers/lb"
    let model = try States.answer([
      ("azurerm_lb.lb", #""name":"lb","id":"\#(id)""#),
      (
        "azurerm_lb_backend_address_pool.p",
        #""name":"p","id":"\#(id)/backendAddressPools/p","loadbalancer_id":"\#(id)""#
      ),
      (
        "azurerm_lb_rule.r",
        #""name":"r","loadbalancer_id":"\#(id)","backend_address_pool_ids":["\#(id)/backendAddressPools/p"],"idle_timeout_in_minutes":4"#
      ),
    ]).model
    #expect(model.calls("azurerm_lb_rule.r", "azurerm_lb_backend_address_pool.p") == ["needs: 4m"])
    #expect(model.calls("azurerm_lb_rule.r", "azurerm_lb.lb") == ["needs: "])
  }

  @Test("A gateway of Azure waits for its members if all of its settings state the same time")
  func azureGateway() throws {
    func calls(_ settings: String) throws -> [String] {
      try States.answer([
        (
          "azurerm_application_gateway.g",
          #""name":"g","backend_address_pool":[{"name":"p","fqdns":["a.example.org"]}],"backend_http_settings":[\#(settings)]"#
        )
      ]).model.calls("azurerm_application_gateway.g", "host/a.example.org")
    }
    #expect(try calls(#"{"request_timeout":45}"#) == ["needs: 45s"])
    #expect(try calls(#"{"request_timeout":45},{"request_timeout":20}"#) == ["needs: "])
  }

  @Test("A front door waits for its origins as its profile says")
  func frontDoor() throws {
    let id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Cdn/profiles/f"
    let model = try States.answer([
      ("azurerm_cdn_frontdoor_profile.f", #""name":"f","id":"\#(id)","response_timeout_seconds":120"#),
      (
        "azurerm_cdn_frontdoor_origin_group.o",
        #""name":"o","id":"\#(id)/originGroups/o","cdn_frontdoor_profile_id":"\#(id)""#
      ),
      (
        "azurerm_cdn_frontdoor_origin.a",
        #""name":"a","cdn_frontdoor_origin_group_id":"\#(id)/originGroups/o","host_name":"a.example.org","enabled":true"#
      ),
    ]).model
    #expect(model.calls("azurerm_cdn_frontdoor_origin.a", "host/a.example.org") == ["needs: 2m"])
  }

  // MARK: Other forms

  @Test("A template of CloudFormation states calls in its own names")
  func template() throws {
    let model = try Templates.answer(
      """
      AWSTemplateFormatVersion: 2010-09-09
      Resources:
        F: { Type: AWS::Lambda::Function, Properties: { Timeout: 40 } }
        Dead: { Type: AWS::SQS::Queue }
        Q:
          Type: AWS::SQS::Queue
          Properties:
            VisibilityTimeout: 30
            RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3 }
        M:
          Type: AWS::Lambda::EventSourceMapping
          Properties: { EventSourceArn: !GetAtt Q.Arn, FunctionName: !GetAtt F.Arn }
        Rule:
          Type: AWS::Events::Rule
          Properties: { Targets: [{ Id: t, Arn: !GetAtt F.Arn, RetryPolicy: { MaximumRetryAttempts: 4 } }] }
        Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: api } }
        Method:
          Type: AWS::ApiGateway::Method
          Properties:
            RestApiId: !Ref Api
            HttpMethod: GET
            Integration:
              TimeoutInMillis: 5000
              Uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations"
        Lb:
          Type: AWS::ElasticLoadBalancingV2::LoadBalancer
          Properties:
            Scheme: internal
            LoadBalancerAttributes: [{ Key: idle_timeout.timeout_seconds, Value: "20" }]
        G: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Name: g } }
        L:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties: { LoadBalancerArn: !Ref Lb, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref G }] }
      """
    ).model
    #expect(model.calls("M", "F") == ["needs: 2 retries, 30s"])
    #expect(model.calls("Rule.t", "F") == ["needs: 4 retries, 40s"])
    #expect(model.calls("Method", "F") == ["needs: 5s"])
    #expect(model.calls("L", "G") == ["needs: 20s"])
  }

  @Test("A plan states calls where it knows them")
  func plan() throws {
    let text = TerraformFiles.plan(
      [
        TerraformFiles.change("aws_lambda_function.f", #""function_name":"f","timeout":10"#, unknown: ["arn"]),
        TerraformFiles.change("aws_sqs_queue.q", #""name":"q","visibility_timeout_seconds":60"#, unknown: ["arn"]),
        TerraformFiles.change(
          "aws_lambda_event_source_mapping.m", #""batch_size":10"#, unknown: ["event_source_arn", "function_name"]),
      ],
      [
        TerraformFiles.declaration("aws_lambda_function.f"), TerraformFiles.declaration("aws_sqs_queue.q"),
        TerraformFiles.declaration(
          "aws_lambda_event_source_mapping.m",
          [
            ("event_source_arn", ["aws_sqs_queue.q.arn", "aws_sqs_queue.q"]),
            ("function_name", ["aws_lambda_function.f.arn", "aws_lambda_function.f"]),
          ]),
      ])
    let model = try ImportedAnswer(text: text, file: "plan.json").model
    #expect(model.calls("aws_lambda_event_source_mapping.m", "aws_lambda_function.f") == ["needs: 10s"])
  }

  @Test("Answers of the AWS command line state calls in their names")
  func answers() throws {
    let queue = "arn:aws:sqs:eu-west-1:123456789012:q"
    let model = try AWSLive.load([
      "lambda-functions.json":
        #"{"Functions":[{"FunctionName":"f","FunctionArn":"\#(Self.lambda)","Timeout":300}]}"#,
      "sqs-attributes.q.json":
        #"{"Attributes":{"QueueArn":"\#(queue)","VisibilityTimeout":"45","RedrivePolicy":"{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:d\",\"maxReceiveCount\":5}"}}"#,
      "lambda-event-source-mappings.json":
        #"{"EventSourceMappings":[{"UUID":"u","EventSourceArn":"\#(queue)","FunctionArn":"\#(Self.lambda)","ScalingConfig":{"MaximumConcurrency":8}}]}"#,
    ]).model
    let mapping = try #require(model.components.first { $0.kind == "aws/event-source-mapping" })
    let function = try #require(model.components.first { $0.kind == "aws/lambda-function" })
    #expect(model.calls(mapping.id.text, function.id.text) == ["needs: 4 retries, 45s"])
    #expect(mapping.slots?.description == "8")
  }

  @Test("An answer about the settings of one load balancer states its idle time by the file that it is in")
  func balancerAttributes() throws {
    let start = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:"
    let model = try AWSLive.load([
      "elbv2-load-balancers.json":
        #"{"LoadBalancers":[{"LoadBalancerArn":"\#(start)loadbalancer/app/web/1","LoadBalancerName":"web","Type":"application","Scheme":"internal"}]}"#,
      "elbv2-load-balancer-attributes.web.json":
        #"{"Attributes":[{"Key":"deletion_protection.enabled","Value":"true"},{"Key":"idle_timeout.timeout_seconds","Value":"65"}]}"#,
      "elbv2-target-groups.json":
        #"{"TargetGroups":[{"TargetGroupArn":"\#(start)targetgroup/g/1","TargetGroupName":"g"}]}"#,
      "elbv2-listeners.web.json":
        #"{"Listeners":[{"ListenerArn":"\#(start)listener/app/web/1/1","LoadBalancerArn":"\#(start)loadbalancer/app/web/1","Port":443,"DefaultActions":[{"Type":"forward","TargetGroupArn":"\#(start)targetgroup/g/1"}]}]}"#,
    ]).model
    let listener = try #require(model.components.first { $0.kind == "aws/listener" })
    let group = try #require(model.components.first { $0.kind == "aws/target-group" })
    #expect(model.calls(listener.id.text, group.id.text) == ["needs: 1m5s"])
  }
}
