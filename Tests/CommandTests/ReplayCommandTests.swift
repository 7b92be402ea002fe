import Foundation
import TestSupport
import Testing

/// `whatfails replay` as a user runs it.
@Suite struct ReplayCommandTests {
  private static let model = """
    model: Shop
    components: { shop: { needs: db, restarts: 5m }, db: {} }
    scenarios:
      outage: { lasts: 1h, events: { crash: { at: 10m, down: db }, repair: { at: 20m, restore: db } } }
      lost: { lasts: 1h, events: [{ at: 10m, down: db }] }
    checks:
      soon: { given: { scenario: outage }, then: { recovers: { of: shop, within: 10m } } }
    """

  @Test("A scenario is played in every format")
  func formats() throws {
    try CLI("replay outage").model(Self.model).succeeds().reportsNothing().fits()
      .prints(first: "outage: 2 of 2 components are hit; the worst moment is 10m, with 2 down. All are")
      .prints("shop: starts 5m after db is back")
    let answer = try CLI("replay outage --format json").model(Self.model).succeeds().json()
    #expect(answer["schema"] as? String == "whatfails/replay/1")
    #expect((answer["changes"] as? [[String: Any]])?.count == 4)
    try CLI("replay lost --format markdown").model(Self.model).succeeds().prints("#### Not up at the end")
    try CLI("replay lost --format csv").model(Self.model).succeeds().prints("600,10m,db,down,up,fault,")
    let folder = try TemporaryFolder(["m.yaml": Self.model])
    try CLI("replay outage -m m.yaml -o changes.csv").in(folder).succeeds().printsNothing()
    #expect(try String(contentsOf: folder.file("changes.csv"), encoding: .utf8).hasPrefix("seconds,time"))
  }

  @Test("Events are left out, by name or number, and compared")
  func without() throws {
    try CLI("replay outage --without repair").model(Self.model).succeeds().fits()
      .prints("not up at the end, 1h.").prints("Left out: 'repair'.")
    try CLI("replay lost --without 1").model(Self.model).succeeds().prints(first: "lost: everything stays up")
    try CLI("replay outage --compare --without repair").model(Self.model).succeeds().fits().prints("without 'repair'")
    let answer = try CLI("replay outage --compare --without repair --format json").model(Self.model).succeeds().json()
    #expect(answer["schema"] as? String == "whatfails/replay-comparison/1")
    try CLI("replay outage --compare").model(Self.model).fails(64)
    try CLI("replay outage --compare --without repair --format csv").model(Self.model).fails(64)
    try CLI("replay outage --without repairs").model(Self.model).fails(2).reports("did you mean 'repair'?")
    try CLI("replay lost --without crash").model(Self.model).fails(2).reports("the numbers 1 to 1")
  }

  @Test("The only scenario of a model needs no name, and a wrong name is an error")
  func names() throws {
    try CLI("replay").model(Self.model).fails(2).reports("name one of outage and lost")
    try CLI("replay outrage").model(Self.model).fails(2).reports("did you mean 'outage'?")
    try CLI("replay").model("model: M\ncomponents: { a: {} }").fails(2).reports("has no scenarios")
    let one = "model: M\ncomponents: { a: {} }\nscenarios: { s: { lasts: 1h, events: [{ at: 1m, down: a }] } }"
    try CLI("replay").model(one).succeeds().prints(first: "s: 1 of 1 component is hit")
    try CLI("replay -o story.pdf").model(one).fails(64)
  }

  @Test("A scenario that never goes on, or has too many changes, is a located error")
  func endless() throws {
    let endless = """
      model: M
      components: { a: {} }
      scenarios:
        s:
          lasts: 1h
          events:
            fail: { when: { down: a, is: 0 }, repeats: true, down: a }
            repair: { when: { down: a, is: 1 }, repeats: true, restore: a }
      """
    try CLI("replay").model(endless).fails(2).reports(
      "<stdin>:7:7: error: in the scenario 's', 'fail' and 'repair' happen"
    )
    .reports("[endless-scenario]")
    let long = endless.replacing("is: 0 }", with: "is: 0, for: 1ms }").replacing("is: 1 }", with: "is: 1, for: 1ms }")
      .replacing("lasts: 1h", with: "lasts: 100d")
    try CLI("replay").model(long).fails(2).reports("[scenario-too-long]")
  }

  @Test("Checks of scenarios fail the run, and say when and why")
  func checks() throws {
    try CLI("check").model(Self.model).fails(1)
      .prints("in the scenario outage, shop is not up for 15m; at most 10m is allowed")
    try CLI("check").model(Self.model.replacing("within: 10m", with: "within: 15m")).succeeds()
  }

  @Test("Restarts and scenarios are shown of a component")
  func shown() throws {
    try CLI("show shop").model(Self.model).succeeds().prints("restarts").prints("5m")
    try CLI("show db").model(Self.model).succeeds().prints("named by the scenarios").prints("outage")
    let answer = try CLI("show shop --format json").model(Self.model).succeeds().json()
    let shop = (answer["components"] as? [[String: Any]])?.first
    #expect(shop?["restarts"] as? Double == 300)
  }
}
