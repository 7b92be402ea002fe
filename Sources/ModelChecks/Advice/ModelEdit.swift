package import DependencyModel

/// A change of a model that advice may suggest. ``applied(to:)`` carries it out on the model's values, so that questions
/// about the changed model are answered like those about any other.
package struct ModelEdit: Hashable, Sendable {
  /// The position of a requirement: that of a relation of its owner, and in it the positions of members, from the outside
  /// inwards.
  package struct Location: Hashable, Sendable {
    /// The component that states it.
    let owner: ComponentIndex
    /// The position of the relation.
    let relation: Int
    /// The positions of members; empty for the requirement of the relation itself.
    var path: [Int] = []

    func member(_ position: Int) -> Location { Location(owner: owner, relation: relation, path: path + [position]) }
  }

  /// A component that is added to a requirement.
  package enum Addition: Hashable, Sendable {
    /// One that the model has.
    case existing(ComponentIndex)
    /// A new one that states what another does but for its relations, in a new domain of its own if a domain is an example
    /// for that.
    case spare(like: ComponentIndex, inDomainLike: ComponentIndex?)
  }

  /// One step of a change.
  package enum Step: Hashable, Sendable {
    /// A component leaves a domain that it is directly in.
    case leave(ComponentIndex, domain: ComponentIndex)
    /// A component moves to another domain.
    case move(ComponentIndex, from: ComponentIndex, to: ComponentIndex)
    /// A component moves to a new domain that states what the old one does but for its relations.
    case moveToNew(ComponentIndex, from: ComponentIndex)
    /// A group gets more members of a weight.
    case addMembers([Addition], weight: Amount, to: Location)
    /// A requirement gets alternatives: any of it and of them is enough.
    case addAlternatives([Addition], to: Location)
    /// A requirement is only used: a member of a group leaves it.
    case doWithout(Location)
    /// All that requires a component gets a new one as an alternative.
    case addAlternativeEverywhere(to: ComponentIndex)
    /// A component is of another tier.
    case setTier(ComponentIndex, Int)
    /// A component has another capacity, in the unit that it states, or other slots.
    case setLimit(Finding.RaisedLimit)
  }

  /// The steps, carried out one after the other. Positions are those of the model before: members are removed last first.
  package let steps: [Step]

  init(_ steps: Step...) { self.steps = steps }

  init(_ steps: [Step]) { self.steps = steps }

  /// A model after an edit, and what its positions were before.
  package struct Result {
    /// The model after the edit.
    package let model: Model
    private let before: (count: Int, domainCount: Int)

    init(_ model: Model, from original: Model) {
      self.model = model
      before = (original.components.count, original.domainCount)
    }

    /// The position that a component had before; for a new one a number that no component had.
    func original(_ index: ComponentIndex) -> Int {
      if index.position < before.domainCount { return index.position }
      if index.position < model.domainCount { return -1 - index.position }
      let position = index.position - (model.domainCount - before.domainCount)
      return position < before.count ? position : -1 - index.position
    }
  }

  /// The model after the edit.
  ///
  /// - Complexity: linear in the components of the model.
  package func applied(to model: Model) -> Result {
    var draft = Draft(model)
    for step in steps { draft.carryOut(step) }
    return Result(draft.model(), from: model)
  }
}

/// A model that is being edited.
private struct Draft {
  private let original: Model
  private var components: [Component]
  private var newDomains: [Component] = []
  private var newComponents: [Component] = []
  private var newIDs: Set<ComponentID> = []

  init(_ model: Model) {
    original = model
    components = Array(model.components)
  }

  func model() -> Model {
    let domainCount = original.domainCount
    return original.with(components[..<domainCount] + newDomains + components[domainCount...] + newComponents)
  }

  mutating func carryOut(_ step: ModelEdit.Step) {
    switch step {
    case .leave(let component, let domain): components[component.position].leave(id(domain))
    case .move(let component, let from, let to): move(component, from: from, to: id(to))
    case .moveToNew(let component, let from): move(component, from: from, to: newDomain(like: from))
    case .addMembers(let additions, let weight, let location):
      let members = additions.map { Group.Member(requirement(on: $0), weight: weight) }
      edit(location) { requirement in
        guard case .group(var group) = requirement.target else { return }
        group.members += members
        group.pattern = nil
        requirement.target = .group(group)
      }
    case .addAlternatives(let additions, let location):
      let others = additions.map { requirement(on: $0) }
      edit(location) { $0 = $0.any(of: others) }
    case .doWithout(let location): doWithout(location)
    case .addAlternativeEverywhere(let component): addAlternativeEverywhere(to: component)
    case .setTier(let component, let tier): components[component.position].tier = tier
    case .setLimit(let limit):
      let position = limit.component.position
      if limit.isSlots {
        components[position].slots = limit.least
      } else {
        components[position].capacity = Quantity(limit.least, unit: components[position].capacity?.unit)
      }
    }
  }

