import Foundation
import TestSupport
import Testing

/// The commands as a user runs them: what they print, where, and the exit code.
@Suite struct CommandTests {
  static let aws = "Models/aws-2011-04.yaml"
  static let change = "network-change-2011-04-21"

  // MARK: if

  @Test("if states what happens to the lowest tier, then the verdict, within 80 columns and without colours")
  func ifSaysWhatMattersFirst() throws {
    try CLI("if \(Self.change) -m \(Self.aws)").succeeds().reportsNothing().fits()
      .prints(
        first: "Tier 0: reddit-like-posting down, heroku-like-apps may be degraded,\nreddit-like-reading degraded\nIf "
      )
      .prints("\nIf \(Self.change) happens, 32 of 84 other components are affected")
      .doesNotPrint("\u{1B}")
  }

  @Test("An impact as JSON has the promised fields")
  func ifAsJSON() throws {
    let answer = try CLI("if \(Self.change) -m \(Self.aws) --format json").run().json()
    #expect(answer["schema"] as? String == "whatfails/impact/1")
    #expect(answer["model"] as? String == "AWS, April 2011")
    #expect(answer["within"] is NSNull)
    #expect(answer["fault"] as? [String: String] == ["router-1/us-east-1a": "down", "router-2/us-east-1a": "down"])
    let radius = try #require(answer["blastRadius"] as? [String: Any])
    #expect(radius["count"] as? Int == 32)
    #expect(radius["of"] as? Int == 84)
    #expect((radius["down"] as? [String])?.count == 14)
    #expect((radius["degraded"] as? [String])?.count == 18)
    #expect(abs((radius["share"] as? Double ?? 0) - 32.0 / 84) < 1e-12)
    let components = try #require(answer["components"] as? [[String: Any]])
    #expect(components.count == 34)
    let cluster = try #require(components.first { $0["id"] as? String == "ebs-cluster/us-east-1a" })
    let cause = try #require(cluster["cause"] as? [String: Any])
    #expect(cause["kind"] as? String == "needs")
    #expect(cause["by"] as? [String] == ["router-1/us-east-1a", "router-2/us-east-1a"])
    #expect((cause["at"] as? String)?.hasPrefix("\(Self.aws):") == true)
    #expect(answer["redundancyLost"] as? [String] == ["rds-multi", "app-many-zones"])
  }

  @Test("The same question gives the same bytes in every format")
  func theSameInputGivesTheSameBytes() throws {
    for format in ["text", "json", "markdown"] {
      let ask = CLI("if us-east-1a -m \(Self.aws) --format \(format)")
      let first = try ask.run()
      #expect(!first.bytes.isEmpty, "\(first)")
      #expect(try ask.run().bytes == first.bytes, "\(format)")
    }
  }

  @Test("Faults are read as ids, levels, named faults and selectors, an exact id first")
  func faultsAreReadAsPromised() throws {
    let model = """
      model: M
      domains: { z: {} }
      components:
        "a=down": {}
        a: { in: z, kind: k/x }
        b: { needs: a }
        c: { uses: a }
        -d: {}
      faults: { f: { down: a } }
      """
    func fault(_ arguments: String...) throws -> [String: String]? {
      let run = try CLI("if --format json").model(model).arguments(arguments).run()
      return run.status == 0 ? try run.json()["fault"] as? [String: String] : nil
    }
    #expect(try fault("a=down") == ["a=down": "down"])  // an exact id comes first
    #expect(try fault("a=degraded") == ["a": "degraded"])
    #expect(try fault("b=down") == ["b": "down"])
    #expect(try fault("f") == ["a": "down"])
    #expect(try fault("f", "c=degraded", "z") == ["a": "down", "c": "degraded", "z": "down"])
    #expect(try fault("kind=k/*,in=z") == ["a": "down"])
    #expect(try fault("?") == ["a": "down", "b": "down", "c": "down", "z": "down"])
    #expect(try fault("--", "-d") == ["-d": "down"])
    #expect(try fault("kind=none") == nil)
  }

