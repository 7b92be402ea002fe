import TestSupport
import Testing

@testable import DependencyModel

@Suite struct RelationCountsTests {
  private static func component(_ id: String, _ relations: [(Component.Relation.Kind, Requirement)]) -> Component {
    Component(ComponentID(id), relations: relations.map { Component.Relation($0.0, $0.1) })
  }

  private static func all(_ ids: String...) -> Requirement {
    Requirement(.group(Group(.all, of: ids.map { Group.Member(Requirement(on: ComponentID($0))) })))
  }

  @Test("A target that a component names twice by one kind counts once, and by two kinds once each")
  func repeats() {
    let model = Model(
      name: "M",
      components: [
        Self.component(
          "a", [(.needs, Requirement(on: "b")), (.needs, Self.all("b", "c")), (.uses, Requirement(on: "b"))]),
        Self.component("b", [(.needs, Requirement(on: "c"))]), Self.component("c", []),
      ])
    let counts = RelationCounts(model)
    #expect(counts.targets(.needs, of: ComponentIndex(0)) == 2)
    #expect(counts.targets(.uses, of: ComponentIndex(0)) == 1)
    #expect(counts.dependents(.needs, of: ComponentIndex(1)) == 1)
    #expect(counts.dependents(.uses, of: ComponentIndex(1)) == 1)
    #expect(counts.dependents(.needs, of: ComponentIndex(2)) == 2)
    #expect(counts.dependents(.needs, of: ComponentIndex(0)) == 0)
  }

  @Test("Groups that share a list of matches count each member but the owner")
  func sharedLists() {
    let ids = (0..<5).map { ComponentID("c\($0)") }
    let list = MatchedComponents(ids)
    let model = Model(
      name: "M",
      components: ids.indices.map { place in
        let group = Group(.any, of: Group.Members(list, without: place, at: nil), pattern: "c*")
        return Component(ids[place], relations: [.init(.needs, Requirement(.group(group)))])
      })
    let counts = RelationCounts(model)
    for index in model.components.indices {
      #expect(counts.targets(.needs, of: index) == 4)
      #expect(counts.dependents(.needs, of: index) == 4)
    }
    let naming = model.relations(naming: [ComponentIndex(2)])
    #expect(naming[ComponentIndex(2)]?.map(\.owner.position) == [0, 1, 3, 4])
    #expect(model.relations(naming: [ComponentIndex(2)], limit: 2)[ComponentIndex(2)]?.count == 2)
  }

  @Test(
    "Counts of random models are those of all relations gone through one by one",
    arguments: [1, 99, 250, 400, 555, 700, 850, 999] as [UInt64])
  func randomModels(_ seed: UInt64) {
    let model = RandomModel.model(seed: seed)
    let counts = RelationCounts(model)
    for kind in Component.Relation.Kind.allCases {
      var targets = [Set<ComponentID>](repeating: [], count: model.components.count)
      var dependents = targets
      for index in model.components.indices {
        for relation in model[index].relations where relation.kind == kind {
          relation.requirement.forEachComponent { id in
            targets[index.position].insert(id)
            dependents[model.index(of: id)!.position].insert(model[index].id)
          }
        }
      }
      for index in model.components.indices {
        #expect(counts.targets(kind, of: index) == targets[index.position].count)
        #expect(counts.dependents(kind, of: index) == dependents[index.position].count)
        let naming = model.relations(naming: [index])[index] ?? []
        #expect(Set(naming.filter { $0.kind == kind }.map { model[$0.owner].id }) == dependents[index.position])
      }
    }
  }

  @Test("A table is counted like values")
  func tables() {
    var builder = ComponentTableBuilder()
    builder.beginFile("g.jsonl")
    let (a, b, c) = (builder.component("a"), builder.component("b"), builder.component("c"))
    builder.relate(a, .needs, b)
    builder.relate(b, .needs, c)
    builder.relate(a, .uses, c)
    _ = builder.relate(c, .needs, .any, of: [a, b])
    let model = Model(name: "M", table: builder.table())
    let counts = RelationCounts(model)
    #expect(model.components.indices.map { counts.targets(.needs, of: $0) } == [1, 1, 2])
    #expect(model.components.indices.map { counts.dependents(.needs, of: $0) } == [1, 2, 1])
    #expect(counts.dependents(.uses, of: ComponentIndex(2)) == 1)
    #expect(model.relations(naming: [ComponentIndex(1)])[ComponentIndex(1)]?.map(\.owner.position) == [0, 2])
  }
}
