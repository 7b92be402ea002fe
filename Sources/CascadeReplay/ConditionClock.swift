internal import DependencyModel

/// A condition with the clocks that tell for how long its parts have been so.
struct ConditionClock {
  private enum Form {
    case gauge(isDown: Bool, component: Int, Scenario.Comparison, Amount)
    case all(Range<Int>)
    case any(Range<Int>)
  }

  private struct Part {
    var form: Form
    let lasting: Int64
    /// Since when it is so; never if it is not.
    var since = LevelState.never
  }

  /// Each part after the one that it is a part of; the parts of one lie together.
  private var parts: [Part] = []
  /// The components whose gauges it reads.
  let components: [Int]

  init(_ condition: Scenario.Condition, in model: Model) {
    var components: [Int] = []
    var open = [condition]
    var next = 0
    while next < open.count {
      let part = open[next]
      next += 1
      let form: Form
      switch part.form {
      case .gauge(let gauge, let comparison, let limit):
        let component = model.index(of: gauge.component)!.position
        components.append(component)
        let isDown = if case .down = gauge { true } else { false }
        form = .gauge(isDown: isDown, component: component, comparison, limit)
      case .all(let inner):
        form = .all(open.count..<open.count + inner.count)
        open += inner
      case .any(let inner):
        form = .any(open.count..<open.count + inner.count)
        open += inner
      }
      parts.append(Part(form: form, lasting: part.lasting.milliseconds))
    }
    self.components = components
  }

  /// Whether it holds at a time, by the levels of components.
  ///
  /// - Parameter due: called with each time at which it may come to hold though no level changes.
  mutating func holds(at now: Int64, _ levels: [UInt8], due: (Int64) -> Void) -> Bool {
    var holds = [Bool](repeating: false, count: parts.count)
    // Inner parts come after those that they are parts of.
    for number in parts.indices.reversed() {
      let isSo =
        switch parts[number].form {
        case .gauge(let isDown, let component, let comparison, let limit):
          comparison.holds(levels[component] >= (isDown ? 2 : 1) ? .one : .zero, limit)
        case .all(let inner): inner.allSatisfy { holds[$0] }
        case .any(let inner): inner.contains { holds[$0] }
        }
      let lasting = parts[number].lasting
      if !isSo {
        parts[number].since = LevelState.never
      } else if parts[number].since == LevelState.never {
        parts[number].since = now
        if lasting > 0 { due(now + lasting) }
      }
      holds[number] = isSo && parts[number].since <= now - lasting
    }
    return holds[0]
  }
}
