import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// References of Amazon's types in attributes without a row, and rows for what they most often are.
@Suite struct UnreadReferencesTests {
  /// A template with functions, a bucket, subnets in two zones, and more resources.
  private func answer(_ resources: String) throws -> ImportedAnswer {
    try Templates.answer(
      """
      Resources:
        Fn: {Type: "AWS::Lambda::Function", Properties: {}}
        Other: {Type: "AWS::Lambda::Function", Properties: {}}
        Bucket: {Type: "AWS::S3::Bucket", Properties: {}}
        Key: {Type: "AWS::KMS::Key", Properties: {}}
        Role: {Type: "AWS::IAM::Role", Properties: {}}
        Pool: {Type: "AWS::Cognito::UserPool", Properties: {}}
        SubA: {Type: "AWS::EC2::Subnet", Properties: {AvailabilityZone: eu-west-1a}}
        SubB: {Type: "AWS::EC2::Subnet", Properties: {AvailabilityZone: eu-west-1b}}
      \(resources)
      """)
  }

  // MARK: The general rule

  @Test("An attribute without a row is a reference, inferred, and means what its name says")
  func general() throws {
    let answer = try answer(
      """
        Plain: {Type: "AWS::SNS::Topic", Properties: {SomethingNew: !GetAtt Fn.Arn}}
        Coded: {Type: "AWS::SQS::Queue", Properties: {NewKmsKey: !GetAtt Key.Arn, ServiceRole: !GetAtt Role.Arn}}
        Logged: {Type: "AWS::MSK::Cluster", Properties: {LoggingInfo: {S3: {BucketRef: !Ref Bucket}}}}
        Named: {Type: "AWS::SNS::Topic", Properties: {DisplayName: !Sub "news of ${Bucket}"}}
      """)
    #expect(try answer.down("Fn").contains("Plain"))
    let relation = answer.model["Plain"]?.relations.first { $0.kind == .needs }
    #expect(relation?.requirement.confidence == .inferred)
    #expect(answer.relations("Coded", .startNeeds) == ["Key"])
    #expect(answer.relations("Coded", .needs) == [])
    #expect(try answer.impact("Bucket")["Logged"] == .degraded)
    #expect(answer.relations("Named", .needs) == [])
  }

  @Test("Attributes that carry no failure need nothing")
  func withoutFailure() throws {
    let answer = try answer(
      """
        Group: {Type: "AWS::EC2::SecurityGroup", Properties: {}}
        Vpc: {Type: "AWS::EC2::VPC", Properties: {}}
        Broker:
          Type: AWS::MSK::Cluster
          Properties:
            BrokerNodeGroupInfo: {SecurityGroups: [!Ref Group]}
            Tags: {made-by: !GetAtt Fn.Arn}
            SomeVpcId: !Ref Vpc
            AccessPolicy: !Sub "arn:aws:s3:::${Bucket}"
        Alarm: {Type: "AWS::CloudWatch::Alarm", Properties: {Dimensions: [{Name: F, Value: !Ref Fn}]}}
      """)
    #expect(answer.relations("Broker", .needs) == [])
    #expect(try answer.impact("Fn")["Alarm"] == nil)
  }

  @Test("What a state read back from the cloud is no reference, and what was written is one")
  func states() throws {
    func state(_ before: String) throws -> ImportedAnswer {
      try ImportedAnswer(
        text: """
          {"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"test","outputs":{},"resources":[
           {"mode":"managed","type":"aws_sqs_queue","name":"q","provider":"provider[\\"registry.terraform.io/hashicorp/aws\\"]",
            "instances":[{"attributes":{"id":"q","arn":"arn:aws:sqs:eu-west-1:123456789012:q","some_new_arn":"arn:aws:sns:eu-west-1:123456789012:t"},
              "dependencies":[\(before)]}]},
           {"mode":"managed","type":"aws_kms_key","name":"k","provider":"provider[\\"registry.terraform.io/hashicorp/aws\\"]",
            "instances":[{"attributes":{"id":"k","arn":"arn:aws:kms:eu-west-1:123456789012:key/k"}}]},
           {"mode":"managed","type":"aws_sns_topic","name":"t","provider":"provider[\\"registry.terraform.io/hashicorp/aws\\"]",
            "instances":[{"attributes":{"id":"t","arn":"arn:aws:sns:eu-west-1:123456789012:t"}}]}]}
          """, file: "t.tfstate")
    }
    #expect(try state(#""aws_sns_topic.t""#).relations("aws_sqs_queue.q", .needs) == ["aws_sns_topic.t"])
    #expect(try state(#""aws_kms_key.k""#).relations("aws_sqs_queue.q", .needs) == [])
    #expect(try state("").relations("aws_sqs_queue.q", .needs) == ["aws_sns_topic.t"])
  }

