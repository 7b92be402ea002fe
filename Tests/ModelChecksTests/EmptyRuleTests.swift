import DependencyModel
import Testing

@testable import ModelChecks
@testable import Reports

/// Rules that look at nothing, and models without tiers.
@Suite struct EmptyRuleTests {
  @Test("A rule that looked at nothing does not hold, does not fail, and has a reason")
  func empty() throws {
    let report = try Checking.report("model: M\ncomponents: { shop: { needs: db }, db: {} }", lint: true)
    let byID = Dictionary(uniqueKeysWithValues: report.results.map { ($0.id, $0) })
    let inversion = try #require(byID["tier-inversion"])
    #expect(inversion.emptySubject == .tiers)
    #expect(!inversion.holds)
    #expect(!inversion.fails(.new))
    #expect(byID["orphan"]?.emptySubject == nil)
    #expect(byID["orphan"]?.holds == true)
    let text = CheckVerdict(report).text()
    #expect(text.contains("rules looked at nothing"))
    #expect(text.contains("no component has a tier: tier-inversion"))
    let json = CheckVerdict(report).jsonForm()
    #expect(json.counts.lookedAtNothing == report.results.count { $0.emptySubject != nil })
    #expect(json.counts.holding + json.counts.lookedAtNothing < json.counts.checks)
    #expect(json.checks.first { $0.id == "no-owner" }?.lookedAtNothing == "no component has an owner")
    let skipped = CheckVerdict(report).text(
      for: .junit, version: "1", paths: RepositoryPaths(current: "", root: "")
    ).split(separator: "\n").count { $0.contains("<skipped message=") }
    #expect(skipped == json.counts.lookedAtNothing)
  }

  @Test("Without tiers, rules take what nothing depends on for the most important components")
  func withoutTiers() throws {
    let report = try Checking.report(
      """
      model: M
      components:
        shop: { needs: db }
        watch: { kind: aws/cloudwatch-alarm, uses: shop }
        nightly: { tags: [backup], uses: db }
        db: {}
        alone: {}
      """, lint: true)
    #expect(report.standIns.map { report.model.outline($0).id.text } == ["shop"])
    let points = try #require(report.results.first { $0.id == "single-point-of-failure" })
    #expect(points.findings.map { $0.components.map { report.model.outline($0).id.text } } == [["db"]])
    #expect(report.standInNote?.hasSuffix("looked at the component at the top of the model: shop.") == true)
  }

  @Test("A circle that nothing else depends on is represented by its first component")
  func circles() throws {
    let model = try Checking.model(
      """
      model: M
      components:
        low: { needs: base }
        base: {}
        one: { needs: [two, low] }
        two: { needs: one }
      """)
    #expect(TopComponents(model).components.map { model.outline($0).id.text } == ["one"])
  }

  @Test("Tiers of 2 and more are no reason to take other components for the most important ones")
  func lowTiers() throws {
    let report = try Checking.report("model: M\ncomponents: { shop: { tier: 2, needs: db }, db: {} }", lint: true)
    #expect(report.standIns.isEmpty)
    #expect(report.results.first { $0.id == "single-point-of-failure" }?.emptySubject == .important)
  }

  @Test("A change that repairs a known finding does not fail as new")
  func repairs() throws {
    let entry = BaselineEntry(check: "c", fault: "db", component: "shop", subject: "")
    let text = """
      model: M
      components: { shop: { uses: db }, db: {} }
      checks: { c: { require: { for: shop, survives: 1 }, except: [{ fault: db, reason: known }] } }
      """
    let report = try Checking.report(text, baseline: [entry])
    #expect(report.staleBaseline.count == 1)
    #expect(report.results[0].uselessExceptions.count == 1)
    #expect(!report.fails(.new))
    #expect(report.fails(.warning))
  }

  @Test("What a check reports, a rule about single points of failure counts instead of repeating it")
  func toldByCheck() throws {
    let report = try Checking.report(
      """
      model: M
      components:
        shop: { tier: 0, needs: [db, cache] }
        other: { tier: 1, needs: [q, cache] }
        db: {}
        cache: {}
        q: {}
      checks: { tier0: { require: { for: { tier: 0 }, survives: 1 } } }
      """, lint: true)
    let text = CheckVerdict(report).text()
    #expect(!text.contains("db alone takes down"))
    #expect(text.contains("  - 1 finding that is also under the check tier0\n"))
    // The check is not about all that these take down.
    #expect(text.contains("cache alone takes down shop and other"))
    #expect(text.contains("q alone takes down other"))
    let markdown = CheckVerdict(report).markdown()
    #expect(markdown.contains("- `single-point-of-failure`: 1 finding that is also under the check `tier0`"))
    let json = CheckVerdict(report).jsonForm()
    #expect(json.checks.first { $0.id == "single-point-of-failure" }?.violations.count == 3)
  }
}
