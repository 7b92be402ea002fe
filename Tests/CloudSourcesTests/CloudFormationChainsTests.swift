import DependencyModel
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

/// Chains of stacks, order that is stated in vain, keys that appear twice, and types without rules.
@Suite struct CloudFormationChainsTests {
  private static let first = """
    Resources:
      Net: {Type: "AWS::EC2::VPC"}
    Outputs:
      Vpc: {Value: !Ref Net, Export: {Name: !Sub "${AWS::StackName}-VPC"}}
    """
  private static let second = """
    Parameters: {P: {Type: String}}
    Resources:
      Sub2: {Type: "AWS::EC2::Subnet", Properties: {VpcId: {"Fn::ImportValue": !Sub "${P}-VPC"}}}
    Outputs:
      Vpc: {Value: {"Fn::ImportValue": !Sub "${P}-VPC"}, Export: {Name: !Sub "${AWS::StackName}-VPC"}}
    """
  private static let third = """
    Parameters: {P: {Type: String}}
    Resources:
      Sub3: {Type: "AWS::EC2::Subnet", Properties: {VpcId: {"Fn::ImportValue": !Sub "${P}-VPC"}}}
    Outputs:
      Vpc: {Value: {"Fn::ImportValue": !Sub "${P}-VPC"}, Export: {Name: !Sub "${AWS::StackName}-VPC"}}
    """

