public import DependencyModel

/// A weakness that a lint rule found: a case for each rule, of the rule's name. Components are positions in the model.
public enum Weakness: Sendable {
  /// A weakness of a redundancy group.
  case group(OfGroup)
  /// A weakness of what a component depends on.
  case dependency(OfDependency)
  /// A weakness in time: when things fail, and whether they start.
  case timing(OfTiming)
  /// A weakness in where components are.
  case placement(OfPlacement)
  /// Something that the model does not state.
  case statement(OfStatement)

  /// Whether there is something to advise.
  var isRepairable: Bool { if case .statement(.orphan) = self { false } else { true } }

  /// A weakness of a redundancy group, which is one of `owner`'s.
  public indirect enum OfGroup: Sendable {
    /// Without its heaviest member, the group has less than it requires of the total.
    case capacityWithoutReserve(owner: Int, required: Amount, total: Amount, heaviest: Requirement, rest: Amount)
    /// A domain leaves less than the group requires.
    case domainTooHeavy(domain: Int, group: Requirement, owner: Int)
    /// A component leaves less than the group requires.
    case groupBehindOne(component: Int, group: Requirement, owner: Int)
    /// The group has one member.
    case groupOfOne(owner: Int, group: Requirement)
    /// A member appears twice.
    case memberTwice(member: Int, group: Requirement, owner: Int)
    /// A member is also needed plainly.
    case needBesideGroup(member: Int, group: Requirement, owner: Int)
    /// The loss of any one of the members is too much.
    case noSpare(owner: Int, group: Requirement, members: Int)
    /// All members rest on each of some components.
    case redundancyThroughOne(owner: Int, group: Requirement, components: [Int])
    /// All members are lost with a domain.
    case replicasInOneDomain(domain: Int, group: Requirement, owner: Int)
    /// Any member is enough, and one has much less weight than another.
    case smallSubstitute(owner: Int, member: Requirement, weight: Amount, largest: Amount)
  }

  /// A weakness of what a component depends on.
  public indirect enum OfDependency: Sendable {
    /// A critical component rests on an assumed requirement of a component.
    case assumedOnCriticalPath(component: Int, requirement: Requirement)
    /// A component states a lower unavailability than one that it needs.
    case availabilityAboveParts(component: Int, states: Double, needs: Int, whichStates: Double)
    /// Many components need one that has no substitute.
    case crowdedDependency(component: Int, count: Int)
    /// Hard needs make a long chain.
    case longChain(from: Int, to: Int, length: Int)
    /// What watches a component goes down with it.
    case monitoringNeedsMonitored(monitor: Int, component: Int)
    /// A component both needs and uses another.
    case neededAndUsed(component: Int, other: Int)
    /// A component needs a domain in which it is.
    case needsOwnDomain(component: Int, domain: ComponentID)
    /// A component alone takes critical components down.
    case singlePointOfFailure(component: Int, targets: [Int])
    /// A component only uses another, and goes down with it anyway.
    case softButHard(component: Int, other: Int)
    /// A component needs one of a less important tier.
    case tierInversion(component: Int, tier: Int, needs: Int, ofTier: Int)
  }

  /// A weakness in time.
  public enum OfTiming: Sendable {
    /// Many components tolerate the loss of one for the same time.
    case expireTogether(count: Int, component: Int, tolerance: Duration)
    /// Components wait for each other to start; the one to start by hand, and what it waits for.
    case startCircle(members: [Int], byHand: Int, waitsFor: [Int])
    /// Many components start against one at once.
    case startStampede(component: Int, count: Int)
    /// A component tolerates the loss of another, but is down sooner after its fault.
    case toleranceCutShort(component: Int, loss: Int, tolerance: Duration, downAfter: Duration)
    /// A component tolerates the loss of another for longer than what the other needs to start is up.
    case toleranceOutlivesRestart(component: Int, loss: Int, tolerance: Duration, restorer: Int, downAfter: Duration)
  }

  /// A weakness in where components are.
  public enum OfPlacement: Sendable {
    /// A backup is in the same domain as what it backs up.
    case backupBesideOriginal(backup: Int, domain: Int, original: Int)
    /// A domain that is not the only one of its kind takes critical components down.
    case criticalInOneDomain(domain: Int, targets: [Int])
    /// A domain contains one component.
    case domainOfOne(domain: Int, component: Int)
    /// A component is in several domains of a kind.
    case inTwoOfAKind(component: Int, kind: String, domains: [ComponentID])
  }

  /// Something that the model does not state.
  public enum OfStatement: Sendable {
    /// A named fault affects nothing but the components that it names.
    case faultWithoutEffect(fault: ComponentID, components: [Int])
    /// A critical component has no owner.
    case noOwner(component: Int)
    /// Nothing is connected to a component.
    case orphan(component: Int)
    /// No check mentions a critical component.
    case unchecked(component: Int)
    /// Nothing needs or uses a component that only serves others.
    case unused(component: Int)
  }
}
