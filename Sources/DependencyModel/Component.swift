/// A part of the system: something that can fail. A failure domain is a component that others are `in`.
public struct Component: Sendable {
  /// One entry under `needs`, `uses`, `degradedBy`, `startNeeds`, `configuredBy` or `in`, in the order written.
  public struct Relation: Hashable, Sendable {
    /// The meaning of a relation.
    public enum Kind: String, Sendable, CaseIterable {
      /// A hard dependency: the component is never better than this.
      case needs
      /// A soft dependency: the component is at most one level better than this is bad.
      case uses
      /// A soft dependency that passes on: the component is degraded whenever this is not up, and never down by it.
      case degradedBy
      /// Needed to start, not to keep running.
      case startNeeds
      /// A setting it is made from: a change follows it, a failure does not.
      case configuredBy
      /// A failure domain that contains it: it fails with its domain.
      case `in`
    }

    /// The meaning of the relation.
    public var kind: Kind
    /// The other end.
    public var requirement: Requirement

    /// A relation.
    public init(_ kind: Kind, _ requirement: Requirement) {
      self.kind = kind
      self.requirement = requirement
    }
  }

  /// The id, unique in the model.
  public var id: ComponentID
  /// Whether it was declared as a failure domain.
  public var isDomain: Bool
  /// The name for people.
  public var name: String?
  /// A description of its purpose.
  public var description: String?
  /// Where to read more.
  public var url: String?
  /// Text such as `aws/ebs-volume`; drives the picture and selectors.
  public var kind: String?
  /// Whether it is only a name for what it needs, as stated; `nil` if nothing is stated. See ``isLogic``.
  public var logical: Bool?
  /// Everything that it needs, uses, starts with, is configured by and is in, in the order written.
  public var relations: [Relation]
  /// Its own chance to be down; `nil` where none is stated: it never fails by itself.
  public var unavailability: Unavailability?
  /// Importance, 0 the highest.
  public var tier: Int?
  /// How many alike it stands for: the pods of a workload, the volumes of a zone; 0 where there is none of it now, `nil`
  /// where nothing is stated. They fail together, as one component.
  public var units: Int?
  /// What it states of the work that it is given and can do; `nil` where nothing is stated.
  var loadTerms: LoadTerms.Stored?
  /// How long it takes to start, in milliseconds; below 0 where nothing is stated.
  private var restartTime: Int64 = -1
  /// The weight of its failure in a blast radius; 1 unless stated.
  public var weight: Amount
  /// The owner, such as a team.
  public var owner: String?
  /// Words to select it by.
  public var tags: [String]
  /// Where the component was read, in the words of a user or an importer.
  public var source: String?
  /// Where it is written.
  public var place: Place?
  /// What the plan that it was imported from does to it. It is about the plan, not about the system: it is neither written
  /// nor compared.
  public var plannedChange: PlannedChange?

  /// A component with nothing but relations.
  public init(_ id: ComponentID, isDomain: Bool = false, relations: [Relation] = [], at place: Place? = nil) {
    self.id = id
    self.isDomain = isDomain
    self.relations = relations
    self.weight = .one
    self.tags = []
    self.place = place
  }
}

extension Component {
  /// Once it was down, how long it takes to be up again after all that it needs to start is there; `nil` where nothing is
  /// stated: no time.
  public var restarts: Duration? {
    get { restartTime < 0 ? nil : .milliseconds(restartTime) }
    set { restartTime = newValue?.milliseconds ?? -1 }
  }

  /// The name for people: `name` where there is one, else the id.
  public var displayName: String { name ?? id.text }

  /// Whether it is logic only, such as a gate of a fault tree or a name for a group: it never fails by itself, and is not
  /// tried as a fault unless the user asks for it.
  ///
  /// It states so (``logical``), or states nothing and has a kind that is logic only (`KnownKind.isLogic`). A component
  /// that states a chance to be down is never logic only.
  public var isLogic: Bool { unavailability == nil && (logical ?? KindVocabulary.isLogic(kind)) }

  /// Groups relations by kind, the kinds in the order in which the first of each appears: as a text has them.
  public mutating func groupRelations() {
    var kinds: [Relation.Kind] = []
    for relation in relations where !kinds.contains(relation.kind) { kinds.append(relation.kind) }
    if kinds.count > 1 { relations = kinds.flatMap { kind in relations.filter { $0.kind == kind } } }
  }

  /// Takes the component out of a domain that it is directly in.
  public mutating func leave(_ domain: ComponentID) {
    relations.removeAll { $0.kind == .in && $0.requirement.target == .component(domain) }
  }

  /// The requirements of one kind, in the order written.
  public func requirements(_ kind: Relation.Kind) -> [Requirement] {
    relations.lazy.filter { $0.kind == kind }.map(\.requirement)
  }

  /// The domains it is directly in, in the order written; the first is where it is drawn.
  public var domains: [ComponentID] {
    relations.compactMap { relation in
      if relation.kind == .in, case .component(let id) = relation.requirement.target { id } else { nil }
    }
  }
}

/// A component's own chance to be down, all else being well: a probability, or a range of it.
public struct Unavailability: Hashable, Sendable {
  /// The lower end, 0…1; equal to `high` unless a range was stated.
  public let low: Double
  /// The upper end, 0…1, not below `low`.
  public let high: Double

  /// A range; both ends are probabilities, the lower first.
  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}
