public import DependencyModel

extension ModelDiff {
  /// Pairs are compared up to this many components and targets.
  private static let pairComponentLimit = 3_000
  private static let pairTargetLimit = 100

  /// Compares two models that were compiled with the same options.
  ///
  /// - Parameters:
  ///   - old: the older model.
  ///   - new: the newer one.
  ///   - targets: the components whose cut sets and availability are compared, by id; `nil` for those of tier 0 and 1 in
  ///     either, or, where no tiers are stated, those that nothing needs.
  ///   - memoryLimit: the bytes that diagrams may take.
  ///   - progress: is called with what is going to be compared.
  /// - Complexity: two sweeps over all single faults of each model; for pairs a search for each target in models of up to
  ///   3,000 components.
  public init(
    from old: CompiledModel, to new: CompiledModel, targets: [ComponentID]? = nil, memoryLimit: Int = 1 << 30,
    progress: (Comparison) -> Void = { _ in }
  ) {
    model = new.model
    oldModel = old.model
    followsConfiguration = new.options.followsConfiguration
    self.targets = targets ?? Self.importantComponents(old.model, new.model)
    compareComponents()
    compareRequirements()
    compareAssumptions(old, new)
    compareHeadroom(old, new)
    // Comparisons that may take long come last, and leave time for the next ones.
    progress(.impacts)
    compareImpacts(old, new)
    progress(.redundancy)
    compareRedundancy(old, new)
    progress(.singlePoints)
    compareCutSets(old, new)
    progress(.availability)
    compareAvailability(old, new, memoryLimit)
    cutSets = byImportance(cutSets, \.component)
    redundancy = byImportance(redundancy, \.component)
    availability = byImportance(availability, \.component)
  }

  /// Differences by the importance of their components in the newer model, or in the older one for those that were removed.
  private func byImportance<Change>(_ changes: [Change], _ component: KeyPath<Change, ComponentID>) -> [Change] {
    let known = changes.enumerated().map { place, change in
      let id = change[keyPath: component]
      let outline = model.index(of: id).map { model.outline($0) } ?? oldModel.index(of: id).map { oldModel.outline($0) }
      return (importance: outline.map(Importance.init(of:)), place: place, change: change)
    }
    return known.sorted { left, right in
      guard let first = left.importance, let second = right.importance, first != second else {
        return left.place < right.place
      }
      return first < second
    }.map(\.change)
  }

  /// The components of tier 0 and 1 in either model; if none states a tier, those that nothing needs or uses.
  private static func importantComponents(_ old: Model, _ new: Model) -> [ComponentID] {
    func components(_ model: Model) -> [Component] {
      model.componentIndices.map { model.outline($0) }
    }
    let all = components(new) + components(old).filter { new.index(of: $0.id) == nil }
    guard !all.contains(where: { $0.tier != nil }) else {
      let inOld = components(old).filter { ($0.tier ?? .max) <= 1 }.map(\.id)
      let inNew = components(new).filter { ($0.tier ?? .max) <= 1 }.map(\.id)
      let known = Set(inNew)
      return inNew + inOld.filter { !known.contains($0) }
    }
    func tops(_ model: Model) -> [ComponentID] {
      let isNamed = model.isRequired
      return model.componentIndices.filter { !isNamed[$0.position] }.map { model.outline($0).id }
    }
    let inNew = tops(new)
    let known = Set(inNew)
    return inNew + tops(old).filter { !known.contains($0) }
  }

  // MARK: What the models say

  private mutating func compareAssumptions(_ old: CompiledModel, _ new: CompiledModel) {
    let (before, after) = (Set(old.assumptions), Set(new.assumptions))
    addedAssumptions = new.assumptions.filter { !before.contains($0) }
    removedAssumptions = old.assumptions.filter { !after.contains($0) }
  }

  // MARK: What follows from it

  /// Notes that a comparison is missing if the time of either model is over; reports whether it is.
  private mutating func isOver(_ comparison: Comparison, _ old: CompiledModel, _ new: CompiledModel) -> Bool {
    guard let limit = [old.limit, new.limit].first(where: \.isReached), let allowance = limit.reached else {
      return false
    }
    shortfalls.append(.time(comparison, allowance))
    return true
  }

