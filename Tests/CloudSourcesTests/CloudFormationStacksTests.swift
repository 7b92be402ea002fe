import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

@testable import CloudSources

/// Templates named together: exports, nested stacks, and what is told of both.
@Suite struct CloudFormationStacksTests {
  private static let network = """
    Resources:
      Net: {Type: "AWS::EC2::VPC"}
      S0: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref Net, AvailabilityZone: !Select [0, !GetAZs ""]}}
      S1: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref Net, AvailabilityZone: !Select [1, !GetAZs ""]}}
    Conditions: {Never: !Equals [a, b]}
    Outputs:
      First: {Value: !Ref S0, Export: {Name: !Sub "${AWS::StackName}-first"}}
      Second: {Value: !Ref S1, Export: {Name: net-second}}
      Both: {Value: !Join [",", [!Ref S0, !Ref S1]], Export: {Name: net-both}}
      Dead: {Value: !Ref S0, Condition: Never, Export: {Name: net-dead}}
    """

  private func balancer(_ subnets: String) -> String {
    "Resources:\n  L: {Type: \"AWS::ElasticLoadBalancingV2::LoadBalancer\", Properties: {Subnets: \(subnets)}}"
  }

  @Test(
    "Exports are found by name in other templates, in any order of files",
    arguments: [
      ("[!ImportValue net-second]", ["S1"]), ("[{\"Fn::ImportValue\": net-second}]", ["S1"]),
      ("[!ImportValue {\"Fn::Sub\": \"${Stack}-first\"}, !ImportValue net-second]", ["any of S0, S1"]),
      ("!Split [\",\", !ImportValue net-both]", ["any of S0, S1"]),
      ("[!Select [1, !Split [\",\", !ImportValue net-both]]]", ["S1"]), ("[!ImportValue nobody]", []),
      ("[!ImportValue net-dead]", []),
    ])
  func exports(subnets: String, expected: [String]) throws {
    let service = balancer(subnets) + "\nParameters: {Stack: {Type: String}}"
    let answer = try Templates.answer(files: [("net.yaml", Self.network), ("web.yaml", service)])
    #expect(answer.relations("L", .needs) == expected)
    #expect(answer.unresolved.contains { $0.hasPrefix("import of ") } == expected.isEmpty)
    // The order of the files is nobody's matter.
    let other = try Templates.answer(files: [("web.yaml", service), ("net.yaml", Self.network)])
    #expect(other.relations("L", .needs) == expected)
  }

  private static let parent = """
    Parameters: {Stage: {Type: String, Default: live}}
    Conditions: {IsLive: !Equals [!Ref Stage, live]}
    Resources:
      Network: {Type: "AWS::CloudFormation::Stack", Properties: {TemplateURL: "https://s3.example/v1/net.yaml"}}
      Web:
        Type: AWS::CloudFormation::Stack
        Condition: IsLive
        Properties:
          TemplateURL: !Sub "https://${Bucket}.s3.amazonaws.com/v1/web.yaml"
          Parameters: {Subnets: !GetAtt Network.Outputs.Both, Name: orders-3}
      Mail:
        Type: AWS::CloudFormation::Stack
        Properties:
          TemplateURL: https://s3.example/v1/mail.yaml
          Parameters: {Balancer: !GetAtt Web.Outputs.Address, Queue: !Ref Jobs}
      Jobs: {Type: AWS::SQS::Queue}
      F: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {URL: !GetAtt Web.Outputs.Address, M: !GetAtt Mail.Outputs.Host}}}}
    """
  private static let web = """
    Parameters: {Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}, Name: {Type: String}}
    Resources:
      L: {Type: "AWS::ElasticLoadBalancingV2::LoadBalancer", Properties: {Subnets: !Ref Subnets}}
    Outputs: {Address: {Value: !GetAtt L.DNSName}}
    """

  @Test("Resources of nested stacks have the ids of their stacks in front")
  func nestedStacks() throws {
    let answer = try Templates.answer(
      files: [("parent.yaml", Self.parent), ("net.yaml", Self.network), ("web.yaml", Self.web)])
    #expect(answer.ids == ["F", "Jobs", "Mail", "Network/Net", "Network/S0", "Network/S1", "Web/L"])
    let levels = try answer.impact("az[0]")
    #expect(levels["Web/L"] == .degraded)
    #expect(levels["Network/S0"] == .down)
    #expect(try answer.down(["Network/S0", "Network/S1"]).isSuperset(of: ["Web/L", "F", "Mail"]))
    // The stack that no file describes is one component: what it is given, and what is read of it.
    #expect(Set(answer.relations("Mail", .needs)) == ["Web/L", "Jobs"])
    #expect(Set(answer.relations("F", .needs)) == ["Web/L", "Mail"])
  }

  @Test("Nested templates beside the named one are read, and those that they nest")
  func templatesBesideTheNamedOne() throws {
    let folder = try TemporaryFolder()
    let root = try folder.write(
      """
      Resources:
        Network: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "./stacks/network.yaml" } }
        Remote: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "https://example.com/stacks/network.yaml" } }
      """, to: "root.yaml")
    try folder.write(
      "Resources:\n  Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: ../inner.yaml } }\n",
      to: "stacks/network.yaml")
    try folder.write("Resources:\n  Queue: { Type: 'AWS::SQS::Queue' }\n", to: "inner.yaml")
    let model = try ModelLoader.load([root], importers: ImportSources.all()).model
    #expect(model["Network/Inner/Queue"]?.place?.file.hasSuffix("/inner.yaml") == true)
    #expect(model["Remote/Inner/Queue"] != nil)
  }

