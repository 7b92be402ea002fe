public import DependencyModel

extension ModelDiff {
  /// A component that has another number of units than before, so that it is there or not, or has a spare unit or not.
  public struct UnitChange: Hashable, Sendable {
    /// The component.
    public let component: ComponentID
    /// The number of units before; `nil` if none was stated.
    public let before: Int?
    /// The number of units now.
    public let after: Int?

    /// Whether it had units, and has none now: it is down.
    public var lostAll: Bool { after == 0 }
    /// Whether it had a spare unit, and has none now.
    public var lostSpare: Bool { (before ?? 0) > 1 && (after ?? 2) < 2 }
    /// Whether it has less than it had; otherwise it has more.
    public var isWorse: Bool { lostAll || lostSpare }
  }

  /// The components whose number of units changed so that it matters: to or from none, or one.
  public var units: [UnitChange] {
    changedComponents.compactMap { component in
      guard let key = component.changes.first(where: { $0.key == "units" }) else { return nil }
      let change = UnitChange(
        component: component.id, before: key.before?.wholeNumber, after: key.after?.wholeNumber)
      let isBetter = change.before == 0 || change.before == 1 && (change.after ?? 0) > 1
      return change.isWorse || isBetter ? change : nil
    }
  }
}

extension ComponentKey.Statement {
  fileprivate var wholeNumber: Int? { if case .number(let number) = self { number } else { nil } }
}
