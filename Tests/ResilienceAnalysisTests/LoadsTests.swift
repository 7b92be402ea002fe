import DependencyModel
import Foundation
import ModelFormats
import TestSupport
import Testing

@testable import LoadGraph
@testable import ResilienceAnalysis

/// Loads of models as they are written; the settling itself is tested in LoadGraphTests.
@Suite struct LoadsTests {
  private static func compiled(_ text: String) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
  }

  private static func loads(_ text: String, _ faults: String...) throws -> Loads {
    let compiled = try compiled(text)
    return try compiled.loads(under: faults.isEmpty ? nil : FaultSet(faults, in: compiled.model))
  }

  /// Three web servers that 900/s go to, each of 400/s.
  static let shop = """
    model: Shop
    domains: { zone-a: {}, zone-b: {} }
    components:
      users: { demand: 900/s, needs: { any: [web-a, web-b, web-c] } }
      web-a: { in: zone-a, capacity: 400/s, needs: db }
      web-b: { in: zone-b, capacity: 400/s, needs: db }
      web-c: { in: zone-b, capacity: 400/s, needs: db }
      db: { capacity: 2000/s }
    """

  private static func entry(_ id: String, _ loads: Loads) throws -> Loads.Entry {
    let index = try #require(loads.model.index(of: ComponentID(id)))
    return try #require(loads.entries.first { $0.component == index })
  }

  @Test("Work goes evenly to the members of a group, and on to what they need")
  func even() throws {
    let loads = try Self.loads(Self.shop)
    let web = try Self.entry("web-a", loads).after
    #expect(isNear(web.load, 300))
    #expect(isNear(web.utilisation ?? 0, 0.75))
    #expect(isNear(try Self.entry("db", loads).after.load, 900))
    #expect(loads.lostAfter == 0)
    #expect(loads.isStated)
    let first = try #require(loads.firstOverload)
    #expect(isNear(first.factor, 400.0 / 300))
    #expect(["web-a", "web-b", "web-c"].contains(loads.model.outline(first.component).id.text))
  }

  @Test("What is left carries what failed, and refuses the excess")
  func overload() throws {
    let loads = try Self.loads(Self.shop, "zone-a")
    let web = try Self.entry("web-b", loads)
    #expect(isNear(web.before.load, 300))
    // Calls that one of them refuses go to the other: the load of each is more than its half of 900/s.
    #expect(web.after.load > 450)
    #expect(web.after.refused > 0)
    #expect(loads.lostBefore == 0)
    // Two of 400/s answer 800 of 900.
    #expect(loads.lostAfter > 0 && loads.lostAfter < 100.0 / 900 + 1e-9)
    #expect(try Self.entry("web-a", loads).after.down == 1)
    #expect(loads.entries.first.map { loads.model.outline($0.component).id.text } == "web-b")
  }

  @Test("A scale and other demands change what comes to each component")
  func scale() throws {
    let compiled = try Self.compiled(Self.shop)
    let doubled = try compiled.loads(under: nil, scale: 2)
    #expect(isNear(doubled.demand, 1_800))
    #expect(isNear(try #require(doubled.firstOverload).factor, 400.0 / 600))
    let users = try #require(compiled.model.index(of: "users"))
    let less = try compiled.loads(under: nil, demands: [users: try #require(Quantity(text: "90/s"))])
    #expect(isNear(try Self.entry("web-a", less).after.load, 30))
  }

  @Test("A component that queues and is asked again does not recover by itself")
  func stuck() throws {
    let loads = try Self.loads(
      """
      model: M
      components:
        web: { demand: 50/s, needs: { on: db, retries: 3, timeout: 1s } }
        db: { capacity: 100/s, overload: queues, takes: 10ms }
      """)
    let stuck = try #require(loads.stuck.first)
    #expect(isNear(stuck.collapsedLoad, 200))
    #expect(isNear(stuck.stableDemand, 25))
    #expect(loads.lostAfter == 0)
  }

  @Test("Calls in a circle that grow without end are an error that names the circle")
  func endless() throws {
    let compiled = try Self.compiled(
      """
      model: M
      components:
        a: { demand: 1, uses: { on: b, calls: 2 } }
        b: { uses: { on: a, calls: 1 } }
      """)
    #expect {
      try compiled.loads(under: nil)
    } throws: { error in
      guard case .callsWithoutEnd(let problem)? = error as? LoadProblem else { return false }
      return problem.circle.map { compiled.model.outline($0).id.text }.sorted() == ["a", "b"]
    }
  }

  @Test("Work that grows along a chain beyond all numbers is refused")
  func tooMuch() throws {
    let links = (0..<40).map { "  c\($0): { needs: { on: c\($0 + 1), calls: 9000000000000, retries: 1000 } }\n" }
      .joined()
    let compiled = try Self.compiled(
      "model: M\ncomponents:\n  a: { demand: 9000000000000, needs: c0 }\n\(links)  c40: {}\n")
    #expect {
      try compiled.loads(under: nil)
    } throws: { error in
      guard case .tooMuchWork(let problem)? = error as? LoadProblem else { return false }
      return compiled.model.outline(problem.component).id.text == "c1"
    }
    let fault = try FaultSet(["c20"], in: compiled.model)
    #expect(throws: LoadProblem.self) { try compiled.loads(under: fault, scale: 1e6) }
  }

  @Test("A model without demand, capacity and slots states no loads")
  func nothingStated() throws {
    let loads = try Self.loads("model: M\ncomponents: { a: { needs: b }, b: {} }", "b")
    #expect(!loads.isStated)
    #expect(loads.demand == 0)
    #expect(loads.firstOverload == nil)
  }

  @Test("Requirements that are not trusted carry nothing")
  func trust() throws {
    let text = "model: M\ncomponents: { a: { demand: 10, uses: { on: b, confidence: assumed } }, b: { capacity: 5 } }"
    let model = try ModelLoader.load(Array(text.utf8), file: "m.yaml").model
    #expect(try CompiledModel(model).loads(under: nil).entries.first?.after.load == 10)
    let surer = try CompiledModel(model, options: .init(trust: .declared)).loads(under: nil)
    #expect(try Self.entry("b", surer).after.load == 0)
  }
}

