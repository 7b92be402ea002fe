import DependencyModel
import ModelChecks
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// The reports of differences by snapshot.
@Suite struct DiffReportTests {
  private static let old = """
    model: Shop
    domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
    components:
      shop: { tier: 1, needs: [{ any: [web-1, web-2] }, queue] }
      web-1: { in: zone-a, needs: db-1, availability: 99.9% }
      web-2: { in: zone-b, needs: db-2, availability: 99.9% }
      db-1: { in: zone-a, availability: 99.9% }
      db-2: { in: zone-b, availability: 99.9% }
      queue: { availability: 99.99% }
      old-cache: {}
    checks:
      survives: { require: { for: shop, survives: 1 }, except: { fault: queue, reason: Managed } }
      no-queue: { severity: warning, given: queue, then: { notDown: shop } }
    """
  /// Both web servers now share one database; the queue is no longer needed, and a search came.
  private static let new = old.replacing("needs: db-2", with: "needs: db-1").replacing(
    ", queue] }", with: "], uses: search }"
  )
  .replacing("old-cache: {}", with: "search: {}").replacing(", except: { fault: queue, reason: Managed }", with: "")

  private static func compiled(_ text: String) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array(text.utf8), file: "whatfails.yaml").model)
  }

  private static func checks(_ compiled: CompiledModel) -> CheckReport {
    CheckRun(compiled, date: "2026-11-23").report(checks: compiled.model.checks)
  }

  @Test("Reports of a difference in every format are as recorded")
  func snapshots() throws {
    let (old, new) = (try Self.compiled(Self.old), try Self.compiled(Self.new))
    let diff = ModelDiff(from: old, to: new)
    let changes = CheckChanges(from: Self.checks(old), to: Self.checks(new))
    let report = DiffReport(diff, checks: changes)
    try expectSnapshot(report.text(), "diff-shop.txt")
    try expectSnapshot(report.json(), "diff-shop.json")
    try expectSnapshot(report.markdown(), "diff-shop.md")
    for line in report.text().split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("A comparison of changes says so in every format, and one of failures does not")
  func changes() throws {
    func report(following change: Bool) throws -> DiffReport {
      func compiled(_ setting: String) throws -> CompiledModel {
        let text = "model: M\ncomponents: { shop: { tier: 0, configuredBy: \(setting) }, a: {}, b: {} }"
        return try Self.compiled(text).following(configuration: change)
      }
      let (old, new) = (try compiled("a"), try compiled("[a, b]"))
      return DiffReport(
        ModelDiff(from: old, to: new), checks: CheckChanges(from: Self.checks(old), to: Self.checks(new)))
    }
    let sentence = "This compares changes: what is configured by something follows it."
    let changes = try report(following: true)
    #expect(changes.text().contains(sentence))
    #expect(changes.markdown().contains(sentence))
    #expect(changes.jsonForm().change == true)
    #expect(changes.jsonForm().impact.map(\.fault) == ["b"])
    let failures = try report(following: false)
    #expect(!failures.text().contains("changes"))
    #expect(failures.jsonForm().change == nil)
    #expect(failures.jsonForm().impact.isEmpty)
  }

  @Test("A changed confidence and changed keys are reported in words")
  func changesInWords() throws {
    func model(_ confidence: String, _ keys: String) throws -> CompiledModel {
      try Self.compiled(
        """
        model: M
        components:
          top: { needs: [{ any: [{ on: a, confidence: \(confidence) }, b] }] }
          a: { \(keys) }
          b: {}
        """)
    }
    let old = try model("declared", "tier: 2, owner: ops, tags: [x]")
    let new = try model("assumed", "tier: 1, weight: 3, unavailability: [0.1, 0.2], tags: [x, y]")
    let text = DiffReport(
      ModelDiff(from: old, to: new), checks: CheckChanges(from: Self.checks(old), to: Self.checks(new))
    ).text()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
    let page = lines.joined(separator: " ")
    #expect(page.contains("~ top needs any of a, b (declared) → any of a, b (declared, assumed)"))
    #expect(page.contains("~ a: tier 2 → 1, weight 1 → 3, owner ops removed, "))
    #expect(page.contains("unavailability 0.1…0.2 stated, tags x → x, y"))
  }

  @Test("The report of a model and itself is as recorded")
  func sameModel() throws {
    let model = try Self.compiled(Self.old)
    let changes = CheckChanges(from: Self.checks(model), to: Self.checks(model))
    try expectSnapshot(DiffReport(ModelDiff(from: model, to: model), checks: changes).text(), "diff-same.txt")
  }
}
