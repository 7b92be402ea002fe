internal import DependencyModel
internal import ResilienceAnalysis

/// The faults that `given` stands for.
extension CheckEvaluator {
  /// One fault that a check gives.
  struct GivenFault {
    let levels: [(component: ComponentIndex, level: Level)]
    let id: ComponentID?
    /// The share of a component, of those of which only a share fails; their level is `degraded`.
    var shares: [ComponentIndex: FaultShare] = [:]

    /// The fault as a question.
    var question: FaultSet { FaultSet(levels, sharing: shares, text: "") }
  }

  /// More pairs than these are not tried one by one.
  private static let pairLimit = 2_000_000

  /// The faults that an item of `given` stands for.
  struct TriedFaults {
    let faults: AnySequence<GivenFault>
    let count: Int
    var isChange = false
    /// The single components, if each is tried by itself.
    var each: [ComponentIndex]?
    /// How many components pairs are made of; `nil` if they are no pairs.
    var pairCount: Int?

    init(_ faults: some Sequence<GivenFault>, count: Int, isChange: Bool = false) {
      self.faults = AnySequence(faults)
      self.count = count
      self.isChange = isChange
    }

    init(each components: [ComponentIndex], isChange: Bool) {
      self.init(
        components.map { GivenFault(levels: [($0, .down)], id: nil) }, count: components.count, isChange: isChange)
      each = isChange ? nil : components
    }
  }

  mutating func triedFaults(_ given: Check.Given) -> TriedFaults {
    switch given {
    case .each(let selector): return TriedFaults(each: matcher.faults(selector), isChange: false)
    case .eachChange(let selector): return TriedFaults(each: matcher.faults(selector), isChange: true)
    case .eachPair(let selector):
      let faults = matcher.faults(selector)
      let pairs = faults.indices.lazy.flatMap { first in
        faults[(first + 1)...].lazy.map { GivenFault(levels: [(faults[first], .down), ($0, .down)], id: nil) }
      }
      var tried = TriedFaults(pairs, count: faults.count * (faults.count - 1) / 2)
      tried.pairCount = faults.count
      return tried
    case .fault(let id), .changeOfFault(let id):
      let fault = model.fault(id)!
      let levels = fault.levels.map { (component: model.index(of: $0.component)!, level: $0.level) }
      var isChange = fault.isChange
      if case .changeOfFault = given { isChange = true }
      let shares = Dictionary(uniqueKeysWithValues: fault.shares.map { (model.index(of: $0.key)!, $0.value) })
      return TriedFaults([GivenFault(levels: levels, id: id, shares: shares)], count: 1, isChange: isChange)
    case .change(let selector):
      let levels = matcher.matches(selector).map { (component: $0, level: Level.down) }
      return TriedFaults([GivenFault(levels: levels, id: nil)], count: 1, isChange: true)
    // What happens in a scenario is no single fault; see `scenario(_:_:_:_:_:)`.
    case .scenario: return TriedFaults([], count: 0)
    case .levels(let down, let degraded, let parts):
      let levels =
        (down.map { matcher.matches($0) } ?? []).map { (component: $0, level: Level.down) }
        + (degraded.map { matcher.matches($0) } ?? []).map { (component: $0, level: Level.degraded) }
      let shares = parts.flatMap { part in
        matcher.matches(part.components).map { (component: $0, share: part.share) }
      }
      let fault = FaultSet(levels, text: "", shares: shares)
      return TriedFaults([GivenFault(levels: fault.levels, id: nil, shares: fault.shares)], count: 1)
    }
  }

  /// Why pairs are not tried: there is none, or there are too many.
  func pairProblem(_ componentCount: Int, _ pairCount: Int, _ check: Check) -> Finding? {
    if pairCount == 0 {
      return .undecided(
        .noPair(components: componentCount), at: check.place, change: .matchSeveral)
    }
    guard pairCount > Self.pairLimit else { return nil }
    return .undecided(
      .tooManyPairs(count: pairCount, limit: Self.pairLimit), at: check.place, change: .giveFewer)
  }
}