  private func id(_ index: ComponentIndex) -> ComponentID { components[index.position].id }

  // MARK: Domains

  private mutating func move(_ component: ComponentIndex, from: ComponentIndex, to: ComponentID) {
    let from = id(from)
    for number in components[component.position].relations.indices {
      let relation = components[component.position].relations[number]
      guard relation.kind == .in, relation.requirement.target == .component(from) else { continue }
      components[component.position].relations[number].requirement.target = .component(to)
    }
  }

  // MARK: New components

  private mutating func requirement(on addition: ModelEdit.Addition) -> Requirement {
    // What is added is certain, whatever requirements are trusted.
    switch addition {
    case .existing(let index): Requirement(.component(id(index)), confidence: .observed)
    case .spare(let like, let domain): Requirement(.component(spare(like: like, domain)), confidence: .observed)
    }
  }

  private mutating func spare(like index: ComponentIndex, _ domain: ComponentIndex?) -> ComponentID {
    var spare = copy(of: index)
    if let domain { spare.relations = [.init(.in, Requirement(on: newDomain(like: domain)))] }
    if spare.isDomain { newDomains.append(spare) } else { newComponents.append(spare) }
    return spare.id
  }

  private mutating func newDomain(like index: ComponentIndex) -> ComponentID {
    let domain = copy(of: index)
    newDomains.append(domain)
    return domain.id
  }

  /// A component without relations that otherwise states the same, with an id that nothing has.
  private mutating func copy(of index: ComponentIndex) -> Component {
    var copy = components[index.position]
    copy.relations = []
    let text = copy.id.text
    var number = 2
    repeat {
      copy.id = ComponentID("\(text)-\(number)")
      number += 1
    } while original.index(of: copy.id) != nil || original.fault(copy.id) != nil || newIDs.contains(copy.id)
    newIDs.insert(copy.id)
    return copy
  }

  // MARK: Requirements

  private mutating func edit(_ location: ModelEdit.Location, _ body: (inout Requirement) -> Void) {
    components[location.owner.position].relations[location.relation].requirement.edit(location.path[...], body)
  }

  private mutating func doWithout(_ location: ModelEdit.Location) {
    guard let position = location.path.last else {
      components[location.owner.position].relations[location.relation].kind = .uses
      return
    }
    var group = location
    group.path.removeLast()
    var removed: Requirement?
    edit(group) { requirement in
      guard case .group(var group) = requirement.target, group.members.count > 1 else { return }
      removed = group.members[position].requirement
      group.members.remove(at: position)
      group.pattern = nil
      requirement.target = .group(group)
    }
    guard let removed else { return doWithout(group) }
    components[location.owner.position].relations.append(.init(.uses, removed))
  }

  private mutating func addAlternativeEverywhere(to index: ComponentIndex) {
    let target = id(index)
    let spare = requirement(on: .spare(like: index, inDomainLike: nil))
    for owner in components.indices {
      for number in components[owner].relations.indices {
        let relation = components[owner].relations[number]
        guard relation.kind.traits.targets == .requirements else { continue }
        var names = false
        relation.requirement.forEachComponent { names = names || $0 == target }
        guard names else { continue }
        components[owner].relations[number].requirement.replaceEach(target) { $0.any(of: [spare]) }
      }
    }
  }
}

extension Requirement {
  /// The requirement on any of it and of others; how long it is tolerated, and where it is written, stays.
  fileprivate func any(of others: [Requirement]) -> Requirement {
    var result = self
    let inner = Requirement(target, confidence: confidence, source: source, at: place)
    result.target = .group(Group(.any, of: ([inner] + others).map { Group.Member($0) }))
    return result
  }

  fileprivate mutating func edit(_ path: ArraySlice<Int>, _ body: (inout Requirement) -> Void) {
    guard let position = path.first else { return body(&self) }
    guard case .group(var group) = target, group.members.indices.contains(position) else { return }
    var member = group.members[position]
    member.requirement.edit(path.dropFirst(), body)
    group.members[position] = member
    group.pattern = nil
    target = .group(group)
  }

  /// Replaces the plain requirements of a component, at any depth.
  fileprivate mutating func replaceEach(_ id: ComponentID, _ body: (Requirement) -> Requirement) {
    switch target {
    case .component(let other): if other == id { self = body(self) }
    case .group(var group):
      group.members = Group.Members(
        group.members.map { member in
          var member = member
          member.requirement.replaceEach(id, body)
          return member
        })
      group.pattern = nil
      target = .group(group)
    }
  }
}
