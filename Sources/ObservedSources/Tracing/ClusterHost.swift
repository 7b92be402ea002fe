/// The name of a service of Kubernetes as a host: `cart.shop.svc.cluster.local`, `cart.shop.svc`, `cart.shop`.
struct ClusterHost {
  let service: String
  let namespace: String

  /// The service that a host names; `nil` for a host that is none of a cluster.
  init?(_ host: String) {
    let labels = Self.plain(host).split(separator: ".", omittingEmptySubsequences: false)
    // Pods have their own names before that of their service.
    guard labels.count == 2 || labels.count == 3 && Self.isFull(host), labels.allSatisfy({ !$0.isEmpty }) else {
      return nil
    }
    service = String(labels[labels.count - 2])
    namespace = String(labels[labels.count - 1])
  }

  private static func isFull(_ host: String) -> Bool { plain(host) != host }

  /// A host without what its cluster adds: the three ways to write it are one.
  static func plain(_ host: String) -> String {
    for end in [".svc.cluster.local", ".svc"] where host.hasSuffix(end) { return String(host.dropLast(end.count)) }
    return host
  }
}
