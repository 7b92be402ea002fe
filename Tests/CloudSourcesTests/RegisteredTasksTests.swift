import DependencyModel
import ModelFormats
import TestSupport
import Testing

@testable import CloudSources

/// Targets that a service registered itself: they are the service, not a spare for it.
@Suite struct RegisteredTasksTests {
  private static let arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1"

  /// What a target group needs, by its members and the service that is registered with it.
  private func needs(
    _ targets: [String], type: String = "ip", launchType: String = "FARGATE", files: [String: String] = [:]
  ) throws -> [String] {
    let members = targets.map { #"{"Target":{"Id":"\#($0)","Port":80},"TargetHealth":{"State":"healthy"}}"# }
    var all = [
      "elbv2-target-groups.json":
        #"{"TargetGroups":[{"TargetGroupArn":"\#(Self.arn)","TargetGroupName":"web","TargetType":"\#(type)","VpcId":"vpc-1","LoadBalancerArns":[]}]}"#,
      "elbv2-target-health.web.json": #"{"TargetHealthDescriptions":[\#(members.joined(separator: ","))]}"#,
      "ecs-services.json": """
      {"services":[{"serviceArn":"arn:aws:ecs:eu-west-1:123456789012:service/c/shop","serviceName":"shop","status":"ACTIVE",
       "clusterArn":"arn:aws:ecs:eu-west-1:123456789012:cluster/c","desiredCount":2,"launchType":"\(launchType)",
       "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-0a","subnet-0b"]}},
       "loadBalancers":[{"targetGroupArn":"\(Self.arn)"}]}]}
      """,
      "ec2-subnets.json": """
      {"Subnets":[{"SubnetId":"subnet-0a","VpcId":"vpc-1","AvailabilityZone":"eu-west-1a","CidrBlock":"10.0.1.0/24"},
       {"SubnetId":"subnet-0b","VpcId":"vpc-1","AvailabilityZone":"eu-west-1b","CidrBlock":"10.0.2.0/24"}]}
      """,
    ]
    for (name, text) in files { all[name] = text }
    let model = try AWSLive.load(all).model.components
    let group = try #require(model.first { $0.kind == "aws/target-group" })
    return group.requirements(.needs).map { $0.text(limit: 200) }
  }

  @Test("The addresses of a service's tasks are the service")
  func addresses() throws {
    #expect(try needs(["10.0.1.5", "10.0.2.6"]) == ["shop"])
    #expect(try needs(["10.0.1.5"]) == ["shop"])
  }

  @Test("An address outside of the service's subnets is a member of its own")
  func otherAddresses() throws {
    let found = try needs(["10.0.1.5", "192.168.7.1"])
    #expect(found.count == 1)
    #expect(found.first?.contains("192.168.7.1") == true)
    #expect(found.first?.contains("10.0.1.5") == false)
    #expect(found.first?.contains("shop") == true)
  }

  @Test("The instances that a service's tasks run on are the service")
  func instances() throws {
    let instances = [
      "ec2-instances.json":
        #"{"Reservations":[{"Instances":[{"InstanceId":"i-0aa","State":{"Name":"running"},"SubnetId":"subnet-0a"}]}]}"#
    ]
    #expect(try needs(["i-0aa"], type: "instance", launchType: "EC2", files: instances) == ["shop"])
    let tasks = [
      "ec2-network-interfaces.json":
        #"{"NetworkInterfaces":[{"NetworkInterfaceId":"eni-1","Description":"arn:aws:ecs:eu-west-1:123456789012:attachment/x","PrivateIpAddress":"10.0.1.5","PrivateIpAddresses":[{"PrivateIpAddress":"10.0.1.5"}],"Attachment":{"InstanceId":"i-0aa"}}]}"#
    ]
    #expect(
      try needs(["10.0.1.5"], launchType: "EC2", files: instances.merging(tasks) { $1 }) == ["shop"])
  }
}
