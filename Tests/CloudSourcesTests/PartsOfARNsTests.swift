import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// ARNs with something behind them are those of what the files have.
@Suite struct PartsOfARNsTests {
  private static func arn(_ rest: String) -> String {
    let service = rest.prefix { $0 != ":" }
    return "arn:aws:\(service):eu-west-1:123456789012:\(rest.dropFirst(service.count + 1))"
  }

  private static func resource(_ type: String, _ rest: String, _ more: String = "") -> States.Resource {
    ("\(type).x", #""id":"x","arn":"\#(rest.hasPrefix("arn:") ? rest : arn(rest))"\#(more)"#)
  }

  @Test(
    "A trigger by a stream, a consumer or a version needs what it is a part of",
    arguments: [
      ("aws_dynamodb_table", "dynamodb:table/orders", "/stream/2024-01-01T00:00:00.000"),
      ("aws_kinesis_stream", "kinesis:stream/orders", "/consumer/c:1700000000"),
      ("aws_sqs_queue", "sqs:orders", ""),
    ])
  func sources(type: String, rest: String, end: String) throws {
    let answer = try States.answer([
      Self.resource(type, rest),
      Self.resource("aws_lambda_function", "lambda:function:f", #","function_name":"f""#),
      (
        "aws_lambda_event_source_mapping.m",
        #""id":"m","event_source_arn":"\#(Self.arn(rest + end))","function_name":"\#(Self.arn("lambda:function:f:live"))""#
      ),
    ])
    #expect(
      answer.relations("aws_lambda_event_source_mapping.m", .needs) == ["\(type).x", "aws_lambda_function.x"])
    #expect(!answer.ids.contains { $0.hasPrefix("arn:") })
  }

  @Test(
    "A setting with an ARN and something behind it needs what the files have, and nothing else",
    arguments: [
      ("aws_secretsmanager_secret", "secretsmanager:secret:s-AbCdEf", "secretsmanager:secret:s-AbCdEf:password::"),
      ("aws_secretsmanager_secret", "secretsmanager:secret:s-AbCdEf", "secretsmanager:secret:s"),
      ("aws_secretsmanager_secret", "secretsmanager:secret:s-AbCdEf", "secretsmanager:secret:s:password::"),
      ("aws_lambda_function", "lambda:function:g", "lambda:function:g:live"),
      ("aws_lambda_function", "lambda:function:g", "lambda:function:g:$LATEST"),
      ("aws_dynamodb_table", "dynamodb:table/orders", "dynamodb:table/orders/index/byDate"),
      ("aws_dynamodb_table", "dynamodb:table/orders", "dynamodb:table/orders/stream/2024-01-01T00:00:00.000"),
      ("aws_s3_bucket", "arn:aws:s3:::assets-shop", "arn:aws:s3:::assets-shop/*"),
      ("aws_s3_bucket", "arn:aws:s3:::assets-shop", "arn:aws:s3:::assets-shop/images/*"),
      ("aws_cloudwatch_log_group", "logs:log-group:/app/web", "logs:log-group:/app/web:*"),
      ("aws_sfn_state_machine", "states:stateMachine:m", "states:stateMachine:m:live"),
      ("aws_opensearch_domain", "es:domain/logs", "es:domain/logs/*"),
      ("aws_ssm_parameter", "ssm:parameter/app/x", "ssm:parameter/app/x:3"),
    ])
  func settings(type: String, rest: String, named: String) throws {
    let name = named.hasPrefix("arn:") ? named : Self.arn(named)
    let answer = try States.answer([
      Self.resource(type, rest),
      ("aws_lambda_function.f", #""id":"f","environment":[{"variables":{"TARGET":"\#(name)"}}]"#),
    ])
    #expect(!answer.ids.contains { $0.hasPrefix("arn:") })
    let kinds: [Component.Relation.Kind] = [.needs, .uses, .startNeeds]
    #expect(kinds.flatMap { answer.relations("aws_lambda_function.f", $0) } == ["\(type).x"])
  }

  @Test("A trigger of an alias needs the alias, and not also the function by itself")
  func aliases() throws {
    let answer = try States.answer([
      Self.resource("aws_lambda_function", "lambda:function:f", #","function_name":"f""#),
      Self.resource("aws_lambda_alias", "lambda:function:f:live", #","function_name":"f","name":"live""#),
      (
        "aws_lambda_event_source_mapping.m",
        #""id":"m","function_name":"\#(Self.arn("lambda:function:f:live"))""#
      ),
    ])
    #expect(answer.relations("aws_lambda_event_source_mapping.m", .needs) == ["aws_lambda_alias.x"])
    #expect(try answer.down("aws_lambda_function.x").contains("aws_lambda_event_source_mapping.m"))
  }

  @Test("What no file has is one component, whatever is behind its ARN")
  func outside() throws {
    let table = Self.arn("dynamodb:table/orders")
    let answer = try States.answer([
      (
        "aws_lambda_function.f",
        #""id":"f","environment":[{"variables":{"A":"\#(table)/index/a","B":"\#(table)/index/*","C":"\#(table)"}}]"#
      )
    ])
    #expect(answer.relations("aws_lambda_function.f", .needs) == [table])
  }
}