/// The worked answers on loads, with models as the language states them.
@Suite struct WorkedLoadModelTests {
  static let cases: [SyntaxNode] = {
    let file = Repository.root.appending(path: "Tests/LoadGraphTests/Fixtures/load.json")
    let reading = JSONReader().read([UInt8](try! Data(contentsOf: file)), file: "load.json")
    guard case .sequence(let entries)? = reading.document?.content else { return [] }
    return entries
  }()

  /// A part of the file as JSON again, in the order written.
  private static func json(_ node: SyntaxNode) -> String {
    func quoted(_ text: String) -> String { "\"\(text)\"" }
    return switch node.content {
    case .null: "null"
    case .scalar(let text): quoted(text)
    case .sequence(let items): "[\(items.map(json).joined(separator: ","))]"
    case .mapping(let pairs):
      "{\(pairs.map { quoted($0.key.text ?? "") + ":" + json($0.value) }.joined(separator: ","))}"
    }
  }

  private static func numbers(_ node: SyntaxNode?) -> [String: Double] {
    guard case .mapping(let pairs)? = node?.content else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: pairs.map { ($0.key.text ?? "", $0.value.text.flatMap { Double($0) } ?? .infinity) })
  }

  @Test("Models as the language states them have the loads of the worked answers", arguments: cases.indices)
  func answers(_ number: Int) throws {
    let worked = Self.cases[number]
    let model = try ModelLoader.load(Array(Self.json(try #require(worked["model"])).utf8), file: "case.json").model
    var lowering = LoadLowering(model, trust: .assumed)
    var waves = OverloadWaves(try lowering.graph())
    guard case .sequence(let answers)? = worked["settled"]?.content else { return }
    #expect(!answers.isEmpty)
    for answer in answers {
      guard case .mapping(let faults)? = answer["fault"]?.content else { continue }
      let state = try waves.settle(
        faults.map { pair in
          let component = UInt32(model.index(of: ComponentID(pair.key.text!))!.position)
          return switch pair.value.text! {
          case "down": LoadFault(component)
          case "degraded": LoadFault(component, down: 0, degraded: 1)
          case let share: LoadFault(component, down: Double(share.dropLast())! / 100)
          }
        })
      let (down, notUp, load, held) = (
        Self.numbers(answer["down"]), Self.numbers(answer["notUp"]), Self.numbers(answer["load"]),
        Self.numbers(answer["held"])
      )
      try Self.compareImpact(model, faults, down, notUp)
      for (position, component) in model.components.enumerated() {
        let id = component.id.text
        #expect(isNear(state.down[position], down[id] ?? 0), "\(id)")
        #expect(isNear(state.notUp[position], notUp[id] ?? 0), "\(id)")
        #expect(isNear(state.load[position], load[id] ?? 0), "\(id)")
        if component.slots != nil { #expect(isNear(state.held[position], held[id] ?? 0), "\(id)") }
      }
    }
  }

  /// Asks the same as a question of the command line has it: levels follow from the shares, and causes come before effects.
  private static func compareImpact(
    _ model: Model, _ faults: [(key: SyntaxNode, value: SyntaxNode)], _ down: [String: Double],
    _ notUp: [String: Double]
  ) throws {
    let compiled = CompiledModel(model)
    let fault = try FaultSet(faults.map { "\($0.key.text!)=\($0.value.text!)" }, in: model)
    guard compiled.usesLoads(for: fault) else { return }
    let impact = compiled.impact(of: fault)
    #expect(impact.loadSummary != nil)
    var waves: [ComponentIndex: Int] = [:]
    var levels: [ComponentIndex: Level] = [:]
    for effect in impact.effects {
      waves[effect.component] = effect.wave
      levels[effect.component] = effect.level
    }
    #expect(Set(impact.effects.map { model.outline($0.component).id.text }) == Set(notUp.keys))
    for effect in impact.effects {
      let id = model.outline(effect.component).id.text
      #expect(isNear(effect.share?.down ?? -1, down[id] ?? 0), "\(id)")
      #expect(isNear(effect.share?.notUp ?? -1, notUp[id] ?? 0), "\(id)")
      #expect((effect.level == .down) == (effect.share?.down == 1), "\(id)")
      // What gets worse later on may have been a cause before.
      #expect(effect.cause.by.allSatisfy { waves[$0]! < effect.wave || levels[$0]! > effect.level }, "\(id)")
      #expect(!effect.cause.by.isEmpty || effect.cause.isFault || effect.cause.overload == .unknown, "\(id)")
    }
  }
}

/// Whether two numbers are equal to a millionth.
private func isNear(_ first: Double, _ second: Double) -> Bool {
  first == second || abs(first - second) <= 1e-6 * max(abs(first), abs(second)) + 1e-12
}

extension SyntaxNode {
  /// The value under a key.
  fileprivate subscript(key: String) -> SyntaxNode? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs.first { $0.key.text == key }?.value
  }
}
