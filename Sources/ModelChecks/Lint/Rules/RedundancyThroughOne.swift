internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let redundancyThroughOne = LintRule(
    "redundancy-through-one", .sharedFate, .warning, lookingAt: .redundantGroups,
    title: "all members of a group rest on one component",
    rationale: """
      Two components that both depend on one network, one load balancer or one credential are as good as one.
      """,
    advice: "give the members separate paths",
    example: """
      model: Shop
      components:
        shop: { needs: { any: [api-1, api-2] } }
        api-1: { needs: network }
        api-2: { needs: network }
        network: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { needs: { any: [api-1, api-2] } }
        api-1: { needs: network-1 }
        api-2: { needs: network-2 }
        network-1: {}
        network-2: {}
      """
  ) { context in
    // One finding for a group, whatever the number of components that all of it rests on.
    var faults = [[ComponentIndex]](repeating: [], count: context.redundantGroups.count)
    for loss in context.groupLosses where !context.model.isDomain(loss.fault) && loss.isTotal {
      guard !context.model.components[loss.fault].isCommonGround else { continue }
      faults[loss.group].append(loss.fault)
    }
    return faults.enumerated().compactMap { number, faults -> Finding? in
      guard let fault = faults.first else { return nil }
      let owned = context.redundantGroups[number]
      return Finding(
        .group(.redundancyThroughOne(owner: owned.owner, group: owned.requirement, components: faults)),
        fault: [(fault, .down)], components: [owned.owner], at: context.place(owned.requirement, of: owned.owner),
        subject: "\(enumeration(of: faults.map(context.id), limit: 20)): \(owned.requirement.text(limit: 20))")
    }
  }
}
