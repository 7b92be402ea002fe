internal import ModelFormats
internal import SourceReading

/// The clouds that the zones and regions of a cluster are of: what one node states holds for all that is of the same region.
struct KubernetesClouds {
  /// What zones and regions of a cloud are.
  struct Cloud {
    /// The start of the ids of its machines.
    let scheme: String
    let zone: String
    let region: String
    /// Whether zones have the same name in every account.
    let hasCommonZones: Bool
  }

  private static let amazon = Cloud(
    scheme: "aws://", zone: "aws/availability-zone", region: "aws/region", hasCommonZones: false)
  private static let all = [
    amazon, Cloud(scheme: "gce://", zone: "gcp/zone", region: "gcp/region", hasCommonZones: true),
    Cloud(scheme: "azure://", zone: "azure/zone", region: "azure/region", hasCommonZones: false),
  ]

  private var byRegion: [String: Cloud] = [:]
  private var byZone: [String: Cloud] = [:]
  /// The regions and zones of nodes of other clouds.
  private var others: Set<String> = []
  private var regionOfZone: [String: String] = [:]

  init(of inventory: KubernetesInventory) {
    for node in inventory.objects where node.role == .node {
      let labels = node.labels
      let provider = node.spec?["providerID"]?.text ?? ""
      let cloud = Self.all.first { provider.hasPrefix($0.scheme) }
      let zone = KubernetesBuilder.zone(ofLabels: labels)
      let region = KubernetesBuilder.region(ofLabels: labels)
      if let zone, let region { regionOfZone[zone] = region }
      guard let cloud else {
        if !provider.isEmpty { others.formUnion([zone, region].compactMap(\.self)) }
        continue
      }
      if let region { byRegion[region] = cloud }
      if let zone { byZone[zone] = cloud }
    }
  }

  /// The cloud of a region; `nil` if it is not known.
  func cloud(ofRegion name: String) -> Cloud? {
    byRegion[name] ?? (!others.contains(name) && AmazonRegion.isOne(name) ? Self.amazon : nil)
  }

  /// The cloud of a zone; `nil` if it is not known.
  func cloud(ofZone name: String) -> Cloud? {
    if let known = byZone[name] { return known }
    if let region = regionOfZone[name] { return cloud(ofRegion: region) }
    return others.contains(name) ? nil : AmazonRegion.ofZone(name).flatMap(cloud(ofRegion:))
  }
}
