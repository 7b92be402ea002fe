public import DependencyModel

/// Makes a failing model small: takes away parts as long as it still fails.
public enum ModelShrinker {
  /// The smallest model and fault found that still fail, by greedy removal of components, relations and members.
  ///
  /// - Complexity: O(size²) calls of `fails`.
  public static func smallest(
    _ model: Model, _ fault: [ComponentIndex: Level], where fails: (Model, [ComponentIndex: Level]) -> Bool
  ) -> (model: Model, fault: [ComponentIndex: Level]) {
    var best = (model: model, fault: fault)
    var progress = true
    while progress {
      progress = false
      for candidate in candidates(best.model, best.fault) where fails(candidate.model, candidate.fault) {
        best = candidate
        progress = true
        break
      }
    }
    return best
  }

  private static func candidates(_ model: Model, _ fault: [ComponentIndex: Level]) -> [(
    model: Model, fault: [ComponentIndex: Level]
  )] {
    var result: [(model: Model, fault: [ComponentIndex: Level])] = []
    for index in model.components.indices { result.append(removing(index, from: model, fault)) }
    if fault.count > 1 {
      for index in fault.keys.sorted() {
        var smaller = fault
        smaller[index] = nil
        result.append((model, smaller))
      }
    }
    for index in model.components.indices {
      for position in model.components[index].relations.indices {
        var components = Array(model.components)
        components[index].relations.remove(at: position)
        result.append((Model(name: model.name, components: components), fault))
        for simpler in simpler(model.components[index].relations[position].requirement) {
          var components = Array(model.components)
          components[index].relations[position].requirement = simpler
          result.append((Model(name: model.name, components: components), fault))
        }
      }
    }
    return result
  }

  private static func removing(
    _ index: ComponentIndex, from model: Model, _ fault: [ComponentIndex: Level]
  ) -> (model: Model, fault: [ComponentIndex: Level]) {
    let id = model.components[index].id
    var components = Array(model.components)
    components.remove(at: index.position)
    for position in components.indices {
      components[position].relations = components[position].relations.compactMap { relation in
        without(id, relation.requirement).map { .init(relation.kind, $0) }
      }
    }
    let shifted = fault.filter { $0.key != index }.map { ($0.key > index ? $0.key.advanced(by: -1) : $0.key, $0.value) }
    return (Model(name: model.name, components: components), Dictionary(uniqueKeysWithValues: shifted))
  }

  private static func without(_ id: ComponentID, _ requirement: Requirement) -> Requirement? {
    switch requirement.target {
    case .component(let other): return other == id ? nil : requirement
    case .group(let group):
      let members = group.members.compactMap { member in
        without(id, member.requirement).map { Group.Member($0, weight: member.weight) }
      }
      return rebuilt(requirement, group, members)
    }
  }

  private static func rebuilt(_ requirement: Requirement, _ group: Group, _ members: [Group.Member]) -> Requirement? {
    guard !members.isEmpty else { return nil }
    var smaller = Group(group.threshold, of: members)
    if smaller.requiredWeight(ofTotal: smaller.totalWeight!) > smaller.totalWeight! { smaller.threshold = .all }
    var result = requirement
    result.target = .group(smaller)
    return result
  }

  private static func simpler(_ requirement: Requirement) -> [Requirement] {
    var result: [Requirement] = []
    if requirement.tolerates > .zero {
      var plain = requirement
      plain.tolerates = .zero
      result.append(plain)
    }
    if case .group(let group) = requirement.target {
      result += group.members.map(\.requirement)
      for position in group.members.indices where group.members.count > 1 {
        var members = Array(group.members)
        members.remove(at: position)
        if let smaller = rebuilt(requirement, group, members) { result.append(smaller) }
      }
    }
    return result
  }

  /// A model and fault as a person would write them down.
  public static func description(_ model: Model, _ fault: [ComponentIndex: Level]) -> String {
    let lines = model.components.map { component in
      let relations = component.relations.map { "\($0.kind.rawValue): \(text($0.requirement))" }
      return "  \(component.id)\(component.isDomain ? " (domain)" : ""): \(relations.joined(separator: "; "))"
    }
    let faults = fault.sorted { $0.key < $1.key }.map { "\(model.components[$0.key].id)=\($0.value.name)" }
    return "\(model.name), fault \(faults.joined(separator: " "))\n" + lines.joined(separator: "\n")
  }

  private static func text(_ requirement: Requirement) -> String {
    let delay = requirement.tolerates > .zero ? " tolerates \(requirement.tolerates.modelText)" : ""
    switch requirement.target {
    case .component(let id): return id.text + delay
    case .group(let group):
      let members = group.members.map { "\(text($0.requirement))×\($0.weight)" }
      return "\(group.thresholdText) (\(members.joined(separator: ", ")))\(delay)"
    }
  }
}
