internal import DependencyModel
internal import ResilienceAnalysis

extension EditCandidate {
  /// The edits that let what is overloaded carry what comes to it: all of it together.
  static func raisingLimits(against fact: Finding.LoadFact, in model: Model) -> [EditCandidate] {
    var limits: [Finding.RaisedLimit] = []
    for (use, share) in wanted(against: fact) {
      // If one of them is without end, raising the others does not suffice.
      guard share > 0, let raised = use.raised(toUse: share) else { return [] }
      limits += raised
    }
    if case .staysCollapsed(let stuck, _) = fact,
      let limit = Finding.RaisedLimit(stuck.component, least: stuck.collapsedLoad, isSlots: false)
    {
      limits = [limit]
    }
    guard let first = limits.first else { return [] }
    return [
      EditCandidate(
        rank: .other, edit: ModelEdit(limits.map { .setLimit($0) }), change: .raiseLimits(limits),
        place: limits.allSatisfy { $0.component == first.component } ? model.outline(first.component).place : nil)
    ]
  }

  /// What carries too much, and the share of its limits that it should use at most.
  private static func wanted(against fact: Finding.LoadFact) -> [(use: LoadUse, share: Double)] {
    switch fact {
    case .carriesTooMuch(let use, let allowed): [(use, allowed.value / 100)]
    case .losesDemand(let lost, _): lost.overloaded.map { ($0, 1) }
    case .lacksHeadroom(let use, _, let required): [(use, 1 / (1 + required.value / 100))]
    case .losesWork, .staysCollapsed: []
    }
  }
}
