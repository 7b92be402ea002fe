import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Serverless applications: what the transform makes of their resources.
@Suite struct CloudFormationServerlessTests {
  private static let template = """
    Transform: AWS::Serverless-2016-10-31
    Globals:
      Function:
        Runtime: python3.13
        Role: !GetAtt SharedRole.Arn
        Layers: [!Ref SharedLayer]
        Environment: {Variables: {TABLE: !Ref Table}}
    Resources:
      SharedRole: {Type: "AWS::IAM::Role", Properties: {AssumeRolePolicyDocument: {}}}
      OwnRole: {Type: "AWS::IAM::Role", Properties: {AssumeRolePolicyDocument: {}}}
      SharedLayer: {Type: "AWS::Serverless::LayerVersion", Properties: {ContentUri: layer/}}
      OwnLayer: {Type: "AWS::Serverless::LayerVersion", Properties: {ContentUri: layer/}}
      Table: {Type: "AWS::Serverless::SimpleTable"}
      Orders: {Type: "AWS::SQS::Queue"}
      News: {Type: "AWS::SNS::Topic"}
      Files: {Type: "AWS::S3::Bucket"}
      Clicks: {Type: "AWS::Kinesis::Stream"}
      Public: {Type: "AWS::Serverless::Api", Properties: {StageName: live}}
      Web:
        Type: AWS::Serverless::Function
        Properties:
          Role: !GetAtt OwnRole.Arn
          Layers: [!Ref OwnLayer]
          AutoPublishAlias: live
          Environment: {Variables: {QUEUE: !Ref Orders}}
          Events:
            Get: {Type: Api, Properties: {Path: /, Method: get}}
            Put: {Type: Api, Properties: {Path: /, Method: put, RestApiId: !Ref Public}}
            Hook: {Type: HttpApi}
            Daily: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
      Worker:
        Type: AWS::Serverless::Function
        Properties:
          Events:
            Jobs: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}
            Clicks: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, StartingPosition: LATEST}}
            News: {Type: SNS, Properties: {Topic: !Ref News}}
            Files: {Type: S3, Properties: {Bucket: !Ref Files, Events: "s3:ObjectCreated:*"}}
            Odd: {Type: Telepathy}
      Caller:
        Type: AWS::Lambda::Function
        Properties: {Environment: {Variables: {WEB: !Ref Web.Alias, API: !Sub "https://${ServerlessRestApi}.example/"}}}
    """

  @Test("Events of a serverless function need it and their source, which the function does not")
  func events() throws {
    let answer = try Templates.answer(Self.template)
    #expect(Set(answer.ids).isSuperset(of: ["ServerlessRestApi", "ServerlessHttpApi", "Public", "Table"]))
    #expect(answer.model["Table"]?.kind == "aws/dynamodb-table")
    // A way in needs its API and its function, a trigger its source: the function itself is none the worse.
    let api = try answer.down("ServerlessRestApi")
    #expect(api.contains("Web.Get"))
    #expect(!api.contains("Web.Put"))
    #expect(try answer.down("Public").contains("Web.Put"))
    #expect(try answer.down("ServerlessHttpApi").contains("Web.Hook"))
    #expect(try answer.down("Web").isSuperset(of: ["Web.Get", "Web.Put", "Web.Hook", "Web.Daily"]))
    #expect(try answer.down("Orders").isSuperset(of: ["Worker.Jobs", "Web"]))
    #expect(try !answer.down("Orders").contains("Worker"))
    #expect(try answer.down("Clicks") == ["Worker.Clicks"])
    for source in ["News", "Files"] {
      #expect(try answer.impact(source)["Worker"] == .degraded)
      #expect(try answer.down(source).isEmpty)
    }
    #expect(answer.loaded.imports[0].notes.skipped.contains { $0.type.contains("Telepathy") })
  }

  @Test("Globals apply to all functions, and a function's own values win")
  func globals() throws {
    let answer = try Templates.answer(Self.template)
    #expect(Set(answer.relations("Web", .configuredBy)) == ["OwnRole", "OwnLayer", "SharedLayer"])
    #expect(Set(answer.relations("Worker", .configuredBy)) == ["SharedRole", "SharedLayer"])
    #expect(Set(answer.relations("Web", .needs)).isSuperset(of: ["Table", "Orders"]))
    #expect(Set(answer.relations("Worker", .needs)) == ["Table"])
  }

  @Test("Names that the transform generates lead to the function")
  func generatedNames() throws {
    let answer = try Templates.answer(Self.template)
    #expect(Set(answer.relations("Caller", .needs)) == ["Web", "ServerlessRestApi"])
    #expect(answer.unresolved.isEmpty)
  }

  @Test(
    "Globals of any form are read, and never crash",
    arguments: [
      "7", "[]", "null", "text", "{Function: 7}", "{Function: []}", "{Function: {Environment: 7, Layers: {}}}",
    ])
  func globalsOfAnyForm(value: String) throws {
    let start = try #require(Self.template.firstRange(of: "Globals:"))
    let end = try #require(Self.template.firstRange(of: "Resources:"))
    var text = Self.template
    text.replaceSubrange(start.lowerBound..<end.lowerBound, with: "Globals: \(value)\n")
    #expect(try Templates.answer(text).ids.contains("Web"))
  }
}