  private mutating func compareCutSets(_ old: CompiledModel, _ new: CompiledModel) {
    // A component that was only renamed is not a new cause.
    let aliases = Dictionary(uniqueKeysWithValues: renamed.map { ($0.from, $0.to) })
    let both = targets.filter { old.model.index(of: $0) != nil && new.model.index(of: $0) != nil }
    let before = Self.singlePoints(of: both, in: old)
    let after = Self.singlePoints(of: both, in: new)
    // A result for only a part of the faults is not a difference.
    if isOver(.singlePoints, old, new) {
      if !isSameModel { _ = isOver(.pairs, old, new) }
      return
    }
    let comparesPairs =
      max(old.model.components.count, new.model.components.count) <= Self.pairComponentLimit
      && both.count <= Self.pairTargetLimit
    var isMissingPairs = !comparesPairs && !isSameModel
    // Faults that are listed in part only cannot be compared.
    let unlisted = before.unlisted.union(after.unlisted)
    if !unlisted.isEmpty { shortfalls.append(.singlePoints) }
    var isOut = false
    let part = new.statesUnavailability ? new.limit.part(0.5) : new.limit
    let (oldInPart, newInPart) = (old.limited(to: part), new.limited(to: part))
    for target in both {
      let oldSingles = (before.points[target] ?? []).map { aliases[$0] ?? $0 }
      let newSingles = after.points[target] ?? []
      let (oldSet, newSet) = (Set(oldSingles), Set(newSingles))
      var gained: [[ComponentID]] = []
      var lost: [[ComponentID]] = []
      if comparesPairs, !isSameModel, !isOut {
        if let found = Self.pairs(of: target, in: oldInPart), let newPairs = Self.pairs(of: target, in: newInPart) {
          let oldPairs = found.map { $0.map { aliases[$0] ?? $0 } }
          let (oldKeys, newKeys) = (Set(oldPairs.map(Set.init)), Set(newPairs.map(Set.init)))
          gained = newPairs.filter { !oldKeys.contains(Set($0)) && oldSet.isDisjoint(with: $0) }
          lost = oldPairs.filter { !newKeys.contains(Set($0)) && newSet.isDisjoint(with: $0) }
        } else if part.isReached, let allowance = new.limit.reached {
          isOut = true
          shortfalls.append(.time(.pairs, allowance))
        } else {
          isMissingPairs = true
        }
      }
      let change = CutSetChange(
        component: target, gainedSingle: newSingles.filter { !oldSet.contains($0) && !unlisted.contains($0) },
        lostSingle: oldSingles.filter {
          !newSet.contains($0) && !unlisted.contains($0) && !new.model.isOnlyLogic($0)
        }, gainedPairs: gained, lostPairs: lost.filter { !$0.contains(where: new.model.isOnlyLogic) })
      if !change.gainedSingle.isEmpty || !change.lostSingle.isEmpty || !gained.isEmpty || !lost.isEmpty {
        cutSets.append(change)
      }
    }
    if isMissingPairs { shortfalls.append(.pairs) }
  }

  /// The single points of failure of some targets, and the faults of which not all targets are listed.
  private static func singlePoints(
    of targets: [ComponentID], in compiled: CompiledModel
  ) -> (points: [ComponentID: [ComponentID]], unlisted: Set<ComponentID>) {
    let model = compiled.model
    var points: [ComponentID: [ComponentID]] = [:]
    var unlisted: Set<ComponentID> = []
    for entry in compiled.singlePoints(of: targets.map { model.index(of: $0)! }).entries {
      let fault = model.outline(entry.fault).id
      if entry.targets.count < entry.count { unlisted.insert(fault) }
      for target in entry.targets { points[model.outline(target).id, default: []].append(fault) }
    }
    return (points, unlisted)
  }

  /// The minimal cut sets of two; `nil` where not all of them are known.
  private static func pairs(of target: ComponentID, in compiled: CompiledModel) -> [[ComponentID]]? {
    let model = compiled.model
    var question = CompiledModel.RiskQuestion(size: 2)
    question.needsUnavailability = false
    let risks = compiled.risks(of: model.index(of: target)!, question)
    return !risks.hasAllSets
      ? nil : risks.minimalCutSets.filter { $0.count == 2 }.map { $0.map { model.outline($0).id } }
  }

