import Foundation
import TestSupport
import Testing

/// Figures as a user sees them: what they rest on, by chance, and by a time.
@Suite struct FigureCommandTests {
  private static let shop = """
    model: av
    components:
      shop: { tier: 0, needs: [db, cache, dns, queue, stripe] }
      db: { kind: aws/rds-instance }
      cache: { kind: aws/elasticache-cluster }
      dns: { kind: dns }
      queue: { kind: aws/sqs-queue }
      stripe: { availability: 99.99% }
    checks: { slo: { require: { for: shop, availability: 99.95% } } }

    """
  private static let words =
    "rests on 1 of 5 single points of failure and 1 of 5 components; db, cache, dns and queue state none"

  /// A text without the line breaks of a page.
  private func joined(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("Each answer with a figure says what it rests on")
  func restsOn() throws {
    for line in ["check", "risks shop", "availability shop", "availability shop --format markdown"] {
      let run = try CLI(line).model(Self.shop).run()
      #expect(joined(run.output).contains(Self.words), "\(run)")
    }
    try CLI("check").model(Self.shop).fails(1)
    let whole = try CLI("availability").model(Self.shop).succeeds()
    #expect(joined(whole.output).contains("Of 4 others nothing is known: nothing that they depend on states"))
    whole.doesNotPrint("never go")
    let unknown = try CLI("availability db").model(Self.shop).succeeds()
    unknown.prints(first: "The availability of db is not known: it states no unavailability.")
  }

  @Test("JSON has the coverage of each figure, and is not complete without it")
  func coverage() throws {
    for line in ["availability shop --format json", "risks shop --format json"] {
      let answer = try CLI(line).model(Self.shop).succeeds().json()
      let component = (answer["components"] as? [[String: Any]])?.first ?? answer
      let coverage = try #require(component["coverage"] as? [String: Any])
      #expect(coverage["stated"] as? Int == 1)
      #expect(coverage["of"] as? Int == 5)
      #expect(coverage["singlePoints"] as? Int == 5)
      #expect(coverage["singlePointsWithout"] as? [String] == ["db", "cache", "dns", "queue"])
      #expect(answer["complete"] as? Bool == false)
      #expect((answer["missing"] as? [String])?.isEmpty == false)
      let year = try #require(component["downtimeSecondsPerYear"] as? Double)
      #expect(abs(year - 3153.6) < 1e-6)
    }
    let unknown = try CLI("availability db --format json").model(Self.shop).succeeds().json()
    let component = try #require((unknown["components"] as? [[String: Any]])?.first)
    #expect(component["availability"] is NSNull)
  }

  @Test("An assumption of the model or of a policy gives a default, which the answer names")
  func assumptions() throws {
    let folder = try TemporaryFolder([
      "shop.yaml": Self.shop,
      "assumed.yaml": Self.shop
        + "assume: [{ kind: aws/*, unavailability: 0.0001 }, { kind: dns, unavailability: 0 }]\n",
      "policy.yaml": "policy: P\nassume: [{ kind: aws/*, unavailability: 0.0001 }, { kind: dns, unavailability: 0 }]\n",
      "empty.yaml": "policy: P\nchecks: { a: { require: { for: shop, starts: true } } }\n",
    ])
    try CLI("check -m assumed.yaml").in(folder).succeeds().prints("Assumes 0.0001 for 3 components of kind aws/*")
    try CLI("check -m shop.yaml --policy policy.yaml").in(folder).succeeds()
    for line in ["availability shop -m assumed.yaml", "availability shop -m shop.yaml --policy policy.yaml"] {
      let run = try CLI(line).in(folder).succeeds()
      #expect(joined(run.output).contains("rests on all 5 components that can take it down, 4 of them assumed"))
      #expect(
        joined(run.output).contains("Assumes 0.0001 for 3 components of kind aws/* and 0 for 1 component of kind dns."))
    }
    let answer = try CLI("risks shop -m shop.yaml --policy policy.yaml --format json").in(folder).succeeds().json()
    #expect(answer["complete"] as? Bool == true)
    let assumptions = try #require(answer["assumptions"] as? [[String: Any]])
    #expect(assumptions.map { $0["selector"] as? String } == ["kind=aws/*", "kind=dns"])
    #expect(assumptions.map { $0["count"] as? Int } == [3, 1])
    try CLI("availability shop -m shop.yaml --policy empty.yaml").in(folder).fails(2, "the policy assumes nothing")
    try CLI("diff shop.yaml assumed.yaml").in(folder).succeeds()
      .prints("Assumptions", "+ assume 0.0001 for kind=aws/*")
  }

