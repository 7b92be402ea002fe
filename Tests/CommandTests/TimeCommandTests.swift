import Foundation
import TestSupport
import Testing

/// `--time`: every command ends, and says what is missing.
@Suite struct TimeCommandTests {
  private func json(_ result: Program.Result) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  private static let model = "Models/checkout.yaml"

  /// A threshold over weights of which no two sums are alike: beyond any time.
  private static let weights: String = {
    let members = (0..<150).map { "c\($0): \(1 + $0 * $0 * 3).\(String(1_000_000 + $0 * 7919).dropFirst())" }
    let components = (0..<150).map { "  c\($0): { unavailability: 0.01 }" }
    return "model: W\ncomponents:\n  t: { needs: { atLeast: 50%, of: { \(members.joined(separator: ", ")) } } }\n"
      + components.joined(separator: "\n") + "\n"
  }()

  @Test(arguments: ["0", "0s", "60", "soon", "", "1y", "-5s", "5m1h"]) func wrongTimes(_ text: String) throws {
    let result = try Program.run("rank", "-m", Self.model, "--time=\(text)")
    #expect(result.status == 64 && result.output.isEmpty)
  }

  @Test func everyCommandHasIt() throws {
    for command in [
      ["if", "zone-a"], ["why", "checkout", "--if", "zone-a"], ["risks", "checkout"], ["rank"], ["availability"],
      ["start"], ["check"], ["validate"], ["render"],
    ] {
      for time in ["none", "10m"] {
        let result = try Program.run(command + ["-m", Self.model, "--time", time])
        #expect(result.status == 0, "\(command): \(result.errors)")
      }
    }
    #expect(try Program.run("diff", Self.model, Self.model, "--time", "10m").status == 0)
    #expect(try Program.run("import", Self.model, "--time", "10m").status == 0)
    #expect(try Program.run("fmt", "--check", Self.model, "--time", "10m").status == 0)
  }

  /// A limit that is not reached changes no byte.
  @Test func sameBytes() throws {
    for command in [["rank", "--pairs"], ["check", "--lint"], ["risks", "checkout", "--size", "all"]] {
      let arguments = command + ["-m", Self.model, "--format", "json"]
      let unlimited = try Program.run(arguments + ["--time", "none"])
      #expect(try Program.run(arguments + ["--time", "1h"]).bytes == unlimited.bytes)
    }
  }

  @Test func availability() throws {
    let result = try Program.run(
      "availability", "t", "-m", "-", "--time", "200ms", "--format", "json", input: Self.weights)
    let answer = try json(result)
    #expect(answer["complete"] as? Bool == false)
    let missing = try #require(answer["missing"] as? [String])
    #expect(missing.count == 1 && missing[0].contains("within 200ms") && missing[0].contains("--time"))
    // Nothing at all is known of the only component that was asked about.
    #expect(result.status == 2 && result.errors == "error: nothing is known after 200ms; allow more with --time\n")
    let both = try Program.run("availability", "t", "c0", "-m", "-", "--time", "1s", input: Self.weights)
    #expect(both.status == 0 && both.output.contains("Incomplete:") && both.output.contains("within 1 s"))
    let markdown = try Program.run(
      "availability", "t", "c0", "-m", "-", "--time", "1s", "--format", "markdown", input: Self.weights)
    #expect(markdown.status == 0 && markdown.output.contains("**Incomplete:"))
  }

  @Test func rank() throws {
    let result = try Program.run("rank", "-m", Self.model, "--time", "1ms", "--format", "json")
    let answer = try json(result)
    #expect(result.status == 2 && answer["complete"] as? Bool == false && answer["tried"] as? Int == 0)
    #expect((answer["asked"] as? Int ?? 0) > 10)
    #expect((answer["missing"] as? [String])?.first?.contains("tried 0 of") == true)
    let pairs = try Program.run("rank", "--pairs", "-m", Self.model, "--time", "1ms")
    #expect(pairs.status == 2 && pairs.output.contains("Incomplete: tried 0 of"))
  }

  @Test func check() throws {
    let result = try Program.run("check", "-m", Self.model, "--time", "1ms", "--format", "json")
    let answer = try json(result)
    #expect(result.status == 1 && answer["complete"] as? Bool == false)
    let missing = try #require(answer["missing"] as? [String])
    #expect(!missing.isEmpty && missing.allSatisfy { $0.contains("not decided within 1ms; raise --time") })
    let text = try Program.run("check", "--lint", "-m", Self.model, "--time", "1ms")
    #expect(text.status == 1 && text.output.contains("not finished within 1ms"))
    let one = try Program.run(
      "check", "-m", "-", "--time", "200ms",
      input: Self.weights
        + "checks:\n  a: { require: { for: t, availability: 99% } }\n  b: { require: { for: t, starts: true } }\n")
    #expect(one.status == 1 && one.output.contains("not decided within 200ms; raise --time"))
  }

  /// What is undecided is written into no baseline.
  @Test func baseline() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "baseline.json").path
    #expect(try Program.run("check", "-m", Self.model, "--time", "1ms", "--write-baseline", file).status == 1)
    #expect(try Program.run("check", "-m", Self.model, "--time", "1ms", "--baseline", file).status == 1)
    #expect(try !String(contentsOfFile: file, encoding: .utf8).contains("undecided"))
  }

  @Test func diff() throws {
    let folder = try TemporaryFolder()
    let old = folder.url.appending(path: "old.yaml").path
    let new = folder.url.appending(path: "new.yaml").path
    try Self.weights.write(toFile: old, atomically: true, encoding: .utf8)
    try Self.weights.replacing("c7: { unav", with: "c7: { needs: c3, unav").write(
      toFile: new, atomically: true, encoding: .utf8)
    let result = try Program.run("diff", old, new, "--for", "t", "--time", "300ms", "--format", "json")
    let answer = try json(result)
    #expect(result.status == 0 && answer["complete"] as? Bool == false)
    #expect((answer["missing"] as? [String])?.contains { $0.contains("availability was not compared") } == true)
    let bar = try Program.run("diff", old, new, "--for", "t", "--time", "300ms", "--fail-on", "availability")
    #expect(bar.status == 1 && bar.errors.contains("not decided: --fail-on availability"))
    let any = try Program.run("diff", old, new, "--for", "t", "--time", "1ms", "--fail-on", "any")
    #expect(any.status == 1)
  }

  /// A layout can't be stopped: the program is ended, and nothing is written.
  @Test func watchdog() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "picture.svg").path
    let components = (0..<700).map { number in
      "  c\(number): { needs: [\((1...6).map { "c\((number * 31 + $0 * 97) % 700 == number ? (number + 1) % 700 : (number * 31 + $0 * 97) % 700)" }.joined(separator: ", "))] }"
    }
    let model = "model: P\ncomponents:\n\(components.joined(separator: "\n"))\n"
    let result = try Program.run(
      "render", "-m", "-", "--force", "--no-fold", "-o", file, "--time", "1ms", input: model)
    #expect(result.status == 2)
    #expect(
      result.errors.hasPrefix("error: not finished after 1ms while ")
        && result.errors.hasSuffix("; nothing was written; allow more with --time\n"), "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }
}
