internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The ways out of subnets: where default routes lead, and on from there.
///
/// A gateway endpoint is a way to its own service only. A route to a firewall, an appliance or a machine that translates addresses goes
/// on by the table of the subnet that this is in. One to a transit gateway goes on by the tables of that, into the network
/// that has the way out.
extension CloudMeaning {
  private static let gateways: [(attribute: String, types: [String])] = [
    ("nat_gateway_id", ["aws_nat_gateway"]),
    ("gateway_id", ["aws_internet_gateway", "aws_vpn_gateway", "aws_vpc_endpoint"]),
    ("egress_only_gateway_id", ["aws_egress_only_internet_gateway"]),
    ("transit_gateway_id", ["aws_ec2_transit_gateway"]),
    ("vpc_endpoint_id", ["aws_vpc_endpoint", "aws_networkfirewall_firewall"]),
    ("network_interface_id", ["aws_network_interface"]),
    ("instance_id", ["aws_instance"]),
    ("vpc_peering_connection_id", ["aws_vpc_peering_connection"]),
  ]

  /// Whether routes lead everywhere, and by which version of the protocol.
  private enum Everywhere {
    case usual, newer
  }

  /// How much of everywhere a route leads to.
  private enum Reach {
    case all, lowerHalf, upperHalf
  }

  private func everywhere(_ route: CloudResource) -> (kind: Everywhere, reach: Reach)? {
    let lists = ["destination_prefix_list_id", "prefix_list_id"]
    guard !lists.contains(where: { route.attributes.text(at: $0)?.isEmpty == false }) else { return nil }
    func known(_ paths: String...) -> [String] {
      paths.compactMap { route.attributes.text(at: $0) }.filter { !$0.isEmpty }
    }
    let usual = known("destination_cidr_block", "cidr_block")
    let newer = known("destination_ipv6_cidr_block", "ipv6_cidr_block")
    if usual.contains("0.0.0.0/0") || usual.isEmpty && newer.isEmpty { return (.usual, .all) }
    if newer.contains("::/0") { return (.newer, .all) }
    if usual.contains("0.0.0.0/1") { return (.usual, .lowerHalf) }
    if usual.contains("128.0.0.0/1") { return (.usual, .upperHalf) }
    if newer.contains("::/1") { return (.newer, .lowerHalf) }
    return newer.contains("8000::/1") ? (.newer, .upperHalf) : nil
  }

  /// The routes by which all traffic leaves, with the version of the protocol. Two that lead to a half each are both needed,
  /// and come before one that leads everywhere; a half alone leads nowhere in particular.
  private func leading(_ routes: [CloudResource]) -> [(route: CloudResource, kind: Everywhere, reach: Reach)] {
    let known = routes.compactMap { route in everywhere(route).map { (route: route, kind: $0.kind, reach: $0.reach) } }
    var halved: Set<Everywhere> = []
    for kind in [Everywhere.usual, .newer] {
      let reaches = Set(known.lazy.filter { $0.kind == kind }.map(\.reach))
      if reaches.isSuperset(of: [.lowerHalf, .upperHalf]) { halved.insert(kind) }
    }
    return known.filter { ($0.reach == .all) != halved.contains($0.kind) }
  }

  /// The attributes of a route that can name an interface or an endpoint.
  private static let ofInterfaces: Set<String> = ["network_interface_id", "vpc_endpoint_id", "gateway_id"]

  /// Where a route leads, if it is one to everywhere.
  private func defaultRoute(_ route: CloudResource, _ draft: inout ImportDraft) -> [Target] {
    var found: [Target] = []
    for gateway in Self.gateways {
      // An interface that is not a resource is known by what has it.
      let named = targets(of: route, gateway.attribute, gateway.types)
      let holders =
        named.isEmpty && Self.ofInterfaces.contains(gateway.attribute)
        ? route.attributes.values(at: gateway.attribute).compactMap(\.text).flatMap(holders(ofInterface:)) : []
      let targets =
        holders.isEmpty
        ? allTargets(of: route, gateway.attribute, gateway.types, to: &draft)
        : [Target(ids: holders, confidence: .declared)]
      for target in targets {
        var target = target
        // An endpoint that tables lead to by a list of addresses is the way to its service, and to nothing else.
        target.ids.removeAll { isGatewayEndpoint($0) }
        if !target.ids.isEmpty { found.append(target) }
      }
    }
    return found
  }

  private func isGatewayEndpoint(_ id: String) -> Bool {
    guard let endpoint = inventory[id], endpoint.type == "aws_vpc_endpoint" else { return false }
    return (endpoint.attributes.text(at: "vpc_endpoint_type") ?? "Gateway") == "Gateway"
      && endpoint.attributes.values(at: "subnet_ids").isEmpty
  }

  /// What has a network interface, or the endpoint of a firewall, that is no resource of its own.
  private func holders(ofInterface id: String) -> [String] { interfaceHolders[id] ?? [] }

