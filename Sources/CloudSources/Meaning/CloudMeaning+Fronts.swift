internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What is in front of the resources of Azure and Google: addresses, and the ways behind them.
///
/// A load balancer names its address, not the other way round. Who uses the address needs the load balancer too, and
/// one of its ways to what is behind it.
extension CloudMeaning {
  /// What must be up for who uses a resource's address: the resource, and what holds the address if it is only one.
  func front(of id: String) -> [String] {
    var found: [String] = []
    var waiting = [id]
    while let next = waiting.popLast(), found.count < 32 {
      guard !found.contains(next) else { continue }
      found.append(next)
      let holders = holdersByAddress[next] ?? []
      // Of several holders none is known to be meant.
      if holders.count == 1 || inventory[next]?.type.hasPrefix("google_") == true { waiting += holders.reversed() }
    }
    return found
  }

  /// The ways behind what is in front: any of the rules of a load balancer, or of the routes of an endpoint.
  func ways(behind id: String) -> [Requirement.Target] {
    front(of: id).compactMap { Self.any(waysByFront[$0] ?? []) }
  }

  /// By address, network card or the like what holds it.
  func findHolders() -> [String: [String]] {
    var found: [String: [String]] = [:]
    func note(_ types: [String], _ path: String, _ targets: String...) {
      for resource in resources(types) where isComponent(resource.id) {
        for id in ids(of: resource, path, targets) where found[id]?.contains(resource.id) != true {
          if found[id, default: []].count < 64 { found[id, default: []].append(resource.id) }
        }
      }
    }
    note(["azurerm_lb"], "frontend_ip_configuration.public_ip_address_id", "azurerm_public_ip")
    note(["azurerm_application_gateway"], "frontend_ip_configuration.public_ip_address_id", "azurerm_public_ip")
    note(
      ["azurerm_firewall", "azurerm_bastion_host", "azurerm_network_interface"],
      "ip_configuration.public_ip_address_id", "azurerm_public_ip")
    note(CloudService.machines, "network_interface_ids", "azurerm_network_interface")
    note(["aws_lb", "aws_alb"], "subnet_mapping.allocation_id", "aws_eip")
    note(["aws_nat_gateway"], "allocation_id", "aws_eip")
    note(
      ["google_compute_global_forwarding_rule"], "ip_address", "google_compute_global_address")
    note(["google_compute_forwarding_rule"], "ip_address", "google_compute_address")
    note(["google_compute_instance"], "network_interface.access_config.nat_ip", "google_compute_address")
    note(["google_compute_instance"], "network_interface.network_ip", "google_compute_address")
    return found
  }

  /// By load balancer or endpoint its rules or routes.
  func findFrontWays() -> [String: [String]] {
    var found: [String: [String]] = [:]
    for rule in resources("azurerm_lb_rule") where isComponent(rule.id) {
      for id in ids(of: rule, "loadbalancer_id", "azurerm_lb") { found[id, default: []].append(rule.id) }
    }
    for route in resources("azurerm_cdn_frontdoor_route") where isComponent(route.id) && !isClosed(route) {
      for id in ids(of: route, "cdn_frontdoor_endpoint_id", "azurerm_cdn_frontdoor_endpoint") {
        found[id, default: []].append(route.id)
      }
    }
    return found
  }

  // MARK: Ways out

  /// Adds the way out of a subnet, which needs one gateway of each of some groups.
  func addWayOut(
    of subnet: CloudResource, kind: String, by groups: [[String]], confidence: Confidence, source: String,
    to draft: inout ImportDraft
  ) {
    guard isComponent(subnet.id), groups.contains(where: { !$0.isEmpty }) else { return }
    let id = Self.egress(of: subnet.id)
    draft.add(
      id, kind: kind, name: "the way out of \(subnet.name ?? subnet.id)", source: source, at: subnet.place)
    for gateways in groups {
      draft.relate(id, .needs, .any, of: gateways, confidence: confidence, source: source, at: subnet.place)
    }
  }

  /// New machines need a way out of their subnets to start.
  func addWaysOut(
    to owner: CloudResource, from subnets: [String], to draft: inout ImportDraft
  ) {
    let ways = subnets.map(Self.egress(of:)).filter { draft.contains($0) }
    guard !ways.isEmpty else { return }
    draft.relate(
      owner.id, .startNeeds, .any, of: ways, confidence: .inferred, source: "\(owner.source): its subnets",
      at: owner.place)
  }
}
