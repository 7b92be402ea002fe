internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  /// The parts of a model that rules look at. A rule that has nothing to look at does not hold: it says nothing.
  public enum Subject: String, Sendable, CaseIterable {
    /// Components.
    case components
    /// Components of tier 0 or 1; if there are none, those without a tier that nothing else depends on.
    case important
    /// Components that state a tier.
    case tiers
    /// Components that state an owner.
    case owners
    /// Components that state how likely they are to be down.
    case unavailabilities
    /// Domains.
    case domains
    /// Domains that are not the only ones of their kind.
    case siblingDomains
    /// Components that are in a domain.
    case placements
    /// Components with a hard requirement.
    case needs
    /// Components with a soft requirement.
    case uses
    /// Components that need something to start.
    case startNeeds
    /// Requirements whose loss is tolerated for a while.
    case tolerances
    /// Groups.
    case groups
    /// Groups whose members differ in weight.
    case weightedGroups
    /// Groups that hold through the loss of any one member.
    case redundantGroups
    /// The same, in a model with domains.
    case spreadGroups
    /// Components that watch others.
    case monitors
    /// Components that are backups.
    case backups
    /// Components that store something for others.
    case stores
    /// Components that limit how many units of others may be taken away on purpose.
    case budgets
    /// Components with a capacity that queue what is above it.
    case queues
    /// Components with slots.
    case pools
    /// Zones, in a model in which a component has a capacity or slots.
    case zonesWithLimits
    /// Requirements that state retries.
    case retries
    /// Groups whose calls begin with the first member.
    case orderedGroups
    /// Named faults.
    case faults
    /// Checks of the model.
    case checks
  }
}

/// How much of each subject a model has: counted in one walk.
struct LintSubjects {
  private var counts: [LintRule.Subject: Int] = [:]
  /// Whether any component has a capacity or slots.
  private var hasLimits = false

  subscript(subject: LintRule.Subject) -> Int { counts[subject, default: 0] }

  /// - Parameters:
  ///   - model: the model.
  ///   - important: how many components are of tier 0 or 1, or stand for these.
  ///   - redundantGroups: how many groups hold through the loss of any one member.
  ///   - siblingDomains: how many domains are not the only ones of their kind.
  init(_ model: Model, important: Int, redundantGroups: Int, siblingDomains: Int) {
    counts[.important] = important
    counts[.redundantGroups] = redundantGroups
    counts[.spreadGroups] = model.domainCount > 0 ? redundantGroups : 0
    counts[.siblingDomains] = important > 0 ? siblingDomains : 0
    counts[.domains] = model.domainCount
    counts[.components] = model.components.count - model.domainCount
    counts[.faults] = model.faults.count
    counts[.checks] = model.checks.count
    for component in model.components { add(component) }
    if !hasLimits { counts[.zonesWithLimits] = 0 }
  }

  private mutating func add(_ component: Component) {
    func count(_ subject: LintRule.Subject, if isTrue: Bool) {
      if isTrue { counts[subject, default: 0] += 1 }
    }
    count(.tiers, if: component.tier != nil)
    count(.owners, if: component.owner != nil)
    count(.budgets, if: component.kind == Component.disruptionBudget)
    count(.unavailabilities, if: component.unavailability != nil)
    count(.zonesWithLimits, if: component.isZone)
    if component.statesLoad {
      count(.queues, if: component.overload == .queues && component.capacity != nil)
      count(.pools, if: component.slots != nil)
      hasLimits = hasLimits || component.capacity != nil || component.slots != nil
    }
    var kinds: Set<Component.Relation.Kind> = []
    for relation in component.relations {
      kinds.insert(relation.kind)
      add(relation.requirement)
    }
    count(.needs, if: kinds.contains(.needs) || kinds.contains(.startNeeds))
    count(.uses, if: kinds.contains(.uses) || kinds.contains(.degradedBy))
    count(.startNeeds, if: kinds.contains(.startNeeds))
    guard !component.isDomain else { return }
    count(.placements, if: kinds.contains(.in))
    count(.monitors, if: component.isMonitoring)
    count(.backups, if: component.isBackup)
    count(.stores, if: component.isStore)
  }

  private mutating func add(_ requirement: Requirement) {
    if requirement.tolerates > .zero { counts[.tolerances, default: 0] += 1 }
    if requirement.terms.retries > 0 { counts[.retries, default: 0] += 1 }
    guard case .group(let group) = requirement.target else { return }
    if requirement.terms.spread == .first { counts[.orderedGroups, default: 0] += 1 }
    counts[.groups, default: 0] += 1
    if group.isWeighted { counts[.weightedGroups, default: 0] += 1 }
    // The members that a glob or selector matches are plain.
    if group.members.matched == nil { for member in group.members { add(member.requirement) } }
  }
}