  func findInterfaceHolders() -> [String: [String]] {
    var found: [String: [String]] = [:]
    for instance in resources("aws_instance") where isComponent(instance.id) {
      for path in ["primary_network_interface_id", "network_interface.network_interface_id"] {
        for text in instance.attributes.values(at: path).compactMap(\.text) where text.hasPrefix("eni-") {
          found[text] = [instance.id]
        }
      }
    }
    for firewall in resources("aws_networkfirewall_firewall") where isComponent(firewall.id) {
      for path in ["firewall_status.sync_states.attachment.endpoint_id", "endpoint_ids"] {
        for text in firewall.attributes.values(at: path).compactMap(\.text) {
          // A template's answer has the zone before it: `eu-west-1a:vpce-0123`.
          found[String(text.split(separator: ":").last ?? "")] = [firewall.id]
        }
      }
    }
    return found
  }

  /// The default routes of some tables: routes of their own, and those written within the table.
  private func defaultRoutes(
    of tables: [CloudResource], _ draft: inout ImportDraft
  ) -> [(route: CloudResource, kind: Everywhere, targets: [Target])] {
    var routes: [CloudResource] = []
    for table in tables { routes += routesByTable[table.id] ?? [] }
    // Where routes are resources, what the table says of itself is only what it was read with.
    for table in tables where routesByTable[table.id] == nil {
      for inline in table.attributes.values(at: "route") where inline["state"]?.text != "blackhole" {
        var route = table
        route.attributes = inline
        route.source = "\(table.source).route"
        routes.append(route)
      }
    }
    var found: [(CloudResource, Everywhere, [Target])] = []
    for (route, kind, _) in leading(routes) {
      let targets = defaultRoute(route, &draft)
      if !targets.isEmpty { found.append((route, kind, targets)) }
    }
    return found
  }

  /// Per table the routes that are resources of their own.
  func findRoutes() -> [String: [CloudResource]] {
    var routes: [String: [CloudResource]] = [:]
    for route in resources("aws_route") {
      for table in ids(of: route, "route_table_id", "aws_route_table", "aws_default_route_table", "aws_vpc") {
        routes[table, default: []].append(route)
      }
    }
    return routes
  }

  func addEgress(of subnet: CloudResource, by tables: [CloudResource], to draft: inout ImportDraft) {
    guard isComponent(subnet.id) else { return }
    let routes = defaultRoutes(of: tables, &draft)
    guard !routes.isEmpty else { return }
    let id = Self.egress(of: subnet.id)
    draft.add(
      id, kind: "aws/egress", name: "the way out of \(subnet.name ?? subnet.id)", source: routes[0].route.source,
      at: routes[0].route.place)
    identify(id, as: "egress", of: subnet.id, in: &draft)
    let hasUsual = routes.contains { $0.kind == .usual }
    for (route, kind, targets) in routes {
      // Where there are both versions of the protocol, either way is one of its own.
      relate(id, kind == .newer && hasUsual ? .soft : .hard, targets, of: route, "route", &draft)
      for target in targets where target.ids.count == 1 {
        addContinuation(of: id, from: subnet, by: target.ids[0], route, to: &draft)
      }
    }
  }

  // MARK: Further on

  /// Adds what a way out needs behind the gateway that its route leads to.
  private func addContinuation(
    of egress: String, from subnet: CloudResource, by gateway: String, _ route: CloudResource,
    to draft: inout ImportDraft
  ) {
    guard let resource = inventory[gateway] else { return }
    let source = "\(route.source): on from \(gateway)"
    func goOn(by subnets: [String], _ draft: inout ImportDraft) {
      let ways = subnets.filter { $0 != subnet.id && hasWayOut($0) }.map(Self.egress(of:))
      draft.relate(egress, .needs, .any, of: ways, confidence: .inferred, source: source, at: route.place)
    }
    switch resource.type {
    case "aws_vpc_endpoint": goOn(by: ids(of: resource, "subnet_ids", "aws_subnet"), &draft)
    case "aws_networkfirewall_firewall":
      let all = ids(of: resource, "subnet_mapping.subnet_id", "aws_subnet")
      let stated = statedSubnets(of: resource, for: route)
      if let place = stated.first {
        draft.relate(egress, .needs, place, confidence: .declared, source: source, at: route.place)
        goOn(by: stated, &draft)
        return
      }
      // The endpoint of a subnet's own zone is the one that its table leads to.
      let own = all.filter { zone(of: $0) != nil && zone(of: $0) == zone(of: subnet.id) }
      let near = own.count == 1 && all.count > 1 ? own : []
      draft.relate(egress, .needs, .any, of: near, confidence: .inferred, source: source, at: route.place)
      goOn(by: near.isEmpty ? all : near, &draft)
    case "aws_instance": goOn(by: ids(of: resource, "subnet_id", "aws_subnet"), &draft)
    case "aws_network_interface":
      for instance in ids(of: resource, "attachment.instance", "aws_instance")
        + ids(of: resource, "instance_id", "aws_instance")
      {
        draft.relate(egress, .needs, instance, confidence: .inferred, source: source, at: route.place)
      }
      goOn(by: ids(of: resource, "subnet_id", "aws_subnet"), &draft)
    case "aws_vpn_gateway":
      let lines = resources("aws_vpn_connection").filter {
        ids(of: $0, "vpn_gateway_id", "aws_vpn_gateway").contains(gateway)
      }
      var found = lines.map(\.id)
      for association in resources("aws_dx_gateway_association")
      where ids(of: association, "associated_gateway_id", "aws_vpn_gateway").contains(gateway) {
        found += ids(of: association, "dx_gateway_id", "aws_dx_gateway")
      }
      found = found.filter { isComponent($0) }.preferred { !isAbsent($0, in: draft) }
      draft.relate(egress, .needs, .any, of: found, confidence: .inferred, source: source, at: route.place)
    case "aws_ec2_transit_gateway": addTransit(of: egress, from: subnet, by: resource, route, to: &draft)
    default: break
    }
  }

