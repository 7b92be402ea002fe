public import DependencyModel

/// The model that an importer made of its files.
public struct ImportedModel: Sendable {
  /// The model; every component has its place and its source.
  public var model: Model
  /// Notes about what is doubtful, left out or simplified.
  public var warnings: [Diagnostic]
  /// A summary of what was understood, in a few words: `1 fault tree, 36 gates, 25 basic events`.
  public var summary: String
  /// How much was understood, and what a user should look at.
  public var notes: ImportNotes
  /// By what other sources may know a component: its ARN, its host name, the name of its service. Each with the sort of
  /// name first, so that a queue and a service of the same name stay two: `arn:…`, `host:…`, `service:…`.
  public var identities: [(key: String, component: ComponentID)]
  /// The components whose ids mean the same in every source: regions, zones known by their physical id, hosts of the
  /// internet. All others are the source's own; those of two sources are united by their identities only.
  public var universalIDs: Set<ComponentID>
  /// Whether every component is known by its id as the name of a service.
  public var idsAreServices: Bool
  /// Whether the names of services are those of what is deployed, as a cluster or a cloud knows them. What two such sources
  /// call the same is not the same; what was observed by that name may be either.
  public var deploysServices: Bool

  /// The result of an import.
  public init(
    _ model: Model, warnings: [Diagnostic] = [], summary: String, notes: ImportNotes = ImportNotes(),
    identities: [(key: String, component: ComponentID)] = [], universalIDs: Set<ComponentID> = [],
    idsAreServices: Bool = false, deploysServices: Bool = false
  ) {
    self.model = model
    self.warnings = warnings
    self.summary = summary
    self.notes = notes
    self.identities = identities
    self.universalIDs = universalIDs
    self.idsAreServices = idsAreServices
    self.deploysServices = deploysServices
  }
}
