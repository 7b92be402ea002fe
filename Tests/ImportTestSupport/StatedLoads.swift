public import DependencyModel
internal import ResilienceAnalysis

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

  /// The load of each component, by id, if 1,000 pieces of work per second come to one of them.
  public func loads(from entry: String) throws -> [String: Double] {
    let questions = CompiledModel(self)
    guard let index = index(of: ComponentID(entry)) else { throw NoSuchEntry(id: entry) }
    let loads = try questions.loads(under: nil, demands: [index: Quantity(Amount(1_000), unit: "/s")])
    return Dictionary(uniqueKeysWithValues: loads.entries.map { (components[$0.component].id.text, $0.before.load) })
  }

  /// The sum of the loads of some components, rounded to whole numbers, if 1,000 pieces of work per second come to one of them.
  public func load(of ids: String..., from entry: String) throws -> Double {
    let loads = try loads(from: entry)
    return ids.reduce(0) { $0 + (loads[$1] ?? 0) }.rounded()
  }
}

private struct NoSuchEntry: Error { let id: String }
