internal import DependencyModel

/// Finds components of a model that could be a substitute for another: of the same kind, with an id that differs in the
/// last word only.
struct SimilarComponents {
  private struct Likeness: Hashable {
    let kind: String?
    let stem: [Substring]
  }

  private let model: Model
  /// The components of each likeness, in model order, without those that are only a name for what they need.
  private let alike: [Likeness: [ComponentIndex]]

  /// - Complexity: linear in the text of the ids.
  init(_ model: Model) {
    self.model = model
    var alike: [Likeness: [ComponentIndex]] = [:]
    for index in model.componentIndices {
      let outline = model.outline(index)
      guard !outline.isLogic, let likeness = Self.likeness(outline) else { continue }
      alike[likeness, default: []].append(index)
    }
    self.alike = alike
  }

  /// The first component, in model order, that could be a substitute for another in the requirements of an owner.
  func first(like component: ComponentIndex, for owner: ComponentIndex, besides excluded: Set<ComponentIndex>)
    -> ComponentIndex?
  {
    guard !model.isDomain(component) else { return nil }
    return first(like: [component], for: owner, besides: excluded)
  }

  /// The first component that could be one more member of a group.
  func first(like group: Group, for owner: ComponentIndex, besides excluded: Set<ComponentIndex>) -> ComponentIndex? {
    guard group.members.count <= Self.memberLimit else { return nil }
    var members: [ComponentIndex] = []
    group.members.forEachComponent { if let index = model.index(of: $0) { members.append(index) } }
    guard let example = members.first, let likeness = Self.likeness(model.outline(example)),
      members.allSatisfy({ Self.likeness(model.outline($0)) == likeness })
    else { return nil }
    return first(like: members, for: owner, besides: excluded)
  }

  /// Larger groups are not compared: one more member has no name to go by.
  private static let memberLimit = 100

  private func first(
    like components: [ComponentIndex], for owner: ComponentIndex, besides excluded: Set<ComponentIndex>
  )
    -> ComponentIndex?
  {
    guard let example = components.first, let likeness = Self.likeness(model.outline(example)) else { return nil }
    var known = Set(components)
    known.insert(owner)
    for relation in model.components[owner].relations {
      relation.requirement.forEachComponent { if let index = model.index(of: $0) { known.insert(index) } }
    }
    return alike[likeness]?.first { !excluded.contains($0) && !known.contains($0) }
  }

  /// The kind, and the words of an id but for the last and without those of its kind: `payment` of `payment-stripe`.
  /// `nil` for an id that says nothing about others.
  private static func likeness(_ outline: Component) -> Likeness? {
    let words = outline.id.text.split { !$0.isLetter && !$0.isNumber }
    let kind = (outline.kind ?? "").split { !$0.isLetter && !$0.isNumber }
    let stem = words.dropLast().filter { !kind.contains($0) }
    return stem.isEmpty ? nil : Likeness(kind: outline.kind, stem: stem)
  }
}
