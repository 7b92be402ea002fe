public import DependencyModel
public import ResilienceAnalysis

/// A weakness that a lint rule found: a case for each rule, of the rule's name.
public enum Weakness: Sendable {
  /// A weakness of a redundancy group.
  case group(OfGroup)
  /// A weakness of what a component depends on.
  case dependency(OfDependency)
  /// A weakness in time: when things fail, and whether they start.
  case timing(OfTiming)
  /// A weakness in where components are.
  case placement(OfPlacement)
  /// A weakness of what components carry.
  case load(OfLoad)
  /// Something that the model does not state.
  case statement(OfStatement)

  /// Whether there is something to advise.
  var isRepairable: Bool { if case .statement(.orphan) = self { false } else { true } }

  /// A weakness of a redundancy group, which is one of `owner`'s.
  public indirect enum OfGroup: Sendable {
    /// Without its heaviest member, the group has less than it requires of the total. One more member of the weight `add`
    /// repairs that; `nil` if none does.
    case capacityWithoutReserve(
      owner: ComponentIndex, required: Amount, total: Amount, heaviest: Requirement, rest: Amount, add: Amount?)
    /// A domain leaves less than the group requires.
    case domainTooHeavy(domain: ComponentIndex, group: Requirement, owner: ComponentIndex)
    /// A component leaves less than the group requires.
    case groupBehindOne(component: ComponentIndex, group: Requirement, owner: ComponentIndex)
    /// The group has one member.
    case groupOfOne(owner: ComponentIndex, group: Requirement)
    /// A member appears twice.
    case memberTwice(member: ComponentIndex, group: Requirement, owner: ComponentIndex)
    /// A member is also needed plainly.
    case needBesideGroup(member: ComponentIndex, group: Requirement, owner: ComponentIndex)
    /// The loss of any one of the members is too much. As many more members as `add` repair that; `nil` if none do.
    case noSpare(owner: ComponentIndex, group: Requirement, members: Int, add: Int?)
    /// All members rest on each of some components.
    case redundancyThroughOne(owner: ComponentIndex, group: Requirement, components: [ComponentIndex])
    /// All members are lost with a domain.
    case replicasInOneDomain(domain: ComponentIndex, group: Requirement, owner: ComponentIndex)
    /// Any member is enough, and one has much less weight than another.
    case smallSubstitute(owner: ComponentIndex, member: Requirement, weight: Amount, largest: Amount)
  }

  /// A weakness of what a component depends on.
  public indirect enum OfDependency: Sendable {
    /// A critical component rests on an assumed requirement of a component.
    case assumedOnCriticalPath(component: ComponentIndex, requirement: Requirement)
    /// A component states a lower unavailability than one that it needs.
    case availabilityAboveParts(component: ComponentIndex, states: Double, needs: ComponentIndex, whichStates: Double)
    /// Many components need one that has no substitute.
    case crowdedDependency(component: ComponentIndex, count: Int)
    /// Hard needs make a long chain.
    case longChain(from: ComponentIndex, to: ComponentIndex, length: Int)
    /// What watches a component goes down with it.
    case monitoringNeedsMonitored(monitor: ComponentIndex, component: ComponentIndex)
    /// A component both needs another and has a soft relation to it.
    case neededAndUsed(component: ComponentIndex, kind: Component.Relation.Kind, other: ComponentIndex)
    /// A component needs a domain in which it is.
    case needsOwnDomain(component: ComponentIndex, domain: ComponentID)
    /// A component alone takes critical components down.
    case singlePointOfFailure(component: ComponentIndex, targets: [ComponentIndex])
    /// A component has only a soft relation to another, and goes down with it anyway.
    case softButHard(component: ComponentIndex, kind: Component.Relation.Kind, other: ComponentIndex)
    /// A component needs one of a less important tier.
    case tierInversion(component: ComponentIndex, tier: Int, needs: ComponentIndex, ofTier: Int)
  }

  /// A weakness in time.
  public enum OfTiming: Sendable {
    /// Many components tolerate the loss of one for the same time.
    case expireTogether(count: Int, component: ComponentIndex, tolerance: Duration)
    /// Components wait for each other to start; the one to start by hand, and what it waits for.
    case startCircle(members: [ComponentIndex], byHand: ComponentIndex, waitsFor: [ComponentIndex])
    /// Many components start against one at once.
    case startStampede(component: ComponentIndex, count: Int)
    /// A component tolerates the loss of another, but is down sooner after its fault.
    case toleranceCutShort(component: ComponentIndex, loss: ComponentIndex, tolerance: Duration, downAfter: Duration)
    /// A component tolerates the loss of another for longer than what the other needs to start is up.
    case toleranceOutlivesRestart(
      component: ComponentIndex, loss: ComponentIndex, tolerance: Duration, restorer: ComponentIndex,
      downAfter: Duration)
  }

  /// A weakness in where components are.
  public enum OfPlacement: Sendable {
    /// A backup is in the same domain as what it backs up.
    case backupBesideOriginal(backup: ComponentIndex, domain: ComponentIndex, original: ComponentIndex)
    /// A domain that is not the only one of its kind takes critical components down.
    case criticalInOneDomain(domain: ComponentIndex, targets: [ComponentIndex])
    /// A domain contains one component.
    case domainOfOne(domain: ComponentIndex, component: ComponentIndex)
    /// A component is in several domains of a kind.
    case inTwoOfAKind(component: ComponentIndex, kind: String, domains: [ComponentID])
  }

  /// A weakness of what components carry.
  public indirect enum OfLoad: Sendable {
    /// The loss of a zone overloads components that are up, in model order.
    case noRoomForAZone(zone: ComponentIndex, [LoadUse])
    /// So many pieces of work at the same time, infinity for an endless hold, are more than a component has slots.
    case poolHeldBySlowCalls(component: ComponentIndex, slots: Amount, held: Double)
    /// Retries multiply along a chain.
    case retriesMultiply(RetryChain)
    /// A later member of a group of `owner` is overloaded once those before it are lost.
    case spareTooSmall(LoadUse, group: Requirement, owner: ComponentIndex)
    /// A component stays overloaded once it collapsed.
    case stuckIfCollapsed(Loads.Stuck)
  }

  /// Something that the model does not state.
  public enum OfStatement: Sendable {
    /// A named fault affects nothing but the components that it names.
    case faultWithoutEffect(fault: ComponentID, components: [ComponentIndex])
    /// A component only needs groups, and does not state whether it is more than a name for them.
    case groupName(component: ComponentIndex)
    /// A budget allows no unit of what it limits to be taken away on purpose.
    case noEviction(budget: ComponentIndex, components: [ComponentIndex])
    /// A critical component has no owner.
    case noOwner(component: ComponentIndex)
    /// Nothing is connected to a component.
    case orphan(component: ComponentIndex)
    /// No check mentions a critical component.
    case unchecked(component: ComponentIndex)
    /// Nothing needs or uses a component that only serves others.
    case unused(component: ComponentIndex)
  }
}
