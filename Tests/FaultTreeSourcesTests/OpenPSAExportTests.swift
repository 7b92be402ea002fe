import DependencyModel
import FailureGraph
import ImportTestSupport
import Importers
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// A model written as a fault tree and read again fails under the same faults.
@Suite struct OpenPSAExportTests {
  /// Tries every set of at most `size` of the model's components (all sets of small models) on the model, by its
  /// definition, and on what the tree is read as.
  private func expectSameFailingSets(
    _ model: Model, target: ComponentIndex, _ options: OpenPSAExport.Options, size: Int, limit: Int = 4_000,
    isLargeAllowed: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let id = model.components[target].id
    var candidates = model.components.indices.filter { position in
      let component = model.components[position]
      if position == target { return component.unavailability != nil }
      return options.faults == .all
        ? !component.isLogic || component.unavailability != nil : component.unavailability != nil
    }
    let export: OpenPSAExport
    do throws(OpenPSAExport.Problem) {
      export = try OpenPSAExport(model, target: id, options: options)
    } catch  where error.description.contains("unroll") {
      #expect(isLargeAllowed, sourceLocation: sourceLocation)
      return
    } catch {
      // Only what never fails, whatever else does, has no tree.
      let all = Dictionary(uniqueKeysWithValues: candidates.map { ($0, Level.down) })
      #expect(
        NaiveSemantics(model, fault: all).levels[target] < options.level, "\(error)", sourceLocation: sourceLocation)
      return
    }
    let tree = try Importing.model(export.text)
    let compiled = CompiledModel(tree)
    var propagation = compiled.makePropagation()
    let top = try #require(tree.index(of: ComponentID(export.top)))
    #expect(tree.components.filter { $0.tags.contains("top") }.map(\.id) == [ComponentID(export.top)])
    let events = Dictionary(
      uniqueKeysWithValues: export.events.map {
        (model.index(of: $0.component)!, tree.index(of: ComponentID($0.name))!)
      })
    for (position, event) in events {
      #expect(tree.components[event].kind == "open-psa/basic-event")
      let chance = model.components[position].unavailability.map { options.bound == .high ? $0.high : $0.low }
      #expect(tree.components[event].unavailability?.low ?? 0 == chance ?? 0)
    }
    candidates = Array(candidates.prefix(20))
    for fault in Subsets(of: candidates, upTo: size).prefix(limit) {
      let expected = NaiveSemantics(model, fault: Dictionary(uniqueKeysWithValues: fault.map { ($0, .down) }))
      let nodes = fault.compactMap { events[$0] }.map { (node: NodeIndex($0), state: FailureState.failed) }
      propagation.run(compiled.graph, from: nodes)
      let isDown = propagation.state(of: NodeIndex(top)) == .failed
      if isDown != (expected.levels[target] >= options.level) {
        let names = fault.map { model.components[$0].id.text }
        Issue.record(
          "\(names) should \(isDown ? "not " : "")fail \(id):\n\(ModelShrinker.description(model, [:]))\n\(export.text)",
          sourceLocation: sourceLocation)
        return
      }
    }
  }

  @Test("Exported trees of random models fail for the same sets of components", arguments: 0..<300)
  func randomModels(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed &+ 17)
    var components = Array(RandomModel.model(seed: seed).components)
    for position in components.indices where Bool.random(using: &random) {
      let low = Double.random(in: 0...0.5, using: &random)
      components[position].unavailability = Unavailability(low: low, high: Double.random(in: low...1, using: &random))
    }
    let model = Model(name: "random", components: components)
    var options = OpenPSAExport.Options()
    options.level = Bool.random(using: &random) ? .down : .degraded
    options.faults = Int.random(in: 0..<3, using: &random) == 0 ? .stated : .all
    options.bound = Bool.random(using: &random) ? .low : .high
    options.gateLimit = 1_000
    for _ in 0..<3 {
      try expectSameFailingSets(
        model, target: ComponentIndex(components.indices.randomElement(using: &random)!), options,
        size: components.count <= 9 ? 9 : 3,
        limit: 150, isLargeAllowed: true)
    }
  }

  @Test("Exported trees of all models of three components fail for the same sets")
  func smallModels() throws {
    let ids: [ComponentID] = ["a", "b", "c"]
    func choices(_ position: Int) -> [[Requirement]] {
      let others = ids.indices.filter { $0 != position }.map { Requirement(on: ids[$0]) }
      let members = others.map { Group.Member($0) }
      return [
        [], [others[0]], [others[1]], others, [Requirement(.group(Group(.any, of: members)))],
        [Requirement(.group(Group(.any, of: members + [Group.Member(Requirement(on: ids[position]))])))],
      ]
    }
    for a in choices(0) {
      for b in choices(1) {
        for c in choices(2) {
          let components = zip(ids, [a, b, c]).map { id, needs in
            Component(id, relations: needs.map { .init(.needs, $0) })
          }
          try expectSameFailingSets(Model(name: "M", components: components), target: 0, .init(), size: 3)
        }
      }
    }
  }

  @Test("Exported trees count weights exactly", arguments: 0..<60)
  func weights(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 1...9, using: &random)
    var components = (0..<count).map { Component(ComponentID("m\($0)")) }
    let members = (0..<count).map { index in
      Group.Member(
        Requirement(on: ComponentID("m\(index)")),
        weight: Amount(millionths: .random(in: 1...(seed < 30 ? 6 : 9_000_000_000_000), using: &random)))
    }
    let total = members.reduce(0) { $0 + $1.weight.millionths }
    let group = Group(.atLeast(Amount(millionths: .random(in: 1...total, using: &random))), of: members)
    components.append(Component("target", relations: [.init(.needs, Requirement(.group(group)))]))
    try expectSameFailingSets(Model(name: "M", components: components), target: ComponentIndex(count), .init(), size: 9)
  }

  @Test("Names in an exported tree are legal and unique")
  func namesAreLegalAndUnique() throws {
    let ids = [
      "router-1/us-east-1a", "c2", "", "a b", "a.b", "-x", "x-", "x--y", "ok", "ok-down", "é", "<&\">", "1st", "c1",
    ]
    var components = ids.dropFirst().map { Component(ComponentID($0 == "" ? "empty" : $0)) }
    components[0].relations = [.init(.needs, Requirement(on: "ok"))]
    components[7].relations = [.init(.needs, Requirement(on: "é"))]
    let all = components.map { Component.Relation(.needs, Requirement(on: $0.id)) }
    components.append(Component(ComponentID(ids[0]), relations: all))
    let model = Model(name: "<M> & \u{1}", components: components)
    let export = try OpenPSAExport(model, target: ComponentID(ids[0]))
    let loaded = try Importing.load(export.text)
    #expect(loaded.warnings.isEmpty)
    for component in loaded.model.components {
      #expect(component.id.text.wholeMatch(of: #/[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*/#) != nil)
    }
    #expect(loaded.model["c11"]?.name == "<&\">")
    #expect(export.events.map(\.component.text).sorted() == components.dropLast().map(\.id.text).sorted())
    #expect(loaded.model.description == "<M> & \u{FFFD}: when router-1/us-east-1a is down")
  }

  @Test("An exported tree keeps its top, its gates and the unavailabilities of its events")
  func aTreeOfItsOwnComesBack() throws {
    for reference in OpenPSAFixturesTests.references where reference.isCoherent {
      let model = try ModelLoader.load([reference.path], importers: ImportSources.all()).model
      let top = try #require(model.components.first { $0.tags.contains("top") })
      let export = try OpenPSAExport(model, target: top.id)
      let back = try Importing.model(export.text)
      #expect(export.top == top.id.text)
      #expect(export.gateCount == back.components.count { $0.isLogic })
      for component in model.components where !component.isLogic && back[component.id] != nil {
        #expect(back[component.id]?.unavailability == component.unavailability)
      }
      // A layered tree stays as it is, gate for gate.
      let isLayered = model.components.allSatisfy { component in
        component.relations.allSatisfy { relation in
          guard case .group(let group) = relation.requirement.target else { return true }
          return component.relations.count == 1 && group.members.allSatisfy { $0.requirement.isPlainID }
        }
      }
      #expect(
        !isLayered
          || back.components.count { $0.isLogic } >= model.components.count { $0.isLogic && back[$0.id] != nil })
    }
  }

  @Test("A target that has no tree is refused with the reason")
  func whatHasNoTree() throws {
    func problem(_ text: String, _ target: ComponentID, _ change: (inout OpenPSAExport.Options) -> Void = { _ in })
      throws
      -> String
    {
      var options = OpenPSAExport.Options()
      change(&options)
      do throws(OpenPSAExport.Problem) {
        _ = try OpenPSAExport(try! Importing.model(text), target: target, options: options)
        return ""
      } catch {
        return error.description
      }
    }
    let circle = "model: M\ncomponents: { a: { needs: b }, b: { needs: a } }"
    #expect(try problem(circle, "a") == "")
    #expect(try problem(circle, "a") { $0.faults = .stated } == "nothing can take 'a' down, so there is no tree")
    #expect(try problem(circle, "x") == "the model has no component 'x'")
    let soft = "model: M\ncomponents: { a: { uses: b }, b: {} }"
    #expect(try problem(soft, "a") == "nothing can take 'a' down, so there is no tree")
    #expect(try problem(soft, "a") { $0.level = .degraded } == "")
    // A clique in which everyone needs a majority of the others.
    let ids = (0..<18).map { "n\($0)" }
    let clique = ids.map { id in
      "  \(id): { needs: { atLeast: 9, of: [\(ids.filter { $0 != id }.joined(separator: ", "))] } }"
    }
    let text = "model: M\ncomponents:\n\(clique.joined(separator: "\n"))"
    #expect(
      try problem(text, "n0") { $0.gateLimit = 5_000 }
        == "the circles behind 'n0' unroll to more than 5000 gates; no tree is written")
    let weights = (0..<40).map { "w\($0): \(1_000_003 + $0 * $0 * 7_919 + $0 * 104_729)" }
    let heavy =
      "model: M\ncomponents:\n  t: { needs: { atLeast: 40000000, of: { \(weights.joined(separator: ", ")) } } }\n"
      + (0..<40).map { "  w\($0): {}\n" }.joined()
    #expect(
      try problem(heavy, "t") { $0.gateLimit = 2_000 }.contains("too large")
        || problem(heavy, "t") { $0.gateLimit = 2_000 }.contains("more than"))
  }

  @Test("A tree with coverage has the unavailability of the model, for nested and weighted groups and circles too")
  func coverage() throws {
    let text = """
      model: Coverage
      components:
        t:
          needs:
            - { atLeast: 3, of: { a: 2, b: 2, c: 1 }, coverage: 90% }
            - { any: [d, { any: [a, c], coverage: 0.5 }], coverage: 0.75 }
        a: { unavailability: 0.1, needs: { any: [d, t] } }
        b: { unavailability: 0.2 }
        c: { unavailability: 0.3 }
        d: { unavailability: 0.4, uses: { any: [a, b], coverage: 0 } }
      """
    let model = try ModelLoader.load(Array(text.utf8), file: "coverage.yaml").model
    let export = try OpenPSAExport(model, target: "t")
    #expect(export.switchings.map(\.name) == ["t-switching", "t-switching-2", "t-switching-3"])
    #expect(export.switchings.allSatisfy { $0.owner == "t" })
    func unavailability(_ model: Model, _ id: ComponentID) throws -> Double {
      let target = try #require(model.index(of: id))
      return try #require(CompiledModel(model).availability(of: [target]).entries[0].unavailability).high
    }
    let expected = try unavailability(model, "t")
    #expect(abs(try unavailability(try Importing.model(export.text), ComponentID(export.top)) - expected) < 1e-12)
  }

  @Test("A tree with common causes has the unavailability and the cut sets of the model, with an event for each")
  func commonCauses() throws {
    let text = """
      model: Common causes
      components:
        t:
          needs:
            - { atLeast: 2, of: [a, b, c], commonCause: 10%, coverage: 90% }
            - { any: [d, { any: [a, b], commonCause: 20% }], commonCause: 5% }
        a: { unavailability: [0.05, 0.1], needs: { any: [d, t] } }
        b: { unavailability: 0.2 }
        c: { unavailability: 0.3 }
        d: { unavailability: 0.4, needs: { any: [a, b], commonCause: 20% } }
      """
    let model = try ModelLoader.load(Array(text.utf8), file: "common.yaml").model
    let index = try #require(model.index(of: "t"))
    let export = try OpenPSAExport(model, target: "t")
    #expect(export.switchings.map(\.name) == ["t-switching"])
    // In the order of the groups of the graph: inner ones first.
    #expect(export.commonCauses.map(\.name).sorted() == ["t-common-cause", "t-common-cause-2", "t-common-cause-3"])
    #expect(Set(export.commonCauses.map { Set($0.components) }) == [["a", "b", "c"], ["a", "b"], ["d", "a", "b"]])
    for bound in OpenPSAExport.Bound.allCases {
      var options = OpenPSAExport.Options()
      options.bound = bound
      let tree = try OpenPSAExport(model, target: "t", options: options)
      let expected = try #require(CompiledModel(model).availability(of: [index]).entries[0].unavailability)
      let read = try Importing.model(tree.text)
      let top = try #require(read.index(of: ComponentID(tree.top)))
      let found = try #require(CompiledModel(read).availability(of: [top]).entries[0].unavailability).high
      #expect(abs(found - (bound == .high ? expected.high : expected.low)) < 1e-12)
    }
    #expect(export.text.contains("all members of 2 of a, b, c fail at once"))
    // Without any probability the events are there all the same, so that cut sets contain them.
    let plain = try ModelLoader.load(
      Array("model: M\ncomponents: { t: { needs: { any: [a, b], commonCause: 5% } }, a: {}, b: {} }".utf8),
      file: "plain.yaml"
    ).model
    let tree = try OpenPSAExport(plain, target: "t")
    #expect(tree.commonCauses.map(\.name) == ["t-common-cause"])
    #expect(!tree.text.contains("float"))
    let read = try Importing.model(tree.text)
    let top = try #require(read.index(of: ComponentID(tree.top)))
    let sets = CompiledModel(read).risks(of: top)
    let names = Set(sets.minimalCutSets.map { Set($0.map { read.components[$0].id.text }) })
    #expect(names == [["t-common-cause"], ["a", "b"]])
    var stated = OpenPSAExport.Options()
    stated.faults = .stated
    #expect(throws: OpenPSAExport.Problem.self) { try OpenPSAExport(plain, target: "t", options: stated) }
  }

  @Test("A chain of 30,000 components is exported")
  func longChains() throws {
    var components = (0..<30_000).map { index in
      Component(ComponentID("c\(index)"), relations: [.init(.needs, Requirement(on: ComponentID("c\(index + 1)")))])
    }
    components.append(Component("c30000"))
    let export = try OpenPSAExport(Model(name: "chain", components: components), target: "c0")
    #expect(export.events.count == 30_000)
    #expect(export.gateCount == 30_000)
  }
}

extension Requirement {
  fileprivate var isPlainID: Bool { if case .component = target { true } else { false } }
}

/// The subsets of a few numbers, smaller ones first.
private struct Subsets: Sequence {
  private let sets: [[ComponentIndex]]

  init(of items: [ComponentIndex], upTo size: Int) {
    var sets: [[ComponentIndex]] = [[]]
    var last: [(set: [ComponentIndex], next: Int)] = [([], 0)]
    for _ in 0..<Swift.min(size, items.count) {
      last = last.flatMap { set, next in (next..<items.count).map { (set + [items[$0]], $0 + 1) } }
      sets += last.map(\.set)
      if sets.count > 5_000 { break }
    }
    self.sets = sets
  }

  func makeIterator() -> IndexingIterator<[[ComponentIndex]]> { sets.makeIterator() }
}
