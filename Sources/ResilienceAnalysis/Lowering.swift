internal import DependencyModel
internal import FailureGraph

/// Turns a model's words into a graph's numbers.
///
/// `needs` and `in` become inputs, `uses` soft inputs, groups nodes of their own. `startNeeds` and `configuredBy` have no
/// part in a failure (the latter does in a change). For a start `startNeeds` are needs, and `uses` have no part. Weights are millionths divided by their greatest common divisor, so
/// that a plain group counts by ones.
struct Lowering {
  let model: Model
  let options: CompiledModel.Options
  var builder: FailureGraphBuilder
  var inputRelations: [UInt32] = []
  /// Per group its requirement, with the trusted members only: in step with the inputs of the group's node.
  var groups: [Requirement] = []
  var distrustedCount = 0

  init(_ model: Model, options: CompiledModel.Options) {
    self.model = model
    self.options = options
    builder = FailureGraphBuilder(componentCount: model.components.count)
  }

  mutating func run() {
    for component in model.components {
      for (position, relation) in component.relations.enumerated() {
        let isSoft: Bool
        switch relation.kind {
        case .needs, .in: isSoft = false
        case .uses where !options.isForStart: isSoft = true
        case .startNeeds where options.isForStart: isSoft = false
        case .configuredBy where options.followsConfiguration: isSoft = false
        case .configuredBy, .startNeeds, .uses: continue
        }
        guard let node = node(for: relation.requirement) else { continue }
        builder.addInput(node, isSoft: isSoft, delay: delay(of: relation.requirement))
        inputRelations.append(UInt32(position))
      }
      builder.finishComponent()
    }
  }

  /// How long its owner lives without it: of no meaning to one that has stopped.
  private func delay(of requirement: Requirement) -> Int64 {
    options.isForStart ? 0 : requirement.tolerates.milliseconds
  }

  /// The node of a requirement's target, or `nil` where it (or all of a group's members) is not trusted.
  private mutating func node(for requirement: Requirement) -> NodeIndex? {
    guard requirement.confidence <= options.trust else {
      distrustedCount += 1
      return nil
    }
    switch requirement.target {
    case .component(let id):
      return NodeIndex(model.index(of: id)!)
    case .group(let group):
      return node(for: group, of: requirement)
    }
  }

  private mutating func node(for group: Group, of requirement: Requirement) -> NodeIndex? {
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
    counted.members = trusted
    var requirement = requirement
    requirement.target = .group(counted)
    groups.append(requirement)
    return builder.addGroup(threshold: threshold, of: members)
  }
}

private func greatestCommonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
  var (left, right) = (left, right)
  while right != 0 { (left, right) = (right, left % right) }
  return left
}
