internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What rows can't say of Azure's resources: pools and their members, standbys, ways out.
extension CloudMeaning {
  func addAzure(to draft: inout ImportDraft) {
    addAzurePools(to: &draft)
    addAzureRouting(to: &draft)
    addAzureStandbys(to: &draft)
    addAzureFailoverGroups(to: &draft)
    addAzureAccounts(to: &draft)
    addAzureWaysOut(to: &draft)
  }

  // MARK: Standbys

  private func addAzureStandbys(to draft: inout ImportDraft) {
    for server in resources(CloudService.servers) where isComponent(server.id) {
      guard server.attributes.text(at: "high_availability.mode") == "ZoneRedundant" else { continue }
      let provider = CloudProvider.azure
      let region = region(of: server)
      let primary = server.attributes.text(at: "zone").flatMap { provider.zone($0, in: region) }
      let standby = server.attributes.text(at: "high_availability.standby_availability_zone")
        .flatMap { provider.zone($0, in: region) }
      addPair(primary, standby, of: server, source: "\(server.source).high_availability", to: &draft)
    }
  }

  /// A store with a copy in another zone: it holds while either is left, and moving to the other interrupts it.
  func addPair(
    _ primary: String?, _ standby: String?, of store: CloudResource, source: String, to draft: inout ImportDraft
  ) {
    let zones = [primary, standby].compactMap(\.self)
    for zone in zones { addZone(zone, of: store.cloud, to: &draft) }
    if let region = region(of: store) {
      addRegion(region, of: store.cloud, to: &draft)
      draft.relate(store.id, .in, region, confidence: .declared, source: store.source, at: store.place)
    }
    if zones.count == 2, zones[0] != zones[1] {
      draft.relate(store.id, .needs, .any, of: zones, confidence: .declared, source: source, at: store.place)
    }
    if let primary {
      draft.relate(
        store.id, .uses, primary, confidence: .declared, source: "\(source): failing over interrupts it",
        at: store.place)
    }
    if zones.count < 2 {
      draft.notes.addIncomplete("\(store.id): the zone of its \(primary == nil ? "copies" : "standby")")
    }
  }

  private func addAzureFailoverGroups(to draft: inout ImportDraft) {
    let servers = [
      "azurerm_mssql_server", "azurerm_mssql_managed_instance", "azurerm_sql_server",
      "azurerm_postgresql_flexible_server",
    ]
    func named(by group: CloudResource, _ paths: [String], _ draft: inout ImportDraft) -> [String] {
      paths.flatMap { allTargets(of: group, $0, servers, to: &draft).flatMap(\.ids) }.filter { isComponent($0) }
    }
    let types = [
      "azurerm_mssql_failover_group", "azurerm_sql_failover_group", "azurerm_mssql_managed_instance_failover_group",
      "azurerm_postgresql_flexible_server_virtual_endpoint",
    ]
    for group in resources(types) where isComponent(group.id) {
      let primary = named(by: group, ["server_id", "server_name", "managed_instance_id", "source_server_id"], &draft)
      let partners = ["partner_server.id", "partner_servers.id", "partner_managed_instance_id", "replica_server_id"]
      let all = primary + named(by: group, partners, &draft)
      if !failsOver(group), !primary.isEmpty {
        // Someone has to move it: until then the primary is needed.
        for id in all {
          draft.relate(
            group.id, primary.contains(id) ? .needs : .uses, id, source: "\(group.source): its servers",
            at: group.place)
        }
        continue
      }
      draft.relate(group.id, .needs, .any, of: all, source: "\(group.source): its servers", at: group.place)
      if all.count > 1 {
        for id in primary {
          draft.relate(
            group.id, .uses, id, source: "\(group.source): failing over interrupts it", at: group.place)
        }
      }
    }
  }

  /// Whether a group moves to its partner by itself; the names of a server and its copy never do.
  private func failsOver(_ group: CloudResource) -> Bool {
    guard group.type != "azurerm_postgresql_flexible_server_virtual_endpoint" else { return false }
    return !["read_write_endpoint_failover_policy.mode", "readwrite_endpoint_failover_policy.mode"].contains {
      group.attributes.text(at: $0)?.lowercased() == "manual"
    }
  }

  /// The regions of an account, the one that is written to first.
  private func regions(of account: CloudResource) -> [String] {
    let values = account.attributes
    let names = values.values(at: "geo_location.location").map { $0.text.flatMap { CloudProvider.azure.region($0) } }
    let priorities = values.values(at: "geo_location.failover_priority").map(\.int)
    let isRanked = priorities.count == names.count
    return names.indices.sorted { first, second in
      let ranks = isRanked ? (priorities[first] ?? 0, priorities[second] ?? 0) : (0, 0)
      return (ranks.0, first) < (ranks.1, second)
    }.compactMap { names[$0] }
  }

