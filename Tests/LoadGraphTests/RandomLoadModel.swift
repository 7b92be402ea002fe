import LoadGraph
import TestSupport

/// Random models of loads, from a seed.
struct RandomLoadModel {
  struct Features {
    /// Requirements may lead back to their owner.
    var circles = true
    var retries = true
    var slots = true
    var overloads: [LoadGraph.Overload] = [.sheds, .fails, .queues]
    var spreads: [LoadRequirement.Spread] = [.even, .first, .each]
    var kinds: [LoadGraph.Kind] = [.needs, .needs, .uses, .degradedBy]
    var coverage = true
    var limits = true
    var domains = true
  }

  private var random: SplitMix64
  private let features: Features

  init(seed: UInt64, features: Features = Features()) {
    random = SplitMix64(seed: seed)
    self.features = features
  }

  private mutating func roll(_ sides: Int) -> Bool { Int.random(in: 0..<sides, using: &random) == 0 }
  private mutating func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }

  mutating func model(count: Int) -> PlainLoadModel {
    var model = PlainLoadModel()
    for index in 0..<count {
      var component = PlainLoadModel.Component()
      if roll(2) { component.stated.demand = pick([1, 10, 25, 40, 100]) }
      if features.limits, roll(2) { component.stated.capacity = pick([30, 60, 120, 300, 1000]) }
      if features.slots, roll(4) { component.stated.slots = pick([1, 20, 100]) }
      if roll(2) { component.stated.takes = pick([0.005, 0.02, 0.1, 1]) }
      component.stated.overload = pick(features.overloads)
      component.stated.hangs = roll(4)
      if features.domains, index > 1, roll(4) {
        component.domains.append(Int.random(in: 0..<min(2, index), using: &random))
      }
      // The first two are domains that have no requirements, for most seeds.
      if index > 1 || roll(8), features.circles || index > 0 {
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          let reach = features.circles && roll(4) ? count : index
          if reach > 0 { component.requirements.append((pick(features.kinds), requirement(reach, depth: 0))) }
        }
      }
      model.components.append(component)
    }
    return model
  }

  private mutating func requirement(_ reach: Int, depth: Int) -> LoadRequirement {
    var requirement: LoadRequirement
    if depth == 2 || !roll(depth == 0 ? 2 : 5) {
      let units = UInt32(roll(4) ? Int.random(in: 1...5, using: &random) : 1)
      let atLeast = roll(2) ? units : UInt32.random(in: 1...units, using: &random)
      requirement = LoadRequirement(
        .component(UInt32.random(in: 0..<UInt32(reach), using: &random), units: units, atLeast: atLeast))
    } else {
      let members = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        LoadGroup.Member(self.requirement(reach, depth: depth + 1), weight: pick([1, 1, 2, 3]))
      }
      let total = members.map(\.weight).reduce(0, +)
      let threshold = roll(4) ? total : Int64.random(in: 1...total, using: &random)
      requirement = LoadRequirement(
        .group(
          LoadGroup(
            threshold: threshold, of: members, spread: pick(features.spreads),
            coverage: features.coverage && roll(3) ? pick([0.8, 0.975]) : 1)))
    }
    // Few calls in circles, so that most sums settle.
    if roll(3) { requirement.calls = features.circles ? pick([0, 0.1, 0.25]) : pick([0, 0.5, 1, 2, 3]) }
    if features.retries, roll(4) { requirement.retries = UInt32.random(in: 1...3, using: &random) }
    if roll(3) { requirement.timeout = pick([0.2, 1, 30]) }
    requirement.isHeld = roll(8)
    return requirement
  }

  mutating func faults(of model: PlainLoadModel) -> [LoadFault] {
    let count = UInt32(model.components.count)
    return (0..<Int.random(in: 0...2, using: &random)).map { _ in
      let component = UInt32.random(in: 0..<count, using: &random)
      return roll(3)
        ? LoadFault(component) : LoadFault(component, down: pick([0, 0.01, 0.3, 0.5]), degraded: pick([0, 0.2, 1]))
    }
  }
}
