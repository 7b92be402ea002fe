import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// `Fn::ForEach`: what is written once and made several times.
@Suite struct CloudFormationLoopsTests {
  @Test("A loop makes a resource for each of its values")
  func resources() throws {
    let answer = try Templates.answer(
      """
      Transform: AWS::LanguageExtensions
      Parameters: {Names: {Type: CommaDelimitedList, Default: "orders, mail.out"}}
      Resources:
        Fn::ForEach::Queues:
          - Name
          - !Ref Names
          - "Dead&{Name}": {Type: AWS::SQS::Queue}
            "Queue&{Name}":
              Type: AWS::SQS::Queue
              Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt "Dead&{Name}.Arn"}}
        F: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {Q: !Ref Queueorders}}}}
      """)
    #expect(answer.ids == ["Deadmailout", "Deadorders", "F", "Queuemailout", "Queueorders"])
    #expect(try answer.impact("Deadorders") == ["Queueorders": .degraded, "F": .degraded])
    #expect(try answer.down("Queueorders") == ["F"])
    let given = try Templates.answer(
      "Transform: AWS::LanguageExtensions\nParameters: {N: {Type: CommaDelimitedList}}\nResources: {\"Fn::ForEach::Q\": [X, !Ref N, {\"Q${X}\": {Type: AWS::SQS::Queue}}]}",
      parameters: ["N": "a,b"])
    #expect(given.ids == ["Qa", "Qb"])
  }

