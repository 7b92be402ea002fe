import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// Work, capacities and calls, as texts state them.
@Suite struct LoadLanguageTests {
  static let text = """
    model: M
    components:
      web:
        units: 40
        demand: 400/s
        takes: 20ms
        needs:
          - { any: [db-1, db-2], spread: first, calls: 2.5, retries: 3, timeout: 10s }
          - { on: volume, units: 4, atLeast: 3, calls: 0, tolerates: 5m }
        uses: { on: pool, held: true }
      db-1: { capacity: 1200/s, overload: fails, whenDown: hangs }
      db-2: { capacity: 1e3/s, overload: queues }
      volume: { capacity: 10 Gbit/s, overload: sheds, whenDown: refuses }
      pool: { slots: 100 }

    """

  @Test("A component whose demand and capacity have different units is warned of")
  func ownUnits() {
    let text = "model: M\ncomponents:\n  a: { demand: 600/min, capacity: 400/s }\n  b: { demand: 5/s, capacity: 4 }\n"
    let found = Reading.diagnostics(text)
    #expect(found.map(\.code.id) == ["units-differ"])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.place?.line == 3)
  }

  @Test("All keys of work and calls are read")
  func reading() throws {
    let model = try Reading.model(Self.text)
    let web = try #require(model["web"])
    #expect(web.units == 40)
    #expect(web.demand == Quantity(Amount(400), unit: "/s"))
    #expect(web.takes == .milliseconds(20))
    #expect(web.capacity == nil)
    let needs = web.requirements(.needs)
    #expect(
      needs[0].terms
        == CallTerms(calls: Amount(text: "2.5"), spread: .first, retries: 3, timeout: .seconds(10)))
    #expect(needs[1].terms == CallTerms(calls: .zero, units: 4, atLeast: 3))
    #expect(needs[1].tolerates == .seconds(300))
    #expect(web.requirements(.uses)[0].terms == CallTerms(isHeld: true))
    let (first, second) = (try #require(model["db-1"]), try #require(model["db-2"]))
    #expect(first.capacity?.modelText == "1200/s")
    #expect(first.overload == .fails)
    #expect(first.whenDown == .hangs)
    #expect(second.capacity?.modelText == "1000/s")
    #expect(second.overload == .queues)
    #expect(model["volume"]?.capacity == Quantity(Amount(10), unit: "Gbit/s"))
    #expect(model["pool"]?.slots == Amount(100))
    #expect(try Reading.model("model: M\ncomponents: { a: {} }")["a"]?.statesLoad == false)
  }

