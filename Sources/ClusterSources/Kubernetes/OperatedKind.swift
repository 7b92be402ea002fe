/// A kind of object from which an operator makes pods and Services: a line of the table in `OperatedKind+Table.swift`.
///
/// The operator's program decides what it makes, but the names of the Services are in its documentation.
struct OperatedKind: Sendable {
  /// A reference to another object, by its name.
  struct Reference: Sendable {
    /// Where the name is; `@` and a key for a label.
    let path: String
    /// The kind of the object.
    let kind: String
  }

  let kind: String
  let group: String
  /// The kind of its components in the vocabulary.
  let component: String
  /// The names of the Services that are made; `$` is the name of the object.
  let services: [String]
  /// The Services that need a second unit, because the first one is not behind them.
  let replicaServices: [String]
  /// Where the number of units is; `*` is every item of a list, and the numbers of several places are added.
  let counts: [String]
  let references: [Reference]
  /// Where addresses are.
  let addresses: [String]
  /// The names of the Secrets that are made: whoever reads one calls the first Service.
  let secrets: [String]

  init(
    _ kind: String, _ group: String, as component: String, services: [String] = [], replicaServices: [String] = [],
    counts: [String] = [], references: [Reference] = [], addresses: [String] = [], secrets: [String] = []
  ) {
    self.kind = kind
    self.group = group
    self.component = component
    self.services = services
    self.replicaServices = replicaServices
    self.counts = counts
    self.references = references
    self.addresses = addresses
    self.secrets = secrets
  }

  /// The line for an object; `nil` if no operator that is known makes anything of it.
  static func of(_ object: KubernetesObject) -> OperatedKind? {
    byKind[object.kind]?.first { $0.group == object.group }
  }

  /// The name of something that is made of an object.
  static func name(_ pattern: String, _ object: KubernetesObject) -> String {
    pattern.replacing("$", with: object.name)
  }

  private static let byKind = Dictionary(grouping: table, by: \.kind)

  /// The lines of the table of kinds that follow.
  static let kinds: [KubernetesKind] = table.map { KubernetesKind($0.kind, [$0.group], .workload, as: $0.component) }
}
