internal import DependencyModel
internal import ResilienceAnalysis

extension DiagramComposer {
  /// The mark of a group: how many of how many, and what remains of it under the fault.
  func mark(of group: MarkGraph.GroupMark) -> Diagram.Mark {
    let first = scene.groups[group.instances[0]]
    let standings = group.instances.map { standing(of: $0, group.kind, isInner: group.owners.isEmpty) }
    // Several drawn as one look like the worst of them.
    let worst = standings.max { ($0.condition, $1.remaining) < ($1.condition, $0.remaining) }!
    var notes: [String] = []
    if worst.condition > .untouched || worst.hasLost { notes.append("\(worst.remaining) left") }
    if group.hiddenMembers > 0 { notes.append("\(grouped(group.hiddenMembers)) not shown") }
    return Diagram.Mark(
      role: .group, members: [], cluster: cluster(of: group.home), family: .other, title: title(of: first),
      subtitle: nil, notes: notes, status: Diagram.Status(condition: worst.condition), isFocus: false,
      tooltip: LabelText.cleaned(first.text), url: nil, frame: nil)
  }

  private func title(of group: Scene.Group) -> String {
    guard group.isUniform else { return "\(group.required) of \(group.total)" }
    let weight = group.members[0].weight.millionths
    let required = (group.required.millionths + weight - 1) / weight
    return "\(grouped(Int(required))) of \(grouped(group.members.count))"
  }

  private struct Standing {
    let condition: Diagram.Condition
    /// Members, or their weight where that differs, that are better than down.
    let remaining: Amount
    let hasLost: Bool
  }

  private func standing(of number: Int, _ kind: Component.Relation.Kind, isInner: Bool) -> Standing {
    let group = scene.groups[number]
    let left = scene.weight(of: group, at: .degraded)
    let weight = group.isUniform ? group.members[0].weight.millionths : 1_000_000
    let remaining = Amount(millionths: left.millionths / weight * 1_000_000)
    guard scene.impact != nil else {
      return Standing(
        condition: scene.comparison == nil ? .plain : .untouched, remaining: remaining, hasLost: false)
    }
    // The owner may live without it for a time, or the requirement may not be trusted: then the owner knows better.
    let owner = scene.levels[group.owner]
    let limit: Level = isInner || (kind.isSoft && owner > .up) ? .down : kind == .uses ? .degraded : owner
    var condition: Diagram.Condition
    switch min(scene.level(of: .group(number)), limit) {
    case .down: condition = .down
    case .degraded: condition = .degraded
    case .up: condition = .untouched
    }
    if condition < .down, scene.hasNoSpare[group.owner], isWithoutSpare(group, left: left) {
      condition = max(condition, .noSpare)
    }
    return Standing(condition: condition, remaining: remaining, hasLost: left < group.total)
  }

  /// Whether it would have held through the loss of any one member, and now there is one whose loss would be the last
  /// straw.
  private func isWithoutSpare(_ group: Scene.Group, left: Amount) -> Bool {
    let heaviest = group.members.map(\.weight.millionths).max()!
    let slack = group.total.millionths - group.required.millionths
    let lost = group.total.millionths - left.millionths
    guard heaviest <= slack, lost > 0, lost <= slack else { return false }
    return group.members.contains { lost + $0.weight.millionths > slack && scene.level(of: $0.target) < .down }
  }
}
