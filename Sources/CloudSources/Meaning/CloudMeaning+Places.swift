internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Where resources are: zones and regions.
extension CloudMeaning {
  /// Puts a resource into its zone, or else its region.
  func place(_ resource: CloudResource, in draft: inout ImportDraft) {
    let type = CloudType.of(resource.type)
    guard !type.isGlobal, type.role != .setting, !isSpread(resource) else { return }
    let confidence: Confidence = resource.isObserved ? .observed : .declared
    if let zone = zones[resource.id], type.kind != "aws/vpc" {
      addZone(zone, of: resource.cloud, to: &draft)
      draft.relate(
        resource.id, .in, zone, confidence: confidence, source: resource.source + ".availability_zone",
        at: resource.place)
    } else if let region = region(of: resource), type.role == .part, !isInSubnet(resource) {
      addRegion(region, of: resource.cloud, to: &draft)
      draft.relate(resource.id, .in, region, confidence: confidence, source: resource.source, at: resource.place)
    }
  }

  /// The region that a resource states of itself, or that its source states for it.
  ///
  /// A resource of Amazon's is also in the region that its ARN names, or in the only region in which the zones of its
  /// file are. No region is handed from one cloud's resources to another's.
  func region(of resource: CloudResource) -> String? {
    if let region = resource.attributes["region"]?.text, !region.isEmpty { return region }
    guard resource.cloud == CloudResource.amazon else { return nil }
    return Self.region(ofARN: resource.attributes["arn"]?.text) ?? resource.region
      ?? regionsOfFiles[resource.place.file]
  }

  /// `eu-west-1` of `arn:aws:rds:eu-west-1:123456789012:db:shop`; `nil` where the ARN names none.
  private static func region(ofARN arn: String?) -> String? {
    guard let arn, arn.hasPrefix("arn:") else { return nil }
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[3].contains("-") else { return nil }
    return String(parts[3])
  }

  /// Whether the zone that a resource states is only one of those it serves from.
  func isSpread(_ resource: CloudResource) -> Bool {
    resource.type == "aws_db_instance" && resource.attributes.bool(at: "multi_az") == true
      || resource.type == "aws_autoscaling_group" || resource.type == "aws_elasticache_replication_group"
  }

  private func isInSubnet(_ resource: CloudResource) -> Bool {
    CloudRule.of(resource.type).contains { rule in
      rule.targets == ["aws_subnet"] && !resource.attributes.values(at: rule.path).isEmpty
    }
  }

  /// By file the region of the zones of Amazon's resources, where they are all of one.
  func findRegionsOfFiles() -> [String: String] {
    var regions: [String: Set<String>] = [:]
    for resource in inventory.resources where resource.cloud == CloudResource.amazon {
      guard let region = zones[resource.id].flatMap(Self.region(ofZone:)) else { continue }
      regions[resource.place.file, default: []].insert(region)
    }
    return regions.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// Adds a zone as a domain, within its region if its name includes it.
  func addZone(_ zone: String, of cloud: String = CloudResource.amazon, to draft: inout ImportDraft) {
    guard !draft.contains(zone) else { return }
    draft.add(zone, kind: "\(cloud)/availability-zone", isDomain: true, at: nil)
    if let region = Self.region(ofZone: zone) {
      addRegion(region, of: cloud, to: &draft)
      draft.relate(zone, .in, region, confidence: .declared)
    }
  }

  func addRegion(_ region: String, of cloud: String, to draft: inout ImportDraft) {
    draft.add(region, kind: "\(cloud)/region", isDomain: true, at: nil)
  }

  /// `eu-west-1` of `eu-west-1b`; `nil` of what is not a zone's name.
  static func region(ofZone zone: String) -> String? {
    let parts = zone.split(separator: "-")
    guard parts.count >= 3, let number = parts.firstIndex(where: { $0.first?.isNumber == true }), number >= 2 else {
      return nil
    }
    let digits = parts[number].prefix { $0.isNumber }
    guard digits.count < parts[number].count || number + 1 < parts.count else { return nil }
    return (parts[..<number] + [digits]).joined(separator: "-")
  }

  /// The zone that something is in: its own, or that of the one subnet it is in.
  func zone(of id: String) -> String? {
    if let zone = zones[id] { return zone }
    guard let resource = inventory[id] else { return nil }
    let subnets = targets(of: resource, "subnet_id", ["aws_subnet"])
    guard subnets.count == 1, subnets[0].ids.count == 1 else { return nil }
    return zones[subnets[0].ids[0]]
  }
}
