import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Changes beside failures, and what a change would do.
@Suite struct ChangeTests {
  private static let model = """
    model: M
    components:
      shop: { configuredBy: template, needs: x }
      x: { configuredBy: derived }
      derived: { configuredBy: flags }
      y: { needs: flags }
      flags: {}
      template: {}
    faults:
      rollout: { down: flags, change: true }
      broken: { down: template }
      release: { down: template, change: true }
    """

  private static func reading(_ text: String) throws -> Model {
    try ModelLoader.load(Array(text.utf8), file: "model.yaml").model
  }

  private static func down(_ texts: String..., following change: Bool = false) throws -> [String] {
    let model = try Self.reading(Self.model)
    let fault = try FaultSet(texts, in: model)
    let options = CompiledModel.Options(
      followsConfiguration: change || fault.isChange, changed: change ? nil : fault.changed)
    return CompiledModel(model, options: options).impact(of: fault).effects.filter { $0.wave > 0 }
      .map { model.outline($0.component).id.text }.sorted()
  }

  @Test("Beside a fault that is a change, what else is named fails: only the change is followed to what it configures")
  func changeAndFailure() throws {
    #expect(try Self.down("template") == [])
    #expect(try Self.down("broken") == [])
    #expect(try Self.down("release") == ["shop"])
    #expect(try Self.down("rollout") == ["derived", "shop", "x", "y"])
    let model = try Self.reading(
      Self.model.replacing("needs: x }", with: "needs: z }").replacing("  x:", with: "  z: {}\n  x:"))
    let fault = try FaultSet(["rollout", "template"], in: model)
    #expect(fault.changed == [model.index(of: "flags")!])
    let compiled = CompiledModel(model, options: .init(followsConfiguration: true, changed: fault.changed))
    #expect(
      compiled.impact(of: fault).effects.filter { $0.wave > 0 }.map { model.outline($0.component).id.text }
        .sorted() == ["derived", "x", "y"])
  }

  @Test("Changes together, or everything followed, are questions of one sort")
  func oneSort() throws {
    let model = try Self.reading(Self.model)
    #expect(try FaultSet(["rollout", "release"], in: model).changed == nil)
    #expect(try FaultSet(["broken", "flags"], in: model).changed == nil)
    #expect(try Self.down("rollout", "template", following: true) == ["derived", "shop", "x", "y"])
  }

  @Test("An explanation says what a change would do, where a failure does less")
  func levelIfChanged() throws {
    let model = try Self.reading(Self.model)
    let compiled = CompiledModel(model)
    func level(_ component: ComponentID, _ fault: String) throws -> Level? {
      compiled.explanation(of: model.index(of: component)!, under: try FaultSet([fault], in: model)).levelIfChanged
    }
    #expect(try level("shop", "template") == .down)
    #expect(try level("shop", "flags") == .down)
    #expect(try level("y", "flags") == nil)
    #expect(try level("x", "template") == nil)
    let fault = try FaultSet(["template"], in: model)
    #expect(
      compiled.following(configuration: true).explanation(of: model.index(of: "shop")!, under: fault).levelIfChanged
        == nil)
  }

  @Test("A loss that is tolerated for a while is not the reason of an outage that comes at once")
  func timelyCause() throws {
    let model = try Self.reading(
      """
      model: M
      components:
        shop: { needs: [{ on: db, tolerates: 4h }, cache] }
        late: { needs: [{ on: db, tolerates: 4h }, { on: cache, tolerates: 5h }] }
        db: {}
        cache: {}
      """)
    let impact = CompiledModel(model).impact(of: try FaultSet(["db", "cache"], in: model))
    func cause(_ id: ComponentID) -> [String] {
      impact.effects.first { $0.component == model.index(of: id)! }!.cause.by.map { model.outline($0).id.text }
    }
    #expect(cause("shop") == ["cache"])
    #expect(cause("late") == ["db"])
  }

  @Test("A component that becomes only logic is neither a repair nor a fault that is gone")
  func becomesLogic() throws {
    func model(_ database: String) throws -> CompiledModel {
      CompiledModel(
        try Self.reading("model: M\ncomponents: { shop: { tier: 0, needs: db }, db: { \(database) }, x: {} }"))
    }
    let diff = ModelDiff(from: try model("kind: database"), to: try model("kind: database, logical: true"))
    #expect(diff.cutSets.isEmpty)
    #expect(diff.impacts.isEmpty)
    let back = ModelDiff(from: try model("kind: database, logical: true"), to: try model("kind: database"))
    #expect(back.cutSets.first?.gainedSingle == ["db"])
  }
}
