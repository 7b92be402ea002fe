import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// The functions of templates, each in both ways to write it: which resource a value leads to.
@Suite struct CloudFormationFunctionsTests {
  @Test(
    "Each function leads to the resources that it refers to",
    arguments: [
      (#"{Ref: A}"#, ["A"]), (#"!Ref A"#, ["A"]),
      (#"{"Fn::GetAtt": [Db, Endpoint.Address]}"#, ["Db"]), (#"{"Fn::GetAtt": Db.Endpoint.Address}"#, ["Db"]),
      (#"!GetAtt Db.Endpoint.Address"#, ["Db"]), (#"!GetAtt [Db, Endpoint.Address]"#, ["Db"]),
      (#"!Sub "mysql://${Db.Endpoint.Address}:3306/${A}""#, ["Db", "A"]), (#"{"Fn::Sub": "x ${B} ${!C}"}"#, ["B"]),
      (#"!Sub ["${x}-${y}-${C}", {x: !Ref A, y: "plain"}]"#, ["A", "C"]),
      (#"!Sub ["${A}", {A: !Ref B}]"#, ["B"]), (#"!Sub "${AWS::Region} ${AWS::StackName}""#, []),
      (#"!Join ["/", [x, !Ref A, !GetAtt B.Arn]]"#, ["A", "B"]),
      (#"{"Fn::Join": ["", [orders, "-", "3"]]}"#, ["Three"]),
      (#"!Join ["-", [!Ref "AWS::NoValue", orders, 3]]"#, ["Three"]),
      (#"!Select [1, [!Ref A, !Ref B]]"#, ["B"]), (#"{"Fn::Select": ["0", [!Ref C, x]]}"#, ["C"]),
      (#"!Select [7, [!Ref A]]"#, []), (#"!Select [-1, [!Ref A]]"#, []),
      (#"!Select [1, !Split [",", "x,orders-3,y"]]"#, ["Three"]),
      (#"!Select [1, !Split [":", !GetAtt Db.Endpoint.Address]]"#, ["Db"]),
      (#"!Base64 {"Fn::Sub": "curl ${A}"}"#, ["A"]), (#"{"Fn::Base64": !Ref B}"#, ["B"]),
      (#"{"Fn::ToJsonString": {queues: [!Ref A, {next: !Ref B}]}}"#, ["A", "B"]),
      (#"!Sub ["orders-${n}", {n: {"Fn::Length": [a, b, c]}}]"#, ["Three"]),
      (#"!Sub ["orders-${n}", {n: {"Fn::Length": [a, b]}}]"#, []),
      (#"{"Fn::Transform": {Name: Shout, Parameters: {of: !Ref A}}}"#, ["A"]),
      (#"!Ref Nobody"#, []), (#"!GetAtt Nobody.Arn"#, []),
    ])
  func leadsTo(value: String, expected: [String]) throws {
    #expect(try Templates.read(value) == Set(expected))
  }

  @Test("Cidr makes as many blocks as it is asked for", arguments: [1, 3, 16, 256])
  func blocks(count: Int) throws {
    let value = "!Sub [\"orders-${n}\", {n: {\"Fn::Length\": !Cidr [10.0.0.0/16, \(count), 8]}}]"
    #expect(try Templates.read(value) == (count == 3 ? ["Three"] : []))
    // An item of the blocks is nobody's name, and the last one is there.
    #expect(try Templates.read("!Select [\(count - 1), !Cidr [!GetAtt A.Arn, \(count), 8]]").isEmpty)
  }

  @Test(
    "Cidr with an invalid count leads nowhere",
    arguments: ["0", "-4", "257", "99999999999999999999", "many", "[]", "null", "!Ref A"])
  func blocksOfNoCount(count: String) throws {
    #expect(try Templates.read("!Join [\"\", [!Ref B, {\"Fn::Length\": !Cidr [x, \(count), 8]}]]") == ["B"])
  }

  @Test("Split keeps the references of each part")
  func splitKeepsReferencesOfEachPart() throws {
    let list = #"!Split [",", !Sub "${A}/x,plain,${B}-${C},orders-3"]"#
    #expect(try Templates.read("!Select [0, \(list)]") == ["A"])
    #expect(try Templates.read("!Select [1, \(list)]").isEmpty)
    #expect(try Templates.read("!Select [2, \(list)]") == ["B", "C"])
    #expect(try Templates.read("!Select [3, \(list)]") == ["Three"])
    #expect(try Templates.read("!Select [4, \(list)]").isEmpty)
    #expect(try Templates.read(list) == ["A", "B", "C", "Three"])
    #expect(try Templates.read(#"!Select [1, !Split ["||", !Join ["||", [!Ref A, !Ref B]]]]"#) == ["B"])
  }

  @Test("Select with an unknown index may mean any item")
  func selectOfUnknownPlace() throws {
    let more = "Parameters: {Which: {Type: Number}}"
    #expect(
      try Templates.read("!Select [!Ref Which, [!Ref A, !Ref B]]", more: more) == ["A", "B"])
    #expect(
      try Templates.read("!Select [!Ref Which, [!Ref A, !Ref B]]", more: more, parameters: ["Which": "1"]) == ["B"])
  }

  @Test("FindInMap finds values by their keys, and its default without them")
  func findInMap() throws {
    let more = """
      Parameters: {Stage: {Type: String, Default: live}}
      Mappings: {Names: {live: {queue: orders-3, many: [x, orders-3]}, test: {queue: other}}}
      """
    func read(_ value: String, _ parameters: [String: String] = [:]) throws -> Set<String> {
      try Templates.read(value, more: more, parameters: parameters)
    }
    #expect(try read("!FindInMap [Names, !Ref Stage, queue]") == ["Three"])
    #expect(try read("!FindInMap [Names, !Ref Stage, queue]", ["Stage": "test"]).isEmpty)
    #expect(try read("!Select [1, !FindInMap [Names, live, many]]") == ["Three"])
    #expect(try read("!FindInMap [Names, nowhere, queue]").isEmpty)
    #expect(try read("!FindInMap [Names, nowhere, queue, {DefaultValue: !Ref A}]") == ["A"])
    #expect(try read("!FindInMap [Names, !Ref Stage, queue, {DefaultValue: !Ref A}]") == ["Three"])
  }

  @Test("Parameters have their defaults, lists and types")
  func parameters() throws {
    let more = """
      Parameters:
        Name: {Type: String, Default: other}
        Names: {Type: CommaDelimitedList, Default: "a, orders-3"}
        Path: {Type: "AWS::SSM::Parameter::Value<String>", Default: orders-3}
        Hidden: {Type: String, Default: orders-3, NoEcho: true}
      """
    #expect(try Templates.read("!Ref Name", more: more).isEmpty)
    #expect(try Templates.read("!Ref Name", more: more, parameters: ["Name": "orders-3"]) == ["Three"])
    #expect(try Templates.read("!Select [1, !Ref Names]", more: more) == ["Three"])
    // What stands in the template is the path in the store, and what nobody is to see is not looked at.
    #expect(try Templates.read("!Ref Path", more: more).isEmpty)
    #expect(try Templates.read("!Ref Hidden", more: more).isEmpty)
  }

  @Test("Availability zones by index are the same throughout a template")
  func zones() throws {
    let answer = try Templates.answer(
      """
      Resources:
        N: {Type: "AWS::EC2::VPC", Properties: {CidrBlock: 10.0.0.0/16}}
        S0: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref N, AvailabilityZone: !Select [0, !GetAZs ""]}}
        S1: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref N, AvailabilityZone: {"Fn::Select": ["1", {"Fn::GetAZs": {Ref: "AWS::Region"}}]}}}
        S2: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref N, AvailabilityZone: !GetAtt S1.AvailabilityZone}}
        S3: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref N, AvailabilityZoneId: use1-az4}}
        G: {Type: "AWS::AutoScaling::AutoScalingGroup", Properties: {MinSize: "3", MaxSize: "6", AvailabilityZones: !GetAZs ""}}
      """)
    #expect(try answer.down("az[0]") == ["S0"])
    #expect(try answer.down("az[1]") == ["S1", "S2"])
    #expect(try answer.down("use1-az4") == ["S3"])
    #expect(try answer.degraded("az[1]").contains("G"))
    #expect(try answer.down(["az[0]", "az[1]", "az[2]"]).contains("G"))
  }

  @Test("DependsOn is an order of creation, not a requirement")
  func orderIsNoNeed() throws {
    let answer = try Templates.answer(
      """
      Resources:
        A: {Type: AWS::SQS::Queue}
        B: {Type: AWS::SQS::Queue, DependsOn: A}
        C: {Type: AWS::SQS::Queue, DependsOn: [A, B], Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt B.Arn}}}
      """)
    #expect(try answer.impact("A").isEmpty)
    #expect(try answer.impact("B") == ["C": .degraded])
  }

  @Test("Unknown names and functions are reported")
  func unknownNamesAndFunctionsAreTold() throws {
    let answer = try Templates.answer(
      """
      Resources:
        A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Missing, Tags: !GetAtt Gone.Arn}}
        B: {Type: AWS::SQS::Queue, Properties: {QueueName: {"Fn::Whisper": !GetAtt A.Arn}}}
        C: {Properties: {}}
      """)
    #expect(answer.unresolved.contains { $0.contains("Missing") })
    #expect(answer.unresolved.contains { $0.contains("Gone") })
    #expect(answer.remarks.contains { $0.contains("function is unknown") })
    #expect(answer.loaded.imports[0].notes.skipped.map(\.type) == ["resource without a type"])
  }

  @Test("Ids that YAML could read as booleans stay ids, and dates stay text")
  func idsOfYAML() throws {
    let answer = try Templates.answer(
      """
      AWSTemplateFormatVersion: 2010-09-09
      Resources:
        on: {Type: AWS::SQS::Queue}
        No: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt on.Arn}}}
      """)
    #expect(answer.ids == ["No", "on"])
    #expect(answer.relations("No", .uses) == ["on"])
  }
}
