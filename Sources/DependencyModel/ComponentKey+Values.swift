extension ComponentKey {
  /// Adds what another source states of the same component under the key: the earlier statement stays, and lists are
  /// united. Relations are united by the join, which knows which requirements are the same.
  package func unite(_ component: inout Component, with other: Component) {
    // A number is taken together with how it is known.
    let isTaken = number != nil && statement(of: component) == nil
    defer { if isTaken, let number, let basis = other[basis: number] { component[basis: number] = basis } }
    switch value {
    case .text(let property), .kind(let property): Self.take(property, of: other, for: &component)
    case .wholeNumber(let property, _): Self.take(property, of: other, for: &component)
    case .flag(let property): Self.take(property, of: other, for: &component)
    case .quantity(let property, _): Self.take(property, of: other, for: &component)
    case .positive(let property): Self.take(property, of: other, for: &component)
    case .duration(let property): Self.take(property, of: other, for: &component)
    case .word(let property, _): Self.take(property, of: other, for: &component)
    case .unavailability(let property): Self.take(property, of: other, for: &component)
    case .amount(let property):
      if component[keyPath: property] == .one { component[keyPath: property] = other[keyPath: property] }
    case .texts(let property):
      let known = Set(component[keyPath: property])
      component[keyPath: property] += other[keyPath: property].filter { !known.contains($0) }
    case .relations: break
    }
  }

  private static func take<Stored>(
    _ property: WritableKeyPath<Component, Stored?>, of other: Component, for component: inout Component
  ) {
    if component[keyPath: property] == nil { component[keyPath: property] = other[keyPath: property] }
  }
}

extension ComponentKey {
  /// The keys whose values distinguish models, in the order in which differences are listed: single values, then ranges,
  /// then lists. Relations are compared one by one instead.
  public static let compared: [ComponentKey] = (0..<3).flatMap { rank in
    all.filter { !$0.isDescriptive && $0.comparisonRank == rank }
  }

  private var comparisonRank: Int? {
    switch value {
    case .text, .kind, .wholeNumber, .amount, .flag, .quantity, .positive, .duration, .word: 0
    case .unavailability: 1
    case .texts: 2
    case .relations: nil
    }
  }

  /// What a component states under a key.
  public enum Statement: Hashable, Sendable {
    case text(String)
    case texts([String])
    case number(Int)
    case amount(Amount)
    case flag(Bool)
    case quantity(Quantity)
    case duration(Duration)
    case unavailability(Unavailability)

    /// The same, with a list in an order that does not depend on how it was written.
    package var sorted: Statement {
      if case .texts(let texts) = self { .texts(texts.sorted()) } else { self }
    }
  }

  /// What a component states under the key; `nil` if it states nothing, and for relations.
  public func statement(of component: Component) -> Statement? {
    switch value {
    case .text(let property), .kind(let property): return component[keyPath: property].map { .text($0) }
    case .wholeNumber(let property, _): return component[keyPath: property].map { .number($0) }
    case .amount(let property): return .amount(component[keyPath: property])
    case .flag(let property): return component[keyPath: property].map { .flag($0) }
    case .quantity(let property, _): return component[keyPath: property].map { .quantity($0) }
    case .positive(let property): return component[keyPath: property].map { .amount($0) }
    case .duration(let property): return component[keyPath: property].map { .duration($0) }
    case .word(let property, _): return component[keyPath: property].map { .text($0) }
    case .unavailability(let property): return component[keyPath: property].map { .unavailability($0) }
    case .texts(let property):
      let texts = component[keyPath: property]
      return texts.isEmpty ? nil : .texts(texts)
    case .relations: return nil
    }
  }
}
