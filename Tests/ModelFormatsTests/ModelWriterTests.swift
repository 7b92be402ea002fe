import DependencyModel
import Foundation
import ModelFormats
import ReaderProbes
import TestSupport
import Testing

/// What is written is read back as the same model, and is laid out as the formatter lays out.
@Suite struct ModelWriterTests {
  private func expectRoundTrip(_ model: Model, sourceLocation: SourceLocation = #_sourceLocation) throws {
    for syntax in DocumentSyntax.allCases {
      let text = try ModelWriter.text(of: model, as: syntax)
      let file = "model.\(syntax.rawValue)"
      let back = try ModelLoader.load(Array(text.utf8), file: file).model
      #expect(PlainModel(back) == PlainModel(model), "\(text)", sourceLocation: sourceLocation)
      #expect(try ModelFormatter.formatted(text, file: file) == text, sourceLocation: sourceLocation)
      #expect(try ModelWriter.text(of: back, as: syntax) == text, sourceLocation: sourceLocation)
    }
  }

  @Test("The shipped models are read back as they were written", arguments: Repository.models.map(\.lastPathComponent))
  func shippedModels(_ name: String) throws {
    // A part of another one has no name of its own.
    guard !name.hasSuffix("-network.yaml") else { return }
    let path = Repository.root.appending(path: "Models/\(name)").path
    try expectRoundTrip(try ModelLoader.load([path]).model)
  }

  @Test("Random models are read back as they were written", arguments: 0..<300)
  func randomModels(_ seed: UInt64) throws {
    try expectRoundTrip(RandomText.model(seed: seed))
  }

  @Test("Assumptions are read back as they were written")
  func assumptions() throws {
    let text = """
      model: M
      domains: { z: { kind: zone } }
      components: { a: { in: z } }
      assume:
        - { id: a, kind: aws/*, in: z, tag: t, tier: "<=1", owner: o, not: { kind: b }, unavailability: 0.1 }
        - { kind: zone, availability: [99%, 99.9%] }
        - { owner: o, mtbf: 9h, mttr: 1h }
      """
    let model = try ModelLoader.load(Array(text.utf8), file: "model.yaml").model
    #expect(model.assumptions.count == 3)
    #expect(model.assumptions[1].unavailability == Unavailability(low: 0.001, high: 0.01))
    #expect(model.assumptions[2].unavailability == Unavailability(low: 0.1, high: 0.1))
    try expectRoundTrip(model)
    let one = "model: M\ncomponents: { a: {} }\nassume: { id: a, unavailability: 0.1 }"
    try expectRoundTrip(try ModelLoader.load(Array(one.utf8), file: "model.yaml").model)
  }