  @Test("An ARN that no file has is outside, and one of an unknown service is counted")
  func outside() throws {
    let answer = try answer(
      """
        Plain: {Type: "AWS::SNS::Topic", Properties: {SomethingNew: "arn:aws:sqs:eu-west-1:123456789012:jobs"}}
        Odd: {Type: "AWS::SNS::Topic", Properties: {SomethingNew: "arn:aws:frobnicator:eu-west-1:123456789012:thing/x"}}
      """)
    #expect(answer.relations("Plain", .needs) == ["arn:aws:sqs:eu-west-1:123456789012:jobs"])
    #expect(answer.unresolved.contains { $0.contains("frobnicator") })
  }

  // MARK: Rows

  @Test("An interface needs the authorizers of its paths if all have one, and is degraded without them if some have")
  func authorizers() throws {
    let answer = try answer(
      """
        Guard: {Type: "AWS::Lambda::Function", Properties: {}}
        Rest: {Type: "AWS::ApiGateway::RestApi", Properties: {}}
        Auth:
          Type: AWS::ApiGateway::Authorizer
          Properties:
            RestApiId: !Ref Rest
            AuthorizerUri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Guard.Arn}/invocations"
        Users: {Type: "AWS::ApiGateway::Authorizer", Properties: {RestApiId: !Ref Rest, ProviderARNs: [!GetAtt Pool.Arn]}}
        Get:
          Type: AWS::ApiGateway::Method
          Properties:
            {RestApiId: !Ref Rest, HttpMethod: GET, AuthorizerId: !Ref Auth, Integration: {Uri: !GetAtt Fn.Arn}}
        Cors: {Type: "AWS::ApiGateway::Method", Properties: {RestApiId: !Ref Rest, HttpMethod: OPTIONS}}
        Http: {Type: "AWS::ApiGatewayV2::Api", Properties: {}}
        Jwt:
          Type: AWS::ApiGatewayV2::Authorizer
          Properties:
            {ApiId: !Ref Http, JwtConfiguration: {Issuer: !Sub "https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}"}}
        Int: {Type: "AWS::ApiGatewayV2::Integration", Properties: {ApiId: !Ref Http, IntegrationUri: !GetAtt Fn.Arn}}
        Closed: {Type: "AWS::ApiGatewayV2::Route", Properties: {ApiId: !Ref Http, AuthorizerId: !Ref Jwt, Target: !Sub "integrations/${Int}"}}
        Open: {Type: "AWS::ApiGatewayV2::Route", Properties: {ApiId: !Ref Http, Target: !Sub "integrations/${Int}"}}
      """)
    let guarded = try answer.down("Guard")
    #expect(guarded.isSuperset(of: ["Auth", "Get", "Rest"]))
    let signedIn = try answer.impact("Pool")
    #expect(signedIn["Users"] == .down)
    #expect(signedIn["Jwt"] == .down)
    #expect(signedIn["Closed"] == .down)
    #expect(signedIn["Open"] != .down)
    #expect(signedIn["Http"] == .degraded)
  }