  private mutating func compareImpacts(_ old: CompiledModel, _ new: CompiledModel) {
    // A tier that is stated anew is no difference in what a fault affects.
    let tiers = new.tiers
    let oldTiers =
      tiers.isEmpty && old.tiers.isEmpty
      ? []
      : old.model.components.map { component in
        new.model.index(of: component.id).map { new.model.outline($0).tier } ?? component.tier
      }
    var before = Self.radii(old, oldTiers)
    let radii = Self.radii(new, tiers)
    if isOver(.impacts, old, new) { return }
    for (from, to) in renamed { before[to] = before.removeValue(forKey: from) }
    let after = radii
    for component in new.model.components {
      guard let now = after[component.id] else { continue }
      if now != before[component.id] {
        impacts.append(ImpactChange(fault: component.id, isNamed: false, before: before[component.id], after: now))
      }
    }
    for component in old.model.components where after[component.id] == nil {
      // What has become only logic is no longer tried, which is no repair.
      if let was = before[component.id], !new.model.isOnlyLogic(component.id) {
        impacts.append(ImpactChange(fault: component.id, isNamed: false, before: was, after: nil))
      }
    }
    let ids = new.model.faults.map(\.id) + old.model.faults.map(\.id).filter { new.model.fault($0) == nil }
    for id in ids {
      if isOver(.impacts, old, new) {
        impacts = []
        return
      }
      let (was, now) = (Self.radius(of: id, in: old, oldTiers), Self.radius(of: id, in: new, tiers))
      if was != now { impacts.append(ImpactChange(fault: id, isNamed: true, before: was, after: now)) }
    }
    // A component that came or went without affecting anything is reported among the components.
    impacts.removeAll { !$0.isNamed && ($0.before == nil || $0.after == nil) && ($0.before ?? $0.after)!.count == 0 }
    let order = impacts.enumerated().map { (key: Difference($1), place: $0, change: $1) }.sorted { left, right in
      left.key != right.key ? left.key < right.key : left.place < right.place
    }
    impacts = order.map(\.change)
  }

  /// How much a blast radius has changed: the greatest difference comes first.
  private struct Difference: Comparable {
    /// The lowest tier in which it is not what it was.
    let tier: Int
    let weight: Int64
    let count: Int

    init(_ change: ImpactChange) {
      let (before, after) = (change.before, change.after)
      let tiers = [before?.lowestTier, after?.lowestTier]
      tier = tiers[0] == tiers[1] ? .max : tiers.compactMap { $0?.tier }.min() ?? .max
      func size(_ radius: Radius?) -> Int64 { radius?.weight.millionths ?? 0 }
      weight = abs(size(after) - size(before))
      count = abs((after?.count ?? 0) - (before?.count ?? 0))
    }

    static func < (left: Self, right: Self) -> Bool {
      if left.tier != right.tier { return left.tier < right.tier }
      return left.weight != right.weight ? left.weight > right.weight : left.count > right.count
    }
  }

  private static func radii(_ compiled: CompiledModel, _ tiers: [Int?]) -> [ComponentID: Radius] {
    var result: [ComponentID: Radius] = [:]
    for entry in compiled.ranking(tiers: tiers).entries {
      result[compiled.model.outline(entry.fault[0]).id] = Radius(
        lowestTier: entry.lowestTier, down: entry.down, degraded: entry.degraded, weight: entry.weight)
    }
    return result
  }

  private static func radius(of fault: ComponentID, in compiled: CompiledModel, _ tiers: [Int?]) -> Radius? {
    guard let fault = compiled.model.fault(fault) else { return nil }
    let compiled = compiled.following(fault)
    let set = FaultSet(fault, in: compiled.model)
    let impact = compiled.impact(of: set)
    let radius = impact.blastRadius
    func count(_ components: [ComponentIndex], in tier: Int) -> Int {
      components.count { tiers[$0.position] == tier }
    }
    let tier = tiers.isEmpty ? nil : (radius.down + radius.degraded).compactMap { tiers[$0.position] }.min()
    return Radius(
      lowestTier: tier.map {
        TierEffect(tier: $0, down: count(radius.down, in: $0), degraded: count(radius.degraded, in: $0))
      }, down: radius.down.count, degraded: radius.degraded.count, weight: radius.weight,
      lostDemand: impact.loadSummary?.lostDemand.map { ($0 * 100).rounded() / 100 })
  }