  @Test("Every key of the language is read back as it was written")
  func everyKey() throws {
    let text = """
      model: "M: all"
      description: "two\\nlines, \\"quoted\\""
      domains:
        r:
          kind: aws/region
          weight: 0
          domains: { z1: { name: Zone 1, in: r2, domains: { k1: {} } }, z2: { availability: 99.98% } }
        r2: {}
        r3: { in: [r, r2] }
      components:
        a:
          name: The a
          description: What it is for
          url: "https://example.com/#a"
          kind: aws/ebs-volume
          in: [z1, r2]
          needs: [b, { on: c, tolerates: 1h30m, confidence: observed, source: "a: trace" }]
          uses: { atLeast: 66.5%, of: [{ any: [b, b, { all: [c, d] }], tolerates: 250ms }, c, d], confidence: assumed }
          degradedBy: [{ any: [b, { all: [c, d], coverage: 0, commonCause: 2.5% }], coverage: 99.9999999%, commonCause: 1e-3 }, c]
          startNeeds: [{ atLeast: 60, of: { b: 50, c: 50.25, "*": 10 } }, { all: { b: 2, c: 3 } }]
          configuredBy: [b, c]
          unavailability: [1e-9, 0.1]
          tier: 0
          weight: 2.5
          owner: "null"
          tags: [x, "true", "x y", "1"]
          source: "file.tf:12"
        b: { mtbf: 45d, mttr: 20m }
        c: { unavailability: 1 }
        e: { logical: true, needs: { any: [b, c], coverage: 1 } }
        f: { logical: false }
        d: { needs: { any: "?" }, uses: { any: "api-*" } }
        "*": {}
        "key: with, signs #1": { uses: { any: { kind: "aws/*" } } }
        api-1: {}
        api-2: {}
      faults:
        f1: { name: F, description: D, down: [a, z1], degraded: b }
        f2: { degraded: "api-*", change: true }
      checks:
        c1: { description: D, severity: warning, owner: O, given: f1, then: { up: c, notDown: { tier: "<=1", tag: x } } }
        c2: { given: [{ each: { kind: "aws/*", not: b } }, { eachPair: "api-*" }, { down: a, degraded: [b, c] }],
              then: { impacted: { atMost: 20% }, within: 30m, degraded: a, notUp: a } }
        c3: { given: { each: { in: r } }, then: { impacted: 3 }, except: [{ fault: r, reason: known, until: 2027-03-01 },
              { component: a, reason: "why: not" }] }
        c4: { require: { for: { owner: "*" }, survives: 1, availability: 99.95%, starts: true, independent: true, except: [r] } }
        c5: { forbid: { from: { id: a, tier: 1 }, to: [b, c], via: any, transitive: true } }
        c6: { forbid: { from: a, to: b } }
        c7: { given: [{ change: f1 }, { change: [a, { kind: "aws/*" }] }], then: { up: c } }
        c8: { require: { for: a, survives: { count: 2, of: { in: z1 } } } }
      """
    try expectRoundTrip(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
  }

  @Test("Globs are written as globs, and members of selectors one by one")
  func globsStayGlobs() throws {
    let text = """
      model: M
      components:
        all: { needs: { any: "a*" } }
        some: { needs: { any: { tag: x } } }
        a1: { tags: [x] }
        a2: {}
      """
    let written = try ModelWriter.text(of: try Reading.model(text), as: .yaml)
    #expect(written.contains("all: { needs: { any: \"a*\" } }"))
    #expect(written.contains("some: { needs: { any: [a1] } }"))
  }

  @Test("Probabilities are written exactly to the last bit")
  func probabilitiesAreKeptToTheLastBit() throws {
    var random = SplitMix64(seed: 5)
    var components: [Component] = []
    for index in 0..<2_000 {
      var component = Component(ComponentID("c\(index)"))
      let scale = Double(sign: .plus, exponent: -Int.random(in: 0...1_074, using: &random), significand: 1)
      let value = Double.random(in: 0...1, using: &random) * scale
      component.unavailability = Unavailability(low: value, high: value)
      components.append(component)
    }
    try expectRoundTrip(Model(name: "M", components: components))
  }

  @Test("A model that no text can express is refused")
  func whatNoTextCanSay() throws {
    var component = Component("a")
    let group = Requirement(.group(Group(.any, of: [.init(Requirement(on: "b"))])))
    component.relations = [
      .init(.needs, Requirement(.group(Group(.any, of: [.init(group, weight: Amount(2)), .init(group)]))))
    ]
    let model = Model(name: "M", components: [component, Component("b")])
    #expect(throws: InvalidInput.self) { try ModelWriter.text(of: model, as: .yaml) }
  }

  @Test("A model of millions of requirements is refused before it takes memory")
  func modelsOfMillions() {
    var builder = ComponentTableBuilder()
    builder.beginFile("g.jsonl")
    let components = (0..<1_450).map { builder.component("c\($0)") }
    for owner in components { for target in components { builder.relate(owner, .needs, target) } }
    let model = Model(name: "M", table: builder.table())
    for syntax in DocumentSyntax.allCases {
      #expect { try ModelWriter.text(of: model, as: syntax) } throws: { error in
        (error as? InvalidInput)?.diagnostics.map(\.code) == [.fileTooLarge]
      }
    }
  }

  @Test("A model with more values than YAML may have is refused before layout, without a location")
  func moreValuesThanAreRead() throws {
    let ids = (0..<600).map { ComponentID("c\($0)") }
    var sourced = Requirement(on: "c0")
    sourced.source = "s"
    let components = ids.map { id in
      var component = Component(id)
      component.relations = ids.filter { $0 != id }.map { target in
        sourced.target = .component(target)
        return .init(.needs, sourced)
      }
      return component
    }
    do throws(InvalidInput) {
      _ = try ModelWriter.text(of: Model(name: "M", components: components), as: .yaml)
      Issue.record("it is written")
    } catch {
      #expect(error.diagnostics.map(\.code) == [.fileTooLarge])
      #expect(error.diagnostics[0].place == nil)
      let message = error.diagnostics[0].message
      #expect(message.contains("600 components and domains and 359400 requirements"))
      #expect(message.contains("more than 1500000 values as YAML"))
      #expect(message.hasSuffix("; write it as JSON"))
      #expect(error.diagnostics[0].remedy == .writeOtherwise)
    }
  }

