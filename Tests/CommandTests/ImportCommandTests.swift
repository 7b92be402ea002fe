import Foundation
import TestSupport
import Testing

/// `whatfails import`, and sources in place of models.
@Suite struct ImportCommandTests {
  static let tree = "Tests/Fixtures/aralia/chinese.xml"

  @Test func writesAModel() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("model.yaml").path
    let result = try Program.run("import", Self.tree, "-o", file)
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(
      result.errors == """
        read \(Self.tree) as Open-PSA: 1 fault tree, 36 gates, 25 basic events, on top: r1
        wrote \(file): chinese: 61 components, 0 domains, 81 requirements, 0 faults, 0 checks

        """)
    #expect(try Program.run("fmt", "--check", file).status == 0)
    // The written model and the source itself give the same answer.
    let written = try Program.run("if", "e5", "e8", "e1", "-m", file, "--format", "json")
    let direct = try Program.run("if", "e5", "e8", "e1", "-m", Self.tree, "--format", "json")
    let places = /"at" : "[^"]*"/
    #expect(written.status == 0 && written.output.contains("\"r1\""))
    #expect(written.output.replacing(places, with: "") == direct.output.replacing(places, with: ""))
    #expect(direct.output.contains("\"at\" : \"\(Self.tree):5\""))
  }

  @Test func jsonByEndingAndByOption() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run("import", Self.tree, "-o", folder.file("m.json").path).status == 0)
    let printed = try Program.run("import", "-m", Self.tree, "--as", "json")
    #expect(try folder.text(of: "m.json") == printed.output && printed.output.hasPrefix("{\n  \"model\": \"chinese\""))
    let back = try Program.run("validate", "-m", folder.file("m.json").path)
    #expect(back.output == "chinese: 61 components, 0 domains, 81 requirements, 0 faults, 0 checks\n")
  }

  @Test func sourcesMergeWithModels() throws {
    let extra = "components: { plant: { needs: r1, kind: app } }\n"
    let result = try Program.run(
      "why", "plant", "--if", "e5", "--if", "e8", "--if", "e1", "-m", Self.tree, "-m", "-", input: extra)
    #expect(result.status == 0 && result.output.contains("it needs r1") && result.output.contains("chinese.xml:5"))
  }

  @Test func writesAFaultTree() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("tree.xml").path
    let result = try Program.run(
      "import", "Models/checkout.yaml", "--to", "open-psa", "--target", "checkout", "-o", file)
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(result.errors == "wrote \(file): checkout down, 38 gates, 34 basic events, on top: checkout\n")
    let fault = try Program.run("if", "card-provider", "wallet-provider", "-m", file)
    #expect(fault.status == 0 && fault.output.contains("checkout"))
    let degraded = try Program.run(
      "import", "Models/checkout.yaml", "--to", "open-psa", "--target", "browse", "--level", "degraded", "--bound",
      "low", "--faults", "stated")
    #expect(degraded.status == 0 && degraded.output.contains("<define-gate name=\"browse-degraded\">"))
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    for arguments in [[Self.tree], ["Models/aws-2011-04.yaml", "--to", "open-psa", "--target", "rds-multi"]] {
      let first = try Program.run(["import"] + arguments)
      #expect(try Program.run(["import"] + arguments).bytes == first.bytes && !first.bytes.isEmpty)
    }
  }

  @Test func problems() throws {
    let notCoherent = try Program.run("if", "e1", "-m", "Tests/Fixtures/aralia/das9601.xml")
    #expect(notCoherent.status == 2 && notCoherent.output.isEmpty)
    #expect(notCoherent.errors.hasPrefix("Tests/Fixtures/aralia/das9601.xml:95:1: error: with 'xor'"))
    #expect(try Program.run("import", "-", input: "<html/>").status == 2)
    #expect(try Program.run("import", "-", input: "<opsa-mef/>").errors.contains("[empty-import]"))
    let empty = try Program.run("import", "-", input: "model: M\ncomponents: {}\n")
    #expect(empty.status == 2 && empty.errors == "error: there is no component in '-', so there is no model to write\n")
    let unknown = try Program.run("import", "Models/checkout.yaml", "--to", "open-psa", "--target", "chekout")
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean 'checkout'?"))
    let never = try Program.run(
      "import", "-", "--to", "open-psa", "--target", "a", input: "model: M\ncomponents: { a: {} }\n")
    #expect(never.status == 2 && never.errors == "error: nothing can take 'a' down, so there is no tree\n")
    for wrong in [
      [], [Self.tree, "--target", "r1"], [Self.tree, "--to", "open-psa"], [Self.tree, "--as", "xml"],
      [Self.tree, "--to", "open-psa", "--target", "r1", "--as", "json"], [Self.tree, "--mission-time", "-1"],
    ] {
      #expect(try Program.run(["import"] + wrong).status == 64, "\(wrong)")
    }
  }

  @Test func missionTime() throws {
    let text = """
      <opsa-mef><model-data><define-basic-event name="e"><exponential><float value="1e-4"/><system-mission-time/>
      </exponential></define-basic-event></model-data></opsa-mef>
      """
    let usual = try Program.run("import", "-", input: text)
    let day = try Program.run("import", "-", "--mission-time", "24", input: text)
    #expect(usual.output.contains("unavailability: 0.583554"))
    #expect(day.output.contains("unavailability: 0.002397"))
    #expect(day.errors.contains("warning: the file states no mission time; 24 hours are assumed"))
  }
}
