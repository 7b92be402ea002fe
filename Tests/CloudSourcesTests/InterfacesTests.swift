import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// Interfaces of API Gateway: they fail with what stands behind them, and so do the names before them.
@Suite struct InterfacesTests {
  private static let function: States.Resource = (
    "aws_lambda_function.orders",
    #""id":"orders","function_name":"orders","arn":"arn:aws:lambda:eu-west-1:111111111111:function:orders","invoke_arn":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:orders/invocations""#
  )

  private static let before: [States.Resource] = [
    (
      "aws_cloudfront_distribution.cdn",
      #""id":"E1","domain_name":"d1.cloudfront.net","origin":[{"origin_id":"api","domain_name":"abc123def4.execute-api.eu-west-1.amazonaws.com"}],"default_cache_behavior":[{"target_origin_id":"api"}]"#
    ),
    (
      "aws_route53_record.www",
      #""id":"w","zone_id":"Z1","name":"www.shop.example","type":"A","alias":[{"name":"d1.cloudfront.net"}]"#
    ),
  ]

  @Test(
    "A function down takes down the interface of any version, and CDN and DNS in front",
    arguments: [
      [
        ("aws_api_gateway_rest_api.api", #""id":"abc123def4","name":"api""#),
        (
          "aws_api_gateway_integration.i",
          #""id":"i","rest_api_id":"abc123def4","uri":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:orders/invocations""#
        ),
        ("aws_api_gateway_integration.cors", #""id":"c","rest_api_id":"abc123def4","type":"MOCK""#),
      ],
      [
        ("aws_apigatewayv2_api.api", #""id":"abc123def4","name":"api","protocol_type":"HTTP""#),
        (
          "aws_apigatewayv2_integration.i",
          #""id":"i","api_id":"abc123def4","integration_uri":"arn:aws:lambda:eu-west-1:111111111111:function:orders:live""#
        ),
      ],
      [
        ("aws_apigatewayv2_api.api", #""id":"abc123def4","name":"api","protocol_type":"WEBSOCKET""#),
        (
          "aws_apigatewayv2_integration.i",
          #""id":"i","api_id":"abc123def4","integration_uri":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:orders/invocations""#
        ),
      ],
      [
        (
          "aws_api_gateway_rest_api.api",
          #""id":"abc123def4","name":"api","body":"{\"paths\":{\"/o\":{\"get\":{\"x-amazon-apigateway-integration\":{\"uri\":\"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:orders/invocations\"}}}}}""#
        )
      ],
    ])
  func functionDown(resources: [States.Resource]) throws {
    let answer = try States.answer([Self.function] + resources + Self.before)
    let down = try answer.down("aws_lambda_function.orders")
    #expect(down.contains(resources[0].address))
    #expect(down.contains("aws_cloudfront_distribution.cdn"))
    #expect(down.contains("aws_route53_record.www"))
  }

  @Test("An interface that calls several is degraded by each, and a link and its load balancer count")
  func several() throws {
    let answer = try States.answer([
      Self.function, ("aws_apigatewayv2_api.api", #""id":"abc123def4","name":"api""#),
      (
        "aws_lb.inner",
        #""id":"lb","arn":"arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/inner/1","internal":true"#
      ),
      (
        "aws_lb_listener.http",
        #""id":"l","arn":"arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/inner/1/2","load_balancer_arn":"arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/inner/1""#
      ),
      ("aws_apigatewayv2_vpc_link.link", #""id":"link12","subnet_ids":["subnet-0a"]"#),
      (
        "aws_apigatewayv2_integration.f",
        #""id":"f","api_id":"abc123def4","integration_uri":"arn:aws:lambda:eu-west-1:111111111111:function:orders""#
      ),
      (
        "aws_apigatewayv2_integration.l",
        #""id":"l2","api_id":"abc123def4","connection_id":"link12","integration_uri":"arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/inner/1/2""#
      ),
      (
        "aws_apigatewayv2_integration.h",
        #""id":"h","api_id":"abc123def4","integration_uri":"https://api.partner.example/v1""#
      ),
    ])
    #expect(try answer.impact("aws_lambda_function.orders")["aws_apigatewayv2_api.api"] == .degraded)
    #expect(try answer.down("aws_lb.inner").contains("aws_apigatewayv2_integration.l"))
    #expect(try answer.down("aws_apigatewayv2_vpc_link.link").contains("aws_apigatewayv2_integration.l"))
    #expect(answer.relations("aws_apigatewayv2_integration.h", .needs).contains("host/api.partner.example"))
  }

  @Test("In a template a method, its interface, a name of one's own and a record are a chain")
  func template() throws {
    let answer = try Templates.answer(
      """
      Resources:
        Fn: {Type: "AWS::Lambda::Function", Properties: {FunctionName: f}}
        Api: {Type: "AWS::ApiGateway::RestApi", Properties: {Name: api}}
        Method:
          Type: AWS::ApiGateway::Method
          Properties:
            RestApiId: !Ref Api
            Integration: {Uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations"}
        Deployment: {Type: "AWS::ApiGateway::Deployment", Properties: {RestApiId: !Ref Api}}
        Stage: {Type: "AWS::ApiGateway::Stage", Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployment}}
        Domain: {Type: "AWS::ApiGateway::DomainName", Properties: {DomainName: api.shop.example}}
        Mapping: {Type: "AWS::ApiGateway::BasePathMapping", Properties: {DomainName: !Ref Domain, RestApiId: !Ref Api, Stage: !Ref Stage}}
        Record:
          Type: AWS::Route53::RecordSet
          Properties: {Name: api.shop.example, Type: A, HostedZoneId: Z1, AliasTarget: {DNSName: !GetAtt Domain.RegionalDomainName, HostedZoneId: Z2}}
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Origins: [{Id: api, DomainName: !Sub "${Api}.execute-api.${AWS::Region}.amazonaws.com"}]
              DefaultCacheBehavior: {TargetOriginId: api}
      """)
    #expect(try answer.down("Fn") == ["Method", "Api", "Domain", "Record", "Cdn"])
  }

  @Test("Who is given the address of an interface needs it, also in another source")
  func addresses() throws {
    let answer = try States.answer([
      Self.function, ("aws_apigatewayv2_api.api", #""id":"abc123def4","name":"api""#),
      (
        "aws_lambda_function.caller",
        #""id":"c","function_name":"c","environment":[{"variables":{"API_URL":"https://abc123def4.execute-api.eu-west-1.amazonaws.com/live"}}]"#
      ),
      (
        "aws_lambda_function.stranger",
        #""id":"s","function_name":"s","environment":[{"variables":{"API_URL":"https://other56789.execute-api.eu-west-1.amazonaws.com/live"}}]"#
      ),
    ])
    #expect(answer.relations("aws_lambda_function.caller", .needs) == ["aws_apigatewayv2_api.api"])
    #expect(
      answer.relations("aws_lambda_function.stranger", .needs) == [
        "host/other56789.execute-api.eu-west-1.amazonaws.com"
      ])
  }

  @Test("A consumer uses its queue, the mapping needs both, and no producer needs a consumer")
  func brokers() throws {
    let answer = try States.answer([
      (
        "aws_sqs_queue.jobs",
        #""id":"https://sqs.eu-west-1.amazonaws.com/1/jobs","url":"https://sqs.eu-west-1.amazonaws.com/1/jobs","arn":"arn:aws:sqs:eu-west-1:1:jobs","name":"jobs""#
      ),
      (
        "aws_lambda_function.producer",
        #""id":"p","function_name":"p","environment":[{"variables":{"QUEUE_URL":"https://sqs.eu-west-1.amazonaws.com/1/jobs"}}]"#
      ),
      ("aws_lambda_function.consumer", #""id":"c","function_name":"c","arn":"arn:aws:lambda:eu-west-1:1:function:c""#),
      (
        "aws_lambda_event_source_mapping.m",
        #""id":"m","event_source_arn":"arn:aws:sqs:eu-west-1:1:jobs","function_name":"arn:aws:lambda:eu-west-1:1:function:c""#
      ),
    ])
    #expect(answer.relations("aws_lambda_function.producer", .needs) == ["aws_sqs_queue.jobs"])
    #expect(answer.relations("aws_lambda_function.consumer", .uses) == ["aws_sqs_queue.jobs"])
    #expect(try answer.impact("aws_lambda_function.consumer").keys.sorted() == ["aws_lambda_event_source_mapping.m"])
    #expect(try answer.impact("aws_lambda_function.producer").isEmpty)
  }
}
