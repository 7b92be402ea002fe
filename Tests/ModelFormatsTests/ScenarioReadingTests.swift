import DependencyModel
import ModelFormats
import ReaderProbes
import TestSupport
import Testing

/// Scenarios, as texts state them.
@Suite struct ScenarioReadingTests {
  private static let head = """
    model: M
    domains: { z: {} }
    components:
      api: { needs: [db, { any: [cache, web] }], startNeeds: login, restarts: 20m, in: z }
      db: {}
      cache: {}
      web: {}
      login: { restarts: 0s }

    """

  private static let whole = """
    scenarios:
      outage:
        description: A storm
        begins: 2011-04-21T00:40-07:00
        lasts: 88h
        events:
          shift: { at: "00:47", down: [db, { cache: 13% }], degraded: web, by: operator, text: Traffic is moved }
          undo: { at: 22nd 02:00, restore: [db, web] }
          cut: { at: 2011-04-22T10:00Z, cut: [{ from: api, to: db }, { from: api, to: cache }] }
          crash:
            when: [{ down: db, is: 100%, for: 4h }, { any: [{ notUp: web, above: 0 }, { down: z, below: 0.5 }], for: 10m }]
            repeats: true
            join: { from: api, to: db }
            down: "w*"
        watch: [api, db]
        levels: { degraded: 1%, down: 50% }
      plain: { lasts: 90s, events: [{ at: 10s, down: z }, { at: 10s, restore: z }] }

    """

  @Test("A scenario is read with all that it states")
  func reading() throws {
    let model = try Reading.model(Self.head + Self.whole)
    #expect(model["api"]?.restarts == .seconds(1_200))
    #expect(model["login"]?.restarts == .zero)
    #expect(model["db"]?.restarts == nil)
    let scenario = try #require(model.scenario("outage"))
    #expect(scenario.lasts == .seconds(88 * 3_600))
    #expect(scenario.begins?.modelText == "2011-04-21T00:40-07:00")
    #expect(scenario.events.map(\.name) == ["shift", "undo", "cut", "crash"])
    #expect(scenario.watch?.description == "api or db")
    #expect(scenario.thresholds == Scenario.Thresholds(degraded: .one, down: Amount(50)))
    let times = scenario.events.map { event -> Int64 in
      if case .at(let time) = event.trigger { time.milliseconds / 60_000 } else { -1 }
    }
    #expect(times == [7, 1_520, 1_580, -1])
    #expect(scenario.events[0].by == "operator")
    guard case .fault(.down, let down) = scenario.events[0].actions[0],
      case .fault(.degraded, let degraded) = scenario.events[0].actions[1],
      case .when(let condition, true) = scenario.events[3].trigger, case .all(let parts) = condition.form
    else {
      Issue.record("the events have other forms")
      return
    }
    #expect(down == [Scenario.Target("db"), Scenario.Target("cache", share: 0.13)])
    #expect(degraded == [Scenario.Target("web")])
    #expect(parts.map(\.lasting) == [.seconds(14_400), .seconds(600)])
    #expect(scenario.events[2].actions.count == 2)
    #expect(model.scenario("plain")?.events.map(\.name) == [nil, nil])
  }

  @Test("Scenarios are written and read again as the same", arguments: DocumentSyntax.allCases)
  func roundTrip(syntax: DocumentSyntax) throws {
    let checks = """
      checks:
        c: { given: { scenario: outage }, then: { notDown: api, recovers: { of: [api, db], within: 1h } } }
        d: { given: [{ scenario: plain }, { scenario: outage }], then: { recovers: { within: 2d }, impacted: 20% } }
      """
    let model = try Reading.model(Self.head + Self.whole + checks)
    let text = try ModelWriter.text(of: model, as: syntax)
    let file = "model.\(syntax.rawValue)"
    let back = try Reading.model(text, file: file)
    #expect(PlainModel(back) == PlainModel(model), "\(PlainModel(back).difference(from: PlainModel(model)))")
    #expect(try ModelWriter.text(of: back, as: syntax) == text)
    #expect(try ModelFormatter.formatted(text, file: file) == text)
    if syntax == .yaml {
      #expect(text.contains("00:47"))
      #expect(text.contains("at: \"22nd 02:00\""))
      #expect(text.contains("restarts: 20m"))
    }
  }

