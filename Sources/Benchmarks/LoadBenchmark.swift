import CBenchmarkKernels
import DependencyModel
import LoadGraph
import ResilienceAnalysis

/// A fault with loads on 100,000 components and 400,000 relations, against the same computation in C and against the answer
/// without loads; and the ranking of 2,000 components by the demand that they lose.
enum LoadBenchmark {
  static func run() {
    let size = 100_000
    let model = makeModel(components: size)
    print("loads (\(size) components, \(model.relationCount) relations, \(model.requiredCount) named):")
    kernel(components: size)
    let loaded = CompiledModel(model)
    let plain = CompiledModel(model, options: .init(usesLoads: false))
    let fault = FaultSet([(ComponentIndex(size / 3), .down)], text: "c")
    // What is lowered for the first question serves the next ones.
    var effects = 0
    let first = milliseconds { effects = loaded.impact(of: fault).effects.count }
    print("  the first fault, lowering included   \(fixed(first)) ms, \(effects) effects")
    var (with, without) = (Rounds(), Rounds())
    for round in 0..<7 {
      let fault = FaultSet([(ComponentIndex(size / 3 + round * 1_000), .down)], text: "c")
      with.add(milliseconds { _ = loaded.impact(of: fault) })
      without.add(milliseconds { _ = plain.impact(of: fault) })
    }
    print("  another fault with loads             \(with.text("ms"))")
    print("  without loads                        \(without.text("ms"))")
    let waves = CompiledModel(makeModel(components: size, overload: .fails))
    print(
      "  what is above its capacity fails     \(fixed(milliseconds { effects = waves.impact(of: fault).effects.count })) ms, \(effects) effects"
    )
    let small = CompiledModel(makeModel(components: 2_000))
    let ranking = milliseconds { precondition(try! small.rankingByDemand().triedCount == 2_000) }
    print("  ranking of 2,000 by lost demand      \(fixed(ranking)) ms")
    print("  ranking of 2,000 without loads       \(fixed(milliseconds { _ = small.ranking() })) ms")
  }

  /// One component of each row of groups: what the model below and the kernels have in common.
  private struct Shape {
    var groups: [[Int]]
  }

  private static func shapes(_ count: Int) -> [Shape] {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let layer = max(1, count / 10)
    return (0..<count).map { number in
      guard number >= layer else { return Shape(groups: []) }
      let start = number / layer * layer - layer
      return Shape(
        groups: [1, 2, 2, 3].map { size in
          var members: [Int] = []
          while members.count < size {
            let member = start + random(layer)
            if !members.contains(member) { members.append(member) }
          }
          return members
        })
    }
  }

  private static func demand(_ number: Int, _ count: Int) -> Double { number >= count - count / 10 ? 100 : 0 }

  /// A capacity that leaves a tenth, by the layer: calls multiply by four from each to the next.
  private static func loads(_ shapes: [Shape]) -> [Double] {
    var loads = shapes.indices.map { demand($0, shapes.count) }
    for number in shapes.indices.reversed() {
      for group in shapes[number].groups {
        for member in group { loads[member] += loads[number] / Double(group.count) }
      }
    }
    return loads
  }

  private static func makeModel(components count: Int, overload: Component.Overload = .sheds) -> Model {
    let shapes = Self.shapes(count)
    let loads = Self.loads(shapes)
    let components = shapes.enumerated().map { number, shape in
      var component = Component(ComponentID("c\(number)"))
      if demand(number, count) > 0 { component.demand = Quantity(Amount(100)) }
      component.capacity = Quantity(Amount(millionths: Int64((loads[number] * 1.1 + 1) * 1e6)))
      component.overload = overload
      for group in shape.groups {
        let requirements = group.map { Requirement(on: ComponentID("c\($0)")) }
        component.relations.append(
          .init(
            .needs,
            requirements.count == 1
              ? requirements[0] : Requirement(.group(Group(.any, of: requirements.map { Group.Member($0) })))))
      }
      return component
    }
    return Model(name: "benchmark", components: components)
  }

  /// One settling from nothing, in C and by the library; both give the same loads.
  private static func kernel(components count: Int) {
    let shapes = Self.shapes(count)
    let capacity = Self.loads(shapes).map { $0 * 1.1 + 1 }
    let demand = shapes.indices.map { Self.demand($0, count) }
    var fault = [Double](repeating: 0, count: count)
    fault[count / 3] = 1
    var offsets: [Int] = [0]
    var groupOffsets: [Int] = [0]
    var members: [UInt32] = []
    var builder = LoadGraphBuilder(componentCount: count)
    for (number, shape) in shapes.enumerated() {
      for group in shape.groups {
        members += group.map { UInt32($0) }
        groupOffsets.append(members.count)
        let calls = group.map { LoadGroup.Member(LoadRequirement(.component(UInt32($0)))) }
        builder.addRequirement(
          calls.count == 1 ? calls[0].requirement : LoadRequirement(.group(LoadGroup(threshold: 1, of: calls))),
          kind: .needs)
      }
      offsets.append(groupOffsets.count - 1)
      builder.finishComponent(.init(demand: demand[number], capacity: capacity[number]))
    }
    let graph = builder.build()
    var (mine, theirs) = (Rounds(), Rounds())
    var load = [Double](repeating: 0, count: count)
    var down = load
    var rounds = 0
    for _ in 0..<3 {
      for position in down.indices { down[position] = 0 }
      theirs.add(
        milliseconds {
          offsets.withUnsafeBufferPointer { offsets in
            groupOffsets.withUnsafeBufferPointer { groupOffsets in
              members.withUnsafeBufferPointer { members in
                var calls = wf_calls(
                  component_count: count, offsets: offsets.baseAddress, group_offsets: groupOffsets.baseAddress,
                  members: members.baseAddress)
                rounds = wf_loads(&calls, demand, capacity, fault, &load, &down)
              }
            }
          }
        })
      var state: LoadState?
      mine.add(
        milliseconds {
          var waves = OverloadWaves(graph)
          state = try! waves.settle([LoadFault(UInt32(count / 3))])
        })
      for position in load.indices {
        precondition(abs(state!.load[position] - load[position]) <= 1e-6 * load[position] + 1e-9)
      }
    }
    print("  one settling in C, whole passes      \(theirs.text("ms")), \(rounds) rounds")
    print("  by the library, from nothing         \(mine.text("ms")), \(fixed(mine.median / theirs.median)) × C")
  }
}
