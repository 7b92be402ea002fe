internal import DependencyModel

extension ModelEntry {
  /// The entry of an imported component, with the locations and the order that a document of it has: anything without a
  /// location of its own has that of what contains it, and the relations of one kind are together.
  ///
  /// - Parameters:
  ///   - component: the component.
  ///   - parent: the domain that it is nested in: that of its first relation.
  ///   - start: the location of a component that has none.
  init(_ component: Component, in parent: ComponentID?, start: Place) {
    var component = component
    let place = component.place ?? start
    component.place = place
    if parent != nil { component.relations.removeFirst() }
    component.groupRelations()
    for position in component.relations.indices {
      component.relations[position].requirement.locate(at: place)
    }
    self.init(component, parent: parent, place: place)
  }
}

extension Requirement {
  /// Gives the requirement, and those of its members, a location if they have none.
  fileprivate mutating func locate(at around: Place) {
    if place == nil { place = around }
    guard case .group(var group) = target, group.members.matched == nil else { return }
    let needsPlaces = group.members.contains { member in
      if case .group = member.requirement.target { true } else { member.requirement.place == nil }
    }
    guard needsPlaces else { return }
    for position in group.members.indices { group.members[position].requirement.locate(at: place!) }
    target = .group(group)
  }
}
