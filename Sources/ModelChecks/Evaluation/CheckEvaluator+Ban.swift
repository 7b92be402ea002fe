internal import DependencyModel

extension CheckEvaluator {
  /// A step of a forbidden way: who depends, on whom, and where that is written.
  private struct Step {
    let from: Int
    let to: Int
    let kind: Component.Relation.Kind
    let place: Place?
  }

  /// `forbid`: dependencies that must not exist, directly or through others.
  mutating func evaluate(_ ban: Check.Ban, _ check: Check) -> Evaluation {
    let from = matcher.matches(ban.from)
    let isTarget = Set(matcher.matches(ban.to))
    var result = Evaluation(triedCount: from.count)
    var counts = FindingCounts()
    for component in from {
      let ways = ban.isTransitive ? ways(from: component, to: isTarget, ban.via) : direct(component, isTarget, ban.via)
      for way in ways { counts.add(finding(way, check), to: &result.findings) }
    }
    counts.finish(&result.findings, check)
    return result
  }

  /// The dependencies of a component, in the order written, repeats left out.
  private func steps(of component: Int, _ via: Check.Ban.Via) -> [Step] {
    var result: [Step] = []
    var seen: Set<Int> = []
    for relation in model.components[component].relations {
      switch (relation.kind, via) {
      case (.needs, .needs), (.needs, .any), (.uses, .uses), (.uses, .any): break
      default: continue
      }
      relation.requirement.forEachComponent { name in
        guard let other = model.index(of: name), seen.insert(other).inserted else { return }
        result.append(
          Step(
            from: component, to: other, kind: relation.kind,
            place: relation.requirement.place ?? model.outline(component).place))
      }
    }
    return result
  }

  private func direct(_ component: Int, _ targets: Set<Int>, _ via: Check.Ban.Via) -> [[Step]] {
    steps(of: component, via).filter { targets.contains($0.to) }.map { [$0] }
  }

  /// The shortest way to each target that a component reaches, nearest first.
  private func ways(from component: Int, to targets: Set<Int>, _ via: Check.Ban.Via) -> [[Step]] {
    var arrivals: [Int: Step] = [:]
    var waiting = [component]
    var next = 0
    var reached: [Int] = []
    while next < waiting.count {
      let current = waiting[next]
      next += 1
      for step in steps(of: current, via) where step.to != component && arrivals[step.to] == nil {
        arrivals[step.to] = step
        waiting.append(step.to)
        if targets.contains(step.to) { reached.append(step.to) }
      }
    }
    return reached.map { target in
      var way: [Step] = []
      var current = target
      while current != component, let step = arrivals[current] {
        way.append(step)
        current = step.from
      }
      return way.reversed()
    }
  }

  private func finding(_ way: [Step], _ check: Check) -> Finding {
    let first = way[0]
    let last = way[way.count - 1]
    let verb = first.kind == .uses ? "uses" : "needs"
    let path = way.count > 1 ? ", by \(([first.from] + way.map(\.to)).map(id).joined(separator: " → "))" : ""
    return Finding(
      "\(id(first.from)) \(verb) \(id(last.to))\(path), which is forbidden", components: [first.from],
      at: first.place ?? check.place,
      related: way.map {
        Finding.Related(
          "\(id($0.from)) \($0.kind == .uses ? "uses" : "needs") \(id($0.to))", component: $0.to, at: $0.place)
      }, subject: id(last.to))
  }
}
