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

  @Test(arguments: [
    // What holds the letter of help among others.
    "check -path x", "check -with", "check --model m.yaml -width 3", "if -high", "diff -x:whatfails.yaml b.yaml", "-hx",
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
    "check --report sarif=", "check --report sarif", "check --format=sarif", "check --fail-on=", "check --fail-on none",
    "import m.yaml --level degraded", "import m.yaml --bound low", "render --depth 3",
    "validate m.yaml", "check m.yaml", "check --", "fmt --chek m.yaml",
  ]) func isAWrongCommandLine(_ line: String) throws {
    let arguments = line.split(separator: " ").map(String.init)
    // 'check --' is a check: nothing comes after the dashes.
    let expected: Int32 = line == "check --" ? 0 : 64
    let folder = try Self.folder()
    let result = try withExtendedLifetime(folder) { try Program.run(arguments, in: folder.url) }
    #expect(result.status == expected, "\(line): \(result.errors)")
    if expected == 64 { #expect(result.output.isEmpty && !result.errors.isEmpty) }
  }

  @Test(arguments: [
    "-h", "--help", "--version", "help", "help check", "help import aws", "check -h", "check --help",
    "check -m x --help",
    "check -path --help", "diff --help", "--generate-completion-script bash", "--experimental-dump-help",
    "check --explain all", "check --explain all --format markdown -o x.md", "validate --explain all",
  ]) func isAQuestionForText(_ line: String) throws {
    let folder = try Self.folder()
    let result = try withExtendedLifetime(folder) {
      try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
    }
    #expect(result.status == 0 && result.errors.isEmpty, "\(line): \(result.errors)")
  }

  @Test(arguments: [
    ["check", "-m", ""], ["check", "-m", "m.yaml", "-m", ""], ["check", "--policy", ""], ["check", "--baseline", ""],
    ["check", "--write-baseline", ""], ["check", "-o", ""], ["check", "-m", "off.yaml", "--lint"],
    ["check", "-m", "quiet.yaml"], ["fmt", "--check", ""], ["fmt", "--check", "."], ["fmt", "--check", "none*.yaml"],
    ["fmt", "--check", "braces.yaml"], ["fmt", "--check", "compose.yaml"], ["fmt", "compose.yaml"],
    ["diff", "", "m.yaml"], ["diff", "nope:m.yaml", "m.yaml"], ["if", "", "-m", "m.yaml"], ["import", ""],
    ["check", "--report", "sarif=/dev/full"], ["check", "-o", "/dev/full"],
    ["check", "--report", "sarif=no/such/folder"],
  ]) func isWrongInput(_ arguments: [String]) throws {
    let folder = try Self.folder()
    let result = try Program.run(arguments, in: folder.url)
    #expect(result.status == 2 && !result.errors.isEmpty, "\(arguments): \(result.errors)")
    #expect(try folder.text(of: "compose.yaml") == "services: { web: { image: x } }\n")
  }

  @Test(arguments: [
    "survives: 0", "starts: false", "independent: false", "availability: 0%", "survives: 0, starts: false",
  ])
  func aCheckThatAlwaysHoldsIsWrong(_ demand: String) throws {
    let folder = try Self.folder()
    try folder.write(Self.quiet + "checks: { z: { require: { for: a, \(demand) } } }\n", to: "idle.yaml")
    let result = try Program.run("check", "-m", "idle.yaml", in: folder.url)
    #expect(result.status == 2 && result.errors.hasPrefix("idle.yaml:5:"), "\(result.errors)")
  }

  @Test(arguments: [["m.yaml", "./m.yaml", "--fail-on", "any"], ["m.yaml", "quiet.yaml", "--fail-on", "checks"]])
  func aComparisonThatCannotFailIsWrong(_ arguments: [String]) throws {
    let folder = try Self.folder()
    let result = try Program.run(["diff"] + arguments, in: folder.url)
    #expect(result.status == 2 && result.output.isEmpty && result.errors.contains("could never fail"))
  }

  /// What looked at nothing is not decided, and fails.
  @Test(arguments: [
    "given: { eachPair: a }, then: { up: b }", "require: { for: a, independent: true }",
    "given: [{ each: b }, { eachPair: b }], then: { up: a }",
    "require: { for: a, survives: 1, independent: true, except: '*' }",
  ]) func aCheckThatLookedAtNothingFails(_ rule: String) throws {
    let folder = try Self.folder()
    try folder.write("model: M\ncomponents: { a: {}, b: {} }\nchecks: { c: { \(rule) } }\n", to: "nothing.yaml")
    let result = try Program.run("check", "-m", "nothing.yaml", "--report", "junit=j.xml", in: folder.url)
    #expect(result.status == 1 && result.output.contains("not decided"), "\(result.output)")
    #expect(try folder.text(of: "j.xml").contains("failures=\"1\""))
  }

  /// Slips that would leave out what is to be checked.
  @Test(arguments: [
    ["check", "-m", "given.yaml"], ["check", "-m", "empty.yaml", "--lint"],
    ["check", "--lint", "-m", "profiles.yaml", "--profile", "prdo"],
    ["check", "--lint", "-m", "stack.yaml", "--parameter", "Evn=prod"],
  ]) func aSlipInWhatIsCheckedIsWrong(_ arguments: [String]) throws {
    let folder = try Self.folder()
    try folder.write(
      "model: M\ncomponents: { a: {}, b: {} }\nchecks: { c: { given: [], then: { up: a } }, d: { given: b, then: { up: a } } }\n",
      to: "given.yaml")
    try folder.write("model: M\n", to: "empty.yaml")
    try folder.write("services: { web: { image: x, profiles: [prod] }, db: { image: x } }\n", to: "profiles.yaml")
    try folder.write(
      "Parameters: { Env: { Type: String } }\nResources: { Q: { Type: 'AWS::SQS::Queue' } }\n", to: "stack.yaml")
    let result = try Program.run(arguments, in: folder.url)
    #expect(result.status == 2 && result.errors.contains("error: "), "\(result.output)\(result.errors)")
    #expect(try Program.run("check", "--lint", "-m", "profiles.yaml", "--profile", "prod", in: folder.url).status != 2)
    #expect(try Program.run("check", "--lint", "-m", "stack.yaml", "--parameter", "Env=x", in: folder.url).status != 2)
  }

  @Test(arguments: [
    ["check", "--parameter", "A=1", "--parameter", "A=2"], ["check", "--allow-outside", "nosuch"],
    ["check", "--allow-outside", ""],
  ]) func anOptionThatCannotBeMeantIsWrong(_ arguments: [String]) throws {
    let folder = try Self.folder()
    #expect(try Program.run(arguments, in: folder.url).status == 64)
  }

  /// A change that takes a check away, or makes it count less, is seen.
  @Test(arguments: ["", "c: { given: b, then: { notDown: a }, severity: note }, "])
  func aCheckThatIsRelaxedIsADifference(_ check: String) throws {
    let folder = try Self.folder()
    let start = "model: M\ncomponents: { a: {}, b: {} }\nchecks: { "
    let rest = "d: { given: b, then: { up: a } } }\n"
    try folder.write(start + "c: { given: b, then: { notDown: a } }, " + rest, to: "old.yaml")
    try folder.write(start + check + rest, to: "new.yaml")
    for bar in ["checks", "any"] {
      let result = try Program.run("diff", "old.yaml", "new.yaml", "--fail-on", bar, in: folder.url)
      #expect(result.status == 1 && result.output.contains("c: "), "\(result.output)")
    }
    #expect(try Program.run("diff", "new.yaml", "old.yaml", "--fail-on", "any", in: folder.url).status == 0)
  }

  @Test func anOptionForSourcesThatAreNotThereIsSaid() throws {
    let folder = try Self.folder()
    let idle = try Program.run(
      "check", "-m", "m.yaml", "--profile", "debug", "--parameter", "A=b", in: folder.url)
    #expect(idle.errors.contains("warning: --profile has no effect, because no Compose file was read"))
    #expect(idle.errors.contains("warning: --parameter has no effect, because no CloudFormation file was read"))
  }

  @Test(arguments: [
    "check", "if a", "validate", "schema", "--help", "help", "--version", "init -", "import m.yaml", "render",
    "diff m.yaml m.yaml",
    "--generate-completion-script bash", "check --explain all", "check --report github --format json", "kinds",
  ]) func anAnswerThatCannotBeWrittenIsNoPass(_ line: String) throws {
    let folder = try Self.folder()
    for redirection in [">&-", ">/dev/full", ">&- <&-", ">&- 2>&-"] {
      let status = try Self.shell("exec \"$0\" \(line) \(redirection)", in: folder.url)
      #expect(status == 2, "\(line) \(redirection)")
    }
  }

  @Test func aReaderThatStopsIsNoFailure() throws {
    let folder = try Self.folder()
    #expect(try Self.shell("\"$0\" schema | head -n 1", in: folder.url) == 0)
    let reading = "{ \"$0\" schema 2>errors; } | :; test ! -s errors"
    #expect(try Self.shell(reading, in: folder.url) == 0)
  }

  /// A file is never taken for standard output because that was closed.
  @Test func aClosedStandardOutputIsNotTheReport() throws {
    let folder = try Self.folder()
    #expect(try Self.shell("exec \"$0\" check --report json=x.json >&- 2>&- <&-", in: folder.url) == 2)
    #expect(try folder.text(of: "x.json").hasPrefix("{") && folder.text(of: "x.json").hasSuffix("}\n"))
  }

  static func shell(_ script: String, in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", script, Program.executable.path]
    process.currentDirectoryURL = folder
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }
}
