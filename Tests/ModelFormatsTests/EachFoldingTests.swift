import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// Models are written with `each` for look-alikes and comments for what is unsure.
@Suite struct EachFoldingTests {
  private func written(_ text: String) throws -> String {
    let model = try Reading.model("model: M\n" + text)
    let written = try ModelWriter.text(of: model, as: .yaml)
    let back = try Reading.model(written)
    #expect(back.components.map { "\(Self.plain($0))" } == model.components.map { "\(Self.plain($0))" }, "\(written)")
    #expect(try ModelFormatter.formatted(written, file: "m.yaml") == written)
    #expect(try ModelWriter.text(of: back, as: .yaml) == written)
    return written
  }

  /// A component without places and globs.
  private static func plain(_ component: Component) -> Component {
    var component = component
    component.place = nil
    for position in component.relations.indices { strip(&component.relations[position].requirement) }
    return component
  }

  private static func strip(_ requirement: inout Requirement) {
    requirement.place = nil
    guard case .group(var group) = requirement.target else { return }
    group.pattern = nil
    for position in group.members.indices { strip(&group.members[position].requirement) }
    requirement.target = .group(group)
  }

  @Test("Components that differ in a number or a word are written as one entry with 'each'")
  func domainsNumbersAndWords() throws {
    let text = try written(
      """
      domains:
        eu: { domains: { eu-1a: { kind: aws/availability-zone }, eu-1b: { kind: aws/availability-zone }, eu-1c: { kind: aws/availability-zone } } }
      components:
        ebs-eu-1a: { kind: aws/ebs-volume, in: eu-1a }
        ebs-eu-1b: { kind: aws/ebs-volume, in: eu-1b }
        ebs-eu-1c: { kind: aws/ebs-volume, in: eu-1c }
        "web[0]": { kind: app, needs: db, tier: 1, source: "plan.json: web[0]" }
        "web[1]": { kind: app, needs: db, tier: 1, source: "plan.json: web[1]" }
        db: {}
        team-red: { uses: db, owner: red }
        team-blue: { uses: db, owner: blue }
        team-green: { uses: db, owner: green }
      """)
    #expect(text.contains("\"eu-{name}\": { each: { name: [\"1a\", \"1b\", \"1c\"] }, kind: aws/availability-zone }"))
    #expect(
      text.contains("\"ebs-{zone}\": { each: { zone: [eu-1a, eu-1b, eu-1c] }, kind: aws/ebs-volume, in: \"{zone}\" }"))
    #expect(text.contains("\"web[{number}]\":"))
    #expect(text.contains("source: \"plan.json: web[{number}]\""))
    #expect(text.contains("\"team-{name}\": { each: { name: [red, blue, green] }, uses: db, owner: \"{name}\" }"))
  }

  @Test("Two runs of the same form get variables with different names")
  func twoRunsOfOneForm() throws {
    let text = try written(
      "components: { a-1: {}, a-2: {}, a-3: {}, x: { needs: a-1 }, a-4: { tier: 1 }, a-5: { tier: 1 }, a-6: { tier: 1 } }"
    )
    #expect(text.contains("\"a-{number}\": { each: { number:"))
    #expect(text.contains("\"a-{number2}\": { each: { number2:"))
  }

  @Test("Thousands of short runs of one form are folded without looking at others again")
  func manyRunsOfOneForm() throws {
    let components = (0..<15_000).map { number in
      var component = Component(ComponentID("a-\(number)"))
      component.tier = number / 3 % 2
      return component
    }
    let text = try ModelWriter.text(of: Model(name: "M", components: components), as: .yaml)
    #expect(text.contains("\"a-{number}\": { each: { number: [\"0\", \"1\", \"2\"] }, tier: 0 }"))
    #expect(text.contains("\"a-{number5000}\": { each: { number5000: [\"14997\", \"14998\", \"14999\"] }, tier: 1 }"))
  }

  @Test("Components that are not similar stay apart")
  func whatIsNotAlikeStaysApart() throws {
    let text = try written(
      """
      components:
        a-1: { tier: 1 }
        a-2: { tier: 2 }
        a-3: { tier: 3 }
        b-1: { needs: a-1 }
        b-2: { needs: a-3 }
        b-3: { needs: a-2 }
        "c-{x}": { tier: 1 }
        "c-{y}": { tier: 1 }
        "c-{z}": { tier: 1 }
        d-1: {}
        x: {}
        d-2: {}
        d-3: {}
        1: {}
        2: {}
        3: {}
      """)
    #expect(!text.contains("each"))
  }

  @Test("Only a whole word that equals the value is replaced by the variable")
  func partsOfWords() throws {
    let text = try written(
      """
      components:
        web-1: { source: "10.0.0.1: web-1" }
        web-2: { source: "10.0.0.1: web-2" }
        web-3: { source: "10.0.0.1: web-3" }
        app-1: { source: "rev 21 of 1" }
        app-2: { source: "rev 21 of 2" }
        app-3: { source: "rev 21 of 3" }
      """)
    #expect(text.contains("web-1:"))
    #expect(text.contains("\"app-{number}\""))
    #expect(text.contains("rev 21 of {number}"))
  }

  @Test("Requirements of weak confidence get a comment above their key or component")
  func commentsForTheUnsure() throws {
    let text = try written(
      """
      components:
        api:
          needs: [{ on: db, confidence: inferred, source: "names a table" }, { any: [q1, q2], confidence: assumed }, cache]
          uses: { on: cache, confidence: assumed }
          kind: app
          tier: 1
        short: { needs: { all: [{ on: db, confidence: inferred }, cache] } }
        sure: { needs: { on: db, confidence: referenced } }
        db: {}
        cache: {}
        q1: { tier: 1 }
        q2: { tier: 2 }
      """)
    #expect(text.contains("    # inferred: db\n    # assumed: any of q1, q2\n    needs:"))
    #expect(text.contains("    # assumed: cache\n    uses:"))
    #expect(text.contains("  # inferred: db\n  short:"))
    #expect(!text.contains("# referenced"))
    #expect(text.filter { $0 == "#" }.count == 4)
  }

  @Test("Models of similar components are read back exactly as they were written", arguments: 0..<300)
  func randomLookAlikes(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed &+ 4711)
    let seeds = RandomText.model(seed: seed)
    let separators = ["-", ".", "", "[", "/", "a", "1", " {x} ", "é"]
    var components = Array(seeds.components)
    for position in 0..<Int.random(in: 1...4, using: &random) {
      let separator = separators.randomElement(using: &random)!
      var copy = seeds.components.last!
      copy.kind = ["k", nil].randomElement(using: &random)!
      for number in 0..<Int.random(in: 1...5, using: &random) {
        let value = [String(number), "z\(number)", "\(number)a\(number)"][position % 3]
        copy.id = ComponentID("x\(position)\(separator)\(value)")
        guard !components.contains(where: { $0.id == copy.id }) else { continue }
        copy.source = ["from \(value)", "\(value)\(value)x\(value)", "same", "{\(value)}"][Int(seed % 4)]
        copy.owner = Int.random(in: 0..<6, using: &random) == 0 ? value : copy.owner
        if let last = components.last, !last.isDomain, Int.random(in: 0..<8, using: &random) == 0 {
          copy.relations.append(.init(.uses, Requirement(on: last.id)))
        }
        components.append(copy)
      }
    }
    let model = Model(name: "M", components: components)
    let text = try ModelWriter.text(of: model, as: .yaml)
    let back = try Reading.model(text)
    for (one, other) in zip(model.components, back.components) {
      #expect(one.id == other.id)
      #expect(one.source == other.source)
      #expect(one.owner == other.owner)
      #expect(one.kind == other.kind)
      for kind in Component.Relation.Kind.allCases {
        #expect(Self.plain(one).requirements(kind) == Self.plain(other).requirements(kind), "\(text)")
      }
    }
    #expect(model.components.count == back.components.count)
    #expect(try ModelWriter.text(of: back, as: .yaml) == text)
    #expect(try ModelFormatter.formatted(text, file: "m.yaml") == text)
  }
}
