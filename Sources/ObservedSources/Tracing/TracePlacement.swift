/// Where a resource says that an instance of its service runs: what fails with a zone, a region or a machine.
///
/// It tells no services apart, as `TraceScope` does: one service may have instances in many places.
struct TracePlacement: Hashable {
  /// What an attribute of a resource says of the place.
  enum Part: CaseIterable { case provider, region, zone, node, host, hostID, container }

  /// The attributes by the part that they state.
  static let attributes: [(name: StaticString, part: Part)] = [
    ("cloud.provider", .provider), ("cloud.region", .region), ("cloud.availability_zone", .zone),
    ("k8s.node.name", .node), ("host.name", .host), ("host.id", .hostID), ("container.id", .container),
    ("k8s.pod.name", .container), ("k8s.pod.uid", .container),
  ]

  var provider = ""
  var region = ""
  var zone = ""
  /// The node of a cluster.
  var node = ""
  var host = ""
  var hostID = ""
  /// Whether it is a container: then the name of its host is its own.
  var isContainer = false

  /// Takes what an attribute of the table says.
  mutating func add(_ attribute: Int, _ text: String) {
    // Longer texts are no names.
    guard !text.isEmpty, text.utf8.count < 256 else { return }
    switch Self.attributes[attribute].part {
    case .provider: provider = text.lowercased()
    case .region: region = text
    case .zone: zone = text
    case .node: node = text
    case .host: host = text
    case .hostID: hostID = text
    case .container: isContainer = true
    }
  }

  /// The same without what says nothing of a machine.
  var cleaned: TracePlacement {
    var placement = self
    if !node.isEmpty || isContainer { (placement.host, placement.hostID) = ("", "") }
    if placement.host.isEmpty { placement.hostID = "" }
    placement.isContainer = false
    return placement
  }

  /// The node or host.
  var machine: String { node.isEmpty ? host : node }
}
