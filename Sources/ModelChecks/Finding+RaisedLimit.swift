public import DependencyModel
public import ResilienceAnalysis

extension Finding {
  /// What a component should be able to carry.
  public struct RaisedLimit: Hashable, Sendable {
    /// The component.
    public let component: ComponentIndex
    /// Its capacity, or its slots, at least; above 0.
    public let least: Amount
    /// Whether these are slots.
    public let isSlots: Bool

    /// Rounds up: slots to a whole number, a capacity to three digits. `nil` for nothing, and for more than an amount can be.
    public init?(_ component: ComponentIndex, least: Double, isSlots: Bool) {
      guard least > 0, least < 1e12 else { return nil }
      // What is above the digits because of rounding only is not rounded up once more.
      let exact = least * (1 - 1e-12)
      var step = isSlots ? 1 : 1e-6
      while !isSlots, exact / step > 1_000 { step *= 10 }
      self.component = component
      self.isSlots = isSlots
      self.least = Amount(millionths: Int64(((exact / step).rounded(.up) * step * 1e6).rounded()))
    }
  }
}

extension LoadUse {
  /// The limits of which no more than a share, above 0, would be used; `nil` if what it carries is endless.
  public func raised(toUse share: Double) -> [Finding.RaisedLimit]? {
    var raised: [Finding.RaisedLimit] = []
    for limit in limits where limit.share > share * (1 + 1e-9) {
      guard let limit = Finding.RaisedLimit(component, least: limit.amount / share, isSlots: limit.isSlots) else {
        return nil
      }
      raised.append(limit)
    }
    return raised
  }
}
