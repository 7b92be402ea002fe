import DependencyModel
import Diagrams
import ResilienceAnalysis
import Testing

/// How the fault shows: conditions, waves, causes, groups.
@Suite struct ConditionTests {
  static let yaml = """
    model: States
    components:
      site: { kind: app, needs: { any: [api-1, api-2] } }
      api-1: { kind: service, needs: db }
      api-2: { kind: service }
      db: { kind: database, needs: { on: disk, tolerates: 10m } }
      disk: { kind: volume }
      report: { kind: job, uses: db }
      far: { kind: tool }
    """

  static func diagram() throws -> Diagram {
    try Diagram(of: DiagramModels.impact(DiagramModels.model(yaml), "disk"))
  }

  @Test("Every condition of a component is shown, with its wave and time")
  func everyConditionIsTold() throws {
    let diagram = try Self.diagram()
    let conditions = ["disk", "db", "api-1", "api-2", "site", "report", "far"].map {
      diagram.mark($0)?.status.condition
    }
    #expect(conditions == [.fault, .down, .down, .untouched, .noSpare, .degraded, .untouched])
    #expect(diagram.mark("disk")?.status.waves == 0...0)
    #expect(diagram.mark("api-1")?.status.waves == 2...2)
    #expect(diagram.mark("db")?.status.after == .seconds(600))
    #expect(diagram.mark("1 of 2")?.status.condition == .noSpare)
    #expect(diagram.mark("1 of 2")?.notes == ["1 left"])
    #expect(diagram.legend.conditions == [.fault, .down, .degraded, .noSpare, .untouched])
    #expect(
      diagram.subtitle
        == "If disk fails: 3 of 6 other components are affected (2 down, 1 degraded); 1 has lost redundancy")
  }

  @Test("Each condition has words or an outline of its own, without colour")
  func conditionsDifferWithoutColour() throws {
    let text = DOTWriter(try Self.diagram()).text
    var looks: Set<String> = []
    for (title, badge) in [
      ("disk", "⚡ fault · wave 0"), ("db", "✖ down · wave 1"), ("report", "◐ degraded · wave 2"),
      ("site", "△ redundancy lost"), ("far", ""),
    ] {
      let line = try #require(text.split(separator: "\n").first { $0.contains("<B>\(title)</B>") })
      #expect(badge.isEmpty ? !line.contains("wave") : line.contains(badge))
      // What is left when colours are taken away, and the shape, which is the family's.
      let look = ["style", "penwidth", "peripheries"].map { name in
        line.firstRange(of: " \(name)=").map { line[$0.upperBound...].prefix { $0 != "]" && $0 != " " } } ?? ""
      }
      looks.insert(look.joined(separator: "|"))
    }
    #expect(looks.count >= 4)
  }

  @Test("The edges that carry the failure are emphasized")
  func theFailureTravelsOnHeavyEdges() throws {
    let diagram = try Self.diagram()
    let carried = zip(diagram.arrows, diagram.edges).filter { $1.carried != nil }.map(\.0)
    #expect(carried == ["api-1 -needs-> db", "db -needs-> disk", "report -uses-> db"])
  }

  @Test("A group shows how much of it remains")
  func groupsShowWhatRemains() throws {
    let model = try DiagramModels.model(
      """
      model: Weights
      components:
        storage: { needs: { atLeast: 60, of: { router-1: 50, router-2: 50, spare: 10 } } }
        quorum: { needs: { atLeast: 2, of: [n1, n2, n3] } }
        whole: { needs: { all: [n1, n2] } }
        one: { needs: { any: [n1] } }
        nested: { needs: { any: [{ all: [n1, n2] }, n3] } }
        router-1: {}
        router-2: {}
        spare: {}
        n1: {}
        n2: {}
        n3: {}
      """)
    let plain = try Diagram(model)
    #expect(plain.marks.filter { $0.role == .group }.map(\.title) == ["60 of 110", "2 of 3", "1 of 2", "2 of 2"])
    #expect(plain.arrows.contains("whole -needs-> n1"))
    #expect(plain.arrows.contains("one -needs-> n1"))
    #expect(plain.edges.compactMap { $0.weight?.description } == ["50", "50", "10"])
    let faulty = try Diagram(of: DiagramModels.impact(model, "router-1", "n1"))
    #expect(faulty.mark("60 of 110")?.status.condition == .noSpare)
    #expect(faulty.mark("60 of 110")?.notes == ["60 left"])
    #expect(faulty.mark("2 of 3")?.status.condition == .noSpare)
    #expect(faulty.mark("2 of 2")?.status.condition == .down)
    let worse = try Diagram(of: DiagramModels.impact(model, "router-1", "router-2"))
    #expect(worse.mark("60 of 110")?.status.condition == .down)
    #expect(worse.mark("60 of 110")?.notes == ["10 left"])
    #expect(worse.edges.filter { $0.carried == .down }.count == 3)
  }

  @Test("Components that need the same group share its mark")
  func whoeverNeedsTheSameGroupSharesItsMark() throws {
    let model = try DiagramModels.model(
      "{model: m, components: {a: {needs: {any: [x, y]}}, b: {needs: {any: [y, x]}}, c: {uses: {any: [x, y]}}, x: {}, y: {}}}"
    )
    let diagram = try Diagram(model)
    #expect(diagram.marks.filter { $0.role == .group }.count == 2)
    #expect(diagram.arrows.filter { $0.hasSuffix("-> 1 of 2") }.count == 3)
  }

  @Test("A domain that fails is shown even if it is not drawn as a cluster")
  func aDomainThatFailsShowsWhereItIsNotDrawn() throws {
    let model = try DiagramModels.model(
      """
      model: Axes
      domains: { zone: { kind: zone }, rack: { kind: rack }, wave-1: { kind: deploy-wave } }
      components:
        a: { in: [zone, wave-1] }
        b: { in: [zone, rack] }
        c: { needs: zone }
      """)
    let plain = try Diagram(model)
    #expect(plain.mark("a")?.notes == ["also in wave-1"])
    #expect(plain.mark("wave-1") == nil)
    #expect(plain.arrows == ["c -needs-> zone"])
    let faulty = try Diagram(of: DiagramModels.impact(model, "wave-1"))
    #expect(faulty.mark("wave-1")?.status.condition == .fault)
    #expect(faulty.mark("a")?.notes == [])
    #expect(faulty.arrows.contains("a -in-> wave-1"))
    #expect(faulty.edges.filter { $0.carried == .down }.count == 1)
    let zone = try Diagram(of: DiagramModels.impact(model, "zone"))
    #expect(zone.clusters.map(\.status.condition) == [.fault])
  }

  @Test("The conditions in a picture are those of the answer, for any model", arguments: 0..<UInt64(60))
  func conditionsAreThoseOfTheAnswer(seed: UInt64) throws {
    let model = DiagramModels.random(3 + Int(seed) / 2, zones: Int(seed % 3), seed: seed)
    let impact = try DiagramModels.impact(model, "random-\(model.components.count / 2 - Int(seed % 3))")
    let diagram = try Diagram(of: impact, options: DiagramOptions(fold: false))
    let hit = diagram.marks.filter { $0.status.condition == .down || $0.status.condition == .degraded }
      .filter { $0.role == .component }
    #expect(Set(hit.flatMap(\.members)) == Set(impact.blastRadius.down + impact.blastRadius.degraded))
    // Every effect that is not the fault's own has an edge that carried it, or a domain.
    for effect in impact.effects where effect.wave > 0 && effect.cause.relation != .in {
      let mark = diagram.marks.firstIndex { $0.members == [effect.component] }
      #expect(diagram.edges.contains { $0.from == mark && $0.carried != nil })
    }
  }
}
