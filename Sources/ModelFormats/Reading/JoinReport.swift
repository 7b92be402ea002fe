public import DependencyModel

/// What of several foreign sources turned out to be the same, and what did not.
public struct JoinReport: Sendable {
  /// A component of a later source that an earlier one has too.
  public struct Pair: Sendable, Hashable {
    /// Its id in the model: the earlier one's.
    public let id: ComponentID
    /// Its id in the later source.
    public let other: ComponentID
    /// The key that both have; `nil` where the ids are equal.
    public let key: String?

    /// A pair that is the same.
    public init(id: ComponentID, other: ComponentID, key: String?) {
      self.id = id
      self.other = other
      self.key = key
    }
  }

  /// A key that names several components, or contradicts another one, so that it joins nothing.
  public struct Ambiguity: Sendable, Hashable {
    /// The key.
    public let key: String
    /// Who has it in the sources before.
    public let earlier: [ComponentID]
    /// Who has it in the later source.
    public let later: [ComponentID]
    /// Whether one component of either side has it, but ids or other keys say something else.
    public let isContradiction: Bool

    /// A key that joins nothing.
    public init(key: String, earlier: [ComponentID], later: [ComponentID], isContradiction: Bool) {
      self.key = key
      self.earlier = earlier
      self.later = later
      self.isContradiction = isContradiction
    }
  }

  /// What became of a source after the first.
  public struct Part: Sendable {
    /// What the source is called for people.
    public let format: String
    /// What an earlier source has too, in the order of the later one.
    public let joined: [Pair]
    /// What stands in this source only, in its order.
    public let alone: [ComponentID]
    /// The keys that join nothing, in the order met.
    public let ambiguous: [Ambiguity]
  }

  /// What the first source is called for people.
  public let first: String
  /// The sources after the first, in the order read.
  public let parts: [Part]
  /// The relations of domains that were left out, for together they put domains into themselves.
  public let brokenCircles: [String]
}