  @Test("The availability of a difference is the availability, with all figures under their own names")
  func differences() throws {
    let folder = try TemporaryFolder([
      "old.yaml": "model: M\ncomponents: { web: { tier: 0, unavailability: 2.5e-7 } }\n",
      "new.yaml": "model: M\ncomponents: { web: { tier: 0, unavailability: 0.00100025 } }\n",
    ])
    let answer = try CLI("diff old.yaml new.yaml --format json").in(folder).succeeds().json()
    let change = try #require((answer["availability"] as? [[String: Any]])?.first)
    #expect(change["before"] as? Double == 1 - 2.5e-7)
    #expect(change["after"] as? Double == 1 - 0.00100025)
    #expect((change["unavailability"] as? [String: Double]) == ["before": 2.5e-7, "after": 0.00100025])
    #expect((change["downtimeSecondsPerYear"] as? [String: Double])?["before"] == 7.884)
    let coverage = try #require(change["coverage"] as? [String: [String: Any]])
    #expect(coverage["after"]?["stated"] as? Int == 1)
    #expect(answer["complete"] as? Bool == true)
    let text = try CLI("diff old.yaml new.yaml").in(folder).succeeds()
    #expect(joined(text.output).contains("web: 99.999975%, down 7.9 s per year → 99.900%, down 8 h 46 min per year"))
  }

  private static let tree = """
    model: T
    components:
      top: { needs: [a, { any: [b, c] }, { any: [d, e] }] }
      a: { unavailability: 1e-9 }
      b: { unavailability: 0.1 }
      c: { unavailability: 0.2 }
      d: { unavailability: 0.001 }
      e: { unavailability: 0.002 }

    """

