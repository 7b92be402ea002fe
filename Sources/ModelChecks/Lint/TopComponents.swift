internal import DependencyModel
internal import ResilienceAnalysis

/// The components that stand for the most important ones if a model states no tiers: those that nothing depends on.
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
    func dependencies(of index: Int) -> [Int] {
      var result: [Int] = []
      for relation in model.components[ComponentIndex(index)].relations
      where relation.kind != .in && relation.kind != .configuredBy {
        relation.requirement.forEachComponent { id in
          if let other = model.index(of: id) { result.append(other.position) }
        }
      }
      return result
    }
    func mark(_ start: Int, in reached: inout [Bool]) {
      var waiting = [start]
      reached[start] = true
      while let current = waiting.popLast() {
        for other in dependencies(of: current) where !reached[other] {
          reached[other] = true
          waiting.append(other)
        }
      }
    }
    // The first walk starts at each component that no earlier start reaches. A start that no later start reaches either is
    // the first of a part on which nothing else depends.
    var reached = [Bool](repeating: false, count: model.components.count)
    var starts: [Int] = []
    for index in model.domainCount..<model.components.count where !reached[index] && !isAside[index] {
      starts.append(index)
      mark(index, in: &reached)
    }
    reached = [Bool](repeating: false, count: model.components.count)
    var found: [Int] = []
    for start in starts.reversed() where !reached[start] {
      found.append(start)
      mark(start, in: &reached)
    }
    components = found.reversed().filter { !dependencies(of: $0).isEmpty }.map { ComponentIndex($0) }
  }
}