  @Test("Ids with any characters are read back as they were written")
  func strangeIDs() throws {
    let ids = [
      "-", "?", ":", "- a", "a: b", "a #b", "#a", "&a", "*", "!a", "|", ">", "'", "\"", "%", "@", "`", "[", "]", "{",
      "}",
      ",", "null", "~", "true", "012", "1e3", " a", "a ", "é 日本 \u{1F600}", "a\\b", "...", "---", "=", "<<", "on",
      String(repeating: "long", count: 400), "\u{2028}", "\u{FEFF}x", "{v}",
    ]
    var components = ids.map { Component(ComponentID($0)) }
    components[0].relations = ids.dropFirst().map { .init(.needs, Requirement(on: ComponentID($0))) }
    components[1].relations = [
      .init(
        .uses,
        Requirement(.group(Group(.any, of: ids.map { .init(Requirement(on: ComponentID($0)), weight: Amount(2)) }))))
    ]
    components[2].tags = ids
    try expectRoundTrip(Model(name: "-", components: components))
  }
}

/// Random models of which a text can say all.
enum RandomText {
  static func model(seed: UInt64) -> Model {
    var random = SplitMix64(seed: seed &+ 99)
    let model = RandomModel.model(seed: seed)
    var components = Array(model.components)
    for position in components.indices {
      components[position].relations = components[position].relations.map { relation in
        var relation = relation
        if relation.kind != .in { relation.requirement = sayable(relation.requirement, &random) }
        return relation
      }
      if Bool.random(using: &random) {
        components[position].kind = ["aws/region", "x", "1"].randomElement(using: &random)
      }
      if Bool.random(using: &random) { components[position].source = "main.tf:\(position)" }
      if Bool.random(using: &random) {
        let ends = [Double.random(in: 0...1, using: &random), Double.random(in: 0...1, using: &random)].sorted()
        components[position].unavailability = Unavailability(
          low: ends[0], high: ends[Int.random(in: 0...1, using: &random)])
      }
    }
    var faults: [Fault] = []
    if Bool.random(using: &random) {
      let levels = RandomModel.fault(of: model, seed: seed).sorted { $0.key < $1.key }
      faults.append(Fault("fault", levels: levels.map { (components[$0.key].id, $0.value) }))
    }
    return Model(name: model.name, components: components, faults: faults)
  }

  /// The weights of members that are no plain ids, or stand twice, can't be written.
  private static func sayable(_ requirement: Requirement, _ random: inout SplitMix64) -> Requirement {
    var result = requirement
    if Int.random(in: 0..<4, using: &random) == 0 {
      result.confidence = Confidence.allCases.randomElement(using: &random)!
    }
    guard case .group(var group) = requirement.target else { return result }
    var seen: Set<ComponentID> = []
    let isWeighted = group.members.contains { $0.weight != .one }
    group.members = Group.Members(
      group.members.compactMap { member in
        guard isWeighted else { return Group.Member(sayable(member.requirement, &random)) }
        guard case .component(let id) = member.requirement.target, seen.insert(id).inserted else { return nil }
        return Group.Member(Requirement(on: id), weight: member.weight)
      })
    if group.members.isEmpty { group.members = Group.Members([Group.Member(Requirement(on: "c0"))]) }
    if group.requiredWeight(ofTotal: group.totalWeight!) > group.totalWeight! { group.threshold = .all }
    result.target = .group(group)
    return result
  }
}

extension ModelWriterTests {
  @Test("A large model is laid out in parts, and is the same as in one")
  func largeModels() throws {
    var components = (0..<4_500).map { number -> Component in
      var component = Component(ComponentID("n\(number)"))
      component.source = number % 3 == 0 ? nil : "file \(number)"
      component.kind = number % 7 == 0 ? "kind/\(number)" : nil
      let confidence: Confidence = number % 5 == 0 ? .assumed : .declared
      component.relations = (1...1 + number % 4).map {
        .init(.needs, Requirement(.component(ComponentID("n\(number + $0)")), confidence: confidence))
      }
      return component
    }
    components += (4_500..<4_510).map { Component(ComponentID("n\($0)")) }
    let faults = (0..<2_100).map { Fault(ComponentID("f\($0)"), levels: [(ComponentID("n\($0)"), .down)]) }
    let model = Model(name: "large", components: components, faults: faults)
    let text = try ModelWriter.text(of: model, as: .yaml)
    #expect(text.split(separator: "\n").filter { $0 == "components:" || $0 == "faults:" }.count == 2)
    #expect(try ModelFormatter.formatted(text, file: "m.yaml") == text)
    #expect(PlainModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model) == PlainModel(model))
  }
}
