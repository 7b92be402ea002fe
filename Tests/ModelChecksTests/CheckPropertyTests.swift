import DependencyModel
import ResilienceAnalysis
import TestSupport
import Testing

@testable import ModelChecks

/// Checks against plain evaluation, fault by fault, on random models.
@Suite struct CheckPropertyTests {
  /// The findings, without proofs and advice.
  private func check(_ rule: Check.Rule, on model: Model) -> [Finding] {
    var evaluator = CheckEvaluator(CompiledModel(model), memoryLimit: 1 << 30)
    evaluator.isTrial = true
    return evaluator.evaluate(Check("c", rule: rule)).findings
  }

  private func levels(_ model: Model, _ fault: [ComponentIndex: Level]) -> [Level] {
    NaiveSemantics(model, fault: fault).levels
  }

  @Test("Survival is violated by exactly the faults and pairs of the naive semantics", arguments: UInt64(0)..<300)
  func survival(_ seed: UInt64) {
    let model = RandomModel.model(seed: seed)
    var wanted: [[ComponentIndex]: Set<ComponentIndex>] = [:]
    for fault in model.components.indices {
      for (target, level) in zip(model.components.indices, levels(model, [fault: .down]))
      where level == .down && target != fault {
        wanted[[fault], default: []].insert(target)
      }
    }
    for first in model.components.indices {
      for second in model.components.indices where second > first {
        for (target, level) in zip(model.components.indices, levels(model, [first: .down, second: .down]))
        where level == .down && target != first && target != second {
          if wanted[[first]]?.contains(target) != true, wanted[[second]]?.contains(target) != true {
            wanted[[first, second], default: []].insert(target)
          }
        }
      }
    }
    let demand = Check.Demand(for: .name("*"), [.survives(2)])
    var found: [[ComponentIndex]: Set<ComponentIndex>] = [:]
    for finding in check(.demand(demand), on: model) {
      // A component by itself has no fault to survive.
      guard model.components.count > 1 || !finding.isUndecided else { continue }
      found[finding.fault.map(\.component), default: []].formUnion(finding.components)
    }
    #expect(found == wanted)
  }

  @Test("Expectations are violated by exactly the faults of the naive semantics", arguments: UInt64(0)..<300)
  func expectations(_ seed: UInt64) {
    let model = RandomModel.model(seed: seed)
    for (condition, isViolated) in [
      (Check.Expectation.Condition.up, { $0 > Level.up }), (.notDown, { $0 == .down }), (.down, { $0 < .down }),
      (.degraded, { $0 != .degraded }), (.notUp, { $0 == .up }),
    ] as [(Check.Expectation.Condition, (Level) -> Bool)] {
      var expectation = Check.Expectation()
      expectation.conditions = [(condition, .name("*"))]
      var wanted: [ComponentIndex: [ComponentIndex]] = [:]
      for fault in model.components.indices {
        let under = levels(model, [fault: .down])
        let failing = model.components.indices.filter { isViolated(under[$0]) }
        if !failing.isEmpty { wanted[fault] = failing }
      }
      var found: [ComponentIndex: [ComponentIndex]] = [:]
      for finding in check(.expectation(given: [.each(.name("*"))], then: expectation), on: model) {
        found[finding.fault[0].component] = finding.components
      }
      #expect(found == wanted)
    }
  }

  @Test("Many faults at a time and one at a time find the same", arguments: UInt64(200)..<230)
  func manyFaultsAtATime(_ seed: UInt64) {
    let part = RandomModel.model(seed: seed)
    let copies = 64 / part.components.count + 1
    var components: [Component] = []
    for copy in 0..<copies {
      for component in part.components {
        var renamed = component
        func name(_ id: ComponentID) -> ComponentID { ComponentID("\(copy).\(id)") }
        func rename(_ requirement: Requirement) -> Requirement {
          var result = requirement
          switch requirement.target {
          case .component(let id): result.target = .component(name(id))
          case .group(var group):
            group.members = Group.Members(
              group.members.map { .init(rename($0.requirement), weight: $0.weight) })
            result.target = .group(group)
          }
          return result
        }
        renamed.id = name(component.id)
        renamed.relations = component.relations.map { .init($0.kind, rename($0.requirement)) }
        components.append(renamed)
      }
    }
    let model = Model(name: "many", components: components.filter(\.isDomain) + components.filter { !$0.isDomain })
    var expectation = Check.Expectation()
    expectation.conditions = [(.up, .name("*c1*")), (.notDown, .name("*c2*"))]
    expectation.impact = .count(1)
    let swept = check(.expectation(given: [.each(.name("*"))], then: expectation), on: model)
    let single = model.components.indices.flatMap {
      check(.expectation(given: [.each(.name(model.components[$0].id.text))], then: expectation), on: model)
    }
    #expect(swept.messages(in: model).sorted() == single.messages(in: model).sorted())
    #expect(swept.map(\.components.count).reduce(0, +) == single.map(\.components.count).reduce(0, +))
  }

  @Test("Independence is violated by exactly the faults that take a whole group", arguments: UInt64(0)..<400)
  func independence(_ seed: UInt64) {
    let model = RandomModel.model(seed: seed)
    var wanted: Set<String> = []
    for fault in model.components.indices {
      let naive = NaiveSemantics(model, fault: [fault: .down])
      for owner in model.components.indices where owner != fault {
        func visit(_ requirement: Requirement) {
          guard case .group(let group) = requirement.target else { return }
          let total = group.members.reduce(Int64(0)) { $0 + $1.weight.millionths }
          let heaviest = group.members.map(\.weight.millionths).max()!
          let isRedundant = total - heaviest >= group.requiredWeight(ofTotal: Amount(millionths: total)).millionths
          if isRedundant, naive.level(of: requirement, from: naive.levels) == .down {
            wanted.insert("\(fault) \(owner) \(requirement.text(limit: 20))")
          }
          for member in group.members { visit(member.requirement) }
        }
        for relation in model.components[owner].relations where [.needs, .uses, .degradedBy].contains(relation.kind) {
          visit(relation.requirement)
        }
      }
    }
    let found = check(.demand(.init(for: .name("*"), [.independent])), on: model).filter { !$0.isUndecided }.map {
      "\($0.fault[0].component) \($0.components[0]) \($0.subject)"
    }
    #expect(Set(found) == wanted)
  }
}
