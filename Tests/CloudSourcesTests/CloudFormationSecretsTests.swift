import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// What is secret in a template is in no output; what is read from secrets that a template makes is known.
@Suite struct CloudFormationSecretsTests {
  private static let secrets = (0..<9).map { PlantedSecrets.secret($0) }

  private static let template = """
    Transform: AWS::LanguageExtensions
    Parameters:
      Password: {Type: String, NoEcho: true, Default: "\(secrets[0])"}
      List: {Type: CommaDelimitedList, NoEcho: "true", Default: "a,\(secrets[0])"}
      Open: {Type: String, Default: "\(secrets[8])"}
    Mappings: {Words: {live: {word: "\(secrets[1])"}}}
    Conditions: {Is: !Equals [!Ref Password, "\(secrets[0])"]}
    Resources:
      "Fn::ForEach::Loop": [Name, !Ref List, {"Q${Name}": {Type: AWS::SQS::Queue}}]
      Db:
        Type: AWS::RDS::DBInstance
        Properties:
          DBName: !Ref Password
          DBInstanceIdentifier: !Ref Password
          AvailabilityZone: !Ref Password
          MasterUserPassword: "\(secrets[2])"
          MasterUsername: "{{resolve:secretsmanager:\(secrets[3]):SecretString:user}}"
          Tags: [{Key: Name, Value: !Ref Password}, {Key: Owner, Value: "\(secrets[2])"}]
      Machine:
        Type: AWS::EC2::Instance
        Metadata: {"AWS::CloudFormation::Init": {config: {files: {/etc/app: {content: "key=\(secrets[4])"}}}}}
        Properties: {UserData: !Base64 {"Fn::Sub": "PASSWORD=\(secrets[5]) curl ${Q} ${Password} {{resolve:ssm-secure:\(secrets[3]):1}}"}}
      Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "{{resolve:ssm:\(secrets[3])}}"}}
      F:
        Type: AWS::Lambda::Function
        Properties:
          FunctionName: !Ref Password
          Environment: {Variables: {TOKEN: "\(secrets[6])", URL: !Sub "https://user:\(secrets[6])@${Q}/", W: !FindInMap [Words, live, word], O: !Ref Open}}
      T:
        Type: AWS::ECS::TaskDefinition
        Properties: {ContainerDefinitions: [{Name: app, Environment: [{Name: TOKEN, Value: "\(secrets[7])"}, {Name: Q, Value: !Ref Q}]}]}
      Text: {Type: AWS::SecretsManager::Secret, Properties: {SecretString: "\(secrets[7])"}}
      P: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: "\(secrets[7])"}}
    Outputs:
      Word: {Value: !Ref Password, Export: {Name: !Ref Password}}
      Other: {Value: !ImportValue {"Fn::Sub": "x-${Password}"}}
    """

  @Test("Secrets of a template appear nowhere")
  func nowhere() throws {
    try expectNoSecrets(Self.secrets, inFiles: [("t.yaml", Self.template)])
  }

  @Test("Errors about a template that is cut off anywhere show no secret")
  func nowhereInErrors() throws {
    let text = Array(Self.template.utf8)
    for length in stride(from: 60, to: text.count, by: 173) {
      let cut = String(decoding: text[..<length], as: UTF8.self)
      for diagnostic in Importing.diagnostics(cut, file: "t.yaml") {
        #expect(!Self.secrets.contains { diagnostic.message.contains($0) }, "\(diagnostic.message)")
      }
    }
  }

  // MARK: What is read from secrets

  private static let readers = """
    Resources:
      Key: {Type: "AWS::SecretsManager::Secret", Properties: {Name: prod/db}}
      Size: {Type: "AWS::SSM::Parameter", Properties: {Name: /app/size, Type: String, Value: "1"}}
      ByRef: {Type: "AWS::RDS::DBInstance", Properties: {MasterUserPassword: !Sub "{{resolve:secretsmanager:${Key}:SecretString:password}}"}}
      ByJoin: {Type: "AWS::RDS::DBCluster", Properties: {MasterUserPassword: !Join ["", ["{{resolve:secretsmanager:", !Ref Key, ":SecretString:password}}"]]}}
      ByName: {Type: "AWS::Redshift::Cluster", Properties: {MasterUserPassword: "{{resolve:secretsmanager:prod/db:SecretString:password}}"}}
      ByARN: {Type: "AWS::DocDB::DBCluster", Properties: {MasterUserPassword: "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:1:secret:prod/db-AbCdEf:SecretString:password}}"}}
      Sized: {Type: "AWS::SQS::Queue", Properties: {DelaySeconds: "{{resolve:ssm:/app/size:1}}"}}
      Elsewhere: {Type: "AWS::RDS::DBInstance", Properties: {MasterUserPassword: "{{resolve:secretsmanager:other/db}}", MasterUsername: "{{resolve:ssm:/other/user}}"}}
      Machine: {Type: "AWS::EC2::Instance", Properties: {UserData: {"Fn::Base64": !Sub "a {{resolve:secretsmanager:${Key}}} b {{resolve:ssm:/app/size}} c ${Sized}"}}}
      F: {Type: "AWS::Lambda::Function", Properties: {Environment: {Variables: {P: !Sub "{{resolve:secretsmanager:${Key}}}", Q: !Ref Sized}}}}
      Open: {Type: "AWS::SQS::Queue", Properties: {QueueName: "{{resolve:secretsmanager:prod/db"}}
    """

  @Test(
    "Resources that read a secret need it to start",
    arguments: [
      ("ByRef", ["Key"]), ("ByJoin", ["Key"]), ("ByName", ["Key"]), ("ByARN", ["Key"]), ("Sized", ["Size"]),
      ("Elsewhere", []), ("Machine", ["Key", "Size"]), ("F", ["Key"]), ("Open", []),
    ])
  func startNeeds(id: String, expected: [String]) throws {
    let answer = try Templates.answer(Self.readers)
    #expect(Set(answer.relations(id, .startNeeds)) == Set(expected))
    // What runs already has read it.
    #expect(!answer.relations(id, .needs).contains { $0 == "Key" || $0 == "Size" })
  }

  @Test("The loss of a secret stops nothing that runs")
  func lossOfTheSecretStopsNothingThatRuns() throws {
    let answer = try Templates.answer(Self.readers)
    #expect(try answer.impact("Key").values.allSatisfy { $0 == .up } || answer.impact("Key").isEmpty)
    #expect(try answer.down("Sized") == ["Machine", "F"])
  }

  @Test("Values that come from elsewhere are counted in a remark")
  func whatIsReadElsewhereIsTold() throws {
    let remarks = try Templates.answer(Self.readers).remarks
    #expect(remarks.contains { $0.hasPrefix("1 value of Secrets Manager") })
    #expect(remarks.contains { $0.hasPrefix("1 value of SSM parameters") })
    #expect(!remarks.contains { $0.contains("other/") })
  }
}