  @Test("A nested stack whose condition is false does not exist")
  func nestedStackThatDoesNotExist() throws {
    let answer = try Templates.answer(
      files: [("parent.yaml", Self.parent), ("net.yaml", Self.network), ("web.yaml", Self.web)],
      parameters: ["Stage": "test"])
    #expect(!answer.ids.contains { $0.hasPrefix("Web") || $0 == "L" })
    #expect(answer.relations("Mail", .needs) == ["Jobs"])
  }

  @Test("Stacks that are nested in each other are read once and reported")
  func nestedInEachOther() throws {
    func stack(_ file: String, _ own: String) -> String {
      "Resources:\n  Inner: {Type: \"AWS::CloudFormation::Stack\", Properties: {TemplateURL: \"https://x.y/\(file)\"}}\n  \(own): {Type: AWS::SQS::Queue}"
    }
    let answer = try Templates.answer(files: [
      ("a.yaml", stack("b.yaml", "A")), ("b.yaml", stack("a.yaml", "B")),
      ("c.yaml", "Resources: {C: {Type: AWS::SQS::Queue}}"),
    ])
    #expect(answer.ids == ["C", "a/A", "a/Inner/B", "a/Inner/Inner"])
    #expect(answer.remarks.contains { $0.contains("contains itself") })
  }

  @Test("Equal ids in files of the same name are different resources")
  func filesOfTheSameName() throws {
    let text = "Resources:\n  Q: {Type: AWS::SQS::Queue}\n---\nResources:\n  Q: {Type: AWS::SQS::Queue}\n"
    #expect(try Templates.answer(text, file: "t.yaml").ids == ["t-2/Q", "t/Q"])
  }

  @Test("Macros that are not applied are reported")
  func macrosAreTold() throws {
    let answer = try Templates.answer(
      """
      Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31, Shout, {Name: "AWS::Include", Parameters: {Location: "s3://b/more.yaml"}}]
      Resources:
        Fn::Transform: {Name: Whisper, Parameters: {x: 1}}
        Q: {Type: AWS::SQS::Queue, Properties: {"Fn::Transform": {Name: Sing}}}
      """)
    #expect(answer.ids == ["Q"])
    let macros = answer.remarks.filter { $0.hasPrefix("the macro ") }
    for name in ["Shout", "AWS::Include", "Whisper", "Sing"] {
      #expect(macros.contains { $0.contains(name) }, "\(name)")
    }
    #expect(macros.count == 4)
    #expect(!answer.remarks.contains { $0.contains("b/more.yaml") })
  }

  // MARK: Read replicas

  @Test("A read replica is degraded without its source, which does not need it")
  func readReplica() throws {
    let file = "RDS-RDS_MySQL_With_Read_Replica.yaml"
    let answer = try ImportedAnswer("cloudformation", file)
    #expect(answer.relations("ReplicaDB", .uses) == ["MainDB"])
    #expect(answer.relations("ReplicaDB", .needs).isEmpty)
    #expect(try answer.impact("MainDB") == ["ReplicaDB": .degraded])
    #expect(try answer.impact("ReplicaDB").isEmpty)
    // The password is read from the secret when the database is made, not while it runs.
    #expect(answer.relations("MainDB", .startNeeds) == ["DBCredential"])
    #expect(try answer.impact("DBCredential").isEmpty)
    let text = try String(
      contentsOf: Repository.root.appending(path: "Tests/Fixtures/cloudformation/\(file)"), encoding: .utf8)
    let none = try Templates.answer(text, parameters: ["EnableReadReplica": "false"])
    #expect(!none.ids.contains("ReplicaDB"))
    #expect(none.ids.contains("MainDB"))
    #expect(none.remarks.contains { $0.contains("EnableReadReplica") && $0.contains("ReplicaDB") })
  }

  @Test("A replica finds its source by identifier, by ARN, through a chain and from a cluster")
  func replicasByName() throws {
    let answer = try Templates.answer(
      """
      Resources:
        Main: {Type: "AWS::RDS::DBInstance", Properties: {DBInstanceIdentifier: main-db}}
        Named: {Type: "AWS::RDS::DBInstance", Properties: {SourceDBInstanceIdentifier: main-db}}
        Chained: {Type: "AWS::RDS::DBInstance", Properties: {SourceDBInstanceIdentifier: !Ref Named}}
        ByARN: {Type: "AWS::RDS::DBInstance", Properties: {SourceDBInstanceIdentifier: !Sub "arn:aws:rds:eu-west-1:${AWS::AccountId}:db:${Main}"}}
        Cluster: {Type: "AWS::RDS::DBCluster", Properties: {Engine: mysql}}
        OfCluster: {Type: "AWS::RDS::DBInstance", Properties: {SourceDBClusterIdentifier: !Ref Cluster}}
        Copy: {Type: "AWS::RDS::DBCluster", Properties: {ReplicationSourceIdentifier: !Ref Cluster}}
      """)
    #expect(try answer.impact("Main") == ["Named": .degraded, "ByARN": .degraded])
    #expect(try answer.impact("Named") == ["Chained": .degraded])
    #expect(try answer.impact("Cluster") == ["OfCluster": .degraded, "Copy": .degraded])
    #expect(try answer.impact("Chained").isEmpty)
    #expect(try answer.impact("ByARN").isEmpty)
  }
}
