import DependencyModel
import ModelChecks
import ResilienceAnalysis

/// "Survives any single fault" for all of tier 1, and the lint rules, on a model of 100,000 components: against the bare
/// sweep over all single faults that the check is made of.
enum CheckBenchmark {
  static func run() {
    let model = makeModel(components: 100_000, degree: 10)
    print("checks (\(model.components.count) components, \(model.relationCount) relations):")
    var compiled: CompiledModel?
    print("  compiling                       \(fixed(milliseconds { compiled = CompiledModel(model) })) ms")
    let targets = model.components.indices.filter { model.outline($0).tier == 1 }
    let sweep = milliseconds { precondition(compiled!.ranking().triedCount == model.components.count) }
    print("  every single fault, ranked      \(fixed(sweep)) ms")
    var findings = 0
    let check = Check(
      "survives", rule: .demand(.init(for: .matching([.tier(TierCondition(.equal, 1))]), [.survives(1)])))
    let survives = milliseconds {
      let report = CheckRun(compiled!, date: "2026-01-01").report(checks: [check])
      findings = report.results[0].findings.count
    }
    print(
      "  survives: 1 for \(targets.count) of tier 1   \(fixed(survives)) ms, \(fixed(survives / sweep)) × the sweep; \(findings) findings"
    )
    var context: LintContext?
    print("  made ready for lint             \(fixed(milliseconds { context = LintContext(compiled!) })) ms")
    var slowest: (id: String, time: Double) = ("", 0)
    let lint = milliseconds {
      for rule in LintRule.all {
        let time = milliseconds { _ = rule.findings(in: context!) }
        if time > slowest.time { slowest = (rule.id, time) }
      }
    }
    print(
      "  \(LintRule.all.count) lint rules                   \(fixed(lint)) ms, the slowest \(slowest.id) with \(fixed(slowest.time)) ms"
    )
  }

  /// Layers of components: each needs some of the layer below, by groups and plainly; a tenth is of tier 1.
  private static func makeModel(components count: Int, degree: Int) -> Model {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let ids = (0..<count).map { ComponentID("c\($0)") }
    var components: [Component] = []
    components.reserveCapacity(count)
    for number in 0..<count {
      var component = Component(ids[number])
      component.tier = number >= count - count / 10 ? 1 : 2
      if number >= 100 {
        let below = max(0, number - 20_000)..<number
        func pick() -> Requirement { Requirement(on: ids[below.lowerBound + random(below.count)]) }
        // Nine members of groups and one soft use: plain needs would make one fault take nearly everything.
        let groups: [(Group.Threshold, Int)] = [(.any, 2), (.atLeast(Amount(2)), 3), (.any, degree - 6)]
        for (threshold, size) in groups {
          let members = (0..<size).map { _ in Group.Member(pick()) }
          component.relations.append(.init(.needs, Requirement(.group(Group(threshold, of: members)))))
        }
        component.relations.append(.init(.uses, pick()))
      }
      components.append(component)
    }
    return Model(name: "benchmark", components: components)
  }
}