  /// An account with copies in several regions.
  private func addAzureAccounts(to draft: inout ImportDraft) {
    for account in resources("azurerm_cosmosdb_account") where isComponent(account.id) {
      let regions = regions(of: account)
      guard Set(regions).count > 1 else { continue }
      for region in regions { addRegion(region, of: account.cloud, to: &draft) }
      let source = "\(account.source).geo_location"
      let values = account.attributes
      let isWrittenAnywhere = ["multiple_write_locations_enabled", "enable_multiple_write_locations"]
        .contains { values.bool(at: $0) == true }
      let failsOver = ["automatic_failover_enabled", "enable_automatic_failover"]
        .contains { values.bool(at: $0) == true }
      guard isWrittenAnywhere || failsOver else {
        // Nothing is written until someone moves it.
        for region in regions {
          draft.relate(
            account.id, region == regions[0] ? .needs : .uses, region, confidence: .declared, source: source,
            at: account.place)
        }
        continue
      }
      draft.relate(account.id, .needs, .any, of: regions, confidence: .declared, source: source, at: account.place)
      draft.relate(
        account.id, .uses, regions[0], confidence: .declared, source: "\(source): failing over interrupts it",
        at: account.place)
    }
  }

  // MARK: Ways out

  private func addAzureWaysOut(to draft: inout ImportDraft) {
    var gateways: [String: [[String]]] = [:]
    for glue in resources("azurerm_subnet_nat_gateway_association") {
      let found = allTargets(of: glue, "nat_gateway_id", ["azurerm_nat_gateway"], to: &draft).flatMap(\.ids)
      for subnet in ids(of: glue, "subnet_id", "azurerm_subnet") { gateways[subnet, default: [[]]][0] += found }
    }
    // A default route to a firewall comes before the gateway.
    let reaches = ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"]
    var next: [String: [[String]]] = [:]
    func note(_ route: CloudResource, of table: String, _ draft: inout ImportDraft) {
      guard let reach = route.attributes.text(at: "address_prefix").flatMap(reaches.firstIndex(of:)) else { return }
      next[table, default: [[], [], []]][reach] += entries(of: route, "next_hop_in_ip_address", to: &draft).all.flatMap(
        \.ids
      ).filter(
        isComponent)
    }
    for route in resources("azurerm_route") {
      for table in ids(of: route, "route_table_name", "azurerm_route_table") { note(route, of: table, &draft) }
    }
    for table in resources("azurerm_route_table") {
      for inline in table.attributes.values(at: "route") {
        var route = table
        route.attributes = inline
        note(route, of: table.id, &draft)
      }
    }
    for glue in resources("azurerm_subnet_route_table_association") {
      // Two routes to a half each are both needed, and come before one that leads everywhere.
      let found = ids(of: glue, "route_table_id", "azurerm_route_table").flatMap { table -> [[String]] in
        guard let next = next[table] else { return [] }
        return next[1].isEmpty || next[2].isEmpty ? [next[0]] : [next[1], next[2]]
      }.filter { !$0.isEmpty }
      guard !found.isEmpty else { continue }
      for subnet in ids(of: glue, "subnet_id", "azurerm_subnet") { gateways[subnet] = found }
    }
    for subnet in resources("azurerm_subnet") {
      addWayOut(
        of: subnet, kind: "azure/egress", by: gateways[subnet.id] ?? [], confidence: .referenced,
        source: "\(subnet.source): its way out", to: &draft)
    }
    for machine in resources(CloudService.machines) where isComponent(machine.id) {
      let subnets = ids(of: machine, "network_interface_ids", "azurerm_network_interface").compactMap { inventory[$0] }
        .flatMap { ids(of: $0, "ip_configuration.subnet_id", "azurerm_subnet") }
      addWaysOut(to: machine, from: subnets, to: &draft)
    }
    for (types, path) in [
      (CloudService.sets, "network_interface.ip_configuration.subnet_id"),
      (["azurerm_kubernetes_cluster"], "default_node_pool.vnet_subnet_id"),
      (["azurerm_kubernetes_cluster_node_pool"], "vnet_subnet_id"),
    ] {
      for owner in resources(types) where isComponent(owner.id) {
        addWaysOut(to: owner, from: ids(of: owner, path, "azurerm_subnet"), to: &draft)
      }
    }
  }
}
