internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Where things are: nodes, zones and regions, which are domains.
extension KubernetesBuilder {
  private static let zoneLabels = ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"]
  private static let regionLabels = ["topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"]
  /// Labels that name a zone, those that drivers of volumes have of their own among them.
  static let zoneKeys: Set<String> = [
    "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone", "topology.ebs.csi.aws.com/zone",
    "topology.gke.io/zone", "topology.disk.csi.azure.com/zone",
  ]
  /// The zone that labels of a node state.
  static func zone(ofLabels labels: [String: String]) -> String? {
    zoneLabels.lazy.compactMap { labels[$0] }.first { !$0.isEmpty }
  }

  /// The region that labels of a node state.
  static func region(ofLabels labels: [String: String]) -> String? {
    regionLabels.lazy.compactMap { labels[$0] }.first { !$0.isEmpty }
  }

  mutating func addNode(_ name: String, source: String, at place: Place) {
    draft.add(KubernetesObject.id("node", name, in: nil), kind: "k8s/node", isDomain: true, source: source, at: place)
  }

  mutating func addZone(_ zone: String, at place: Place) {
    let cloud = clouds.cloud(ofZone: zone)
    draft.add(zone, kind: cloud?.zone ?? "zone", isDomain: true, at: place)
    // Of AWS and Azure each account has its own zones, whatever they are called.
    if cloud?.hasCommonZones == true { draft.makeUniversal(zone) }
  }

  private mutating func addRegion(_ region: String, at place: Place) {
    let cloud = clouds.cloud(ofRegion: region)
    draft.add(region, kind: cloud?.region ?? "region", isDomain: true, at: place)
    // Regions of a cloud are called the same in all clusters there.
    if cloud != nil { draft.makeUniversal(region) }
  }

  /// Puts nodes into zones, and pods onto nodes.
  mutating func addPlaces() {
    for object in inventory.objects where object.role == .node {
      let labels = object.labels
      let cloud = object.spec?["providerID"]?.text ?? ""
      let zone = Self.zone(ofLabels: labels)
      let region = Self.region(ofLabels: labels)
      if let region { addRegion(region, at: object.place) }
      if let zone {
        addZone(zone, at: object.place)
        // The name of a zone of AWS is that of the account; its id is that of the place.
        if let id = labels["topology.k8s.aws/zone-id"] { draft.identify(zone, as: "zone-id:\(id)") }
        relate(object.id, inDomain: zone, source: "\(object.source) label", at: object.place)
        if let region {
          relate(zone, inDomain: region, source: "\(object.source) label", at: object.place)
        }
      } else if let region {
        relate(object.id, inDomain: region, source: "\(object.source) label", at: object.place)
      } else {
        note(object.id, under: "states no zone, so the effect of losing a zone is unknown")
      }
      if let key = Self.identity(ofProvider: cloud) { draft.identify(object.id, as: key) }
      draft.identify(object.id, as: "host:" + object.name.lowercased())
      let conditions = object.node[path: "status", "conditions"]?.items ?? []
      if let ready = conditions.first(where: { $0["type"]?.text == "Ready" })?["status"]?.text, ready != "True" {
        note(object.id, under: "is not ready")
      }
      if object.spec?["unschedulable"]?.bool == true {
        note(object.id, under: "is cordoned: no new pods are put on it, so what is lost elsewhere does not come here")
      }
    }
    for pod in pods {
      guard let node = pod.podSpec?["nodeName"]?.text, !node.isEmpty else { continue }
      put(pod.id, onNode: node, source: "\(pod.source) nodeName", at: pod.place)
    }
  }

  /// What other sources call the machine of a node.
  private static func identity(ofProvider text: String) -> String? {
    guard let slashes = text.firstRange(of: "://") else { return nil }
    let path = text[slashes.upperBound...].drop { $0 == "/" }
    let parts = path.split(separator: "/")
    guard let last = parts.last else { return nil }
    switch text[..<slashes.lowerBound] {
    case "aws": return "aws:\(last)"
    case "gce" where parts.count == 3: return "gcp:projects/\(parts[0])/zones/\(parts[1])/instances/\(parts[2])"
    case "azure": return "azure:/\(path.lowercased())"
    default: return "provider:\(text)"
    }
  }

  mutating func put(_ id: String, onNode node: String, source: String, at place: Place) {
    addNode(node, source: source, at: place)
    relate(id, inDomain: KubernetesObject.id("node", node, in: nil), source: source, at: place)
  }

  private mutating func relate(_ id: String, inDomain domain: String, source: String, at place: Place) {
    draft.relate(id, .in, domain, confidence: .observed, source: source, at: place)
  }

  /// In the only zone there is, or in need of any of them.
  mutating func require(_ id: String, zones: [String], confidence: Confidence, source: String, at place: Place) {
    let zones = zones.filter { !$0.isEmpty }
    for zone in zones { addZone(zone, at: place) }
    if zones.count == 1 {
      draft.relate(id, .in, zones[0], confidence: confidence, source: source, at: place)
    } else {
      draft.relateRedundant(id, of: zones.map(Self.target), confidence: confidence, source: source, at: place)
    }
  }

  /// The zones that a node selector allows; none where it does not restrict them.
  static func zones(of selector: SyntaxNode?) -> [String] {
    values(of: selector) { zoneKeys.contains($0) }
  }

  /// The values that every term of a node selector allows for some labels; none where one allows others.
  static func values(of selector: SyntaxNode?, for isKey: (String) -> Bool) -> [String] {
    var found: [String] = []
    var known: Set<String> = []
    for term in selector?["nodeSelectorTerms"]?.items ?? [] {
      var isRestricted = false
      for expression in (term["matchExpressions"]?.items ?? []) + (term["matchFields"]?.items ?? []) {
        guard let key = expression["key"]?.text, isKey(key), expression["operator"]?.text == "In" else { continue }
        isRestricted = true
        found += (expression["values"]?.items ?? []).compactMap(\.text).filter { known.insert($0).inserted }
      }
      guard isRestricted else { return [] }
    }
    return found
  }
}
