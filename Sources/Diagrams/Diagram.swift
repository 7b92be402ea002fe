public import DependencyModel

/// The contents of a picture: clusters, marks, edges, a title and a legend, as a value independent of how it is drawn.
///
/// Filtering comes before folding, and both before layout: what is left out costs nothing later. The same model and the
/// same options give the same diagram.
public struct Diagram: Sendable {
  /// A failure domain with what is drawn in it.
  public struct Cluster: Sendable {
    /// The domain; several where domains that look alike are drawn as one.
    public let domains: [ComponentIndex]
    /// The cluster around it, by position in `clusters`, where it comes earlier.
    public let parent: Int?
    /// The text on the cluster.
    public let title: String
    /// Its kind, in small letters.
    public let subtitle: String?
    /// The state of the domain, under a fault.
    public let status: Status
    /// The text that a viewer shows on hovering.
    public let tooltip: String
  }

  /// A box of the picture.
  public struct Mark: Sendable {
    /// The role of a mark.
    public enum Role: Hashable, Sendable {
      /// One component.
      case component
      /// Several components drawn as one.
      case folded
      /// A domain with all that is in it, drawn as one.
      case collapsedDomain
      /// A domain itself: something needs it, it needs something, or it has failed and has nothing drawn in it.
      case domain
      /// A redundancy group: `2 of 3`.
      case group
    }

    /// The role of the mark.
    public let role: Role
    /// The components (and collapsed domains) that it stands for, ascending; empty for a group.
    public let members: [ComponentIndex]
    /// The cluster that it is in, by position in `clusters`.
    public let cluster: Int?
    /// The family that decides how it is drawn.
    public let family: KindFamily
    /// The text on it, cut where it is long.
    public let title: String
    /// Its kind, or how its members are called.
    public let subtitle: String?
    /// Further lines, such as the domains that it is in besides.
    public let notes: [String]
    /// Its state, under a fault.
    public let status: Status
    /// Whether it was asked for by `--focus`.
    public let isFocus: Bool
    /// The text that a viewer shows on hovering: the whole of every id.
    public let tooltip: String
    /// The address at which a browser finds more: of one component, and of `http` or `https`.
    public let url: String?
    /// The cluster, by position in `clusters`, whose frame is drawn in place of this mark: edges end there.
    public let frame: Int?
    /// How near it is to its limits, above 1 if it is overloaded: of several components the highest; `nil` without a limit.
    public var use: Double?
  }

  /// The state of a mark under the fault.
  public struct Status: Hashable, Sendable {
    /// The worst of what it stands for.
    public var condition: Condition
    /// The level that the fault puts it at.
    public var faultLevel: Level?
    /// The waves in which its members reached their levels.
    public var waves: ClosedRange<Int>?
    /// When it failed, after the fault, where that took time.
    public var after: Duration?
    /// The share of it that fails, or is degraded, where only a share does.
    public var share: Double?

    static let plain = Status(condition: .plain)
  }

  /// From good to bad, the worse the greater.
  public enum Condition: Int, Sendable, CaseIterable, Comparable {
    /// The picture is of no fault.
    case plain
    case untouched
    /// Up or degraded, and the loss of one more member would be the last straw.
    case noSpare
    case degraded
    case down
    /// Named by the fault.
    case fault
    /// In a comparison: in both models, and not the same.
    case changed
    /// In the picture of a plan: changed in place, and made anew in place of the old one, which is there until the new
    /// one is, or not.
    case updated, replacedCreatingFirst, replaced
    /// In a comparison: in the newer model only.
    case added
    /// In the picture of a plan: made, and taken away.
    case created, destroyed
    /// In a comparison: in the older model only.
    case removed
    /// In a comparison: it takes something down by itself, or all of a group, and did not.
    case newSinglePoint
    /// In a comparison: a single fault takes it down, or redundancy of it, that did not.
    case weakened

    /// A lesser condition is less conspicuous.
    public static func < (left: Condition, right: Condition) -> Bool { left.rawValue < right.rawValue }
  }

