import DependencyModel
import Foundation
import ModelChecks
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// The reports of checks by snapshot. That hostile and very many findings are valid in each format, `make check-reports`
/// shows with the formats' own schemas.
@Suite struct CheckReportTests {
  /// Every sort of result: an error with a proof, a warning, what is accepted, an exception that has ended, one of no use.
  private static let model = """
    model: Shop
    domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
    components:
      shop:
        tier: 0
        needs:
          - { any: [web-1, web-2] }
          - { on: dns, tolerates: 1h }
        uses: search
      web-1: { in: zone-a, needs: db }
      web-2: { in: zone-a, needs: db }
      db: { in: zone-b, needs: vault }
      vault: {}
      dns: {}
      search: {}
    checks:
      survives:
        description: The shop lives through any one loss
        owner: team-shop
        require: { for: { tier: 0 }, survives: 1 }
        except:
          - { fault: dns, reason: Two providers behind one name }
          - { fault: vault, reason: Being replaced, until: 2026-10-31 }
          - { fault: search, reason: It once was needed }
      replicas: { severity: warning, require: { for: shop, independent: true } }
      soft: { given: search, then: { notDown: shop } }
      apart: { severity: note, forbid: { from: "web-*", to: vault, transitive: true } }
    lint:
      suppress: { rule: single-point-of-failure, reason: The checks say it }
    """

  private static func report(_ baseline: [BaselineEntry] = []) throws -> CheckReport {
    let model = try ModelLoader.load(Array(model.utf8), file: "shop/whatfails.yaml").model
    return CheckRun(CompiledModel(model), date: "2026-11-23", baseline: baseline).report(
      checks: model.checks, lint: LintSelection([model.lint]))
  }

  private static let paths = RepositoryPaths(current: "/repository/services", root: "/repository")

  @Test("Reports of checks in every format are as recorded")
  func snapshots() throws {
    let verdict = CheckVerdict(
      try Self.report(), picture: "flowchart LR\n  n0[\"shop\"] --> n1[\"zone-a\"]\n")
    try expectSnapshot(verdict.text(), "check-shop.txt")
    try expectSnapshot(verdict.json(), "check-shop.json")
    try expectSnapshot(verdict.markdown(), "check-shop.md")
    for (format, name) in [
      (PipelineFormat.junit, "junit.xml"), (.sarif, "sarif.json"), (.github, "github.txt"), (.gitlab, "gitlab.json"),
    ] {
      try expectSnapshot(verdict.text(for: format, version: "1.0", paths: Self.paths), "check-shop.\(name)")
    }
  }

  /// Checks of loads, each with a finding.
  private static let loads = """
    model: Shop
    domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
    components:
      users: { demand: 900/s, needs: { any: [web-a, web-b] } }
      web-a: { in: zone-a, capacity: 800/s, needs: { on: db, retries: 2 } }
      web-b: { in: zone-b, capacity: 800/s, needs: { on: db, retries: 2 } }
      db: { capacity: 1000/s, overload: queues }
    checks:
      lost: { given: { each: { kind: zone } }, then: { lost: { of: users, atMost: 5% } } }
      used: { severity: warning, given: { each: { kind: zone } }, then: { utilisation: { of: "web-*", atMost: 80% } } }
      growth: { require: { for: db, headroom: 25%, recovers: true } }
      nothing: { severity: note, given: { down: db }, then: { utilisation: { of: users, atMost: 80% } } }
    """

  @Test("Reports of checks of loads in every format are as recorded")
  func loadSnapshots() throws {
    let model = try ModelLoader.load(Array(Self.loads.utf8), file: "shop/whatfails.yaml").model
    let verdict = CheckVerdict(CheckRun(CompiledModel(model), date: "2026-11-23").report(checks: model.checks))
    try expectSnapshot(verdict.text(), "check-loads.txt")
    try expectSnapshot(verdict.json(), "check-loads.json")
    try expectSnapshot(verdict.markdown(), "check-loads.md")
    for (format, name) in [
      (PipelineFormat.junit, "junit.xml"), (.sarif, "sarif.json"), (.github, "github.txt"), (.gitlab, "gitlab.json"),
    ] {
      try expectSnapshot(verdict.text(for: format, version: "1.0", paths: Self.paths), "check-loads.\(name)")
    }
  }

  @Test("Lines of a check report have at most 80 columns")
  func linesKeepToThePage() throws {
    for line in CheckVerdict(try Self.report()).text().split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("Findings in the baseline are not reported again")
  func whatTheBaselineKnowsIsNotTold() throws {
    let first = try Self.report()
    let file = try TemporaryFile(Data(first.baselineJSON().utf8), ending: ".json")
    let entries = try BaselineReader.entries(of: file.path)
    let second = try Self.report(entries)
    #expect(first.results.contains { !$0.findings.isEmpty })
    #expect(second.results.allSatisfy { $0.findings.isEmpty })
    // Exceptions that are of no use stay told: they are put right by being taken out.
    #expect(CheckVerdict(second).text().contains("ended on 2026-10-31"))
  }
}
