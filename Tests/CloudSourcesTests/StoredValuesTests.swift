import DependencyModel
import ImportTestSupport
import Testing

@testable import CloudSources

/// Parameters and secrets that programs read when they start, and addresses in maps of properties.
@Suite struct StoredValuesTests {
  /// A task whose container has a secret.
  private func task(_ name: String, _ value: String) throws -> ImportedAnswer {
    try States.answer([
      ("aws_ssm_parameter.p", #""id":"/app/db-host","name":"/app/db-host""#),
      ("aws_ssm_parameter.plain", #""id":"dbhost","name":"dbhost""#),
      ("aws_secretsmanager_secret.s", #""id":"s","name":"prod/db""#),
      (
        "aws_ecs_task_definition.t",
        #""family":"t","arn":"arn:aws:ecs:eu-west-1:111111111111:task-definition/t:1","container_definitions":"[{\"name\":\"t\",\"secrets\":[{\"name\":\"\#(name)\",\"valueFrom\":\"\#(value)\"}]}]""#
      ),
      (
        "aws_ecs_service.web",
        #""name":"web","task_definition":"arn:aws:ecs:eu-west-1:111111111111:task-definition/t:1""#
      ),
    ])
  }

  /// What a task needs to start, by a secret of its container.
  private func starts(_ name: String, _ value: String) throws -> [String] {
    try task(name, value).relations("aws_ecs_service.web", .startNeeds).filter { !$0.hasPrefix("aws_ecs_task") }
  }

  @Test(
    "A value that is kept elsewhere is found by its name or by an ARN made of that",
    arguments: [
      ("/app/db-host", "aws_ssm_parameter.p"),
      ("arn:aws:ssm:eu-west-1:111111111111:parameter/app/db-host", "aws_ssm_parameter.p"),
      ("dbhost", "aws_ssm_parameter.plain"),
      ("arn:aws:ssm:eu-west-1:111111111111:parameter/dbhost", "aws_ssm_parameter.plain"),
      ("arn:aws:secretsmanager:eu-west-1:111111111111:secret:prod/db-AbCdEf", "aws_secretsmanager_secret.s"),
      ("arn:aws:secretsmanager:eu-west-1:111111111111:secret:prod/db-AbCdEf:user::", "aws_secretsmanager_secret.s"),
      ("arn:aws:secretsmanager:eu-west-1:111111111111:secret:prod/db", "aws_secretsmanager_secret.s"),
    ])
  func names(value: String, id: String) throws {
    #expect(try starts("DB_PASSWORD", value) == [id])
  }

  @Test("A parameter that no file has is outside of them")
  func outside() throws {
    #expect(try starts("DB_HOST", "/other/host") == ["ssm-parameter/other/host"])
  }

  @Test(
    "A text that is formed like no name becomes no parameter, and is counted", arguments: ["//", "two words", "arn:x"])
  func unknownNames(value: String) throws {
    let answer = try task("DB_HOST", value)
    #expect(answer.relations("aws_ecs_service.web", .startNeeds) == ["aws_ecs_task_definition.t"])
    #expect(answer.unresolved == ["aws_ecs_service.web DB_HOST → a parameter or secret of an unknown name"])
  }

  @Test("A parameter of a template is found by the name that a task has")
  func templates() throws {
    let answer = try Templates.answer(
      """
      AWSTemplateFormatVersion: 2010-09-09
      Resources:
        P: {Type: AWS::SSM::Parameter, Properties: {Name: /app/db-host, Type: String, Value: x}}
        S: {Type: AWS::SecretsManager::Secret, Properties: {Name: prod/db}}
        T:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - Name: web
                Secrets:
                  - {Name: HOST, ValueFrom: /app/db-host}
                  - {Name: PASSWORD, ValueFrom: !Sub "arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:prod/db"}
        W: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref T}}
      """)
    #expect(Set(answer.relations("W", .startNeeds)).isSuperset(of: ["P", "S"]))
  }

  @Test(
    "A function that is given the name of a secret or parameter needs it to start",
    arguments: [
      ("SECRET_NAME", "prod/db", "aws_secretsmanager_secret.s"), ("CONFIG", "/app/db-host", "aws_ssm_parameter.p"),
      ("APP_NAME", "prod/db", nil),
    ])
  func functions(key: String, value: String, id: String?) throws {
    let answer = try States.answer([
      ("aws_ssm_parameter.p", #""id":"/app/db-host","name":"/app/db-host""#),
      ("aws_secretsmanager_secret.s", #""id":"s","name":"prod/db""#),
      ("aws_lambda_function.f", #""function_name":"f","environment":[{"variables":{"\#(key)":"\#(value)"}}]"#),
    ])
    #expect(answer.relations("aws_lambda_function.f", .startNeeds) == [id].compactMap(\.self))
  }

  @Test("A build that reads a parameter needs it to start, and a plain setting of that value is none")
  func builds() throws {
    func starts(_ type: String) throws -> [String] {
      try States.answer([
        ("aws_ssm_parameter.p", #""id":"dbhost","name":"dbhost""#),
        (
          "aws_codebuild_project.b",
          #""name":"b","environment":[{"environment_variable":[{"name":"X","type":"\#(type)","value":"dbhost"}]}]"#
        ),
      ]).relations("aws_codebuild_project.b", .startNeeds)
    }
    #expect(try starts("PARAMETER_STORE") == ["aws_ssm_parameter.p"])
    #expect(try starts("PLAINTEXT") == [])
  }

  @Test("The address in the properties of a connection leads to its database")
  func connections() throws {
    let database: States.Resource = (
      "aws_db_instance.db",
      #""id":"db-1","identifier":"shop","address":"shop.abc.eu-west-1.rds.amazonaws.com","endpoint":"shop.abc.eu-west-1.rds.amazonaws.com:3306""#
    )
    func connection(_ url: String) throws -> [String] {
      try States.answer([
        database,
        (
          "aws_glue_connection.c",
          #""id":"1:c","name":"c","connection_properties":{"JDBC_CONNECTION_URL":"\#(url)","PASSWORD":"a.b.example.com","USERNAME":"u"}"#
        ),
      ]).relations("aws_glue_connection.c", .needs)
    }
    #expect(try connection("jdbc:mysql://shop.abc.eu-west-1.rds.amazonaws.com:3306/x") == ["aws_db_instance.db"])
    #expect(try connection("jdbc:postgresql://db.partner.example:5432/x") == ["host/db.partner.example"])
  }
}
