public import DependencyModel

/// How much a component matters: by its tier, the lowest first, then by its weight, the heaviest first.
///
/// A component that states no tier comes after all that do.
public struct Importance: Hashable, Sendable, Comparable {
  /// The tier, 0 the most important; `nil` if none is stated.
  public let tier: Int?
  /// The weight.
  public let weight: Amount

  /// The importance of a component.
  public init(of component: Component) {
    tier = component.tier
    weight = component.weight
  }

  /// What matters more comes before what matters less.
  public static func < (left: Self, right: Self) -> Bool {
    let (first, second) = (left.tier ?? .max, right.tier ?? .max)
    return first != second ? first < second : left.weight > right.weight
  }
}

/// The effects of a fault on the components of one tier.
public struct TierEffect: Hashable, Sendable {
  /// The tier, 0 the most important.
  public let tier: Int
  /// The number of components of the tier that go down, those that the fault names not among them.
  public let down: Int
  /// The number that become degraded.
  public let degraded: Int

  /// Effects on a tier.
  public init(tier: Int, down: Int, degraded: Int) {
    self.tier = tier
    self.down = down
    self.degraded = degraded
  }
}

extension TierEffect: Comparable {
  /// A worse effect comes before a lesser one: a lower tier, then more that go down, then more that become degraded.
  public static func < (left: Self, right: Self) -> Bool {
    if left.tier != right.tier { return left.tier < right.tier }
    if left.down != right.down { return left.down > right.down }
    return left.degraded > right.degraded
  }

  /// Whether the one effect is worse than the other; `nil` if they are equally bad. No effect is better than any.
  static func isWorse(_ left: TierEffect?, than right: TierEffect?) -> Bool? {
    guard left != right else { return nil }
    guard let left else { return false }
    guard let right else { return true }
    return left < right
  }
}

extension Model {
  /// Whether any component, domains not counted, states a tier.
  public var statesTiers: Bool {
    components.table == nil && componentIndices.contains { outline($0).tier != nil }
  }

  /// Whether any component, domains not counted, has another weight than 1.
  public var statesWeights: Bool {
    components.table == nil && componentIndices.contains { outline($0).weight != .one }
  }

  /// The criteria that distinguish faults in this model, in the order in which they count.
  public var criteria: [Ranking.Criterion] {
    (statesTiers ? [.tier] : []) + (statesWeights ? [.weight] : []) + [.count]
  }

  /// Components in the order of their importance; those that matter alike in model order.
  public func byImportance(_ components: some Sequence<ComponentIndex>) -> [ComponentIndex] {
    components.map { (Importance(of: outline($0)), $0) }.sorted { $0 < $1 }.map(\.1)
  }
}
