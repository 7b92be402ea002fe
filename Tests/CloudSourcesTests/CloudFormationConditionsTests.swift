import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Conditions: what exists, what is chosen, and what is told where nothing decides.
@Suite struct CloudFormationConditionsTests {
  private static let more = """
    Parameters:
      Stage: {Type: String, Default: live}
      Open: {Type: String}
    Conditions:
      IsLive: !Equals [!Ref Stage, live]
      IsTest: {"Fn::Equals": [{Ref: Stage}, test]}
      Unknown: !Equals [!Ref Open, "yes"]
      Not: !Not [{Condition: IsLive}]
      And: !And [{Condition: IsLive}, !Not [!Condition IsTest]]
      AndFalse: {"Fn::And": [{Condition: Unknown}, {Condition: IsTest}]}
      AndUnknown: !And [{Condition: Unknown}, {Condition: IsLive}]
      Or: !Or [{Condition: Unknown}, {Condition: IsLive}]
      OrFalse: {"Fn::Or": [{Condition: IsTest}, {Condition: Not}]}
      OrUnknown: !Or [{Condition: Unknown}, {Condition: IsTest}]
    """

  @Test(
    "A condition with known values decides what exists",
    arguments: [
      ("IsLive", true), ("IsTest", false), ("Not", false), ("And", true), ("AndFalse", false), ("Or", true),
      ("OrFalse", false), ("Unknown", nil), ("AndUnknown", nil), ("OrUnknown", nil), ("Undefined", nil),
    ] as [(String, Bool?)])
  func decides(name: String, expected: Bool?) throws {
    let chosen = try Templates.read("!If [\(name), !Ref A, !Ref B]", more: Self.more)
    #expect(chosen == (expected.map { [$0 ? "A" : "B"] } ?? ["A", "B"]))
    let answer = try Templates.answer(
      "\(Self.more)\nResources:\n  A: {Type: AWS::SQS::Queue}\n  B: {Type: AWS::SQS::Queue, Condition: \(name)}")
    #expect(answer.ids == (expected == false ? ["A"] : ["A", "B"]))
    #expect(answer.remarks.contains { $0.contains("condition \(name) ") } == (expected != true))
  }

  @Test("Parameters from the command line decide conditions")
  func valuesOfTheCommandLineDecide() throws {
    let value = "!If [IsLive, !Ref A, !Ref B]"
    #expect(try Templates.read(value, more: Self.more) == ["A"])
    #expect(try Templates.read(value, more: Self.more, parameters: ["Stage": "test"]) == ["B"])
    let other = "!If [Unknown, !Ref A, !Ref \"AWS::NoValue\"]"
    #expect(try Templates.read(other, more: Self.more, parameters: ["Open": "yes"]) == ["A"])
    #expect(try Templates.read(other, more: Self.more, parameters: ["Open": "no"]).isEmpty)
    let region = "Conditions: {Here: !Equals [!Ref \"AWS::Region\", eu-west-1]}"
    #expect(try Templates.read("!If [Here, !Ref A, !Ref B]", more: region) == ["A", "B"])
    #expect(
      try Templates.read("!If [Here, !Ref A, !Ref B]", more: region, parameters: ["AWS::Region": "eu-west-1"]) == ["A"])
  }

  @Test("A hidden parameter decides conditions, and its value appears nowhere")
  func hiddenParametersDecide() throws {
    let more = """
      Parameters: {Hidden: {Type: String, Default: orders-3, NoEcho: "true"}}
      Conditions: {Has: !Not [!Equals [!Ref Hidden, ""]]}
      """
    #expect(try Templates.read("!If [Has, !Ref A, !Ref Hidden]", more: more) == ["A"])
    #expect(try Templates.read("!If [Has, !Ref Hidden, !Ref A]", more: more).isEmpty)
  }

  @Test("A choice between lists is resolved by its condition")
  func choicesBetweenLists() throws {
    let template = """
      \(Self.more)
      Resources:
        N: {Type: "AWS::EC2::VPC"}
        S0: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref N, AvailabilityZone: a-b-1a}}
        S1: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref N, AvailabilityZone: a-b-1b}}
        L: {Type: "AWS::ElasticLoadBalancingV2::LoadBalancer", Properties: {Subnets: !If [Unknown, [!Ref S0], [!Ref S0, !Ref S1]]}}
      """
    let open = try Templates.answer(template)
    #expect(open.relations("L", .needs) == ["any of S0, S1"])
    #expect(open.remarks.contains { $0.contains("Unknown") && $0.contains("both of its alternatives are used") })
    let closed = try Templates.answer(template, parameters: ["Open": "yes"])
    #expect(closed.relations("L", .needs) == ["S0"])
    #expect(!closed.remarks.contains { $0.contains("both of its alternatives are used") })
  }

  @Test("Conditions in a circle are reported and undecided, and what does not depend on them is decided")
  func circlesAreTold() throws {
    let answer = try Templates.answer(
      """
      Conditions:
        P: !Not [{Condition: Q}]
        Q: !And [{Condition: R}, !Equals [a, a]]
        R: !Or [{Condition: P}, {Condition: Fine}]
        Self: {Condition: Self}
        After: !Not [{Condition: Self}]
        Fine: !Equals [a, b]
        Decided: !And [{Condition: Self}, {Condition: Fine}]
      Resources:
        X: {Type: AWS::SQS::Queue, Condition: P}
        Y: {Type: AWS::SQS::Queue, Condition: After}
        Z: {Type: AWS::SQS::Queue, Condition: Decided}
      """)
    #expect(answer.ids == ["X", "Y"])
    let circles = answer.remarks.filter { $0.contains("refer to themselves") }
    #expect(circles.count == 2)
    #expect(circles.contains { $0.hasSuffix("P, Q, R, P") })
    #expect(circles.contains { $0.hasSuffix("Self, Self") })
    #expect(answer.remarks.contains { $0.hasPrefix("condition P is circular") && $0.hasSuffix("X") })
    #expect(answer.remarks.contains { $0.hasPrefix("condition After is circular") && $0.hasSuffix("Y") })
    #expect(!answer.remarks.contains { $0.contains("was not given") })
  }

  @Test("A chain of 60,000 conditions is decided by its end", arguments: [("[a, a]", true), ("[a, b]", false)])
  func longChain(end: String, expected: Bool) throws {
    let count = 60_000
    let lines = (0..<count).map { "  C\($0): {Condition: C\($0 + 1)}" }.joined(separator: "\n")
    let answer = try Templates.answer(
      "AWSTemplateFormatVersion: 2010-09-09\nConditions:\n\(lines)\n  C\(count): !Equals \(end)\nResources:\n  A: {Type: AWS::SQS::Queue}\n  B: {Type: AWS::SQS::Queue, Condition: C0}"
    )
    #expect(answer.ids == (expected ? ["A", "B"] : ["A"]))
  }

  @Test("A circle of 60,000 conditions is reported once and undecided")
  func longCircle() throws {
    let count = 60_000
    let lines = (0..<count).map { "  C\($0): !Or [{Condition: C\(($0 + 1) % count)}, {Condition: C0}]" }
    let answer = try Templates.answer(
      "AWSTemplateFormatVersion: 2010-09-09\nConditions:\n\(lines.joined(separator: "\n"))\nResources:\n  A: {Type: AWS::SQS::Queue, Condition: C7}"
    )
    #expect(answer.ids == ["A"])
    #expect(answer.remarks.contains { $0.hasPrefix("condition C7 is circular") })
    #expect(answer.remarks.count < 5)
  }
}
