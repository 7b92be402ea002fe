public import DependencyModel

/// Starting from nothing, as slowly and as literally as it is defined: the oracle for start orders.
///
/// Nothing here is shared with the code under test but the model's own types.
public struct NaiveStart {
  public let model: Model
  /// The components that a fault keeps down.
  public let faulty: Set<ComponentIndex>

  public init(_ model: Model, faulty: Set<ComponentIndex> = []) {
    self.model = model
    self.faulty = faulty
  }

  /// Per component the round in which it starts; those of `byHand` in round 0.
  public func rounds(startingByHand byHand: Set<ComponentIndex> = []) -> [ComponentIndex: Int] {
    var rounds: [ComponentIndex: Int] = [:]
    var round = 0
    while true {
      let started = Set(rounds.keys)
      let next = model.components.indices.filter { component in
        !started.contains(component) && !faulty.contains(component)
          && (byHand.contains(component) || hasWhatItNeeds(component, started))
      }
      // By hand is in round 0, so something may start in the first round only.
      if next.isEmpty { return rounds }
      for component in next { rounds[component] = round }
      round += 1
    }
  }

  /// What can't start even when everything has started but what can't.
  public var held: Set<ComponentIndex> {
    var held = faulty
    while true {
      let others = Set(model.components.indices).subtracting(held)
      let next = held.union(others.filter { !hasWhatItNeeds($0, others) })
      if next == held { return held }
      held = next
    }
  }

  /// The size of the smallest set that frees all that is stuck.
  public func smallestSize() -> Int {
    let wanted = model.components.count - held.count
    let stuck = model.components.indices.filter { rounds()[$0] == nil && !held.contains($0) }
    return (0...stuck.count).first { size in
      subsets(of: stuck, size: size).contains { rounds(startingByHand: $0).count == wanted }
    }!
  }

  private func subsets(of elements: [ComponentIndex], size: Int) -> [Set<ComponentIndex>] {
    if size == 0 { return [[]] }
    guard elements.count >= size, let first = elements.first else { return [] }
    let rest = Array(elements.dropFirst())
    return subsets(of: rest, size: size - 1).map { $0.union([first]) } + subsets(of: rest, size: size)
  }

  private func hasWhatItNeeds(_ component: ComponentIndex, _ started: Set<ComponentIndex>) -> Bool {
    model.components[component].relations.allSatisfy { relation in
      [.uses, .degradedBy, .configuredBy].contains(relation.kind) || isMet(relation.requirement, started)
    }
  }

  /// Whether a requirement is met by what has started.
  public func isMet(_ requirement: Requirement, _ started: Set<ComponentIndex>) -> Bool {
    switch requirement.target {
    case .component(let id): return started.contains(model.index(of: id)!)
    case .group(let group):
      let weight = group.members.filter { isMet($0.requirement, started) }.map(\.weight.millionths).reduce(0, +)
      return weight >= group.requiredWeight(ofTotal: group.totalWeight!).millionths
    }
  }
}