  /// An arrow from what depends to what it depends on.
  public struct Edge: Sendable {
    /// The mark it starts from, by position in `marks`.
    public let from: Int
    /// The mark that is depended on.
    public let to: Int
    /// The sort of dependency.
    public let kind: Component.Relation.Kind
    /// Whether it leads into a redundancy group, and so has no arrow head.
    public let endsAtGroup: Bool
    /// The weight of a group's member, where the members differ.
    public let weight: Amount?
    /// Whether it leads to a member of a redundancy group that has no mark of its own.
    public let isOneOfSeveral: Bool
    /// The state of the mark that it starts from, where this is why: the failure travelled along it.
    public let carried: Condition?
    /// How many dependencies between components it stands for.
    public let count: Int
    /// In a comparison: whether it was added or removed, or asks for something else than before.
    public let change: Condition?
    /// The work that goes along it, as a share of the most along any edge, 0…1; `nil` in a picture without loads.
    public var flow: Double?
  }

  /// The contents of the legend.
  public struct Legend: Sendable {
    /// The families of the marks, in the vocabulary's order.
    public var families: [KindFamily] = []
    /// The sorts of dependency.
    public var edgeKinds: [Component.Relation.Kind] = []
    /// The conditions of marks and clusters.
    public var conditions: [Condition] = []
    /// Whether there are groups.
    public var hasGroups = false
    /// Whether an edge carried the failure.
    public var hasCarriedEdges = false
    /// Whether a group needs one of its members.
    public var hasOneOfSeveral = false
    /// Whether an edge was added or removed, or is not what it was.
    public var edgeChanges: [Condition] = []
    /// Whether a mark is in focus.
    public var hasFocus = false
    /// Whether a mark says how near it is to its limits.
    public var hasUse = false
    /// Whether work goes along an edge.
    public var hasFlows = false
    /// Components drawn as a mark of their own.
    public var shown = 0
    /// Components drawn together with others, and the marks that stand for them.
    public var folded = 0
    /// The marks that stand for several components.
    public var foldedMarks = 0
    /// Components left out.
    public var hidden = 0
    /// Those among them that only configure others.
    public var hiddenSettings = 0
    /// Whether only what is affected, or changed, is drawn.
    public var isOnlyAffected = false
    /// Edges that are not drawn because a path of drawn ones says as much.
    public var impliedEdges = 0
  }

  /// The title.
  public let title: String
  /// The verdict, or what the model is about.
  public let subtitle: String?
  /// The direction of dependencies.
  public let direction: DiagramOptions.Direction
  /// Whether the direction was chosen for the proportions of the picture, so that the other one may be tried.
  public let isDirectionFree: Bool
  /// The cost of its layout: marks, and the layers that edges span.
  public let effort: Int
  /// Each before those within it.
  public let clusters: [Cluster]
  /// Everything that is drawn as a shape.
  public let marks: [Mark]
  /// Everything that is drawn as a line.
  public let edges: [Edge]
  /// Explanations of what occurs in the picture.
  public let legend: Legend
  /// The same with fewer marks: for a renderer that finds the layout too large to be read by that factor; `nil` if there is
  /// none.
  var coarser: (@Sendable (_ excess: Double) -> Diagram?)?
}

extension Diagram {
  /// The largest ``effort`` that is laid out within seconds.
  ///
  /// Measured: the worst graphs of this effort, dense and circular or with thousands of edges in one layer, take 2 to 5 s;
  /// a tidy one takes less than one. Graphviz fails altogether from about 600 clusters on.
  public static let effortLimit = 12_000
  /// The largest number of marks, whatever the effort: more are unreadable.
  public static let markLimit = 1_500
  /// Beyond it the layout's optimisation is cut short; below it even the worst takes less than a second.
  static let carefulEffort = 3_000

  /// - Throws: ``DiagramError/tooLarge(_:)`` for more than can be laid out within seconds.
  public func checkSize() throws(DiagramError) {
    guard effort > Diagram.effortLimit || marks.count > Diagram.markLimit else { return }
    throw .tooLarge(
      DiagramError.Size(marks: marks.count, edges: edges.count, hasFault: !legend.conditions.contains(.plain)))
  }
}

extension Diagram {
  /// How near to its limits something is: `66%`.
  static func words(ofUse use: Double) -> String { use < 1e9 ? percentage(use) : "endless" }
}
