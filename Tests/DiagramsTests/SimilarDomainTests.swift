import DependencyModel
import Diagrams
import ResilienceAnalysis
import TestSupport
import Testing

/// Domains in a picture: together if they hold much the same, once if they are needed, on the mark if it is alone.
@Suite struct SimilarDomainTests {
  static let yaml = """
    model: Zones
    domains: { zone-a: { kind: zone }, zone-b: { kind: zone }, zone-c: { kind: zone } }
    components:
      "balancer-{z}": { each: { z: [a, b, c] }, kind: balancer, in: "zone-{z}", needs: "web-{z}" }
      "web-{z}": { each: { z: [a, b, c] }, kind: server, in: "zone-{z}", needs: "disk-{z}" }
      "disk-{z}": { each: { z: [a, b, c] }, kind: volume, in: "zone-{z}" }
      "node-{z}": { each: { z: [a, b, c] }, kind: database, in: "zone-{z}" }
      search: { kind: search, in: zone-b }
      shop: { kind: app, needs: [{ any: "balancer-*" }, { atLeast: 2, of: "node-*" }], uses: search }
      "job-{n}": { each: { n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }, kind: job, needs: ["step-{n}", shop] }
      "step-{n}": { each: { n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }, kind: "step-{n}" }
    """

  @Test("Zones that hold much the same are one frame, and what is in one of them only says so")
  func similarZones() throws {
    let diagram = try Diagram(DiagramModels.model(Self.yaml))
    #expect(diagram.clusters.map(\.title) == ["3 × zone"])
    #expect(diagram.mark("3 × balancer")?.notes == [])
    #expect(diagram.mark("search")?.notes == ["in zone-b"])
    #expect(diagram.arrows.contains("3 × balancer -needs-> 3 × server"))
  }

  @Test("Zones that hold components of the same kinds but of other names and requirements are drawn apart")
  func zonesAtRandom() throws {
    let diagram = try Diagram(LegibilityTests.randomZones(60))
    #expect(Set(diagram.clusters.map(\.title)) == ["az-0", "az-1", "az-2"])
  }

  @Test("A zone that fails has a frame of its own")
  func failedZone() throws {
    let diagram = try Diagram(of: DiagramModels.impact(DiagramModels.model(Self.yaml), "zone-b"))
    #expect(Set(diagram.clusters.map(\.title)) == ["2 × zone", "zone-b"])
  }

  @Test("A few components are shown where they are")
  func smallModels() throws {
    let model = try DiagramModels.model(
      "{model: m, domains: {a: {kind: zone}, b: {kind: zone}}, components: {x-a: {in: a}, y-a: {in: a}, x-b: {in: b}, y-b: {in: b}}}"
    )
    #expect(try Diagram(model).clusters.map(\.title) == ["a", "b"])
  }

  @Test("A domain that is needed is drawn once: the arrow ends at its frame")
  func neededDomain() throws {
    let model = try DiagramModels.model(
      "{model: m, domains: {zone: {kind: room}}, components: {a: {in: zone}, b: {in: zone}, c: {needs: zone}}}")
    let diagram = try Diagram(model)
    let mark = try #require(diagram.mark("zone"))
    #expect(mark.frame == 0)
    let text = DOTWriter(diagram).text
    #expect(text.contains("lhead=\"cluster_0\""))
    let elements = ElementCollector(try GraphvizRenderer.render(diagram, as: .svg).bytes)
    #expect(elements.texts.filter { $0 == "zone" }.count == 1)
    #expect(MermaidWriter(diagram).text.contains("--> c0"))
    #expect(D2Writer(diagram).text.contains("-> c0"))
    // What is inside needs a mark inside.
    let inner = try DiagramModels.model(
      "{model: m, domains: {zone: {kind: zone}}, components: {a: {in: zone, needs: zone}, b: {in: zone}}}")
    #expect(try Diagram(inner).mark("zone")?.frame == nil)
    _ = try GraphvizRenderer.render(Diagram(inner), as: .svg)
  }

  @Test("Parts that nothing connects are laid out in rows and columns")
  func unconnectedParts() throws {
    let model = Model(name: "m", components: (0..<40).map { Component(ComponentID("part\($0)x\($0 * 37 % 11)")) })
    for direction in DiagramOptions.Direction.allCases {
      let diagram = try Diagram(model, options: DiagramOptions(fold: false, direction: direction))
      #expect(try Legibility(diagram).proportion <= 2)
    }
  }
}
