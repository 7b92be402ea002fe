import DependencyModel
import Foundation
import ImportTestSupport
import ModelFormats
import SourceReading
import TestSupport
import Testing

@testable import CloudSources

/// Whatever stands in a template: a model or a clear error, never a crash, a long wait or a silent empty model.
@Suite struct CloudFormationHostileTests {
  private static func fixture(_ name: String) throws -> String {
    try String(
      contentsOf: Repository.root.appending(path: "Tests/Fixtures/cloudformation/\(name)"), encoding: .utf8)
  }

  /// A model with components, or errors with places.
  private func check(_ text: String, _ file: String, sourceLocation: SourceLocation = #_sourceLocation) {
    do throws(InvalidInput) {
      let model = try Templates.load(text, file: file).model
      #expect(model.components.contains { !$0.isDomain }, sourceLocation: sourceLocation)
    } catch {
      #expect(!error.diagnostics.isEmpty, sourceLocation: sourceLocation)
      #expect(error.diagnostics.allSatisfy { $0.place != nil }, "\(error.diagnostics)", sourceLocation: sourceLocation)
    }
  }

  private static let files = [
    "AutoScaling-AutoScalingMultiAZWithNotifications.json", "RDS-RDS_with_DBParameterGroup.json",
    "RDS-RDS_MySQL_With_Read_Replica.yaml", "ElasticLoadBalancing-NetworkLoadBalancerWithEIPs.yaml",
    "EFS-efs_with_automount_to_ec2.yaml",
  ]

  @Test("Templates that are cut off anywhere are read or refused, and never crash", arguments: files)
  func truncated(file: String) throws {
    let bytes = Array(try Self.fixture(file).utf8)
    for length in stride(from: 0, to: bytes.count, by: max(bytes.count / 30, 1)) {
      check(String(decoding: bytes[..<length], as: UTF8.self), file)
    }
  }

