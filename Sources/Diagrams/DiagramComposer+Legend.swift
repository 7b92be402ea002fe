internal import DependencyModel
internal import ResilienceAnalysis

extension DiagramComposer {
  /// Only what occurs in the picture.
  func legend(marks: [Diagram.Mark], edges: [Diagram.Edge]) -> Diagram.Legend {
    var legend = Diagram.Legend()
    let families = Set(marks.lazy.filter { $0.role != .group }.map(\.family))
    legend.families = KindFamily.allCases.filter(families.contains)
    let kinds = Set(edges.map(\.kind))
    legend.edgeKinds = Component.Relation.Kind.allCases.filter(kinds.contains)
    let conditions = Set(marks.map(\.status.condition) + clusters.map(\.status.condition))
    legend.conditions = Diagram.Condition.allCases.reversed().filter(conditions.contains)
    legend.hasGroups = !graph.groups.isEmpty
    legend.hasCarriedEdges = edges.contains { $0.carried != nil }
    legend.hasOneOfSeveral = edges.contains(where: \.isOneOfSeveral)
    let changes = Set(edges.compactMap(\.change))
    legend.edgeChanges = [.added, .removed, .changed].filter(changes.contains)
    legend.isOnlyAffected = options.onlyAffected
    legend.impliedEdges = graph.impliedCount
    legend.hiddenSettings = graph.arrangement.selection.settingCount
    legend.hasUse = marks.contains { $0.use != nil }
    legend.hasFlows = edges.contains { ($0.flow ?? 0) > 0 }
    legend.hasFocus = marks.contains(where: \.isFocus)
    for block in graph.arrangement.blocks {
      if block.role == .component {
        legend.shown += 1
      } else if !block.members.isEmpty {
        legend.folded += block.members.count
        legend.foldedMarks += 1
      }
    }
    legend.hidden = model.components.count - model.domainCount - legend.shown - legend.folded
    return legend
  }

  /// The fault and its verb.
  private func event(_ impact: Impact) -> String {
    let levels = impact.fault.levels
    let shares = impact.fault.shares
    if impact.fault.fault == nil, !shares.isEmpty {
      let parts = levels.map { component, level in
        let id = model.outline(component).id.text
        return shares[component]?.phrase(of: id) ?? id + (level == .degraded ? " (degraded)" : "")
      }
      let names = shownName(parts.joined(separator: " + "), limit: 80)
      let verb = impact.followsConfiguration ? "change" : "fail"
      return "\(names) \(verb)\(levels.count == 1 ? "s" : "")"
    }
    if impact.fault.fault == nil, !levels.isEmpty, levels.allSatisfy({ $0.level == .degraded }) {
      let names = shownName(levels.map { model.outline($0.component).id.text }.joined(separator: " + "), limit: 80)
      return impact.followsConfiguration
        ? "a change degrades \(names)" : "\(names) \(levels.count == 1 ? "is" : "are") degraded"
    }
    let what = shownName(impact.fault.text, limit: 80)
    let verb = impact.followsConfiguration ? "changes" : impact.fault.fault == nil ? "fails" : "happens"
    return "\(what) \(verb)"
  }

  /// The fault and what it does, in a sentence.
  var subtitle: String? {
    if let comparison = scene.comparison { return comparison.subtitle }
    guard let impact = scene.impact else {
      return model.description.map { shownName($0, limit: 120) }
    }
    let radius = impact.blastRadius
    var text = "If \(event(impact))"
    if let within = impact.within { text += ", within \(within.modelText)" }
    text += ": "
    if radius.count == 0 {
      text +=
        radius.of == 0 ? "there is nothing else" : "none of the other \(count(radius.of, "component")) is affected"
    } else {
      text += "\(grouped(radius.count)) of \(count(radius.of, "other component"))"
      text += radius.count == 1 ? " is affected" : " are affected"
      let parts = [(radius.down.count, "down"), (radius.degraded.count, "degraded")].filter { $0.0 > 0 }
      text += " (" + parts.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", ") + ")"
    }
    let fragile = impact.redundancyLost.count { !model.isDomain($0) }
    if fragile > 0 { text += "; \(grouped(fragile)) \(fragile == 1 ? "has" : "have") lost redundancy" }
    return text
  }
}

extension Diagram.Condition {
  /// The condition in words, as they follow a number.
  var words: String { words(of: 1) }

  /// The same, for that many.
  func words(of number: Int) -> String {
    switch self {
    case .plain, .untouched: "untouched"
    case .noSpare: "with redundancy lost"
    case .degraded: "degraded"
    case .down: "down"
    case .fault: "at fault"
    case .changed: "changed"
    case .updated: "updated"
    case .replaced: "replaced"
    case .replacedCreatingFirst: "replaced, new first"
    case .created: "created"
    case .destroyed: "destroyed"
    case .added: "added"
    case .removed: "removed"
    case .newSinglePoint: "new single point\(number == 1 ? "" : "s") of failure"
    case .weakened: "newly fragile"
    }
  }
}

extension Diagram.Status {
  /// The status in words: condition, wave and time.
  var words: String { time.map { "\(state) · \($0)" } ?? state }

  /// When it failed after the fault, where that took time.
  var time: String? {
    switch condition {
    case .degraded, .down, .fault: after.map { "after \($0.modelText)" }
    default: nil
    }
  }

  /// The condition and the wave.
  var state: String {
    var words: String
    switch condition {
    case .plain, .untouched: return "untouched"
    case .noSpare: return "redundancy lost"
    case .degraded: words = "degraded"
    case .down: words = "down"
    case .fault: words = faultLevel == .degraded ? "fault: degraded" : "fault"
    case .changed, .updated, .replaced, .replacedCreatingFirst, .added, .created, .removed, .destroyed,
      .newSinglePoint, .weakened:
      return condition.words
    }
    if let share { words += " \(percentage(share))" }
    if let waves {
      words += waves.count == 1 ? " · wave \(waves.lowerBound)" : " · waves \(waves.lowerBound)–\(waves.upperBound)"
    }
    return words
  }
}
