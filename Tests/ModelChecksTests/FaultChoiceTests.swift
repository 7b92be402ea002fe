import DependencyModel
import ResilienceAnalysis
import Testing

@testable import ModelChecks

/// What checks choose as faults, and checks that find nothing to choose.
@Suite struct FaultChoiceTests {
  /// The findings of one check of a model in which `g` is only a name for a group.
  private func findings(_ check: String) throws -> [String] {
    try Checking.findings(
      """
      model: M
      domains: { r1: { kind: region } }
      components:
        shop: { tier: 0, in: r1, needs: g, configuredBy: flags }
        g: { logical: true, needs: { any: [a, b] } }
        a: { configuredBy: [f1, f2] }
        b: { configuredBy: f1 }
        f1: {}
        f2: {}
        flags: {}
      checks: { c: \(check) }
      """)
  }

  @Test(
    "Globs and conditions do not choose what is only logic as a fault",
    arguments: [
      "{ given: { each: g* }, then: { notDown: shop } }",
      "{ given: { each: { id: g* } }, then: { notDown: shop } }",
      "{ require: { for: shop, survives: { count: 1, of: [{ id: g }] } } }",
      "{ given: { eachChange: \"g*\" }, then: { notDown: shop } }",
    ])
  func logic(check: String) throws {
    #expect(try findings(check) == ["not decided: there is no fault to try"])
  }

  @Test("An id chooses what is only logic as a fault")
  func logicByID() throws {
    for check in [
      "{ given: { each: g }, then: { notDown: shop } }",
      "{ require: { for: shop, survives: { count: 1, of: [g, a] } } }",
    ] {
      #expect(try findings(check).map { String($0.prefix(18)) } == ["g takes down shop"], "\(check)")
    }
  }

  @Test("A pair of which one is only logic is not a pair")
  func pairsOfLogic() throws {
    let found = try findings("{ given: { eachPair: { id: \"?\" } }, then: { notDown: shop } }")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("a and b take down shop") == true)
  }

  @Test(
    "A check that looked at nothing is not decided",
    arguments: [
      ("{ require: { for: shop, survives: { count: 1, of: shop } } }", "not decided: there is no fault to try"),
      (
        "{ given: { down: \"*\" }, then: { impacted: 0 } }",
        "not decided: the fault names every component, so there is nothing left to be affected"
      ),
      (
        "{ given: [{ down: \"*\" }, { degraded: \"*\" }], then: { impacted: { atMost: 0% } } }",
        "not decided: the fault names every component, so there is nothing left to be affected"
      ),
    ])
  func nothing(check: String, expected: String) throws {
    #expect(try findings(check) == [expected])
  }

  @Test("A fault that names everything is looked at where levels are expected")
  func levelsOfEverything() throws {
    #expect(try findings("{ given: { down: \"*\" }, then: { impacted: 0, down: shop } }").isEmpty)
  }

  @Test("Each change is tried by itself, and a change of all at once is one fault")
  func changes() throws {
    let each = try findings("{ given: { eachChange: \"f?\" }, then: { notDown: shop } }")
    #expect(each.count == 1)
    #expect(each.first?.hasPrefix("a change of f1 takes down shop") == true)
    let all = try findings("{ given: { change: \"f?\" }, then: { notDown: shop } }")
    #expect(all.count == 1)
    #expect(all.first?.hasPrefix("a change of f1 and f2 takes down shop") == true)
    #expect(try findings("{ given: { eachChange: f2 }, then: { notDown: shop } }").isEmpty)
    #expect(try findings("{ given: { each: \"f*\" }, then: { notDown: shop } }").isEmpty)
  }

  @Test("Changes of many components are tried many at a time, with the same findings")
  func manyChanges() throws {
    let settings = (0..<200).map { "  t\($0): {}" }.joined(separator: "\n")
    let users = (0..<200).map { "  u\($0): { configuredBy: t\($0) }" }.joined(separator: "\n")
    let found = try Checking.findings(
      """
      model: M
      components:
        shop: { needs: [u7, u150] }
      \(settings)
      \(users)
      checks: { c: { given: { eachChange: "t*" }, then: { notDown: shop } } }
      """)
    #expect(found.map { String($0.prefix(27)) } == ["a change of t7 takes down s", "a change of t150 takes down"])
  }

  @Test("A dependency that only degrades can be forbidden by itself", arguments: ["degradedBy", "uses", "any"])
  func degradedBy(via: String) throws {
    let found = try Checking.findings(
      """
      model: M
      components: { page: { degradedBy: search, uses: ads }, search: {}, ads: {} }
      checks: { c: { forbid: { from: page, to: "*", via: \(via) } } }
      """)
    let expected =
      ["page is degraded by search, which is forbidden"]
      + (via == "degradedBy" ? [] : ["page uses ads, which is forbidden"])
    #expect(Set(found) == Set(expected))
  }

  @Test("Where no component is of tier 0 or 1, rules look at the top of what has no tier")
  func standIns() throws {
    func standIns(_ components: String) throws -> [String] {
      let report = try Checking.report("model: M\ncomponents: \(components)", lint: true)
      return report.standIns.map { report.model.outline($0).id.text }
    }
    #expect(try standIns("{ a: { needs: b, tier: 3 }, b: {}, shop: { needs: db }, db: {} }") == ["shop"])
    #expect(try standIns("{ a: { needs: b, tier: 1 }, b: {}, shop: { needs: db }, db: {} }").isEmpty)
    #expect(try standIns("{ a: { needs: b, tier: 3 }, b: {} }").isEmpty)
  }
}
