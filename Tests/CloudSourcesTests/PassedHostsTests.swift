import DependencyModel
import ImportTestSupport
import Testing

@testable import CloudSources

/// What settings name: hosts outside of the files, and resources by plain names.
@Suite struct PassedHostsTests {
  private func needs(_ key: String, _ value: String) throws -> [String] {
    try States.answer([
      (
        "aws_lambda_function.f",
        #""function_name":"f","arn":"arn:aws:lambda:eu-west-1:111111111111:function:f","environment":[{"variables":{"\#(key)":"\#(value)"}}]"#
      )
    ]).relations("aws_lambda_function.f", .needs)
  }

  @Test(
    "A value that is surely a host is one, whatever the setting is called",
    arguments: [
      ("DB", "foo.x.eu-west-1.rds.amazonaws.com", "host/foo.x.eu-west-1.rds.amazonaws.com"),
      ("B", "b-1.c.abc.c2.kafka.eu-west-1.amazonaws.com:9094", "host/b-1.c.abc.c2.kafka.eu-west-1.amazonaws.com"),
      ("Q", "amqps://b-1.mq.eu-west-1.amazonaws.com:5671", "host/b-1.mq.eu-west-1.amazonaws.com"),
      ("H", "http://10.9.9.9", "address/10.9.9.9"), ("REDIS", "10.8.0.5:6379", "address/10.8.0.5"),
      ("REDIS_HOST", "10.8.0.7", "address/10.8.0.7"),
      ("BUS", "eh9.servicebus.windows.net", "host/eh9.servicebus.windows.net"),
    ])
  func hosts(key: String, value: String, id: String) throws {
    #expect(try needs(key, value) == [id])
  }

  @Test(
    "A value that names nothing to call is no host",
    arguments: [
      ("LOG_LEVEL", "debug"), ("VERSION", "1.2.3.4"), ("DB_PASSWORD", "a.b.example.com"), ("BIND_ADDRESS", "10.0.0.1"),
      ("HANDLER", "index.handler"),
    ])
  func others(key: String, value: String) throws {
    #expect(try needs(key, value) == [])
  }

  @Test(
    "The key of a setting may be beside its value", arguments: ["google_cloud_run_v2_service", "azurerm_container_app"])
  func siblings(type: String) throws {
    let list = type.hasPrefix("google") ? "containers" : "container"
    let answer = try States.answer([
      (
        "\(type).s",
        #""name":"s","template":[{"\#(list)":[{"env":[{"name":"DB_HOST","value":"db.prod.internal"},{"name":"LEVEL","value":"info"}]}]}]"#
      )
    ])
    #expect(answer.relations("\(type).s", .needs) == ["host/db.prod.internal"])
  }

  @Test(
    "A plain word names a resource only if the setting says so",
    arguments: [
      ("NODE_ENV", "prod", false), ("ASPNETCORE_ENVIRONMENT", "prod", false), ("STAGE", "prod", false),
      ("BUCKET", "prod", true), ("UPLOAD_BUCKET_NAME", "prod", true), ("S3", "prod", true), ("APP_NAME", "prod", false),
      ("FILES", "shop-files", true), ("APP_NAME", "shop-files", false),
    ])
  func words(key: String, value: String, isNamed: Bool) throws {
    let answer = try States.answer([
      ("aws_s3_bucket.b", #""id":"\#(value)","bucket":"\#(value)""#),
      (
        "aws_lambda_function.f", #""function_name":"f","environment":[{"variables":{"\#(key)":"\#(value)"}}]"#
      ),
    ])
    #expect(answer.relations("aws_lambda_function.f", .needs) == (isNamed ? ["aws_s3_bucket.b"] : []))
  }
}
