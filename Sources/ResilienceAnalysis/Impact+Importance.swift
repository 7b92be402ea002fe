public import DependencyModel

extension Impact {
  /// The affected components of one tier.
  public struct TierShare: Sendable {
    /// The tier; `nil` for the components that state none.
    public let tier: Int?
    /// The number of components of the tier that the fault does not name.
    public let of: Int
    /// Those that are down, the heaviest first, then in model order.
    public let down: [ComponentIndex]
    /// Those that are degraded, the heaviest first, then in model order.
    public let degraded: [ComponentIndex]

    /// The number of affected components of the tier.
    public var count: Int { down.count + degraded.count }
  }

  /// The affected components of one owner.
  public struct OwnerShare: Sendable {
    /// The owner; `nil` for the components that state none.
    public let owner: String?
    /// Those that are down, by importance.
    public let down: [ComponentIndex]
    /// Those that are degraded, by importance.
    public let degraded: [ComponentIndex]
    /// The lowest tier of an affected component; `nil` if none states a tier.
    public let lowestTier: Int?
    /// The weight of the affected components together.
    public let weight: Amount

    /// The number of affected components of the owner.
    public var count: Int { down.count + degraded.count }
  }

  /// The blast radius by tier, the lowest first; components that state no tier come last. Every tier of the model is there,
  /// also if none of it is affected. Empty if no component states a tier.
  ///
  /// - Complexity: O(components + affected · log affected).
  public var byTier: [TierShare] {
    struct Share {
      var of = 0
      var down: [ComponentIndex] = []
      var degraded: [ComponentIndex] = []
    }
    guard model.statesTiers else { return [] }
    var shares: [Int?: Share] = [:]
    let named = Set(fault.levels.lazy.map(\.component))
    for index in model.componentIndices where !named.contains(index) {
      shares[model.outline(index).tier, default: Share()].of += 1
    }
    for component in model.byImportance(blastRadius.down) {
      shares[model.outline(component).tier, default: Share()].down.append(component)
    }
    for component in model.byImportance(blastRadius.degraded) {
      shares[model.outline(component).tier, default: Share()].degraded.append(component)
    }
    let untiered = shares.removeValue(forKey: nil)
    let order = shares.sorted { $0.key! < $1.key! } + (untiered.map { [(key: nil, value: $0)] } ?? [])
    return order.map { TierShare(tier: $0.key, of: $0.value.of, down: $0.value.down, degraded: $0.value.degraded) }
  }

  /// The blast radius by owner: those whose affected components matter most first, by the lowest tier, then the weight, then
  /// the count, then the name. Components without an owner come last; empty if no affected component states an owner.
  ///
  /// - Complexity: O(affected · log affected).
  public var byOwner: [OwnerShare] {
    struct Share {
      var down: [ComponentIndex] = []
      var degraded: [ComponentIndex] = []
    }
    guard model.components.table == nil else { return [] }
    var shares: [String?: Share] = [:]
    for component in model.byImportance(blastRadius.down) {
      shares[model.outline(component).owner, default: Share()].down.append(component)
    }
    for component in model.byImportance(blastRadius.degraded) {
      shares[model.outline(component).owner, default: Share()].degraded.append(component)
    }
    guard shares.keys.contains(where: { $0 != nil }) else { return [] }
    return shares.map { owner, share in
      let all = (share.down + share.degraded).map { model.outline($0) }
      return OwnerShare(
        owner: owner, down: share.down, degraded: share.degraded, lowestTier: all.compactMap(\.tier).min(),
        weight: all.reduce(.zero) { $0.adding($1.weight) ?? Amount(millionths: .max) })
    }.sorted { left, right in
      guard let first = left.owner else { return false }
      guard let second = right.owner else { return true }
      let (tier, otherTier) = (left.lowestTier ?? .max, right.lowestTier ?? .max)
      if tier != otherTier { return tier < otherTier }
      if left.weight != right.weight { return left.weight > right.weight }
      return left.count != right.count ? left.count > right.count : first < second
    }
  }

  /// The effects in the order of the waves, those of a wave by importance, then in model order.
  public var effectsByImportance: [Effect] {
    guard model.statesTiers || model.statesWeights else { return effects }
    return effects.map { ($0, Importance(of: model.outline($0.component))) }.sorted { left, right in
      if left.0.wave != right.0.wave { return left.0.wave < right.0.wave }
      return (left.1, left.0.component) < (right.1, right.0.component)
    }.map(\.0)
  }
}
