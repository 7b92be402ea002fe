public import DependencyModel

/// What an imported model states of work and calls, as models write it, for tests.
extension Model {
  /// The capacity of a component.
  public func capacity(_ id: String) -> String? { self[ComponentID(id)]?.capacity?.modelText }

  /// The pieces of work that a component can hold at the same time.
  public func slots(_ id: String) -> String? { self[ComponentID(id)]?.slots?.description }

  /// How a component calls another one, by itself or in a group: each of its requirements that names it, in the order of the
  /// model, such as `needs: 2 retries, 5s`.
  public func calls(_ owner: String, _ target: String) -> [String] {
    (self[ComponentID(owner)]?.relations ?? []).compactMap { relation in
      let requirement = relation.requirement
      var isNamed = false
      requirement.forEachComponent { isNamed = isNamed || $0.text == target }
      guard isNamed, relation.kind != .configuredBy, relation.kind != .startNeeds else { return nil }
      let terms = requirement.terms
      let parts = [
        terms.calls.map { "\($0) calls" }, terms.retries > 0 ? "\(terms.retries) retries" : nil,
        terms.timeout?.modelText,
      ]
      return "\(relation.kind.rawValue): \(parts.compactMap { $0 }.joined(separator: ", "))"
    }
  }
}
