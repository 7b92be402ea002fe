public import DependencyModel
public import ResilienceAnalysis

extension Finding {
  /// What does not hold of loads; the fault is the finding's. Shares are in 0…1.
  public enum LoadFact: Sendable {
    /// Under the fault, a component uses more of what it can carry than the allowed percentage.
    case carriesTooMuch(LoadUse, allowed: Amount)
    /// Under the fault, more of the demand on components is lost than the allowed percentage.
    case losesDemand(LostDemand, allowed: Amount)
    /// Under the fault, more of a component fails than the allowed percentage; no demand is stated of what was asked about.
    case losesWork(ComponentIndex, share: Double, allowed: Amount)
    /// All demand may grow until it is so many times today's, and a component is at its limit: that is less growth than the
    /// required percentage.
    case lacksHeadroom(LoadUse, growth: Double, required: Amount)
    /// A component stays overloaded once it collapsed; all demand below which it recovers, as a share of today's.
    case staysCollapsed(Loads.Stuck, recoversBelow: Double)
  }

  /// The demand that a fault makes fail.
  public struct LostDemand: Sendable {
    /// The components whose demand counts; `nil` for all.
    public let components: [ComponentIndex]?
    /// The work per second that fails.
    public let lost: Double
    /// All work per second that comes to the components from outside, above 0.
    public let demand: Double
    /// The unit of all of it; `nil` if none is stated, or if they differ.
    public let unit: String?
    /// What is overloaded under the fault, in model order.
    public let overloaded: [LoadUse]

    /// The share that is lost.
    public var share: Double { lost / demand }
  }

  /// Why nothing is known of loads.
  public enum LoadGap: Hashable, Sendable {
    /// Nothing states a demand.
    case noDemand
    /// None of the components states a capacity or slots; empty for those of the whole model.
    case noLimit(of: [ComponentIndex])
    /// Nothing comes to any of the components that state a capacity or slots.
    case noLoad(of: [ComponentIndex])
    /// None of the components queues what is above its capacity.
    case noQueue(of: [ComponentIndex])
    /// Loads can't be computed.
    case problem(LoadProblem)
    /// The calculation was cut short.
    case unsettled
    /// There are more faults than loads are computed for.
    case tooManyFaults(count: Int, limit: Int)

    /// Whether more time would decide it.
    var isLimited: Bool {
      switch self {
      case .unsettled, .tooManyFaults: true
      case .noDemand, .noLimit, .noLoad, .noQueue, .problem: false
      }
    }
  }
}
