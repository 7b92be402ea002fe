import Foundation
import TestSupport
import Testing

/// `whatfails load` as a user runs it.
@Suite struct LoadCommandTests {
  private static let model = """
    model: Shop
    components:
      users: { demand: 900/s, needs: { any: [web-a, web-b, web-c] } }
      web-a: { capacity: 400/s }
      web-b: { capacity: 400/s }
      web-c: { capacity: 400/s }
    """

  @Test("Loads are shown before and after a fault, in every format")
  func formats() throws {
    try CLI("load").model(Self.model).succeeds().reportsNothing().fits()
      .prints(first: "Nothing is overloaded, and no demand is lost.")
    try CLI("load --if web-a").model(Self.model).succeeds().reportsNothing().fits()
      .prints(first: "web-b and web-c are overloaded with the fault web-a: 11% of all demand is lost.")
    let answer = try CLI("load --if web-a --format json").model(Self.model).succeeds().json()
    #expect(answer["schema"] as? String == "whatfails/load/1")
    #expect((answer["components"] as? [[String: Any]])?.count == 4)
    #expect(answer["fault"] as? [String: String] == ["web-a": "down"])
    try CLI("load --if web-a --format markdown").model(Self.model).succeeds()
      .prints(first: "### web-b and web-c are overloaded with the fault web-a: 11% of all demand is lost.")
  }

  @Test("A scale and another demand are asked for on the command line")
  func demands() throws {
    let answer = try CLI("load --demand users=90/s --scale 2 --format json").model(Self.model).succeeds().json()
    #expect(answer["demand"] as? Double == 180)
    try CLI("load --demand users").model(Self.model).fails(64)
    try CLI("load --demand nobody=4/s").model(Self.model).fails(2)
    try CLI("load --scale 0").model(Self.model).fails(64)
  }

  @Test("Calls without end are an error that names the circle")
  func endless() throws {
    let text = "model: M\ncomponents: { a: { demand: 1, uses: { on: b, calls: 2 } }, b: { uses: { on: a, calls: 1 } } }"
    try CLI("load").model(text).fails(2).reports("[calls-without-end]")
  }
}