  /// The subnet of the endpoint of a firewall that a route leads to.
  private func statedSubnets(of firewall: CloudResource, for route: CloudResource) -> [String] {
    let wanted = Set(
      ["vpc_endpoint_id", "gateway_id"].flatMap { route.attributes.values(at: $0).compactMap(\.text) })
    for state in firewall.attributes.values(at: "firewall_status.sync_states.attachment") {
      guard let id = state["endpoint_id"]?.text, wanted.contains(id) else { continue }
      var holder = firewall
      holder.attributes = state
      return ids(of: holder, "subnet_id", "aws_subnet").filter { isComponent($0) }
    }
    return []
  }

  /// Whether a subnet's table leads everywhere.
  private func hasWayOut(_ subnet: String) -> Bool {
    (tablesBySubnet[subnet] ?? []).contains { table in
      if let routes = routesByTable[table.id] { return !leading(routes).isEmpty }
      let inline = table.attributes.values(at: "route").map { inline in
        var route = table
        route.attributes = inline
        return route
      }
      return !leading(inline).isEmpty
    }
  }

  /// By a transit gateway: from the attachment of the subnet's network to the one that the gateway's default route names.
  private func addTransit(
    of egress: String, from subnet: CloudResource, by gateway: CloudResource, _ route: CloudResource,
    to draft: inout ImportDraft
  ) {
    let source = "\(route.source): on from \(gateway.id)"
    let types = ["aws_ec2_transit_gateway_vpc_attachment", "aws_vpn_connection", "aws_dx_gateway"]
    let own = resources("aws_ec2_transit_gateway_vpc_attachment").filter { attachment in
      ids(of: attachment, "transit_gateway_id", "aws_ec2_transit_gateway").contains(gateway.id)
        && isOneNetwork(attachment, subnet)
    }
    for attachment in own where isComponent(attachment.id) {
      draft.relate(egress, .needs, attachment.id, confidence: .inferred, source: source, at: route.place)
      // An attachment serves a zone only if it has a subnet in it.
      let zones = ids(of: attachment, "subnet_ids", "aws_subnet").map { zone(of: $0) }
      if let zone = zone(of: subnet.id), !zones.isEmpty, zones.allSatisfy({ $0 != nil && $0 != zone }) {
        draft.notes.remark("\(attachment.id) has no subnet in \(zone): \(subnet.id) has no way out by it")
      }
    }
    var tables: Set<String> = []
    for association in resources("aws_ec2_transit_gateway_route_table_association") {
      let attached = ids(of: association, "transit_gateway_attachment_id", types)
      guard own.contains(where: { attached.contains($0.id) }) else { continue }
      tables.formUnion(
        ids(of: association, "transit_gateway_route_table_id", "aws_ec2_transit_gateway_route_table"))
    }
    let all = resources("aws_ec2_transit_gateway_route").filter { candidate in
      guard candidate.attributes.text(at: "destination_cidr_block") != nil, everywhere(candidate)?.kind == .usual else {
        return false
      }
      let table = ids(of: candidate, "transit_gateway_route_table_id", "aws_ec2_transit_gateway_route_table")
      return tables.isEmpty || table.isEmpty || !tables.isDisjoint(with: table)
    }
    // Each half of everywhere has exits of its own.
    var exits: [Reach: [String]] = [:]
    for (route, _, reach) in leading(all) {
      exits[reach, default: []] += ids(of: route, "transit_gateway_attachment_id", types).filter { exit in
        !own.contains { $0.id == exit }
      }
    }
    let groups = [Reach.all, .lowerHalf, .upperHalf].compactMap { exits[$0] }.filter { !$0.isEmpty }
    guard !groups.isEmpty else {
      draft.notes.remark(
        "the way out of \(subnet.id) leads to \(gateway.id): where that leads is not in the files, so only the gateway is needed"
      )
      return
    }
    for exits in groups {
      draft.relate(egress, .needs, .any, of: exits, confidence: .inferred, source: source, at: route.place)
      // On in the other network, by the tables of the subnets that the attachment is in.
      guard Set(exits).count == 1, let attachment = inventory[exits[0]],
        attachment.type == "aws_ec2_transit_gateway_vpc_attachment"
      else { continue }
      let ways = ids(of: attachment, "subnet_ids", "aws_subnet").filter { hasWayOut($0) }.map(Self.egress(of:))
      draft.relate(egress, .needs, .any, of: ways, confidence: .inferred, source: source, at: route.place)
    }
  }
}
