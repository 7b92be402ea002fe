internal import DependencyModel
internal import ResilienceAnalysis

extension Explanation {
  /// That nothing is affected of what a component depends on, in a sentence; `nil` if something is, or if the component is not
  /// up.
  var untouched: String? {
    guard let dependencies, !isTouched else { return nil }
    guard dependencyHeading == nil else { return "Nothing that it needs or uses directly is affected." }
    return dependencies.count == 0
      ? "It depends on nothing." : "Nothing that it depends on is affected, directly or through others."
  }

  /// The heading over the state of what the component depends on; `nil` if all of it is whole, or is named elsewhere in the
  /// answer.
  var dependencyHeading: String? {
    guard let dependencies, !dependencies.affected.isEmpty || !dependencies.fragileGroups.isEmpty else { return nil }
    return "Among the \(grouped(dependencies.count)) that it depends on, directly or through others"
  }
}

extension Explanation.Dependencies {
  /// The most ids that a line names, and the most groups that are listed.
  private static let nameLimit = 8
  private static let groupLimit = 20

  /// The affected components by level, a line each.
  func affectedLines(_ wording: Wording) -> [String] {
    [Level.down, .degraded].compactMap { level in
      let components = affected.filter { $0.level == level }.map(\.component)
      guard !components.isEmpty else { return nil }
      return "\(grouped(components.count)) \(components.count == 1 ? "is" : "are") \(level.name): "
        + wording.list(components, limit: Self.nameLimit)
    }
  }

  /// The groups that have lost their redundancy, a line each, and how many more there are.
  func fragileLines(_ wording: Wording) -> [String] {
    let shown = fragileGroups.prefix(Self.groupLimit).map { group in
      let kind = wording.model.components[group.component].softKind(of: group.requirement)
      return
        "\(wording.id(group.component)) \((kind ?? .needs).conditionalVerb) \(group.requirement.text(limit: 4).printable): "
        + "\(wording.standing(group.standing)); \(wording.margin(group.standing, isSoft: kind != nil))"
    }
    let rest = fragileGroups.count - shown.count
    return rest > 0 ? shown + ["and \(grouped(rest)) more that have lost redundancy"] : shown
  }
}
