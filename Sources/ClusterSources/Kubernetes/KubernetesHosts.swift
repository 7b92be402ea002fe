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
  /// The stateful sets by the Service that gives names to their pods.
  private var sets: [String: String] = [:]
  private var entries: [String: String] = [:]
  /// By the suffix that a host must have, from its dot on: the first that was read, and its place among all.
  private var wildcards: [String: (place: Int, id: String)] = [:]
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
      case .workload:
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

  /// The object with a host's name in a namespace: a Service of the same namespace first, its labels as a whole.
  func find(_ host: String, from namespace: String) -> Found? {
    // No host's name is longer.
    guard host.utf8.count <= 253 else { return nil }
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
  func listens(_ id: String, on port: Int) -> Bool { ports[id]?.contains(port) ?? false }

  /// The Service whose address a variable holds that every pod of its namespace gets, such as `REDIS_SERVICE_HOST`.
  func service(ofVariable name: String, in namespace: String) -> String? { byVariable["\(namespace)/\(name)"] }

  private func service(_ name: String, _ namespace: String) -> String? {
    let id = KubernetesObject.id("service", name, in: namespace)
    return services.contains(id) ? id : nil
  }

  // MARK: Names that lead nowhere

  /// Hosts that are this pod, the node, or the cluster itself.
  private static let own: Set<String> = [
    "localhost", "localhost.localdomain", "kubernetes", "kubernetes.default", "kubernetes.default.svc",
    "kubernetes.default.svc.cluster.local", "host.docker.internal", "metadata.google.internal", "metadata",
  ]
  /// The last labels of names of two labels that are hosts of the internet; other such names may be `service.namespace`.
  private static let topLevel: Set<String> = [
    "com", "net", "org", "io", "dev", "cloud", "app", "ai", "co", "eu", "de", "uk", "us", "fr", "nl", "jp", "cn", "in",
  ]
  /// The last labels of names that are files.
  private static let fileEndings: Set<String> = [
    "json", "yaml", "yml", "conf", "cfg", "ini", "toml", "properties", "sh", "py", "js", "ts", "jar", "xml", "txt",
    "log",
    "pem", "crt", "key", "cert", "sock", "html", "css", "db", "sql", "env", "md", "go", "rb", "php", "war", "zip", "gz",
    "lock", "pid", "so", "bin", "exe", "class",
  ]

  static func isOwn(_ host: String) -> Bool { own.contains(host) }

  /// Whether a name is one of the internet's, not one of a cluster's.
  static func isOutside(_ host: String) -> Bool {
    let labels = host.split(separator: ".")
    guard labels.count > 1, !labels.contains("svc"), let last = labels.last, last.count > 1,
      last.unicodeScalars.allSatisfy({ ("a"..."z").contains($0) }), !fileEndings.contains(String(last)), last != "local"
    else { return false }
    return labels.count > 2 || topLevel.contains(String(last))
  }

  /// Whether a name is surely one of a cluster's.
  static func isInside(_ host: String) -> Bool {
    !host.contains(".") || host.split(separator: ".").contains("svc")
  }
}
