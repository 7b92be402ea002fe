internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What shares callers out over places in Azure: traffic managers and front doors, by the way in which each does.
extension CloudMeaning {
  /// A destination of callers.
  private struct Destination {
    var id: String
    var priority: Int
  }

  func addAzureRouting(to draft: inout ImportDraft) {
    addTrafficManagers(to: &draft)
    addOriginGroups(to: &draft)
    for door in resources("azurerm_frontdoor") where isComponent(door.id) { addPools(of: door, to: &draft) }
  }

  private func isOn(_ place: CloudResource) -> Bool {
    place.attributes.bool(at: "enabled") != false && place.attributes.int(at: "weight") != 0
      && place.attributes.text(at: "endpoint_status") != "Disabled"
  }

  // MARK: Traffic managers

  private func addTrafficManagers(to draft: inout ImportDraft) {
    var places: [String: [Destination]] = [:]
    // Those that are served without being checked.
    var unchecked: Set<String> = []
    for endpoint in resources(CloudService.trafficEndpoints) where isComponent(endpoint.id) && isOn(endpoint) {
      let profiles =
        ids(of: endpoint, "profile_id", "azurerm_traffic_manager_profile")
        + ids(of: endpoint, "profile_name", "azurerm_traffic_manager_profile")
      for profile in profiles {
        places[profile, default: []].append(
          Destination(id: endpoint.id, priority: endpoint.attributes.int(at: "priority") ?? 0))
        if endpoint.attributes.bool(at: "always_serve_enabled") == true { unchecked.insert(profile) }
      }
    }
    for profile in resources("azurerm_traffic_manager_profile") where isComponent(profile.id) {
      guard let members = places[profile.id] else { continue }
      let sharing: Sharing =
        switch profile.attributes.text(at: "traffic_routing_method") {
        case "Priority": .failover
        // The place of a caller is the only one that it is sent to.
        case "Geographic", "Subnet": .unchecked
        default: unchecked.contains(profile.id) ? .unchecked : .checked
        }
      relate(profile, to: members, sharing, source: "\(profile.source): its endpoints", &draft)
    }
    // A profile behind another counts as lost as soon as too few of its own endpoints are left.
    for endpoint in resources(CloudService.trafficEndpoints) where isComponent(endpoint.id) && isOn(endpoint) {
      guard
        let least = ["minimum_child_endpoints", "min_child_endpoints"].lazy
          .compactMap({ endpoint.attributes.int(at: $0) }).first, least > 1
      else { continue }
      for profile in ids(of: endpoint, "target_resource_id", "azurerm_traffic_manager_profile") {
        let children = (places[profile] ?? []).map(\.id)
        guard children.count > 1 else { continue }
        draft.relate(
          endpoint.id, .needs, .atLeast(Amount(Int32(clamping: min(least, children.count)))), of: children,
          confidence: .declared, source: "\(endpoint.source).minimum_child_endpoints", at: endpoint.place)
      }
    }
  }

  private func relate(
    _ owner: CloudResource, to places: [Destination], _ sharing: Sharing, source: String, _ draft: inout ImportDraft
  ) {
    let ids = places.enumerated().sorted { ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset) }
      .map(\.element.id)
    relate(
      owner.id, toShared: ids.map { .component(ComponentID(ImportDraft.cleaned($0))) }, sharing,
      confidence: owner.isObserved ? .observed : .declared, source: source, at: owner.place, &draft)
  }

  // MARK: Front doors

  private func addOriginGroups(to draft: inout ImportDraft) {
    var places: [String: [Destination]] = [:]
    for origin in resources("azurerm_cdn_frontdoor_origin") where isComponent(origin.id) && isOn(origin) {
      for group in ids(of: origin, "cdn_frontdoor_origin_group_id", "azurerm_cdn_frontdoor_origin_group") {
        places[group, default: []].append(
          Destination(id: origin.id, priority: origin.attributes.int(at: "priority") ?? 1))
      }
    }
    for group in resources("azurerm_cdn_frontdoor_origin_group") where isComponent(group.id) {
      guard let members = places[group.id] else { continue }
      let isChecked = group.attributes.values(at: "health_probe").contains { !$0.items.isEmpty }
      let isRanked = Set(members.map(\.priority)).count == members.count && members.count > 1
      relate(
        group, to: members, isRanked ? .failover : isChecked ? .checked : .unchecked,
        source: "\(group.source): its origins", &draft)
    }
  }

  /// The pools of a front door of the first kind: each sends to any of its backends, and each path to one pool. So pools are
  /// no spares for each other.
  private func addPools(of door: CloudResource, to draft: inout ImportDraft) {
    let path = "routing_rule.forwarding_configuration.backend_pool_name"
    let rules = door.attributes.values(at: "routing_rule").filter { $0.bool(at: "enabled") != false }
    let used = Set(rules.flatMap { $0.values(at: "forwarding_configuration.backend_pool_name") }.compactMap(\.text))
    readings[door.type, default: Readings()].add(path, [])
    var pools: [Requirement.Target] = []
    for pool in door.attributes.values(at: "backend_pool") {
      guard used.isEmpty || pool["name"]?.text.map(used.contains) != false else { continue }
      let backends = pool.values(at: "backend").filter {
        $0.bool(at: "enabled") != false && $0.int(at: "weight") != 0
      }
      let found = entries(
        of: door, "backend_pool", in: backends.compactMap { $0["address"] }, to: &draft)
      relateEach(door, found.all.map(target(of:)), &pools, &draft)
    }
    let isUnsure = used.isEmpty && pools.count > 1
    for pool in pools {
      draft.relate(
        door.id, .needs, pool, confidence: isUnsure ? .assumed : .declared, source: "\(door.source).backend_pool",
        at: door.place)
    }
  }

  private func relateEach(
    _ door: CloudResource, _ members: [Requirement.Target], _ pools: inout [Requirement.Target],
    _ draft: inout ImportDraft
  ) {
    guard let first = members.first else { return }
    guard members.count > 1 else {
      pools.append(first)
      return
    }
    pools.append(.group(Group(.any, of: members.map { Group.Member(Requirement($0, at: door.place)) })))
    draft.relate(
      door.id, .uses, .group(Group(.all, of: members.map { Group.Member(Requirement($0, at: door.place)) })),
      confidence: .declared, source: "\(door.source).backend_pool", at: door.place)
  }
}
