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

  @Test(
    "Members that a glob matched equal members that are written one by one", arguments: 1...4, [nil, 0, 1, 3] as [Int?])
  func areTheSame(count: Int, owner: Int?) {
    guard owner.map({ $0 < count }) ?? true else { return }
    let (matched, written) = Self.pair(count, without: owner)
    #expect(matched == written)
    #expect(written == matched)
    #expect(matched.hashValue == written.hashValue)
    #expect(Array(matched) == Array(written))
    #expect(matched.count == written.count)
    #expect(matched.totalWeight == written.totalWeight)
    #expect(matched.greatestWeight == written.greatestWeight)
    #expect(matched.areAllOfWeightOne)
    #expect(written.areAllOfWeightOne)
    var (some, others): ([ComponentID], [ComponentID]) = ([], [])
    matched.forEachComponent { some.append($0) }
    written.forEachComponent { others.append($0) }
    #expect(some == others)
  }

  @Test("Matched members differ if their owner or location differs")
  func differ() {
    let list = MatchedComponents(Self.ids)
    let all = Group.Members(list, without: nil, at: Self.place)
    #expect(all != Group.Members(list, without: 0, at: Self.place))
    #expect(all != Group.Members(list, without: nil, at: nil))
    #expect(all == Group.Members(MatchedComponents(Self.ids), without: nil, at: Self.place))
  }

  @Test("Changed members are no longer shared, and the others stay as they are")
  func changes() {
    let list = MatchedComponents(Self.ids)
    let other = Group.Members(list, without: 1, at: nil)
    var members = other
    members[1].weight = Amount(3)
    #expect(members.matched == nil)
    #expect(members.totalWeight == Amount(5))
    #expect(members.greatestWeight == Amount(3))
    #expect(members.map(\.requirement.target) == other.map(\.requirement.target))
    members.remove(at: 0)
    members.append(Group.Member(Requirement(on: "e")))
    #expect(members.map { $0.requirement.text() } == ["c", "d", "e"])
    #expect(!members.areAllOfWeightOne)
    #expect(other.matched?.components === list)
    #expect(other.map { $0.requirement.text() } == ["a", "c", "d"])
  }
}
