import Foundation
import TestSupport
import Testing

/// `whatfails rank` as a user runs it.
@Suite struct RankCommandTests {
  static let aws = "Models/aws-2011-04.yaml"
  static let checkout = "Models/checkout.yaml"

  private func faults(_ answer: [String: Any]) throws -> [[String: Any]] {
    try #require(answer["faults"] as? [[String: Any]])
  }

  private func ids(_ answer: [String: Any]) throws -> [[String]] {
    try faults(answer).compactMap { $0["fault"] as? [String] }
  }

  /// The lines of the table of faults.
  private func table(_ run: CLI.Run) -> [Substring] {
    run.output.split(separator: "\n").filter { $0.hasPrefix("  ") && $0.contains("%") }
  }

  @Test("The worst fault comes first, and the table is cut with a count")
  func worstFirst() throws {
    let short = try CLI("rank -m \(Self.aws)").succeeds().reportsNothing().fits()
      .prints(first: "Of 91 components and domains failing one at a time, us-east-1 is the worst")
      .prints("and 29 more; --all shows them", "42 affect nothing else: ")
    #expect(table(short).count == 20)
    #expect(table(try CLI("rank -m \(Self.aws) --all").run()).count == 91)
  }

  @Test("Each entry of a ranking says what 'if' says about that fault")
  func asIfHasIt() throws {
    let answer = try CLI("rank -m \(Self.checkout) --format json").run().json()
    #expect(answer["schema"] as? String == "whatfails/rank/1")
    #expect(answer["complete"] as? Bool == true)
    #expect(answer["model"] as? String == "Checkout")
    #expect(answer["question"] as? String == "single")
    #expect(answer["tried"] as? Int == 52)
    #expect(answer["total"] as? Int == 52)
    for entry in try faults(answer).prefix(6) {
      let fault = try #require((entry["fault"] as? [String])?.first)
      let single = try CLI("if \(fault) -m \(Self.checkout) --format json").run().json()
      let radius = try #require(single["blastRadius"] as? [String: Any])
      for field in ["count", "of", "weight", "share"] { #expect(entry[field] as? Double == radius[field] as? Double) }
      #expect(entry["down"] as? Int == (radius["down"] as? [String])?.count)
      #expect(entry["degraded"] as? Int == (radius["degraded"] as? [String])?.count)
    }
  }

  @Test("--faults, --change and --trust narrow a ranking")
  func narrowed() throws {
    let rank = CLI("rank -m \(Self.checkout) --format json")
    let some = try rank.adding("--faults zone-* --faults cache").run().json()
    #expect(try ids(some) == [["zone-b"], ["cache"], ["zone-c"], ["zone-a"]])
    let trusting = try rank.adding("--faults firewall-rules").run().json()
    let change = try rank.adding("--faults firewall-rules --change").run().json()
    #expect(try faults(trusting)[0]["count"] as? Int == 0)
    #expect(try faults(change)[0]["count"] as? Int ?? 0 > 0)
    let aws = CLI("rank -m \(Self.aws) --format json")
    #expect(try aws.run().output != aws.adding("--trust declared").run().output)
  }

  @Test("--pairs ranks the pairs that are worse than their parts, up to --limit")
  func pairs() throws {
    let rank = CLI("rank --pairs -m \(Self.checkout) --format json")
    let all = try rank.run().json()
    #expect(all["complete"] as? Bool == true)
    #expect(all["total"] as? Int == 50)
    #expect(all["tried"] as? Int == 1326)
    #expect(try ids(all).first == ["zone-a", "zone-b"])
    let few = try rank.adding("--limit 3").run().json()
    #expect(few["complete"] as? Bool == false)
    #expect(few["total"] as? Int == 50)
    #expect(try ids(few) == Array(ids(all).prefix(3)))
    try CLI("rank --pairs --limit 3 -m \(Self.checkout)").run()
      .prints("50 of 1,326 pairs", "and 47 more", "--limit 50")
    try CLI("rank --pairs -m \(Self.checkout) --faults payment").run()
      .prints(exactly: "There is no pair to try.\n")
  }

  @Test("Too many pairs are refused with advice, and fewer are ranked")
  func tooManyPairs() throws {
    let folder = try TemporaryFolder()
    let components = (0..<10_002).map { "\"c\($0)\": {}" }.joined(separator: ",\n")
    try folder.write(#"{"model": "Large", "components": {"# + components + "}}", to: "m.json")
    try CLI("rank --pairs -m m.json").in(folder).fails(2, "--faults").printsNothing()
      .reports(first: "error: 50015001 pairs are too many to try")
    try CLI("rank --pairs -m m.json --faults c1?").in(folder).succeeds()
      .prints(exactly: "No pair is worse than its parts, of 45 pairs failing together.\n")
    try CLI("rank -m m.json").in(folder).run().prints(first: "None of 10,002 components")
  }

  @Test("Unknown faults and wrong limits are refused")
  func wrongInput() throws {
    try CLI("rank -m \(Self.aws) --faults rds-mutli").fails(2, "did you mean 'rds-multi'?")
    try CLI("rank -m \(Self.aws) --faults kind=none").fails(2)
    try CLI("rank -m \(Self.aws) --faults one-router").fails(2, "'one-router' is a named fault")
    try CLI("rank -m \(Self.aws) --limit 5").fails(64)
    try CLI("rank -m \(Self.aws) --pairs --limit 0").fails(64)
  }

  @Test("The same question about pairs gives the same bytes in every format")
  func theSameInputGivesTheSameBytes() throws {
    for format in ["text", "json", "markdown"] {
      let rank = CLI("rank --pairs -m \(Self.aws) --format \(format)")
      let first = try rank.run()
      #expect(!first.bytes.isEmpty, "\(first)")
      #expect(try rank.run().bytes == first.bytes, "\(format)")
    }
  }
}