  @Test(
    "An export that hands on what it imports leads to what the first stack has, in any order of files",
    arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func exportsOfImports(order: [Int]) throws {
    let files = [("re1.yaml", Self.first), ("re2.yaml", Self.second), ("re3.yaml", Self.third)]
    let answer = try Templates.answer(files: order.map { files[$0] })
    #expect(answer.relations("Sub2", .needs) == ["Net"])
    #expect(answer.relations("Sub3", .needs) == ["Net"])
    #expect(answer.unresolved.isEmpty)
  }

  @Test("Of exports of the same form, the one of the stack that the name speaks of is meant")
  func exportByNameOfStack() throws {
    let consumer = """
      Parameters: {P: {Type: String, Default: two}}
      Resources:
        Sub: {Type: "AWS::EC2::Subnet", Properties: {VpcId: {"Fn::ImportValue": !Sub "${P}-VPC"}}}
      """
    let answer = try Templates.answer(files: [
      ("one.yaml", Self.first), ("two.yaml", Self.first.replacing("Net", with: "Other")), ("c.yaml", consumer),
    ])
    #expect(answer.relations("Sub", .needs) == ["Other"])
  }

  @Test("Of exports that differ, none is a spare for another, and that is reported")
  func exportsThatDiffer() throws {
    let consumer = """
      Parameters: {P: {Type: String}}
      Resources:
        Sub: {Type: "AWS::EC2::Subnet", Properties: {VpcId: {"Fn::ImportValue": !Sub "${P}-VPC"}}}
      """
    let answer = try Templates.answer(files: [
      ("one.yaml", Self.first), ("two.yaml", Self.first.replacing("Net", with: "Other")), ("c.yaml", consumer),
    ])
    #expect(Set(answer.relations("Sub", .needs)) == ["any of Net, Other", "Net", "Other"])
    #expect(answer.remarks.contains { $0.hasPrefix("2 exports have a name") })
    #expect(!answer.unresolved.contains { $0.contains("no template named here exports it") })
  }

  @Test(
    "A key that appears twice is a located error",
    arguments: [
      ("t.yaml", "Resources:\n  A: {Type: AWS::SQS::Queue}\n  A: {Type: AWS::SNS::Topic}\n"),
      ("t.yaml", "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: a, QueueName: b}\n"),
      ("t.json", #"{"Resources": {"A": {"Type": "AWS::SQS::Queue"}, "A": {"Type": "AWS::SNS::Topic"}}}"#),
    ])
  func duplicateKeys(file: String, text: String) {
    do throws(InvalidInput) {
      _ = try Templates.load(text, file: file)
      Issue.record("it was read")
    } catch {
      #expect(error.diagnostics.map(\.code) == [.duplicateKey])
      #expect((error.diagnostics.first?.place?.line ?? 0) > 1 || file == "t.json")
    }
  }

  @Test("Order that is stated in vain, and circles, are reported")
  func orderInVain() throws {
    let answer = try Templates.answer(
      """
      Resources:
        A: {Type: AWS::SQS::Queue, DependsOn: [Ghost, B]}
        B: {Type: AWS::SQS::Queue, DependsOn: C}
        C: {Type: AWS::SQS::Queue, DependsOn: A}
        D: {Type: AWS::SNS::Topic, DependsOn: A}
      """)
    #expect(answer.unresolved == ["A DependsOn → Ghost"])
    #expect(answer.remarks.count { $0.contains("depend on each other in a circle") } == 1)
  }

  @Test(
    "Types without rules need what they name: a task its endpoints, an endpoint its database, a list any of its subnets"
  )
  func replicationTask() throws {
    let answer = try Templates.answer(
      """
      Resources:
        S0: {Type: "AWS::EC2::Subnet", Properties: {VpcId: vpc-1, AvailabilityZone: eu-west-1a}}
        S1: {Type: "AWS::EC2::Subnet", Properties: {VpcId: vpc-1, AvailabilityZone: eu-west-1b}}
        Db: {Type: "AWS::RDS::DBInstance", Properties: {Engine: mysql}}
        Bucket: {Type: "AWS::S3::Bucket"}
        Group: {Type: "AWS::DMS::ReplicationSubnetGroup", Properties: {SubnetIds: [!Ref S0, !Ref S1]}}
        Machine: {Type: "AWS::DMS::ReplicationInstance", Properties: {ReplicationSubnetGroupIdentifier: !Ref Group}}
        Source: {Type: "AWS::DMS::Endpoint", Properties: {EndpointType: source, ServerName: !GetAtt Db.Endpoint.Address}}
        Target: {Type: "AWS::DMS::Endpoint", Properties: {EndpointType: target, S3Settings: {BucketName: !Ref Bucket}}}
        Task:
          Type: AWS::DMS::ReplicationTask
          Properties:
            {ReplicationInstanceArn: !Ref Machine, SourceEndpointArn: !Ref Source, TargetEndpointArn: !Ref Target}
      """)
    #expect(try answer.down("Db") == ["Source", "Task"])
    #expect(try answer.down("Bucket") == ["Target", "Task"])
    #expect(try answer.impact("eu-west-1a")["Group"] == .degraded)
    // The machine has no standby: it is in one of the two zones, and none says in which.
    #expect(try answer.impact("eu-west-1a")["Task"] == .down)
    #expect(try answer.down(["eu-west-1a", "eu-west-1b"]).contains("Task"))
    let needs = answer.model["Task"]!.requirements(.needs)
    #expect(needs.allSatisfy { $0.confidence == .inferred })
    #expect(answer.remarks.contains { $0.contains("no rule for these types") })
  }

  @Test("Connectors, addresses of functions and destinations of a serverless application are requirements")
  func serverless() throws {
    let answer = try Templates.answer(
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Table: {Type: "AWS::Serverless::SimpleTable"}
        Other: {Type: AWS::SQS::Queue}
        News: {Type: AWS::SNS::Topic}
        Fn:
          Type: AWS::Serverless::Function
          Connectors: {ToTable: {Properties: {Destination: {Id: Table}, Permissions: [Read]}}}
          Properties:
            FunctionUrlConfig: {AuthType: NONE}
            EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Other.Arn}}}
        Feed: {Type: "AWS::Serverless::Connector", Properties: {Source: {Id: News}, Destination: {Id: Fn}, Permissions: [Write]}}
      """)
    #expect(answer.relations("Fn", .needs) == ["Table"])
    #expect(Set(answer.relations("Fn", .uses)) == ["Other", "News"])
    #expect(try answer.down("Fn") == ["Fn.Url"])
  }
}
