import DependencyModel
import Foundation
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

@testable import Diagrams

/// What is drawn together.
@Suite struct FoldingTests {
  static func fleet(_ count: Int) -> Model {
    var components = [Component("zone", isDomain: true)]
    for number in 1...count {
      var instance = Component(ComponentID("web-\(number)"))
      instance.kind = "aws/ec2-instance"
      instance.relations = [
        .init(.in, Requirement(on: "zone")), .init(.needs, Requirement(on: ComponentID("volume-\(number)"))),
      ]
      components.append(instance)
    }
    for number in 1...count {
      var volume = Component(ComponentID("volume-\(number)"))
      volume.kind = "aws/ebs-volume"
      volume.relations = [.init(.in, Requirement(on: "zone"))]
      components.append(volume)
    }
    return Model(name: "fleet", components: components)
  }

  @Test("Similar components become one mark")
  func lookAlikesBecomeOneMark() throws {
    let diagram = try Diagram(Self.fleet(12))
    #expect(diagram.titles == ["12 × EC2 instance", "12 × EBS volume"])
    #expect(diagram.marks.map(\.subtitle) == ["web-*", "volume-*"])
    #expect(diagram.arrows == ["12 × EC2 instance -needs-> 12 × EBS volume"])
    #expect(diagram.edges[0].count == 12)
    #expect(diagram.legend.folded == 24)
    #expect(diagram.legend.foldedMarks == 2)
    #expect(try Diagram(Self.fleet(12), options: DiagramOptions(fold: false)).marks.count == 24)
  }

  @Test("No mark stands for half of a model that has no look-alikes, and the marks are some dozens")
  func noMarkIsMostOfTheModel() throws {
    for model in [LegibilityTests.randomZones(100), LegibilityTests.tiers(120), LegibilityTests.layered(120)] {
      let diagram = try Diagram(model)
      let total = model.componentIndices.count
      #expect(diagram.marks.allSatisfy { $0.members.count * 2 < total })
      #expect((40...72).contains(diagram.marks.count))
    }
  }

  @Test("A coarser picture has fewer marks and the same components")
  func coarserPictures() throws {
    var next: Diagram? = try Diagram(LegibilityTests.tiers(120))
    var marks = Int.max
    while let diagram = next {
      #expect(diagram.marks.count < marks)
      #expect(diagram.legend.shown + diagram.legend.folded == 120)
      marks = diagram.marks.count
      next = diagram.coarser?(1.2)
    }
    #expect(marks < 40)
  }

  @Test("A few similar components are drawn one by one")
  func fewAreShownOneByOne() throws {
    #expect(try Diagram(Self.fleet(2)).legend.folded == 0)
  }

  @Test("Similar components in different conditions stay apart")
  func membersInDifferentStatesStayApart() throws {
    let model = Self.fleet(12)
    let diagram = try Diagram(of: DiagramModels.impact(model, "volume-3"))
    #expect(diagram.titles == ["11 × EC2 instance", "web-3", "11 × EBS volume", "volume-3"])
    #expect(diagram.mark("web-3")?.status.waves == 1...1)
    #expect(diagram.arrows.contains("web-3 -needs-> volume-3"))
  }

  @Test("Models with more than 200,000 components are refused")
  func modelsOfMillionsAreRefused() {
    var builder = ComponentTableBuilder()
    builder.beginFile("g.jsonl")
    for number in 0...200_000 { _ = builder.component("c\(number)") }
    let model = Model(name: "M", table: builder.table())
    #expect(throws: DiagramError.modelTooLarge(components: 200_001, limit: 200_000)) { try Diagram(model) }
  }

  @Test("Globs with millions of members are refused before anything is folded")
  func tooManyMembers() throws {
    let text = "model: M\ncomponents:\n" + (0..<1_750).map { "  c\($0): { needs: { any: '*' } }\n" }.joined()
    let model = try ModelLoader.load(Array(text.utf8), file: "model.yaml").model
    #expect(throws: DiagramError.tooManyRequirements(count: 1_750 * 1_749, limit: 3_000_000)) { try Diagram(model) }
  }

  @Test("Components with different dependents stay apart")
  func differentDependentsTellApart() throws {
    var components = Array(Self.fleet(12).components)
    components.append(Component("app", relations: [.init(.needs, Requirement(on: "web-7"))]))
    let diagram = try Diagram(Model(name: "fleet", components: components))
    #expect(diagram.titles == ["11 × EC2 instance", "web-7", "11 × EBS volume", "volume-7", "app"])
  }

  @Test("A component in focus is not folded with others")
  func theComponentInFocusIsDrawnAlone() throws {
    let model = Self.fleet(12)
    let focus = try #require(model.index(of: "web-5"))
    let diagram = try Diagram(model, options: DiagramOptions(focus: [focus], depth: 3))
    #expect(diagram.titles == ["web-5", "volume-5"])
  }

