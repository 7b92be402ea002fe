import Foundation
import TestSupport
import Testing

/// Help, commands that do not exist, colours, quiet, and terminals.
@Suite struct ConsoleCommandTests {
  private static let model = "model: M\ncomponents: { a: { needs: b }, b: {} }\n"

  @Test(
    "A command that does not exist is an error that names the one that is meant",
    arguments: [
      ("fi", "there is no command 'fi'; did you mean 'if'?"),
      ("risk a", "there is no command 'risk'; did you mean 'risks'?"),
      ("ls", "there is no command 'ls'; did you mean 'list'?"), ("describe a", "did you mean 'show'?"),
      ("nothing", "there is no command 'nothing'; 'whatfails help' lists them"),
      ("help nothing", "there is no command 'nothing'"),
      ("help fi", "did you mean 'if'?"), ("help if why", "there is no command 'if why'"),
    ])
  func unknownCommands(_ line: String, _ message: String) throws {
    try CLI(line).run().exits(64).printsNothing().reports(first: "error: ").reports(message)
  }

  @Test(
    "Every error of the command line begins alike",
    arguments: ["risks", "if a --nope", "list --sort x", "why a", "--nope", "fi"])
  func errorsBeginAlike(_ line: String) throws {
    try CLI(line).run().exits(64).printsNothing().reports(first: "error: ").doesNotReport("Error:")
  }

  private static let commands = [
    "availability", "check", "diff", "fmt", "if", "import", "init", "kinds", "list", "rank", "render", "risks",
    "schema", "show",
    "start", "validate", "why",
  ]

  @Test("The overview lists every command in a line, in groups, and fits 80 columns")
  func overview() throws {
    let run = try CLI("help").environment(["COLUMNS": "80"]).succeeds().fits().prints(
      "WHAT FAILS:\n", "LOOKING AT THE MODEL:\n")
    for command in Self.commands {
      let line = run.output.split(separator: "\n").filter { $0.hasPrefix("  \(command) ") }
      #expect(line.count == 1, "\(command)")
      #expect(line.first?.hasSuffix(".") == true, "\(command)")
    }
    run.doesNotPrint("SUBCOMMANDS")
  }

  @Test(
    "The help of a command has examples and groups, and options for sources only where they belong", arguments: commands
  )
  func help(_ command: String) throws {
    let run = try CLI("help \(command)").environment(["COLUMNS": "80"]).succeeds().fits()
    if command != "kinds" { run.prints("Examples:\n  whatfails \(command)") }
    run.prints("OUTPUT OPTIONS:", "--color <color>", "--quiet")
    if command == "import" {
      run.prints("OPTIONS FOR SOURCES:", "--treat", "--profile", "--edges")
    } else {
      run.doesNotPrint("--treat ", "--profile", "--edges", "--parameter ")
    }
    if ["if", "list", "diff", "render"].contains(command) {
      let text = run.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
      #expect(text.contains("'whatfails help import'"))
    }
  }

  @Test("Options that help does not show still work")
  func hiddenOptions() throws {
    try CLI(["if", "b", "--treat", "a -> b = uses"]).model(Self.model).succeeds().prints("1 degraded")
  }

  @Test("Colours are used when they are asked for, and the option decides before the environment")
  func colors() throws {
    let esc = "\u{1B}["
    try CLI("if b").model(Self.model).succeeds().doesNotPrint(esc)
    try CLI("if b --color always").model(Self.model).succeeds().prints(esc)
    try CLI("if b --color=always").environment(["NO_COLOR": "1"]).model(Self.model).succeeds().prints(esc)
    try CLI("if b").environment(["FORCE_COLOR": "1", "NO_COLOR": ""]).model(Self.model).succeeds().prints(esc)
    try CLI("if b").environment(["CLICOLOR_FORCE": "1", "NO_COLOR": ""]).model(Self.model).succeeds().prints(esc)
    try CLI("if b").environment(["CLICOLOR_FORCE": "0", "FORCE_COLOR": "0", "NO_COLOR": ""]).model(Self.model)
      .succeeds().doesNotPrint(
        esc)
    try CLI("if b").environment(["NO_COLOR": "1", "FORCE_COLOR": "1"]).model(Self.model).succeeds().doesNotPrint(esc)
    try CLI("if b --color never").environment(["FORCE_COLOR": "1", "NO_COLOR": ""]).model(Self.model).succeeds()
      .doesNotPrint(esc)
    try CLI("if b --color blue").model(Self.model).fails(64, "--color")
    try CLI("if b --format json --color always").model(Self.model).succeeds().doesNotPrint(esc)
  }

  @Test("A terminal has colours, unless they are switched off")
  func terminalColors() throws {
    for (options, environment, isColored) in [
      ("", ["TERM": "xterm", "NO_COLOR": ""], true), (" --color never", ["TERM": "xterm", "NO_COLOR": ""], false),
      ("", ["TERM": "dumb", "NO_COLOR": ""], false),
      ("", ["TERM": "xterm", "NO_COLOR": "1"], false), ("", ["TERM": "xterm", "CLICOLOR": "0", "NO_COLOR": ""], false),
    ] {
      let terminal = try Terminal()
      try CLI("if b\(options)").environment(environment).model(Self.model).output(to: terminal).succeeds()
      let text = terminal.text()
      #expect(text.contains("affected"))
      #expect(text.contains("\u{1B}[") == isColored, "\(options) \(environment)")
    }
  }

