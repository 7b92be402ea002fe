import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Many questions about the loads of one model.
@Suite struct LoadQuestionsTests {
  private static func compiled(_ text: String) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
  }

  private static let shop = """
    model: Shop
    domains: { zone-a: {}, zone-b: {} }
    components:
      users: { demand: 900/s, needs: { any: [web-a, web-b, web-c] } }
      web-a: { in: zone-a, capacity: 400/s, needs: { on: db, retries: 1 } }
      web-b: { in: zone-b, capacity: 400/s, overload: fails, needs: { on: db, retries: 1 } }
      web-c: { in: zone-b, capacity: 500/s, needs: { on: db, retries: 1 }, slots: 100, takes: 10ms }
      db: { capacity: 1500/s, overload: queues, takes: 5ms }
    """

  private static func isClose(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= 1e-9 * max(1, abs(other)) }

  @Test("Every fault is answered as if it were asked alone")
  func oneAfterTheOther() throws {
    let compiled = try Self.compiled(Self.shop)
    var questions = try LoadQuestions(compiled)
    let all = compiled.model.components.indices
    for fault in Array(all) + all.reversed() {
      let faults = FaultSet([(fault, .down)], text: "")
      let alone = try compiled.loads(under: faults)
      try questions.ask(faults)
      for entry in alone.entries {
        let use = questions.use(of: entry.component)
        #expect(Self.isClose(questions.down(of: entry.component), entry.after.down), "\(fault), \(entry.component)")
        #expect((use.consequence != nil) == (entry.after.wave != nil), "\(fault), \(entry.component)")
        if use.consequence == nil, let share = use.share {
          #expect(Self.isClose(share, entry.after.use ?? -1), "\(fault), \(entry.component)")
        }
      }
    }
  }

  @Test("What failed of its load still shows how much it was")
  func consequences() throws {
    let compiled = try Self.compiled(
      """
      model: M
      components:
        users: { demand: 100/s, needs: { any: [a, b] } }
        a: { capacity: 60/s, overload: fails }
        b: { capacity: 80/s, overload: queues }
      """)
    var questions = try LoadQuestions(compiled)
    let (first, second) = (ComponentIndex(1), ComponentIndex(2))
    try questions.ask(nil)
    #expect(questions.use(of: first).consequence == nil)
    try questions.ask(FaultSet([(second, .down)], text: ""))
    #expect(questions.use(of: first).consequence == .fails)
    #expect(questions.use(of: first).limit == LoadUse.Limit(amount: 100, limit: 60, isSlots: false))
    #expect(questions.isLost(second))
    #expect(!questions.isLost(first))
    try questions.ask(FaultSet([(first, .down)], text: ""))
    #expect(questions.use(of: second).consequence == .collapses)
    try questions.ask(nil)
    #expect(questions.use(of: second).consequence == nil)
  }

  @Test("Without limits, the use tells how far demand can grow")
  func withoutLimits() throws {
    let compiled = try Self.compiled(Self.shop)
    var questions = try LoadQuestions(compiled)
    let uses = try questions.usesWithoutLimits()
    let first = try #require(uses.compactMap(\.growth).min())
    let overload = try #require(try compiled.loads(under: nil).firstOverload)
    #expect(Self.isClose(first, overload.factor))
    #expect(uses[compiled.model.index(of: "users")?.position ?? 0].share == nil)
  }

  @Test("Calls without end are a problem of that question, and others are answered after it")
  func withoutEnd() throws {
    let compiled = try Self.compiled(
      """
      model: M
      components:
        x: { demand: 10/s, uses: { any: [a, spare], spread: first } }
        a: { uses: { on: b, calls: 1 } }
        b: { uses: { on: a, calls: 1 } }
        spare: { capacity: 20/s }
      """)
    var questions = try LoadQuestions(compiled)
    #expect(throws: LoadProblem.self) { try questions.ask(nil) }
    let circle = try #require(compiled.model.index(of: "a"))
    try questions.ask(FaultSet([(circle, .down)], text: ""))
    let spare = try #require(compiled.model.index(of: "spare"))
    #expect(questions.use(of: spare).share == 0.5)
  }
}
