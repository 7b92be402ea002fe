import Foundation
import TestSupport
import Testing

/// `whatfails import`, and sources in place of models.
@Suite struct ImportCommandTests {
  static let tree = "Tests/Fixtures/aralia/chinese.xml"

  @Test("An imported fault tree is written as a model that gives the same answers")
  func writesAModel() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("model.yaml").path
    try CLI("import \(Self.tree)").arguments("-o", file).succeeds().printsNothing()
      .reports(
        exactly: """
          read \(Self.tree) as Open-PSA: 1 fault tree, 36 gates, 25 basic events, on top: r1
          wrote \(file): chinese: 61 components, 0 domains, 81 requirements, 0 faults, 0 checks

          """)
    try CLI("fmt --check").arguments(file).succeeds()
    // The written model and the source itself give the same answer.
    let written = try CLI("if e5 e8 e1 --format json").arguments("-m", file).succeeds().prints("\"r1\"")
    let direct = try CLI("if e5 e8 e1 -m \(Self.tree) --format json").run()
      .prints("\"at\" : \"\(Self.tree):5\"")
    let places = /"at" : "[^"]*"/
    #expect(written.output.replacing(places, with: "") == direct.output.replacing(places, with: ""))
  }

  @Test("A report of the import is written as JSON and as Markdown, and a check reads the same numbers")
  func coverageReport() throws {
    let folder = try TemporaryFolder()
    let (json, markdown) = (folder.file("report.json").path, folder.file("report.md").path)
    try CLI("import \(Self.tree)").arguments("--report", json, "--report", markdown, "-o", folder.path("m.yaml"))
      .succeeds()
    #expect(try folder.text(of: "report.json").contains("\"schema\" : \"whatfails/import/1\""))
    #expect(try folder.text(of: "report.md").contains("61 of 61 resources understood (100%)"))
    try CLI("import \(Self.tree) --report report.pdf").run().exits(64).reports("ends in .json, .md or .txt")
    let checks = "checks: { import: { require: { import: { understood: 100%, relations: 100% } } } }\n"
    try CLI("check -m \(Self.tree)").model(checks).succeeds()
    try CLI("check -m \(Self.tree)").model(checks.replacing("relations: 100%", with: "relations: 1000"))
      .run().exits(1).prints("relations; 1,000 are required")
  }

  /// A plan that replaces two instances, each in another order.
  private static let twoReplacements: String = {
    let changes = [("a", #""delete", "create""#), ("b", #""create", "delete""#)].map { name, actions in
      """
      {"address": "aws_instance.\(name)", "mode": "managed", "type": "aws_instance", "name": "\(name)",
       "change": {"actions": [\(actions)], "before": {"id": "i-\(name)"}, "after": {}, "after_unknown": {"id": true}}}
      """
    }
    return #"{"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {}, "resource_changes": ["#
      + changes.joined(separator: ",") + "]}"
  }()

  @Test("The picture of a plan has what the plan changes, and what that depends on or is needed by")
  func picturesOfPlans() throws {
    let plan = "Tests/Fixtures/terraform/shop-3az/change.json"
    try CLI("render --plan --format dot -m \(plan)").run().exits(0)
      .prints(
        "The plan updates", "replaces", "destroys", "aws_nat_gateway.az", "aws_instance.batch",
        "aws_dynamodb_table.carts"
      )
      .doesNotPrint("aws_cloudwatch_event_rule.nightly")
    try CLI("render --plan --format dot -m \(Self.tree)").run().exits(2).reports("there is nothing to draw")
    try CLI("render --plan --if x -m \(plan)").run().exits(64)
    try CLI("render --plan --format dot").model(Self.twoReplacements).run().exits(0)
      .prints("replaces 1", "−/+ replaced", "+/− replaced, new first")
    // Changes of a plan say nothing of the system, so models that differ in them are the same.
    try CLI("import \(plan)").run().doesNotPrint("plan:")
  }

  @Test("The file's ending or --as chooses JSON")
  func jsonByEndingAndByOption() throws {
    let folder = try TemporaryFolder()
    let file = folder.path("m.json")
    try CLI("import \(Self.tree)").arguments("-o", file).succeeds()
    try CLI("import -m \(Self.tree) --as json").run().prints(first: "{\n  \"model\": \"chinese\"")
      .prints(exactly: folder.text(of: "m.json"))
    try CLI("validate").arguments("-m", file).run()
      .prints(exactly: "chinese: 61 components, 0 domains, 81 requirements, 0 faults, 0 checks\n")
  }

  @Test("A source beside a model is merged with it")
  func sourcesMergeWithModels() throws {
    let extra = "components: { plant: { needs: r1, kind: app } }\n"
    try CLI("why plant --if e5 --if e8 --if e1 -m \(Self.tree)").model(extra).succeeds()
      .prints("it needs r1", "chinese.xml:5")
  }

  @Test("A model is written as a fault tree of a target")
  func writesAFaultTree() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("tree.xml").path
    try CLI("import Models/checkout.yaml --to open-psa --target checkout").arguments("-o", file).succeeds()
      .printsNothing()
      .reports(exactly: "wrote \(file): checkout down, 38 gates, 34 basic events, on top: checkout\n")
    try CLI("if card-provider wallet-provider").arguments("-m", file).succeeds().prints("checkout")
    try CLI("import Models/checkout.yaml --to open-psa --target browse --level degraded --bound low --faults stated")
      .succeeds().prints("<define-gate name=\"browse-degraded\">")
  }

  @Test("The same source gives the same bytes")
  func theSameInputGivesTheSameBytes() throws {
    for line in ["import \(Self.tree)", "import Models/aws-2011-04.yaml --to open-psa --target rds-multi"] {
      let first = try CLI(line).run()
      #expect(!first.bytes.isEmpty, "\(first)")
      #expect(try CLI(line).run().bytes == first.bytes, "\(line)")
    }
  }

  @Test("A source that cannot be imported or exported is an error with the reason")
  func problems() throws {
    try CLI("if e1 -m Tests/Fixtures/aralia/das9601.xml").fails(2).printsNothing()
      .reports(first: "Tests/Fixtures/aralia/das9601.xml:95:1: error: with 'xor'")
    try CLI("import -").input("<html/>").fails(2)
    try CLI("import -").input("<opsa-mef/>").run().reports("[empty-import]")
    try CLI("import -").input("model: M\ncomponents: {}\n").fails(2)
      .reports(exactly: "error: there is no component in '-', so there is no model to write\n")
    try CLI("import Models/checkout.yaml --to open-psa --target chekout").fails(2, "did you mean 'checkout'?")
    try CLI("import - --to open-psa --target a").input("model: M\ncomponents: { a: {} }\n").fails(2)
      .reports(exactly: "error: nothing can take 'a' down, so there is no tree\n")
    try CLI("import").fails(64)
    for wrong in [
      "--target r1", "--to open-psa", "--as xml", "--to open-psa --target r1 --as json", "--mission-time -1",
    ] {
      try CLI("import \(Self.tree) \(wrong)").fails(64)
    }
  }

  @Test("--mission-time replaces the usual mission time of a fault tree")
  func missionTime() throws {
    let text = """
      <opsa-mef><model-data><define-basic-event name="e"><exponential><float value="1e-4"/><system-mission-time/>
      </exponential></define-basic-event></model-data></opsa-mef>
      """
    try CLI("import -").input(text).run().prints("unavailability: 0.583554")
    try CLI("import - --mission-time 24").input(text).run().prints("unavailability: 0.002397")
      .reports("warning: the file states no mission time; 24 hours are assumed")
  }
}
