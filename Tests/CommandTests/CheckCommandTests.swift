import Foundation
import TestSupport
import Testing

/// `whatfails check` as a pipeline runs it: exit codes, reports, policies, baselines.
@Suite struct CheckCommandTests {
  private static let holds = """
    model: Shop
    components: { web: { needs: db, tier: 1 }, db: {} }
    checks: { c: { given: { down: db }, then: { down: web } } }
    """
  private static let fails = holds.replacing("then: { down: web }", with: "then: { up: web }")
  private static func with(_ severity: String) -> String {
    fails.replacing("c: {", with: "c: { severity: \(severity),")
  }

  @Test func exitCodes() throws {
    func status(_ arguments: String..., input: String = "") throws -> Int32 {
      try Program.run(["check", "-m", "-"] + arguments, input: input).status
    }
    #expect(try status(input: Self.holds) == 0)
    #expect(try status(input: Self.fails) == 1)
    #expect(try status(input: "") == 2)
    #expect(try status(input: "model: [") == 2)
    #expect(try status("--fail-on", "everything", input: Self.holds) == 64)
    #expect(try status("--report", "pdf=x", input: Self.holds) == 64)
    #expect(try status("--report", "sarif", input: Self.holds) == 64)
    #expect(try status("--date", "2026-02-30", input: Self.holds) == 64)
    #expect(try status("--no-such-flag", input: Self.holds) == 64)
    #expect(try status("--policy", "/no/such/file.yaml", input: Self.holds) == 2)
    #expect(try status("--baseline", "/no/such/file.json", input: Self.holds) == 2)
    #expect(try status("--report", "sarif=/no/such/folder/x", input: Self.holds) == 2)
    #expect(try Program.run("check", "-m", "/no/such/model.yaml").status == 2)
    #expect(try Program.run("check", "--explain", "no-such-rule").status == 2)
    #expect(try Program.run("check", "--explain", "orphan").status == 0)
  }

