internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Where resources are: zones and regions.
///
/// The zone comes first, then the ARN, then what the provider states, then the host names that a resource has. Nothing is
/// placed by what else is in the files: what none of these place is in no region, and is reported.
extension CloudMeaning {
  /// Puts a resource into its zone, or else its region; one that is spread needs any of its zones.
  func place(_ resource: CloudResource, in draft: inout ImportDraft) {
    let type = resource.line
    guard !type.isGlobal, type.role != .setting, !isSpread(resource) else { return }
    let provider = CloudProvider.named(resource.cloud)
    let confidence: Confidence = resource.isObserved ? .observed : .declared
    let spread = zonesOfSpread(resource, provider)
    if spread.count > 1 {
      for zone in spread { addZone(zone, of: resource.cloud, to: &draft) }
      relateSpread(
        resource.id, over: spread, copies: draft[resource.id]?.units, confidence: confidence,
        source: "\(resource.source).zones", at: resource.place, &draft)
      if draft[resource.id]?.units == 1 {
        draft.notes.addAmbiguous("\(resource.id) zones: one of \(Self.list(spread))")
      }
    } else if let zone = zones[resource.id] ?? spread.first, type.kind != "aws/vpc" {
      addZone(zone, of: resource.cloud, to: &draft)
      draft.relate(
        resource.id, .in, zone, confidence: confidence, source: resource.source + ".availability_zone",
        at: resource.place)
    } else if let region = region(of: resource), type.role == .part, !isInSubnet(resource) {
      addRegion(region, of: resource.cloud, to: &draft)
      draft.relate(resource.id, .in, region, confidence: confidence, source: resource.source, at: resource.place)
    }
  }

  /// Says that something runs in several zones: in each of them, or in fewer, and it is not known in which.
  ///
  /// - Parameter copies: how many there are, each in a zone of its own as far as there are zones; `nil` for one in each.
  func relateSpread(
    _ owner: String, over zones: [String], copies: Int?, confidence: Confidence, source: String, at place: Place,
    _ draft: inout ImportDraft
  ) {
    guard let copies, copies < zones.count else {
      draft.relateRedundant(owner, of: zones, confidence: confidence, source: source, at: place)
      return
    }
    if copies < 2 {
      draft.relate(owner, oneOf: zones, confidence: confidence, source: source, at: place)
      return
    }
    draft.relate(
      owner, .needs, .atLeast(Amount(Int32(clamping: zones.count - copies + 1))), of: zones, confidence: .assumed,
      source: source, at: place)
    draft.relate(owner, .uses, .all, of: zones, confidence: .assumed, source: source, at: place)
  }

  /// The zones that a resource is spread over, by its row or by the usual attribute of its cloud.
  private func zonesOfSpread(_ resource: CloudResource, _ provider: CloudProvider) -> [String] {
    let type = resource.line
    var paths = type.spread
    if paths.isEmpty, provider.name == "azurerm" { paths = ["zones"] }
    guard !paths.isEmpty else { return [] }
    // A cluster in a zone is run from there, wherever its machines are.
    if resource.type == "google_container_cluster", zones[resource.id] != nil { return [] }
    let region = region(of: resource)
    var seen: Set<String> = []
    return paths.flatMap { resource.attributes.values(at: $0) }.compactMap(\.text)
      .compactMap { provider.zone($0, in: region) }.filter { seen.insert($0).inserted }
  }

  /// The zone that a resource states, if it states one.
  func statedZone(of resource: CloudResource) -> String? {
    let provider = CloudProvider.named(resource.cloud)
    for attribute in provider.zones {
      let values = resource.attributes.values(at: attribute)
      guard values.count == 1, let text = values[0].text, !text.isEmpty else { continue }
      if let zone = provider.zone(text, in: region(of: resource)) { return zone }
    }
    if provider.name == "google", !GooglePlaces.isInZoneOfProvider(resource) { return nil }
    return resource.zone.flatMap { provider.zone($0, in: nil) }
  }

  /// The region that a resource states of itself, that its zone, ARN or provider tells, or that its host names have.
  ///
  /// No region is handed from one cloud's resources to another's.
  func region(of resource: CloudResource) -> String? {
    if resource.type == "azurerm_kubernetes_cluster_node_pool" {
      // It is where its cluster is.
      return ids(of: resource, "kubernetes_cluster_id", "azurerm_kubernetes_cluster").first
        .flatMap { inventory[$0] }.flatMap { statedRegion(of: $0) }
    }
    let stated = statedRegion(of: resource)
    if stated == nil, resource.type == "google_container_node_pool" {
      return owner(of: resource, "cluster", "google_container_cluster").flatMap { statedRegion(of: $0) }
    }
    return stated
  }

