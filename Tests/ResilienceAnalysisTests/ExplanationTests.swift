import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Explanations: a proof from the component to the fault, or the groups that held.
@Suite struct ExplanationTests {
  @Test(
    "The steps of an explanation are a proof: causes come after effects, and nothing appears twice",
    arguments: 0..<UInt64(20))
  func stepsAreAProof(block: UInt64) {
    for seed in (block * 25)..<(block * 25 + 25) {
      let model = RandomModel.model(seed: seed * 2)
      let fault = RandomModel.fault(of: model, seed: seed)
      let oracle = NaiveSemantics(model, fault: fault)
      let compiled = CompiledModel(model)
      let faults = FaultSet(fault.map { (component: $0.key, level: $0.value) }, text: "")
      for component in model.components.indices {
        let explanation = compiled.explanation(of: component, under: faults)
        #expect(explanation.level == oracle.levels[component])
        #expect(explanation.steps.isEmpty == (explanation.level == .up))
        let order = explanation.steps.map(\.component)
        #expect(Set(order).count == order.count)
        for (index, step) in explanation.steps.enumerated() {
          #expect(step.cause.by.allSatisfy { order[(index + 1)...].contains($0) })
          #expect(step.cause.by.isEmpty == step.cause.isFault)
        }
        #expect(explanation.steps.isEmpty || order[0] == component)
      }
    }
  }

  @Test("An explanation names exactly the groups that lost members and still hold", arguments: 0..<UInt64(20))
  func whatHeld(block: UInt64) {
    for seed in (block * 25)..<(block * 25 + 25) {
      let model = RandomModel.model(seed: seed * 2)
      let fault = RandomModel.fault(of: model, seed: seed)
      let oracle = NaiveSemantics(model, fault: fault)
      let compiled = CompiledModel(model)
      let faults = FaultSet(fault.map { (component: $0.key, level: $0.value) }, text: "")
      for (component, declared) in zip(model.components.indices, model.components) {
        var expected: [String] = []
        func visit(_ requirement: Requirement) {
          guard case .group(let group) = requirement.target else { return }
          for member in group.members { visit(member.requirement) }
          let lost = group.members.filter { oracle.level(of: $0.requirement, from: oracle.levels) == .down }
          let left = group.totalWeight!.millionths - lost.reduce(0) { $0 + $1.weight.millionths }
          let isTouched = group.members.contains { oracle.level(of: $0.requirement, from: oracle.levels) > .up }
          if isTouched, left >= group.requiredWeight(ofTotal: group.totalWeight!).millionths {
            expected.append("\(requirement.text(limit: .max)) \(lost.count) \(left)")
          }
        }
        for relation in declared.relations where [.needs, .uses, .degradedBy].contains(relation.kind) {
          visit(relation.requirement)
        }
        let holds = compiled.explanation(of: component, under: faults).holds.map {
          "\($0.requirement.text(limit: .max)) \($0.standing.lost.count) \($0.standing.remainingWeight.millionths)"
        }
        #expect(holds.sorted() == expected.sorted())
      }
    }
  }

  private func compiled(_ text: String) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
  }

  @Test("A component whose tolerance has not run out is up, and the explanation says until when")
  func timeThatHasNotRunOut() throws {
    let compiled = try compiled(
      "model: M\ncomponents:\n  app: { needs: { on: dns, tolerates: 1h }, uses: log }\n  dns: {}\n  log: {}")
    let fault = try FaultSet(["dns"], in: compiled.model)
    let early = compiled.explanation(of: 0, under: fault, within: .seconds(60))
    #expect(early.level == .up)
    #expect(early.graces.map(\.feltAfter) == [.seconds(3600)])
    #expect(early.isTouched)
    #expect(compiled.explanation(of: 0, under: fault, within: .seconds(3600)).level == .down)
    #expect(!compiled.explanation(of: 2, under: fault).isTouched)
  }

  @Test("The spare members of a group are counted by weight")
  func margins() throws {
    let compiled = try compiled(
      """
      model: M
      components:
        app: { needs: { atLeast: 6, of: { a: 5, b: 3, c: 2, d: 1, e: 1 } } }
        a: {}
        b: {}
        c: {}
        d: {}
        e: {}
      """)
    func spare(_ faults: String...) throws -> Int? {
      let fault = try FaultSet(faults, in: compiled.model)
      return compiled.explanation(of: 0, under: fault).holds.first?.standing.spareMembers
    }
    #expect(try spare("e") == 1)  // 11 left: without the heaviest 6, without the next 3
    #expect(try spare("a") == 0)  // 7 left
    #expect(try spare("b", "c") == 0)  // 7 left
  }

  @Test("Distrusted members leave their group, and the rest must hold alone")
  func trust() throws {
    let model = try ModelLoader.load(
      Array(
        """
        model: M
        components:
          app: { needs: { any: [db, { on: copy, confidence: assumed }] } }
          web: { needs: { atLeast: 2, of: [db, { on: copy, confidence: inferred }, log] } }
          job: { needs: { on: copy, confidence: assumed } }
          db: {}
          copy: {}
          log: {}
        """.utf8), file: "m.yaml"
    ).model
    func down(_ fault: String, _ trust: Confidence) throws -> [String] {
      let impact = CompiledModel(model, options: .init(trust: trust)).impact(of: try FaultSet([fault], in: model))
      return impact.blastRadius.down.map { model.components[$0].id.text }
    }
    #expect(try down("db", .assumed) == [])
    #expect(try down("db", .declared) == ["app", "web"])
    #expect(try down("copy", .assumed) == ["job"])
    #expect(try down("copy", .declared) == [])
    let impact = CompiledModel(model).impact(of: try FaultSet(["copy"], in: model))
    #expect(impact.weakEffects.map { model.components[$0.component].id } == ["job"])
  }
}