  @Test("Quiet writes no notes, but errors and warnings")
  func quiet() throws {
    let folder = try TemporaryFolder([
      "shop/compose.yaml": "services: { web: { depends_on: [db], image: x }, db: { image: y } }\n",
      "shop/other.json": #"{"a": {}}"#,
      "warn.yaml": "model: M\ncomponents: { a: { kind: aws/ebs-volum } }\n",
    ])
    try CLI("if db -m shop").in(folder).succeeds().reports("note: skipped other.json")
    try CLI("if db -m shop --quiet").in(folder).succeeds().reportsNothing()
    try CLI("import shop -o a.yaml --quiet").in(folder).succeeds().reportsNothing()
    try CLI("init b.yaml --quiet").in(folder).succeeds().reportsNothing()
    try CLI("validate -m warn.yaml --quiet").in(folder).succeeds().reports("warning: the kind 'aws/ebs-volum'")
    try CLI("if nope -m shop --quiet").in(folder).fails(2, "error: ")
  }

  @Test("A picture is not written to a terminal unless that is asked for")
  func pictures() throws {
    let terminal = try Terminal()
    try CLI("render").model(Self.model).output(to: terminal).fails(
      64, "name the picture's file, for example -o picture.svg")
    try CLI("render --format png").model(Self.model).output(to: terminal).fails(64, "can't be shown on a terminal")
    try CLI("render -o - --format pdf").model(Self.model).output(to: terminal).fails(64, "can't be shown on a terminal")
    #expect(terminal.text() == "")
    try CLI("render --format dot").model(Self.model).output(to: terminal).succeeds()
    try CLI("render -o -").model(Self.model).output(to: terminal).succeeds()
    #expect(terminal.text().contains("digraph"))
    try CLI("render").model(Self.model).succeeds().prints("digraph")
  }

  @Test("A model that is typed is announced, and one that is piped is not")
  func keyboard() throws {
    let folder = try TemporaryFolder(["whatfails.yaml": Self.model])
    try CLI("if b -m -").model(Self.model).run().doesNotReport("Control-D")
    try CLI("if b").in(folder).succeeds().reportsNothing()
    let keyboard = try Terminal()
    try CLI("if b -m - --time 1s").input(from: keyboard).run().exits(2)
      .reports("reading the model from standard input; Control-D on a line of its own ends it")
  }

  @Test("Validation is written as Markdown, of a valid model and of one that is not")
  func validationAsMarkdown() throws {
    try CLI("validate --format markdown").model(Self.model).succeeds().prints("M: 2 components").reportsNothing()
    try CLI("validate --format markdown").model("model: M\ncomponents: { a: { needs: c } }").run().exits(2)
      .prints("the model is not valid\n\n- **error**: there is no component 'c'").reportsNothing()
    try CLI("kinds --format markdown").succeeds().prints("| kind | meaning |")
  }

  @Test("Terraform's source is named as such, with the command that makes what is read")
  func terraformSource() throws {
    let source = "# The network\nterraform {\n  required_version = \">= 1.0\"\n}\nresource \"aws_vpc\" \"main\" {}\n"
    let folder = try TemporaryFolder([
      "tf/main.tf": source, "tf/.terraform.lock.hcl": "", "both/main.tf": source, "both/m.yaml": Self.model,
    ])
    let message =
      "this is Terraform's source, which only Terraform evaluates; its plan is read: run 'terraform plan -out PLANFILE'"
    try CLI("if a -m tf/main.tf").in(folder).fails(2, "tf/main.tf:1:1: error: \(message)", "[terraform-configuration]")
    try CLI("if a -m tf").in(folder).fails(2, "tf/main.tf:1:1: error: \(message)")
    try CLI("if a -m -").input(source).fails(2, "<stdin>:1:1: error: \(message)")
    try CLI("validate --explain terraform-configuration").succeeds().prints("terraform show -json PLANFILE")
    try CLI("if b -m both").in(folder).succeeds().reportsNothing()
  }

  @Test("An imported model has the name of its folder where its file has none of its own")
  func importedNames() throws {
    let state =
      #"{"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "x", "resources": [{"mode": "managed", "type": "aws_vpc", "name": "main", "instances": [{"attributes": {"id": "vpc-1"}}]}]}"#
    let folder = try TemporaryFolder([
      "shop/state.json": state, "prod/a.json": state, "prod/b.tfstate": state.replacing("\"main\"", with: "\"other\""),
      "billing.json": state, "named/whatfails.yaml": "model: Named\ninclude: state.json\n", "named/state.json": state,
    ])
    for (path, name) in [
      ("shop/state.json", "shop"), ("shop", "shop"), ("shop/", "shop"), ("prod", "prod"), ("billing.json", "billing"),
      ("named/whatfails.yaml", "Named"), ("prod/a.json", "a"),
    ] {
      try CLI("validate -m \(path)").in(folder).succeeds().prints(first: "\(name): ")
    }
    try CLI("validate -m state.json").in(folder, "shop").succeeds().prints(first: "shop: ")
  }
}
