public import DependencyModel

/// The meaning of a model, computed as slowly and as literally as it is defined: the oracle for the graph core.
///
/// Nothing here is shared with the code under test but the model's own types.
public struct NaiveSemantics {
  public let model: Model
  public let fault: [ComponentIndex: Level]
  /// The levels after each synchronous round; the last one is final.
  public private(set) var rounds: [[Level]] = []
  /// Per component the earliest moments in milliseconds at which it is degraded or worse, and down; `nil` for never.
  public private(set) var moments: [Level: [Int64?]] = [:]

  public init(_ model: Model, fault: [ComponentIndex: Level]) {
    self.model = model
    self.fault = fault
    var levels = model.components.indices.map { fault[$0] ?? .up }
    rounds = [levels]
    while true {
      let next = model.components.indices.map { level(of: $0, from: levels) }
      if next == levels { break }
      levels = next
      rounds.append(levels)
    }
    for target in [Level.degraded, .down] { moments[target] = [Int64?](repeating: nil, count: levels.count) }
    computeMoments()
  }

  public var levels: [Level] { rounds[rounds.count - 1] }

  /// The first round in which a component was at a level or worse.
  public func wave(of component: ComponentIndex, reaching level: Level) -> Int? {
    rounds.firstIndex { $0[component] >= level }
  }

  // MARK: Levels

  private func level(of component: ComponentIndex, from levels: [Level]) -> Level {
    var worst = fault[component] ?? .up
    for relation in model.components[component].relations {
      worst = max(worst, effect(of: relation, from: levels))
    }
    return worst
  }

  private func effect(of relation: Component.Relation, from levels: [Level]) -> Level {
    let level = level(of: relation.requirement, from: levels)
    switch relation.kind {
    case .needs, .in: return level
    case .uses: return level == .down ? .degraded : .up
    case .degradedBy: return level == .up ? .up : .degraded
    case .startNeeds, .configuredBy: return .up
    }
  }

  public func level(of requirement: Requirement, from levels: [Level]) -> Level {
    switch requirement.target {
    case .component(let id): return levels[model.index(of: id)!]
    case .group(let group):
      for candidate in Level.allCases {
        let weight = group.members.filter { level(of: $0.requirement, from: levels) <= candidate }.map(
          \.weight.millionths
        )
        .reduce(0, +)
        if weight >= required(group) { return candidate }
      }
      return .down
    }
  }

  private func required(_ group: Group) -> Int64 { group.requiredWeight(ofTotal: group.totalWeight!).millionths }

  // MARK: Moments

  private mutating func computeMoments() {
    var changed = true
    while changed {
      changed = false
      for target in [Level.degraded, .down] {
        for component in model.components.indices {
          var best: Int64? = fault[component].map { $0 >= target ? 0 : nil } ?? nil
          for relation in model.components[component].relations {
            let needed: Level
            switch relation.kind {
            case .needs, .in: needed = target
            case .uses:
              guard target == .degraded else { continue }
              needed = .down
            case .degradedBy:
              guard target == .degraded else { continue }
              needed = .degraded
            case .startNeeds, .configuredBy: continue
            }
            if let moment = moment(of: relation.requirement, reaching: needed) { best = min(best ?? moment, moment) }
          }
          if let best, moments[target]![component].map({ best < $0 }) ?? true {
            moments[target]![component] = best
            changed = true
          }
        }
      }
    }
  }

  /// When the effect of a requirement's loss is felt.
  private func moment(of requirement: Requirement, reaching level: Level) -> Int64? {
    let delay = requirement.tolerates.milliseconds
    switch requirement.target {
    case .component(let id): return moments[level]![model.index(of: id)!].map { $0 + delay }
    case .group(let group):
      let times = group.members.map { moment(of: $0.requirement, reaching: level) }
      for time in times.compactMap({ $0 }).sorted() {
        let left = zip(group.members, times).filter { $1.map { $0 > time } ?? true }.map(\.0.weight.millionths)
          .reduce(0, +)
        if left < required(group) { return time + delay }
      }
      return nil
    }
  }

  /// The levels that are reached by a moment, inclusive.
  public func levels(within limit: Int64) -> [Level] {
    model.components.indices.map { component in
      if let moment = moments[.down]![component], moment <= limit { return .down }
      if let moment = moments[.degraded]![component], moment <= limit { return .degraded }
      return .up
    }
  }

  // MARK: Causes

  /// The relation that put a component at its final level and the components behind it; `nil` for the fault.
  public func cause(of component: ComponentIndex) -> (relation: Int, by: [ComponentIndex])? {
    let level = levels[component]
    let wave = wave(of: component, reaching: level)!
    guard wave > 0 else { return nil }
    let before = rounds[wave - 1]
    let relations = model.components[component].relations
    let possible = relations.indices.filter { effect(of: relations[$0], from: before) >= level }
    func needed(_ position: Int) -> Level { relations[position].kind == .uses ? .down : level }
    // What had come through when the component got there explains it; what is tolerated for longer does not.
    let timely = possible.first { position in
      moment(of: relations[position].requirement, reaching: needed(position)).map { $0 <= moments[level]![component]! }
        ?? false
    }
    guard let position = timely ?? possible.first else { fatalError("a component got worse without a cause") }
    var by: [ComponentIndex] = []
    collect(relations[position].requirement, reaching: needed(position), by: wave - 1, into: &by)
    return (position, by)
  }

  private func collect(
    _ requirement: Requirement, reaching level: Level, by round: Int, into result: inout [ComponentIndex]
  ) {
    switch requirement.target {
    case .component(let id):
      let index = model.index(of: id)!
      if !result.contains(index) { result.append(index) }
    case .group(let group):
      let lost = group.members.enumerated().compactMap { position, member -> (Int, Int)? in
        let wave = rounds.firstIndex { self.level(of: member.requirement, from: $0) >= level }
        return wave.flatMap { $0 <= round ? ($0, position) : nil }
      }.sorted { $0 < $1 }
      var left = group.totalWeight!.millionths
      for (_, position) in lost {
        collect(group.members[position].requirement, reaching: level, by: round, into: &result)
        left -= group.members[position].weight.millionths
        if left < required(group) { return }
      }
    }
  }

  // MARK: Redundancy

  public var redundancyLost: [ComponentIndex] {
    model.components.indices.filter { component in
      levels[component] != .down
        && model.components[component].relations.contains { relation in
          [.needs, .uses, .degradedBy].contains(relation.kind) && hasFragileGroup(relation.requirement)
        }
    }
  }

  private func hasFragileGroup(_ requirement: Requirement) -> Bool {
    guard case .group(let group) = requirement.target else { return false }
    let total = group.totalWeight!.millionths
    let needed = required(group)
    let wholeIsRedundant = group.members.allSatisfy { total - $0.weight.millionths >= needed }
    let standing = group.members.filter { level(of: $0.requirement, from: levels) != .down }
    let weight = standing.map(\.weight.millionths).reduce(0, +)
    let isFragile = weight >= needed && standing.contains { weight - $0.weight.millionths < needed }
    return wholeIsRedundant && isFragile || group.members.contains { hasFragileGroup($0.requirement) }
  }
}