  @Test(
    "What makes no sense of a scenario is an error at its place",
    arguments: [
      ("s: 1️⃣5", "a mapping with lasts and events"),
      ("1️⃣s: { events: [{ at: 1s, down: db }] }", "does not say how long it 'lasts'"),
      ("1️⃣s: { lasts: 1h }", "has no events"),
      ("s: { lasts: 1h, events: 1️⃣[] }", "has no events"),
      ("s: { lasts: 1h, events: 1️⃣now }", "a list, or a mapping from names"),
      ("s: { lasts: 1️⃣0s, events: [{ at: 0s, down: db }] }", "longer than 0s"),
      ("s: { lasts: 1️⃣long, events: [{ at: 1s, down: db }] }", "'long'"),
      ("s: { lasts: 1h, begins: 1️⃣monday, events: [{ at: 1s, down: db }] }", "is not a beginning"),
      ("s: { lasts: 1h, 1️⃣flows: {}, events: [{ at: 1s, down: db }] }", "unknown key 'flows'"),
      ("s: { lasts: 1h, events: [{ at: 1s, 1️⃣set: { db: { demand: 0 } }, down: db }] }", "unknown key 'set'"),
      ("s: { lasts: 1h, events: [{ at: 1s, 1️⃣start: [x], down: db }] }", "unknown key 'start'"),
      ("s: { lasts: 1h, events: [{ at: 1s, 1️⃣add: { db: 1 }, down: db }] }", "unknown key 'add'"),
      ("s: { lasts: 1h, events: [{ at: 1️⃣soon, down: db }] }", "is not a time"),
      ("s: { lasts: 1h, events: [{ at: 1️⃣\"00:10\", down: db }] }", "state 'begins'"),
      ("s: { lasts: 1h, events: [{ at: 1️⃣2h, down: db }] }", "after the end"),
      ("s: { lasts: 1h, events: [{ at: 2m, down: db }, { at: 1️⃣1m, restore: db }] }", "goes back before '2m'"),
      ("s: { lasts: 1h, begins: \"01:00\", events: [{ at: 1️⃣\"00:10\", down: db }] }", "before the scenario begins"),
      ("s: { lasts: 1h, begins: \"01:00\", events: [{ at: 1️⃣22nd 00:10, down: db }] }", "state the date"),
      ("s: { lasts: 1h, events: [1️⃣{ down: db }] }", "either 'at' a time or 'when'"),
      ("s: { lasts: 1h, events: [1️⃣{ at: 1s, when: { down: db, is: 1 }, down: db }] }", "either 'at' a time or 'when'"),
      ("s: { lasts: 1h, events: [{ at: 1s, repeats: 1️⃣true, down: db }] }", "belongs to 'when'"),
      ("s: { lasts: 1h, events: { 1️⃣idle: { at: 1s } } }", "the event 'idle' does nothing"),
      ("s: { lasts: 1h, events: [{ at: 1s, down: 1️⃣dbs }] }", "'dbs'"),
      ("s: { lasts: 1h, events: [{ at: 1s, restore: 1️⃣x-* }] }", "x-*"),
      ("s: { lasts: 1h, events: [{ at: 1s, down: { db: 1️⃣0% } }] }", "above 0%"),
      ("s: { lasts: 1h, events: [{ at: 1s, cut: 1️⃣api }] }", "a requirement by its ends"),
      ("s: { lasts: 1h, events: [{ at: 1s, cut: 1️⃣{ from: api } }] }", "both 'from' and 'to'"),
      ("s: { lasts: 1h, events: [{ at: 1s, cut: 1️⃣{ from: db, to: api } }] }", "no requirement that names 'api'"),
      ("s: { lasts: 1h, events: [{ at: 1s, join: { from: api, to: 1️⃣bd } }] }", "did you mean 'db'?"),
      ("s: { lasts: 1h, events: [{ when: 1️⃣always, down: db }] }", "a condition such as"),
      ("s: { lasts: 1h, events: [{ when: 1️⃣[], down: db }] }", "at least one"),
      ("s: { lasts: 1h, events: [{ when: 1️⃣{ down: db }, down: web }] }", "one of down, notUp with one of"),
      ("s: { lasts: 1h, events: [{ when: 1️⃣{ down: db, notUp: web, is: 1 }, down: web }] }", "one of down, notUp"),
      ("s: { lasts: 1h, events: [{ when: { down: 1️⃣dbs, is: 1 }, down: web }] }", "'dbs'"),
      ("s: { lasts: 1h, events: [{ when: { 1️⃣share: db, down: db, is: 1 }, down: web }] }", "unknown key 'share'"),
      ("s: { lasts: 1h, events: [{ when: { down: db, is: 1️⃣-1 }, down: web }] }", "-1"),
      ("s: { lasts: 1h, events: [{ when: { down: db, is: 1, for: 1️⃣5 }, down: web }] }", "'5'"),
      ("s: { lasts: 1h, events: [{ when: { any: 1️⃣db }, down: web }] }", "a list of conditions"),
      ("s: { lasts: 1h, watch: 1️⃣nobody, events: [{ at: 1s, down: db }] }", "'nobody'"),
      (
        "s: { lasts: 1h, levels: 1️⃣{ degraded: 60%, down: 50% }, events: [{ at: 1s, down: db }] }",
        "not below 'degraded'"
      ),
      ("s: { lasts: 1h, levels: { down: 1️⃣half }, events: [{ at: 1s, down: db }] }", "with the sign"),
    ])
  func errors(scenario: String, message: String) throws {
    let marked = MarkedText(Self.head + "scenarios:\n  \(scenario)\n")
    let found = Reading.diagnostics(marked.bytes).filter { $0.severity == .error }
    #expect(found.count == 1, "\(found.map(\.message))")
    let first = try #require(found.first)
    #expect(first.place == marked.places[0], "\(first.message)")
    #expect(first.message.contains(message), "\(first.message)")
  }

