public import DependencyModel
internal import FailureGraph
public import ResilienceAnalysis

/// A model made ready for lint rules: what several of them ask for, computed once.
public struct LintContext: Sendable {
  /// The model, compiled, with the time that the present rule may take.
  public internal(set) var compiled: CompiledModel
  /// The model.
  public var model: Model { compiled.model }
  /// By position, see ``dependents(of:)``.
  private let dependents: [[ComponentIndex]]
  /// The components (not domains) of tier 0 and 1; if there are none, those without a tier that nothing else depends on.
  let critical: [ComponentIndex]
  /// Whether no component is of tier 0 or 1, so that others stand for these.
  let hasStandIns: Bool
  /// How much of each subject the model has.
  let subjects: LintSubjects
  /// The groups that hold through the loss of any one member, by owner.
  let redundantGroups: [OwnedGroup]
  /// Which single faults take them down anyway, by fault.
  let groupLosses: [GroupLoss]
  /// The single faults that take critical components down, by fault.
  let criticalFaults: [SinglePoints.Entry]
  /// What is carried; `nil` if the model states no work, capacity or slots.
  let loads: Result<LintLoads, LoadProblem>?
  /// Whether an edited model is only tried: findings need no explanation.
  var isTrial = false
  /// How many domains there are of each kind.
  private let domainCounts: [String: Int]

  /// Makes a model ready: two sweeps over all single faults, loads without a fault, else linear in its requirements.
  public init(_ compiled: CompiledModel) {
    self.compiled = compiled
    let model = compiled.model
    var dependents = [[ComponentIndex]](repeating: [], count: model.components.count)
    for (index, component) in zip(model.components.indices, model.components) {
      for relation in component.relations {
        relation.requirement.forEachComponent { id in
          guard let other = model.index(of: id)?.position, dependents[other].last != index else { return }
          dependents[other].append(index)
        }
      }
    }
    self.dependents = dependents
    let important = model.componentIndices.filter { model.outline($0).tier.map { $0 <= 1 } ?? false }
    hasStandIns = important.isEmpty
    critical =
      important.isEmpty
      ? TopComponents(model).components.filter { model.outline($0).tier == nil } : Array(important)
    criticalFaults = critical.isEmpty ? [] : compiled.singlePoints(of: critical).entries
    let groups = compiled.redundantGroups
    redundantGroups = groups
    // A member that is itself in the domain need not survive it.
    groupLosses = compiled.losses(of: groups, among: compiled.rankedComponents).filter {
      !Self.isInside(groups[$0.group].owner, $0.fault, model)
    }
    let counts: [String: Int] = model.components.prefix(model.domainCount).reduce(into: [:]) { counts, domain in
      if let kind = domain.kind { counts[kind, default: 0] += 1 }
    }
    domainCounts = counts
    loads = LintLoads.make(compiled)
    subjects = LintSubjects(
      model, important: critical.count, redundantGroups: groups.count,
      siblingDomains: counts.values.reduce(0) { $0 + ($1 > 1 ? $1 : 0) })
  }

  /// Whether a component is a domain, or in it at any depth.
  private static func isInside(_ component: ComponentIndex, _ domain: ComponentIndex, _ model: Model) -> Bool {
    guard model.isDomain(domain) else { return component == domain }
    var waiting = [component]
    var seen: Set<ComponentIndex> = []
    while let current = waiting.popLast() {
      if current == domain { return true }
      guard seen.insert(current).inserted else { continue }
      waiting +=
        model.outline(current).isDomain || current == component
        ? model.components[current].domains.compactMap { model.index(of: $0) } : []
    }
    return false
  }

  // MARK: Questions

  /// The components that need, use, start with or are configured by a component, or are in it; ascending, each once.
  func dependents(of index: ComponentIndex) -> [ComponentIndex] { dependents[index.position] }

  /// An id as text, for the subject of a finding.
  func id(_ index: ComponentIndex) -> String { model.outline(index).id.text }

  /// The components and domains of the model, in model order, with their relations, while there is time.
  var all: some Sequence<(index: ComponentIndex, component: Component)> {
    model.components.indices.lazy.prefix { $0.position & 0xFF != 0 || !compiled.limit.isReached }
      .map { ($0, model.components[$0]) }
  }

  /// The component that a requirement names plainly; `nil` for a group.
  func plain(_ requirement: Requirement) -> ComponentIndex? {
    if case .component(let id) = requirement.target { model.index(of: id) } else { nil }
  }