  @Test("A model that states loads is written so that reading it gives the same again")
  func writing() throws {
    let model = try Reading.model(Self.text)
    let written = try ModelWriter.text(of: model, as: .yaml)
    let again = try Reading.model(written)
    #expect(try ModelWriter.text(of: again, as: .yaml) == written)
    for component in model.components {
      let other = try #require(again[component.id])
      for key in ComponentKey.compared { #expect(key.statement(of: component) == key.statement(of: other)) }
      #expect(component.relations.map { $0.requirement.terms } == other.relations.map { $0.requirement.terms })
    }
  }

  @Test("A requirement within another states what the outer one leaves open")
  func nested() throws {
    let model = try Reading.model(
      "model: M\ncomponents: { a: { needs: { on: { on: b, calls: 2, retries: 1 }, retries: 4 } }, b: {} }")
    #expect(model["a"]?.requirements(.needs)[0].terms == CallTerms(calls: Amount(2), retries: 4))
  }

  @Test(
    "Quantities are numbers, perhaps with a unit",
    arguments: [
      ("400", "400"), ("400/s", "400/s"), ("10 Gbit/s", "10 Gbit/s"), ("10  Gbit/s", "10 Gbit/s"), ("1e3 /s", "1000/s"),
      ("0.5 requests per hour", "0.5 requests per hour"),
    ])
  func quantities(_ text: String, _ written: String) {
    #expect(Quantity(text: text)?.modelText == written)
  }

  @Test(
    "What is no quantity is refused",
    arguments: [
      "", "fast", "-1", "400/", "400 ", "1 2", "/s", "400s", "1/s\u{7}", "1 x" + String(repeating: "y", count: 60),
    ])
  func noQuantities(_ text: String) {
    #expect(Quantity(text: text) == nil)
  }

  @Test(
    "What makes no sense is an error at its place",
    arguments: [
      ("a: { capacity: 0 }", "invalid-number"), ("a: { capacity: -4 }", "invalid-number"),
      ("a: { demand: plenty }", "invalid-number"), ("a: { slots: 0 }", "invalid-number"),
      ("a: { takes: 5 }", "invalid-duration"), ("a: { overload: explodes }", "invalid-choice"),
      ("a: { whenDown: waits }", "invalid-choice"), ("a: { capacity: [1] }", "wrong-type"),
      ("a: { needs: { on: b, retries: -1 } }", "invalid-number"),
      ("a: { needs: { on: b, retries: 1001 } }", "invalid-number"),
      ("a: { needs: { on: b, calls: -1 } }", "invalid-number"),
      ("a: { needs: { on: b, units: 0 } }", "invalid-number"),
      ("a: { needs: { on: b, units: 4, atLeast: 5 } }", "call-terms"),
      ("a: { needs: { on: b, units: 4, retries: 1 } }", "call-terms"),
      ("a: { needs: { on: b, spread: first } }", "call-terms"),
      ("a: { needs: { all: [b, c], spread: first } }", "call-terms"),
      ("a: { needs: { any: [b, c], units: 2 } }", "call-terms"),
      ("a: { needs: { any: [b, c], spread: random } }", "invalid-choice"),
      ("a: { needs: { on: b, timeout: long } }", "invalid-duration"),
      ("a: { needs: { on: b, held: true } }", "held-without-slots"),
      ("a: { needs: { any: [b, c], held: true } }", "held-without-slots"),
      ("a: { needs: { on: b, held: maybe } }", "wrong-type"),
      ("a: { needs: { on: b, atLeast: 2 } }", "requirement-form"),
    ])
  func wrong(_ text: String, _ code: String) throws {
    let diagnostics = Reading.diagnostics("model: M\ncomponents:\n  b: {}\n  c: {}\n  \(text)\n")
    #expect(diagnostics.map(\.code.id) == [code])
    #expect(diagnostics.first?.severity == .error)
    #expect(diagnostics.first?.place?.line == 5)
  }

  @Test(
    "Different units on what a requirement joins are a warning, unless calls convert them",
    arguments: [
      ("needs: b", true), ("needs: { any: [c, b] }", true), ("needs: { on: b, calls: 3 }", false), ("needs: c", false),
      ("needs: d", false),
    ])
  func differentUnits(_ text: String, _ isWarned: Bool) {
    let diagnostics = Reading.diagnostics(
      """
      model: M
      components:
        a: { demand: 400/s, \(text) }
        b: { capacity: 10 Gbit/s }
        c: { capacity: 4/s }
        d: { capacity: 4 }
      """)
    #expect(diagnostics.map(\.code.id) == (isWarned ? ["units-differ"] : []))
    #expect(diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test("Faults name shares of components, and are written as they are read")
  func shares() throws {
    let text = """
      model: M
      components:
        volumes: {}
        disk-1: {}
        disk-2: {}
        other: {}
      faults:
        storm:
          description: A part of it
          down: [other, { volumes: 13% }]
          degraded: { disk-1: 12.5%, disk-2: 12.5% }

      """
    let model = try Reading.model(text)
    let storm = try #require(model.fault("storm"))
    #expect(
      storm.shares == [
        "volumes": FaultShare(down: 0.13), "disk-1": FaultShare(degraded: 0.125), "disk-2": FaultShare(degraded: 0.125),
      ])
    #expect(storm.wholeLevels.map(\.component) == ["other"])
    #expect(storm.levels.map(\.level) == [.degraded, .degraded, .degraded, .down])
    let written = try ModelWriter.text(of: model, as: .yaml)
    #expect(try Reading.model(written).fault("storm")?.shares == storm.shares)
    #expect(written.contains("volumes: 13%"))
    // A glob stands for all that it matches; a share of 100% is the whole.
    let whole = try Reading.model(
      "model: M\ncomponents: { a1: {}, a2: {}, b: {} }\nfaults: { f: { down: { a*: 100%, b: 1% } } }")
    #expect(whole.fault("f")?.shares == ["b": FaultShare(down: 0.01)])
    #expect(whole.fault("f")?.levels.map(\.level) == [.down, .down, .degraded])
    // Conditions are still conditions.
    let selector = try Reading.model(
      "model: M\ncomponents: { a: { tier: 1 }, b: {} }\nfaults: { f: { down: { tier: 1 } } }")
    #expect(selector.fault("f")?.levels.map(\.component) == ["a"])
  }

  @Test("Checks give shares, too, which are written and read again")
  func givenShares() throws {
    let text = """
      model: M
      components: { volumes: {}, disk-1: {}, disk-2: {}, other: { tier: 1 } }
      checks:
        part: { given: { down: [{ tier: 1 }, { volumes: 13% }], degraded: { disk-*: 12.5% } }, then: { notDown: other } }
        small: { given: { down: { volumes: 1% } }, then: { notDown: other } }

      """
    let model = try Reading.model(text)
    for model in [model, try Reading.model(ModelWriter.text(of: model, as: .yaml))] {
      guard case .expectation(let given, _) = model.checks[0].rule, case .levels(let down, nil, let shares) = given[0]
      else {
        Issue.record("not the levels of a fault")
        return
      }
      #expect(down.map { "\($0)" }?.contains("tier=1") == true)
      #expect(shares.map { "\($0.components)" } == ["volumes", "disk-*"])
      #expect(shares.map(\.share) == [FaultShare(down: 0.13), FaultShare(degraded: 0.125)])
    }
    let written = try ModelWriter.text(of: model, as: .yaml)
    #expect(try ModelWriter.text(of: Reading.model(written), as: .yaml) == written)
  }

  @Test(
    "Shares that make no sense are refused where they stand",
    arguments: [
      ("{ a: 0% }", "above 0%"), ("{ a: 101% }", "from 0% to 100%"), ("{ a: 13%, b: lots }", "from 0% to 100%"),
      ("{ nowhere: 13% }", "nowhere"), ("{ a: -1% }", "from 0% to 100%"),
    ])
  func wrongShares(_ stated: String, _ expected: String) {
    let text = "model: M\ncomponents: { a: {}, b: {} }\nfaults: { f: { down: \(stated) } }\n"
    let diagnostics = Reading.diagnostics(text)
    #expect(diagnostics.contains { $0.message.contains(expected) }, "\(diagnostics.map(\.message))")
    #expect(diagnostics.allSatisfy { $0.place?.line == 3 })
    let check =
      "model: M\ncomponents: { a: {}, b: {} }\nchecks:\n  c: { given: { down: \(stated) }, then: { up: b } }\n"
    let found = Reading.diagnostics(check)
    #expect(found.contains { $0.message.contains(expected) }, "\(found.map(\.message))")
    #expect(found.allSatisfy { $0.place?.line == 4 })
  }
}
