/// How many components and domains each one names in its relations, and how many name it, by kind of relation. A target that
/// one component names twice by the same kind counts once.
///
/// - Complexity: O(named), with each list that globs share looked up once; memory of three numbers per kind and component.
public struct RelationCounts: Sendable {
  /// Per kind, then per position.
  private var targets: [[Int32]]
  private var dependents: [[Int32]]

  /// Counts the relations of a model.
  public init(_ model: Model) {
    let size = model.components.count
    let none = [Int32](repeating: 0, count: size)
    targets = Component.Relation.Kind.allCases.map { _ in none }
    dependents = targets
    // Per kind and target, one more than the position of the last component that named it.
    var last = targets
    var walk = RelationWalk(model)
    walk.visit { owner, _, kind, target in
      let number = Int(kind.number)
      guard last[number][target] != Int32(owner + 1) else { return }
      last[number][target] = Int32(owner + 1)
      targets[number][owner] += 1
      dependents[number][target] += 1
    }
  }

  /// How many components and domains a component names by one kind of relation.
  public func targets(_ kind: Component.Relation.Kind, of index: ComponentIndex) -> Int {
    Int(targets[Int(kind.number)][index.position])
  }

  /// How many components and domains name a component by one kind of relation.
  public func dependents(_ kind: Component.Relation.Kind, of index: ComponentIndex) -> Int {
    Int(dependents[Int(kind.number)][index.position])
  }
}

/// A relation as the component that it names sees it: who names it, and how.
public struct DependentRelation: Sendable {
  /// The component that has the relation.
  public let owner: ComponentIndex
  /// The number of the relation among those of its owner; see `Model.relation(_:of:)`.
  public let number: Int
  /// The kind of the relation.
  public let kind: Component.Relation.Kind
}

extension Model {
  /// The relations that name some components, by component, in model order; each once, however often it names the component.
  ///
  /// - Parameters:
  ///   - targets: the components that are named.
  ///   - limit: the most relations that are kept for each target and kind; ``RelationCounts`` counts all of them.
  public func relations(
    naming targets: [ComponentIndex], limit: Int = .max
  ) -> [ComponentIndex: [DependentRelation]] {
    var found: [ComponentIndex: [DependentRelation]] = [:]
    var isTarget = [Bool](repeating: false, count: components.count)
    for target in targets { isTarget[target.position] = true }
    var kept: [[Int: Int]] = Component.Relation.Kind.allCases.map { _ in [:] }
    var walk = RelationWalk(self)
    walk.visit { owner, number, kind, target in
      guard isTarget[target] else { return }
      let index = ComponentIndex(target)
      if let last = found[index]?.last, last.owner.position == owner, last.number == number { return }
      guard kept[Int(kind.number)][target, default: 0] < limit else { return }
      kept[Int(kind.number)][target, default: 0] += 1
      found[index, default: []].append(
        DependentRelation(owner: ComponentIndex(owner), number: number, kind: kind))
    }
    return found
  }
}

/// Goes through everything that relations name, with the positions of each list that globs share looked up once.
private struct RelationWalk {
  private let model: Model
  private var lists: [ObjectIdentifier: [Int32]] = [:]

  init(_ model: Model) { self.model = model }

  /// Calls `body` with the position of the owner, the number of its relation, the relation's kind, and the position of what it
  /// names: members of groups at any depth, repeats included.
  mutating func visit(_ body: (Int, Int, Component.Relation.Kind, Int) -> Void) {
    if let table = model.components.table {
      for owner in 0..<table.count {
        for (number, relation) in table.relationRange(of: owner).enumerated() {
          let kind = table.kind(ofRelation: relation)
          table.forEachTarget(ofRelation: relation) { body(owner, number, kind, $0) }
        }
      }
      return
    }
    for index in model.components.indices {
      for (number, relation) in model.components[index].relations.enumerated() {
        visit(relation.requirement) { body(index.position, number, relation.kind, $0) }
      }
    }
  }

  private mutating func visit(_ requirement: Requirement, _ body: (Int) -> Void) {
    switch requirement.target {
    case .component(let id):
      if let index = model.index(of: id) { body(index.position) }
    case .group(let group):
      guard let (list, omitted) = group.members.matched else {
        for member in group.members { visit(member.requirement, body) }
        return
      }
      for (place, position) in positions(of: list).enumerated() where place != omitted { body(Int(position)) }
    }
  }

  private mutating func positions(of list: MatchedComponents) -> [Int32] {
    if let known = lists[ObjectIdentifier(list)] { return known }
    let positions = list.ids.map { Int32(model.index(of: $0)!.position) }
    lists[ObjectIdentifier(list)] = positions
    return positions
  }
}