  private mutating func compareAvailability(_ old: CompiledModel, _ new: CompiledModel, _ memoryLimit: Int) {
    // Probabilities are those of failures.
    let (old, new) = (old.following(configuration: false), new.following(configuration: false))
    if old.statesUnavailability || new.statesUnavailability, isOver(.availability, old, new) { return }
    func figures(_ compiled: CompiledModel) -> [ComponentID: (unavailability: Double?, coverage: Coverage?)]? {
      guard compiled.statesUnavailability else { return [:] }
      let components = targets.compactMap { compiled.model.index(of: $0) }
      let answer = compiled.availability(of: Array(Set(components)).sorted(), memoryLimit: memoryLimit)
      // Importance is not asked for.
      if answer.entries.contains(where: { $0.unavailability == nil }) { return nil }
      return Dictionary(
        uniqueKeysWithValues: answer.entries.map {
          // Nothing that can take it down has an unavailability: there is no figure.
          let isKnown = $0.coverage.map { !$0.isEmpty } ?? true
          return (
            compiled.model.outline($0.component).id, (isKnown ? $0.unavailability?.high ?? 0 : nil, $0.coverage)
          )
        })
    }
    guard let before = figures(old), let after = figures(new) else {
      if !isOver(.availability, old, new) { shortfalls.append(.availability) }
      return
    }
    let comparison = FigureComparison(self, new.chances)
    for target in targets {
      let (was, now) = (before[target]?.unavailability, after[target]?.unavailability)
      if was == nil, now == nil { continue }
      if was == nil, oldModel.index(of: target) == nil { continue }
      if now == nil, model.index(of: target) == nil { continue }
      let (rested, rests) = (before[target]?.coverage, after[target]?.coverage)
      if let was, let now, FigureComparison.isSame(was, now), comparison.isSame(rested, rests) { continue }
      availability.append(
        AvailabilityChange(
          component: target, before: was, after: now, coverageBefore: rested, coverageAfter: rests,
          verdict: comparison.verdict((was, rested), (now, rests))))
    }
  }

  private mutating func compareRedundancy(_ old: CompiledModel, _ new: CompiledModel) {
    guard !isSameModel else { return }
    let before = Self.losses(old)
    let after = Self.losses(new)
    if isOver(.redundancy, old, new) { return }
    for (key, loss) in after.losses.sorted(by: { $0.value.order < $1.value.order })
    where before.groups.contains(key.group) && before.losses[key] == nil {
      redundancy.append(
        RedundancyChange(
          component: loss.owner, group: loss.group, fault: key.fault, isLost: true,
          place: loss.group.place))
    }
    for (key, loss) in before.losses.sorted(by: { $0.value.order < $1.value.order })
    where after.groups.contains(key.group) && after.losses[key] == nil {
      redundancy.append(
        RedundancyChange(
          component: loss.owner, group: loss.group, fault: key.fault, isLost: false,
          place: loss.group.place))
    }
  }

  private struct LossKey: Hashable {
    let group: [String]
    let fault: ComponentID
  }

  /// The redundant groups of a model by owner and members, and which single faults take them down anyway.
  private static func losses(_ compiled: CompiledModel) -> (
    groups: Set<[String]>, losses: [LossKey: (owner: ComponentID, group: Requirement, order: Int)]
  ) {
    let model = compiled.model
    let groups = compiled.redundantGroups
    let keys = groups.map { [model.outline($0.owner).id.text] + $0.requirement.memberNames.sorted() }
    var losses: [LossKey: (owner: ComponentID, group: Requirement, order: Int)] = [:]
    var order = 0
    for loss in compiled.losses(of: groups, among: compiled.rankedComponents)
    where groups[loss.group].owner != loss.fault {
      losses[LossKey(group: keys[loss.group], fault: model.outline(loss.fault).id)] = (
        model.outline(groups[loss.group].owner).id, groups[loss.group].requirement, order
      )
      order += 1
    }
    return (Set(keys), losses)
  }
}

extension Model {
  /// Whether a component is in the model and only logic there: no fault.
  fileprivate func isOnlyLogic(_ id: ComponentID) -> Bool { index(of: id).map { outline($0).isLogic } ?? false }
}
