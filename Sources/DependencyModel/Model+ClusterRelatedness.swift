/// Relations between the workloads of a cluster.
///
/// A Service needs what it selects, and a workload its pods and settings, in every cluster. None of that says that one
/// workload needs another thing, so it does not count; what is behind a Service that a workload calls does.
extension Model {
  /// Kinds that only lead to others.
  private static let entrances: Set<String> = [
    "k8s/service", "k8s/ingress", "k8s/ingress-class", "k8s/route", "k8s/gateway", "k8s/endpoints",
  ]
  /// Kinds of settings, which every workload has some of.
  private static let settings: Set<String> = [
    "k8s/config-map", "k8s/secret", "k8s/service-account", "k8s/namespace", "k8s/autoscaler", "k8s/disruption-budget",
    "k8s/network-policy", "k8s/setting", "k8s/webhook", "k8s/storage-class", "k8s/api-service", "k8s/nodes",
    "control-plane",
  ]

  /// The numbers of a model of a cluster without its settings; `nil` for any other model.
  ///
  /// - Complexity: O(components + relations).
  var clusterRelatedness: Relatedness? {
    guard components.table == nil else { return nil }
    let kinds = components.map { $0.kind ?? "" }
    guard kinds.contains(where: { $0.hasPrefix("k8s/") && $0 != "k8s/node" }) else { return nil }
    var isRelated = [Bool](repeating: false, count: components.count)
    var open: [Int] = []
    func mark(_ position: Int) {
      guard !isRelated[position] else { return }
      isRelated[position] = true
      if Self.entrances.contains(kinds[position]) { open.append(position) }
    }
    for (position, component) in components.enumerated()
    where !component.isDomain && !Self.entrances.contains(kinds[position]) && !Self.settings.contains(kinds[position]) {
      for target in targets(of: component, kinds) {
        mark(position)
        mark(target)
      }
    }
    while let position = open.popLast() {
      for target in targets(of: components[ComponentIndex(position)], kinds) { mark(target) }
    }
    let counted = components.indices.filter { !components[$0].isDomain && !Self.settings.contains(kinds[$0.position]) }
    return Relatedness(
      components: counted.count, related: counted.count { isRelated[$0.position] }, relations: relationCount)
  }

  /// The other things that a component requires: no settings, no domains, no pods of its own, and nothing that all of a
  /// cluster needs.
  private func targets(of component: Component, _ kinds: [String]) -> [Int] {
    var found: [Int] = []
    for relation in component.relations where relation.kind != .in && relation.kind != .configuredBy {
      relation.requirement.forEachComponent { id in
        guard let target = index(of: id)?.position, target >= domainCount, !Self.settings.contains(kinds[target]) else {
          return
        }
        if id.text.hasPrefix("kube-system/") { return }
        if kinds[target] == "k8s/pod", Self.isPod(id.text, of: component.id.text) { return }
        found.append(target)
      }
    }
    return found
  }

  /// Whether the name of a pod is made of the name of its owner.
  private static func isPod(_ pod: String, of owner: String) -> Bool {
    guard let name = owner.split(separator: "/").last, let own = pod.split(separator: "/").last else { return false }
    return own.hasPrefix(name + "-")
  }
}
