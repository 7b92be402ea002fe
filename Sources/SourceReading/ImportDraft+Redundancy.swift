package import DependencyModel

/// Redundancy: a component needs some of several, and is degraded by the loss of each.
extension ImportDraft {
  /// Says that a component needs any of several and is degraded by the loss of each. A single member is only needed.
  package mutating func relateRedundant(
    _ owner: String, of members: [String], confidence: Confidence = .referenced, source: String? = nil,
    at place: Place? = nil
  ) {
    relate(owner, .needs, .any, of: members, confidence: confidence, source: source, at: place)
    guard members.count > 1 else { return }
    relate(owner, .uses, .all, of: members, confidence: confidence, source: source, at: place)
  }

  /// Says that a component needs some of several and is degraded by the loss of each. A single member is only needed.
  ///
  /// - Parameters:
  ///   - owner: the component.
  ///   - members: what it needs, repeated ones included.
  ///   - weights: the weight of each member; they count if they differ, and if the members are plain components that differ.
  ///   - threshold: how many must hold.
  package mutating func relateRedundant(
    _ owner: String, of members: [Requirement.Target], weights: [Amount] = [], threshold: Group.Threshold = .any,
    confidence: Confidence, source: String, at place: Place?
  ) {
    guard members.count > 1 else {
      if let member = members.first {
        relate(owner, .needs, member, confidence: confidence, source: source, at: place)
      }
      return
    }
    // Weights can only be written of plain members that differ.
    let isWeighted =
      weights.count == members.count && Set(weights).count > 1 && Set(members).count == members.count
      && members.allSatisfy { if case .component = $0 { true } else { false } }
    let group = members.enumerated().map { position, target in
      Group.Member(Requirement(target, at: place), weight: isWeighted ? weights[position] : .one)
    }
    relate(
      owner, .needs, .group(Group(threshold, of: group)), confidence: confidence, source: source, at: place)
    let all = Group(.all, of: members.map { Group.Member(Requirement($0, at: place)) })
    relate(owner, .uses, .group(all), confidence: confidence, source: source, at: place)
  }

  /// Says that a component needs one of several and that it is not known which: the loss of any of them may take it down.
  ///
  /// None of the candidates is a spare for the others, so each is needed, as an assumption; a single one is known. The loss
  /// of all of them takes it down for sure.
  package mutating func relate(
    _ owner: String, oneOf candidates: [String], confidence: Confidence = .referenced, source: String? = nil,
    at place: Place? = nil
  ) {
    let candidates = Set(candidates).count == 1 ? [candidates[0]] : candidates
    if candidates.count > 1 {
      relate(owner, .needs, .any, of: candidates, confidence: confidence, source: source, at: place)
    }
    for candidate in candidates {
      relate(
        owner, .needs, candidate, confidence: candidates.count == 1 ? confidence : .assumed, source: source, at: place)
    }
  }
}

extension Component {
  /// Leaves out what it uses of some components if it needs the same ones: what is left of a group may be one member.
  mutating func leaveOutUses(of components: Set<ComponentID>) {
    let needed = Set(relations.lazy.filter { $0.kind == .needs }.map(\.requirement.target))
    relations.removeAll { relation in
      guard relation.kind == .uses, case .component(let id) = relation.requirement.target, components.contains(id)
      else { return false }
      return needed.contains(relation.requirement.target)
    }
  }
}
