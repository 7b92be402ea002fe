public import DependencyModel
internal import FailureGraph

/// Turns a model's words into a graph's numbers.
///
/// `needs` and `in` become inputs, `uses` and `degradedBy` soft inputs of two effects, groups nodes of their own.
/// `startNeeds` and `configuredBy` have no part in a failure (the latter does in a change). For a start, `startNeeds` count
/// like `needs`, and soft inputs have no part.
/// Weights are millionths divided by their greatest common divisor, so that a plain group counts by ones.
struct Lowering {
  /// The question that the graph answers.
  enum Question {
    /// What fails if something fails.
    case failure
    /// What can start after everything has stopped.
    case start
  }

  let model: Model
  let options: CompiledModel.Options
  let question: Question
  var builder: FailureGraphBuilder
  var inputRelations: [UInt32] = []
  /// Per group its requirement, with the trusted members only: in step with the inputs of the group's node.
  var groups: [Requirement] = []
  var distrustedCount = 0
  var weakRequirements = WeakRequirements()
  /// The confidence of the first requirement that counts, and whether others are known in another way.
  private var confidence: Confidence?
  private(set) var hasSeveralConfidences = false
  /// The nodes of the lists that globs and selectors match, each list once.
  private var matchedNodes: [ObjectIdentifier: [NodeIndex]] = [:]
  /// The components that a change reaches by configuration alone; `nil` if every change is followed, or none.
  private let changed: Set<ComponentIndex>?

  init(_ model: Model, options: CompiledModel.Options, for question: Question) {
    self.model = model
    self.options = options
    self.question = question
    changed = options.followsConfiguration ? options.changed.map { model.configured(from: $0) } : nil
    builder = FailureGraphBuilder(componentCount: model.components.count)
  }

  mutating func run() {
    if let table = model.components.table { return run(table) }
    for component in model.components {
      for (position, relation) in component.relations.enumerated() {
        guard let effect = relation.kind.effect(question, options) else { continue }
        if relation.kind == .configuredBy, !isFollowed(relation.requirement) { continue }
        add(relation.requirement, position, effect)
      }
      builder.finishComponent()
    }
  }

  /// Goes through a table without making values of what is plain; all of it is declared, without tolerance.
  private mutating func run(_ table: ComponentTable) {
    for component in 0..<table.count {
      for (position, number) in table.relationRange(of: component).enumerated() {
        let kind = table.kind(ofRelation: number)
        guard let effect = kind.effect(question, options) else { continue }
        if kind == .configuredBy, changed != nil, !isFollowed(table.requirement(number)) { continue }
        if let target = table.plainTarget(ofRelation: number) {
          builder.addInput(NodeIndex(target), effect: effect)
          inputRelations.append(UInt32(position))
        } else {
          add(table.requirement(number), position, effect)
        }
      }
      builder.finishComponent()
    }
  }

  private mutating func add(_ requirement: Requirement, _ position: Int, _ effect: FailureGraph.Effect) {
    guard let node = node(for: requirement) else { return }
    builder.addInput(node, effect: effect, delay: delay(of: requirement))
    inputRelations.append(UInt32(position))
  }

  /// Whether a change of what a component is configured by is followed.
  private func isFollowed(_ requirement: Requirement) -> Bool {
    guard let changed, case .component(let id) = requirement.target else { return true }
    return model.index(of: id).map(changed.contains) ?? true
  }

  /// How long its owner lives without it: of no meaning to one that has stopped.
  private func delay(of requirement: Requirement) -> Int64 {
    question == .start ? 0 : requirement.tolerates.milliseconds
  }

  /// The node of a requirement's target, or `nil` where it (or all of a group's members) is not trusted.
  private mutating func node(for requirement: Requirement) -> NodeIndex? {
    guard requirement.confidence <= options.trust else {
      distrustedCount += 1
      return nil
    }
    weakRequirements.add(requirement.confidence)
    hasSeveralConfidences = hasSeveralConfidences || requirement.confidence != confidence ?? requirement.confidence
    confidence = requirement.confidence
    switch requirement.target {
    case .component(let id):
      return NodeIndex(model.index(of: id)!)
    case .group(let group):
      return node(for: group, of: requirement)
    }
  }

