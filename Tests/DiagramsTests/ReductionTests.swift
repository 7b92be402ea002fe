import DependencyModel
import Diagrams
import ResilienceAnalysis
import TestSupport
import Testing

/// Arrows that say nothing new are not drawn.
@Suite struct ReductionTests {
  private func arrows(_ yaml: String) throws -> [String] {
    try Diagram(DiagramModels.model("{model: m, components: {\(yaml)}}")).arrows
  }

  @Test("An arrow is left out if a path of needs says the same")
  func impliedArrows() throws {
    #expect(try arrows("a: {needs: [b, c]}, b: {needs: c}, c: {}") == ["a -needs-> b", "b -needs-> c"])
    #expect(try arrows("a: {needs: b, uses: c}, b: {needs: c}, c: {}") == ["a -needs-> b", "b -needs-> c"])
    #expect(try arrows("a: {needs: [b, d]}, b: {needs: c}, c: {needs: d}, d: {}").count == 3)
    let diagram = try Diagram(DiagramModels.model("{model: m, components: {a: {needs: [b, c]}, b: {needs: c}, c: {}}}"))
    #expect(diagram.legend.impliedEdges == 1)
    #expect(DOTWriter(diagram).text.contains("not drawn: 1 arrow that longer paths"))
  }

  @Test("An arrow stays if the path is soft, late, or of a group")
  func otherArrowsStay() throws {
    #expect(try arrows("a: {needs: [b, c]}, b: {uses: c}, c: {}").count == 3)
    #expect(try arrows("a: {needs: [{on: b, tolerates: 5m}, c]}, b: {needs: c}, c: {}").count == 3)
    #expect(try arrows("a: {needs: [{any: [b, d]}, c]}, b: {needs: c}, c: {}, d: {needs: c}").contains("a -needs-> c"))
    #expect(try arrows("a: {needs: [b, c]}, b: {needs: [a, c]}, c: {}").count == 4)
  }

  @Test("The arrow that carried the failure stays")
  func carriedArrowsStay() throws {
    let model = try DiagramModels.model("{model: m, components: {a: {needs: [b, c]}, b: {needs: c}, c: {}}}")
    let diagram = try Diagram(of: DiagramModels.impact(model, "c"))
    #expect(diagram.edges.filter { $0.carried != nil }.count == 2)
    #expect(diagram.arrows.contains("a -needs-> c"))
  }

  @Test("What the drawn arrows reach is what all needs reach, for random models", arguments: 0..<UInt64(60))
  func reachIsTheSame(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = 3 + Int(seed) / 4
    let components = (0..<count).map { index in
      Component(
        ComponentID("c\(index)"),
        relations: Set(
          (0..<Int.random(in: 0...3, using: &random)).map { _ in Int.random(in: 0..<count, using: &random) }
        )
        .subtracting([index]).sorted().map { .init(.needs, Requirement(on: ComponentID("c\($0)"))) })
    }
    let diagram = try Diagram(Model(name: "m", components: components), options: DiagramOptions(fold: false))
    func reach(_ edges: [(Int, Int)]) -> Set<[Int]> {
      var next = [Set<Int>](repeating: [], count: count)
      for (from, to) in edges { next[from].insert(to) }
      var pairs: Set<[Int]> = []
      for start in 0..<count {
        var waiting = Array(next[start])
        while let vertex = waiting.popLast() {
          if pairs.insert([start, vertex]).inserted { waiting += next[vertex] }
        }
      }
      return pairs
    }
    let all = components.enumerated().flatMap { index, component in
      component.requirements(.needs).map { (index, Int($0.text().dropFirst())!) }
    }
    #expect(reach(diagram.edges.map { ($0.from, $0.to) }) == reach(all))
  }
}