  @Test("Sets by chance have their chance and share, and a cutoff says what it leaves out")
  func byChance() throws {
    let answer = try CLI("risks top --by chance --format json").model(Self.tree).succeeds().json()
    #expect(answer["minimalCutSets"] as? [[String]] == [["b", "c"], ["d", "e"], ["a"]])
    let sets = try #require(answer["cutSets"] as? [[String: Any]])
    let chances = sets.compactMap { $0["chance"] as? Double }
    #expect(zip(chances, [0.02, 2e-6, 1e-9]).allSatisfy { abs($0 - $1) < 1e-15 })
    let share = try #require(sets.first?["share"] as? Double)
    #expect(share > 0.9998 && share < 1)
    let cut = try CLI("risks top --cutoff 1e-7 --format json").model(Self.tree).succeeds().json()
    #expect(cut["minimalCutSets"] as? [[String]] == [["b", "c"], ["d", "e"]])
    #expect(cut["total"] as? String == "3")
    #expect(cut["totalCount"] as? Int == 3)
    #expect(cut["countBySize"] as? [String: Int] == ["1": 1, "2": 2])
    #expect(abs((cut["unlistedChanceSum"] as? Double ?? 0) - 1e-9) < 1e-15)
    let text = try CLI("risks top --by chance --cutoff 1e-7").model(Self.tree).succeeds()
    text.prints("0.0200", "b + c").fits()
    #expect(
      joined(text.output).contains(
        "1 set of these is not listed, its chance below 1.00e-07: it accounts for 1.00e-09 of it."))
    try CLI("risks top --by chance").model("model: M\ncomponents: { top: { needs: a }, a: {} }\n")
      .fails(2, "no component states an unavailability")
    try CLI("risks top --cutoff 2").model(Self.tree).fails(64)
    try CLI("risks top --by importance").model(Self.tree).fails(64)
  }

  @Test("A list that was cut leaves a counted answer complete")
  func listCut() throws {
    let answer = try CLI("risks top --limit 1 --format json").model(Self.tree).succeeds().json()
    #expect(answer["listCut"] as? Bool == true)
    #expect(answer["complete"] as? Bool == true)
    #expect(answer["setsComplete"] as? Bool == true)
    #expect((answer["missing"] as? [String])?.first?.hasPrefix("Incomplete list: 1 of 3 sets") == true)
    let whole = try CLI("risks top --format json").model(Self.tree).succeeds().json()
    #expect(whole["listCut"] as? Bool == false)
  }

  @Test("A target that is always down has the empty cut set in JSON")
  func alwaysDown() throws {
    let model = "model: M\ncomponents: { top: { unavailability: 1, needs: a }, a: {} }\n"
    let answer = try CLI("risks top --format json").model(model).succeeds().json()
    #expect(answer["minimalCutSets"] as? [[String]] == [[]])
    #expect(answer["count"] as? [String: String] == ["0": "1"])
    try CLI("risks top").model(model).succeeds().prints(first: "top is always down")
  }

  private static let tolerant = """
    model: M
    components:
      top: { needs: [{ on: gateway, tolerates: 4h }, db] }
      gateway: {}
      db: {}

    """

  @Test("Risks and rankings by a time leave out what acts later, and say when sets act")
  func within() throws {
    try CLI("risks top").model(Self.tolerant).succeeds().prints("gateway  after 4h")
    let answer = try CLI("risks top --format json").model(Self.tolerant).succeeds().json()
    let sets = try #require(answer["cutSets"] as? [[String: Any]])
    #expect(sets.map { $0["afterSeconds"] as? Double } == [14400, 0])
    let soon = try CLI("risks top --within 1h --format json").model(Self.tolerant).succeeds().json()
    #expect(soon["minimalCutSets"] as? [[String]] == [["db"]])
    #expect(soon["withinSeconds"] as? Double == 3600)
    try CLI("risks top --within 1h").model(Self.tolerant).succeeds()
      .prints(first: "1 single point of failure takes top down within 1h.")
    let ranking = try CLI("rank --within 1h --format json").model(Self.tolerant).succeeds().json()
    let faults = try #require(ranking["faults"] as? [[String: Any]])
    #expect(faults.map { $0["count"] as? Int } == [1, 0, 0])
    #expect(ranking["withinSeconds"] as? Double == 3600)
    try CLI("rank --pairs --within 1h").model(Self.tolerant).fails(64, "--within is for single faults")
  }

  private static let open = """
    model: open
    components:
      shop: { tier: 0, owner: store, needs: { any: [a, b] } }
      a: { unavailability: 0.5 }
      b: {}
    checks: { slo: { require: { for: shop, availability: 99.999% } } }

    """

  @Test("Redundancy that states nothing keeps no promise, and every answer says what is known")
  func openFigures() throws {
    try CLI("check").model(Self.open).fails(1)
    let alone = try CLI("availability shop --slo 99.999%").model(Self.open).succeeds()
    alone.prints(first: "The availability of shop is not known.")
    #expect(
      joined(alone.output).contains(
        "It rests on 1 of 2 components; b states none. If it were always down, shop would be available 50% of the time. "
          + "It is not known whether that keeps the 99.999% promised"))
    alone.doesNotPrint("never goes down", "That keeps")
    try CLI("availability shop --slo 50%").model(Self.open).succeeds().prints("That keeps the 50% promised.")
    let all = try CLI("availability").model(Self.open).succeeds()
    #expect(
      joined(all.output).contains(
        "The availability of 1 other is not known: it goes down only if something does that states no unavailability."))
    for format in ["availability shop --format markdown --slo 99.999%", "risks shop"] {
      let run = try CLI(format).model(Self.open).succeeds()
      #expect(joined(run.output.lowercased()).contains("if it were always down, shop would be available 50%"), "\(run)")
    }
    for line in ["availability shop --slo 99.999% --format json", "risks shop --format json"] {
      let answer = try CLI(line).model(Self.open).succeeds().json()
      let component = (answer["components"] as? [[String: Any]])?.first ?? answer
      let coverage = try #require(component["coverage"] as? [String: Any])
      #expect(coverage["unavailabilityAtMost"] as? Double == 0.5)
      #expect(coverage["othersWithout"] as? [String] == ["b"])
      #expect(component["holds"] == nil)
      #expect(answer["complete"] as? Bool == false)
    }
  }

  @Test("Sets of unknown chance are counted apart from the sum of the others")
  func unknownChances() throws {
    let model = """
      model: M
      components:
        shop: { needs: [{ any: [a, b] }, c] }
        a: { unavailability: 0.01 }
        b: {}
        c: { unavailability: 0.001 }

      """
    for size in ["2", "all"] {
      let text = try CLI("risks shop --by chance --size \(size)").model(model).succeeds()
      #expect(joined(text.output).contains("1 of 2 sets of"), "\(text)")
      #expect(
        joined(text.output).contains(
          "has no chance, because a component of it states no unavailability. The chance of the other set is 0.00100."))
      let answer = try CLI("risks shop --by chance --size \(size) --format json").model(model).succeeds().json()
      #expect(answer["unknownChanceCount"] as? Int == 1)
      #expect(answer["chanceSum"] as? Double == 0.001)
    }
    let none = try CLI("risks shop --by chance").model(Self.open).succeeds()
    #expect(joined(none.output).contains("The one set of up to 2 has no chance, because"))
    none.doesNotPrint("add up to 0")
  }

  @Test("The columns of causes stay apart however long a factor is")
  func causeColumns() throws {
    let model = """
      model: M
      components:
        shop: { needs: { any: [a, b], coverage: 50% } }
        a: { unavailability: 0.000001 }
        b: {}

      """
    try CLI("availability shop").model(model).succeeds().prints("100%  > 1,000,000×").fits()
  }

  @Test("An assumption for nothing is reported, by the model or in the answer")
  func unusedAssumptions() throws {
    let folder = try TemporaryFolder([
      "model.yaml": Self.open,
      "wrong.yaml": Self.open + "assume: { kind: databse, unavailability: 0.001 }\n",
      "policy.yaml": "policy: P\nassume: { kind: databse, unavailability: 0.001 }\n",
    ])
    try CLI("validate --strict -m wrong.yaml").in(folder).fails(1)
    let run = try CLI("check -m model.yaml --policy policy.yaml").in(folder).fails(1)
    #expect(joined(run.output).contains("The assumption for 'kind=databse' matches no component."))
  }

  @Test("Columns are shown beside the components of availability, start and diff")
  func columns() throws {
    let folder = try TemporaryFolder([
      "old.yaml": Self.open, "tier.yaml": Self.open.replacing("tier: 0", with: "tier: 1"),
      "new.yaml": Self.open.replacing("a: {", with: "a: { owner: disks,"),
      "whole.yaml": Self.open.replacing("a: {", with: "a: { owner: disks,").replacing(
        "b: {}", with: "b: { unavailability: 0.1 }"),
    ])
    for format in ["text", "markdown"] {
      let options = "--columns tier,owner --format \(format)"
      try CLI("start -m old.yaml \(options)").in(folder).succeeds().prints("(tier 0, owner store)")
      try CLI("diff old.yaml tier.yaml --for shop \(options)").in(folder).succeeds()
        .prints("shop (tier 1, owner store)")
    }
    let figures = try CLI("availability -m new.yaml --columns owner,tier").in(folder).succeeds()
    figures.prints("a (owner disks)").fits()
    let causes = try CLI("availability shop -m whole.yaml --columns kind,owner").in(folder).succeeds()
    causes.prints("a (owner disks)").fits()
    try CLI("availability -m whole.yaml --columns owner --format markdown").in(folder).succeeds()
      .prints("| main causes | owner |", "| disks |")
  }
}