  /// The same by what the resource itself states.
  func statedRegion(of resource: CloudResource) -> String? {
    let provider = CloudProvider.named(resource.cloud)
    for attribute in provider.regions {
      if let text = resource.attributes[attribute]?.text, let region = provider.region(text) { return region }
    }
    if provider.name == "google" {
      if let config = resource.attributes["config"]?.text, let region = CloudProvider.googleRegion(ofSpanner: config) {
        return region
      }
      // Two regions of applications are written without their number.
      if resource.type == "google_app_engine_application", let text = resource.attributes["location_id"]?.text,
        text == "us-central" || text == "europe-west"
      {
        return text + "1"
      }
      for attribute in ["self_link", "id"] {
        if let region = Self.region(ofGooglePath: resource.attributes[attribute]?.text) { return region }
      }
      guard GooglePlaces.isInRegionOfProvider(resource) else { return nil }
    }
    guard provider.name == CloudResource.amazon else { return resource.region.flatMap { provider.region($0) } }
    return Self.region(ofARN: CloudIdentities.ownARN(of: resource)) ?? Self.region(
      ofARN: resource.attributes["id"]?.text)
      ?? resource.region ?? regionOfHosts(resource)
  }

  /// `eu-west-1` of `arn:aws:rds:eu-west-1:123456789012:db:shop`; `nil` where the ARN names none.
  static func region(ofARN arn: String?) -> String? {
    guard let region = arn.flatMap(ARNPart.region.of), region.utf8.contains(UInt8(ascii: "-")) else { return nil }
    return String(region)
  }

  /// `europe-west1` of `projects/p/regions/europe-west1/subnetworks/s`.
  private static func region(ofGooglePath text: String?) -> String? {
    guard let text, text.contains("/") else { return nil }
    let parts = CloudName.key(text).split(separator: "/")
    guard let place = parts.firstIndex(where: { $0 == "regions" || $0 == "zones" || $0 == "locations" }),
      place + 1 < parts.count
    else { return nil }
    return CloudProvider.google.region(String(parts[place + 1]))
  }

  /// The region in a host name that Amazon gave a resource: `shop.eu-west-1.rds.amazonaws.com`.
  private func regionOfHosts(_ resource: CloudResource) -> String? {
    for attribute in ["id"] + resource.line.addresses {
      for text in resource.attributes.values(at: attribute).compactMap(\.text)
      where text.includes(".amazonaws.com") || text.hasSuffix(".compute.internal") {
        guard let host = text.split(separator: "/").first(where: { $0.contains(".") }) else { continue }
        if let region = Self.amazonRegion(ofHost: host) { return region }
      }
    }
    return nil
  }

  /// Whether the zone that a resource states is only one of those it serves from.
  func isSpread(_ resource: CloudResource) -> Bool {
    switch resource.type {
    case "aws_db_instance", "aws_dms_replication_instance": resource.attributes.bool(at: "multi_az") == true
    case "aws_autoscaling_group", "aws_elasticache_replication_group": true
    case "aws_dynamodb_table": replicaRegions(of: resource).count > 1
    case "azurerm_postgresql_flexible_server", "azurerm_mysql_flexible_server":
      resource.attributes.text(at: "high_availability.mode") == "ZoneRedundant"
    case "google_sql_database_instance":
      resource.attributes.text(at: "settings.availability_type") == "REGIONAL"
        || !resource.attributes.values(at: "settings.location_preference.zone").isEmpty
    case "google_redis_instance":
      resource.attributes.text(at: "tier") == "STANDARD_HA" || resource.attributes.text(at: "location_id") != nil
    case "azurerm_cosmosdb_account":
      Set(resource.attributes.values(at: "geo_location.location").compactMap(\.text)).count > 1
    default: false
    }
  }

  /// Whether a subnet that is in the files places a resource.
  private func isInSubnet(_ resource: CloudResource) -> Bool {
    CloudRule.of(resource.type).contains { rule in
      rule.targets == ["aws_subnet"] && !ids(of: resource, rule.path, ["aws_subnet"]).isEmpty
    }
  }