  @Test("All that is wrong with a scenario is said at once")
  func several() {
    let marked = MarkedText(
      Self.head + """
        scenarios:
          s:
            begins: 1️⃣never
            lasts: 2️⃣ever
            3️⃣stock: 4
            events: [{ at: "00:10", down: 4️⃣x }, 5️⃣{ at: 1m }]
        """)
    let found = Reading.diagnostics(marked.bytes).filter { $0.severity == .error }
    #expect(found.map(\.place) == marked.places)
  }

  @Test(
    "Checks of scenarios that make no sense are errors",
    arguments: [
      ("given: { scenario: 1️⃣outrage }, then: { up: db }", "did you mean 'outage'?"),
      ("given: 1️⃣{ scenario: outage, down: db }, then: { up: db }", "'given' is a fault"),
      ("given: { scenario: outage }, then: 1️⃣{ lost: 5% }", "are not known of scenarios"),
      ("given: { down: db }, then: 1️⃣{ recovers: { within: 1h } }", "'given' must be scenarios"),
      ("given: { scenario: outage }, then: { recovers: 1️⃣1h }", "a mapping such as"),
      ("given: { scenario: outage }, then: { recovers: { of: 1️⃣x, within: 1h } }", "'x'"),
      ("given: { scenario: outage }, then: { recovers: { 1️⃣by: 1h } }", "unknown key 'by'"),
    ])
  func checks(check: String, message: String) throws {
    let scenario = "scenarios: { outage: { lasts: 1h, events: [{ at: 1m, down: db }] } }\n"
    let marked = MarkedText(Self.head + scenario + "checks: { c: { \(check) } }")
    let found = Reading.diagnostics(marked.bytes).filter { $0.severity == .error }
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.place == marked.places[0], "\(found.map(\.message))")
    #expect(found.first?.message.contains(message) == true, "\(found.map(\.message))")
  }

  @Test("A scenario of a name that is there already is an error")
  func repeated() throws {
    let text = Self.head + "scenarios: { s: { lasts: 1h, events: [{ at: 1m, down: db }] } }\n"
    let other = "model: M\nscenarios: { s: { lasts: 1h, events: [{ at: 1m, down: db }] } }\n"
    let folder = try TemporaryFolder(["a.yaml": text, "b.yaml": other])
    let error = #expect(throws: InvalidInput.self) {
      try ModelLoader.load([folder.path("a.yaml"), folder.path("b.yaml")])
    }
    #expect(error?.diagnostics.map(\.code.id) == ["duplicate-id"])
  }

  @Test("Keys that scenarios do not have yet are unknown, also of components")
  func notYet() {
    for key in ["states: { a: up }", "stock: 7%"] {
      let found = Reading.diagnostics("model: M\ncomponents: { a: { \(key) } }")
      #expect(found.map(\.code.id) == ["unknown-key"])
    }
    #expect(Reading.diagnostics("model: M\ncomponents: { a: {} }\nflows: {}").map(\.code.id) == ["unknown-key"])
  }
}
