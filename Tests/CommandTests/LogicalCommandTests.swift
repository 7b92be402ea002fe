import Foundation
import TestSupport
import Testing

/// Components that are only names for groups, as a user meets them.
@Suite struct LogicalCommandTests {
  static let model = """
    model: Shop
    domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
    components:
      customers: { tier: 0, kind: app, needs: storefront }
      storefront: { logical: true, needs: { any: [task-1, task-2] } }
      task-1: { kind: container, in: zone-a }
      task-2: { kind: container, in: zone-a }

    """

  @Test("A name for a group is not tried as a fault unless the user names it")
  func notTried() throws {
    try CLI("rank --all").model(Self.model).succeeds().prints("task-1").doesNotPrint("storefront")
    try CLI("rank --faults storefront").model(Self.model).succeeds().prints("storefront")
    try CLI("risks customers").model(Self.model).succeeds()
      .prints("1 single point of failure and 1 pair take customers down.", "zone-a", "task-1 + task-2")
      .doesNotPrint("storefront")
    try CLI("risks customers --among storefront").model(Self.model).succeeds().prints("storefront")
    try CLI("if storefront").model(Self.model).succeeds().prints("customers")
    try CLI("if storefront=degraded").model(Self.model).succeeds().prints("customers")
    // Without the statement it is a single point of failure like any other component.
    let plain = Self.model.replacing("logical: true, ", with: "")
    try CLI("risks customers").model(plain).succeeds().prints("2 single points of failure", "storefront")
  }

  @Test("Checks and rules do not try a name for a group, nor advise to have it twice")
  func checks() throws {
    let text = Self.model + "checks: { c: { require: { for: customers, survives: 1 } } }\n"
    let plain = text.replacing("logical: true, ", with: "")
    try CLI("check").model(text).fails(1).prints("zone-a takes down customers", "move task-2 from zone-a to zone-b")
      .doesNotPrint("storefront takes down", "second storefront")
    try CLI("check").model(plain).fails(1).prints("storefront takes down customers")
    for (model, rule) in [(plain, true), (text, false)] {
      let run = try CLI("check --lint --fail-on error").model(model).run()
      // The check reports it, so the rule only counts it.
      #expect(run.output.contains("storefront takes down customers") == rule)
      #expect(!run.output.contains("storefront alone takes down customers"))
      #expect(run.output.contains("storefront only needs groups, so it seems to be a name for them") == rule)
    }
    let named = Self.model + "checks: { c: { given: { each: storefront }, then: { up: customers } } }\n"
    try CLI("check").model(named).fails(1).prints("storefront takes down customers")
      .doesNotPrint("second storefront")
  }

  @Test("A check of survival can be limited to faults of a kind")
  func limitedSurvival() throws {
    func check(_ survives: String) -> CLI {
      CLI("check").model(Self.model + "checks: { c: { require: { for: customers, survives: \(survives) } } }\n")
    }
    try check("{ count: 1, of: { kind: container } }").succeeds()
    try check("{ of: { kind: container } }").succeeds()
    try check("{ count: 2, of: { kind: container } }").fails(1).prints("task-1 and task-2 together take down customers")
      .doesNotPrint("zone-a takes down")
    try check("{ count: 1, of: { kind: zone } }").fails(1).prints("zone-a takes down customers")
    try check("{ count: 1, of: zone-b }").succeeds()
    try check("{ count: 1, of: storefront }").fails(1).prints("storefront takes down customers")
    try check("{ count: 1 }").fails(2, "'survives' is a number of faults, or has 'of' and 'count'")
    try check("{ count: 0, of: zone-a }").fails(2, "this requires nothing")
    try check("{ count: 1, of: { kind: rack } }").fails(2, "kind")
    try check("{ counts: 1, of: zone-a }").fails(2, "did you mean 'count'?")
  }

  @Test("Imported names for groups are written as such, or known by their kind")
  func differences() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.model, to: "new.yaml")
    try folder.write(Self.model.replacing("logical: true, ", with: ""), to: "old.yaml")
    try CLI("diff old.yaml new.yaml").in(folder).succeeds().prints("storefront: logical true stated")
    try CLI("import new.yaml").in(folder).succeeds().prints("storefront: { logical: true, needs:")
  }
}