  @Test("A delivery needs its source, its functions and its stores, and not where failures are kept")
  func deliveries() throws {
    let answer = try answer(
      """
        Stream: {Type: "AWS::Kinesis::Stream", Properties: {ShardCount: 2}}
        Spare: {Type: "AWS::S3::Bucket", Properties: {}}
        House: {Type: "AWS::Redshift::Cluster", Properties: {}}
        Search: {Type: "AWS::OpenSearchService::Domain", Properties: {}}
        Files:
          Type: AWS::KinesisFirehose::DeliveryStream
          Properties:
            KinesisStreamSourceConfiguration: {KinesisStreamARN: !GetAtt Stream.Arn, RoleARN: !GetAtt Role.Arn}
            ExtendedS3DestinationConfiguration:
              BucketARN: !GetAtt Bucket.Arn
              S3BackupConfiguration: {BucketARN: !GetAtt Spare.Arn}
              ProcessingConfiguration:
                Processors:
                - {Type: Lambda, Parameters: [{ParameterName: LambdaArn, ParameterValue: !GetAtt Fn.Arn}, {ParameterName: NumberOfRetries, ParameterValue: "3"}]}
        Rows:
          Type: AWS::KinesisFirehose::DeliveryStream
          Properties:
            RedshiftDestinationConfiguration:
              ClusterJDBCURL: !Sub "jdbc:redshift://${House.Endpoint.Address}:5439/db"
              S3Configuration: {BucketARN: !GetAtt Bucket.Arn}
        Texts:
          Type: AWS::KinesisFirehose::DeliveryStream
          Properties:
            AmazonopensearchserviceDestinationConfiguration:
              DomainARN: !GetAtt Search.Arn
              S3Configuration: {BucketARN: !Sub "arn:aws:s3:::${Bucket}"}
        Calls:
          Type: AWS::KinesisFirehose::DeliveryStream
          Properties: {HttpEndpointDestinationConfiguration: {EndpointConfiguration: {Url: "https://in.example.com/x", AccessKey: hunter2}}}
      """)
    for fault in ["Stream", "Bucket", "Fn"] { #expect(try answer.down(fault).contains("Files"), "\(fault)") }
    #expect(try answer.impact("Spare")["Files"] == .degraded)
    for fault in ["House", "Bucket"] { #expect(try answer.down(fault).contains("Rows"), "\(fault)") }
    #expect(try answer.down("Search").contains("Texts"))
    #expect(try answer.impact("Bucket")["Texts"] == .degraded)
    #expect(try answer.down("host/in.example.com").contains("Calls"))
    #expect(answer.ids.filter { $0.hasPrefix("lambda-function/") } == [])
    #expect(answer.units("Stream") == 2)
  }

  @Test("A cluster for data is in one of its subnets, and a pipe needs what enriches its events")
  func clustersAndPipes() throws {
    let answer = try answer(
      """
        One: {Type: "AWS::EMR::Cluster", Properties: {Instances: {Ec2SubnetId: !Ref SubA, CoreInstanceGroup: {InstanceCount: 5}}}}
        Fleet:
          Type: AWS::EMR::Cluster
          Properties:
            Instances: {Ec2SubnetIds: [!Ref SubA, !Ref SubB], CoreInstanceFleet: {TargetOnDemandCapacity: 2, TargetSpotCapacity: 3}}
        In: {Type: "AWS::SQS::Queue", Properties: {}}
        Out: {Type: "AWS::SQS::Queue", Properties: {}}
        Pipe: {Type: "AWS::Pipes::Pipe", Properties: {Source: !GetAtt In.Arn, Enrichment: !GetAtt Fn.Arn, Target: !GetAtt Out.Arn}}
        Host: {Type: "AWS::EC2::Host", Properties: {AvailabilityZone: eu-west-1a}}
        Machine: {Type: "AWS::EC2::Instance", Properties: {HostId: !Ref Host}}
      """)
    #expect(try answer.down("eu-west-1a").isSuperset(of: ["One", "Fleet", "Host", "Machine"]))
    #expect(try answer.down("eu-west-1b").contains("Fleet"))
    #expect(try !answer.down("eu-west-1b").contains("One"))
    #expect(answer.units("One") == 5)
    #expect(answer.units("Fleet") == 5)
    for fault in ["In", "Fn", "Out"] { #expect(try answer.down(fault).contains("Pipe"), "\(fault)") }
  }

  @Test("A pool of users needs what it calls at each sign-in, and is degraded without what it calls for new users")
  func triggers() throws {
    let answer = try answer(
      """
        Shop:
          Type: AWS::Cognito::UserPool
          Properties: {LambdaConfig: {PreTokenGeneration: !GetAtt Fn.Arn, PreSignUp: !GetAtt Other.Arn}}
        Balancer: {Type: "AWS::ElasticLoadBalancingV2::LoadBalancer", Properties: {Scheme: internal}}
        Targets: {Type: "AWS::ElasticLoadBalancingV2::TargetGroup", Properties: {}}
        Listener:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties:
            LoadBalancerArn: !Ref Balancer
            DefaultActions:
            - {Type: authenticate-cognito, AuthenticateCognitoConfig: {UserPoolArn: !GetAtt Shop.Arn}}
            - {Type: forward, TargetGroupArn: !Ref Targets}
        Rule:
          Type: AWS::ElasticLoadBalancingV2::ListenerRule
          Properties:
            ListenerArn: !Ref Listener
            Actions:
            - Type: authenticate-oidc
              AuthenticateOidcConfig: {Issuer: "https://login.example.com", TokenEndpoint: "https://login.example.com/token", ClientSecret: hunter2}
            - {Type: forward, TargetGroupArn: !Ref Targets}
      """)
    #expect(try answer.down("Fn").isSuperset(of: ["Shop", "Listener"]))
    #expect(try !answer.down("Fn").contains("Rule"))
    #expect(try answer.impact("Other")["Shop"] == .degraded)
    #expect(try answer.down("host/login.example.com").contains("Rule"))
  }

  @Test("A content network needs the functions of its usual path, and is degraded without those of another")
  func edges() throws {
    let answer = try answer(
      """
        Version: {Type: "AWS::Lambda::Version", Properties: {FunctionName: !Ref Fn}}
        Small: {Type: "AWS::CloudFront::Function", Properties: {}}
        Network:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Origins: [{Id: o, DomainName: !GetAtt Bucket.DomainName}]
              DefaultCacheBehavior:
                TargetOriginId: o
                LambdaFunctionAssociations: [{LambdaFunctionARN: !Ref Version}]
                FunctionAssociations: [{FunctionARN: !GetAtt Small.FunctionARN}]
              CacheBehaviors:
              - {PathPattern: /x, TargetOriginId: o, LambdaFunctionAssociations: [{LambdaFunctionARN: !GetAtt Other.Arn}]}
      """)
    for fault in ["Fn", "Version", "Small", "Bucket"] {
      #expect(try answer.down(fault).contains("Network"), "\(fault)")
    }
    #expect(try answer.impact("Other")["Network"] == .degraded)
  }

  @Test("The states of a machine name what they call by parameters, as text and as a mapping")
  func machines() throws {
    let answer = try answer(
      """
        Table: {Type: "AWS::DynamoDB::Table", Properties: {TableName: orders}}
        Queue: {Type: "AWS::SQS::Queue", Properties: {}}
        Text:
          Type: AWS::StepFunctions::StateMachine
          Properties: {DefinitionString: '{"States":{"A":{"Resource":"arn:aws:states:::dynamodb:putItem","Parameters":{"TableName":"orders","Comment":"Fn"}}}}'}
        Mapping:
          Type: AWS::StepFunctions::StateMachine
          Properties:
            Definition:
              States:
                A: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: !Ref Fn}}
                B: {Type: Map, ItemProcessor: {States: {C: {Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {QueueUrl: !Ref Queue}}}}}
      """)
    #expect(answer.relations("Text", .needs) == ["Table"])
    #expect(Set(answer.relations("Mapping", .needs)) == ["Fn", "Queue"])
  }
}
