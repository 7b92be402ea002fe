import Foundation
import TestSupport
import Testing

/// Secrets of files that others wrote, by every command that reads one.
@Suite struct SecretsCommandTests {
  private static let files = [
    "state.json": #"""
    {"version": 4, "terraform_version": "1.5.0", "serial": 1, "lineage": "x", "resources": [{"mode": "managed",
    "type": "aws_db_instance", "name": "db", "instances": [{"attributes": {"id": "db1", "password": "hunter2" "x": 1}}]}]}
    """#,
    "secret.yaml": "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData:\n\tpassword: hunter2\n",
    "settings.yaml": "hunter2: {password: hunter2}\n",
    "assistant.yaml": "model: gpt-4\napi_key: hunter2\n",
    "broken-assistant.yaml": "model: gpt-4\napi_key: hunter2\nbase: [\n",
    "broken-assistant.json": #"{"model": "gpt-4", "api_key": "hunter2" "x"}"#,
    "trainer.yaml": "model: resnet\nchecks: { hunter2: 1 }\nhunter2: 1\ntoken: hunter2\nrate: 1\n",
    "linter.yaml": "checks: { hunter2: { enabled: hunter2 } }\nlint: { hunter2: hunter2 }\n",
    "cut.json": #"{"schema": "whatfails/baseline/1", "known": [{"hunter2": "hunter2", "check": hunter2"#,
  ]

  @Test("No command shows a secret of a file that it reads")
  func nothingIsShown() throws {
    let folder = try TemporaryFolder(Self.files)
    try folder.write("model: M\ncomponents: { a: {} }\nchecks: { c: { given: a, then: { up: '*' } } }\n", to: "m.yaml")
    for name in Self.files.keys.sorted() {
      let commands: [[String]] = [
        ["import", name], ["import", name, "-o", "out.yaml"], ["validate", "-m", name],
        ["validate", "-m", name, "--format", "json"], ["if", "a", "-m", name], ["diff", name, "m.yaml"],
        ["diff", "m.yaml", name], ["check", "-m", name, "--report", "sarif=r.sarif", "--report", "github"],
        ["check", "-m", "m.yaml", "--policy", name, "--report", "junit=r.xml"],
        ["check", "-m", "m.yaml", "--baseline", name, "--report", "markdown=r.md"], ["fmt", "--check", name],
        ["render", "-m", name, "-o", "x.dot"], ["validate", "-m", "-"],
      ]
      for command in commands {
        let input = command.last == "-" ? Self.files[name]! : ""
        let run = try CLI(command).input(input).in(folder).run()
          .doesNotPrint("hunter2").doesNotReport("hunter2")
        #expect(run.status != 0 || command[0] == "fmt", "\(run)")
      }
    }
    for name in folder.names where Self.files[name] == nil {
      #expect(try !folder.text(of: name).contains("hunter2"), "\(name)")
    }
  }
}