  /// The components that a component needs plainly, and the members of groups that need all of theirs.
  func hardNeeds(of index: ComponentIndex) -> [(component: ComponentIndex, requirement: Requirement)] {
    var result: [(component: ComponentIndex, requirement: Requirement)] = []
    func collect(_ requirement: Requirement) {
      switch requirement.target {
      case .component: if let other = plain(requirement) { result.append((other, requirement)) }
      case .group(let group):
        guard let total = group.totalWeight, group.requiredWeight(ofTotal: total) == total else { return }
        for member in group.members {
          var inner = member.requirement
          inner.place = inner.place ?? requirement.place
          collect(inner)
        }
      }
    }
    for relation in model.components[index].relations where relation.kind == .needs { collect(relation.requirement) }
    return result
  }

  /// Whether a domain is one of several of its kind.
  func hasSiblings(_ domain: ComponentIndex) -> Bool {
    model.outline(domain).kind.map { domainCounts[$0, default: 0] > 1 } ?? false
  }

  /// The components and domains that a component names in its requirements of some kinds.
  func named(by index: ComponentIndex, _ kinds: Set<Component.Relation.Kind>) -> Set<ComponentIndex> {
    var result: Set<ComponentIndex> = []
    for relation in model.components[index].relations where kinds.contains(relation.kind) {
      relation.requirement.forEachComponent { if let other = model.index(of: $0) { result.insert(other) } }
    }
    return result
  }

  /// The place of a requirement, or else of the component.
  func place(_ requirement: Requirement, of index: ComponentIndex) -> Place? {
    requirement.place ?? model.outline(index).place
  }

  /// The components that need a component plainly and tolerate its loss for a while, by component.
  func tolerances() -> [ComponentIndex: [(owner: ComponentIndex, requirement: Requirement)]] {
    var owners: [ComponentIndex: [(owner: ComponentIndex, requirement: Requirement)]] = [:]
    for (index, component) in all {
      for relation in component.relations where relation.kind == .needs && relation.requirement.tolerates > .zero {
        if let other = plain(relation.requirement) {
          owners[other, default: []].append((index, relation.requirement))
        }
      }
    }
    return owners
  }

  /// The components, ascending, that alone take down any of those that represent them: one sweep for all.
  func fatal(to others: [ComponentIndex: Set<ComponentIndex>]) -> [ComponentIndex] {
    let targets = others.values.reduce(into: Set<ComponentIndex>()) { $0.formUnion($1) }
    guard !targets.isEmpty else { return [] }
    return compiled.singlePoints(of: targets.sorted(), among: others.keys.sorted()).entries
      .filter { !others[$0.fault]!.isDisjoint(with: $0.targets) || $0.targets.count < $0.count }
      .map(\.fault)
  }

  /// Findings about when things go down, of which each fault costs a question of its own: as many are asked as a few
  /// seconds allow, and a last finding says how many were not.
  ///
  /// - Parameters:
  ///   - faults: the components that go down; each is tried by itself.
  ///   - rule: what to report about a fault; called also when a component goes down by it, `nil` if it does not.
  func asking(
    _ faults: [ComponentIndex], _ rule: (_ fault: FaultSet, _ downAfter: (ComponentIndex) -> Duration?) -> [Finding]
  ) -> [Finding] {
    var findings: [Finding] = []
    var propagation = compiled.makePropagation()
    var visited = 0
    for (number, index) in faults.enumerated() {
      if compiled.limit.isReached { break }
      guard visited <= Self.visitLimit else {
        let left = faults.count - number
        findings.append(
          Finding(
            .untried(count: left, first: index), components: [], at: model.outline(index).place, subject: "more"))
        break
      }
      let fault = FaultSet([(index, .down)], text: id(index))
      compiled.run(fault, within: nil, using: &propagation)
      visited += propagation.affectedComponents.count
      findings += rule(fault) { component in
        propagation.moment(of: NodeIndex(component), reaching: .failed).map { .milliseconds($0) }
      }
    }
    return findings
  }

  /// How many components, about, the questions of a rule may find affected.
  private static let visitLimit = 10_000_000

  /// How many findings of a rule are explained: each costs a question.
  static let explainedCount = 50
  /// The steps after which no further finding of a rule is explained.
  private static let stepLimit = 20_000

  /// Explains the first findings, which state a fault: how it reaches the first component.
  func explained(_ findings: [Finding], target: (Finding) -> ComponentIndex?) -> [Finding] {
    if isTrial { return findings }
    var steps = 0
    return findings.enumerated().map { number, finding in
      guard number < Self.explainedCount, steps < Self.stepLimit, !compiled.limit.isReached,
        let target = target(finding)
      else { return finding }
      var result = finding
      result.explanation = compiled.explanation(
        of: target, under: FaultSet(finding.fault, text: finding.faultText(in: model)))
      steps += result.explanation?.steps.count ?? 0
      return result
    }
  }
}
