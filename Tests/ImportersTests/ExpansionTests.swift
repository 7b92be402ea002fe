import DependencyModel
import FaultTreeSources
import ImportTestSupport
import ModelFormats
import SourceReading
import TestSupport
import Testing

/// What few lines of a foreign file multiply into is bounded, with a located error; what is written one by one is not.
@Suite struct ExpansionTests {
  private static func names(_ prefix: String, _ count: Int) -> [String] { (0..<count).map { "\(prefix)\($0)" } }

  private static func set(_ prefix: String, _ count: Int) -> String {
    "{" + names(prefix, count).joined(separator: " ") + "}"
  }

  private static func list(_ prefix: String, _ count: Int) -> String {
    "[" + names(prefix, count).joined(separator: ", ") + "]"
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let text: String
    var testDescription: String { name }
  }

  static let tooLarge = [
    Case(
      name: "edges between sets", file: "g.dot",
      text: "digraph{ \(set("a", 2_000)) -> \(set("b", 2_000)) -> \(set("c", 2_000)) }"),
    Case(
      name: "many edges between small sets", file: "g.dot",
      text: "digraph{ \((0..<60).map { set("n\($0)x", 120) }.joined(separator: " -> ")) }"),
    Case(
      name: "a subgraph of subgraphs, named twice each", file: "g.dot",
      text: "digraph{ subgraph s0 {a b}\n"
        + (0..<60).map { "subgraph s\($0 + 1) { subgraph s\($0); subgraph s\($0) }\n" }.joined() + "}"),
    Case(
      name: "a subgraph that is named many times", file: "g.dot",
      text: "digraph{ subgraph s \(set("a", 1_000))\n" + String(repeating: "subgraph s;\n", count: 1_000) + "}"),
    Case(
      name: "services that extend one with much", file: "compose.yaml",
      text: "services:\n  base:\n    environment: \(list("K=", 1_000))\n"
        + names("s", 2_000).map { "  \($0): {extends: base}\n" }.joined()),
    Case(
      name: "a chain of services that each state more", file: "compose.yaml",
      text: "services:\n"
        + (0..<2_000).map { "  s\($0): {extends: s\($0 + 1), environment: {K\($0): v}}\n" }.joined()),
    Case(
      name: "instances that refer to all instances of another", file: "plan.json",
      text: plan(
        (0..<900).map { change("aws_instance.a[\($0)]") } + (0..<900).map { change("aws_security_group.b[\($0)]") },
        #"{"address": "aws_instance.a", "expressions": {"vpc_security_group_ids": {"references": ["aws_security_group.b"]}}}"#
      )),
    Case(
      name: "attributes that many definitions get from their tree", file: "t.xml",
      text: "<opsa-mef><define-fault-tree name=\"t\"><attributes>"
        + names("a", 1_000).map { "<attribute name=\"\($0)\" value=\"v\"/>" }.joined() + "</attributes>"
        + names("b", 1_000).map { "<define-basic-event name=\"\($0)\"/>" }.joined() + "</define-fault-tree></opsa-mef>"),
  ]

  private static func change(_ address: String) -> String {
    #"{"address": "\#(address)", "change": {"actions": ["create"], "after": {}, "after_unknown": {"vpc_security_group_ids": true}}}"#
  }

  private static func plan(_ changes: [String], _ resource: String) -> String {
    #"{"format_version": "1.2", "resource_changes": [\#(changes.joined(separator: ","))], "#
      + #""configuration": {"root_module": {"resources": [\#(resource)]}}}"#
  }

  @Test("Few lines that mean millions of relations are refused at their location", arguments: tooLarge)
  func multiplications(test: Case) throws {
    let errors = Importing.diagnostics(test.text, file: test.file).filter { $0.severity == .error }
    #expect(errors.map(\.code) == [.importTooLarge], "\(errors.prefix(3).map(\.message))")
    #expect(errors.first?.place?.file == test.file)
    #expect(errors.first?.message.contains("relations besides those written one by one") == true)
  }

