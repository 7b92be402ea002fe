import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// What a text means as a model, and what is said about texts that mean nothing.
@Suite struct ModelReadingTests {
  // MARK: Meaning

  @Test("Every key of a model, domain and component is read")
  func everyAttribute() throws {
    let model = try Reading.model(
      """
      model: All of it
      description: Every key of a component
      domains:
        eu: { kind: aws/region, domains: { eu-1: { kind: aws/availability-zone, tier: 3 } } }
        rack: {}
      components:
        db:
          name: The database
          description: Where orders are
          url: https://example.com/db
          kind: aws/rds-instance
          in: [eu-1, rack]
          needs: [disk, { on: net, tolerates: 1h30m, confidence: observed, source: traces }]
          uses: log
          degradedBy: [{ any: [net, log], coverage: 97.5% }, key]
          startNeeds: key
          configuredBy: [settings]
          unavailability: [0.001, 0.01]
          tier: 1
          weight: 2.5
          owner: data
          tags: [orders, pci]
          source: main.tf:12
        disk: { mtbf: 99d, mttr: 1d }
        net: { availability: 99.95% }
        log:
        key: null
        settings: {}
      faults:
        both: { name: Both, description: Twice as bad, down: [disk, "ne?"], degraded: { kind: aws/* } }
      """)
    #expect(model.name == "All of it")
    #expect(model.components.prefix(model.domainCount).map(\.id) == ["eu", "eu-1", "rack"])
    let db = try #require(model["db"])
    #expect(db.name == "The database")
    #expect(db.url == "https://example.com/db")
    #expect(db.owner == "data")
    #expect(db.description == "Where orders are")
    #expect(db.source == "main.tf:12")
    #expect(db.domains == ["eu-1", "rack"])
    #expect(
      db.relations.map(\.kind) == [
        .in, .in, .needs, .needs, .uses, .degradedBy, .degradedBy, .startNeeds, .configuredBy,
      ])
    let net = db.requirements(.needs)[1]
    #expect(net.tolerates == .seconds(5400))
    #expect(net.confidence == .observed)
    #expect(net.source == "traces")
    #expect(net.place == Place(file: "model.yaml", line: 13, column: 19))
    #expect(db.unavailability == Unavailability(low: 0.001, high: 0.01))
    #expect(model["disk"]?.unavailability == Unavailability(low: 0.01, high: 0.01))
    #expect(model["net"]?.unavailability == Unavailability(low: 0.0005, high: 0.0005))
    #expect(db.tier == 1)
    #expect(db.weight == Amount(text: "2.5"))
    #expect(db.tags == ["orders", "pci"])
    #expect(model["eu-1"]?.domains == ["eu"])
    let fault = try #require(model.fault("both"))
    #expect(fault.levels.map(\.component) == ["eu", "eu-1", "db", "disk", "net"])
    #expect(fault.levels.map(\.level) == [.degraded, .degraded, .degraded, .down, .down])
  }

  @Test("Groups are read with their thresholds, weights, globs and selectors")
  func groups() throws {
    let model = try Reading.model(
      """
      model: Groups
      components:
        a: { kind: node, tags: x }
        b: { kind: node }
        "star-*": {}
        p: { needs: { any: "?" } }
        q: { needs: { all: { kind: node } } }
        r: { needs: { atLeast: 60%, of: { a: 50, b: 50, "star-*": 10.5 } } }
        s: { needs: { any: "star-*" } }
        t: { needs: { atLeast: 2, of: [a, b, { any: [a, b] }] } }
        kind: {}
        u: { needs: { any: { kind: 3 } } }
      """)
    func group(_ id: ComponentID) -> Group? {
      guard case .group(let group)? = model[id]?.requirements(.needs).first?.target else { return nil }
      return group
    }
    func members(_ id: ComponentID) -> [String] { group(id)?.members.map { $0.requirement.text() } ?? [] }
    // A glob matches every id but that of the component it stands in.
    #expect(members("p") == ["a", "b", "q", "r", "s", "t", "u"])
    #expect(members("q") == ["a", "b"])
    #expect(group("q")?.pattern == "kind=node")
    #expect(group("r")?.threshold == .share(percent: Amount(60)))
    #expect(group("r")?.totalWeight == Amount(text: "110.5"))
    #expect(group("r")?.requiredWeight(ofTotal: Amount(text: "110.5")!) == Amount(text: "66.3"))
    // A text that equals an id is that id, whatever signs it has.
    #expect(members("s") == ["star-*"])
    #expect(group("s")?.pattern == nil)
    #expect(members("t") == ["a", "b", "any of a, b"])
    // Where every key is an id and every value a number, it is a map of weights.
    #expect(members("u") == ["kind"])
    #expect(group("u")?.members[0].weight == Amount(3))
  }

  @Test("An entry with 'each' is repeated for every combination of values")
  func eachExpands() throws {
    let model = try Reading.model(
      """
      model: Each
      domains:
        "zone-{z}":
          each: { z: [a, b] }
          domains: { "rack-{z}": {} }
      components:
        "web-{z}-{n}":
          each: { z: [a, b], n: [1, 2] }
          in: "rack-{z}"
          tier: "{n}"
          needs: { atLeast: 1, of: { "db-{z}": 2, "db-b": 1 } }
          description: "{not a variable} in {z}"
        "db-{z}": { each: { z: [a, b] } }
      faults:
        "lose-{z}": { each: { z: [a, b] }, down: "zone-{z}" }
      """)
    #expect(model.components.map(\.id.text).prefix(4) == ["zone-a", "rack-a", "zone-b", "rack-b"])
    #expect(
      model.components.map(\.id.text).dropFirst(4) == ["web-a-1", "web-a-2", "web-b-1", "web-b-2", "db-a", "db-b"])
    let web = try #require(model["web-b-2"])
    #expect(web.domains == ["rack-b"])
    #expect(web.tier == 2)
    #expect(web.description == "{not a variable} in b")
    #expect(model.faults.map(\.id) == ["lose-a", "lose-b"])
  }

  @Test("Ids that YAML 1.1 reads as numbers or booleans stay as written")
  func idsStayAsWritten() throws {
    let model = try Reading.model(
      "model: Ids\ncomponents: { NO: {}, 014: {}, 1.10: {}, 12:30:45: {}, null: {}, true: { needs: [NO, 014, 1.10] }, ~: {} }"
    )
    #expect(model.components.map(\.id.text) == ["NO", "014", "1.10", "12:30:45", "null", "true", "~"])
    #expect(model["true"]?.requirements(.needs).map { $0.text() } == ["NO", "014", "1.10"])
  }

  @Test("Checks are read with all of their forms and exceptions")
  func checks() throws {
    let model = try Reading.model(
      """
      model: Checks
      domains: { z1: { kind: zone }, z2: { kind: zone } }
      components: { a: { in: z1, tier: 0 }, b: { in: z2, tier: 3 } }
      faults: { storm: { down: z1 } }
      checks:
        one:
          description: First
          severity: warning
          owner: ops
          given: { each: { kind: zone } }
          then: { up: a, notDown: [a, b], impacted: { atMost: 20% }, within: 30m }
          except: [{ fault: z1, reason: retired, until: 2027-03-01 }]
        two: { given: storm, then: { down: a } }
        three: { given: [{ eachPair: { kind: zone } }, { down: a, degraded: b }], then: { impacted: 3 } }
        four: { require: { for: { tier: "<=1" }, survives: 1, availability: 99.95%, starts: true, independent: true, except: z2 } }
        five: { forbid: { from: { tier: 0 }, to: { tier: ">=3" }, via: any, transitive: true } }
      """)
    #expect(model.checks.map(\.id) == ["one", "two", "three", "four", "five"])
    let one = model.checks[0]
    #expect(one.severity == .warning)
    #expect(one.owner == "ops")
    #expect(one.exceptions.first?.until == "2027-03-01")
    guard case .expectation(let given, let then) = one.rule, case .each? = given.first else {
      Issue.record("one is an expectation")
      return
    }
    #expect(then.conditions.map(\.condition) == [.up, .notDown])
    #expect(then.within == .seconds(1800))
    #expect(then.impact == .share(percent: Amount(20)))
    guard case .demand(let demand) = model.checks[3].rule, case .ban(let ban) = model.checks[4].rule else {
      Issue.record("four is a demand, five a ban")
      return
    }
    #expect(demand.properties.count == 4)
    #expect(demand.exempt == .name("z2"))
    #expect(ban.via == .any)
    #expect(ban.isTransitive)
  }

  @Test("A model means the same in YAML and in JSON")
  func yamlAndJSONMeanTheSame() throws {
    let yaml = try Reading.model("model: M\ncomponents:\n  a: {needs: {any: [b, c]}}\n  b:\n  c: {}\n")
    let json = try Reading.model(
      #"{"model": "M", "components": {"a": {"needs": {"any": ["b", "c"]}}, "b": null, "c": {}}}"#, file: "m.json")
    #expect(yaml.components.map(\.id) == json.components.map(\.id))
    #expect(yaml["a"]?.requirements(.needs).first?.text() == json["a"]?.requirements(.needs).first?.text())
    #expect(json["a"]?.place == Place(file: "m.json", line: 1, column: 31))
  }

  // MARK: Errors

  @Test(
    "Each mistake gets an error with its code at its location",
    arguments: [
      ("model: M\ncomponents:\n  a: { 1️⃣need: b }", ["unknown-key"]),
      ("model: M\ncomponents:\n  api: { needs: 1️⃣databse }\n  database: {}", ["unknown-component"]),
      ("model: M\ncomponents:\n  a: { needs: [b, { any: [b, 1️⃣c] }] }\n  b: {}", ["unknown-component"]),
      (
        "model: M\ndomains: { z: {} }\ncomponents:\n  a: { in: [z, 1️⃣b] }\n  b: { in: 2️⃣y }",
        ["unknown-domain", "unknown-domain"]
      ),
      ("model: M\ncomponents:\n  a: {}\nfaults:\n  1️⃣a: { down: a }", ["duplicate-id"]),
      (
        "model: M\ncomponents:\n  a: { needs: 1️⃣{ any: [b], all: [b] } }\n  b: { needs: 2️⃣{ of: [a] } }",
        ["requirement-form", "requirement-form"]
      ),
      (
        "model: M\ncomponents:\n  a: { needs: { atLeast: 1️⃣3, of: [b, b] } }\n  b: { needs: { any: 2️⃣[] } }",
        ["threshold-too-high", "empty-group"]
      ),
      (
        "model: M\ncomponents:\n  a: { needs: { atLeast: 1, of: { b: 1️⃣0, a: 2️⃣1.1234567 } } }\n  b: {}",
        ["invalid-number", "invalid-number"]
      ),
      ("model: M\ncomponents:\n  a: { needs: { any: [b, 1️⃣[b]] } }\n  b: {}", ["wrong-type"]),
      (
        "model: M\ncomponents:\n  a: { tier: 1️⃣-1, weight: 2️⃣x, mtbf: 3️⃣9d }",
        ["invalid-number", "invalid-number", "availability-forms"]
      ),
      (
        "model: M\ncomponents:\n  a: { unavailability: 1️⃣1.01 }\n  b: { availability: [2️⃣-1, 1] }",
        ["invalid-probability", "invalid-probability"]
      ),
      (
        "model: M\ncomponents:\n  a: { needs: { on: b, tolerates: 1️⃣10, confidence: 2️⃣sure } }\n  b: {}",
        ["invalid-duration", "invalid-choice"]
      ),
      (
        "model: M\ncomponents:\n  a: { needs: 1️⃣\"b*\" }\n  b1: { needs: { any: 2️⃣\"c*\" } }",
        ["glob-outside-group", "matches-nothing"]
      ),
      (
        "model: M\ncomponents:\n  \"a-{x}\": { each: { x: 1️⃣[] } }\n  \"b-{y}\": { each: { y: [1, 2] }, owner: 2️⃣\"{z}\" }",
        ["each-form", "each-variable"]
      ),
      ("model: M\ncomponents:\n  1️⃣\"b\": { each: { y: [1, 2] } }", ["duplicate-id"]),
      (
        "model: M\ncomponents: { a: {} }\nfaults: { 1️⃣f: {}, g: { down: 2️⃣b }, h: { down: 3️⃣{ kind: x } } }",
        ["empty-fault", "unknown-component", "matches-nothing"]
      ),
      (
        "model: M\ncomponents: { a: {} }\nchecks:\n  1️⃣c: { given: a }\n  d: { given: 2️⃣b, then: { up: a } }\n  e: { given: a, then: 3️⃣{ within: 1m } }",
        ["check-form", "unknown-fault", "check-form"]
      ),
      (
        "model: M\ncomponents: { a: {} }\nchecks:\n  c: { given: a, then: { up: a }, except: [{ fault: a, reason: r, until: 1️⃣2027-02-30 }] }",
        ["invalid-date"]
      ),
      ("model: M\ndomains:\n  a: { in: b }\n  b: { in: 1️⃣a }", ["domain-circle"]),
      ("1️⃣components: {}", ["missing-model-name"]),
      ("1️⃣[a, b]", ["missing-model-name"]),
      ("model: M\ncomponents: 1️⃣[a]", ["wrong-type"]),
    ])
  func errors(_ marked: String, _ codes: [String]) {
    let text = MarkedText(marked)
    let errors = Reading.diagnostics(text.bytes).filter { $0.severity == .error }
    #expect(errors.map(\.code.id) == codes, "\(errors.map(\.message))")
    for place in text.places {
      #expect(errors.contains { $0.place == place }, "\(errors.map { $0.place?.description })")
    }
  }

  @Test("All errors are reported in one run, across keys, values, references, faults and checks")
  func allErrorsAtOnce() {
    let diagnostics = Reading.diagnostics(
      """
      modle: M
      model: M
      components:
        a: { needs: [x, y], tier: one, colour: red }
        a2: { needs: { any: [] } }
      faults: { f: { down: nothing } }
      checks: { c: { given: g, then: { up: a } } }
      """)
    #expect(
      diagnostics.map(\.code.id) == [
        "unknown-key", "unknown-component", "unknown-component", "invalid-number", "unknown-key", "empty-group",
        "unknown-component", "unknown-fault",
      ])
    #expect(diagnostics.map { $0.place!.line } == [1, 4, 4, 4, 4, 5, 6, 7])
  }

  @Test("Misspelled names get a suggestion, and others advice")
  func suggestions() {
    func message(_ text: String) -> String { Reading.diagnostics(text).first?.message ?? "" }
    #expect(
      message("model: M\ncomponents: { api: { needs: databse }, database: {} }").hasSuffix("did you mean 'database'?"))
    #expect(message("model: M\ncomponents: { api: { neds: x } }").hasSuffix("did you mean 'needs'?"))
    #expect(
      message("model: M\ncomponents: { a: { needs: zzzzzzz } }")
        == "there is no component 'zzzzzzz'; declare it under 'components'")
  }

  @Test("Doubtful but valid input gets warnings")
  func warnings() {
    let diagnostics = Reading.diagnostics(
      "model: M\ndomains: { z: {} }\ncomponents:\n  a: { kind: aws/ebs-volum, needs: a }\n  b: { kind: my/own-kind }")
    #expect(diagnostics.map(\.code.id).sorted() == ["empty-domain", "misspelled-kind", "self-requirement"])
    #expect(diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test("An entry with too many combinations is an error")
  func tooManyCombinations() {
    let values = "[" + (0..<101).map { String($0) }.joined(separator: ", ") + "]"
    let diagnostics = Reading.diagnostics(
      "model: M\ncomponents:\n  \"{a}{b}{c}\": { each: { a: \(values), b: \(values), c: \(values) } }")
    #expect(diagnostics.map(\.code.id).contains("each-too-many"))
  }

  @Test("Something missing at the end of a file is reported behind the last text", arguments: ["", "\n", "\n\n  \n"])
  func theEndOfAFile(_ ending: String) {
    let diagnostics = Reading.diagnostics("model: M\ncomponents: { a: 1" + ending)
    #expect(diagnostics.map(\.place) == [Place(file: "model.yaml", line: 2, column: 19)])
  }

  @Test(
    "Keys of other tools and common mistakes get a hint",
    arguments: [
      ("a: { depends_on: [b] }", "did you mean 'needs'?"), ("a: { dependsOn: b }", "did you mean 'needs'?"),
      ("a: { description: Hello, world }", "if it belongs to a text with a comma, put the text in quotes"),
    ])
  func hints(_ component: String, _ hint: String) {
    #expect(Reading.diagnostics("model: M\ncomponents: { \(component) }").contains { $0.message.hasSuffix(hint) })
  }

  @Test("A duplicate id is reported with both locations")
  func duplicatesNameBothPlaces() throws {
    let diagnostic = try #require(
      Reading.diagnostics("model: M\ndomains: { a: {} }\ncomponents: { a: {} }").first { $0.severity == .error })
    #expect(diagnostic.place == Place(file: "model.yaml", line: 3, column: 15))
    #expect(diagnostic.notes.first?.place == Place(file: "model.yaml", line: 2, column: 12))
  }
}
