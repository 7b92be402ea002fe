public import DependencyModel

extension ModelDiff {
  /// How much demand may grow before a component is overloaded, in each of two models.
  public struct HeadroomChange: Hashable, Sendable {
    /// The component that is overloaded first as all demand grows alike.
    public let component: ComponentID
    /// The factor of the older model's demand at which a component of it is overloaded; below 1 one is already.
    public let before: Double
    /// The same of the newer model.
    public let after: Double
    /// The numbers of the newer model that this may rest on though they are only inferred or assumed.
    public let weakNumbers: WeakNumbers
    /// The same of the older model.
    public let oldWeakNumbers: WeakNumbers

    /// Whether there is less of it; otherwise there is more.
    public var hasFallen: Bool { after < before }
  }

  /// Compares how much demand may grow, where both models state loads.
  mutating func compareHeadroom(_ old: CompiledModel, _ new: CompiledModel) {
    guard old.usesLoads, new.usesLoads, let before = try? old.loads(under: nil).firstOverload,
      let after = try? new.loads(under: nil).firstOverload,
      abs(before.factor - after.factor) > 1e-9 * max(before.factor, after.factor)
    else { return }
    headroom = HeadroomChange(
      component: model.outline(after.component).id, before: before.factor, after: after.factor,
      weakNumbers: new.weakNumbersOfLoads, oldWeakNumbers: old.weakNumbersOfLoads)
  }
}
