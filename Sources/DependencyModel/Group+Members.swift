/// The components that a glob or a selector matches, in model order: one list for all the groups that name it.
///
/// Its identity shows whether two groups share it.
public final class MatchedComponents: Sendable {
  /// The ids, each once.
  public let ids: [ComponentID]

  /// A list of distinct ids.
  public init(_ ids: [ComponentID]) { self.ids = ids }
}

extension Group {
  /// The members of a group, in the order written.
  ///
  /// Members that were written one by one are kept as values. Members that a glob or a selector matched are kept as a
  /// reference to a list that other groups share, so that a thousand groups of `{any: "*"}` take a thousand references;
  /// a member's value is made when it is asked for. Changing such members copies them.
  public struct Members: Sendable {
    private enum Storage: Sendable {
      case written([Member])
      /// The matched components but for one, plainly required, each of weight 1.
      case matched(MatchedComponents, without: Int?, at: Place?)
    }

    private var storage: Storage

    /// Members that are written one by one.
    public init(_ members: some Sequence<Member>) { storage = .written(Array(members)) }

    /// The components that a glob or selector matches, plainly required and each of weight 1.
    ///
    /// - Parameters:
    ///   - components: what matches.
    ///   - owner: the position in `components` of the component whose requirements contain the group, which is not its
    ///     own member; `nil` where it does not match.
    ///   - place: where the glob or selector is.
    public init(_ components: MatchedComponents, without owner: Int?, at place: Place?) {
      storage = .matched(components, without: owner, at: place)
    }

    /// The list that the members are, and the position in it of the one that is left out; `nil` where the members were
    /// written one by one.
    public var matched: (components: MatchedComponents, without: Int?)? {
      if case .matched(let components, let owner, _) = storage { (components, owner) } else { nil }
    }

    /// Whether every weight is 1.
    public var areAllOfWeightOne: Bool {
      switch storage {
      case .written(let members): members.allSatisfy { $0.weight == .one }
      case .matched: true
      }
    }

    /// The weights together, or `nil` where they overflow.
    public var totalWeight: Amount? {
      switch storage {
      case .written(let members):
        var total = Amount.zero
        for member in members {
          guard let sum = total.adding(member.weight) else { return nil }
          total = sum
        }
        return total
      case .matched: return Amount(Int32(clamping: count))
      }
    }

    /// The greatest weight of a member; `nil` where there is none.
    public var greatestWeight: Amount? {
      switch storage {
      case .written(let members): members.lazy.map(\.weight).max()
      case .matched: isEmpty ? nil : .one
      }
    }

    /// How many components the members name, at any depth, repeats included.
    public var componentCount: Int {
      switch storage {
      case .written(let members): members.reduce(0) { $0 + $1.requirement.componentCount }
      case .matched: count
      }
    }

    /// Every component that a member names, at any depth, in the order written, repeats included.
    public func forEachComponent(_ body: (ComponentID) -> Void) {
      switch storage {
      case .written(let members):
        for member in members { member.requirement.forEachComponent(body) }
      case .matched(let components, let owner, _):
        for (position, id) in components.ids.enumerated() where position != owner { body(id) }
      }
    }
  }
}

extension Group.Members: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
  /// No members.
  public init() { storage = .written([]) }

  /// The position of the first member.
  public var startIndex: Int { 0 }

  /// The number of members.
  public var endIndex: Int {
    switch storage {
    case .written(let members): members.count
    case .matched(let components, let owner, _): components.ids.count - (owner == nil ? 0 : 1)
    }
  }

  /// A member by its position.
  public subscript(position: Int) -> Group.Member {
    get {
      switch storage {
      case .written(let members): return members[position]
      case .matched(let components, let owner, let place):
        let skipped = if let owner, position >= owner { 1 } else { 0 }
        return Group.Member(Requirement(.component(components.ids[position + skipped]), at: place))
      }
    }
    set {
      writeOut()
      guard case .written(var members) = storage else { return }
      storage = .written([])
      members[position] = newValue
      storage = .written(members)
    }
  }

  /// Puts other members in place of some.
  public mutating func replaceSubrange(_ range: Range<Int>, with members: some Collection<Group.Member>) {
    writeOut()
    guard case .written(var old) = storage else { return }
    storage = .written([])
    old.replaceSubrange(range, with: members)
    storage = .written(old)
  }

  /// Keeps the members as values from here on.
  private mutating func writeOut() {
    if case .matched = storage { storage = .written(Array(self)) }
  }
}

extension Group.Members: Hashable {
  /// Whether the members are the same, in the same order.
  public static func == (left: Group.Members, right: Group.Members) -> Bool {
    if case .matched(let mine, let mySelf, let myPlace) = left.storage,
      case .matched(let theirs, let itself, let place) = right.storage, mine === theirs, mySelf == itself
    {
      return myPlace == place
    }
    return left.elementsEqual(right)
  }

  /// By the number of members, the first and the last.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(first)
    hasher.combine(last)
  }
}
