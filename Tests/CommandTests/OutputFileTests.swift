import Foundation
import TestSupport
import Testing

/// A file is written whole or not at all, and nothing is left beside it.
@Suite struct OutputFileTests {
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let components = (0..<3000).map {
      "  component-with-a-long-name-\($0): { description: \"\(String(repeating: "text ", count: 20))\" }\n"
    }
    try folder.write("model: M\ncomponents:\n\(components.joined())", to: "m.yaml")
    try folder.write("old", to: "o.json")
    return folder
  }

  private static func names(in folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  }

  @Test("A file that cannot be written stays as it was, with the system's reason")
  func theReasonIsTheSystems() throws {
    let folder = try Self.folder()
    // A limit on sizes stands for a full disk.
    let script = "ulimit -f 100; exec \"$0\" import m.yaml -o o.json 2>errors"
    #expect(try Program.shell(script, in: folder) == 2)
    let errors = try folder.text(of: "errors")
    #expect(errors.contains("can't write 'o.json': File too large; nothing was changed"), "\(errors)")
    #expect(try folder.text(of: "o.json") == "old")
    #expect(try Self.names(in: folder) == ["errors", "m.yaml", "o.json"])
  }

  /// Whenever the signal comes, the exit status is the signal's or the work was done, and no temporary file is left.
  @Test("A signal leaves no temporary file and no part of a result", arguments: ["TERM", "INT", "HUP"])
  func aSignalLeavesNothing(_ signal: String) throws {
    let folder = try Self.folder()
    // The signal comes as soon as there is a temporary file.
    let script = """
      set -m
      "$0" import m.yaml -o o.json 2>/dev/null & id=$!
      while kill -0 $id 2>/dev/null; do
        for file in o.json.*; do if [ -e "$file" ]; then kill -s \(signal) $id 2>/dev/null; fi; done
      done
      wait $id
      """
    let numbers: [String: Int32] = ["TERM": 15, "INT": 2, "HUP": 1]
    let status = try Program.shell(script, in: folder)
    #expect(status == 0 || status == 128 + numbers[signal]!, "\(status)")
    #expect(try Self.names(in: folder) == ["m.yaml", "o.json"])
    let content = try folder.text(of: "o.json")
    #expect(content == "old" || content.hasSuffix("}\n"))
  }

  @Test("Every command works at any width of the terminal", arguments: ["9223372036854775807", "0", "-5", "x"])
  func anyWidthIsFine(_ columns: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "model: M\ncomponents: { a: { needs: b, startNeeds: c }, b: { needs: a }, c: { needs: a } }\nchecks: { k: { given: b, then: { up: a } } }\n",
      to: "whatfails.yaml")
    for line in [
      "if a", "why a --if b", "risks a", "rank", "rank --pairs", "start", "start --if b", "check", "availability",
      "validate", "--help", "kinds", "check --explain all", "diff whatfails.yaml whatfails.yaml",
      "import whatfails.yaml", "if nothing", "validate --nonsense",
    ] {
      let run = try CLI(line).in(folder).environment(["COLUMNS": columns]).run()
      #expect([0, 1, 2, 64].contains(run.status), "\(run)")
    }
  }
}