  @Test("--within counts tolerances, and --trust leaves weak requirements out")
  func withinAndTrust() throws {
    func ids(_ answer: [String: Any]) -> [String] {
      (answer["components"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }
    let early = try CLI("if queue -m Models/checkout.yaml --within 10m --format json").run().json()
    let late = try CLI("if queue -m Models/checkout.yaml --format json").run().json()
    #expect(early["within"] as? Double == 600)
    #expect(!ids(early).contains("checkout"))
    #expect(ids(late).contains("checkout"))
    let storm = CLI("if storm-2011-04-21 -m \(Self.aws)")
    try storm.run().prints("ebs-api/us-east-1c")
    try storm.adding("--trust declared").run().doesNotPrint("ebs-api/us-east-1c")
  }

  @Test("--change follows requirements of configuration")
  func changeFollowsConfiguration() throws {
    let rules = CLI("if firewall-rules -m Models/checkout.yaml")
    try rules.run().prints("nothing else fails")
    try rules.adding("--change").run().prints(first: "Tier 0: checkout down\nIf firewall-rules changes, ").prints(
      "balancer-zone-a")
  }

  // MARK: why

  @Test("why explains a component that is down, with weights and locations")
  func whyDown() throws {
    try CLI("why rds-single/us-east-1a --if \(Self.change) -m \(Self.aws)").succeeds()
      .prints(first: "rds-single/us-east-1a is down if \(Self.change) happens.")
      .prints("10 of 110 left", "\(Self.aws):")
  }

  @Test("why explains a component that stays up by the groups that hold")
  func whyUp() throws {
    let answer = try CLI("why twilio-like --if whole-zone -m \(Self.aws) --format json").run().json()
    #expect(answer["schema"] as? String == "whatfails/why/1")
    #expect(answer["level"] as? String == "up")
    #expect((answer["steps"] as? [Any])?.isEmpty == true)
    let holds = try #require((answer["holds"] as? [[String: Any]])?.first)
    #expect(holds["remaining"] as? [String] == ["ec2-run/us-east-1b", "ec2-run/us-east-1c", "ec2-run/us-east-1d"])
    #expect(holds["lost"] as? [String] == ["ec2-run/us-east-1a"])
  }

  // MARK: render

  @Test(
    "render writes each format to a file or to standard output, with the same bytes",
    arguments: [("dot", "digraph"), ("svg", "<?xml"), ("png", "\u{FFFD}PNG"), ("pdf", "%PDF"), ("d2", "# AWS")])
  func pictures(_ ending: String, _ start: String) throws {
    let folder = try TemporaryFolder()
    let target = folder.file("a.\(ending)")
    let render = CLI("render --if \(Self.change) -m \(Self.aws)")
    try render.arguments("-o", target.path).succeeds().printsNothing().reportsNothing()
    let bytes = try Data(contentsOf: target)
    #expect(String(decoding: bytes.prefix(8), as: UTF8.self).hasPrefix(start))
    #expect(try render.adding("-o - --format \(ending)").run().bytes == bytes)
  }

  @Test("--focus, --only-affected and --hide narrow a picture")
  func renderNarrows() throws {
    let render = CLI("render -m \(Self.aws)")
    try render.run().prints(first: "digraph").prints("AWS, April 2011", "netflix-like")
    try render.adding("--focus rds-multi --depth 1").run().prints("rds-primary", "hidden").doesNotPrint("twilio-like")
    try render.adding("--if one-router --only-affected").run().prints("ebs-cluster/").doesNotPrint("netflix")
    try render.adding("--hide kind=app").run().doesNotPrint("netflix-like")
  }

  @Test("The picture of a fault in a large model shows what is affected, and --whole shows all")
  func renderShowsWhatIsAffected() throws {
    let render = CLI("render -m \(Self.aws) --if one-router")
    let affected = try render.run()
    affected.prints("not affected, and hidden:").doesNotPrint("netflix")
    #expect(try render.adding("--only-affected").run().bytes == affected.bytes)
    try render.adding("--whole").run().prints("netflix").doesNotPrint("not affected, and hidden:")
    try render.adding("--focus netflix-like").run().prints("netflix")
    // Nothing is affected: then all is drawn.
    try CLI("render -m \(Self.aws) --if netflix-like").succeeds().prints("none of the other")
    // A small model is drawn as it is.
    try CLI("render --if a").model("{model: m, components: {a: {}, b: {needs: a}, other: {}}}").run().prints("other")
    for wrong in ["--whole --only-affected", "--direction up"] { try render.adding(wrong).fails(64) }
    try CLI("render --whole").model("{model: m, components: {a: {}}}").fails(64)
  }

  @Test("render writes Mermaid, draws settings and turns the picture if it is asked to")
  func renderOptions() throws {
    let folder = try TemporaryFolder()
    try folder.write("{model: m, components: {a: {configuredBy: b}, b: {}}}", to: "whatfails.yaml")
    try CLI("render -o a.mmd").in(folder).succeeds()
    #expect(try String(contentsOf: folder.file("a.mmd"), encoding: .utf8).hasPrefix("flowchart "))
    try CLI("render --settings --format mermaid").in(folder).run().prints("is configured by")
    try CLI("render --direction right").in(folder).run().prints("rankdir=\"LR\"")
    try CLI("render --direction down").in(folder).run().prints("rankdir=\"TB\"")
  }

  @Test("The Markdown of a check shows all that the worst fault affects")
  func checkPicture() throws {
    let model =
      "{model: m, components: {shop: {needs: web}, web: {needs: db}, db: {}, other: {}}, "
      + "checks: {c: {given: {down: db}, then: {up: shop}}}}"
    try CLI("check --format markdown").model(model).run()
      .prints("```mermaid", "[\"db", "[\"web", "[\"shop").doesNotPrint("[\"other")
  }

  @Test("render refuses wrong options, and pictures that are too large, with advice")
  func renderRefuses() throws {
    let render = CLI("render -m \(Self.aws)")
    for wrong in ["-o picture.bmp", "--only-affected", "--resolution 0"] { try render.adding(wrong).fails(64) }
    try render.adding("--focus rds-mutli").fails(2, "did you mean 'rds-multi'?")
    try render.adding("--hide *").fails(2)
    let folder = try TemporaryFolder()
    let components = (0..<6000).map { "\"c\($0)\": {\"needs\": [\"c\($0 * 7 % 6000)\", \"c\($0 * 11 % 6000)\"]}" }
    try folder.write(#"{"model": "Large", "components": {"# + components.joined(separator: ",\n") + "}}", to: "m.json")
    try CLI("render -m m.json --no-fold -o a.svg").in(folder).fails(2, "narrow it with --focus ID --depth 2")
    #expect(folder.names == ["m.json"])
    try CLI("render -m m.json -o a.svg").in(folder).succeeds()
  }

  // MARK: validate and friends

  @Test("validate shows each error with its line, and warnings fail only --strict")
  func validate() throws {
    try CLI("validate -m \(Self.aws)").succeeds().prints("86 components")
    try CLI("validate").model("model: M\ncomponents:\n  api: { neds: db }\n").fails(2).printsNothing()
      .reports(
        exactly: """
          <stdin>:3:10: error: unknown key 'neds' in the component 'api'; did you mean 'needs'? [unknown-key]
              api: { neds: db }
                     ^

          """)
    let doubtful = "model: M\ndomains: { z: {} }\n"
    try CLI("validate --strict").model(doubtful)
      .fails(1, "warning: nothing is in the domain 'z' [empty-domain]")
    try CLI("validate").model(doubtful).succeeds()
    let answer = try CLI("validate --format json").model("model: M\ncomponents: { a: { needs: b } }\n").fails(2).json()
    #expect(answer["valid"] as? Bool == false)
    #expect((answer["diagnostics"] as? [[String: Any]])?.first?["line"] as? Int == 2)
  }

  @Test("validate --explain shows a wrong and a right example, and suggests a code")
  func explain() throws {
    try CLI("validate --explain unknown-component").succeeds().prints("Wrong:", "Right:")
    try CLI("validate --explain unknown-componet").fails(2, "did you mean 'unknown-component'?")
  }

  @Test("The codes of diagnostics are listed in alphabetical order, and those of lint rules after them")
  func explainAll() throws {
    let ids = try CLI("validate --explain all").succeeds().output.split(separator: "\n").map(String.init)
    let rules = try #require(ids.firstIndex(of: "assumed-on-critical-path"))
    #expect(ids[..<rules].first == "alias-cycle")
    #expect(ids[..<rules].last == "yaml-syntax")
    #expect(Array(ids[..<rules]) == ids[..<rules].sorted())
    #expect(Array(ids[rules...]) == ids[rules...].sorted())
  }

  @Test("Of many errors the first are shown and the rest are counted")
  func manyErrorsAreCounted() throws {
    let text = "model: M\ncomponents:\n" + (0..<80).map { "  a\($0): { needs: zz }\n" }.joined()
    try CLI("validate").model(text).fails(2).reports(last: "and 30 more\n")
  }

  @Test("schema prints a JSON Schema, and kinds the vocabulary")
  func schemaAndKinds() throws {
    let schema = try CLI("schema").run().json()
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    try CLI("kinds").run().prints("aws/ebs-volume")
    let kinds = try CLI("kinds --format json").run().json()
    #expect((kinds["kinds"] as? [Any])?.count ?? 0 > 70)
  }

  @Test("init writes a model that is sound, laid out, and has a weakness to find")
  func firstModel() throws {
    let folder = try TemporaryFolder()
    try CLI("init").in(folder).succeeds()
    try CLI("validate").in(folder).succeeds().reportsNothing()
    try CLI("check").in(folder).succeeds()
    // Its weaknesses are there to be found.
    try CLI("validate --strict").in(folder).fails(1, "database alone takes down website")
    try CLI("if zone-a").in(folder).run().prints("website")
    try CLI("fmt --check").in(folder).succeeds()
    try CLI("init").in(folder).fails(2, "--force")
    #expect(folder.names == ["whatfails.yaml"])
  }

  @Test("Without a model, the error says how to make one")
  func noModel() throws {
    try CLI("if x").in(try TemporaryFolder()).fails(2, "whatfails init")
  }

  // MARK: Bad input and output

  @Test("Unknown ids are errors with a suggestion")
  func unknownIDs() throws {
    try CLI("if us-east-1z -m \(Self.aws)").fails(2, "did you mean 'us-east-1").printsNothing()
    try CLI("why rds-mutli --if us-east-1a -m \(Self.aws)").fails(2, "did you mean 'rds-multi'?")
    try CLI("if kind=nothing/* -m \(Self.aws)").fails(2)
  }

  @Test("A wrong command line has exit code 64, and questions for help succeed")
  func wrongCommandLines() throws {
    for wrong in ["if", "if a --format xml", "iff a", "validate --format xml"] { try CLI(wrong).fails(64) }
    try CLI("if a --within").arguments("5 minutes").fails(64)
    try CLI("--help").succeeds()
    try CLI("--version").succeeds()
  }

  @Test("A file is replaced as a whole or not at all")
  func filesAreReplacedWholeOrNotAtAll() throws {
    let folder = try TemporaryFolder()
    let target = try folder.write("old", to: "answer.json")
    try CLI("if nobody -m \(Self.aws)").arguments("-o", target).fails(2)
    #expect(try folder.text(of: "answer.json") == "old")
    try CLI("if s3 -m \(Self.aws)").arguments("-o", target).succeeds().printsNothing()
    #expect(try folder.text(of: "answer.json").contains("whatfails/impact/1"))
    #expect(folder.names == ["answer.json"])
  }

  @Test("A place where nothing can be written is an error with the reason")
  func whereNothingCanBeWritten() throws {
    let folder = try TemporaryFolder()
    let ask = CLI("if s3 -m \(Self.aws)")
    try ask.arguments("-o", folder.path("no/such/answer.md")).fails(2, "can't write")
    try ask.arguments("-o", folder.path).fails(2, "it is a folder")
  }

  @Test("Nothing is left in a folder that is read-only", .enabled(if: getuid() != 0, "root may write everywhere"))
  func readOnlyFolder() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    try CLI("if s3 -m \(Self.aws)").arguments("-o", folder.path("a.json")).fails(2)
    #expect(folder.names.isEmpty)
  }

  @Test("A full disk is an error", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    try CLI("if s3 -m \(Self.aws) -o /dev/full").fails(2, "can't write")
  }

  @Test("In a pipe the program ends quietly when its reader stops")
  func closedPipe() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.currentDirectoryURL = Repository.root
    process.arguments = [
      "-c", "\"$0\" kinds | head -n 1; \"$0\" if us-east-1 -m \(Self.aws) --format json | head -c 10",
      Program.executable.path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(!output.contains("error"), "\(output)")
    #expect(!output.contains("Fatal"), "\(output)")
  }

  @Test("Text is laid out for the columns of the terminal")
  func terminalColumns() throws {
    let ask = CLI("if \(Self.change) -m \(Self.aws)")
    try ask.environment(["COLUMNS": "60"]).run().fits(columns: 60)
    let wide = try ask.environment(["COLUMNS": "130"]).run()
    #expect(wide.output.split(separator: "\n").contains { $0.count > 80 }, "\(wide)")
  }

  @Test("The program prints what the README shows, and accepts the README's model")
  func readme() throws {
    let text = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let shown = text.components(separatedBy: "```\n$ whatfails ").dropFirst().map {
      $0.components(separatedBy: "```")[0].split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    }
    #expect(!shown.isEmpty)
    for example in shown { try CLI(String(example[0])).run().prints(exactly: String(example[1])) }
    // The model that it teaches with is one.
    let model = text.components(separatedBy: "```yaml\n")[1].components(separatedBy: "```")[0]
    try CLI("validate").model(model).succeeds().reportsNothing()
  }
}
