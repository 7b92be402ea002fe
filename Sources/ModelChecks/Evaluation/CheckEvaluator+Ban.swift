internal import DependencyModel
internal import ResilienceAnalysis

extension CheckEvaluator {
  /// A step of a forbidden path: who depends, on whom, and where that is written.
  private struct Step {
    let from: ComponentIndex
    let to: ComponentIndex
    let kind: Component.Relation.Kind
    let place: Place?
  }

  /// `forbid`: dependencies that must not exist, directly or through others.
  mutating func evaluate(_ ban: Check.Ban, _ check: Check) -> Evaluation {
    let from = matcher.matches(ban.from)
    let isTarget = Set(matcher.matches(ban.to))
    var result = Evaluation(triedCount: from.count)
    var counts = FindingCounts(room)
    for component in from {
      if compiled.limit.isReached {
        result.isCut = true
        break
      }
      if ban.isTransitive {
        let ways = ways(from: component, to: isTarget, ban.via)
        for target in ways.reached { counts.add(finding(ways.way(to: target), check), to: &result.findings) }
      } else {
        for step in steps(of: component, ban.via) where isTarget.contains(step.to) {
          counts.add(finding([step], check), to: &result.findings)
        }
      }
    }
    counts.finish(&result.findings, check)
    return result
  }

  /// The dependencies of a component, in the order written, repeats left out.
  private func steps(of component: ComponentIndex, _ via: Check.Ban.Via) -> [Step] {
    var result: [Step] = []
    var seen: Set<ComponentIndex> = []
    for relation in model.components[component].relations {
      guard via.includes(relation.kind) else { continue }
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

  /// The shortest ways from a component.
  private struct Ways {
    let component: ComponentIndex
    /// The targets that it reaches, nearest first.
    var reached: [ComponentIndex] = []
    /// Per component the last step of the path to it.
    var arrivals: [ComponentIndex: Step] = [:]

    func way(to target: ComponentIndex) -> [Step] {
      var way: [Step] = []
      var current = target
      while current != component, let step = arrivals[current] {
        way.append(step)
        current = step.from
      }
      return way.reversed()
    }
  }

  /// The shortest path to each target that a component reaches.
  private func ways(
    from component: ComponentIndex, to targets: Set<ComponentIndex>, _ via: Check.Ban.Via
  ) -> Ways {
    var ways = Ways(component: component)
    var waiting = [component]
    var next = 0
    while next < waiting.count {
      let current = waiting[next]
      next += 1
      for step in steps(of: current, via) where step.to != component && ways.arrivals[step.to] == nil {
        ways.arrivals[step.to] = step
        waiting.append(step.to)
        if targets.contains(step.to) { ways.reached.append(step.to) }
      }
    }
    return ways
  }

  private func finding(_ way: [Step], _ check: Check) -> Finding {
    let first = way[0]
    let last = way[way.count - 1]
    return Finding(
      .isForbidden(path: [first.from] + way.map(\.to), kind: first.kind), components: [first.from],
      at: first.place ?? check.place,
      related: way.map {
        Finding.Related(.dependence(from: $0.from, kind: $0.kind, to: $0.to), component: $0.to, at: $0.place)
      }, subject: id(last.to))
  }
}

extension Check.Ban.Via {
  /// Whether a relation of a kind is a dependency of this sort: to be in a domain is none.
  fileprivate func includes(_ kind: Component.Relation.Kind) -> Bool {
    guard kind.traits.targets == .requirements else { return false }
    switch self {
    case .needs: return kind.isHard
    case .uses: return kind.isSoft
    case .degradedBy: return kind == .degradedBy
    case .any: return kind.isHard || kind.isSoft
    }
  }
}
