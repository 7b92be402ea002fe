import DependencyModel
import ModelChecks
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// Changes of counts in a comparison.
@Suite struct UnitChangeTests {
  private func compiled(_ units: String) throws -> CompiledModel {
    let text = "model: m\ncomponents:\n  web: { needs: db\(units) }\n  db: {}\n"
    return CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
  }

  private func report(_ before: String, _ after: String) throws -> DiffReport {
    let (old, new) = (try compiled(before), try compiled(after))
    func checks(_ compiled: CompiledModel) -> CheckReport {
      CheckRun(compiled, date: "2026-11-23").report(checks: [])
    }
    return DiffReport(ModelDiff(from: old, to: new), checks: CheckChanges(from: checks(old), to: checks(new)))
  }

  @Test(
    "Losing all units, or the last spare unit, is weaker",
    arguments: [
      (", units: 1", ", units: 0", true, true), (", units: 3", ", units: 0", true, true),
      ("", ", units: 0", true, true),
      (", units: 3", ", units: 1", true, false), (", units: 3", ", units: 2", false, false),
      (", units: 0", ", units: 1", false, false), (", units: 1", ", units: 3", false, false),
    ])
  func bars(_ before: String, _ after: String, _ redundancy: Bool, _ availability: Bool) throws {
    let report = try report(before, after)
    #expect(report.isReached(.redundancy) == redundancy)
    #expect(report.isReached(.availability) == availability)
    #expect(report.isReached(.any) == redundancy)
    #expect(report.text().contains("Weaker") == redundancy)
  }

  @Test("Getting units back is stronger")
  func stronger() throws {
    #expect(try report(", units: 0", ", units: 2").text().contains("Stronger"))
  }
}
