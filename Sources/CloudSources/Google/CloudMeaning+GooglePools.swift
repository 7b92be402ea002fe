internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The members of Google's target pools and groups of endpoints, in the ways in which they are written: a link, a part of a
/// path, a zone and a name, an address.
extension CloudMeaning {
  func addGooglePools(to draft: inout ImportDraft) {
    for pool in resources("google_compute_target_pool") where isComponent(pool.id) {
      let pool = withPaths(pool, "instances", zone: nil)
      relate(
        pool.id, .any, allTargets(of: pool, "instances", Self.machineTypes, as: .any, to: &draft), of: pool,
        "instances", &draft)
    }
    addMemberships(to: &draft)
    for endpoint in resources("google_compute_network_endpoint") where isComponent(endpoint.id) {
      addEndpoint(endpoint, endpoint.attributes, to: &draft)
    }
    for list in resources("google_compute_network_endpoints") where isComponent(list.id) {
      let items = list.attributes.values(at: "network_endpoints")
      var found: [Entry] = []
      for item in items { found += members(of: list, item, "network_endpoints", &draft) }
      relate(list.id, toAnyOf: found, source: "\(list.source).network_endpoints", at: list.place, &draft)
    }
  }

  /// The machines that are put into a group one by one.
  private func addMemberships(to draft: inout ImportDraft) {
    var members: [String: [Target]] = [:]
    var groups: [CloudResource] = []
    for membership in resources("google_compute_instance_group_membership") {
      let membership = withPaths(membership, "instance", zone: membership.attributes["zone"]?.text)
      let machines = allTargets(of: membership, "instance", Self.machineTypes, to: &draft)
      for id in ids(of: membership, "instance_group", "google_compute_instance_group") {
        // A state lists all members with the group.
        guard let group = inventory[id], targets(of: group, "instances", Self.machineTypes).isEmpty else { continue }
        if members[id] == nil { groups.append(group) }
        members[id, default: []] += machines
      }
    }
    for group in groups { relate(group.id, .any, members[group.id] ?? [], of: group, "instances", &draft) }
  }

  /// Messages wait as long as the place that they are pushed to is down.
  func addGooglePushes(to draft: inout ImportDraft) {
    for subscription in resources("google_pubsub_subscription") where isComponent(subscription.id) {
      for entry in entries(of: subscription, "push_config.push_endpoint", to: &draft).all {
        for id in entry.ids {
          draft.relate(
            subscription.id, .uses, id, confidence: entry.confidence,
            source: "\(subscription.source).push_config.push_endpoint", at: subscription.place)
        }
      }
    }
  }

  private static let machineTypes = ["google_compute_instance", "google_compute_instance_from_template"]

  private func addEndpoint(_ endpoint: CloudResource, _ item: CloudValue, to draft: inout ImportDraft) {
    for entry in members(of: endpoint, item, "instance", &draft) {
      for id in entry.ids {
        relateEntry(
          endpoint.id, .needs, to: id, confidence: entry.confidence, source: "\(endpoint.source).instance",
          at: endpoint.place, &draft)
      }
    }
  }

  /// The machine of an endpoint, or its address if it states no machine.
  private func members(
    of owner: CloudResource, _ item: CloudValue, _ path: String, _ draft: inout ImportDraft
  ) -> [Entry] {
    var endpoint = owner
    endpoint.attributes = .map(
      item.pairs
        + ["project", "id"].compactMap { key in
          item[key] == nil ? owner.attributes[key].map { (key, $0) } : nil
        })
    endpoint = withPaths(endpoint, "instance", zone: zone(ofEndpoint: owner))
    let machines = allTargets(of: endpoint, "instance", Self.machineTypes, to: &draft)
    guard machines.isEmpty else { return machines.map { Entry(ids: $0.ids, confidence: $0.confidence) } }
    return entries(of: owner, path, in: item.values(at: "ip_address") + item.values(at: "fqdn"), to: &draft).all
  }

  private func zone(ofEndpoint endpoint: CloudResource) -> String? {
    endpoint.attributes["zone"]?.text
      ?? ids(of: endpoint, "network_endpoint_group", "google_compute_network_endpoint_group").lazy
      .compactMap { self.inventory[$0]?.attributes["zone"]?.text }.first
  }

  /// A resource whose attribute names machines by paths, where it names them by zone and name.
  private func withPaths(_ resource: CloudResource, _ path: String, zone: String?) -> CloudResource {
    guard case .map(var pairs) = resource.attributes, let place = pairs.firstIndex(where: { $0.key == path }) else {
      return resource
    }
    func written(_ value: CloudValue) -> CloudValue {
      switch value {
      case .list(let items): return .list(items.map(written))
      case .text(let text):
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, CloudProvider.google.zone(String(parts[0]), in: nil) != nil, !parts[1].isEmpty {
          return .text("zones/\(parts[0])/instances/\(parts[1])")
        }
        guard parts.count == 1, !text.isEmpty, let zone = zone?.split(separator: "/").last else { return value }
        return .text("zones/\(zone)/instances/\(text)")
      default: return value
      }
    }
    pairs[place].value = written(pairs[place].value)
    var resource = resource
    resource.attributes = .map(pairs)
    return resource
  }
}
