import DependencyModel
import Foundation
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

@testable import CloudSources

/// Templates of other people: each is read, and their blast radius is right.
@Suite struct CloudFormationFixturesTests {
  static let folder = "cloudformation"
  static let files = [
    "APIGateway-apigateway_lambda_integration.yaml", "AutoScaling-AutoScalingMultiAZWithNotifications.json",
    "AutoScaling-AutoScalingMultiAZWithNotifications.yaml", "AutoScaling-AutoScalingRollingUpdates.yaml",
    "DynamoDB-DynamoDB_Table.json", "EC2-EIP_With_Association.yaml", "ECS-FargateLaunchType-clusters-private-vpc.yaml",
    "ECS-FargateLaunchType-services-private-subnet-public-service.json",
    "ECS-FargateLaunchType-services-private-subnet-public-service.yaml", "EFS-efs_with_automount_to_ec2.yaml",
    "EKS-template.yaml", "ElastiCache-Elasticache-snapshot.yaml", "ElasticLoadBalancing-ELBStickinessSample.yaml",
    "ElasticLoadBalancing-NetworkLoadBalancerWithEIPs.yaml", "RDS-RDS_MySQL_With_Read_Replica.yaml",
    "RDS-RDS_with_DBParameterGroup.json", "SQS-SQSFIFOQueue.json", "VPC-VPC_With_Managed_NAT_And_Private_Subnet.yaml",
    "WordPress_Single_Instance.yaml",
  ]

  @Test("Each published template is read, and its notes count every resource", arguments: files)
  func reads(file: String) throws {
    let answer = try ImportedAnswer(Self.folder, file)
    #expect(!answer.model.components.isEmpty)
    #expect(answer.loaded.imports.map(\.format) == ["CloudFormation"])
    let notes = answer.loaded.imports[0].notes
    #expect(notes.understood > 0)
    #expect(notes.total == notes.understood + notes.skipped.reduce(0) { $0 + $1.count })
  }

  @Test("With a gateway per zone, the other zones keep their egress")
  func gatewayPerZone() throws {
    let answer = try ImportedAnswer(Self.folder, "VPC-VPC_With_Managed_NAT_And_Private_Subnet.yaml")
    let down = try answer.down("az[0]")
    #expect(down.isSuperset(of: ["PublicSubnet0", "PrivateSubnet0", "NATGateway0", "egress:PrivateSubnet0"]))
    #expect(down.isDisjoint(with: ["PrivateSubnet1", "NATGateway1", "egress:PrivateSubnet1"]))
  }

  @Test("A service is placed in the subnets that another template exports")
  func importsOfAnotherStack() throws {
    let service = "ECS-FargateLaunchType-services-private-subnet-public-service"
    for ending in ["yaml", "json"] {
      let answer = try ImportedAnswer(
        Self.folder, "ECS-FargateLaunchType-clusters-private-vpc.yaml", "\(service).\(ending)")
      #expect(answer.relations("Service", .needs).contains("any of PrivateSubnetOne, PrivateSubnetTwo"))
      let levels = try answer.impact("az[0]")
      #expect(levels["PrivateSubnetOne"] == .down)
      #expect(levels["NatGatewayOne"] == .down)
      #expect(levels["PublicLoadBalancer"] == .degraded)
      #expect(levels["PrivateLoadBalancer"] == .degraded)
      #expect(levels["Service"] == .degraded)
      #expect(try answer.down("ECSCluster").contains("Service"))
      #expect(!answer.loaded.imports[0].notes.unresolved.contains { $0.contains("PrivateSubnetOne") })
    }
  }

  @Test(
    "A template gives the same model in YAML and in JSON",
    arguments: [
      "ECS-FargateLaunchType-services-private-subnet-public-service", "AutoScaling-AutoScalingMultiAZWithNotifications",
    ])
  func sameInBothSyntaxes(name: String) throws {
    func graph(_ ending: String) throws -> [String] {
      let model = try ImportedAnswer(Self.folder, "\(name).\(ending)").model
      return model.components.map { component in
        let relations = component.relations.map { "\($0.kind) \($0.requirement.text(limit: 100))" }.sorted()
        return "\(component.id.text) \(component.kind ?? "") \(relations)"
      }.sorted()
    }
    #expect(try graph("yaml") == graph("json"))
  }

  @Test("A load balancer with an address per zone needs any of them")
  func addressPerZone() throws {
    let answer = try ImportedAnswer(Self.folder, "ElasticLoadBalancing-NetworkLoadBalancerWithEIPs.yaml")
    #expect(answer.relations("loadBalancer", .needs) == ["any of Subnet1, Subnet2", "any of EIP1, EIP2"])
    #expect(try answer.degraded("EIP1").contains("loadBalancer"))
  }

  @Test("A replica with an undecided condition is present, or reported")
  func replicaByCondition() throws {
    let answer = try ImportedAnswer(Self.folder, "RDS-RDS_MySQL_With_Read_Replica.yaml")
    let isThere = answer.model.components.contains { $0.id.text == "ReplicaDB" }
    let isSaid = answer.loaded.imports[0].notes.remarks.contains { $0.contains("EnableReadReplica") }
    #expect(isThere ? try answer.degraded("MainDB").contains("ReplicaDB") : isSaid)
  }

  @Test("Mount targets in subnets of a parameter belong to the known file system")
  func subnetsOfParameters() throws {
    let answer = try ImportedAnswer(Self.folder, "EFS-efs_with_automount_to_ec2.yaml")
    let targets = answer.model.components.filter { $0.kind == "aws/efs-mount-target" }
    #expect(targets.count == 4)
    for target in targets {
      #expect(answer.relations(target.id.text, .needs).count == 1)
    }
  }

  @Test("Templates are recognized by their resources, and other YAML is not")
  func recognition() {
    func recognized(_ text: String) -> Bool {
      CloudFormationImporter().recognizes(SourceFile(name: "x.yaml", bytes: Array(text.utf8)))
    }
    #expect(recognized("Resources:\n  A:\n    Type: AWS::SQS::Queue\n"))
    #expect(recognized("{\"Resources\":{\"A\":{\"Type\":\"Custom::X\"}}}"))
    #expect(!recognized("model: m\ncomponents:\n  a: {name: \"AWS::SQS\"}\n"))
    #expect(!recognized("Resources:\n  A: 1\n"))
  }
}
