import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// What serves from several regions, and interfaces of GraphQL.
@Suite struct WorldwideTests {
  @Test("An accelerator holds while an endpoint group of a region does, and one whose dial is 0 is no spare")
  func accelerators() throws {
    func answer(dial: String) throws -> ImportedAnswer {
      try Templates.answer(
        """
        Resources:
          Balancer: {Type: "AWS::ElasticLoadBalancingV2::LoadBalancer", Properties: {}}
          Machine: {Type: "AWS::EC2::Instance", Properties: {}}
          Acc: {Type: "AWS::GlobalAccelerator::Accelerator", Properties: {}}
          Listener: {Type: "AWS::GlobalAccelerator::Listener", Properties: {AcceleratorArn: !Ref Acc}}
          One:
            Type: AWS::GlobalAccelerator::EndpointGroup
            Properties: {ListenerArn: !Ref Listener, EndpointGroupRegion: eu-west-1, EndpointConfigurations: [{EndpointId: !Ref Balancer}, {EndpointId: !Ref Machine}]}
          Two:
            Type: AWS::GlobalAccelerator::EndpointGroup
            Properties:
              ListenerArn: !GetAtt Listener.ListenerArn
              EndpointGroupRegion: us-east-1
              TrafficDialPercentage: \(dial)
              EndpointConfigurations: [{EndpointId: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/x/1"}]
        """)
    }
    let both = try answer(dial: "100")
    #expect(try both.impact("One")["Acc"] == .degraded)
    #expect(try both.impact(["Balancer", "Machine"])["One"] == .down)
    #expect(try both.down(["One", "us-east-1"]).contains("Acc"))
    #expect(try answer(dial: "0").down("One").contains("Acc"))
  }

  @Test("An accelerator of Terraform leads to its endpoints as one of a template does")
  func acceleratorsOfStates() throws {
    let arn = "arn:aws:globalaccelerator::123456789012:accelerator/a"
    let answer = try States.answer([
      ("aws_globalaccelerator_accelerator.a", #""id":"\#(arn)","arn":"\#(arn)""#),
      (
        "aws_globalaccelerator_listener.l",
        #""id":"\#(arn)/listener/l","arn":"\#(arn)/listener/l","accelerator_arn":"\#(arn)""#
      ),
      (
        "aws_globalaccelerator_endpoint_group.g",
        #""id":"\#(arn)/listener/l/endpoint-group/g","listener_arn":"\#(arn)/listener/l","endpoint_configuration":[{"endpoint_id":"eipalloc-0123456789abcdef0"}]"#
      ),
      ("aws_eip.e", #""id":"eipalloc-0123456789abcdef0","allocation_id":"eipalloc-0123456789abcdef0""#),
    ])
    #expect(
      try answer.down("aws_eip.e").isSuperset(of: [
        "aws_globalaccelerator_endpoint_group.g", "aws_globalaccelerator_accelerator.a",
      ]))
  }

  @Test("An interface of GraphQL needs any of its data sources, and its fields need theirs")
  func graphQL() throws {
    let answer = try Templates.answer(
      """
      Resources:
        Table: {Type: "AWS::DynamoDB::Table", Properties: {}}
        Fn: {Type: "AWS::Lambda::Function", Properties: {}}
        Pool: {Type: "AWS::Cognito::UserPool", Properties: {}}
        Api: {Type: "AWS::AppSync::GraphQLApi", Properties: {Name: g, UserPoolConfig: {UserPoolId: !Ref Pool}}}
        One: {Type: "AWS::AppSync::DataSource", Properties: {ApiId: !GetAtt Api.ApiId, Name: t, DynamoDBConfig: {TableName: !Ref Table}}}
        Two: {Type: "AWS::AppSync::DataSource", Properties: {ApiId: !GetAtt Api.ApiId, Name: f, LambdaConfig: {LambdaFunctionArn: !GetAtt Fn.Arn}}}
        Web: {Type: "AWS::AppSync::DataSource", Properties: {ApiId: !GetAtt Api.ApiId, Name: h, HttpConfig: {Endpoint: "https://api.example.com"}}}
        Field: {Type: "AWS::AppSync::Resolver", Properties: {ApiId: !GetAtt Api.ApiId, DataSourceName: !GetAtt One.Name}}
        Step: {Type: "AWS::AppSync::FunctionConfiguration", Properties: {ApiId: !GetAtt Api.ApiId, DataSourceName: !GetAtt Two.Name}}
        Piped: {Type: "AWS::AppSync::Resolver", Properties: {ApiId: !GetAtt Api.ApiId, PipelineConfig: {Functions: [!GetAtt Step.FunctionId]}}}
      """)
    let lost = try answer.impact("Table")
    #expect(lost["One"] == .down)
    #expect(lost["Field"] == .down)
    #expect(lost["Api"] == .degraded)
    #expect(lost["Piped"] != .down)
    #expect(try answer.down("Fn").contains("Piped"))
    #expect(try answer.down("host/api.example.com").contains("Web"))
    #expect(try answer.down("Pool").contains("Api"))
    #expect(try answer.down(["Table", "Fn", "host/api.example.com"]).contains("Api"))
  }

  @Test("A table with copies in other regions serves from any of them")
  func tables() throws {
    let template = try Templates.answer(
      """
      Resources:
        T: {Type: "AWS::DynamoDB::GlobalTable", Properties: {Replicas: [{Region: eu-west-1}, {Region: us-east-1}]}}
      """)
    #expect(try template.impact("eu-west-1")["T"] == .degraded)
    #expect(try template.down(["eu-west-1", "us-east-1"]).contains("T"))
    #expect(template.units("T") == 2)
    let state = try States.answer([
      (
        "aws_dynamodb_table.t",
        #""id":"t","name":"t","arn":"arn:aws:dynamodb:eu-west-1:123456789012:table/t","replica":[{"region_name":"us-east-1"},{"region_name":"eu-north-1"}]"#
      ),
      ("aws_dynamodb_table.plain", #""id":"p","arn":"arn:aws:dynamodb:eu-west-1:123456789012:table/p","replica":[]"#),
    ])
    #expect(try state.impact("eu-west-1")["aws_dynamodb_table.t"] == .degraded)
    #expect(try state.down("eu-west-1").contains("aws_dynamodb_table.plain"))
    #expect(state.units("aws_dynamodb_table.t") == 3)
    #expect(state.units("aws_dynamodb_table.plain") == nil)
  }
}
