import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

@testable import Reports

/// What answers say of loads of what failed or collapsed because of its load.
@Suite struct BrokenLoadTests {
  private static func loads(_ overload: String, fault: String? = nil) throws -> Loads {
    let text = """
      model: M
      components:
        users: { demand: 30/s, needs: { any: [s0, s1, s2] } }
        s0: { capacity: 5/s, overload: \(overload) }
        s1: { capacity: 100/s }
        s2: { capacity: 100/s }
      """
    let model = try ModelLoader.load(Array(text.utf8), file: "m.yaml").model
    let fault = try fault.map { try FaultSet([$0], in: model) }
    return try CompiledModel(model).loads(under: fault)
  }

  @Test("What broke is called overloaded, with the load that it had just before", arguments: ["fails", "queues"])
  func broken(overload: String) throws {
    let loads = try Self.loads(overload)
    #expect(loads.verdict == "s0 is overloaded, and no demand is lost.")
    let entry = try #require(loads.entries.first)
    #expect(loads.model.outline(entry.component).id == "s0")
    #expect(entry.after.peak?.load == 10)
    #expect(entry.after.wave == 1)
    let row = LoadCells(loads, loads.entries).row(entry)
    #expect(Array(row.prefix(3)) == ["10/s", "5/s", "200%"])
    #expect(loads.notes(.none).contains { $0.hasPrefix("Of what fails or collapses because of its load, here s0,") })
    let answer = loads.jsonForm().components[0]
    #expect(answer.peak?.load == 10)
    #expect(answer.wave == 1)
  }

  @Test("A fault that takes the load away leaves the figures from before the fault")
  func before() throws {
    let loads = try Self.loads("fails", fault: "users")
    let entry = try #require(loads.entries.first { loads.model.outline($0.component).id == "s0" })
    #expect(entry.before.peak?.load == 10)
    #expect(entry.after.peak == nil)
    #expect(loads.verdict.hasPrefix("Nothing is overloaded"))
  }
}
