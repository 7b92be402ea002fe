internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// How much work objects can do, as far as they state it.
extension KubernetesBuilder {
  mutating func addLimits() {
    for rule in inventory.objects(.meshSubsets) {
      guard let host = rule.spec?["host"]?.text, let service = destination(host, from: rule.namespace ?? "default"),
        let pool = rule.spec?[path: "trafficPolicy", "connectionPool"]
      else { continue }
      let requests = pool[path: "http", "http2MaxRequests"]?.int
      let connections = pool[path: "tcp", "maxConnections"]?.int
      // A connection of HTTP/2 has many requests at the same time.
      let limits = [requests, requests != nil && speaksHTTP2(service) ? nil : connections].compactMap { $0 }
      limit(service, toSlots: limits.filter { $0 > 0 }.min())
    }
    for workload in inventory.objects(.workload) where workload.kind == "Service" {
      let revision = workload.spec?["template"]
      let annotations = revision?[path: "metadata", "annotations"]
      let most = ["autoscaling.knative.dev/max-scale", "autoscaling.knative.dev/maxScale"].lazy
        .compactMap { annotations?[$0]?.int }.first
      guard let most, let each = revision?[path: "spec", "containerConcurrency"]?.int, most > 0, each > 0 else {
        continue
      }
      let (product, isTooLarge) = most.multipliedReportingOverflow(by: each)
      if !isTooLarge { limit(workload.id, toSlots: product) }
    }
  }

  /// States how many pieces of work a component can hold at the same time; the least of several counts.
  private mutating func limit(_ id: String, toSlots slots: Int?) {
    guard let slots, let amount = Int32(exactly: slots).map({ Amount($0) }) else { return }
    draft.update(id) { $0.slots = $0.slots.map { min($0, amount) } ?? amount }
  }

  /// Whether all ports of a Service say that HTTP/2 is spoken there.
  private func speaksHTTP2(_ service: String) -> Bool {
    guard let ports = inventory[service]?.spec?["ports"]?.items, 1...100 ~= ports.count else { return false }
    return ports.allSatisfy { port in
      let word = port["appProtocol"]?.text ?? port["name"]?.text ?? ""
      return ["http2", "grpc", "kubernetes.io/h2c"].contains { word.lowercased().hasPrefix($0) }
    }
  }

  // MARK: Disks

  /// The parameters of a class of storage that state how much each of its disks can do, by what makes the disks: operations
  /// come before throughput. The names of parameters are compared in small letters.
  private static let diskParameters: [String: [(key: String, unit: String)]] = [
    "ebs.csi.aws.com": [("iops", "IOPS"), ("throughput", "MiB/s")],
    "pd.csi.storage.gke.io": [
      ("provisioned-iops-on-create", "IOPS"), ("provisioned-throughput-on-create", "MiB/s"),
    ],
    "disk.csi.azure.com": [("diskiopsreadwrite", "IOPS"), ("diskmbpsreadwrite", "MB/s")],
  ]

  /// States how much the disk of a claim can do, by its class.
  mutating func limit(_ claim: String, by storageClass: KubernetesObject) {
    guard let keys = storageClass.node["provisioner"]?.text.flatMap({ Self.diskParameters[$0] }) else { return }
    let parameters = (storageClass.node["parameters"]?.pairs ?? []).prefix(100)
    for (key, unit) in keys {
      guard var text = parameters.first(where: { $0.key.text?.lowercased() == key })?.value.text else { continue }
      if unit == "MiB/s", text.hasSuffix("Mi") { text.removeLast(2) }
      guard let amount = Amount(text: text), amount > .zero else { continue }
      draft.update(claim) { $0.capacity = Quantity(amount, unit: unit) }
      return
    }
  }
}
