import DependencyModel
import FailureGraph
import ResilienceAnalysis
import TestSupport
import Testing

/// The graph core against the definition, on thousands of random models and on all small ones.
@Suite struct ImpactPropertyTests {
  /// What differs between the answer and the definition; `nil` where they agree.
  static func difference(_ model: Model, _ fault: [ComponentIndex: Level]) -> String? {
    let oracle = NaiveSemantics(model, fault: fault)
    let compiled = CompiledModel(model)
    let faults = FaultSet(fault.map { (component: $0.key, level: $0.value) }, text: "")
    let impact = compiled.impact(of: faults)
    let affected = model.components.indices.filter { oracle.levels[$0] > .up }
    guard Set(impact.effects.map(\.component)) == Set(affected), impact.effects.count == affected.count else {
      return "affected: \(impact.effects.map(\.component).sorted()), should be \(affected)"
    }
    for effect in impact.effects {
      let component = effect.component
      let level = oracle.levels[component]
      let name = model.components[component].id
      guard effect.level == level else { return "\(name) is \(effect.level), should be \(level)" }
      let wave = oracle.wave(of: component, reaching: level)!
      guard effect.wave == wave else { return "\(name) in wave \(effect.wave), should be \(wave)" }
      guard effect.after.milliseconds == oracle.moments[level]![component] else {
        return "\(name) after \(effect.after), should be \(oracle.moments[level]![component] as Any)"
      }
      guard effect.degradedAfter.milliseconds == oracle.moments[.degraded]![component] else {
        return
          "\(name) degraded after \(effect.degradedAfter), should be \(oracle.moments[.degraded]![component] as Any)"
      }
      if let cause = oracle.cause(of: component) {
        let relation = model.components[component].relations[cause.relation]
        guard effect.cause.relation == relation.kind, effect.cause.requirement == relation.requirement,
          effect.cause.by == cause.by
        else { return "\(name) by \(effect.cause), should be relation \(cause.relation) by \(cause.by)" }
      } else if !effect.cause.isFault {
        return "\(name) by \(effect.cause), should be the fault"
      }
    }
    let order = impact.effects.map { ($0.wave, $0.component) }
    guard zip(order, order.dropFirst()).allSatisfy({ $0 < $1 }) else { return "order: \(order)" }
    guard impact.redundancyLost == oracle.redundancyLost else {
      return "redundancy lost: \(impact.redundancyLost), should be \(oracle.redundancyLost)"
    }
    return radiusDifference(impact, oracle) ?? withinDifference(compiled, faults, oracle)
  }

  private static func radiusDifference(_ impact: Impact, _ oracle: NaiveSemantics) -> String? {
    let model = oracle.model
    let others = model.components.indices.filter { !model.components[$0].isDomain && oracle.fault[$0] == nil }
    let down = others.filter { oracle.levels[$0] == .down }
    let degraded = others.filter { oracle.levels[$0] == .degraded }
    let weight = (down + degraded).map { model.components[$0].weight.millionths }.reduce(0, +)
    let radius = impact.blastRadius
    return radius.down == down && radius.degraded == degraded && radius.of == others.count
      && radius.weight.millionths == weight ? nil : "blast radius: \(radius)"
  }

  private static func withinDifference(
    _ compiled: CompiledModel, _ faults: FaultSet, _ oracle: NaiveSemantics
  ) -> String? {
    var propagation = compiled.makePropagation()
    for limit in [Int64(0), 1_000, 31_000, 3_600_000] {
      let impact = compiled.impact(of: faults, within: .milliseconds(limit), using: &propagation)
      var levels = [Level](repeating: .up, count: oracle.model.components.count)
      for effect in impact.effects { levels[effect.component] = effect.level }
      guard levels == oracle.levels(within: limit) else {
        return "within \(limit) ms: \(levels), should be \(oracle.levels(within: limit))"
      }
      for effect in impact.effects where effect.after.milliseconds > limit {
        return "within \(limit) ms: something happens after \(effect.after)"
      }
    }
    return nil
  }

  @Test("Impacts of random models agree with the naive semantics", arguments: 0..<UInt64(60))
  func randomModels(block: UInt64) {
    for seed in (block * 50)..<(block * 50 + 50) {
      let model = RandomModel.model(seed: seed)
      for faultSeed in 0..<UInt64(4) {
        let fault = RandomModel.fault(of: model, seed: seed &* 31 &+ faultSeed)
        guard Self.difference(model, fault) != nil else { continue }
        let small = ModelShrinker.smallest(model, fault) { Self.difference($0, $1) != nil }
        Issue.record(
          "\(Self.difference(small.model, small.fault)!)\n\(ModelShrinker.description(small.model, small.fault))")
        return
      }
    }
  }

  @Test("Impacts of all models of three components agree with the naive semantics", arguments: 0..<15)
  func exhaustively(first: Int) {
    func relations(_ choice: Int) -> [Component.Relation] {
      let ids: [ComponentID] = ["a", "b", "c"]
      func group(_ threshold: Group.Threshold) -> Requirement {
        Requirement(.group(Group(threshold, of: ids.map { Group.Member(Requirement(on: $0)) })))
      }
      switch choice {
      case 0: return []
      case 1...3: return [.init(.needs, Requirement(on: ids[choice - 1]))]
      case 4...6: return [.init(.uses, Requirement(on: ids[choice - 4]))]
      case 7: return [.init(.needs, group(.any))]
      case 8: return [.init(.needs, group(.atLeast(Amount(2))))]
      case 9: return [.init(.uses, group(.atLeast(Amount(2))))]
      case 10: return [.init(.needs, group(.all))]
      case 11...13: return [.init(.degradedBy, Requirement(on: ids[choice - 11]))]
      default: return [.init(.degradedBy, group(.any))]
      }
    }
    for second in 0..<15 {
      for third in 0..<15 {
        let model = Model(
          name: "small",
          components: [
            Component("a", relations: relations(first)), Component("b", relations: relations(second)),
            Component("c", relations: relations(third)),
          ])
        for code in 1..<27 {
          var fault: [ComponentIndex: Level] = [:]
          for (index, digit) in [code % 3, code / 3 % 3, code / 9].enumerated() where digit > 0 {
            fault[ComponentIndex(index)] = Level(rawValue: UInt8(digit))
          }
          if let difference = Self.difference(model, fault) {
            Issue.record("\(difference)\n\(ModelShrinker.description(model, fault))")
            return
          }
        }
      }
    }
  }

  @Test("The shrinker finds the small core of a large failing model")
  func shrinking() throws {
    let seed = try #require(
      (UInt64(2_000)..<3_000).first { seed in
        let model = RandomModel.model(seed: seed)
        return NaiveSemantics(model, fault: RandomModel.fault(of: model, seed: seed)).rounds.count > 3
      })
    let model = RandomModel.model(seed: seed)
    let fault = RandomModel.fault(of: model, seed: seed)
    let small = ModelShrinker.smallest(model, fault) { NaiveSemantics($0, fault: $1).rounds.count > 3 }
    // A chain of three after a fault takes four components, each but the last with one relation.
    #expect(small.model.components.count == 4)
    #expect(small.model.components.reduce(0) { $0 + $1.relations.count } == 3)
    #expect(small.fault.count == 1)
  }
}
