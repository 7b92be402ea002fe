internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What rows can't say of Google's resources: templates, standbys, ways out.
extension CloudMeaning {
  static let groups = [
    "google_compute_instance_group_manager", "google_compute_region_instance_group_manager",
  ]
  private static let templates = ["google_compute_instance_template", "google_compute_region_instance_template"]

  func addGoogle(to draft: inout ImportDraft) {
    addGoogleTemplates(to: &draft)
    addGoogleNames(to: &draft)
    addGooglePools(to: &draft)
    addGooglePushes(to: &draft)
    addGoogleStores(to: &draft)
    addGoogleNodes(to: &draft)
    addGoogleWaysOut(to: &draft)
  }

  /// Machines that are made from a template are in its subnetworks, and are given the addresses in it.
  private func addGoogleTemplates(to draft: inout ImportDraft) {
    for group in resources(Self.groups) where isComponent(group.id) {
      for template in templates(of: group) {
        for path in ["network_interface.subnetwork", "network_interface.network"] {
          let types = ["google_compute_subnetwork", "google_compute_network"]
          relate(group.id, .hard, targets(of: template, path, types), of: template, path, &draft)
        }
        addPassedAddresses(to: group.id, from: template, ["metadata_startup_script", "metadata"], &draft)
      }
    }
  }

  private func templates(of group: CloudResource) -> [CloudResource] {
    ids(of: group, "version.instance_template", Self.templates).compactMap { inventory[$0] }
  }

  /// The zones of a cluster's machines are those of the cluster, if they state none.
  private func addGoogleNodes(to draft: inout ImportDraft) {
    for nodes in resources("google_container_node_pool") where isComponent(nodes.id) {
      let clusters = ids(of: nodes, "cluster", "google_container_cluster").compactMap { inventory[$0] }
      for cluster in clusters {
        for path in ["subnetwork", "network"] {
          let types = ["google_compute_subnetwork", "google_compute_network"]
          relate(nodes.id, .hard, targets(of: cluster, path, types), of: cluster, path, &draft)
        }
      }
      guard nodes.attributes.values(at: "node_locations").isEmpty, clusters.count == 1, zones[nodes.id] == nil else {
        continue
      }
      let zones = clusters[0].attributes.values(at: "node_locations").compactMap(\.text)
        .compactMap { CloudProvider.google.zone($0, in: nil) }
      for zone in zones { addZone(zone, of: nodes.cloud, to: &draft) }
      relateSpread(
        nodes.id, over: zones, copies: draft[nodes.id]?.units, confidence: .declared,
        source: "\(clusters[0].source).node_locations", at: nodes.place, &draft)
    }
  }

  // MARK: Ways out

  private func addGoogleWaysOut(to draft: inout ImportDraft) {
    var gateways: [String: [String]] = [:]
    let subnets = resources("google_compute_subnetwork")
    var byPlace: [String: [String]] = [:]
    for subnet in subnets {
      guard let region = region(of: subnet) else { continue }
      for network in ids(of: subnet, "network", "google_compute_network") {
        byPlace["\(network) \(region)", default: []].append(subnet.id)
      }
    }
    for gateway in resources("google_compute_router_nat") where isComponent(gateway.id) {
      var served = ids(of: gateway, "subnetwork.name", "google_compute_subnetwork")
      if served.isEmpty, gateway.attributes.text(at: "source_subnetwork_ip_ranges_to_nat")?.hasPrefix("ALL") == true {
        for router in ids(of: gateway, "router", "google_compute_router").compactMap({ inventory[$0] }) {
          guard let region = region(of: gateway) ?? region(of: router) else { continue }
          for network in ids(of: router, "network", "google_compute_network") {
            served += byPlace["\(network) \(region)"] ?? []
          }
        }
      }
      for subnet in served { gateways[subnet, default: []].append(gateway.id) }
    }
    for subnet in subnets {
      addWayOut(
        of: subnet, kind: "gcp/egress", by: [gateways[subnet.id] ?? []], confidence: .referenced,
        source: "\(subnet.source): its way out", to: &draft)
    }
    func isPublic(_ machine: CloudResource) -> Bool {
      !machine.attributes.values(at: "network_interface.access_config").isEmpty
    }
    func networks(of machine: CloudResource, _ path: String) -> [String] {
      ids(of: machine, path, "google_compute_subnetwork")
    }
    for machine in resources("google_compute_instance") where isComponent(machine.id) && !isPublic(machine) {
      addWaysOut(to: machine, from: networks(of: machine, "network_interface.subnetwork"), to: &draft)
    }
    for group in resources(Self.groups) where isComponent(group.id) {
      for template in templates(of: group) where !isPublic(template) {
        addWaysOut(to: group, from: networks(of: template, "network_interface.subnetwork"), to: &draft)
      }
    }
    for cluster in resources("google_container_cluster") where isComponent(cluster.id) {
      addWaysOut(to: cluster, from: networks(of: cluster, "subnetwork"), to: &draft)
    }
    for nodes in resources("google_container_node_pool") where isComponent(nodes.id) {
      let clusters = ids(of: nodes, "cluster", "google_container_cluster").compactMap { inventory[$0] }
      addWaysOut(to: nodes, from: clusters.flatMap { networks(of: $0, "subnetwork") }, to: &draft)
    }
    for connector in resources("google_vpc_access_connector") where isComponent(connector.id) {
      addWaysOut(to: connector, from: networks(of: connector, "subnet.name"), to: &draft)
    }
  }
}