  @Test(
    "Values of another form under any key are read or refused, and never crash",
    arguments: ["null", "7", "[]", "{}", "[[{}]]", #"{"Ref":"x"}"#, #"{"Fn::If":[1,2]}"#, #"["a",null,{"a":7}]"#])
  func wrongForms(value: String) throws {
    let text = try Self.fixture("AutoScaling-AutoScalingMultiAZWithNotifications.json")
    let whole = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let other = try JSONSerialization.jsonObject(with: Data(value.utf8), options: .fragmentsAllowed)
    var count = 0
    func replaced(_ node: Any, _ body: (Any) throws -> Void) rethrows {
      if let map = node as? [String: Any] {
        for key in map.keys.sorted() {
          var changed = map
          changed[key] = other
          try body(changed)
          changed[key] = nil
          try body(changed)
          try replaced(map[key] as Any) { inner in
            changed[key] = inner
            try body(changed)
          }
        }
      } else if let list = node as? [Any] {
        for position in list.indices {
          var changed = list
          changed[position] = other
          try body(changed)
          try replaced(list[position]) { inner in
            changed[position] = inner
            try body(changed)
          }
        }
      }
    }
    try replaced(whole) { changed in
      count += 1
      // A part of them with each value keeps the time short; together all are tried.
      guard (count + value.utf8.count) % 11 == 0 else { return }
      check(String(decoding: try JSONSerialization.data(withJSONObject: changed), as: UTF8.self), "t.json")
    }
    #expect(count > 300)
  }

  @Test(
    "Functions with arguments of any form are read or refused, and never crash",
    arguments: [
      "Ref", "Fn::GetAtt", "Fn::Sub", "Fn::Join", "Fn::Split", "Fn::Select", "Fn::FindInMap", "Fn::If", "Fn::And",
      "Fn::Or",
      "Fn::Not", "Fn::Equals", "Condition", "Fn::ImportValue", "Fn::Base64", "Fn::Cidr", "Fn::GetAZs", "Fn::Length",
      "Fn::ToJsonString", "Fn::Transform", "Fn::ForEach::X", "Fn::", "Fn::Nothing", "!Ref",
    ])
  func wrongArguments(function: String) throws {
    let arguments = [
      "null", "7", "\"\"", "\"a.b.c\"", "[]", "{}", "[null]", "[[],[]]", "[{},{},{}]", "[1,2,3,4,5]",
      "[\"a\",[\"b\"]]", "[9223372036854775807,[1]]", "[-9223372036854775808,[1]]", "{\"Ref\":\"Q\"}",
      "[{\"Ref\":\"Q\"},{\"Ref\":\"Q\"},{\"Ref\":\"Q\"}]", "[\"${\",{\"\":1}]", "\"${}${.}${a.}${.a}${\"",
    ]
    for argument in arguments {
      let call = "{\"\(function)\":\(argument)}"
      let text = """
        {"AWSTemplateFormatVersion":"2010-09-09","Conditions":{"C":\(call),"D":{"Fn::Not":[\(call)]}},
        "Mappings":{"M":\(call)},"Outputs":{"O":{"Value":\(call),"Export":{"Name":\(call)}}},
        "Resources":{"Q":{"Type":"AWS::SQS::Queue"},"R":{"Type":"AWS::SQS::Queue","Condition":"C","Properties":{"RedrivePolicy":\(call)}},
        "F":{"Type":"AWS::Lambda::Function","Properties":\(call),"DependsOn":\(call)},
        "S":{"Type":"AWS::CloudFormation::Stack","Properties":{"TemplateURL":\(call),"Parameters":\(call)}}}}
        """
      let ids = try Templates.answer(text, file: "t.json").ids
      #expect(Set(ids).isSuperset(of: ["Q", "F", "S"]), "\(argument)")
    }
  }

  @Test(
    "Extreme numbers are read, and never crash",
    arguments: ["9223372036854775807", "-9223372036854775808", "1e400", "-1", "0", "\"99999999999999999999\""])
  func numbers(number: String) throws {
    let answer = try Templates.answer(
      """
      Resources:
        N: {Type: "AWS::EC2::VPC"}
        S: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref N, AvailabilityZone: !Select [\(number), !GetAZs ""]}}
        G: {Type: "AWS::ElastiCache::SubnetGroup", Properties: {SubnetIds: [!Ref S]}}
        R: {Type: "AWS::ElastiCache::ReplicationGroup", Properties: {AutomaticFailoverEnabled: true, ReplicasPerNodeGroup: \(number), NumNodeGroups: \(number), NumCacheClusters: \(number), CacheSubnetGroupName: !Ref G}}
        O: {Type: "AWS::ElastiCache::ReplicationGroup", Properties: {AutomaticFailoverEnabled: true, ReplicasPerNodeGroup: \(number), CacheSubnetGroupName: !Ref G}}
        A: {Type: "AWS::AutoScaling::AutoScalingGroup", Properties: {MinSize: \(number), MaxSize: \(number), VPCZoneIdentifier: [!Ref S]}}
        E: {Type: "AWS::ECS::Service", Properties: {DesiredCount: \(number)}}
      """)
    #expect(answer.ids.count >= 7)
  }

  // MARK: Circles and chains

  @Test("Mappings and resources that refer to each other in a circle are read")
  func circlesOfReferences() throws {
    let answer = try Templates.answer(
      """
      Mappings: {M: {a: {b: !FindInMap [M, a, b], c: [!Ref A, {"Fn::FindInMap": [M, a, c]}]}}}
      Resources:
        A: {Type: "AWS::SQS::Queue", Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt B.Arn}}, DependsOn: [A, B]}
        B: {Type: "AWS::SQS::Queue", Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt A.Arn}, QueueName: !FindInMap [M, a, b]}}
        C: {Type: "AWS::SQS::Queue", Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt C.Arn}, KmsMasterKeyId: !FindInMap [M, a, c]}}
        D: {Type: "AWS::EC2::Subnet", Properties: {AvailabilityZone: !GetAtt D.AvailabilityZone, VpcId: !Ref D}}
        E: {Type: "AWS::RDS::DBInstance", Properties: {SourceDBInstanceIdentifier: !Ref E, DBInstanceIdentifier: !ImportValue x}}
      Outputs:
        X: {Value: !ImportValue x, Export: {Name: x}}
        Y: {Value: !ImportValue z, Export: {Name: !ImportValue x}}
      """)
    #expect(answer.ids == ["A", "B", "C", "D", "E"])
    #expect(try answer.impact("A") == ["B": .degraded])
    #expect(try answer.impact("B") == ["A": .degraded])
    #expect(try answer.impact("C").isEmpty)
    #expect(try answer.impact("E").isEmpty)
  }

  @Test("Stacks that import each other's outputs in a circle are read")
  func outputsOfEachOther() throws {
    func file(_ own: String, _ other: String) -> (name: String, text: String) {
      (
        "\(own).yaml",
        "Resources: {Q\(own): {Type: \"AWS::SQS::Queue\", Properties: {RedrivePolicy: !ImportValue \(other)}}}\nOutputs: {O: {Value: !Join [\"\", [!ImportValue \(other), !ImportValue \(other)]], Export: {Name: \(own)}}}"
      )
    }
    let answer = try Templates.answer(files: [file("a", "b"), file("b", "c"), file("c", "a")])
    #expect(answer.ids == ["Qa", "Qb", "Qc"])
  }

  @Test("Outputs that double again and again are an error before memory is full")
  func doublingOutputs() {
    let exports = (0..<39).map {
      "O\($0): {Value: {\"Fn::Join\": [\"\", [!ImportValue e\($0 + 1), !ImportValue e\($0 + 1)]]}, Export: {Name: e\($0)}}"
    }
    let half = exports.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined(separator: ", ")
    let other = exports.enumerated().filter { $0.offset % 2 == 1 }.map(\.element).joined(separator: ", ")
    let last = "Z: {Value: !Ref Q, Export: {Name: e39}}"
    do {
      let answer = try Templates.answer(files: [
        (
          "a.yaml",
          "Resources: {Q: {Type: \"AWS::SQS::Queue\", Properties: {QueueName: !ImportValue e1}}}\nOutputs: {\(half)}"
        ),
        ("b.yaml", "Resources: {Q: {Type: \"AWS::SQS::Queue\"}}\nOutputs: {\(other), \(last)}"),
      ])
      Issue.record("a model of \(answer.ids)")
    } catch let error as InvalidInput {
      #expect(error.diagnostics.map(\.code) == [.templateTooLarge])
      #expect(error.diagnostics[0].message.contains("values"))
    } catch { Issue.record(error) }
  }

  @Test("Texts that multiply again and again are an error before memory is full")
  func doublingTexts() {
    var value = "\"abcdefghij\""
    for _ in 0..<30 {
      value = "{\"Fn::Sub\":[\"\(String(repeating: "${x}", count: 10))\",{\"x\":\(value)}]}"
    }
    let text = "{\"Resources\":{\"Q\":{\"Type\":\"AWS::SQS::Queue\",\"Properties\":{\"QueueName\":\(value)}}}}"
    #expect(Importing.diagnostics(text, file: "t.json").map(\.code) == [.templateTooLarge])
    let references = text.replacing("\"abcdefghij\"", with: "{\"Ref\":\"Q\"}")
    #expect(Importing.diagnostics(references, file: "t.json").map(\.code) == [.templateTooLarge])
  }

  @Test("A chain of 60,000 resources is read")
  func longChains() throws {
    let count = 60_000
    let chain = (0..<count).map {
      "Q\($0): {Type: \"AWS::SQS::Queue\", Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Q\($0 + 1).Arn}}}"
    }
    let answer = try Templates.answer(
      "Resources:\n  \(chain.joined(separator: "\n  "))\n  Q\(count): {Type: \"AWS::SQS::Queue\"}")
    #expect(answer.ids.count == count + 1)
    #expect(answer.relations("Q7", .uses) == ["Q8"])
    #expect(try answer.impact("Q\(count)") == ["Q\(count - 1)": .degraded])
  }

  @Test("Templates with tens of thousands of parameters and references are read")
  func wide() throws {
    let count = 20_000
    let parameters = (0..<count).map { "P\($0): {Type: String}" }.joined(separator: ", ")
    let references = (0..<count).map { "!Ref P\($0), !Ref N\($0), !ImportValue i\($0)" }.joined(separator: ", ")
    let answer = try Templates.answer(
      "AWSTemplateFormatVersion: 2010-09-09\nParameters: {\(parameters)}\nResources: {Q: {Type: \"AWS::SQS::Queue\", Properties: {RedrivePolicy: [\(references)]}}}"
    )
    #expect(answer.ids == ["Q"])
    #expect(answer.unresolved.count == 2 * count)
  }

  @Test("Thousands of unknown exports and imports are refused or read in reasonable time")
  func manyExports() throws {
    let count = 5_000
    let exports = (0..<count).map { "O\($0): {Value: !Ref Q, Export: {Name: !Sub \"${AWS::StackName}-\($0)\"}}" }
    let imports = (0..<count).map { "!ImportValue {\"Fn::Sub\": \"${S}-\($0)\"}" }
    do {
      let answer = try Templates.answer(files: [
        ("a.yaml", "Resources: {Q: {Type: \"AWS::SQS::Queue\"}}\nOutputs: {\(exports.joined(separator: ", "))}"),
        (
          "b.yaml",
          "Parameters: {S: {Type: String}}\nResources: {R: {Type: \"AWS::SQS::Queue\", Properties: {RedrivePolicy: [\(imports.joined(separator: ", "))]}}}"
        ),
      ])
      #expect(answer.relations("R", .uses) == ["Q"])
    } catch let error as InvalidInput {
      #expect(error.diagnostics.map(\.code) == [.templateTooLarge])
    }
  }

  @Test("Functions that are nested too deep are refused")
  func nestedTooDeep() {
    let value = String(repeating: "{\"Fn::Join\":[\"\",[", count: 60_000) + String(repeating: "]]}", count: 60_000)
    let text =
      "{\"AWSTemplateFormatVersion\":\"2010-09-09\",\"Resources\":{\"Q\":{\"Type\":\"AWS::SQS::Queue\",\"Properties\":\(value)}}}"
    #expect(Importing.diagnostics(text, file: "t.json").contains { $0.code == .nestingTooDeep })
  }

  @Test(
    "Templates without resources are an error",
    arguments: ["Resources: []", "Resources: null", "Resources: 7", "Resources: {}", "Resources: {A: 7, B: []}"])
  func emptyTemplates(text: String) {
    let diagnostics = Importing.diagnostics("AWSTemplateFormatVersion: 2010-09-09\n\(text)\n", file: "t.yaml")
    #expect(diagnostics.map(\.code) == [.emptyImport])
  }
}
