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
      .prints(first: "Of 91 components and domains failing one at a time, and 8 named faults,\nus-east-1 is the worst")
      .prints("and 37 more; --all shows them", "42 affect nothing else: ")
    #expect(table(short).count == 20)
    #expect(table(try CLI("rank -m \(Self.aws) --all").run()).count == 99)
  }

  @Test("Each entry of a ranking says what 'if' says about that fault")
  func asIfHasIt() throws {
    let answer = try CLI("rank -m \(Self.checkout) --format json").run().json()
    #expect(answer["schema"] as? String == "whatfails/rank/1")
    #expect(answer["complete"] as? Bool == true)
    #expect(answer["model"] as? String == "Checkout")
    #expect(answer["question"] as? String == "single")
    #expect(answer["tried"] as? Int == 58)
    #expect(answer["triedNamed"] as? Int == 6)
    #expect(answer["total"] as? Int == 58)
    #expect(answer["orderedBy"] as? [String] == ["lostDemand", "tier", "weight", "count"])
    for entry in try faults(answer).prefix(10) {
      let fault = try #require(entry["faultId"] as? String ?? (entry["fault"] as? [String])?.first)
      let tier = try #require(entry["lowestTier"] as? [String: Int])
      let single = try CLI("if \(fault) -m \(Self.checkout) --format json").run().json()
      let radius = try #require(single["blastRadius"] as? [String: Any])
      for field in ["count", "of", "weight", "share"] { #expect(entry[field] as? Double == radius[field] as? Double) }
      #expect(entry["down"] as? Int == (radius["down"] as? [String])?.count)
      #expect(entry["degraded"] as? Int == (radius["degraded"] as? [String])?.count)
      let tiers = try #require(radius["byTier"] as? [[String: Any]])
      let same = try #require(tiers.first { $0["count"] as? Int != 0 && $0["tier"] as? Int == tier["tier"] })
      #expect((same["down"] as? [String])?.count == tier["down"])
      #expect((same["degraded"] as? [String])?.count == tier["degraded"])
      #expect(tiers.prefix { $0["tier"] as? Int != tier["tier"] }.allSatisfy { $0["count"] as? Int == 0 })
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

  @Test("Named faults are ranked too, or alone, and columns are beside each fault")
  func namedFaultsAndColumns() throws {
    let rank = CLI("rank -m \(Self.checkout)")
    try rank.run().fits().prints("\n  zone-lost-in-a-release (named)\n", "tier 0: 1 down")
    try rank.adding("--faults limping").run()
      .prints(first: "The fault limping affects 5 of 38 other components (13%), tier 0: 1 degraded.\n")
    let answer = try rank.adding("--faults limping --faults zone-a --format json").run().json()
    #expect(try faults(answer).compactMap { $0["faultId"] as? String } == ["limping"])
    #expect(answer["triedNamed"] as? Int == 1)
    let facts = try #require(answer["componentsById"] as? [String: [String: Any]])
    #expect(facts["zone-a"]?["kind"] as? String == "zone")
    try rank.adding("--columns tier,owner").run().fits().prints("\n    tier 1, owner platform\n")
    try CLI("if zone-b -m \(Self.checkout) --columns tier,owner").run().fits()
      .prints(
        "  degraded  checkout           0     shop\n", "\nWho is affected, by owner\n  shop             3 components")
    try CLI("risks checkout -m \(Self.checkout) --columns tier,owner").run().fits().prints("  1     platform\n")
    try CLI("why checkout --if zone-b -m \(Self.checkout) --columns tier,owner").run()
      .prints("checkout (Customers can buy) (tier 0, owner shop) is degraded")
  }

  @Test("--pairs ranks the pairs that are worse than their parts, up to --limit")
  func pairs() throws {
    let rank = CLI("rank --pairs -m \(Self.checkout) --format json")
    let all = try rank.run().json()
    #expect(all["complete"] as? Bool == true)
    #expect(all["total"] as? Int == 50)
    #expect(all["tried"] as? Int == 1326)
    #expect(try ids(all).prefix(2) == [["card-provider", "wallet-provider"], ["zone-a", "zone-b"]])
    let few = try rank.adding("--limit 3").run().json()
    #expect(few["complete"] as? Bool == true)
    #expect(few["listCut"] as? Bool == true)
    #expect(all["listCut"] as? Bool == false)
    #expect(few["total"] as? Int == 50)
    #expect(try ids(few) == Array(ids(all).prefix(3)))
    try CLI("rank --pairs --limit 3 -m \(Self.checkout)").run()
      .prints("50 of 1,326 pairs", "and 47 more", "--limit 50")
    try CLI("rank --pairs -m \(Self.checkout) --faults payment").run()
      .prints(
        exactly: "There is no pair to try.\n\nLoads are left out: faults are ranked by failures alone.\n")
  }

  @Test("Too many pairs are refused with advice, and fewer are ranked")
  func tooManyPairs() throws {
    let folder = try TemporaryFolder()
    let components = (0..<10_002).map { "\"c\($0)\": {}" }.joined(separator: ",\n")
    try folder.write(#"{"model": "Large", "components": {"# + components + "}}", to: "m.json")
    try CLI("rank --pairs -m m.json").in(folder).fails(2, "--faults").printsNothing()
      .reports(first: "error: 50015001 pairs are too many to try")
    try CLI("rank --pairs -m m.json --faults c1?").in(folder).succeeds()
      .prints(first: "No pair is worse than its parts, of 45 pairs failing together.\n")
      .prints("10,002 components, 0 relations: answers say that nothing else fails.")
    try CLI("rank -m m.json").in(folder).run().prints(first: "None of 10,002 components")
  }

  @Test("Unknown faults and wrong limits are refused")
  func wrongInput() throws {
    try CLI("rank -m \(Self.aws) --faults rds-mutli").fails(2, "did you mean 'rds-multi'?")
    try CLI("rank -m \(Self.aws) --faults kind=none").fails(2)
    try CLI("rank -m \(Self.aws) --faults one-router --pairs").fails(2, "'one-router' is a named fault")
    try CLI("rank -m \(Self.aws) --columns team").fails(64, "'team' is not a column; the columns are tier, owner")
    try CLI("rank -m \(Self.aws) --columns tier,tier").fails(64, "the column 'tier' is given twice")
    try CLI("rank -m \(Self.aws) --columns tier,").fails(64, "'' is not a column")
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
