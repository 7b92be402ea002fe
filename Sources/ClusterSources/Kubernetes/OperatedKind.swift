internal import ModelFormats
internal import SourceReading

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
  /// The names of the Services that are made; `$` is the name of the object, and a path in braces each text that is there.
  let services: [String]
  /// The Services that need a second unit, because the first one is not behind them.
  let replicaServices: [String]
  /// Where the number of units is; `*` is every item of a list, and the numbers of several places are added.
  let counts: [String]
  let references: [Reference]
  /// Where addresses are.
  let addresses: [String]
  /// Where addresses are of which any is enough.
  let alternatives: [String]
  /// Where addresses are without which it goes on serving, such as those of backups.
  let stores: [String]
  /// The names of the Secrets that are made: whoever reads one calls the first Service, or else the object.
  let secrets: [String]
  /// Where the names of Secrets and ConfigMaps are that it starts with.
  let settings: [String]
  /// Where it is stated on which nodes the pods may be, for the parts of a specification of pods.
  let pods: [String]
  /// Whether more than half of the units must be there.
  let votes: Bool

  init(
    _ kind: String, _ group: String, as component: String, services: [String] = [], replicaServices: [String] = [],
    counts: [String] = [], references: [Reference] = [], addresses: [String] = [], alternatives: [String] = [],
    stores: [String] = [], secrets: [String] = [], settings: [String] = [], pods: [String] = ["spec"],
    votes: Bool = false
  ) {
    self.kind = kind
    self.group = group
    self.component = component
    self.services = services
    self.replicaServices = replicaServices
    self.counts = counts
    self.references = references
    self.addresses = addresses
    self.alternatives = alternatives
    self.stores = stores
    self.secrets = secrets
    self.settings = settings
    self.pods = pods
    self.votes = votes
  }

  /// The line for an object; `nil` if no operator that is known makes anything of it.
  static func of(_ object: KubernetesObject) -> OperatedKind? {
    byKind[object.kind]?.first { $0.group == object.group }
  }

  /// Whether pods are made of an object: others only say something of one that has pods.
  var hasPods: Bool { !counts.isEmpty || !services.isEmpty }

  /// The names of what is made of an object: one for each text at the path in braces of a pattern, if it has one.
  static func names(_ pattern: String, _ object: KubernetesObject) -> [String] {
    let pattern = pattern.replacing("$", with: object.name)
    guard let open = pattern.firstIndex(of: "{"), let close = pattern.firstIndex(of: "}"), open < close else {
      return [pattern]
    }
    let path = String(pattern[pattern.index(after: open)..<close])
    return values(at: path, of: object.node).compactMap(\.text).prefix(100).map {
      pattern[..<open] + $0 + pattern[pattern.index(after: close)...]
    }
  }

  /// The values at a path of keys with dots between them; `*` is every item of a list, or every value of a mapping.
  static func values(at path: String, of node: SyntaxNode) -> [SyntaxNode] {
    path.split(separator: ".").reduce([node]) { nodes, key in
      key == "*" ? nodes.flatMap { $0.items + $0.pairs.map(\.value) } : nodes.compactMap { $0[String(key)] }
    }
  }

  /// Keys of a specification of pods that say where they may be, and what they are given.
  private static let podKeys: Set<String> = [
    "nodeSelector", "affinity", "topologySpreadConstraints", "tolerations", "containers", "volumes", "nodeAffinity",
  ]

  /// The specifications of the pods of an object, one for each part of it that states its own.
  func podSpecs(of object: KubernetesObject) -> [SyntaxNode] {
    let parts = pods.map { Self.values(at: $0, of: object.node) }
    let count = parts.map(\.count).max() ?? 0
    return (0..<min(count, 100)).map { number in
      var pairs: [(key: SyntaxNode, value: SyntaxNode)] = []
      var known: Set<String> = []
      for nodes in parts where !nodes.isEmpty {
        for pair in nodes[nodes.count == count ? number : 0].pairs {
          guard let key = pair.key.text, Self.podKeys.contains(key), known.insert(key).inserted else { continue }
          // Some state the affinity to nodes without the level above it.
          let isBare = key == "nodeAffinity" && known.insert("affinity").inserted
          let place = pair.key.place
          pairs.append(
            isBare
              ? (SyntaxNode(.scalar("affinity"), at: place), SyntaxNode(.mapping([pair]), at: place)) : pair)
        }
      }
      return SyntaxNode(.mapping(pairs), at: object.place)
    }
  }

  private static let byKind = Dictionary(grouping: table, by: \.kind)

  /// The lines of the table of kinds that follow.
  static let kinds: [KubernetesKind] = table.map { KubernetesKind($0.kind, [$0.group], .workload, as: $0.component) }
}
