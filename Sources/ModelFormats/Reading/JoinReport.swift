public import DependencyModel

/// The components of several foreign sources that turned out to be the same, and those that did not.
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
    /// The components that have it in the sources before.
    public let earlier: [ComponentID]
    /// The components that have it in the later source.
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

  /// A component whose id is that of one in another source, without the names of the sources, and that is not the same.
  public struct Apart: Sendable, Hashable {
    /// The id in the earlier source.
    public let id: ComponentID
    /// The id in the later source.
    public let other: ComponentID
    /// The sort of key that says that they differ; `nil` where nothing says that they are the same.
    public let difference: String?
  }

  /// What two sources have in common, and what they don't although it is called the same.
  public struct Union: Sendable {
    /// The names of the two sources for people.
    public let first, second: String
    /// The components that both have.
    public let united: [Pair]
    /// The components with equal ids that stay apart.
    public let apart: [Apart]
  }

  /// The outcome for a source after the first.
  public struct Part: Sendable {
    /// The name of the source's format for people.
    public let format: String
    /// The components that an earlier source has too, in the order of the later one.
    public let joined: [Pair]
    /// The components in this source only, in its order.
    public let alone: [ComponentID]
    /// The keys that join nothing, in the order met.
    public let ambiguous: [Ambiguity]
  }

  /// The name of the first source for people.
  public let first: String
  /// The sources after the first, in the order read.
  public let parts: [Part]
  /// What each two sources have in common, where the user named some source or something was kept apart.
  public let unions: [Union]
  /// The relations of domains that were left out, for together they put domains into themselves.
  public let brokenCircles: [String]
  /// The reports of the sources within a named source, where there are several.
  public var inner: [JoinReport] = []

  /// A report.
  init(first: String, parts: [Part], unions: [Union], brokenCircles: [String]) {
    self.first = first
    self.parts = parts
    self.unions = unions
    self.brokenCircles = brokenCircles
  }
}
