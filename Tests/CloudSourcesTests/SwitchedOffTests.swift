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
