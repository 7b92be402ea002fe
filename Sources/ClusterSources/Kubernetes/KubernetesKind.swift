/// The treatment of the objects of one kind by the importer: a line of the table in `KubernetesKind+Table.swift`.
struct KubernetesKind: Sendable {
  /// The role of an object.
  enum Role: Sendable {
    /// Makes pods from a template at `spec.template`, or deeper for a cron job.
    case workload
    case pod, node, namespace
    case service, endpoints, endpointSlice
    case ingress, ingressClass, route, gateway, otherRoute
    case meshRoute, meshSubsets, meshGateway, outside
    case claim, volume, storageClass
    case configMap, secret, account
    /// Says how others are called.
    case callSettings
    case networkPolicy, autoscaler, budget, webhook, apiService
    /// Is in the files but not a part of what runs.
    case leftOut
  }

  /// The kind as manifests write it.
  let kind: String
  /// The groups of the API that have it; of any group where none is given.
  let groups: [String]
  /// Whether its objects are in a namespace.
  let isNamespaced: Bool
  let role: Role
  /// The kind of its components in the vocabulary; `nil` where it becomes none.
  let component: String?
  /// Why it is left out.
  let reason: String?

  init(
    _ kind: String, _ groups: [String], _ role: Role, as component: String? = nil, isNamespaced: Bool = true,
    because reason: String? = nil
  ) {
    self.kind = kind
    self.groups = groups
    self.isNamespaced = isNamespaced
    self.role = role
    self.component = component
    self.reason = reason
  }

  /// The line for a kind; `nil` for one that is not in the table, such as a custom resource.
  static func of(_ kind: String, group: String) -> KubernetesKind? {
    byKind[kind]?.first { $0.groups.isEmpty || $0.groups.contains(group) }
  }

  private static let byKind = Dictionary(grouping: table + OperatedKind.kinds, by: \.kind)
}
