/// The facts about each kind of relation that readers, writers, texts and pictures share, so that a new kind is one entry.
///
/// The effect of a relation on a level is not among them: the lowering states that.
extension Component.Relation.Kind {
  /// The targets that a relation may name.
  public enum Targets: Sendable {
    /// Components and domains, in groups, with tolerances.
    case requirements
    /// Components and domains, by id.
    case components
    /// Domains, by id.
    case domains
  }

  /// How a relation is drawn.
  public enum Line: Sendable {
    case solid, dashed, dotted, double
  }

  /// How the end of a relation is drawn.
  public enum Arrowhead: Sendable {
    case arrow, circle, diamond
  }

  /// The facts about one kind.
  public struct Traits: Sendable {
    /// The verb of the component: `needs` in "web needs db".
    public let verb: String
    /// The verb after "may": `need` in "web may need db".
    public var infinitive: String {
      verb.hasPrefix("is ")
        ? "be" + verb.dropFirst(2) : verb.replacing("needs", with: "need").replacing("uses", with: "use")
    }
    /// The verb of the target: `needed by` in "db is needed by web".
    public let reverseVerb: String
    /// The description of the key for editors.
    public let summary: String
    /// The text that a picture's legend adds to the verb.
    public let legendNote: String
    /// The targets that it may name.
    public let targets: Targets
    /// Whether it plays a part only where a change is followed, rather than a failure.
    public let isForChanges: Bool
    /// How it is drawn.
    public let line: Line
    /// How its end is drawn.
    public let arrowhead: Arrowhead

    fileprivate init(
      _ verb: String, reverse: String, _ summary: String, note: String = "",
      targets: Targets = .requirements, isForChanges: Bool = false, line: Line = .solid, arrowhead: Arrowhead = .arrow
    ) {
      self.verb = verb
      reverseVerb = reverse
      self.summary = summary
      legendNote = note
      self.targets = targets
      self.isForChanges = isForChanges
      self.line = line
      self.arrowhead = arrowhead
    }

    fileprivate static let needs = Traits(
      "needs", reverse: "needed by", "Hard dependencies: it is down when one of these is down.")
    fileprivate static let uses = Traits(
      "uses", reverse: "used by", "Soft dependencies: it is degraded when one of these is down.",
      note: ": degraded without it", line: .dashed)
    fileprivate static let degradedBy = Traits(
      "is degraded by", reverse: "degrades",
      "Soft dependencies that pass on: it is degraded whenever one of these is not up, and never down by it.",
      note: ": degraded whenever that is not up", line: .double)
    fileprivate static let startNeeds = Traits(
      "needs to start", reverse: "needed to start by", "Needed only to start, not to keep running.", line: .dotted)
    fileprivate static let configuredBy = Traits(
      "is configured by", reverse: "configures",
      "Settings that it is made from: it follows their changes, but not their failures.", targets: .components,
      isForChanges: true, line: .dotted, arrowhead: .circle)
    fileprivate static let `in` = Traits(
      "is in", reverse: "holds", "The domains it fails with; the first one is where it is drawn.", note: " it, too",
      targets: .domains, arrowhead: .diamond)
  }

  /// The facts about this kind.
  public var traits: Traits {
    switch self {
    case .needs: .needs
    case .uses: .uses
    case .degradedBy: .degradedBy
    case .startNeeds: .startNeeds
    case .configuredBy: .configuredBy
    case .in: .in
    }
  }

  /// The place of the kind among all kinds.
  @inline(__always)
  package var number: UInt8 {
    switch self {
    case .needs: 0
    case .uses: 1
    case .degradedBy: 2
    case .startNeeds: 3
    case .configuredBy: 4
    case .in: 5
    }
  }
}
