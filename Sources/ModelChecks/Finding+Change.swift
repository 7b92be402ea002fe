public import DependencyModel

extension Finding {
  /// A change of the model after which a finding is gone and its check finds nothing new, or why there is none.
  public indirect enum Change: Sendable {
    /// A component leaves domains; it is in another of the kind already.
    case moveOut(ComponentIndex, of: [ComponentIndex])
    /// A component moves from one domain to another that the model has.
    case move(ComponentIndex, from: ComponentIndex, to: ComponentIndex)
    /// A component moves to a domain that the model does not have yet, because none that it has would do.
    ///
    /// - Parameters:
    ///   - from: the domain in which it is.
    ///   - siblingCount: how many domains of that kind the model has.
    ///   - beyond: the components of the fault, which do not reach the new domain.
    case moveToNew(ComponentIndex, from: ComponentIndex, siblingCount: Int, beyond: [ComponentIndex])
    /// A group of a component gets more members, which the components of the fault do not reach.
    ///
    /// - Parameters:
    ///   - to: the group.
    ///   - of: its owner.
    ///   - beyond: the components of the fault.
    ///   - existing: a component of the model that is the member; `nil` if none does.
    ///   - count: how many members.
    ///   - weight: the weight that each has at least; `nil` for that of the others.
    ///   - apart: a domain of a kind of which each new member is in one of its own; `nil` if that does not matter.
    case addMember(
      to: Requirement, of: ComponentIndex, beyond: [ComponentIndex], existing: ComponentIndex?, count: Int,
      weight: Amount?, apart: ComponentIndex?)
    /// A component gets substitutes for some that it depends on, which do not fail with the components of the fault.
    ///
    /// - Parameters:
    ///   - of: what gets substitutes.
    ///   - for: the component that depends on it.
    ///   - beyond: the components of the fault.
    ///   - isOptional: whether it also helps if the component does without.
    ///   - existing: a component of the model that is the substitute; `nil` if none does.
    ///   - count: how many substitutes each gets.
    ///   - apart: a domain of a kind of which each substitute is in one of its own; `nil` if that does not matter.
    case second(
      of: [ComponentIndex], for: ComponentIndex, beyond: [ComponentIndex], isOptional: Bool, existing: ComponentIndex?,
      count: Int, apart: ComponentIndex?)
    /// All that requires a component gets a substitute for it, which does not fail with the components of the fault.
    case secondForAll(of: ComponentIndex, beyond: [ComponentIndex])
    /// A component does without others: it is degraded without them, not down.
    case doWithout([ComponentIndex], for: ComponentIndex)
    /// A component is spread over more than the domains in which it is.
    case spread(ComponentIndex, beyond: [ComponentIndex])
    /// A component gets the tier of another that needs it.
    case setTier(ComponentIndex, Int)
    /// A change that helps some of the components only; there is none that helps all.
    case partly(Finding.Change, count: Int, of: Int)
    /// A change after which this finding is gone; others of the same check remain.
    case thisOnly(Finding.Change)
    /// None.
    case noneFound(NoneFound)
    /// It is not known whether there is one: the search took too long.
    case searchCut
    /// Components are started by hand.
    case startByHand([ComponentIndex])
    /// One of a circle is started by hand, or one of the circle starts without the next.
    case breakCircle(at: ComponentIndex)
    /// A component's unavailability is lowered to what suffices; 0 if it would have to be never down. Both are in 0…1.
    case lowerUnavailability(of: ComponentIndex, from: Double, to: Double)
    /// Components get these capacities or slots at least.
    case raiseLimits([RaisedLimit])
    /// An unavailability is stated.
    case stateUnavailability
    /// The check matches two components or more.
    case matchSeveral
    /// The check gives fewer components as faults.
    case giveFewer
    /// The check asks for fewer components at once, or decision diagrams may take more memory.
    case askFewer
    /// Decision diagrams may take more memory.
    case allowMemory
    /// What a lint rule advises for the weakness that it found.
    case repair(Weakness)
  }

  /// Why there is no change.
  public enum NoneFound: Sendable {
    /// Of the changes that were tried, each to one requirement or place, none makes the finding disappear without another
    /// finding of the same check.
    case edit
    /// It is not enough to lower the unavailability of one component.
    case unavailability
    /// It is not enough to raise the capacity or the slots of what is overloaded.
    case limits
    /// The check expects more to fail: nothing is tried.
    case mustFail
  }
}
