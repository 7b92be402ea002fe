import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// What is there and switched off: nothing comes by it.
@Suite struct SwitchedOffTests {
  private static func mapping(_ more: String) throws -> ImportedAnswer {
    let start = "arn:aws:sqs:eu-west-1:111111111111:jobs"
    return try States.answer([
      ("aws_sqs_queue.jobs", #""id":"jobs","name":"jobs","arn":"\#(start)""#),
      (
        "aws_lambda_function.f",
        #""function_name":"f","arn":"arn:aws:lambda:eu-west-1:111111111111:function:f""#
      ),
      (
        "aws_lambda_event_source_mapping.m",
        #""event_source_arn":"\#(start)","function_name":"f"\#(more)"#
      ),
    ])
  }

  @Test("A mapping that is switched off feeds no function")
  func mappings() throws {
    let off = try Self.mapping(#","enabled":false"#)
    #expect(off.relations("aws_lambda_function.f", .uses) == [])
    #expect(try off.impact("aws_sqs_queue.jobs") == [:])
    #expect(off.units("aws_lambda_event_source_mapping.m") == 0)
    #expect(
      off.notes.remarks.contains("these do not serve now, by their state: aws_lambda_event_source_mapping.m"))
    for more in ["", #","enabled":true"#] {
      #expect(try Self.mapping(more).relations("aws_lambda_function.f", .uses) == ["aws_sqs_queue.jobs"])
    }
  }

  @Test("A rule, schedule or pipe that is switched off needs nothing")
  func others() throws {
    let queue = "arn:aws:sqs:eu-west-1:111111111111:jobs"
    func answer(rule: String, schedule: String, pipe: String) throws -> Set<String> {
      try Set(
        States.answer([
          ("aws_sqs_queue.jobs", #""id":"jobs","name":"jobs","arn":"\#(queue)""#),
          ("aws_cloudwatch_event_rule.r", #""id":"nightly","name":"nightly","state":"\#(rule)""#),
          ("aws_cloudwatch_event_target.t", #""rule":"nightly","arn":"\#(queue)""#),
          ("aws_scheduler_schedule.s", #""name":"s","state":"\#(schedule)","target":[{"arn":"\#(queue)"}]"#),
          ("aws_pipes_pipe.p", #""name":"p","desired_state":"\#(pipe)","source":"\#(queue)""#),
        ]).impact("aws_sqs_queue.jobs").keys)
    }
    #expect(try answer(rule: "DISABLED", schedule: "DISABLED", pipe: "STOPPED") == [])
    #expect(
      try answer(rule: "ENABLED", schedule: "ENABLED", pipe: "RUNNING")
        == ["aws_cloudwatch_event_target.t", "aws_scheduler_schedule.s", "aws_pipes_pipe.p"])
  }

  @Test("A rule that is switched off does not need its bus, and a rule of its name that is on keeps the target")
  func rules() throws {
    func rule(_ name: String, _ state: String, _ bus: String) -> States.Resource {
      (
        "aws_cloudwatch_event_rule.\(name)",
        #""id":"\#(bus)/nightly","name":"nightly","state":"\#(state)","event_bus_name":"\#(bus)""#
      )
    }
    let queue = "arn:aws:sqs:eu-west-1:111111111111:jobs"
    let answer = try States.answer([
      ("aws_cloudwatch_event_bus.b", #""id":"orders-bus","name":"orders-bus""#),
      ("aws_sqs_queue.jobs", #""id":"jobs","name":"jobs","arn":"\#(queue)""#),
      rule("off", "DISABLED", "orders-bus"), rule("on", "ENABLED", "orders-bus"),
      ("aws_cloudwatch_event_target.t", #""rule":"nightly","arn":"\#(queue)""#),
    ])
    #expect(answer.relations("aws_cloudwatch_event_rule.off", .needs) == [])
    #expect(answer.relations("aws_cloudwatch_event_rule.on", .needs) == ["aws_cloudwatch_event_bus.b"])
    #expect(answer.relations("aws_cloudwatch_event_target.t", .needs).contains("aws_sqs_queue.jobs"))
  }

  @Test("A target of a rule that is off in the answers of AWS needs nothing")
  func answers() throws {
    func needs(_ state: String) throws -> Int {
      let queue = "arn:aws:sqs:eu-west-1:111111111111:jobs"
      let model = try AWSLive.load([
        "events-rules.json":
          #"{"Rules":[{"Name":"nightly","Arn":"arn:aws:events:eu-west-1:111111111111:rule/nightly","State":"\#(state)","EventBusName":"default"}]}"#,
        "events-targets.nightly.json": #"{"Targets":[{"Id":"t","Arn":"\#(queue)"}]}"#,
      ]).model
      let target = try #require(model.components.first { $0.kind == "aws/event-target" })
      return target.requirements(.needs).count
    }
    #expect(try needs("DISABLED") == 0)
    #expect(try needs("ENABLED") > 0)
  }

  @Test("A route of Front Door that is switched off is no spare for the one that is on")
  func routes() throws {
    func answer(_ enabled: Bool) throws -> [String] {
      func route(_ name: String, _ isOn: Bool) -> States.Resource {
        (
          "azurerm_cdn_frontdoor_route.\(name)",
          #""name":"\#(name)","enabled":\#(isOn),"cdn_frontdoor_endpoint_id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Cdn/profiles/p/afdEndpoints/e""#
        )
      }
      return try States.answer([
        (
          "azurerm_cdn_frontdoor_endpoint.e",
          #""id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Cdn/profiles/p/afdEndpoints/e","name":"e","host_name":"e-1.z01.azurefd.net""#
        ), route("a", true), route("b", enabled),
        ("azurerm_linux_web_app.w", #""name":"w","app_settings":{"API_URL":"https://e-1.z01.azurefd.net"}"#),
      ]).relations("azurerm_linux_web_app.w", .needs)
    }
    #expect(try answer(false) == ["azurerm_cdn_frontdoor_endpoint.e", "azurerm_cdn_frontdoor_route.a"])
    #expect(
      try answer(true).contains("any of azurerm_cdn_frontdoor_route.a, azurerm_cdn_frontdoor_route.b"))
  }

  @Test("An event of a serverless function that is switched off needs nothing")
  func serverless() throws {
    let answer = try Templates.answer(
      """
      AWSTemplateFormatVersion: 2010-09-09
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Q: {Type: AWS::SQS::Queue}
        M: {Type: AWS::Lambda::EventSourceMapping, Properties: {Enabled: false, EventSourceArn: !GetAtt Q.Arn, FunctionName: !Ref F}}
        F:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Off: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn, Enabled: false}}
              Night: {Type: Schedule, Properties: {Schedule: rate(1 day), Enabled: false}}
      """)
    #expect(answer.relations("F", .uses) == [])
    #expect(try answer.impact("Q") == [:])
    #expect(answer.units("F.Night") == 0)
  }
}