  /// Three zones built alike, too many components to be shown one by one.
  static func zones(_ count: Int) throws -> Model {
    let names = (0..<count).map { "z\($0)" }
    let kinds = (0..<25).map {
      "  \"part\($0)-{z}\": { each: { z: [\(names.joined(separator: ", "))] }, in: \"{z}\", kind: kind\($0)\($0 > 0 ? ", needs: \"part\($0 - 1)-{z}\"" : "") }"
    }
    return try DiagramModels.model(
      "model: zones\ndomains: { \(names.map { "\($0): { kind: zone }" }.joined(separator: ", ")) }\ncomponents:\n"
        + kinds.joined(separator: "\n") + "\n  app: { needs: { any: \"part24-*\" } }\n")
  }

  @Test("Domains that are built the same way share a cluster")
  func domainsBuiltAlikeShareACluster() throws {
    let diagram = try Diagram(Self.zones(3))
    #expect(diagram.clusters.map(\.title) == ["3 × zone"])
    #expect(diagram.clusters.map(\.subtitle) == ["z0, z1, z2"])
    #expect(diagram.marks.count == 27)
    #expect(diagram.mark("1 of 3") != nil)
    let faulty = try Diagram(of: DiagramModels.impact(Self.zones(3), "z1"))
    #expect(faulty.clusters.map(\.title) == ["2 × zone", "z1"])
  }

  @Test("Collapsed domains and kinds become one mark each")
  func collapsedDomainsAndKinds() throws {
    let model = try Self.zones(3)
    let domain = try Diagram(model, options: DiagramOptions(collapse: [.matching(.name("z1"))], fold: false))
    let mark = try #require(domain.mark("z1"))
    #expect(mark.role == .collapsedDomain)
    #expect(mark.subtitle == "25 components")
    #expect(domain.legend.folded == 25)
    #expect(domain.legend.foldedMarks == 1)
    let faulty = try Diagram(
      of: DiagramModels.impact(model, "part3-z1"),
      options: DiagramOptions(collapse: [.matching(.name("z1"))], fold: false))
    #expect(faulty.mark("z1")?.status.condition == .fault)
    #expect(faulty.mark("z1")?.notes == ["1 at fault, 21 down, 3 untouched"])
    let kinds = try Diagram(FoldingTests.fleet(4), options: DiagramOptions(collapse: [.kinds], fold: false))
    #expect(kinds.titles == ["4 × EC2 instance", "4 × EBS volume"])
    #expect(throws: DiagramError.unknownName(.collapse, text: "z9", suggestion: "z0")) {
      try Diagram(model, options: DiagramOptions(collapse: [.matching(.name("z9"))]))
    }
  }

  @Test("Folding loses nothing, draws nothing twice, and keeps conditions apart", arguments: 0..<UInt64(120))
  func countsAddUp(seed: UInt64) throws {
    let size = 5 + Int(seed) * 3
    let model = DiagramModels.random(size, zones: Int(seed % 5), seed: seed)
    let impact = seed % 2 == 0 ? nil : try DiagramModels.impact(model, "random-\(size / 2)")
    var options = DiagramOptions()
    options.comfortableMarks = seed % 3 == 0 ? 60 : 12
    if seed % 4 == 0 { options.hide = [.name("random-1*")] }
    let diagram = try Diagram(model, impact: impact, options: options)
    let legend = diagram.legend
    #expect(legend.shown + legend.folded + legend.hidden == size)
    var seen: Set<ComponentIndex> = []
    for mark in diagram.marks {
      for member in mark.members where !model.components[member].isDomain {
        #expect(seen.insert(member).inserted)
        let expected = impact.map { condition(of: member, in: $0) } ?? Diagram.Condition.plain
        if mark.role == .folded { #expect(expected == mark.status.condition) }
      }
    }
    #expect(seen.count == legend.shown + legend.folded)
    #expect(diagram.marks.filter { $0.role == .folded || $0.role == .collapsedDomain }.count == legend.foldedMarks)
    for edge in diagram.edges { #expect(max(edge.from, edge.to) < diagram.marks.count) }
  }

  private func condition(of component: ComponentIndex, in impact: Impact) -> Diagram.Condition {
    if impact.fault.levels.contains(where: { $0.component == component }) { return .fault }
    if let effect = impact.effects.first(where: { $0.component == component }) {
      return effect.level == .down ? .down : .degraded
    }
    return impact.redundancyLost.contains(component) ? .noSpare : .untouched
  }

  @Test(
    "Pictures of shipped models have at most 72 marks",
    arguments: Repository.models.map { $0.deletingPathExtension().lastPathComponent }.filter {
      !$0.hasSuffix("-network")
    })
  func shippedModelsStayNearSixtyMarks(name: String) throws {
    let model = try DiagramModels.shipped(name)
    #expect(try Diagram(model).marks.count <= 72)
    for fault in model.faults {
      #expect(try Diagram(of: DiagramModels.impact(model, fault.id.text)).marks.count <= 72)
    }
  }
}
