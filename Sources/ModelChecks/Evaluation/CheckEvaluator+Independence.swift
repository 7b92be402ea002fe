internal import DependencyModel
internal import ResilienceAnalysis

/// A redundancy group of a component, at any depth of what it needs or uses.
struct OwnedGroup {
  /// The component in whose requirements it stands, by position.
  let owner: Int
  /// The group.
  let requirement: Requirement
}

extension CheckEvaluator {
  /// `independent: true`: no single component takes a redundant group of a target from whole to lost.
  ///
  /// A group is redundant if with nothing failed it holds through the loss of any one member. Each becomes a component
  /// that needs it and nothing else, so that one sweep over all single faults finds those that take it down.
  func independence(of targets: [Int], _ exempt: Set<Int>, _ check: Check) -> Evaluation {
    let groups = targets.flatMap { redundantGroups(of: $0) }
    let faults = compiled.rankedComponents.filter { !exempt.contains($0) }
    var result = Evaluation(triedCount: groups.count)
    guard !groups.isEmpty else { return result }
    var probes = Array(model.components)
    let start = probes.count
    for (number, group) in groups.enumerated() {
      // A control character keeps these apart from what a person can write.
      probes.append(Component(ComponentID("\u{1}\(number)"), relations: [.init(.needs, group.requirement)]))
    }
    let probed = CompiledModel(
      Model(name: model.name, components: probes), options: .init(trust: compiled.options.trust))
    let found = probed.singlePoints(of: Array(start..<probes.count), among: faults)
    var counts = FindingCounts()
    for entry in found.entries {
      for number in entry.targets.map({ $0 - start }) where groups[number].owner != entry.fault {
        counts.add(finding(entry.fault, groups[number], check), to: &result.findings)
      }
    }
    counts.finish(&result.findings, check)
    for index in result.findings.indices.prefix(Self.explainedCount) { prove(&result.findings[index]) }
    return result
  }

  /// The groups of a component that hold through the loss of any one member.
  private func redundantGroups(of component: Int) -> [OwnedGroup] {
    var result: [OwnedGroup] = []
    func collect(_ requirement: Requirement) {
      guard case .group(let group) = requirement.target, requirement.confidence <= compiled.options.trust else {
        return
      }
      if let total = group.totalWeight, let heaviest = group.members.map(\.weight).max(),
        total.millionths - heaviest.millionths >= group.requiredWeight(ofTotal: total).millionths
      {
        result.append(OwnedGroup(owner: component, requirement: requirement))
      }
      for member in group.members { collect(member.requirement) }
    }
    for relation in model.components[component].relations where relation.kind == .needs || relation.kind == .uses {
      collect(relation.requirement)
    }
    return result
  }

  private func finding(_ fault: Int, _ group: OwnedGroup, _ check: Check) -> Finding {
    Finding(
      "\(id(fault)) takes away all that \(id(group.owner)) has of '\(group.requirement.text(limit: 4))'",
      fault: [(fault, .down)], components: [group.owner], at: group.requirement.place ?? check.place,
      subject: group.requirement.text(limit: 20))
  }

  /// Shows how the fault reaches the members of the group, and which of them to move.
  private func prove(_ finding: inout Finding) {
    let owner = finding.components[0]
    let fault = FaultSet(finding.fault, text: finding.faultText(in: model))
    let impact = compiled.impact(of: fault)
    var effects: [Int: Impact.Effect] = [:]
    for effect in impact.effects where effect.level == .down { effects[effect.component] = effect }
    guard
      let group = redundantGroups(of: owner).first(where: { $0.requirement.text(limit: 20) == finding.subject })
    else { return }
    var lost: [Impact.Effect] = []
    group.requirement.forEachComponent { name in
      if let effect = model.index(of: name).flatMap({ effects[$0] }),
        !lost.contains(where: { $0.component == effect.component })
      {
        lost.append(effect)
      }
    }
    finding.related = lost.prefix(8).map { effect in
      let way: String
      switch effect.cause.kind {
      case .fault: way = "is what fails"
      case .in: way = "is in \(list(effect.cause.by))"
      case .uses: way = "uses \(list(effect.cause.by))"
      case .needs, .configuredBy: way = "needs \(list(effect.cause.by))"
      }
      return Finding.Related("\(id(effect.component)) \(way)", component: effect.component, at: effect.cause.place)
    }
    if let direct = lost.last(where: { $0.cause.kind == .in }) {
      finding.change = "move \(id(direct.component)) out of \(list(direct.cause.by))"
    } else if let direct = lost.last(where: { $0.cause.kind == .needs }) {
      finding.change = "let \(id(direct.component)) rest on another than \(list(direct.cause.by))"
    }
    if compiled.explanation(of: owner, under: fault).level > .up {
      finding.explanation = compiled.explanation(of: owner, under: fault)
    }
  }
}
