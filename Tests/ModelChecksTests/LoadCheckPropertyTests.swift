import DependencyModel
import ResilienceAnalysis
import TestSupport
import Testing

@testable import ModelChecks

/// Checks of loads on random models, against one answer for each fault alone.
@Suite struct LoadCheckPropertyTests {
  /// A model of layers: users above, servers with limits between, stores below.
  private static func text(seed: UInt64) -> String {
    var random = SplitMix64(seed: seed)
    func pick(_ texts: String...) -> String { texts.randomElement(using: &random)! }
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    var lines = ["model: M", "domains: { z0: { kind: zone }, z1: { kind: zone } }", "components:"]
    let (users, servers, stores) = (number(1...3), number(2...5), number(1...3))
    func group(_ prefix: String, _ count: Int) -> String {
      let members = (0..<count).map { "\(prefix)\($0)" }.joined(separator: ", ")
      return "{ \(pick("any", "any", "all")): [\(members)]\(pick("", ", retries: 1")) }"
    }
    for index in 0..<users {
      lines.append(
        "  u\(index): { demand: \(number(1...9) * 100)/s, \(pick("needs", "uses")): \(group("w", servers)) }")
    }
    for index in 0..<servers {
      lines.append(
        "  w\(index): { in: z\(number(0...1)), capacity: \(number(1...9) * 100)/s, overload: \(pick("sheds", "fails", "queues")), needs: \(group("d", stores)) }"
      )
    }
    for index in 0..<stores {
      lines.append("  d\(index): { capacity: \(number(3...20) * 100)/s, slots: \(number(1...20)), takes: 10ms }")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test("Findings are what the loads under each fault alone say", arguments: 0..<40)
  func alone(seed: UInt64) throws {
    let text = Self.text(seed: seed)
    let model = try Checking.model(text)
    let compiled = CompiledModel(model)
    let percent = [50, 90, 100, 150][Int(seed % 4)]
    let report = try Checking.report(
      text + "checks: { c: { given: { each: '*' }, then: { utilisation: \(percent)%, lost: \(percent / 5)% } } }")
    let found = report.results[0].findings
    for fault in model.components.indices {
      let loads = try compiled.loads(under: FaultSet([(fault, .down)], text: ""))
      let mine = found.filter { $0.fault.map(\.component) == [fault] }
      let above = loads.entries.filter { entry in
        let isLost = entry.after.down == 1 && entry.after.refused == 0 && entry.after.wave == nil
        return entry.after.wave == nil && !isLost && (entry.after.use ?? 0) > Double(percent) / 100 * (1 + 1e-9)
      }
      let broken = loads.entries.filter { $0.after.wave != nil }.map(\.component)
      let used = Set(mine.filter { $0.subject == "utilisation" }.flatMap(\.components))
      #expect(used.subtracting(broken) == Set(above.map(\.component)), "fault \(fault.position) of\n\(text)")
      // What broke carried more than all that it can.
      if percent <= 100 { #expect(used.isSuperset(of: broken), "fault \(fault.position) of\n\(text)") }
      let isMuch = loads.lostAfter > Double(percent / 5) / 100 * (1 + 1e-9) + 1e-12
      #expect(mine.contains { $0.subject == "lost" } == isMuch, "fault \(fault.position) of\n\(text)")
    }
  }

  @Test("A fix that is reported removes its finding, and adds none", arguments: 0..<20)
  func fixes(seed: UInt64) throws {
    let text = Self.text(seed: seed) + "checks: { c: { given: { each: { kind: zone } }, then: { utilisation: 100% } } }"
    let report = try Checking.report(text)
    let found = report.results[0].findings
    for finding in found {
      for edit in finding.edits {
        let edited = edit.applied(to: report.model)
        let after = CheckRun(CompiledModel(edited.model), date: "2026-11-23").report(checks: report.model.checks)
        let keys = after.results[0].findings.map { "\($0.fault.map(\.component)) \($0.components)" }
        #expect(!keys.contains("\(finding.fault.map(\.component)) \(finding.components)"), "\(text)")
        #expect(Set(keys).isSubset(of: found.map { "\($0.fault.map(\.component)) \($0.components)" }), "\(text)")
      }
    }
  }
}
