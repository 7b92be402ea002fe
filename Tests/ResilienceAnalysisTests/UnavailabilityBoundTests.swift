import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// The upper bound of an unavailability: the figure if all that has none were always down.
@Suite struct UnavailabilityBoundTests {
  private func entry(_ components: String, of id: String = "shop") throws -> Availability.Entry {
    let model = try ModelLoader.load(Array("model: M\ncomponents: \(components)\n".utf8), file: "model.yaml").model
    let index = try #require(model.index(of: ComponentID(id)))
    return CompiledModel(model).availability(of: [index]).entries[0]
  }

  private func most(_ components: String) throws -> Double? {
    try entry(components).coverage?.unavailabilityAtMost
  }

  @Test("A member that states none leaves the group as good as the others")
  func groups() throws {
    #expect(try most("{ shop: { needs: { any: [a, b] } }, a: { unavailability: 0.5 }, b: {} }") == 0.5)
    #expect(
      try most(
        "{ shop: { needs: { atLeast: 2, of: [a, b, c] } }, a: { unavailability: 0.5 }, b: { unavailability: 0.5 }, c: {} }"
      ) == 0.75)
    #expect(try most("{ shop: { needs: { any: [a, b] } }, a: {}, b: {}, c: { unavailability: 0.5 } }") == 1)
  }

  @Test("Switching that may not work makes a member that states none matter, beside the others")
  func switching() throws {
    let half = "needs: { any: [a, b], coverage: 50% }"
    let found = try entry("{ shop: { \(half) }, a: { unavailability: 0.1 }, b: {} }")
    // Down if a is, or if switching does not work.
    #expect(abs((found.coverage?.unavailabilityAtMost ?? 0) - 0.55) < 1e-12)
    #expect(abs((found.unavailability?.high ?? 0) - 0.05) < 1e-12)
    // Without switching, b would make no difference.
    let absorbed = try entry(
      "{ shop: { needs: [a, { any: [a, b], coverage: 50% }] }, a: { unavailability: 0.1 }, b: {} }")
    #expect(absorbed.coverage?.count == 2)
    #expect(abs((absorbed.coverage?.unavailabilityAtMost ?? 0) - 0.55) < 1e-12)
  }

  @Test("The bound is the figure if everything has one, and 1 if a single point of failure has none")
  func plain() throws {
    #expect(try most("{ shop: { needs: [a, b] }, a: { unavailability: 0.5 }, b: { unavailability: 0.5 } }") == 0.75)
    #expect(try most("{ shop: { needs: [a, b] }, a: { unavailability: 0.5 }, b: {} }") == 1)
    #expect(try most("{ shop: { unavailability: 0.25 } }") == 0.25)
  }

  @Test("A promise is kept if the bound keeps it, missed if the figure misses it, and else not known")
  func promises() throws {
    let found = try entry(
      "{ shop: { needs: { any: [a, b] }, unavailability: 0.1 }, a: { unavailability: 0.5 }, b: {} }")
    #expect(found.holds(0.55) == true)
    #expect(found.holds(0.5) == nil)
    #expect(found.holds(0.05) == false)
  }

  @Test("The bound of random models is the figure of the model in which the others are always down", arguments: 0..<40)
  func randomModels(_ block: Int) throws {
    for seed in block * 3..<block * 3 + 3 {
      let model = AvailabilityTests.model(seed: UInt64(seed * 7 + 1))
      for entry in CompiledModel(model).availability().entries {
        let coverage = try #require(entry.coverage)
        let most = try #require(coverage.unavailabilityAtMost)
        let figure = try #require(entry.unavailability)
        #expect(figure.high <= most * (1 + 1e-9), "seed \(seed), \(entry.component)")
        guard !coverage.isEmpty else { continue }
        let components = model.components.indices.map { index -> Component in
          var component = model[index]
          if component.unavailability == nil, !component.isLogic, index != entry.component {
            component.unavailability = Unavailability(low: 1, high: 1)
          }
          return component
        }
        let worst = CompiledModel(Model(name: "M", components: components)).availability(of: [entry.component])
        let expected = try #require(worst.entries[0].unavailability).high
        // A component that its own failure would reach again, in a circle, counts as failed there.
        let isInCircle = CompiledModel(model).risks(of: entry.component).isInCircle(model)
        #expect(most >= expected * (1 - 1e-9), "seed \(seed), \(entry.component)")
        if !isInCircle { #expect(abs(most - expected) <= 1e-9 * expected, "seed \(seed), \(entry.component)") }
      }
    }
  }
}

extension Risks {
  /// Whether the target is among what the target depends on.
  fileprivate func isInCircle(_ model: Model) -> Bool {
    var seen: Set<ComponentIndex> = []
    var stack = [target]
    while let next = stack.popLast() {
      for relation in model[next].relations where relation.kind == .needs || relation.kind == .in {
        relation.requirement.forEachComponent { id in
          guard let index = model.index(of: id), seen.insert(index).inserted else { return }
          stack.append(index)
        }
      }
    }
    return seen.contains(target)
  }
}
