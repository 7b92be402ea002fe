import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Members of groups that get no traffic are no spare for the others.
@Suite struct IdleMembersTests {
  private static func arn(_ rest: String) -> String {
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:\(rest)"
  }

  private static func group(_ name: String) -> States.Resource {
    (
      "aws_lb_target_group.\(name)",
      #""id":"\#(arn("targetgroup/\(name)/1"))","arn":"\#(arn("targetgroup/\(name)/1"))""#
    )
  }

  private static func forward(_ weights: Int...) -> String {
    let groups = zip(["blue", "green", "third"], weights).map {
      #"{"arn":"\#(arn("targetgroup/\($0)/1"))","weight":\#($1)}"#
    }
    return #"[{"type":"forward","forward":[{"target_group":[\#(groups.joined(separator: ","))]}]}]"#
  }

  private static func answer(_ action: String) throws -> ImportedAnswer {
    let balancer = arn("loadbalancer/app/web/1")
    return try States.answer([
      ("aws_lb.web", #""id":"\#(balancer)","arn":"\#(balancer)","internal":true"#),
      group("blue"), group("green"), group("third"),
      ("aws_lb_listener.l", #""id":"l","load_balancer_arn":"\#(balancer)","default_action":\#(action)"#),
      ("aws_lb_listener_rule.r", #""id":"r","listener_arn":"l","action":\#(action)"#),
    ])
  }

  @Test("A target group of weight 0 is no spare, if others have a weight")
  func weights() throws {
    let one = try Self.answer(Self.forward(100, 0))
    for path in ["aws_lb_listener.l", "aws_lb_listener_rule.r"] {
      #expect(try one.down("aws_lb_target_group.blue").contains(path))
      #expect(try one.impact("aws_lb_target_group.green")[path] == nil)
      let two = try Self.answer(Self.forward(50, 0, 50))
      #expect(try two.impact("aws_lb_target_group.blue")[path] == .degraded)
      #expect(try two.down(["aws_lb_target_group.blue", "aws_lb_target_group.third"]).contains(path))
      let none = try Self.answer(Self.forward(0, 0))
      #expect(try none.impact("aws_lb_target_group.blue")[path] == .degraded)
    }
  }

  @Test("A target group of weight 0 is no spare in a template")
  func templates() throws {
    let answer = try Templates.answer(
      """
      Resources:
        L:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties:
            DefaultActions:
              - Type: forward
                ForwardConfig:
                  TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 1}, {TargetGroupArn: !Ref Green, Weight: 0}]
        Blue: {Type: "AWS::ElasticLoadBalancingV2::TargetGroup"}
        Green: {Type: "AWS::ElasticLoadBalancingV2::TargetGroup"}
      """)
    #expect(try answer.down("Blue").contains("L"))
    #expect(try answer.impact("Green")["L"] == nil)
  }

  @Test("An endpoint of weight 0 is no spare behind an accelerator")
  func accelerators() throws {
    func answer(_ weight: Int) throws -> ImportedAnswer {
      try States.answer([
        ("aws_instance.a", #""id":"i-0aaaaaaa""#), ("aws_instance.b", #""id":"i-0bbbbbbb""#),
        (
          "aws_globalaccelerator_endpoint_group.g",
          #""id":"g","endpoint_configuration":[{"endpoint_id":"i-0aaaaaaa","weight":128},{"endpoint_id":"i-0bbbbbbb","weight":\#(weight)}]"#
        ),
      ])
    }
    let group = "aws_globalaccelerator_endpoint_group.g"
    #expect(try answer(0).down("aws_instance.a").contains(group))
    #expect(try answer(10).impact("aws_instance.a")[group] == .degraded)
  }

  @Test(
    "An instance of a group that is kept apart, warmed, starting or unhealthy is no spare",
    arguments: [
      #""LifecycleState":"Standby""#, #""LifecycleState":"EnteringStandby""#, #""LifecycleState":"Warmed:Stopped""#,
      #""LifecycleState":"Pending:Wait""#, #""LifecycleState":"Terminating""#, #""LifecycleState":"Detaching""#,
      #""LifecycleState":"InService","HealthStatus":"Unhealthy""#,
    ])
  func lifecycle(state: String) throws {
    func answer(_ state: String) throws -> ImportedAnswer {
      try Templates.answer(files: [
        (
          "autoscaling-groups.json",
          """
          {"AutoScalingGroups":[{"AutoScalingGroupName":"g","DesiredCapacity":2,"Instances":[
           {"InstanceId":"i-0aaaaaaa","LifecycleState":"InService","HealthStatus":"Healthy"},{"InstanceId":"i-0bbbbbbb",\(state)}]}]}
          """
        ),
        (
          "ec2-instances.json",
          #"{"Reservations":[{"Instances":[{"InstanceId":"i-0aaaaaaa","State":{"Name":"running"}},{"InstanceId":"i-0bbbbbbb","State":{"Name":"running"}}]}]}"#
        ),
      ])
    }
    #expect(try answer(state).down("i-0aaaaaaa").contains("g"))
    #expect(try answer(#""LifecycleState":"InService""#).impact("i-0aaaaaaa")["g"] == .degraded)
  }

  @Test(
    "What a state file says is stopped is no spare",
    arguments: [
      #""instance_state":"stopped""#, #""instance_state":"stopping""#, #""instance_state":"terminated""#,
    ])
  func stopped(state: String) throws {
    let answer = try States.answer(Self.twoInstances(state))
    #expect(answer.units("aws_instance.b") == 0)
    #expect(try answer.down("aws_instance.a").contains("aws_elb.e"))
    let other = try States.answer(Self.twoInstances(#""instance_state":"running""#))
    #expect(try other.impact("aws_instance.a")["aws_elb.e"] == .degraded)
  }

  @Test("An instance that a resource keeps stopped, and a database that is stopped, serve nobody")
  func otherStates() throws {
    let answer = try States.answer(
      Self.twoInstances(#""private_ip":"10.0.0.2""#) + [
        ("aws_ec2_instance_state.s", #""id":"i-0bbbbbbb","instance_id":"i-0bbbbbbb","state":"stopped""#),
        ("aws_db_instance.d", #""id":"d","status":"stopped""#),
      ])
    #expect(answer.units("aws_instance.b") == 0)
    #expect(answer.units("aws_db_instance.d") == 0)
    #expect(try answer.down("aws_instance.a").contains("aws_elb.e"))
  }

  private static func twoInstances(_ state: String) -> [States.Resource] {
    [
      ("aws_instance.a", #""id":"i-0aaaaaaa","instance_state":"running""#),
      ("aws_instance.b", #""id":"i-0bbbbbbb",\#(state)"#),
      ("aws_elb.e", #""id":"e","name":"e","instances":["i-0aaaaaaa","i-0bbbbbbb"]"#),
    ]
  }

  // MARK: Records

  @Test("A call of a host needs the records that give it an address, and no others")
  func records() throws {
    func record(_ type: String, _ value: String) -> States.Resource {
      (
        "aws_route53_record.\(type.lowercased())",
        #""id":"\#(type)","name":"www.shop.example","fqdn":"www.shop.example","type":"\#(type)","records":["\#(value)"]"#
      )
    }
    let answer = try States.answer([
      record("A", "203.0.113.1"), record("MX", "10 mail.shop.example"), record("TXT", "v=spf1 -all"),
      record("CAA", "0 issue \\\"ca.example\\\""), record("NS", "ns.shop.example"), record("HTTPS", "1 ."),
      ("aws_lambda_function.f", #""id":"f","environment":[{"variables":{"API_URL":"https://www.shop.example/x"}}]"#),
    ])
    #expect(answer.relations("aws_lambda_function.f", .needs) == ["aws_route53_record.a"])
    #expect(answer.relations("aws_route53_record.mx", .needs) == ["host/mail.shop.example"])
  }
}
