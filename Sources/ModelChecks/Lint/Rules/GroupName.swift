internal import DependencyModel

extension LintRule {
  static let groupName = LintRule(
    "group-name", .misconfiguration, .note, lookingAt: .groups,
    title: "a component that seems to be only a name for groups",
    rationale: """
      A component without a kind or a place that needs nothing but groups is often only a name for them. Unless the \
      model says so, it is tried as a fault like a server, and reported as a single point of failure that no second one \
      can replace.
      """,
    advice: "state 'logical: true', or 'logical: false' if something of its own can fail",
    example: """
      model: Shop
      components:
        site: { kind: app, needs: web }
        web: { needs: { any: [web-1, web-2] } }
        web-1: { kind: server }
        web-2: { kind: server }
      """,
    repaired: """
      model: Shop
      components:
        site: { kind: app, needs: web }
        web: { logical: true, needs: { any: [web-1, web-2] } }
        web-1: { kind: server }
        web-2: { kind: server }
      """
  ) { context in
    return context.all.compactMap { index, component -> Finding? in
      // What has a place, a kind or patience is more than a name.
      guard !component.isDomain, component.logical == nil, component.kind == nil, component.unavailability == nil,
        !component.relations.isEmpty, component.relations.allSatisfy(\.isPlainNeedOfGroup),
        !context.dependents(of: index).isEmpty
      else { return nil }
      return Finding(.statement(.groupName(component: index)), components: [index], at: component.place)
    }
  }
}

extension Component.Relation {
  /// Whether it is the need of a group of several members, without tolerance.
  fileprivate var isPlainNeedOfGroup: Bool {
    guard kind == .needs, requirement.tolerates == .zero, case .group(let group) = requirement.target else {
      return false
    }
    return group.members.count > 1
  }
}
