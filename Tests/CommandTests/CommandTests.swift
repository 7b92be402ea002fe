import Foundation
import TestSupport
import Testing

/// The commands as a user runs them: what they print, where, and the exit code.
@Suite struct CommandTests {
  static let aws = "Models/aws-2011-04.yaml"
  static let change = "network-change-2011-04-21"

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  // MARK: if

  @Test func ifSaysTheVerdictFirst() throws {
    let result = try Program.run("if", Self.change, "-m", Self.aws)
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output.hasPrefix("If \(Self.change) happens, 29 of 84 other components are affected"))
    #expect(!result.output.contains("\u{1B}"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func ifAsJSON() throws {
    let result = try Program.run("if", Self.change, "-m", Self.aws, "--format", "json")
    let answer = try json(result.output)
    #expect(answer["schema"] as? String == "whatfails/impact/1")
    #expect(answer["model"] as? String == "AWS, April 2011")
    #expect(answer["within"] is NSNull)
    #expect(answer["fault"] as? [String: String] == ["router-1/us-east-1a": "down", "router-2/us-east-1a": "down"])
    let radius = try #require(answer["blastRadius"] as? [String: Any])
    #expect(radius["count"] as? Int == 29 && radius["of"] as? Int == 84)
    #expect((radius["down"] as? [String])?.count == 14 && (radius["degraded"] as? [String])?.count == 15)
    #expect(abs((radius["share"] as? Double ?? 0) - 29.0 / 84) < 1e-12)
    let components = try #require(answer["components"] as? [[String: Any]])
    #expect(components.count == 31)
    let cluster = try #require(components.first { $0["id"] as? String == "ebs-cluster/us-east-1a" })
    let cause = try #require(cluster["cause"] as? [String: Any])
    #expect(cause["kind"] as? String == "needs")
    #expect(cause["by"] as? [String] == ["router-1/us-east-1a", "router-2/us-east-1a"])
    #expect((cause["at"] as? String)?.hasPrefix("\(Self.aws):") == true)
    #expect(answer["redundancyLost"] as? [String] == ["rds-multi", "app-many-zones"])
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    for format in ["text", "json", "markdown"] {
      let first = try Program.run("if", "us-east-1a", "-m", Self.aws, "--format", format)
      let second = try Program.run("if", "us-east-1a", "-m", Self.aws, "--format", format)
      #expect(first.bytes == second.bytes && !first.bytes.isEmpty)
    }
  }

  @Test func faultsAreReadAsPromised() throws {
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
      let result = try Program.run(["if", "-m", "-", "--format", "json"] + arguments, input: model)
      return result.status == 0 ? try json(result.output)["fault"] as? [String: String] : nil
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

  @Test func withinAndTrust() throws {
    let checkout = "Models/checkout.yaml"
    let early = try json(Program.run("if", "queue", "-m", checkout, "--within", "10m", "--format", "json").output)
    let late = try json(Program.run("if", "queue", "-m", checkout, "--format", "json").output)
    #expect(early["within"] as? Double == 600)
    func ids(_ answer: [String: Any]) -> [String] {
      (answer["components"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }
    #expect(!ids(early).contains("checkout") && ids(late).contains("checkout"))
    let trusting = try Program.run("if", "storm-2011-04-21", "-m", Self.aws).output
    let wary = try Program.run("if", "storm-2011-04-21", "-m", Self.aws, "--trust", "declared").output
    #expect(trusting.contains("ebs-api/us-east-1c") && !wary.contains("ebs-api/us-east-1c"))
  }

  @Test func changeFollowsConfiguration() throws {
    let failure = try Program.run("if", "firewall-rules", "-m", "Models/checkout.yaml")
    let change = try Program.run("if", "firewall-rules", "-m", "Models/checkout.yaml", "--change")
    #expect(failure.output.contains("nothing else fails"))
    #expect(change.output.contains("balancer-zone-a") && change.output.hasPrefix("If firewall-rules changes, "))
  }

  // MARK: why

  @Test func whyDown() throws {
    let result = try Program.run("why", "rds-single/us-east-1a", "--if", Self.change, "-m", Self.aws)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("rds-single/us-east-1a is down if \(Self.change) happens."))
    #expect(result.output.contains("10 of 110 left") && result.output.contains("\(Self.aws):"))
  }

  @Test func whyUp() throws {
    let answer = try json(
      Program.run("why", "rds-multi", "--if", Self.change, "-m", Self.aws, "--format", "json").output)
    #expect(answer["schema"] as? String == "whatfails/why/1" && answer["level"] as? String == "up")
    #expect((answer["steps"] as? [Any])?.isEmpty == true)
    let holds = try #require((answer["holds"] as? [[String: Any]])?.first)
    #expect(holds["remaining"] as? [String] == ["rds-standby"] && holds["lost"] as? [String] == ["rds-primary"])
  }

  // MARK: render

  @Test(arguments: [("dot", "digraph"), ("svg", "<?xml"), ("png", "\u{FFFD}PNG"), ("pdf", "%PDF")])
  func pictures(_ ending: String, _ start: String) throws {
    let folder = try TemporaryFolder()
    let target = folder.file("a.\(ending)")
    let result = try Program.run("render", "--if", Self.change, "-m", Self.aws, "-o", target.path)
    #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
    let bytes = try Data(contentsOf: target)
    #expect(String(decoding: bytes.prefix(8), as: UTF8.self).hasPrefix(start))
    let piped = try Program.run("render", "--if", Self.change, "-m", Self.aws, "-o", "-", "--format", ending)
    #expect(piped.bytes == bytes)
  }

  @Test func renderNarrows() throws {
    let whole = try Program.run("render", "-m", Self.aws).output
    let focused = try Program.run("render", "-m", Self.aws, "--focus", "rds-multi", "--depth", "1").output
    let affected = try Program.run("render", "-m", Self.aws, "--if", "one-router", "--only-affected").output
    #expect(whole.hasPrefix("digraph") && whole.contains("AWS, April 2011"))
    #expect(focused.contains("rds-primary") && !focused.contains("twilio-like") && focused.contains("hidden"))
    #expect(affected.contains("ebs-cluster/") && !affected.contains("netflix"))
    let hidden = try Program.run("render", "-m", Self.aws, "--hide", "kind=app").output
    #expect(whole.contains("netflix-like") && !hidden.contains("netflix-like"))
  }

  @Test func renderRefuses() throws {
    #expect(try Program.run("render", "-m", Self.aws, "-o", "picture.bmp").status == 64)
    #expect(try Program.run("render", "-m", Self.aws, "--only-affected").status == 64)
    #expect(try Program.run("render", "-m", Self.aws, "--resolution", "0").status == 64)
    let focus = try Program.run("render", "-m", Self.aws, "--focus", "rds-mutli")
    #expect(focus.status == 2 && focus.errors.contains("did you mean 'rds-multi'?"))
    #expect(try Program.run("render", "-m", Self.aws, "--hide", "*").status == 2)
    let folder = try TemporaryFolder()
    let components = (0..<6000).map { "\"c\($0)\": {\"needs\": [\"c\($0 * 7 % 6000)\", \"c\($0 * 11 % 6000)\"]}" }
    try folder.write(#"{"model": "Large", "components": {"# + components.joined(separator: ",\n") + "}}", to: "m.json")
    let large = try Program.run("render", "-m", "m.json", "--no-fold", "-o", "a.svg", in: folder.url)
    #expect(large.status == 2 && large.errors.contains("narrow it with --focus ID --depth 2"))
    #expect(folder.names == ["m.json"])
    #expect(try Program.run("render", "-m", "m.json", "-o", "a.svg", in: folder.url).status == 0)
  }

  // MARK: validate and friends

  @Test func validate() throws {
    let good = try Program.run("validate", "-m", Self.aws)
    #expect(good.status == 0 && good.output.contains("86 components"))
    let bad = try Program.run("validate", "-m", "-", input: "model: M\ncomponents:\n  api: { neds: db }\n")
    #expect(bad.status == 2 && bad.output.isEmpty)
    #expect(
      bad.errors == """
        <stdin>:3:10: error: unknown key 'neds' in the component 'api'; did you mean 'needs'? [unknown-key]
            api: { neds: db }
                   ^

        """)
    let warned = try Program.run("validate", "--strict", "-m", "-", input: "model: M\ndomains: { z: {} }\n")
    #expect(warned.status == 1 && warned.errors.contains("warning: nothing is in the domain 'z' [empty-domain]"))
    #expect(try Program.run("validate", "-m", "-", input: "model: M\ndomains: { z: {} }\n").status == 0)
    let report = try Program.run(
      "validate", "-m", "-", "--format", "json", input: "model: M\ncomponents: { a: { needs: b } }\n")
    let answer = try json(report.output)
    #expect(report.status == 2 && answer["valid"] as? Bool == false)
    #expect((answer["diagnostics"] as? [[String: Any]])?.first?["line"] as? Int == 2)
  }

  @Test func explain() throws {
    let result = try Program.run("validate", "--explain", "unknown-component")
    #expect(result.status == 0 && result.output.contains("Wrong:") && result.output.contains("Right:"))
    let unknown = try Program.run("validate", "--explain", "unknown-componet")
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean 'unknown-component'?"))
  }

  @Test("The codes of diagnostics are listed in alphabetical order, and those of lint rules after them")
  func explainAll() throws {
    let result = try Program.run("validate", "--explain", "all")
    #expect(result.status == 0)
    let ids = result.output.split(separator: "\n").map(String.init)
    let rules = try #require(ids.firstIndex(of: "assumed-on-critical-path"))
    #expect(ids[..<rules].first == "alias-cycle")
    #expect(ids[..<rules].last == "yaml-syntax")
    #expect(Array(ids[..<rules]) == ids[..<rules].sorted())
    #expect(Array(ids[rules...]) == ids[rules...].sorted())
  }

  @Test func manyErrorsAreCounted() throws {
    let text = "model: M\ncomponents:\n" + (0..<80).map { "  a\($0): { needs: zz }\n" }.joined()
    let result = try Program.run("validate", "-m", "-", input: text)
    #expect(result.status == 2 && result.errors.hasSuffix("and 30 more\n"))
  }

  @Test func schemaAndKinds() throws {
    let schema = try json(Program.run("schema").output)
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(try Program.run("kinds").output.contains("aws/ebs-volume"))
    let kinds = try json(Program.run("kinds", "--format", "json").output)
    #expect((kinds["kinds"] as? [Any])?.count ?? 0 > 70)
  }

  @Test func firstModel() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run("init", in: folder.url).status == 0)
    let sound = try Program.run("validate", in: folder.url)
    #expect(sound.status == 0 && sound.errors.isEmpty)
    #expect(try Program.run("check", in: folder.url).status == 0)
    // Its weaknesses are there to be found.
    let strict = try Program.run("validate", "--strict", in: folder.url)
    #expect(strict.status == 1 && strict.errors.contains("database alone takes down website"))
    #expect(try Program.run("if", "zone-a", in: folder.url).output.contains("website"))
    #expect(try Program.run("fmt", "--check", in: folder.url).status == 0)
    let again = try Program.run("init", in: folder.url)
    #expect(again.status == 2 && again.errors.contains("--force"))
    #expect(folder.names == ["whatfails.yaml"])
  }

  @Test func noModel() throws {
    let folder = try TemporaryFolder()
    let result = try Program.run("if", "x", in: folder.url)
    #expect(result.status == 2 && result.errors.contains("whatfails init"))
  }

  // MARK: Bad input and output

  @Test func unknownIDs() throws {
    let fault = try Program.run("if", "us-east-1z", "-m", Self.aws)
    #expect(fault.status == 2 && fault.output.isEmpty && fault.errors.contains("did you mean 'us-east-1"))
    let component = try Program.run("why", "rds-mutli", "--if", "us-east-1a", "-m", Self.aws)
    #expect(component.status == 2 && component.errors.contains("did you mean 'rds-multi'?"))
    #expect(try Program.run("if", "kind=nothing/*", "-m", Self.aws).status == 2)
  }

  @Test func wrongCommandLines() throws {
    #expect(try Program.run("if").status == 64)
    #expect(try Program.run("if", "a", "--format", "xml").status == 64)
    #expect(try Program.run("if", "a", "--within", "5 minutes").status == 64)
    #expect(try Program.run("iff", "a").status == 64)
    #expect(try Program.run("validate", "--format", "markdown").status == 64)
    #expect(try Program.run("--help").status == 0)
    #expect(try Program.run("--version").status == 0)
  }

  @Test func filesAreReplacedWholeOrNotAtAll() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "answer.json")
    let target = folder.file("answer.json").path
    let bad = try Program.run("if", "nobody", "-m", Self.aws, "-o", target)
    #expect(bad.status == 2)
    #expect(try folder.text(of: "answer.json") == "old")
    let good = try Program.run("if", "s3", "-m", Self.aws, "-o", target)
    #expect(good.status == 0 && good.output.isEmpty)
    #expect(try folder.text(of: "answer.json").contains("whatfails/impact/1"))
    #expect(folder.names == ["answer.json"])
  }

  @Test func whereNothingCanBeWritten() throws {
    let folder = try TemporaryFolder()
    let missing = try Program.run("if", "s3", "-m", Self.aws, "-o", folder.file("no/such/answer.md").path)
    #expect(missing.status == 2 && missing.errors.contains("can't write"))
    let into = try Program.run("if", "s3", "-m", Self.aws, "-o", folder.url.path)
    #expect(into.status == 2 && into.errors.contains("it is a folder"))
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere")) func readOnlyFolder() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.url.path)
    let result = try Program.run("if", "s3", "-m", Self.aws, "-o", folder.file("a.json").path)
    #expect(result.status == 2 && folder.names.isEmpty)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func fullDisk() throws {
    let result = try Program.run("if", "s3", "-m", Self.aws, "-o", "/dev/full")
    #expect(result.status == 2 && result.errors.contains("can't write"))
  }

  /// Like any program in a pipe, it ends quietly when nobody reads on.
  @Test func closedPipe() throws {
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
    #expect(process.terminationStatus == 0 && !output.contains("error") && !output.contains("Fatal"))
  }

  @Test func terminalColumns() throws {
    let narrow = try Program.run("if", Self.change, "-m", Self.aws, environment: ["COLUMNS": "60"])
    #expect(narrow.output.split(separator: "\n").allSatisfy { $0.count <= 60 })
    let wide = try Program.run("if", Self.change, "-m", Self.aws, environment: ["COLUMNS": "130"])
    #expect(wide.output.split(separator: "\n").contains { $0.count > 80 })
  }

  /// What the README shows is what the program says.
  @Test func readme() throws {
    let text = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let shown = text.components(separatedBy: "```\n$ whatfails ").dropFirst().map {
      $0.components(separatedBy: "```")[0].split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    }
    #expect(!shown.isEmpty)
    for example in shown {
      let result = try Program.run(example[0].split(separator: " ").map(String.init))
      #expect(result.output == example[1], "\(example[0])")
    }
    // The model that it teaches with is one.
    let model = text.components(separatedBy: "```yaml\n")[1].components(separatedBy: "```")[0]
    let sound = try Program.run("validate", "-m", "-", input: model)
    #expect(sound.status == 0 && sound.errors.isEmpty)
  }
}