  /// A crash is no verdict: it has an exit code of its own.
  @Test(arguments: [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]) func crashes(_ signal: Int32) throws {
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = ["check", "-m", "-"]
    let input = Pipe()
    let errors = try TemporaryFile()
    process.standardInput = input
    process.standardError = try FileHandle(forWritingTo: errors.url)
    try process.run()
    // More than a pipe holds: once it is written, the program has begun to read and waits for the rest.
    try input.fileHandleForWriting.write(contentsOf: Data(repeating: 0x20, count: 1 << 18))
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 70)
    let message = try String(contentsOf: errors.url, encoding: .utf8)
    #expect(message.contains("error: internal: whatfails crashed"))
  }

  @Test func whatFailsIsChosen() throws {
    func status(_ severity: String, _ bar: String) throws -> Int32 {
      try Program.run(["check", "-m", "-", "--fail-on", bar], input: Self.with(severity)).status
    }
    #expect(try ["error", "warning", "new"].map { try status("error", $0) } == [1, 1, 1])
    #expect(try ["error", "warning", "new"].map { try status("warning", $0) } == [0, 1, 1])
    #expect(try ["error", "warning", "new"].map { try status("note", $0) } == [0, 0, 1])
    let quiet = try Program.run("check", "-m", "-", input: Self.with("warning"))
    #expect(quiet.output.contains("This does not fail the run (--fail-on error)."))
  }

  @Test func nothingToCheckIsAnError() throws {
    let result = try Program.run("check", "-m", "-", input: "model: M\ncomponents: { a: {} }\n")
    #expect(result.status == 2)
    #expect(result.errors.contains("nothing to check"))
    #expect(try Program.run("check", "--lint", "-m", "-", input: "model: M\ncomponents: { a: {} }\n").status == 0)
  }

  @Test func policies() throws {
    let folder = try TemporaryFolder()
    try folder.write("model: M\ncomponents: { web: { needs: db, tier: 1 }, db: {} }\n", to: "whatfails.yaml")
    try folder.write("checks: { one: { require: { for: { tier: 1 }, survives: 1 } } }\n", to: "base.yaml")
    try folder.write("extend: base.yaml\nlint: { rules: { \"*\": off } }\n", to: "policy.yaml")
    let result = try Program.run("check", "--policy", "policy.yaml", "--lint", in: folder.url)
    #expect(result.status == 1)
    #expect(result.output.contains("db takes down web"))
    #expect(result.output.contains("whatfails.yaml:2"))
    try folder.write("checks: { one: { require: { for: { tier: 9 }, survives: 1 } } }\n", to: "base.yaml")
    let nothing = try Program.run("check", "--policy", "policy.yaml", in: folder.url)
    #expect(nothing.status == 2)
    #expect(nothing.errors.contains("base.yaml:1:") && nothing.errors.contains("[matches-nothing]"))
    try folder.write("lint: { rules: { orphn: off } }\n", to: "typo.yaml")
    let typo = try Program.run("check", "--policy", "typo.yaml", "--lint", in: folder.url)
    #expect(typo.status == 2 && typo.errors.contains("did you mean 'orphan'?"))
  }

  @Test func aBaselineLetsTheOldPass() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.fails, to: "whatfails.yaml")
    #expect(try Program.run("check", "--write-baseline", "known.json", in: folder.url).status == 1)
    #expect(try Program.run("check", "--baseline", "known.json", "--fail-on", "new", in: folder.url).status == 0)
    // What moves in the file stays known.
    try folder.write("# moved\n\n" + Self.fails, to: "whatfails.yaml")
    #expect(try Program.run("check", "--baseline", "known.json", "--fail-on", "new", in: folder.url).status == 0)
    try folder.write(
      Self.fails.replacing("db: {}", with: "db: {}, api: { needs: db }").replacing("up: web", with: "up: [web, api]"),
      to: "whatfails.yaml")
    let more = try Program.run("check", "--baseline", "known.json", in: folder.url)
    #expect(more.status == 1 && more.output.contains("(1 of 2 here: api)"))
    // What is gone is told, and fails what asks for it.
    try folder.write(Self.holds, to: "whatfails.yaml")
    let gone = try Program.run("check", "--baseline", "known.json", in: folder.url)
    #expect(gone.status == 0 && gone.output.contains("the baseline lists a finding of 'c' that is gone"))
    #expect(try Program.run("check", "--baseline", "known.json", "--fail-on", "new", in: folder.url).status == 1)
  }

  @Test func severalReportsInOneRun() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.fails, to: "whatfails.yaml")
    let result = try Program.run(
      "check", "--report", "sarif=r.sarif", "--report", "junit=r.xml", "--report", "markdown=r.md", "--report",
      "gitlab=r.json", "--report", "github", in: folder.url)
    #expect(result.status == 1)
    #expect(result.output.contains("::error file=whatfails.yaml,line=2,col=29,title=c::db takes down web"))
    for name in ["r.sarif", "r.xml", "r.md", "r.json"] {
      let text = try String(contentsOf: folder.file(name), encoding: .utf8)
      #expect(text.contains("db takes down web"), "\(name)")
    }
    #expect(try Program.run("check", "--report", "junit=x", "--report", "sarif=x", in: folder.url).status == 64)
  }

  @Test func exceptionsEnd() throws {
    let text = Self.fails.replacing(
      "then: { up: web }", with: "then: { up: web }, except: { fault: db, reason: known, until: 2026-06-30 }")
    #expect(try Program.run("check", "-m", "-", "--date", "2026-06-30", input: text).status == 0)
    let late = try Program.run("check", "-m", "-", "--date", "2026-07-01", input: text)
    #expect(late.status == 1 && late.output.contains("ended on 2026-06-30"))
  }

  @Test func validateStrictRunsTheRules() throws {
    let model = "model: M\ncomponents: { web: { needs: db, uses: db }, db: {} }\n"
    #expect(try Program.run("validate", "-m", "-", input: model).status == 0)
    let strict = try Program.run("validate", "--strict", "-m", "-", input: model)
    #expect(strict.status == 1 && strict.errors.contains("[needed-and-used]"))
    #expect(try Program.run("validate", "--explain", "needed-and-used").output.contains("needed-and-used"))
  }

  @Test func everyRuleIsExplained() throws {
    let list = try Program.run("check", "--explain", "all")
    #expect(list.status == 0)
    #expect(list.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(list.output.contains("Shared fate") && list.output.contains("redundancy-through-one"))
  }
}