  private mutating func node(for group: Group, of requirement: Requirement) -> NodeIndex? {
    if let (list, owner) = group.members.matched, options.trust >= .declared {
      return node(for: group, of: requirement, matched: list, without: owner)
    }
    var trusted: [Group.Member] = []
    var members: [FailureGraphBuilder.Member] = []
    for member in group.members {
      guard let node = node(for: member.requirement) else { continue }
      trusted.append(member)
      members.append(
        .init(node, weight: member.weight.millionths, delay: delay(of: member.requirement)))
    }
    guard !members.isEmpty else { return nil }
    let divisor = members.reduce(0) { greatestCommonDivisor($0, $1.label.weight) }
    for index in members.indices { members[index].label.weight /= divisor }
    let total = Amount(millionths: trusted.reduce(0) { $0 + $1.weight.millionths })
    // Where distrust has taken members away, a threshold above what is left asks for all of it.
    let required = min(group.requiredWeight(ofTotal: total), total).millionths
    let threshold = required / divisor + (required % divisor > 0 ? 1 : 0)
    var counted = group
    if trusted.count < group.members.count { counted.members = Group.Members(trusted) }
    var requirement = requirement
    requirement.target = .group(counted)
    groups.append(requirement)
    return builder.addGroup(threshold: threshold, of: members)
  }
}

extension Lowering {
  /// The node of a group whose members a glob or selector matched: plain components of weight 1.
  private mutating func node(
    for group: Group, of requirement: Requirement, matched list: MatchedComponents, without owner: Int?
  ) -> NodeIndex {
    let nodes: [NodeIndex]
    if let known = matchedNodes[ObjectIdentifier(list)] {
      nodes = known
    } else {
      nodes = list.ids.map { NodeIndex(model.index(of: $0)!) }
      matchedNodes[ObjectIdentifier(list)] = nodes
    }
    let one = Amount.one.millionths
    let total = Amount(millionths: Int64(group.members.count) * one)
    let required = min(group.requiredWeight(ofTotal: total), total).millionths
    groups.append(requirement)
    return builder.addGroup(
      threshold: required / one + (required % one > 0 ? 1 : 0), ofPlain: nodes, without: owner)
  }
}

extension Model {
  /// Some components and those that are configured by them, at any depth.
  fileprivate func configured(from start: Set<ComponentIndex>) -> Set<ComponentIndex> {
    var dependents: [ComponentIndex: [ComponentIndex]] = [:]
    for (index, component) in zip(components.indices, components) {
      for relation in component.relations where relation.kind == .configuredBy {
        relation.requirement.forEachComponent { id in
          if let setting = self.index(of: id) { dependents[setting, default: []].append(index) }
        }
      }
    }
    var reached = start
    var waiting = Array(start)
    while let setting = waiting.popLast() {
      for index in dependents[setting] ?? [] where reached.insert(index).inserted { waiting.append(index) }
    }
    return reached
  }
}

extension Component.Relation.Kind {
  /// How much of a level relations of the kind pass on; `nil` for those that have no part in the question.
  fileprivate func effect(_ question: Lowering.Question, _ options: CompiledModel.Options) -> FailureGraph.Effect? {
    switch self {
    case .needs, .in: .full
    case .uses: question == .start ? nil : .eased
    case .degradedBy: question == .start ? nil : .capped
    case .startNeeds: question == .start ? .full : nil
    case .configuredBy: options.followsConfiguration ? .full : nil
    }
  }

  private var effectOfFailure: FailureGraph.Effect? { effect(.failure, CompiledModel.Options()) }

  /// Whether a failure follows the relation softly: a component is at most degraded because of it.
  public var isSoft: Bool { effectOfFailure.map { $0 != .full } ?? false }

  /// Whether a failure follows the relation to the same level.
  public var isHard: Bool { effectOfFailure == .full }

  /// The best level of what is required at which a component comes to a level or worse by the relation; `nil` if a failure
  /// does not follow it that far.
  public func requiredLevel(for level: Level) -> Level? {
    effectOfFailure?.neededState(for: level.failureState)?.level
  }
}

private func greatestCommonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
  var (left, right) = (left, right)
  while right != 0 { (left, right) = (right, left % right) }
  return left
}
