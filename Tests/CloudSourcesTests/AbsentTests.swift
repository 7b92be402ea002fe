import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// What there is none of is down now, and so is what leads to nothing else.
@Suite struct AbsentTests {
  private static func arn(_ name: String) -> String {
    "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/\(name)/1"
  }

  private static func group(_ name: String) -> States.Resource {
    ("aws_lb_target_group.\(name)", #""id":"\#(arn(name))","arn":"\#(arn(name))""#)
  }

  private static func scaling(_ name: String, _ count: String) -> States.Resource {
    (
      "aws_autoscaling_group.\(name)",
      #""id":"\#(name)","name":"\#(name)",\#(count),"target_group_arns":["\#(arn(name))"]"#
    )
  }

  @Test("A group of none is down for sure, and its target group needs it")
  func groups() throws {
    let answer = try States.answer([Self.scaling("v", #""min_size":0,"desired_capacity":0"#), Self.group("v")])
    let none = answer.model["aws_autoscaling_group.v"]
    #expect(none?.units == 0)
    #expect(none?.unavailability == Unavailability(low: 1, high: 1))
    #expect(answer.relations("aws_lb_target_group.v", .needs) == ["aws_autoscaling_group.v"])
    #expect(answer.remarks.contains("aws_lb_target_group.v: nothing of what it leads to runs"))
  }

  @Test("A target group that nothing runs behind is no spare for another")
  func spares() throws {
    func listener(_ count: Int) throws -> ImportedAnswer {
      let groups = ["v", "w"].map { #"{"arn":"\#(Self.arn($0))","weight":50}"# }.joined(separator: ",")
      return try States.answer([
        Self.scaling("v", #""desired_capacity":\#(count)"#), Self.scaling("w", #""desired_capacity":2"#),
        Self.group("v"), Self.group("w"),
        (
          "aws_lb_listener.l",
          #""id":"l","default_action":[{"type":"forward","forward":[{"target_group":[\#(groups)]}]}]"#
        ),
      ])
    }
    #expect(try listener(0).impact("aws_autoscaling_group.w")["aws_lb_listener.l"] == .down)
    #expect(try listener(1).impact("aws_autoscaling_group.w")["aws_lb_listener.l"] == .degraded)
  }

  @Test("A least of none, or tasks on every instance, say nothing of how many there are")
  func unknown() throws {
    let answer = try States.answer([
      ("aws_autoscaling_group.g", #""id":"g","min_size":0,"max_size":4"#),
      ("aws_ecs_service.d", #""id":"d","name":"d","desired_count":0,"scheduling_strategy":"DAEMON""#),
      ("aws_ecs_service.s", #""id":"s","name":"s","desired_count":0"#),
    ])
    #expect(answer.units("aws_autoscaling_group.g") == nil)
    #expect(answer.units("aws_ecs_service.d") == nil)
    #expect(answer.model["aws_ecs_service.s"]?.unavailability == Unavailability(low: 1, high: 1))
  }

  @Test("Groups and services of none are down in templates and in the answers of AWS")
  func otherSources() throws {
    let template = try Templates.answer(
      """
      Resources:
        Service: {Type: "AWS::ECS::Service", Properties: {DesiredCount: 0}}
        Group: {Type: "AWS::AutoScaling::AutoScalingGroup", Properties: {MinSize: 0, DesiredCapacity: 0, MaxSize: 2}}
      """)
    for id in ["Service", "Group"] {
      #expect(template.model[ComponentID(id)]?.unavailability == Unavailability(low: 1, high: 1), "\(id)")
    }
    let live = try AWSLive.load([
      "g.json": #"{"AutoScalingGroups":[{"AutoScalingGroupName":"g","MinSize":0,"DesiredCapacity":0}]}"#
    ])
    #expect(live.model["g"]?.unavailability == Unavailability(low: 1, high: 1))
  }

  @Test("A mapping that is switched off is not asked for, which is no failure")
  func triggers() throws {
    let answer = try States.answer([
      ("aws_cloudwatch_event_rule.r", #""id":"r","name":"r","state":"DISABLED""#)
    ])
    #expect(answer.units("aws_cloudwatch_event_rule.r") == 0)
    #expect(answer.model["aws_cloudwatch_event_rule.r"]?.unavailability == nil)
  }

  @Test("The tasks that scaling leaves at least are those that count", arguments: [1, 3])
  func leastTasks(least: Int) throws {
    let answer = try States.answer([
      ("aws_ecs_service.s", #""id":"s","name":"s","cluster":"arn:aws:ecs:eu-west-1:1:cluster/c","desired_count":2"#),
      (
        "aws_ecs_service.other", #""id":"o","name":"s","cluster":"arn:aws:ecs:eu-west-1:1:cluster/d","desired_count":2"#
      ),
      ("aws_appautoscaling_target.t", #""id":"t","resource_id":"service/c/s","min_capacity":\#(least)"#),
    ])
    #expect(answer.units("aws_ecs_service.s") == least)
    #expect(answer.units("aws_ecs_service.other") == 2)
    let template = try Templates.answer(
      """
      Resources:
        Cluster: {Type: "AWS::ECS::Cluster", Properties: {}}
        Service: {Type: "AWS::ECS::Service", Properties: {Cluster: !Ref Cluster}}
        Target:
          Type: AWS::ApplicationAutoScaling::ScalableTarget
          Properties:
            MinCapacity: \(least)
            ResourceId: !Join ["/", [service, !Ref Cluster, !GetAtt Service.Name]]
      """)
    #expect(template.units("Service") == least)
  }
}
