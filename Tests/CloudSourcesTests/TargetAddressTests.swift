import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Targets of load balancers that are named by their addresses.
@Suite struct TargetAddressTests {
  private func answer(_ targets: [String], _ more: [States.Resource], vpc: String = "vpc-1") throws -> ImportedAnswer {
    let group = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/t/0123456789abcdef"
    return try States.answer(
      [
        ("aws_vpc.v", #""id":"vpc-1""#), ("aws_vpc.w", #""id":"vpc-2""#),
        States.subnet("a", id: "subnet-0a", zone: "a"),
        ("aws_subnet.b", #""id":"subnet-0b","vpc_id":"vpc-2","availability_zone":"eu-west-1b""#),
        ("aws_lb_target_group.t", #""id":"\#(group)","arn":"\#(group)","target_type":"ip","vpc_id":"\#(vpc)""#),
      ] + more
        + targets.enumerated().map {
          ("aws_lb_target_group_attachment.a\($0)", #""target_group_arn":"\#(group)","target_id":"\#($1)""#)
        })
  }

  private let machine: States.Resource = (
    "aws_instance.i",
    #""id":"i-0aaaaaaa","subnet_id":"subnet-0a","private_ip":"10.0.0.1","secondary_private_ips":["10.0.0.9"],"primary_network_interface_id":"eni-0main""#
  )

  @Test("An address leads to the machine that has it, and two addresses of one machine are one member")
  func machines() throws {
    for targets in [["10.0.0.1"], ["10.0.0.9"], ["10.0.0.1", "10.0.0.9"]] {
      let answer = try answer(targets, [machine])
      #expect(answer.relations("aws_lb_target_group.t", .needs) == ["aws_instance.i"])
      #expect(answer.notes.incomplete.isEmpty)
      #expect(try answer.down("eu-west-1a").contains("aws_lb_target_group.t"))
    }
  }

  @Test("An address of an interface leads to the interface, or to the machine that it is attached to")
  func interfaces() throws {
    let own: States.Resource = (
      "aws_network_interface.e", #""id":"eni-0e","subnet_id":"subnet-0a","private_ips":["10.0.0.22"]"#
    )
    #expect(try answer(["10.0.0.22"], [own]).relations("aws_lb_target_group.t", .needs) == ["aws_network_interface.e"])
    let attached: States.Resource = (
      "aws_network_interface.e",
      #""id":"eni-0e","subnet_id":"subnet-0a","private_ips":["10.0.0.22"],"attachment":[{"instance":"i-0aaaaaaa"}]"#
    )
    #expect(
      try answer(["10.0.0.22", "10.0.0.1"], [attached, machine]).relations("aws_lb_target_group.t", .needs)
        == ["aws_instance.i"])
  }

  @Test("The same address in another network is something else")
  func networks() throws {
    let other: States.Resource = (
      "aws_instance.j", #""id":"i-0bbbbbbb","subnet_id":"subnet-0b","private_ip":"10.0.0.1""#
    )
    #expect(
      try answer(["10.0.0.1"], [machine, other]).relations("aws_lb_target_group.t", .needs) == ["aws_instance.i"])
    #expect(
      try answer(["10.0.0.1"], [machine, other], vpc: "vpc-2").relations("aws_lb_target_group.t", .needs)
        == ["aws_instance.j"])
    #expect(
      try !answer(["10.0.0.1"], [other]).relations("aws_lb_target_group.t", .needs).contains("aws_instance.j"))
  }
}
