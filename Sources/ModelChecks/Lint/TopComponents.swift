internal import DependencyModel
internal import ResilienceAnalysis

/// The components that stand for the most important ones if a model has none of tier 0 or 1: those that nothing depends on.
///
/// They have requirements of their own, so that something can take them down. Monitors, backups, and components that only
/// join two others are not among them, and do not count as dependents. Of components that depend on each other, and on which
/// nothing else depends, the first one in model order represents all.
struct TopComponents {
  /// In model order.
  let components: [ComponentIndex]

  /// Finds them, in time linear in the requirements.
  init(_ model: Model) {
    let isAside = model.components.map { $0.isMonitoring || $0.isBackup || $0.isWiring }
    func requirements(of index: Int) -> [Requirement] {
      model.components[ComponentIndex(index)].relations
        .filter { $0.kind != .in && $0.kind != .configuredBy }.map(\.requirement)
    }
    // Requirements with the same glob share a list, which is walked once.
    func mark(_ start: Int, in reached: inout [Bool], _ lists: inout Set<ObjectIdentifier>) {
      var waiting = [start]
      reached[start] = true
      while let current = waiting.popLast() {
        for requirement in requirements(of: current) {
          if let list = requirement.sharedList, !lists.insert(list).inserted { continue }
          requirement.forEachComponent { id in
            guard let other = model.index(of: id)?.position, !reached[other] else { return }
            reached[other] = true
            waiting.append(other)
          }
        }
      }
    }
    var lists: Set<ObjectIdentifier> = []
    // The first walk starts at each component that no earlier start reaches. A start that no later start reaches either is
    // the first of a part on which nothing else depends.
    var reached = [Bool](repeating: false, count: model.components.count)
    var starts: [Int] = []
    for index in model.domainCount..<model.components.count where !reached[index] && !isAside[index] {
      starts.append(index)
      mark(index, in: &reached, &lists)
    }
    lists = []
    reached = [Bool](repeating: false, count: model.components.count)
    var found: [Int] = []
    for start in starts.reversed() where !reached[start] {
      found.append(start)
      mark(start, in: &reached, &lists)
    }
    components = found.reversed().filter { !requirements(of: $0).isEmpty }.map { ComponentIndex($0) }
  }
}

extension Requirement {
  /// The list of components that a glob or selector matches, which several requirements share; `nil` for others. A component
  /// that is left out of the list is the one whose requirement it is.
  var sharedList: ObjectIdentifier? {
    guard case .group(let group) = target else { return nil }
    return group.members.matched.map { ObjectIdentifier($0.components) }
  }
}
