internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The services that everything in a cluster needs: names, the nodes' networks, and what makes pods.
extension KubernetesBuilder {
  mutating func addClusterServices() {
    addNames()
    addControlPlane()
    addNodeAgents()
  }

  /// Services by name are found by the cluster's name servers: without them nothing finds anything.
  private mutating func addNames() {
    let servers = inventory.objects(.service).filter {
      $0.namespace == "kube-system"
        && ($0.name == "kube-dns" || $0.name == "coredns" || $0.labels["k8s-app"] == "kube-dns")
    }
    guard let server = servers.first else { return }
    for (position, workload) in workloads.enumerated() where workload.namespace != "kube-system" {
      if membership.isBehind(server.id, position) { continue }
      draft.relate(
        workload.id, .needs, server.id, confidence: .inferred, source: "\(server.source): names are found by it",
        at: workload.place)
    }
  }

  /// Pods run on without the control plane; none is made or replaced.
  private mutating func addControlPlane() {
    func members(_ part: String) -> [KubernetesWorkload] {
      workloads.filter {
        $0.namespace == "kube-system" && ($0.labels["component"] == part || $0.labels["k8s-app"] == part)
      }
    }
    let stores = members("etcd")
    let servers = members("kube-apiserver")
    let storeTargets = stores.map { Self.target($0.id) }
    for server in servers {
      draft.relateRedundant(
        server.id, of: storeTargets, threshold: .atLeast(Amount(Int32(clamping: stores.count / 2 + 1))),
        confidence: .inferred, source: "\(server.source): its store, by majority", at: server.place)
    }
    guard !servers.isEmpty else { return }
    let parts = Set((stores + servers).map(\.id))
    let id = "cluster/control-plane"
    draft.add(id, kind: "control-plane", source: servers[0].source, at: servers[0].place)
    draft.update(id) { $0.logical = true }
    draft.relateRedundant(
      id, of: servers.map { Self.target($0.id) }, confidence: .inferred, source: servers[0].source,
      at: servers[0].place)
    for workload in workloads where !parts.contains(workload.id) && !workload.isPod {
      draft.relate(
        workload.id, .startNeeds, id, confidence: .inferred, source: "pods are made by the control plane",
        at: workload.place)
    }
  }

  /// A node without its network agent is a node whose other pods are unreachable.
  private mutating func addNodeAgents() {
    var byNode: [String: [Int]] = [:]
    for (position, pod) in pods.enumerated() {
      if let node = pod.podSpec?["nodeName"]?.text, pod.podSpec?["hostNetwork"]?.bool != true {
        byNode[node, default: []].append(position)
      }
    }
    for workload in workloads where workload.kind == "DaemonSet" && KubernetesKind.nodeAgents.contains(workload.name) {
      for agent in workload.pods.map({ pods[$0] }) {
        guard let node = agent.podSpec?["nodeName"]?.text else { continue }
        for pod in byNode[node] ?? [] where pods[pod].id != agent.id {
          draft.relate(
            pods[pod].id, .needs, agent.id, confidence: .inferred,
            source: "\(workload.source): the network of its node",
            at: agent.place)
        }
      }
    }
  }
}
