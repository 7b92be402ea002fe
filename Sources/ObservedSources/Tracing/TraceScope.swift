/// Where the telemetry of a service says that it runs: services of one name that run in different places are different.
struct TraceScope: Hashable {
  /// What tells services of one name apart.
  enum Part: Int, CaseIterable {
    case environment, cluster, namespace

    /// What it is called for people.
    var name: String {
      switch self {
      case .environment: "environment"
      case .cluster: "cluster"
      case .namespace: "namespace"
      }
    }
  }

  /// The attributes of a resource that say it, the surest of each part first.
  static let attributes: [(name: StaticString, part: Part)] = [
    ("deployment.environment.name", .environment),
    ("deployment.environment", .environment),
    ("k8s.cluster.name", .cluster),
    ("k8s.cluster.uid", .cluster),
    ("aws.ecs.cluster.arn", .cluster),
    ("service.namespace", .namespace),
    ("k8s.namespace.name", .namespace),
  ]

  /// The values of the parts; empty where they are not known.
  private var environment = ""
  private var cluster = ""
  private var namespace = ""

  subscript(part: Part) -> String {
    get {
      switch part {
      case .environment: environment
      case .cluster: cluster
      case .namespace: namespace
      }
    }
    set {
      switch part {
      case .environment: environment = newValue
      case .cluster: cluster = newValue
      case .namespace: namespace = newValue
      }
    }
  }

  /// A bit for each part that is known.
  var mask: Int { Part.allCases.reduce(0) { self[$1].isEmpty ? $0 : $0 | 1 << $1.rawValue } }

  /// The same with only some parts known.
  func only(_ mask: Int) -> TraceScope {
    var scope = self
    for part in Part.allCases where mask & 1 << part.rawValue == 0 { scope[part] = "" }
    return scope
  }

  /// Whether no part is known in both and differs.
  func agrees(with other: TraceScope) -> Bool {
    let both = mask & other.mask
    return only(both) == other.only(both)
  }

  /// Takes from another the parts that are not known.
  mutating func fill(from other: TraceScope) {
    for part in Part.allCases where self[part].isEmpty { self[part] = other[part] }
  }
}

/// What a resource says about its service, as far as it was read.
struct ResourceReading {
  var name: String?
  private(set) var scope = TraceScope()
  /// Where the instance runs.
  var placement = TracePlacement()
  private var ranks = [Int](repeating: Int.max, count: TraceScope.Part.allCases.count)

  /// Takes what an attribute of the table says, unless a surer one of the same part was there.
  mutating func add(_ attribute: Int, _ text: String) {
    let part = TraceScope.attributes[attribute].part
    guard !text.isEmpty, attribute < ranks[part.rawValue] else { return }
    ranks[part.rawValue] = attribute
    scope[part] = text
  }
}
