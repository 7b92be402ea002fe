import DependencyModel
import Diagrams
import ResilienceAnalysis
import Testing

/// What is drawn and what is left out.
@Suite struct FilteringTests {
  static let yaml = """
    model: Shop
    domains:
      region:
        kind: aws/region
        domains: { zone-a: { kind: zone }, zone-b: { kind: zone }, zone-empty: { kind: zone } }
    components:
      web: { kind: app, needs: api }
      api: { kind: service, needs: { any: [db-a, db-b] }, uses: cache }
      db-a: { kind: database, in: zone-a, needs: disk-a, startNeeds: secrets }
      db-b: { kind: database, in: zone-b }
      disk-a: { kind: volume, in: zone-a }
      cache: { kind: cache, in: zone-a }
      secrets: { kind: tool }
      lonely: { kind: tool }
    """

  static func diagram(_ options: DiagramOptions = DiagramOptions(), fault: String? = nil) throws -> Diagram {
    let model = try DiagramModels.model(yaml)
    return try Diagram(model, impact: fault.map { try DiagramModels.impact(model, $0) }, options: options)
  }

  @Test("Everything is drawn unless options say otherwise")
  func everythingIsDrawnUnlessSaidOtherwise() throws {
    let diagram = try Self.diagram()
    #expect(
      Set(diagram.titles) == [
        "web", "api", "db-a", "db-b", "disk-a", "cache", "secrets", "lonely", "zone-empty",
      ])
    #expect(diagram.clusters.map(\.title) == ["region", "zone-a", "zone-b"])
    #expect(diagram.clusters.map(\.parent) == [nil, 0, 0])
    #expect(
      diagram.arrows == [
        "web -needs-> api", "api -uses-> cache", "db-a -needs-> disk-a", "db-a -startNeeds-> secrets",
        "api -needs-> 1 of 2", "1 of 2 -needs-> db-a", "1 of 2 -needs-> db-b",
      ])
    #expect(diagram.legend.shown == 8)
    #expect(diagram.legend.hidden == 0)
    #expect(diagram.legend.edgeKinds == [.needs, .uses, .startNeeds])
  }

  @Test("A focus keeps its dependencies and dependents up to the depth")
  func focusKeepsWhatItDependsOnAndWhatDependsOnIt() throws {
    let model = try DiagramModels.model(Self.yaml)
    let api = try #require(model.index(of: "api"))
    let near = try Self.diagram(DiagramOptions(focus: [api], depth: 1))
    #expect(Set(near.titles) == ["web", "api", "db-a", "db-b", "cache"])
    #expect(near.mark("api")?.isFocus == true)
    #expect(near.legend.hidden == 3)
    let far = try Self.diagram(DiagramOptions(focus: [api], depth: 2))
    #expect(Set(far.titles).isSuperset(of: ["disk-a", "secrets"]))
    let alone = try Self.diagram(DiagramOptions(focus: [api], depth: 0))
    #expect(alone.titles == ["api"])
  }

  @Test("A domain in focus means the components in it")
  func aDomainInFocusStandsForWhatIsInIt() throws {
    let model = try DiagramModels.model(Self.yaml)
    let zone = try #require(model.index(of: "zone-a"))
    let diagram = try Self.diagram(DiagramOptions(focus: [zone], depth: 0))
    #expect(Set(diagram.titles) == ["db-a", "disk-a", "cache"])
  }

  @Test("Hidden components are counted, and groups say how many members are not shown")
  func hiddenOnesAreCountedAndGroupsSayWhatIsMissing() throws {
    let diagram = try Self.diagram(DiagramOptions(hide: [.name("zone-b"), .name("sec*")]))
    #expect(!diagram.titles.contains("db-b"))
    #expect(!diagram.titles.contains("secrets"))
    #expect(diagram.legend.hidden == 2)
    #expect(diagram.mark("1 of 2")?.notes == ["1 not shown"])
  }

  @Test("Only the fault, its effects and groups without a spare remain with onlyAffected")
  func onlyAffectedKeepsTheFaultItsEffectsAndWhatHasNoSpare() throws {
    let diagram = try Self.diagram(DiagramOptions(onlyAffected: true), fault: "disk-a")
    #expect(Set(diagram.titles) == ["disk-a", "db-a", "api"])
    #expect(diagram.mark("api")?.status.condition == .noSpare)
    #expect(diagram.legend.hidden == 5)
  }

  @Test("Options that leave nothing to draw are an error")
  func optionsThatLeaveNothingSaySo() throws {
    #expect(throws: DiagramError.nothingToDraw(.allLeftOut(components: 8))) {
      try Self.diagram(DiagramOptions(hide: [.name("*")]))
    }
    #expect(throws: DiagramError.nothingToDraw(.noFault)) { try Self.diagram(DiagramOptions(onlyAffected: true)) }
    #expect(throws: DiagramError.unknownName(.hide, text: "cahce", suggestion: "cache")) {
      try Self.diagram(DiagramOptions(hide: [.name("cahce")]))
    }
    #expect(throws: DiagramError.nothingToDraw(.noComponents)) {
      try Diagram(Model(name: "empty", components: []))
    }
    let words = "\(DiagramError.nothingToDraw(.allLeftOut(components: 8)))"
    #expect(words == "there is nothing to draw: the options leave out all 8 components")
    #expect("\(DiagramError.nothingToDraw(.noComponents))" == "there is nothing to draw: the model has no components")
  }

  @Test("Settings are drawn only if they are asked for or the answer follows changes")
  func settingsAreDrawnIfAskedFor() throws {
    let model = try DiagramModels.model("{model: m, components: {a: {configuredBy: b}, b: {}}}")
    #expect(try Diagram(model).titles == ["a"])
    #expect(try Diagram(model).legend.hiddenSettings == 1)
    #expect(DOTWriter(try Diagram(model)).text.contains("settings not drawn: 1"))
    #expect(try Diagram(model, options: DiagramOptions(settings: true)).arrows == ["a -configuredBy-> b"])
    // A setting that is at fault, and one in focus, is drawn.
    #expect(try Diagram(of: DiagramModels.impact(model, "b")).titles == ["a", "b"])
    let focus = [try #require(model.index(of: "b"))]
    #expect(try Diagram(model, options: DiagramOptions(focus: focus)).titles == ["a", "b"])
    // One that is needed as well is no mere setting.
    let both = try DiagramModels.model("{model: m, components: {a: {configuredBy: b}, b: {}, c: {needs: b}}}")
    #expect(try Diagram(both).titles == ["a", "b", "c"])
    // A fault that does not touch it leaves it out, not an orphan.
    let other = try DiagramModels.model("{model: m, components: {a: {configuredBy: b, needs: c}, b: {}, c: {}}}")
    #expect(try Diagram(of: DiagramModels.impact(other, "c")).titles == ["a", "c"])
    let changed = CompiledModel(model, options: .init(followsConfiguration: true))
    let diagram = try Diagram(of: changed.impact(of: FaultSet(["b"], in: model)))
    #expect(diagram.arrows == ["a -configuredBy-> b"])
    #expect(diagram.edges[0].carried == .down)
  }
}
