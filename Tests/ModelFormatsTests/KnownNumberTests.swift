import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// Numbers that say how they are known.
@Suite struct KnownNumberTests {
  static let text = """
    model: M
    components:
      web:
        units: { value: 40, confidence: inferred }
        demand: { value: 400/s, confidence: assumed, source: a guess }
        takes: { value: 20ms, confidence: assumed }
        needs:
          - on: db
            calls: { value: 2.5, confidence: assumed }
            retries: { value: 3, confidence: inferred }
            timeout: { value: 10s, source: nginx.conf }
          - on: volume
            units: { value: 4, confidence: assumed }
            atLeast: { value: 3, confidence: referenced }
      db: { capacity: { value: 1200/s, confidence: observed, source: load test }, slots: { value: 100 } }
      volume: {}

    """

  @Test("A number may state its confidence and its source, and is read as if it stood alone")
  func reading() throws {
    let model = try Reading.model(Self.text)
    for model in [model, try Reading.model(ModelWriter.text(of: model, as: .yaml))] {
      let web = try #require(model["web"])
      #expect(web.units == 40)
      #expect(web[basis: .units] == NumberBasis(confidence: .inferred))
      #expect(web.demand == Quantity(Amount(400), unit: "/s"))
      #expect(web[basis: .demand] == NumberBasis(confidence: .assumed, source: "a guess"))
      #expect(web.takes == .milliseconds(20))
      #expect(web[basis: .takes] == NumberBasis(confidence: .assumed))
      #expect(web[basis: .capacity] == nil)
      let (db, volume) = (web.requirements(.needs)[0].terms, web.requirements(.needs)[1].terms)
      #expect(db.calls == Amount(text: "2.5"))
      #expect(db.retries == 3)
      #expect(db.timeout == .seconds(10))
      #expect(
        db.bases == [
          .calls: NumberBasis(confidence: .assumed)!, .retries: NumberBasis(confidence: .inferred)!,
          .timeout: NumberBasis(source: "nginx.conf")!,
        ])
      #expect(volume.units == 4)
      #expect(volume.atLeast == 3)
      #expect(volume.bases[.atLeast] == NumberBasis(confidence: .referenced))
      let store = try #require(model["db"])
      #expect(store.capacity == Quantity(Amount(1200), unit: "/s"))
      #expect(store[basis: .capacity] == NumberBasis(confidence: .observed, source: "load test"))
      #expect(store.slots == Amount(100))
      #expect(store[basis: .slots] == nil)
    }
  }

  @Test("Written and formatted models keep what is known of numbers, in JSON too")
  func writing() throws {
    let model = try Reading.model(Self.text)
    let yaml = try ModelWriter.text(of: model, as: .yaml)
    #expect(yaml.contains("confidence: assumed"))
    #expect(yaml.contains("slots: 100"))
    #expect(try ModelWriter.text(of: Reading.model(yaml), as: .yaml) == yaml)
    let json = try ModelWriter.text(of: model, as: .json)
    #expect(try ModelWriter.text(of: Reading.model(json), as: .yaml) == yaml)
  }

  @Test("A number that is changed says nothing of how it is known")
  func changing() throws {
    var web = try #require(try Reading.model(Self.text)["web"])
    web.demand = Quantity(Amount(500), unit: "/s")
    #expect(web[basis: .demand] == nil)
    #expect(web[basis: .takes] == NumberBasis(confidence: .assumed))
  }

  @Test(
    "What makes no sense of a number is refused where it stands",
    arguments: [
      ("capacity: { confidence: assumed }", "value"), ("capacity: { value: 0, confidence: assumed }", "0"),
      ("capacity: { value: 4, confidence: sure }", "sure"),
      ("capacity: { value: 4, confidences: assumed }", "confidences"),
      ("capacity: { value: { value: 4 } }", "capacity"), ("capacity: { value: , confidence: assumed }", "value"),
      ("units: { value: 1.5, confidence: assumed }", "1.5"), ("capacity: { value: 4, source: [a] }", "source"),
      ("needs: { on: b, calls: { value: -1, confidence: assumed } }", "-1"),
      ("needs: { on: b, timeout: { value: long } }", "long"), ("needs: { on: b, retries: {} }", "retries"),
    ])
  func errors(stated: String, expected: String) {
    let diagnostics = Reading.diagnostics("model: M\ncomponents:\n  a:\n    \(stated)\n  b: {}\n")
    #expect(diagnostics.contains { $0.severity == .error && $0.message.contains(expected) }, "\(diagnostics)")
    #expect(diagnostics.allSatisfy { $0.place?.line == 4 })
  }
}
