internal import DependencyModel
internal import ResilienceAnalysis

extension Impact {
  /// The most members of a group whose causes are tried.
  private static var memberLimit: Int { 8 }

  /// How the fault reaches the members of a group: those that are affected, and all that they rest on, the nearest to the
  /// fault last.
  ///
  /// - Parameters:
  ///   - group: the group; `nil` for none.
  ///   - effort: what the steps cost is taken off.
  func chain(to group: Requirement?, _ effort: inout Int) -> [Effect] {
    guard let group else { return [] }
    var known: [ComponentIndex: Effect] = [:]
    for effect in effects { known[effect.component] = effect }
    var waiting: [ComponentIndex] = []
    group.forEachComponent { id in
      if waiting.count < Self.memberLimit, let index = model.index(of: id), known[index] != nil {
        waiting.append(index)
      }
    }
    var steps: [Effect] = []
    while let current = waiting.popLast() {
      guard let effect = known.removeValue(forKey: current) else { continue }
      steps.append(effect)
      waiting += effect.cause.by
    }
    effort -= steps.count
    return steps.sorted { $0.wave != $1.wave ? $0.wave > $1.wave : $0.component < $1.component }
  }
}

extension Finding {
  /// The group that the fault takes away; `nil` if the finding is about none.
  var group: Requirement? {
    switch fact {
    case .takesGroup(let group, _): group
    case .weakness(.group(.domainTooHeavy(_, let group, _))), .weakness(.group(.groupBehindOne(_, let group, _))),
      .weakness(.group(.redundancyThroughOne(_, let group, _))),
      .weakness(.group(.replicasInOneDomain(_, let group, _))):
      group
    default: nil
    }
  }
}
