public import DependencyModel

/// Random models whose size grows with the seed, so that the first failure is a small one.
public enum RandomModel {
  /// A model with domains, cycles, soft relations of both sorts, nested and weighted groups, repeated members, delays and
  /// coverage.
  public static func model(seed: UInt64) -> Model {
    var random = SplitMix64(seed: seed &* 0x9E37 &+ 1)
    let domainCount = Int.random(in: 0...min(4, Int(seed / 100)), using: &random)
    let count = Int.random(in: 1...min(14, 2 + Int(seed / 60)), using: &random)
    let ids = (0..<domainCount).map { ComponentID("d\($0)") } + (0..<count).map { ComponentID("c\($0)") }
    let hasDelays = Bool.random(using: &random)
    var components: [Component] = []
    for (index, id) in ids.enumerated() {
      var component = Component(id, isDomain: index < domainCount)
      if domainCount > 0 {
        // A domain is in an earlier one only, so that there is no circle of domains.
        let bound = min(index, domainCount)
        for _ in 0..<Int.random(in: 0...2, using: &random) where bound > 0 {
          let domain = ids[Int.random(in: 0..<bound, using: &random)]
          component.relations.append(.init(.in, Requirement(on: domain)))
        }
      }
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let kind: Component.Relation.Kind = [.needs, .needs, .needs, .uses, .degradedBy, .startNeeds].randomElement(
          using: &random)!
        component.relations.append(.init(kind, requirement(ids, depth: 2, hasDelays, &random)))
      }
      component.relations.shuffle(using: &random)
      if Int.random(in: 0..<3, using: &random) == 0 {
        component.weight = Amount(millionths: .random(in: 0...5_000_000, using: &random))
      }
      components.append(component)
    }
    return Model(name: "random \(seed)", components: components)
  }

  /// A fault of a random model: a few components at random levels.
  public static func fault(of model: Model, seed: UInt64) -> [ComponentIndex: Level] {
    var random = SplitMix64(seed: seed &* 0x51_7C_C1 &+ 7)
    var fault: [ComponentIndex: Level] = [:]
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      fault[model.components.indices.randomElement(using: &random)!] =
        Int.random(in: 0..<4, using: &random) == 0 ? .degraded : .down
    }
    return fault
  }

  private static func requirement(
    _ ids: [ComponentID], depth: Int, _ hasDelays: Bool, _ random: inout SplitMix64
  ) -> Requirement {
    var requirement: Requirement
    if depth == 0 || Int.random(in: 0..<3, using: &random) > 0 {
      requirement = Requirement(on: ids.randomElement(using: &random)!)
    } else {
      let weights: [Int64] = [1_000_000, 1_000_000, 500_000, 2_000_000, 3_333_333, 10_000_000]
      let isWeighted = Int.random(in: 0..<3, using: &random) == 0
      let members = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        Group.Member(
          self.requirement(ids, depth: depth - 1, hasDelays, &random),
          weight: isWeighted ? Amount(millionths: weights.randomElement(using: &random)!) : .one)
      }
      let total = members.map(\.weight.millionths).reduce(0, +)
      let threshold: Group.Threshold =
        switch Int.random(in: 0..<5, using: &random) {
        case 0: .all
        case 1, 2: .any
        case 3: .atLeast(Amount(millionths: .random(in: 1...total, using: &random)))
        default: .share(percent: Amount(millionths: .random(in: 1...100_000_000, using: &random)))
        }
      // One in ten has a coverage, which no level depends on.
      let coverage =
        Int.random(in: 0..<10, using: &random) == 0 ? ["0", "0.5", "97.5%"].randomElement(using: &random)! : "1"
      requirement = Requirement(.group(Group(threshold, of: members, coverage: Probability(text: coverage)!)))
    }
    if hasDelays, Int.random(in: 0..<3, using: &random) == 0 {
      requirement.tolerates = .seconds([0, 1, 10, 30, 90, 3600].randomElement(using: &random)!)
    }
    return requirement
  }
}
