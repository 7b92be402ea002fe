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

  @Test("Other commands say how much fails, unless loads are left out")
  func elsewhere() throws {
    try CLI("if web-a").model(Self.model).succeeds().fits().prints("so it refuses 33%").prints("11% of all demand lost")
    let answer = try CLI("if web-a=50% --format json").model(Self.model).succeeds().json()
    #expect((answer["faultShares"] as? [String: [String: Double]])?["web-a"]?["down"] == 0.5)
    #expect(answer["fault"] as? [String: String] == ["web-a": "degraded"])
    let plain = try CLI("if web-a --no-load --format json").model(Self.model).succeeds().json()
    #expect(plain["loads"] == nil)
    #expect((plain["components"] as? [[String: Any]])?.count == 1)
    try CLI("why users --if web-a").model(Self.model).succeeds().fits().prints("it carries what web-a")
    try CLI("rank").model(Self.model).succeeds().fits().prints("demand lost")
    try CLI("rank --no-load").model(Self.model).succeeds().prints("Loads are left out")
    try CLI("if web-a=130%").model(Self.model).fails(2).reports("a share such as web-a=13%")
    try CLI("render --if web-a --format dot").model(Self.model).succeeds().prints("150%")
  }

  @Test("Circles of calls end every command that needs loads, and none that leaves them out")
  func endlessElsewhere() throws {
    let text = "model: M\ncomponents: { a: { demand: 1, uses: { on: b, calls: 2 } }, b: { uses: { on: a, calls: 1 } } }"
    for command in ["if a", "why b --if a", "rank", "render --if a --format dot"] {
      try CLI(command).model(text).fails(2).reports("[calls-without-end]")
    }
    try CLI("if a --no-load").model(text).succeeds()
    try CLI("rank --no-load").model(text).succeeds()
  }
}
