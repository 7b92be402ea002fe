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
  public var byTier: [TierShare] { shares.byTier }

  /// The blast radius by owner: those whose affected components matter most first, by the lowest tier, then the weight, then
  /// the count, then the name. Components without an owner come last; empty if no affected component states an owner.
  public var byOwner: [OwnerShare] { shares.byOwner }

  /// ``byTier`` and ``byOwner`` in one go.
  ///
  /// - Complexity: O(components + affected · log affected).
  public var shares: (byTier: [TierShare], byOwner: [OwnerShare]) {
    // Components in a table state neither.
    guard model.components.table == nil else { return ([], []) }
    let affected = affectedByImportance
    return (shareByTier(affected), shareByOwner(affected))
  }

  /// An affected component, and what its place in an answer follows from.
  private struct Affected {
    let component: ComponentIndex
    let isDown: Bool
    let importance: Importance
    let owner: String?
  }

  /// The blast radius by importance, then in model order.
  private var affectedByImportance: [Affected] {
    func made(_ components: [ComponentIndex], isDown: Bool) -> [Affected] {
      components.map { component in
        let outline = model.outline(component)
        return Affected(
          component: component, isDown: isDown, importance: Importance(of: outline), owner: outline.owner)
      }
    }
    let all = made(blastRadius.down, isDown: true) + made(blastRadius.degraded, isDown: false)
    return all.sorted { left, right in
      left.importance != right.importance ? left.importance < right.importance : left.component < right.component
    }
  }

  private func shareByTier(_ affected: [Affected]) -> [TierShare] {
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
    for item in affected {
      if item.isDown {
        shares[item.importance.tier, default: Share()].down.append(item.component)
      } else {
        shares[item.importance.tier, default: Share()].degraded.append(item.component)
      }
    }
    let untiered = shares.removeValue(forKey: nil)
    let order = shares.sorted { $0.key! < $1.key! } + (untiered.map { [(key: nil, value: $0)] } ?? [])
    return order.map { TierShare(tier: $0.key, of: $0.value.of, down: $0.value.down, degraded: $0.value.degraded) }
  }

  private func shareByOwner(_ affected: [Affected]) -> [OwnerShare] {
    struct Share {
      var down: [ComponentIndex] = []
      var degraded: [ComponentIndex] = []
      var lowestTier: Int?
      var weight = Amount.zero
    }
    guard affected.contains(where: { $0.owner != nil }) else { return [] }
    var shares: [String?: Share] = [:]
    for item in affected {
      var share = shares.removeValue(forKey: item.owner) ?? Share()
      if item.isDown { share.down.append(item.component) } else { share.degraded.append(item.component) }
      // The most important comes first.
      share.lowestTier = share.lowestTier ?? item.importance.tier
      share.weight = share.weight.adding(item.importance.weight) ?? Amount(millionths: .max)
      shares[item.owner] = share
    }
    return shares.map { owner, share in
      OwnerShare(
        owner: owner, down: share.down, degraded: share.degraded, lowestTier: share.lowestTier, weight: share.weight)
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
    let importances = effects.map { Importance(of: model.outline($0.component)) }
    // The effects of a wave are beside each other, in model order.
    var order = Array(effects.indices)
    var start = 0
    while start < order.count {
      let wave = effects[start].wave
      let end = order[start...].firstIndex { effects[$0].wave != wave } ?? order.count
      order[start..<end].sort { importances[$0] != importances[$1] ? importances[$0] < importances[$1] : $0 < $1 }
      start = end
    }
    return order.map { effects[$0] }
  }
}
