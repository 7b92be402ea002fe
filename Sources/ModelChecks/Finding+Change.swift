public import DependencyModel

extension Finding {
  /// A change of the model that would have held.
  public indirect enum Change: Sendable {
    /// A component leaves domains.
    case moveOut(ComponentIndex, of: [ComponentIndex])
    /// A group of a component gets one more member, which the components of the fault do not reach.
    ///
    /// - Parameter existing: a component of the model that could be it; `nil` if none resembles the members.
    case addMember(to: Requirement, of: ComponentIndex, beyond: [ComponentIndex], existing: ComponentIndex?)
    /// A component gets a second one of those that it depends on, which does not fail with the components of the fault.
    ///
    /// - Parameters:
    ///   - isOptional: whether it would also help if the component could do without.
    ///   - existing: a component of the model that could be it; `nil` if none resembles the first one.
    case second(
      of: [ComponentIndex], for: ComponentIndex, beyond: [ComponentIndex], isOptional: Bool, existing: ComponentIndex?)
    /// A change that helps some of the components only; there is none that helps all.
    case partly(Finding.Change, count: Int, of: Int)
    /// None: of the changes that were tried, each to one requirement, none would have held.
    case noneFound
    /// A component is spread over more than the domains in which it is.
    case spread(ComponentIndex, beyond: [ComponentIndex])
    /// A component depends on something other than these.
    case replace([ComponentIndex], for: ComponentIndex)
    /// Components are started by hand.
    case startByHand([ComponentIndex])
    /// One of a circle is started by hand, or one of the circle starts without the next.
    case breakCircle(at: ComponentIndex)
    /// A component's unavailability is lowered to what suffices; 0 if it would have to be never down. Both are in 0…1.
    case lowerUnavailability(of: ComponentIndex, from: Double, to: Double)
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
}
