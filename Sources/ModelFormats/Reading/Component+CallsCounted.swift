package import DependencyModel

extension Component {
  /// Lets each component that an imported one requires in several ways be called in one of them.
  ///
  /// An importer may state several requirements of the same component: any of several is needed, and each of them is used,
  /// because the loss of one degrades. These are several ways to fail, and one way of calls. The most significant
  /// requirement carries the calls: what is needed before what is used, a group before its members, and the larger of two
  /// groups. The others state that they carry none. What states its calls already is left as it is.
  ///
  /// - Complexity: O(members of its requirements).
  package mutating func countCallsOnce() {
    let carrying = relations.indices.filter { relations[$0].kind.callRank != nil }
    guard carrying.count > 1 else { return }
    let order = carrying.map { (position: $0, rank: rank(ofRelation: $0)) }
      .sorted { $0.rank != $1.rank ? $0.rank.lexicographicallyPrecedes($1.rank) : $0.position < $1.position }
    var called: Set<ComponentID> = []
    for (position, _) in order { relations[position].requirement.leaveOutCalls(to: &called) }
  }

  /// Smaller for a requirement that carries calls before others.
  private func rank(ofRelation position: Int) -> [Int] {
    let relation = relations[position]
    guard case .group(let group) = relation.requirement.target else { return [relation.kind.callRank!, 1, 0] }
    return [relation.kind.callRank!, 0, -group.members.componentCount]
  }
}

extension Requirement {
  /// States that it carries no calls where all that it names is called already, and otherwise adds what it calls.
  fileprivate mutating func leaveOutCalls(to called: inout Set<ComponentID>) {
    if let calls = terms.calls {
      if calls > .zero { forEachComponent { called.insert($0) } }
      return
    }
    var (hasCalled, hasOthers) = (false, false)
    forEachComponent { id in
      if called.contains(id) { hasCalled = true } else { hasOthers = true }
    }
    if !hasOthers {
      terms.calls = .zero
    } else if hasCalled, case .group(var group) = target, group.threshold == .all {
      // All of its members are called, so that those that are called already can be left out one by one.
      for position in group.members.indices { group.members[position].requirement.leaveOutCalls(to: &called) }
      group.pattern = nil
      target = .group(group)
    } else {
      forEachComponent { called.insert($0) }
    }
  }
}

extension Component.Relation.Kind {
  /// The order in which kinds of relations carry calls; `nil` where one carries none.
  fileprivate var callRank: Int? {
    switch self {
    case .needs: 0
    case .uses: 1
    case .degradedBy: 2
    case .startNeeds, .configuredBy, .in: nil
    }
  }
}
