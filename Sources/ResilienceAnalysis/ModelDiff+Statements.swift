internal import DependencyModel

/// Compares what two models state.
extension ModelDiff {
  mutating func compareComponents() {
    for component in model.components where oldModel.index(of: component.id) == nil {
      addedComponents.append(component.id)
    }
    for component in oldModel.components where model.index(of: component.id) == nil {
      removedComponents.append(component.id)
    }
    for component in model.components {
      guard let before = oldModel[component.id] else { continue }
      let changes = Self.changes(before, component)
      let becameDomain = before.isDomain == component.isDomain ? nil : component.isDomain
      if !changes.isEmpty || becameDomain != nil {
        changedComponents.append(ComponentChange(id: component.id, changes: changes, becameDomain: becameDomain))
      }
    }
    guard addedComponents.count <= 10_000, removedComponents.count <= 10_000 else { return }
    // A component that is like another in all but the id, and like nothing else, was renamed.
    let removed = Dictionary(grouping: removedComponents) { Essence(oldModel[$0]!) }
    let added = Dictionary(grouping: addedComponents) { Essence(model[$0]!) }
    for id in addedComponents {
      let essence = Essence(model[id]!)
      guard let before = removed[essence], before.count == 1, added[essence]?.count == 1,
        !model[id]!.relations.isEmpty
      else { continue }
      renamed.append((before[0], id))
    }
  }

  /// What a component says besides its id and what only describes it.
  private struct Essence: Hashable {
    let isDomain: Bool
    let statements: [ComponentKey.Statement?]
    let confidences: [Confidence]
    let relations: [String]

    init(_ component: Component) {
      isDomain = component.isDomain
      statements = ComponentKey.compared.map { $0.statement(of: component)?.sorted }
      confidences = ComponentKey.compared.map { $0.confidence(of: component) }
      relations = component.relations.map(ModelDiff.key).sorted()
    }
  }

  /// The keys under which two components state different values.
  private static func changes(_ before: Component, _ after: Component) -> [KeyChange] {
    ComponentKey.compared.compactMap { key in
      let (old, new) = (key.statement(of: before), key.statement(of: after))
      let (was, now) = (key.confidence(of: before), key.confidence(of: after))
      guard old != new || was != now else { return nil }
      return KeyChange(key: key.name, before: old, after: new, confidenceBefore: was, confidenceAfter: now)
    }
  }

  /// What a relation says: equal for relations that say the same.
  private static func key(_ relation: Component.Relation) -> String {
    "\(relation.kind.rawValue) \(relation.requirement.meaning())"
  }

  mutating func compareRequirements() {
    for component in model.components {
      guard let before = oldModel[component.id] else { continue }
      var old: [Component.Relation] = []
      var new: [Component.Relation] = []
      // Relations that are the same cancel out, the first of those alike first.
      var unmatched: [String: Int] = [:]
      for relation in before.relations { unmatched[Self.key(relation), default: 0] += 1 }
      var matched: [String: Int] = [:]
      for relation in component.relations {
        let key = Self.key(relation)
        if let count = unmatched[key], count > 0 {
          unmatched[key] = count - 1
          matched[key, default: 0] += 1
        } else {
          new.append(relation)
        }
      }
      for relation in before.relations {
        let key = Self.key(relation)
        if let count = matched[key], count > 0 { matched[key] = count - 1 } else { old.append(relation) }
      }
      for relation in new {
        // The same sort of relation to the same (or, of groups, nearly the same) components has changed.
        let partner = old.firstIndex { $0.kind == relation.kind && $0.requirement.isLike(relation.requirement) }
        let was = partner.map { old.remove(at: $0).requirement }
        let now = relation.requirement
        let isOnlyConfidence =
          was.map { $0.meaning(withConfidence: false) == now.meaning(withConfidence: false) } ?? false
        requirements.append(
          RequirementChange(
            component: component.id, kind: relation.kind, before: was, after: now, isOnlyConfidence: isOnlyConfidence,
            place: now.place ?? component.place))
      }
      for relation in old {
        requirements.append(
          RequirementChange(
            component: component.id, kind: relation.kind, before: relation.requirement, after: nil,
            isOnlyConfidence: false, place: relation.requirement.place ?? before.place))
      }
    }
  }
}

extension Requirement {
  /// The ids that a requirement names, each once.
  var memberNames: Set<String> {
    var names: Set<String> = []
    forEachComponent { names.insert($0.text) }
    return names
  }

  /// All that a requirement means, the order of members apart.
  fileprivate func meaning(withConfidence: Bool = true) -> String {
    var result = "\(tolerates.milliseconds) \(withConfidence ? confidence.rawValue : "") "
    switch target {
    case .component(let id): result += "id \(id.text)"
    case .group(let group):
      let total = group.totalWeight ?? .zero
      let members = group.members.map { "\($0.weight) \($0.requirement.meaning(withConfidence: withConfidence))" }
      // Of calls that begin with the first member the order says something.
      let isOrdered = terms.spread == .first
      result +=
        "\(group.requiredWeight(ofTotal: total)) of "
        + "[\((isOrdered ? members : members.sorted()).joined(separator: "; "))]"
      if group.coverage != .certain { result += " coverage \(group.coverage.value)" }
      if group.commonCause != .impossible { result += " common cause \(group.commonCause.value)" }
    }
    if statesTerms { result += " called \(terms.meaning(withConfidence: withConfidence))" }
    return result
  }

  /// Whether this may be the other, changed: it names the same component, or groups that share a member.
  fileprivate func isLike(_ other: Requirement) -> Bool {
    switch (target, other.target) {
    case (.component(let mine), .component(let theirs)): mine == theirs
    default: !memberNames.isDisjoint(with: other.memberNames)
    }
  }
}

extension CallTerms {
  /// All that is stated.
  fileprivate func meaning(withConfidence: Bool) -> String {
    let confidences = KnownNumber.allCases.map { bases[$0]?.confidence ?? .declared }
    return
      ([
        calls?.description ?? "", spread?.rawValue ?? "", String(retries), timeout?.modelText ?? "", String(isHeld),
        String(units), atLeast.map { String($0) } ?? "",
      ] + (withConfidence ? confidences.map(\.rawValue) : [])).joined(separator: " ")
  }
}