  @Test("Loops within loops make every combination")
  func nested() throws {
    let answer = try Templates.answer(
      """
      Transform: [AWS::LanguageExtensions]
      Resources:
        N: {Type: "AWS::EC2::VPC"}
        Fn::ForEach::Tiers:
          - Tier
          - [web, data]
          - Fn::ForEach::Zones:
              - Zone
              - ["0", "1"]
              - "Subnet${Tier}${Zone}":
                  Type: AWS::EC2::Subnet
                  Properties: {VpcId: !Ref N, AvailabilityZone: !Select [!Ref Zone, !GetAZs ""]}
            "Balancer${Tier}":
              Type: AWS::ElasticLoadBalancingV2::LoadBalancer
              Properties: {Subnets: [!Ref "Subnet${Tier}0", !Ref "Subnet${Tier}1"]}
      """)
    #expect(
      answer.ids == ["Balancerdata", "Balancerweb", "N", "Subnetdata0", "Subnetdata1", "Subnetweb0", "Subnetweb1"])
    #expect(try answer.impact("az[0]")["Balancerweb"] == .degraded)
    #expect(try answer.down("az[1]") == ["Subnetweb1", "Subnetdata1"])
    #expect(try answer.down(["Subnetweb0", "Subnetweb1"]) == ["Balancerweb"])
  }

  /// Within properties, conditions and outputs.
  @Test("Loops are expanded in properties, conditions and outputs")
  func elsewhere() throws {
    let answer = try Templates.answer(
      """
      Transform: AWS::LanguageExtensions
      Conditions:
        Fn::ForEach::Stages: [S, [live, test], {"Is${S}": !Equals [!Ref S, live]}]
      Resources:
        A: {Type: AWS::SQS::Queue, Condition: Islive}
        B: {Type: AWS::SQS::Queue, Condition: Istest}
        C: {Type: AWS::SQS::Queue}
        F:
          Type: AWS::Lambda::Function
          Properties:
            Environment:
              Variables:
                Fn::ForEach::Vars: [Q, [A, C], {"URL_${Q}": !Ref Q, "ARN_${Q}": !GetAtt "${Q}.Arn", "S_${Q}": !Sub "x${Q}"}]
      Outputs:
        Fn::ForEach::Out: [Q, [A, C], {"Out${Q}": {Value: !Ref Q, Export: {Name: !Sub "out-${Q}"}}}]
      """)
    #expect(answer.ids == ["A", "C", "F"])
    // What a name in a loop stands for is a text, no reference; `Fn::GetAtt` of it is one.
    #expect(Set(answer.relations("F", .needs)) == ["A", "C"])
  }

  @Test(
    "A loop that cannot be expanded is reported",
    arguments: [
      ("[Name, !Ref Open, {\"Q${Name}\": {Type: AWS::SQS::Queue}}]", "unknown values"),
      ("[Name, !Ref Nobody, {\"Q${Name}\": {Type: AWS::SQS::Queue}}]", "unknown values"),
      ("[Name, [a, !Ref Open], {\"Q${Name}\": {Type: AWS::SQS::Queue}}]", "unknown values"),
      ("[Name, [a]]", "is not a name"), ("7", "is not a name"), ("null", "is not a name"),
      ("[[], [a], {}]", "is not a name"), ("[Name, [a], 7]", "is not a name"), ("{}", "is not a name"),
      ("[Name, !Ref \"AWS::NoValue\", {}]", "has no list"),
    ])
  func notExpandedIsTold(loop: String, reason: String) throws {
    let answer = try Templates.answer(
      "Transform: AWS::LanguageExtensions\nParameters: {Open: {Type: CommaDelimitedList}}\nResources:\n  A: {Type: AWS::SQS::Queue}\n  \"Fn::ForEach::Loop\": \(loop)"
    )
    #expect(answer.ids == ["A"])
    #expect(answer.remarks.contains { $0.contains("the loop Loop") && $0.contains(reason) }, "\(answer.remarks)")
  }

  private static func list(_ count: Int) -> String { "[" + (0..<count).map { "i\($0)" }.joined(separator: ",") + "]" }

  @Test(
    "Loops that would make a million entries are an error before memory is full",
    arguments: ["resources", "properties", "conditions", "outputs"])
  func explosions(section: String) throws {
    let list = Self.list(1_000)
    let body = section == "properties" ? "x" : section == "resources" ? "{Type: AWS::SQS::Queue}" : "!Equals [a, b]"
    let loop = "\"Fn::ForEach::A\": [A, \(list), {\"Fn::ForEach::B\": [B, \(list), {\"X${A}${B}\": \(body)}]}]"
    let queue = "{Type: AWS::SQS::Queue}"
    let text =
      switch section {
      case "resources": "Resources: {Q: \(queue), \(loop)}"
      case "properties": "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {\(loop)}}}"
      case "conditions": "Conditions: {\(loop)}\nResources: {Q: \(queue)}"
      default: "Outputs: {\(loop)}\nResources: {Q: \(queue)}"
      }
    let diagnostics = Importing.diagnostics("AWSTemplateFormatVersion: 2010-09-09\n\(text)", file: "t.yaml")
    #expect(diagnostics.map(\.code) == [.templateTooLarge])
    #expect(diagnostics[0].message.contains("100000 passes of loops"))
    #expect(diagnostics[0].place != nil)
  }

  @Test("A loop that makes 20,000 resources is expanded")
  func manyAreMade() throws {
    let answer = try Templates.answer(
      "AWSTemplateFormatVersion: 2010-09-09\nResources: {\"Fn::ForEach::A\": [A, \(Self.list(200)), {\"Fn::ForEach::B\": [B, \(Self.list(100)), {\"X${A}${B}\": {Type: AWS::SQS::Queue}}]}]}"
    )
    #expect(answer.ids.count == 20_000)
  }

  @Test("Loops that are nested too deep are reported")
  func deepLoops() throws {
    var loop = "{\"X${N0}\": {Type: AWS::SQS::Queue}}"
    for depth in 0..<9 { loop = "{\"Fn::ForEach::L\(depth)\": [N\(depth), [a, b], \(loop)]}" }
    let answer = try Templates.answer("Resources: {Q: {Type: AWS::SQS::Queue}, \(loop.dropFirst().dropLast())}")
    #expect(answer.ids == ["Q"])
    #expect(answer.remarks.contains { $0.contains("more than five deep") })
  }

  @Test("Names in loops are replaced once, not again in what replaced them")
  func namesAreReplacedOnce() throws {
    let double = String(repeating: "${B}", count: 500)
    let answer = try Templates.answer(
      "Resources: {Q: {Type: AWS::SQS::Queue}, \"Fn::ForEach::A\": [A, [\"\(double)\"], {\"Fn::ForEach::B\": [B, [\"\(double)\"], {\"X${A}\": {Type: AWS::SQS::Queue}}]}]}"
    )
    #expect(answer.ids.count == 2)
    #expect(answer.ids.allSatisfy { $0.utf8.count < 2_100 })
  }
}
