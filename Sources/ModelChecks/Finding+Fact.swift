public import DependencyModel
public import ResilienceAnalysis

extension Finding {
  /// What does not hold; the fault is the finding's.
  public indirect enum Fact: Sendable {
    // Expectations.

    /// Under the fault, components are at levels that a condition does not allow.
    ///
    /// - Parameters:
    ///   - components: those that are listed, in model order.
    ///   - count: how many they are in all.
    ///   - levels: the levels at which they are.
    ///   - within: only what fails by then counts; `nil` for no limit.
    case breaks(
      Check.Expectation.Condition, components: [ComponentIndex], count: Int, levels: Set<Level>, within: Duration?)
    /// The fault affects more components than are allowed.
    ///
    /// - Parameters:
    ///   - affected: how many are down or degraded.
    ///   - of: how many components the fault does not name.
    ///   - limit: how many may be affected.
    ///   - within: only what fails by then counts; `nil` for no limit.
    case exceeds(affected: Int, of: Int, limit: Check.ImpactLimit, within: Duration?)

    /// Something about what happens in a scenario, by its name.
    case scenario(ScenarioFact, id: String)

    /// Something about loads, under a fault or without one.
    case load(LoadFact)

    // Demands.

    /// The fault takes components down.
    ///
    /// - Parameters:
    ///   - components: those that are listed, in model order.
    ///   - count: how many they are in all.
    case takesDown(components: [ComponentIndex], count: Int)
    /// The fault takes all members that a redundant group of a component has.
    case takesGroup(Requirement, of: ComponentIndex)
    /// A component is available less than is required: its unavailability, at the worse end of its range, and the least
    /// availability, both in 0…1, and what the unavailability rests on.
    case misses(component: ComponentIndex, unavailability: Double, required: Double, coverage: Coverage?)
    /// Nothing in the model states an unavailability, so an availability in 0…1 of the components cannot be shown.
    case statesNoUnavailability(components: [ComponentIndex], required: Double)
    /// Components wait for each other to start: all those of the circle, each for the next and the last for the first.
    case waitsInCircle(components: [ComponentIndex], circle: [ComponentIndex])
    /// Components do not start because what they need waits in a circle.
    case waitsForCircle(components: [ComponentIndex])

    // Bans.

    /// A component depends on another, which is forbidden.
    ///
    /// - Parameters:
    ///   - path: from the one to the other, each depending on the next.
    ///   - kind: the kind of the first step.
    case isForbidden(path: [ComponentIndex], kind: Component.Relation.Kind)

    // Imports.

    /// The import of the model does not keep a limit.
    case importFallsShort(ImportLimit, ImportCoverage, Relatedness)

    // Lint rules.

    /// A lint rule found a weakness.
    case weakness(Weakness)

    // What is missing.

    /// Nothing is known.
    case undecided(Undecided)
    /// This many more findings of the check are not listed.
    case unlisted(count: Int)
    /// A lint rule did not try this many components, each of which is a question of its own; with the first of them.
    case untried(count: Int, first: ComponentIndex)
  }

  /// Why a check or a lint rule was not decided.
  public enum Undecided: Hashable, Sendable {
    /// The time of a check was over.
    case time(WorkLimit.Allowance)
    /// The time of a lint rule was over.
    case ruleTime(WorkLimit.Allowance)
    /// None of the components has a redundant group.
    case noGroup(of: [ComponentIndex])
    /// There is no fault to try.
    case noFault
    /// The model was not imported, so that nothing is known of an import.
    case notImported
    /// The fault names every component, so that none is left to be affected.
    case nothingBesideFault
    /// Pairs are asked for, and this many components match.
    case noPair(components: Int)
    /// There are more pairs than are tried.
    case tooManyPairs(count: Int, limit: Int)
    /// The sets of up to this many components are too many, or take too much memory.
    case cutSets(of: [ComponentIndex], size: Int)
    /// The diagrams of a component take more memory than is allowed.
    case memory(component: ComponentIndex)
    /// A component keeps the availability that is required as far as unavailabilities are stated, but would not if what has
    /// none were always down, or nothing that can take it down has one.
    case uncovered(component: ComponentIndex, coverage: Coverage)
    /// Loads are not known.
    case loads(LoadGap)
  }
}

extension Finding.Related {
  /// What is at a related place.
  public enum Fact: Sendable {
    /// A component depends on another.
    case dependence(from: ComponentIndex, kind: Component.Relation.Kind, to: ComponentIndex)
    /// A component waits for others to start.
    case waiting(ComponentIndex, for: [ComponentIndex])
    /// A component is lost: by a relation to others, or, if there is none, because it is the fault.
    case loss(ComponentIndex, relation: Component.Relation.Kind?, by: [ComponentIndex])
    /// A component is down at this time after the fault.
    case down(ComponentIndex, after: Duration)
    /// A component comes to a level at a time of a scenario: by a relation to others, or, if there is none, by its own fault.
    case turns(
      ComponentIndex, Level, at: Duration, in: String, relation: Component.Relation.Kind?, by: [ComponentIndex])
    /// The share, in 0…1, of an unavailability for which a component accounts.
    case share(ComponentIndex, of: Double)
    /// The share, in 0…1, of an unavailability that switching to what is left of a group of a component causes by not working.
    case switching(Requirement, of: ComponentIndex, share: Double)
    /// The share, in 0…1, of an unavailability that the failure of all of some components at once causes.
    case commonCause(CommonCause, share: Double)
    /// A component states its unavailability.
    case unavailability(ComponentIndex)
    /// A component is of this tier.
    case tier(ComponentIndex, Int)
    /// What a component carries without the fault.
    case carries(LoadUse)
    /// What a component carries under the fault.
    case carriesThen(LoadUse)
    /// The share, in 0…1, of a component's demand that is lost under the fault.
    case loses(ComponentIndex, share: Double)
    /// The group that a finding names.
    case group
    /// A component of a chain.
    case link(ComponentIndex)
  }
}
