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
  private static let empty = "model: M\ncomponents: { a: {} }\n"
  private static func with(_ severity: String) -> String {
    fails.replacing("c: {", with: "c: { severity: \(severity),")
  }

  @Test("The exit code says whether the checks hold, fail, could not be read, or were asked for wrongly")
  func exitCodes() throws {
    try CLI("check").model(Self.holds).succeeds()
    try CLI("check").model(Self.fails).fails(1)
    try CLI("check").model("").fails(2)
    try CLI("check").model("model: [").fails(2)
    for wrong in ["--fail-on everything", "--report pdf=x", "--report sarif", "--date 2026-02-30", "--no-such-flag"] {
      try CLI("check \(wrong)").model(Self.holds).fails(64)
    }
    for missing in [
      "--policy /no/such/file.yaml", "--baseline /no/such/file.json", "--report sarif=/no/such/folder/x",
    ] {
      try CLI("check \(missing)").model(Self.holds).fails(2)
    }
    try CLI("check -m /no/such/model.yaml").fails(2)
    try CLI("check --explain no-such-rule").fails(2)
    try CLI("check --explain orphan").succeeds()
  }

  /// A crash is no verdict.
  @Test("A crash has an exit code of its own", arguments: [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV])
  func crashes(_ signal: Int32) throws {
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
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 70)
    let message = try String(contentsOf: errors.url, encoding: .utf8)
    #expect(message.contains("error: internal: whatfails crashed"))
  }

  @Test("--fail-on chooses from which severity a finding fails the run")
  func whatFailsIsChosen() throws {
    func statuses(_ severity: String) throws -> [Int32] {
      try ["error", "warning", "new"].map {
        try CLI("check --fail-on \($0)").model(Self.with(severity)).run().status
      }
    }
    #expect(try statuses("error") == [1, 1, 1])
    #expect(try statuses("warning") == [0, 1, 1])
    #expect(try statuses("note") == [0, 0, 1])
    try CLI("check").model(Self.with("warning")).run().prints("This does not fail the run (--fail-on error).")
  }

  @Test("A run that would check nothing is an error")
  func nothingToCheckIsAnError() throws {
    try CLI("check").model(Self.empty).fails(2, "nothing to check")
    try CLI("check --lint").model(Self.empty).succeeds()
  }

  @Test("A policy checks the model, and an error in it is reported with its file and line")
  func policies() throws {
    let folder = try TemporaryFolder()
    try folder.write("model: M\ncomponents: { web: { needs: db, tier: 1 }, db: {} }\n", to: "whatfails.yaml")
    try folder.write("checks: { one: { require: { for: { tier: 1 }, survives: 1 } } }\n", to: "base.yaml")
    try folder.write("extend: base.yaml\nlint: { rules: { \"*\": off } }\n", to: "policy.yaml")
    try CLI("check --policy policy.yaml --lint").in(folder).fails(1).prints("db takes down web", "whatfails.yaml:2")
    try folder.write("checks: { one: { require: { for: { tier: 9 }, survives: 1 } } }\n", to: "base.yaml")
    try CLI("check --policy policy.yaml").in(folder).fails(2, "base.yaml:1:", "[matches-nothing]")
    try folder.write("lint: { rules: { orphn: off } }\n", to: "typo.yaml")
    try CLI("check --policy typo.yaml --lint").in(folder).fails(2, "did you mean 'orphan'?")
  }

  @Test("A baseline lets known findings pass, and reports those that are gone")
  func aBaselineLetsTheOldPass() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.fails, to: "whatfails.yaml")
    try CLI("check --write-baseline known.json").in(folder).fails(1)
    try CLI("check --baseline known.json --fail-on new").in(folder).succeeds()
    // What moves in the file stays known.
    try folder.write("# moved\n\n" + Self.fails, to: "whatfails.yaml")
    try CLI("check --baseline known.json --fail-on new").in(folder).succeeds()
    try folder.write(
      Self.fails.replacing("db: {}", with: "db: {}, api: { needs: db }").replacing("up: web", with: "up: [web, api]"),
      to: "whatfails.yaml")
    try CLI("check --baseline known.json").in(folder).fails(1).prints("(1 of 2 here: api)")
    // What is gone is reported: a repair does not fail.
    try folder.write(Self.holds, to: "whatfails.yaml")
    try CLI("check --baseline known.json").in(folder).succeeds()
      .prints("the baseline lists a finding of 'c' that is gone")
    try CLI("check --baseline known.json --fail-on new").in(folder).succeeds()
  }

  @Test("One run writes several reports, each to its own file")
  func severalReportsInOneRun() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.fails, to: "whatfails.yaml")
    try CLI("check --report sarif=r.sarif --report junit=r.xml --report markdown=r.md --report gitlab=r.json")
      .adding("--report github").in(folder).fails(1)
      .prints("::error file=whatfails.yaml,line=2,col=29,title=c::db takes down web")
    for name in ["r.sarif", "r.xml", "r.md", "r.json"] {
      #expect(try folder.text(of: name).contains("db takes down web"), "\(name)")
    }
    try CLI("check --report junit=x --report sarif=x").in(folder).fails(64)
  }

  @Test("An exception counts until its date")
  func exceptionsEnd() throws {
    let text = Self.fails.replacing(
      "then: { up: web }", with: "then: { up: web }, except: { fault: db, reason: known, until: 2026-06-30 }")
    try CLI("check --date 2026-06-30").model(text).succeeds()
    try CLI("check --date 2026-07-01").model(text).fails(1).prints("ended on 2026-06-30")
  }

  @Test("validate --strict runs the lint rules, and explains them")
  func validateStrictRunsTheRules() throws {
    let model = "model: M\ncomponents: { web: { needs: db, uses: db }, db: {} }\n"
    try CLI("validate").model(model).succeeds()
    try CLI("validate --strict").model(model).fails(1, "[needed-and-used]")
    try CLI("validate --explain needed-and-used").run().prints("needed-and-used")
  }

  @Test("Every lint rule is listed with its class")
  func everyRuleIsExplained() throws {
    try CLI("check --explain all").succeeds().fits().prints("Shared fate", "redundancy-through-one")
  }
}
