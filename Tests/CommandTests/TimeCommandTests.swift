import Foundation
import TestSupport
import Testing

/// `--time`: every command ends, and says what is missing.
@Suite struct TimeCommandTests {
  private static let model = "Models/checkout.yaml"

  /// A threshold over weights of which no two sums are alike: beyond any time.
  private static let weights: String = {
    let members = (0..<150).map { "c\($0): \(1 + $0 * $0 * 3).\(String(1_000_000 + $0 * 7919).dropFirst())" }
    let components = (0..<150).map { "  c\($0): { unavailability: 0.01 }" }
    return "model: W\ncomponents:\n  t: { needs: { atLeast: 50%, of: { \(members.joined(separator: ", ")) } } }\n"
      + components.joined(separator: "\n") + "\n"
  }()

  @Test(
    "A time that is not a duration above zero is refused",
    arguments: [
      "0", "0s", "60", "soon", "", "1y", "-5s", "5m1h",
    ])
  func wrongTimes(_ text: String) throws {
    try CLI("rank -m \(Self.model)").arguments("--time=\(text)").fails(64).printsNothing()
  }

  @Test("Every command takes a time")
  func everyCommandHasIt() throws {
    for command in [
      "if zone-a", "why checkout --if zone-a", "risks checkout", "rank", "availability", "start", "check", "validate",
      "render",
    ] {
      for time in ["none", "10m"] { try CLI("\(command) -m \(Self.model) --time \(time)").succeeds() }
    }
    try CLI("diff \(Self.model) \(Self.model) --time 10m").succeeds()
    try CLI("import \(Self.model) --time 10m").succeeds()
    try CLI("fmt --check \(Self.model) --time 10m").succeeds()
  }

  @Test("A time that is not reached changes no byte")
  func sameBytes() throws {
    for command in ["rank --pairs", "check --lint", "risks checkout --size all"] {
      let ask = CLI("\(command) -m \(Self.model) --format json")
      #expect(try ask.adding("--time 1h").run().bytes == ask.adding("--time none").run().bytes, "\(command)")
    }
  }

  @Test("Availability that ran out of time says what is missing, and fails if nothing is known")
  func availability() throws {
    // Nothing at all is known of the only component that was asked about.
    let answer = try CLI("availability t --time 200ms --format json").model(Self.weights).fails(2)
      .reports(exactly: "error: nothing is known after 200ms; allow more with --time\n").json()
    #expect(answer["complete"] as? Bool == false)
    let missing = try #require(answer["missing"] as? [String])
    #expect(missing.count == 1)
    #expect(missing.first?.contains("within 200ms") == true)
    #expect(missing.first?.contains("--time") == true)
    try CLI("availability t c0 --time 1s").model(Self.weights).succeeds().prints("Incomplete:", "within 1 s")
    try CLI("availability t c0 --time 1s --format markdown").model(Self.weights).succeeds().prints("**Incomplete:")
  }

  @Test("A ranking that ran out of time says how many faults it tried, and fails if there are none")
  func rank() throws {
    let answer = try CLI("rank -m \(Self.model) --time 1ms --format json").fails(2).json()
    #expect(answer["complete"] as? Bool == false)
    #expect(answer["tried"] as? Int == 0)
    #expect((answer["asked"] as? Int ?? 0) > 10)
    #expect((answer["missing"] as? [String])?.first?.contains("tried 0 of") == true)
    try CLI("rank --pairs -m \(Self.model) --time 1ms").fails(2).prints("Incomplete: tried 0 of")
  }

  @Test("A check that ran out of time is not decided and fails")
  func check() throws {
    let answer = try CLI("check -m \(Self.model) --time 1ms --format json").fails(1).json()
    #expect(answer["complete"] as? Bool == false)
    let missing = try #require(answer["missing"] as? [String])
    #expect(!missing.isEmpty)
    for text in missing { #expect(text.contains("not decided within 1ms; raise --time")) }
    try CLI("check --lint -m \(Self.model) --time 1ms").fails(1).prints("not finished within 1ms")
    try CLI("check --time 200ms")
      .model(
        Self.weights
          + "checks:\n  a: { require: { for: t, availability: 99% } }\n  b: { require: { for: t, starts: true } }\n"
      ).fails(1).prints("not decided within 200ms; raise --time")
  }

  @Test("An undecided check is written into no baseline")
  func baseline() throws {
    let folder = try TemporaryFolder()
    let file = folder.path("baseline.json")
    try CLI("check -m \(Self.model) --time 1ms").arguments("--write-baseline", file).fails(1)
    try CLI("check -m \(Self.model) --time 1ms").arguments("--baseline", file).fails(1)
    #expect(try !folder.text(of: "baseline.json").contains("undecided"))
  }

  @Test("A comparison that ran out of time says what was not compared, and fails if asked for that")
  func diff() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.weights, to: "old.yaml")
    try folder.write(Self.weights.replacing("c7: { unav", with: "c7: { needs: c3, unav"), to: "new.yaml")
    let diff = CLI("diff old.yaml new.yaml --for t").in(folder)
    let answer = try diff.adding("--time 300ms --format json").succeeds().json()
    #expect(answer["complete"] as? Bool == false)
    #expect((answer["missing"] as? [String])?.contains { $0.contains("availability was not compared") } == true)
    try diff.adding("--time 300ms --fail-on availability").fails(1, "not decided: --fail-on availability")
    try diff.adding("--time 1ms --fail-on any").fails(1)
  }

  @Test("A layout that takes too long ends the program, and nothing is written")
  func watchdog() throws {
    let folder = try TemporaryFolder()
    let file = folder.path("picture.svg")
    let components = (0..<700).map { number in
      "  c\(number): { needs: [\((1...6).map { "c\((number * 31 + $0 * 97) % 700 == number ? (number + 1) % 700 : (number * 31 + $0 * 97) % 700)" }.joined(separator: ", "))] }"
    }
    let model = "model: P\ncomponents:\n\(components.joined(separator: "\n"))\n"
    try CLI("render --force --no-fold --time 1ms").arguments("-o", file).model(model).fails(2)
      .reports(first: "error: not finished after 1ms while ")
      .reports(last: "; nothing was written; allow more with --time\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
