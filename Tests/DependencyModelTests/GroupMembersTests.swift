import DependencyModel
import Testing

/// Members that a glob matched are the same as those written one by one, in less room.
@Suite struct GroupMembersTests {
  private static let ids: [ComponentID] = ["a", "b", "c", "d"]
  private static let place = Place(file: "m.yaml", line: 2, column: 5)

  private static func pair(_ count: Int, without owner: Int?) -> (matched: Group.Members, written: Group.Members) {
    let ids = Array(ids[..<count])
    let others = ids.indices.filter { $0 != owner }.map { ids[$0] }
    return (
      Group.Members(MatchedComponents(ids), without: owner, at: place),
      Group.Members(others.map { Group.Member(Requirement(.component($0), at: place)) })
    )
  }

  @Test(arguments: 1...4, [nil, 0, 1, 3] as [Int?]) func areTheSame(count: Int, owner: Int?) {
    guard owner.map({ $0 < count }) ?? true else { return }
    let (matched, written) = Self.pair(count, without: owner)
    #expect(matched == written && written == matched && matched.hashValue == written.hashValue)
    #expect(Array(matched) == Array(written) && matched.count == written.count)
    #expect(matched.totalWeight == written.totalWeight && matched.greatestWeight == written.greatestWeight)
    #expect(matched.areAllOfWeightOne && written.areAllOfWeightOne)
    var (some, others): ([ComponentID], [ComponentID]) = ([], [])
    matched.forEachComponent { some.append($0) }
    written.forEachComponent { others.append($0) }
    #expect(some == others)
  }

  @Test func differ() {
    let list = MatchedComponents(Self.ids)
    let all = Group.Members(list, without: nil, at: Self.place)
    #expect(all != Group.Members(list, without: 0, at: Self.place))
    #expect(all != Group.Members(list, without: nil, at: nil))
    #expect(all == Group.Members(MatchedComponents(Self.ids), without: nil, at: Self.place))
  }

  /// What is changed is no longer shared, and the others that share it stay as they were.
  @Test func changes() {
    let list = MatchedComponents(Self.ids)
    let other = Group.Members(list, without: 1, at: nil)
    var members = other
    members[1].weight = Amount(3)
    #expect(members.matched == nil && members.totalWeight == Amount(5) && members.greatestWeight == Amount(3))
    #expect(members.map(\.requirement.target) == other.map(\.requirement.target))
    members.remove(at: 0)
    members.append(Group.Member(Requirement(on: "e")))
    #expect(members.map { $0.requirement.text() } == ["c", "d", "e"] && !members.areAllOfWeightOne)
    #expect(other.matched?.components === list && other.map { $0.requirement.text() } == ["a", "c", "d"])
  }
}
