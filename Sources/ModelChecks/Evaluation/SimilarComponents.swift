internal import DependencyModel
internal import ResilienceAnalysis

/// Finds components of a model that could stand in for another: of the same kind, with an id that differs in
/// the last word only, and not affected by a fault.
struct SimilarComponents {
  private let model: Model
  private let affected: Set<ComponentIndex>

  init(_ model: Model, besides affected: Set<ComponentIndex>) {
    self.model = model
    self.affected = affected
  }

  /// The first component, in model order, that could stand in for another in the requirements of an owner.
  func first(like component: ComponentIndex, for owner: ComponentIndex) -> ComponentIndex? {
    guard !model.isDomain(component) else { return nil }
    return first(like: [component], for: owner)
  }

  /// The first component that could be one more member of a group.
  func first(like requirement: Requirement, for owner: ComponentIndex) -> ComponentIndex? {
    var members: [ComponentIndex] = []
    requirement.forEachComponent { if let index = model.index(of: $0) { members.append(index) } }
    guard let example = members.first, members.count <= Self.memberLimit,
      members.allSatisfy({ model.outline($0).kind == model.outline(example).kind && stem($0) == stem(example) })
    else { return nil }
    return first(like: members, for: owner)
  }

  /// Larger groups are not compared: one more member has no name to go by.
  private static let memberLimit = 100

  private func first(like components: [ComponentIndex], for owner: ComponentIndex) -> ComponentIndex? {
    guard let example = components.first else { return nil }
    let (kind, stem) = (model.outline(example).kind, stem(example))
    guard !stem.isEmpty else { return nil }
    var excluded = affected.union(components)
    excluded.insert(owner)
    for relation in model.components[owner].relations {
      relation.requirement.forEachComponent { if let index = model.index(of: $0) { excluded.insert(index) } }
    }
    return model.componentIndices.first { index in
      !excluded.contains(index) && !model.outline(index).isLogic && model.outline(index).kind == kind
        && self.stem(index) == stem
    }
  }

  /// The words of an id but for the last, and without those of its kind: `payment` of `payment-stripe`. It is empty for an
  /// id that says nothing about others.
  private func stem(_ index: ComponentIndex) -> [Substring] {
    let outline = model.outline(index)
    let words = outline.id.text.split { !$0.isLetter && !$0.isNumber }
    let kind = (outline.kind ?? "").split { !$0.isLetter && !$0.isNumber }
    return words.dropLast().filter { !kind.contains($0) }
  }
}
