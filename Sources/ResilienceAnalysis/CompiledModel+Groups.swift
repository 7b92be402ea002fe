package import DependencyModel

/// A group among what a component needs or uses, at any depth.
package struct OwnedGroup: Sendable {
  /// The component in whose requirements it stands, by position.
  package let owner: Int
  /// The group.
  package let requirement: Requirement
  /// Whether it is (part of) a soft dependency.
  package let isSoft: Bool

  /// The group itself.
  package var group: Group {
    guard case .group(let group) = requirement.target else { preconditionFailure("a requirement of a group") }
    return group
  }

  package init(owner: Int, requirement: Requirement, isSoft: Bool) {
    self.owner = owner
    self.requirement = requirement
    self.isSoft = isSoft
  }

  /// Whether with nothing failed it holds through the loss of any one member.
  package var isRedundant: Bool {
    let group = group
    guard let total = group.totalWeight, let heaviest = group.members.map(\.weight).max() else { return false }
    return total.millionths - heaviest.millionths >= group.requiredWeight(ofTotal: total).millionths
  }
}

extension CompiledModel {
  /// The groups of a component that are trusted, each before those within it, in the order written.
  package func groups(of component: Int) -> [OwnedGroup] {
    var result: [OwnedGroup] = []
    for relation in model.components[component].relations where relation.kind == .needs || relation.kind == .uses {
      func collect(_ requirement: Requirement) {
        guard case .group(let group) = requirement.target, requirement.confidence <= options.trust else { return }
        result.append(OwnedGroup(owner: component, requirement: requirement, isSoft: relation.kind == .uses))
        for member in group.members { collect(member.requirement) }
      }
      collect(relation.requirement)
    }
    return result
  }

  /// The single faults that take groups down, each with the numbers of the groups: by one sweep for all of them.
  ///
  /// Each group becomes a component that needs it and nothing else.
  package func losses(of groups: [OwnedGroup], among faults: [Int]) -> [SinglePoints.Entry] {
    guard !groups.isEmpty else { return [] }
    var probes = Array(model.components)
    let start = probes.count
    for (number, group) in groups.enumerated() {
      // A control character keeps these apart from what a person can write.
      probes.append(Component(ComponentID("\u{1}\(number)"), relations: [.init(.needs, group.requirement)]))
    }
    let probed = CompiledModel(Model(name: model.name, components: probes), options: .init(trust: options.trust))
    return probed.singlePoints(of: Array(start..<probes.count), among: faults).entries.map { entry in
      SinglePoints.Entry(fault: entry.fault, targets: entry.targets.map { $0 - start }, count: entry.count)
    }
  }
}
