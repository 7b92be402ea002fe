import DependencyModel
import Testing

@Suite struct ComponentKeyTests {
  @Test("The spellings of all keys are in the order in which documents list them")
  func namesInOrder() {
    let names = ComponentKey.all.flatMap { $0.spellings.map(\.name) }
    #expect(
      names == [
        "name", "description", "url", "kind", "logical", "in", "needs", "uses", "degradedBy", "startNeeds",
        "configuredBy", "unavailability", "availability", "mtbf", "mttr", "units", "demand", "capacity", "overload",
        "slots", "takes", "whenDown", "restarts", "tier", "weight", "owner", "tags", "source",
      ])
    #expect(names.allSatisfy { name in ComponentKey(spelling: name)!.spellings.contains { $0.name == name } })
    #expect(ComponentKey(spelling: "each") == nil)
  }

  @Test("Every kind of relation is a spelling of the key for relations")
  func everyRelationKindIsASpelling() {
    for kind in Component.Relation.Kind.allCases {
      #expect(ComponentKey(spelling: kind.rawValue)?.isOneValue == false)
    }
    #expect(ComponentKey(spelling: "mttr")?.isOneValue == true)
  }

  @Test("Keys are compared by their values, and lists also without their order")
  func comparison() {
    #expect(
      ComponentKey.compared.map(\.name) == [
        "kind", "logical", "units", "demand", "capacity", "overload", "slots", "takes", "whenDown", "restarts",
        "tier", "weight", "owner", "unavailability", "tags",
      ])
    var component = Component("a")
    component.tier = 2
    component.units = 3
    component.logical = false
    component.demand = Quantity(Amount(40), unit: "/s")
    component.overload = .queues
    component.slots = Amount(8)
    component.takes = .seconds(2)
    component.restarts = .zero
    component.unavailability = Unavailability(low: 0.1, high: 0.25)
    component.tags = ["x", "b"]
    #expect(
      ComponentKey.compared.map { $0.statement(of: component) } == [
        nil, .flag(false), .number(3), .quantity(Quantity(Amount(40), unit: "/s")), nil, .text("queues"),
        .amount(Amount(8)), .duration(.seconds(2)), nil, .duration(.zero), .number(2), .amount(.one), nil,
        .unavailability(Unavailability(low: 0.1, high: 0.25)),
        .texts(["x", "b"]),
      ])
    #expect(ComponentKey(spelling: "tags")!.statement(of: component)?.sorted == .texts(["b", "x"]))
  }

  @Test("Uniting keeps the first statement and unites lists")
  func uniting() {
    var first = Component("a")
    first.name = "First"
    first.tags = ["x", "y"]
    var second = Component("a")
    second.name = "Second"
    second.owner = "shop"
    second.weight = Amount(3)
    second.tags = ["y", "z"]
    for key in ComponentKey.all { key.unite(&first, with: second) }
    #expect(first.name == "First")
    #expect(first.owner == "shop")
    #expect(first.weight == Amount(3))
    #expect(first.tags == ["x", "y", "z"])
  }
}
