public import DependencyModel

/// The state of a group: what it has lost, what remains, and how much it needs.
///
/// The members that are not up are kept by number, 4 bytes each; their values are made when they are asked for.
public struct GroupStanding: Sendable {
  /// A member: a component or a group.
  public struct Member: Sendable {
    /// The component or group that is required, as written.
    public let requirement: Requirement
    /// The weight of the member.
    public let weight: Amount
    /// Its level.
    public let level: Level
  }

  private let members: Group.Members
  /// The positions in `members` of those that are down and of those that are degraded, ascending.
  private let down: [UInt32]
  private let degraded: [UInt32]
  /// The weights together, of those that remain and of all.
  public let remainingWeight: Amount
  /// The weight of all members.
  public let totalWeight: Amount
  /// The least that must remain.
  public let requiredWeight: Amount

  init(of group: Group, down: [UInt32], degraded: [UInt32]) {
    members = group.members
    self.down = down
    self.degraded = degraded
    totalWeight = group.totalWeight ?? Amount(millionths: .max)
    let lost = down.reduce(Int64(0)) { $0 + group.members[Int($1)].weight.millionths }
    remainingWeight = Amount(millionths: totalWeight.millionths - lost)
    requiredWeight = min(totalWeight, group.requiredWeight(ofTotal: totalWeight))
  }

  /// Whether any member is down.
  public var hasLost: Bool { !down.isEmpty }
  /// Whether any member is degraded.
  public var hasDegraded: Bool { !degraded.isEmpty }

  /// The members that are down, as written.
  public var lost: [Member] { down.map { member(Int($0), .down) } }

  /// The members that are not down, as written.
  public var remaining: [Member] {
    var result: [Member] = []
    result.reserveCapacity(members.count - down.count)
    var (nextDown, nextDegraded) = (0, 0)
    for position in members.indices {
      if nextDown < down.count, down[nextDown] == position {
        nextDown += 1
      } else if nextDegraded < degraded.count, degraded[nextDegraded] == position {
        nextDegraded += 1
        result.append(member(position, .degraded))
      } else {
        result.append(member(position, .up))
      }
    }
    return result
  }

  private func member(_ position: Int, _ level: Level) -> Member {
    let member = members[position]
    return Member(requirement: member.requirement, weight: member.weight, level: level)
  }

  /// How many more members could be lost, the heaviest first: 0 where the next loss may be one too many.
  public var spareMembers: Int {
    var left = remainingWeight.millionths - requiredWeight.millionths
    if members.areAllOfWeightOne { return Int(left / Amount.one.millionths) }
    var count = 0
    for member in remaining.sorted(by: { $0.weight > $1.weight }) {
      left -= member.weight.millionths
      if left < 0 { break }
      count += 1
    }
    return count
  }
}
