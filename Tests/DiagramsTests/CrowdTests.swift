import DependencyModel
import Diagrams
import ResilienceAnalysis
import TestSupport
import Testing

/// Large models are drawn as some dozens of marks that say what they have in common.
@Suite struct CrowdTests {
  static let models: [(String, Model)] = [
    ("layered 200", LegibilityTests.layered(200)), ("layered 2,000", LegibilityTests.layered(2_000)),
    ("tiers 200", LegibilityTests.tiers(200)), ("tiers 2,000", LegibilityTests.tiers(2_000)),
    ("random", DiagramModels.random(1_000, zones: 0)), ("random in zones", DiagramModels.random(1_000, zones: 4)),
    ("grid", DiagramModels.grid(1_600, zones: 0)), ("chain", DiagramModels.chain((0..<2_000).map { "link-\($0)" })),
  ]

  @Test("A picture of many components has between 12 and 72 marks", arguments: models.indices)
  func budget(number: Int) throws {
    let (name, model) = Self.models[number]
    let diagram = try Diagram(model)
    #expect((12...72).contains(diagram.marks.count), "\(name)")
    #expect(diagram.legend.shown + diagram.legend.folded == model.componentIndices.count)
  }

  @Test("The component that most depend on is drawn by itself")
  func importantOnes() throws {
    var components = Array(LegibilityTests.layered(800).components)
    components.append(Component("hub"))
    for index in stride(from: 0, to: 400, by: 2) {
      components[index].relations.append(.init(.needs, Requirement(on: "hub")))
    }
    #expect(try Diagram(Model(name: "m", components: components)).mark("hub")?.role == .component)
  }

  @Test("Crowds are called by the owner if that leaves the fewest arrows")
  func owners() throws {
    let components = (0..<600).map { index in
      var component = Component(ComponentID("x\(index * 7_919 % 1_009)-\(index)"))
      component.owner = "team-\(index / 30)"
      // The first component of a team needs that of the next; all others need it.
      let first = index / 30 * 30
      let target = index == first ? first + 30 : first
      guard target < 600 else { return component }
      component.relations = [.init(.needs, Requirement(on: Component.named(target)))]
      if index % 3 == 1 { component.relations.append(.init(.uses, Requirement(on: Component.named(index - 1)))) }
      component.tier = index * 31 % 5
      return component
    }
    let diagram = try Diagram(Model(name: "m", components: components))
    #expect(diagram.titles.contains { $0.hasPrefix("team-") })
  }

  @Test("Only components in one circle are said to need each other")
  func circles() throws {
    func note(_ targets: (Int) -> Int?) throws -> [String] {
      let components = (0..<12).map { index in
        var component = Component(ComponentID("c\(index)"))
        component.kind = "service"
        component.relations = targets(index).map { [.init(.needs, Requirement(on: ComponentID("c\($0)")))] } ?? []
        return component
      }
      return try Diagram(Model(name: "m", components: components), options: DiagramOptions(collapse: [.kinds])).marks[0]
        .notes
    }
    #expect(try note { $0 < 11 ? $0 + 1 : nil } == ["some need others"])
    #expect(try note { ($0 + 1) % 12 } == ["need each other"])
    #expect(try note { $0 == 5 ? 4 : $0 == 4 ? 5 : nil } == ["some need others"])
    #expect(try note { _ in nil } == [])
  }

  @Test("Components that different ones depend on are not similar")
  func differentDependents() throws {
    // Few enough for similar ones to be folded and others not.
    let lines = (0..<33).map { "a\($0)z: {kind: job\($0), needs: x\($0)z}, x\($0)z: {kind: external}" }
    let model = try DiagramModels.model("{model: m, components: {\(lines.joined(separator: ", "))}}")
    #expect(try Diagram(model).legend.folded == 0)
    #expect(try Diagram(model).marks.count == 66)
  }
}

extension Component {
  fileprivate static func named(_ index: Int) -> ComponentID { ComponentID("x\(index * 7_919 % 1_009)-\(index)") }
}