  /// Adds a zone as a domain, within its region if its name includes it.
  func addZone(_ zone: String, of cloud: String = CloudResource.amazon, to draft: inout ImportDraft) {
    guard !draft.contains(zone) else { return }
    let provider = CloudProvider.named(cloud)
    draft.add(zone, kind: provider.zoneKind, isDomain: true, at: nil)
    if let id = inventory.zones.ids[zone] { draft.identify(zone, as: "zone:\(cloud):\(id)") }
    if let account = inventory.zones.account(of: zone) { draft.identify(zone, as: "account:\(account)/\(zone)") }
    if let region = inventory.zones.regions[zone] ?? provider.region(ofZone: zone) {
      addRegion(region, of: cloud, to: &draft)
      draft.relate(zone, .in, region, confidence: .declared)
    }
  }

  /// Adds a region as a domain.
  func addRegion(_ region: String, of cloud: String = CloudResource.amazon, to draft: inout ImportDraft) {
    draft.add(region, kind: CloudProvider.named(cloud).regionKind, isDomain: true, at: nil)
    draft.makeUniversal(region)
  }

  private static func components(of target: Requirement.Target) -> [ComponentID] {
    switch target {
    case .component(let id): [id]
    case .group(let group): group.members.flatMap { components(of: $0.requirement.target) }
    }
  }

  /// A component that is lost with a place as soon as that many more of what it needs are placed.
  private struct Waiting {
    var id: ComponentID
    var missing: Int
  }

  /// Puts what nothing else places into the region that it states, and reports what is in none: that survives the loss of each.
  func placeOthers(in draft: inout ImportDraft) {
    var waiting: [Waiting] = []
    var dependents: [ComponentID: [Int]] = [:]
    var placed: Set<ComponentID> = []
    var open: [ComponentID] = []
    func note(_ id: ComponentID) { if placed.insert(id).inserted { open.append(id) } }
    for component in draft.components {
      if component.isDomain || !component.domains.isEmpty { note(component.id) }
      for relation in component.relations where relation.kind == .needs {
        // A group fails with the place of all members, unless it needs each of them.
        var missing = 1
        if case .component(let id) = relation.requirement.target {
          dependents[id, default: []].append(waiting.count)
          waiting.append(Waiting(id: component.id, missing: 1))
          continue
        }
        let members = Self.components(of: relation.requirement.target)
        if case .group(let group) = relation.requirement.target, group.threshold != .all {
          missing = Set(members).count
        }
        for member in Set(members) { dependents[member, default: []].append(waiting.count) }
        waiting.append(Waiting(id: component.id, missing: missing))
      }
    }
    func follow() {
      while let id = open.popLast() {
        for position in dependents[id] ?? [] {
          waiting[position].missing -= 1
          if waiting[position].missing == 0 { note(waiting[position].id) }
        }
      }
    }
    follow()
    var counts: [String: Int] = [:]
    for position in inventory.resources.indices where isComponent[position] && types[position].role == .part {
      let resource = inventory.resources[position]
      let id = ComponentID(ImportDraft.cleaned(resource.id))
      guard !types[position].isGlobal, !resource.isOfManyGoogleRegions, !placed.contains(id), !draft.isFull else {
        continue
      }
      if let region = region(of: resource) {
        addRegion(region, of: resource.cloud, to: &draft)
        draft.relate(resource.id, .in, region, confidence: .declared, source: resource.source, at: resource.place)
        note(id)
        follow()
      } else if CloudProvider.named(resource.cloud).isKnown, !resource.isExternal {
        counts[resource.type, default: 0] += 1
      }
    }
    guard !counts.isEmpty else { return }
    let total = counts.values.reduce(0, +)
    draft.notes.remark(
      "nothing says where \(total) \(total == 1 ? "component is, so it is" : "components are, so they are") in no region: \(Self.counted(counts))"
    )
  }

  /// `eu-west-1` of `eu-west-1b`; `nil` of what is not a zone's name.
  static func region(ofZone zone: String) -> String? {
    let bytes = zone.utf8
    var dashes = 0
    var isFirst = true
    var number: String.Index?
    for index in bytes.indices {
      let byte = bytes[index]
      if isFirst, (48...57).contains(byte) {
        number = index
        break
      }
      isFirst = byte == UInt8(ascii: "-")
      if isFirst { dashes += 1 }
    }
    // What follows the digits is the letter of the zone, or the name of a local one.
    guard let number, dashes >= 2,
      let end = bytes[number...].firstIndex(where: { !(48...57).contains($0) })
    else { return nil }
    return String(zone[..<end])
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
