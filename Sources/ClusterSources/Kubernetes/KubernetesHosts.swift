internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The names by which hosts are known in a cluster.
struct KubernetesHosts {
  /// The target of a name.
  struct Found {
    var id: String
    /// The one pod of a Service that the name is of.
    var pod: String?
    /// Whether it is named with its namespace.
    var isQualified: Bool
  }

  private var services: Set<String> = []
  private var ports: [String: Set<Int>] = [:]
  private var byVariable: [String: String] = [:]
  /// The objects whose operators make a Service, by the id of the Service.
  private(set) var made: [String: String] = [:]
  /// The Services that whoever reads a Secret calls, by the id of the Secret.
  private(set) var secrets: [String: String] = [:]
  /// The stateful sets by the Service that gives names to their pods.
  private var sets: [String: String] = [:]
  private var entries: [String: String] = [:]
  /// By the suffix that a host must have, from its dot on: the first that was read, and its place among all.
  private var wildcards: [String: (place: Int, id: String)] = [:]
  /// The Services and pods by their addresses.
  private var addresses: [String: String] = [:]
  /// The hosts that Ingresses and routes answer for.
  private(set) var entrances: [String: String] = [:]

  init(of inventory: KubernetesInventory) {
    for object in inventory.objects {
      switch object.role {
      case .service:
        services.insert(object.id)
        ports[object.id] = Set((object.spec?["ports"]?.items ?? []).compactMap { $0["port"]?.int })
        let variable = object.name.uppercased().replacing("-", with: "_") + "_SERVICE_HOST"
        byVariable["\(object.namespace ?? "default")/\(variable)"] = object.id
        for address in Self.addresses(of: object) where addresses[address] == nil { addresses[address] = object.id }
      case .workload:
        // A Service of Knative has the name of one.
        if object.kind == "Service" { services.insert(object.id) }
        addMade(by: object, inventory)
        if object.kind == "StatefulSet", let service = object.spec?["serviceName"]?.text {
          sets["\(object.namespace ?? "default")/\(service)"] = object.id
        }
      case .outside:
        for host in (object.spec?["hosts"]?.items ?? []).compactMap({ $0.text?.lowercased() }) {
          if host.hasPrefix("*.") {
            let suffix = String(host.dropFirst())
            if wildcards[suffix] == nil { wildcards[suffix] = (wildcards.count, object.id) }
          } else {
            entries[host] = object.id
          }
        }
      case .otherRoute:
        for host in KubernetesBuilder.hostNames(ofRoute: object) { entrances[host] = object.id }
      case .ingress:
        for host in (object.spec?["rules"]?.items ?? []).compactMap({ $0["host"]?.text?.lowercased() }) {
          entrances[host] = object.id
        }
      case .route:
        for host in (object.spec?["hostnames"]?.items ?? []).compactMap({ $0.text?.lowercased() }) {
          entrances[host] = object.id
        }
      default: break
      }
    }
  }

  /// The addresses that a Service answers at.
  private static func addresses(of service: KubernetesObject) -> [String] {
    let spec = service.spec
    let own =
      [spec?["clusterIP"], spec?["loadBalancerIP"]]
      + ["clusterIPs", "externalIPs"].flatMap { key in
        (spec?[key]?.items ?? []).map { Optional($0) }
      }
    let outer = (service.node[path: "status", "loadBalancer", "ingress"]?.items ?? []).map { $0["ip"] }
    return (own + outer).compactMap { $0?.text?.lowercased() }.filter { $0.contains(".") || $0.contains(":") }
  }

  /// Adds the names of what an operator makes of an object.
  private mutating func addMade(by object: KubernetesObject, _ inventory: KubernetesInventory) {
    guard let kind = OperatedKind.of(object) else { return }
    var first: String?
    for pattern in kind.services + kind.replicaServices {
      let id = ImportDraft.cleaned(
        KubernetesObject.id("service", OperatedKind.name(pattern, object), in: object.namespace))
      first = first ?? id
      guard inventory[id] == nil, made[id] == nil else { continue }
      made[id] = object.id
      services.insert(id)
    }
    for pattern in kind.secrets {
      let id = ImportDraft.cleaned(
        KubernetesObject.id("secret", OperatedKind.name(pattern, object), in: object.namespace))
      secrets[id] = first
    }
  }

  /// The object with a host's name in a namespace: a Service of the same namespace first, its labels as a whole.
  func find(_ host: String, from namespace: String) -> Found? {
    // No host's name is longer.
    guard host.utf8.count <= 253 else { return nil }
    if let id = addresses[host] { return Found(id: id, pod: nil, isQualified: true) }
    var labels = host.lowercased().split(separator: ".").map(String.init)
    // `name.ns.svc.cluster.local`, whatever the cluster's domain: what comes before `svc` decides.
    var isComplete = false
    if let end = labels.firstIndex(of: "svc"), end == 2 || end == 3 {
      labels = Array(labels[..<end])
      isComplete = true
    }
    switch labels.count {
    case 1: return service(labels[0], namespace).map { Found(id: $0, pod: nil, isQualified: false) }
    case 2:
      if let id = service(labels[0], labels[1]) { return Found(id: id, pod: nil, isQualified: true) }
      guard !isComplete, let id = service(labels[1], namespace) ?? sets["\(namespace)/\(labels[1])"] else { break }
      return Found(id: id, pod: KubernetesObject.id("pod", labels[0], in: namespace), isQualified: false)
    case 3:
      guard let id = service(labels[1], labels[2]) ?? sets["\(labels[2])/\(labels[1])"] else { break }
      return Found(id: id, pod: KubernetesObject.id("pod", labels[0], in: labels[2]), isQualified: true)
    default: break
    }
    let host = host.lowercased()
    if let id = entries[host] ?? wildcard(of: host) {
      return Found(id: id, pod: nil, isQualified: true)
    }
    return nil
  }

  /// The first entry with a wildcard that a host fits.
  private func wildcard(of host: String) -> String? {
    guard !wildcards.isEmpty else { return nil }
    let suffixes = host.indices.lazy.filter { host[$0] == "." }.map { String(host[$0...]) }
    return suffixes.compactMap { wildcards[$0] }.min { $0.place < $1.place }?.id
  }

  /// Whether a Service listens on a port.
  func listens(_ id: String, on port: Int) -> Bool { ports[id]?.contains(port) ?? (made[id] != nil) }

  /// The Service whose address a variable holds that every pod of its namespace gets, such as `REDIS_SERVICE_HOST`.
  func service(ofVariable name: String, in namespace: String) -> String? { byVariable["\(namespace)/\(name)"] }

  private func service(_ name: String, _ namespace: String) -> String? {
    let id = KubernetesObject.id("service", name, in: namespace)
    return services.contains(id) ? id : nil
  }

  // MARK: Names that lead nowhere

  /// Hosts that are this pod, the node, or the cluster itself.
  private static let own: Set<String> = [
    "kubernetes", "kubernetes.default", "kubernetes.default.svc",
    "kubernetes.default.svc.cluster.local",
  ]
  static func isOwn(_ host: String) -> Bool { own.contains(host) || OutsideHost.isOwn(host) }
}
