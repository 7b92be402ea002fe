import Foundation
import TestSupport
import Testing

/// A slip in a pipeline must not end with exit code 0 without anything having been checked.
@Suite struct WrongPassTests {
  private static let model = """
    model: M
    components:
      a: { needs: b }
      b: {}
    checks:
      one: { given: b, then: { down: a } }

    """
  private static let quiet = """
    model: N
    components:
      a: { needs: b }
      b: {}

    """

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(model, to: "m.yaml")
    try folder.write(model, to: "whatfails.yaml")
    try folder.write(quiet, to: "quiet.yaml")
    try folder.write(quiet + "lint: { rules: { \"*\": off } }\n", to: "off.yaml")
    try folder.write("{}\n", to: "braces.yaml")
    try folder.write("services: { web: { image: x } }\n", to: "compose.yaml")
    return folder
  }

  @Test(
    "A wrong command line is refused with nothing on standard output",
    arguments: [
      // What holds the letter of help among others.
      "check -path x", "check -with", "check --model m.yaml -width 3", "if -high", "diff -x:whatfails.yaml b.yaml",
      "-hx",
      "-vh", "check -mh m.yaml", "check -h=1", "check -m m.yaml --version", "--version nope", "check --version",
      "check --help=1", "--version=1", "--help-hidden", "check --help-hidden",
      "check -help", "check -lh", "validate -oh x",
      // Help of what is no command, and no question at all.
      "", "--", "help chekc", "help check extra", "help if --nonsense", "--generate-completion-script bash x",
      "check --generate-completion-script bash", "check --experimental-dump-help", "--experimental-dump-help x",
      // What answers by itself, and so would check nothing.
      "check --explain all -m m.yaml", "check --explain all --lint", "check --explain tier-inversion --policy p.yaml",
      "check --explain all --report sarif=x", "check --explain all --fail-on=new",
      "validate --explain unknown-component -m broken.yaml", "validate --explain all --strict",
      // Of two, one would be ignored.
      "check --fail-on warning --fail-on error", "check --baseline a --baseline b",
      "check --date 2026-01-01 --date=2026-01-02",
      "check -o a --output b", "check --format json --format text", "diff --since a --since b",
      "check --report github --report github", "check --report json=x --report sarif=./x", "check --report json=x -o x",
      "check --report text=y --write-baseline ./y", "check --report json=m.yaml -m m.yaml", "check -o whatfails.yaml",
      "check --report sarif=", "check --report sarif", "check --format=sarif", "check --fail-on=",
      "check --fail-on none",
      "import m.yaml --level degraded", "import m.yaml --bound low", "render --depth 3",
      "validate m.yaml", "check m.yaml", "check --", "fmt --chek m.yaml",
    ])
  func isAWrongCommandLine(_ line: String) throws {
    let folder = try Self.folder()
    // 'check --' is a check: nothing comes after the dashes.
    if line == "check --" {
      try CLI(line).in(folder).succeeds()
    } else {
      try CLI(line).in(folder).fails(64).printsNothing().reportsSomething()
    }
  }

  @Test(
    "A question for help, a version or an explanation succeeds",
    arguments: [
      "-h", "--help", "--version", "help", "help check", "help import aws", "check -h", "check --help",
      "check -m x --help",
      "check -path --help", "diff --help", "--generate-completion-script bash", "--experimental-dump-help",
      "check --explain all", "check --explain all --format markdown -o x.md", "validate --explain all",
    ])
  func isAQuestionForText(_ line: String) throws {
    try CLI(line).in(try Self.folder()).succeeds().reportsNothing()
  }

  @Test(
    "Input that cannot be read, or leaves nothing to do, is an error",
    arguments: [
      ["check", "-m", ""], ["check", "-m", "m.yaml", "-m", ""], ["check", "--policy", ""], ["check", "--baseline", ""],
      ["check", "--write-baseline", ""], ["check", "-o", ""], ["check", "-m", "off.yaml", "--lint"],
      ["check", "-m", "quiet.yaml"], ["fmt", "--check", ""], ["fmt", "--check", "."], ["fmt", "--check", "none*.yaml"],
      ["fmt", "--check", "braces.yaml"], ["fmt", "--check", "compose.yaml"], ["fmt", "compose.yaml"],
      ["diff", "", "m.yaml"], ["diff", "nope:m.yaml", "m.yaml"], ["if", "", "-m", "m.yaml"], ["import", ""],
      ["check", "--report", "sarif=/dev/full"], ["check", "-o", "/dev/full"],
      ["check", "--report", "sarif=no/such/folder"],
    ])
  func isWrongInput(_ arguments: [String]) throws {
    let folder = try Self.folder()
    try CLI(arguments).in(folder).fails(2).reportsSomething()
    #expect(try folder.text(of: "compose.yaml") == "services: { web: { image: x } }\n")
  }

  @Test(
    "A check that always holds is an error",
    arguments: [
      "survives: 0", "starts: false", "independent: false", "availability: 0%", "survives: 0, starts: false",
    ])
  func aCheckThatAlwaysHoldsIsWrong(_ demand: String) throws {
    let folder = try Self.folder()
    try folder.write(Self.quiet + "checks: { z: { require: { for: a, \(demand) } } }\n", to: "idle.yaml")
    try CLI("check -m idle.yaml").in(folder).fails(2).reports(first: "idle.yaml:5:")
  }

  @Test(
    "A comparison that could never fail is an error",
    arguments: [
      "m.yaml ./m.yaml --fail-on any", "m.yaml quiet.yaml --fail-on checks",
    ])
  func aComparisonThatCannotFailIsWrong(_ line: String) throws {
    try CLI("diff \(line)").in(try Self.folder()).fails(2, "could never fail").printsNothing()
  }

  @Test(
    "A check that looked at nothing is not decided and fails",
    arguments: [
      "given: { eachPair: a }, then: { up: b }", "require: { for: a, independent: true }",
      "given: [{ each: b }, { eachPair: b }], then: { up: a }",
      "require: { for: a, survives: 1, independent: true, except: '*' }",
    ])
  func aCheckThatLookedAtNothingFails(_ rule: String) throws {
    let folder = try Self.folder()
    try folder.write("model: M\ncomponents: { a: {}, b: {} }\nchecks: { c: { \(rule) } }\n", to: "nothing.yaml")
    try CLI("check -m nothing.yaml --report junit=j.xml").in(folder).fails(1).prints("not decided")
    #expect(try folder.text(of: "j.xml").contains("failures=\"1\""))
  }

  @Test(
    "A mistake that would leave out what is to be checked is an error",
    arguments: [
      "check -m given.yaml", "check -m empty.yaml --lint", "check --lint -m profiles.yaml --profile prdo",
      "check --lint -m stack.yaml --parameter Evn=prod",
    ])
  func aSlipInWhatIsCheckedIsWrong(_ line: String) throws {
    let folder = try Self.folder()
    try folder.write(
      "model: M\ncomponents: { a: {}, b: {} }\nchecks: { c: { given: [], then: { up: a } }, d: { given: b, then: { up: a } } }\n",
      to: "given.yaml")
    try folder.write("model: M\n", to: "empty.yaml")
    try folder.write("services: { web: { image: x, profiles: [prod] }, db: { image: x } }\n", to: "profiles.yaml")
    try folder.write(
      "Parameters: { Env: { Type: String } }\nResources: { Q: { Type: 'AWS::SQS::Queue' } }\n", to: "stack.yaml")
    try CLI(line).in(folder).fails(2, "error: ")
    for right in ["-m profiles.yaml --profile prod", "-m stack.yaml --parameter Env=x"] {
      let run = try CLI("check --lint \(right)").in(folder).run()
      #expect(run.status != 2, "\(run)")
    }
  }

  @Test(
    "An option that cannot be meant is refused",
    arguments: [
      ["check", "--parameter", "A=1", "--parameter", "A=2"], ["check", "--allow-outside", "nosuch"],
      ["check", "--allow-outside", ""],
    ])
  func anOptionThatCannotBeMeantIsWrong(_ arguments: [String]) throws {
    try CLI(arguments).in(try Self.folder()).fails(64)
  }

  @Test(
    "A check that was removed or counts less is a difference that fails",
    arguments: ["", "c: { given: b, then: { notDown: a }, severity: note }, "])
  func aCheckThatIsRelaxedIsADifference(_ check: String) throws {
    let folder = try Self.folder()
    let start = "model: M\ncomponents: { a: {}, b: {} }\nchecks: { "
    let rest = "d: { given: b, then: { up: a } } }\n"
    try folder.write(start + "c: { given: b, then: { notDown: a } }, " + rest, to: "old.yaml")
    try folder.write(start + check + rest, to: "new.yaml")
    for bar in ["checks", "any"] {
      try CLI("diff old.yaml new.yaml --fail-on \(bar)").in(folder).fails(1).prints("c: ")
    }
    try CLI("diff new.yaml old.yaml --fail-on any").in(folder).succeeds()
  }

  @Test("An option for sources that were not read gets a warning")
  func anOptionForSourcesThatAreNotThereIsSaid() throws {
    try CLI("check -m m.yaml --profile debug --parameter A=b").in(try Self.folder()).run()
      .reports(
        "warning: --profile has no effect, because no Compose file was read",
        "warning: --parameter has no effect, because no CloudFormation file was read")
  }

  @Test(
    "An answer that cannot be written is an error",
    arguments: [
      "check", "if a", "validate", "schema", "--help", "help", "--version", "init -", "import m.yaml", "render",
      "diff m.yaml m.yaml",
      "--generate-completion-script bash", "check --explain all", "check --report github --format json", "kinds",
    ])
  func anAnswerThatCannotBeWrittenIsNoPass(_ line: String) throws {
    let folder = try Self.folder()
    for redirection in [">&-", ">/dev/full", ">&- <&-", ">&- 2>&-"] {
      let status = try Program.shell("exec \"$0\" \(line) \(redirection)", in: folder)
      #expect(status == 2, "\(line) \(redirection)")
    }
  }

  @Test("A reader that stops early is not a failure")
  func aReaderThatStopsIsNoFailure() throws {
    let folder = try Self.folder()
    #expect(try Program.shell("\"$0\" schema | head -n 1", in: folder) == 0)
    #expect(try Program.shell("{ \"$0\" schema 2>errors; } | :; test ! -s errors", in: folder) == 0)
  }

  @Test("A report is written to its file even if standard output is closed")
  func aClosedStandardOutputIsNotTheReport() throws {
    let folder = try Self.folder()
    #expect(try Program.shell("exec \"$0\" check --report json=x.json >&- 2>&- <&-", in: folder) == 2)
    #expect(try folder.text(of: "x.json").hasPrefix("{"))
    #expect(try folder.text(of: "x.json").hasSuffix("}\n"))
  }

  @Test(
    "An answer that leaves requirements out for their confidence says how many", arguments: ["if a", "rank", "check"])
  func leftOut(command: String) throws {
    let model = """
      model: M
      components:
        shop: { tier: 0, needs: [{ on: a, confidence: inferred }, { on: b, confidence: assumed }] }
        a: {}
        b: {}
      checks: { s: { require: { for: shop, survives: 1 } } }

      """
    let note = "note: 2 requirements of M less sure than 'declared' are left out"
    try CLI("\(command) --trust declared").model(model).succeeds().reports(note)
    try CLI("\(command) --trust declared --quiet").model(model).succeeds().reports(exactly: "")
  }
}