  /// Sizes at which a reader that compares everything with everything would not come to an end.
  static let large = [
    Case(
      name: "edges written one by one", file: "g.dot",
      text: "digraph{ \(set("a", 4_000)) -> b; c -> \(set("d", 4_000)) }"),
    Case(
      name: "a chain of services", file: "compose.yaml",
      text: "services:\n" + (0..<4_000).map { "  s\($0): {image: x, extends: {service: s\($0 + 1)}}\n" }.joined()),
    Case(
      name: "a circle of services", file: "compose.yaml",
      text: "services:\n" + (0..<2_000).map { "  s\($0): {extends: s\(($0 + 1) % 2_000)}\n" }.joined()),
    Case(
      name: "instances of a resource that refers to itself", file: "plan.json",
      text: plan(
        (0..<2_000).map { change("aws_instance.a[\($0)]") },
        #"{"address": "aws_instance.a", "expressions": {"vpc_security_group_ids": {"references": ["aws_instance.a"]}}}"#
      )),
    Case(
      name: "modules that hand on everything twice", file: "plan.json",
      text: plan([change(String(repeating: "module.m.", count: 20) + "aws_instance.a")], "").replacing(
        #""root_module": {"resources": []}"#, with: "\"root_module\": \(nested(20))")),
  ]

  private static func nested(_ depth: Int) -> String {
    guard depth > 0 else {
      return
        #"{"resources": [{"address": "aws_instance.a", "expressions": {"vpc_security_group_ids": {"references": ["var.x", "var.y"]}}}]}"#
    }
    let both = #"{"references": ["var.x", "var.y"]}"#
    return #"{"module_calls": {"m": {"expressions": {"x": \#(both), "y": \#(both)}, "module": \#(nested(depth - 1))}}}"#
  }

  @Test("Large files that multiply nothing are read", arguments: large)
  func largeFiles(test: Case) throws {
    let errors = Importing.diagnostics(test.text, file: test.file).filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.prefix(3).map(\.message))")
  }

  @Test("Thousands of undefined events of a fault tree are each reported")
  func undefinedEvents() {
    let events = Self.names("b", 3_000).map { "<basic-event name=\"\($0)\"/>" }.joined(separator: "\n")
    let text = Importing.tree(
      "<define-gate name=\"t\"><or>\(events)</or></define-gate>"
        + Self.names("c", 3_000).map { "<define-basic-event name=\"\($0)\"/>" }.joined())
    let errors = Importing.diagnostics(text)
    #expect(errors.count == 3_000)
    #expect(errors.allSatisfy { $0.code == .faultTreeUndefined })
  }

  @Test("References of a resource to itself are left out and reported")
  func selfReferences() throws {
    let changes = (0..<3).map { Self.change("aws_instance.a[\($0)]") }
    let text = Self.plan(
      changes,
      #"{"address": "aws_instance.a", "expressions": {"vpc_security_group_ids": {"references": ["aws_instance.a"]}}}"#)
    let loaded = try Importing.load(text, file: "plan.json")
    #expect(loaded.model.relationCount == 0)
    #expect(loaded.imports[0].notes.remarks.contains { $0.hasPrefix("aws_instance.a refers to itself") })
  }

  @Test("The expansion budget grows with the bytes, and stays spent")
  func budget() {
    var budget = ExpansionBudget(bytes: 1_000)
    #expect(budget.limit == 500_500)
    let isWithin = budget.spend(500_500)
    #expect(isWithin)
    #expect(!budget.isSpent)
    let isBeyond = budget.spend(1)
    #expect(!isBeyond)
    #expect(budget.isSpent)
    let isStillBeyond = budget.spend(0)
    #expect(!isStillBeyond)
    var other = ExpansionBudget()
    let isHuge = other.spend(.max)
    #expect(!isHuge)
  }

  @Test("Four hundred documents about one service are merged")
  func overrides() throws {
    let documents = (0..<400).map {
      "---\nservices: {web: {environment: {K\($0): v}, depends_on: [d\($0)]}, d\($0): {}}\n"
    }
    let answer = try ImportedAnswer(text: documents.joined(), file: "compose.yaml")
    #expect(answer.relations("web", .needs).count == 400)
  }
}
