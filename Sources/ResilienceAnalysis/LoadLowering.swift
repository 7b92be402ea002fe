internal import DependencyModel
internal import LoadGraph

/// Turns what a model states of work, capacities and calls into a graph of loads, in which a component's number is its
/// position in the model.
///
/// `needs`, `uses` and `degradedBy` carry calls, and `in` shares the fate of a domain; `startNeeds` and `configuredBy` have no
/// part.
struct LoadLowering {
  /// The most calls of a graph: each takes about 90 bytes.
  static let callLimit = 10_000_000

  private let model: Model
  private let trust: Confidence
  /// By how much demands are multiplied.
  private let scale: Double
  private var builder: LoadGraphBuilder
  private var callCount = 0

  init(_ model: Model, trust: Confidence, scale: Double = 1) {
    self.model = model
    self.scale = scale
    self.trust = trust
    builder = LoadGraphBuilder(componentCount: model.components.count)
  }

  /// The graph.
  ///
  /// - Throws: ``TooManyCalls`` where requirements name more components than a graph can have calls.
  mutating func graph() throws(TooManyCalls) -> LoadGraph {
    for component in model.components {
      for relation in component.relations {
        if relation.kind == .in {
          if case .component(let id) = relation.requirement.target, let domain = model.index(of: id) {
            builder.addDomain(UInt32(domain.position))
          }
          continue
        }
        guard let kind = relation.kind.ofLoads else { continue }
        if let requirement = try requirement(relation.requirement) { builder.addRequirement(requirement, kind: kind) }
      }
      builder.finishComponent(
        LoadGraph.Component(
          demand: (component.demand?.value ?? 0) * scale, capacity: component.capacity?.value ?? .infinity,
          slots: component.slots?.value ?? .infinity, takes: component.takes?.inSeconds ?? 0,
          overload: component.overload?.ofLoads ?? .sheds, hangs: component.whenDown == .hangs))
    }
    return builder.build()
  }

  /// Whether a relation is among the requirements of a graph: those are in the order of the relations.
  static func carries(_ relation: Component.Relation, trust: Confidence) -> Bool {
    relation.kind.ofLoads != nil && isTrusted(relation.requirement, trust)
  }

  private static func isTrusted(_ requirement: Requirement, _ trust: Confidence) -> Bool {
    guard requirement.confidence <= trust else { return false }
    guard case .group(let group) = requirement.target else { return true }
    return group.members.contains { isTrusted($0.requirement, trust) }
  }

  /// The requirement as far as it is trusted; `nil` where nothing of it is.
  private mutating func requirement(_ requirement: Requirement) throws(TooManyCalls) -> LoadRequirement? {
    guard requirement.confidence <= trust else { return nil }
    // Most state none, and reading them takes time.
    let terms = requirement.statesTerms ? requirement.terms : nil
    let target: LoadRequirement.Target
    switch requirement.target {
    case .component(let id):
      callCount += 1
      guard callCount <= Self.callLimit else { throw TooManyCalls(limit: Self.callLimit) }
      let units = UInt32(terms?.units ?? 1)
      target = .component(
        UInt32(model.index(of: id)!.position), units: units, atLeast: terms?.atLeast.map { UInt32($0) } ?? units)
    case .group(let group):
      guard let group = try self.group(group, spread: terms?.spread) else { return nil }
      target = .group(group)
    }
    guard let terms else { return LoadRequirement(target) }
    return LoadRequirement(
      target, calls: terms.calls?.value, retries: UInt32(terms.retries),
      timeout: terms.timeout?.inSeconds ?? .infinity, isHeld: terms.isHeld)
  }

  private mutating func group(_ group: Group, spread: CallTerms.Spread?) throws(TooManyCalls) -> LoadGroup? {
    var members: [LoadGroup.Member] = []
    members.reserveCapacity(group.members.count)
    var total: Int64 = 0
    for member in group.members {
      guard let requirement = try requirement(member.requirement) else { continue }
      members.append(LoadGroup.Member(requirement, weight: member.weight.millionths))
      total += member.weight.millionths
    }
    guard !members.isEmpty else { return nil }
    // Where distrust has taken members away, a threshold above what is left asks for all of it.
    let required = min(group.requiredWeight(ofTotal: Amount(millionths: total)).millionths, total)
    return LoadGroup(
      threshold: required, of: members, spread: group.threshold == .all ? .each : spread?.ofLoads ?? .even,
      coverage: group.coverage.value)
  }
}

/// Requirements that name more components than loads can be computed for.
public struct TooManyCalls: Error, Hashable {
  /// The most.
  public let limit: Int
}

extension Component.Relation.Kind {
  /// The kind of calls that it carries; `nil` where it carries none.
  fileprivate var ofLoads: LoadGraph.Kind? {
    switch self {
    case .needs: .needs
    case .uses: .uses
    case .degradedBy: .degradedBy
    case .startNeeds, .configuredBy, .in: nil
    }
  }
}

extension Component.Overload {
  fileprivate var ofLoads: LoadGraph.Overload {
    switch self {
    case .sheds: .sheds
    case .fails: .fails
    case .queues: .queues
    }
  }
}

extension CallTerms.Spread {
  fileprivate var ofLoads: LoadRequirement.Spread {
    switch self {
    case .even: .even
    case .first: .first
    case .each: .each
    }
  }
}
