import DependencyModel
import TestSupport
import Testing

@testable import ResilienceAnalysis

/// What takes groups down, against one question for each fault on a model in which each group is a component's only need.
@Suite struct GroupLossTests {
  private struct Loss: Hashable {
    let fault: ComponentIndex
    let group: Int
    let isTotal: Bool
  }

  private func expected(_ groups: [OwnedGroup], _ faults: [ComponentIndex], in model: Model) -> Set<Loss> {
    var probes = Array(model.components)
    for (number, owned) in groups.enumerated() {
      probes.append(Component(ComponentID("probe \(number)"), relations: [.init(.needs, owned.requirement)]))
      var whole = owned.group
      whole.threshold = .any
      probes.append(
        Component(ComponentID("whole \(number)"), relations: [.init(.needs, Requirement(.group(whole)))]))
    }
    let probed = CompiledModel(Model(name: "probed", components: probes))
    func probe(_ number: Int) -> ComponentIndex { model.components.endIndex.advanced(by: number) }
    var result: Set<Loss> = []
    for fault in faults {
      let down = Set(
        probed.impact(of: FaultSet([(fault, .down)], text: "")).effects.filter { $0.level == .down }.map(\.component))
      for number in groups.indices where down.contains(probe(2 * number)) {
        result.insert(Loss(fault: fault, group: number, isTotal: down.contains(probe(2 * number + 1))))
      }
    }
    return result
  }

  private func expectSame(_ model: Model) {
    let compiled = CompiledModel(model)
    let groups = model.components.indices.flatMap { compiled.groups(of: $0) }
    let found = compiled.losses(of: groups, among: Array(model.components.indices))
    let losses = found.map { Loss(fault: $0.fault, group: $0.group, isTotal: $0.isTotal) }
    #expect(Set(losses) == expected(groups, Array(model.components.indices), in: model))
    #expect(Set(losses).count == losses.count)
    #expect(
      losses.map { [$0.fault.position, $0.group] }
        == losses.map { [$0.fault.position, $0.group] }.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) })
  }

  @Test("Losses of groups in random models are those of single faults", arguments: 0..<UInt64(400))
  func randomModels(seed: UInt64) {
    expectSame(RandomModel.model(seed: seed * 7 + 1))
  }

  @Test("Losses of groups are found among more faults than a sweep has lanes")
  func manyFaults() { expectSame(RankingTests.large(seed: 5)) }

  @Test("Distrusted members do not count for a group's losses")
  func distrustedMembersDoNotCount() {
    func member(_ id: ComponentID, _ confidence: Confidence) -> Group.Member {
      var requirement = Requirement(on: id)
      requirement.confidence = confidence
      return Group.Member(requirement)
    }
    let group = Group(.any, of: [member("a", .declared), member("b", .assumed)])
    let model = Model(
      name: "M",
      components: [
        Component("web", relations: [.init(.needs, Requirement(.group(group)))]), Component("a"), Component("b"),
      ])
    let all = CompiledModel(model)
    #expect(all.losses(of: all.redundantGroups, among: [1]).isEmpty)
    #expect(all.redundantGroups.count == 1)
    let some = CompiledModel(model, options: .init(trust: .declared))
    #expect(some.redundantGroups.isEmpty)
    #expect(some.losses(of: some.groups(of: 0), among: [1, 2]).map(\.fault) == [1])
  }
}
