internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What rows can't say of Azure's resources: pools and their members, standbys, ways out.
extension CloudMeaning {
  func addAzure(to draft: inout ImportDraft) {
    addAzurePools(to: &draft)
    addAzureStandbys(to: &draft)
    addAzureFailoverGroups(to: &draft)
    addAzureAccounts(to: &draft)
    addAzureWaysOut(to: &draft)
  }

  // MARK: Pools

  /// A network card's machine is the member of a pool, if it is known.
  private func machine(of card: String) -> String {
    guard let holders = holdersByAddress[card], holders.count == 1 else { return card }
    return holders[0]
  }

  private func addAzurePools(to draft: inout ImportDraft) {
    var members: [String: [String]] = [:]
    var order: [String] = []
    func note(_ pools: [String], _ ids: [String]) {
      for pool in pools where isComponent(pool) {
        for id in ids where isComponent(id) && id != pool && !isAbsent(id, in: draft) {
          if members[pool] == nil { order.append(pool) }
          members[pool, default: []].append(id)
        }
      }
    }
    let pool = "azurerm_lb_backend_address_pool"
    let gateway = "azurerm_application_gateway"
    for card in resources("azurerm_network_interface") {
      let own = [machine(of: card.id)]
      note(ids(of: card, "ip_configuration.load_balancer_backend_address_pools_ids", pool), own)
      note(ids(of: card, "ip_configuration.application_gateway_backend_address_pools_ids", gateway), own)
    }
    for (type, path) in [
      ("azurerm_network_interface_backend_address_pool_association", pool),
      ("azurerm_network_interface_application_gateway_backend_address_pool_association", gateway),
    ] {
      for glue in resources(type) {
        let cards = ids(of: glue, "network_interface_id", "azurerm_network_interface")
        note(ids(of: glue, "backend_address_pool_id", path), cards.map(machine(of:)))
      }
    }
    for set in resources(CloudService.sets) {
      for start in ["network_interface.ip_configuration", "network_profile.ip_configuration"] {
        note(ids(of: set, "\(start).load_balancer_backend_address_pool_ids", pool), [set.id])
        note(ids(of: set, "\(start).application_gateway_backend_address_pool_ids", gateway), [set.id])
      }
    }
    for address in resources("azurerm_lb_backend_address_pool_address") {
      let ids = addressed(by: address, "ip_address").map(\.id)
      note(self.ids(of: address, "backend_address_pool_id", pool), Set(ids.map(machine(of:))).sorted())
    }
    for gateway in resources(gateway) {
      for path in ["backend_address_pool.fqdns", "backend_address_pool.ip_addresses"] {
        let ids = addressed(by: gateway, path).map(\.id)
        var seen: Set<String> = []
        note([gateway.id], ids.map(machine(of:)).filter { seen.insert($0).inserted })
      }
    }
    for pool in order where !draft.isFull {
      guard let resource = inventory[pool], let all = members[pool] else { continue }
      var seen: Set<String> = []
      draft.relateRedundant(
        pool, of: all.filter { seen.insert($0).inserted }, confidence: resource.isObserved ? .observed : .declared,
        source: "\(resource.source): its members", at: resource.place)
    }
    for pool in resources(pool) where isComponent(pool.id) {
      for balancer in ids(of: pool, "loadbalancer_id", "azurerm_lb") where isComponent(balancer) {
        draft.relate(balancer, .uses, pool.id, source: "\(pool.source).loadbalancer_id", at: pool.place)
      }
    }
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
    for group in resources("azurerm_mssql_failover_group") where isComponent(group.id) {
      let servers = ["azurerm_mssql_server", "azurerm_mssql_managed_instance"]
      let primary = ids(of: group, "server_id", servers)
      let all = primary + ids(of: group, "partner_server.id", servers)
      draft.relate(group.id, .needs, .any, of: all, source: "\(group.source): its servers", at: group.place)
      if all.count > 1 {
        for id in primary {
          draft.relate(
            group.id, .uses, id, source: "\(group.source): failing over interrupts it", at: group.place)
        }
      }
    }
  }

  /// An account with copies in several regions.
  private func addAzureAccounts(to draft: inout ImportDraft) {
    for account in resources("azurerm_cosmosdb_account") where isComponent(account.id) {
      let places = account.attributes.values(at: "geo_location")
      let regions = places.sorted { ($0.int(at: "failover_priority") ?? 0) < ($1.int(at: "failover_priority") ?? 0) }
        .compactMap { $0.text(at: "location") }.compactMap { CloudProvider.azure.region($0) }
      guard Set(regions).count > 1 else { continue }
      for region in regions { addRegion(region, of: account.cloud, to: &draft) }
      let source = "\(account.source).geo_location"
      draft.relate(account.id, .needs, .any, of: regions, confidence: .declared, source: source, at: account.place)
      draft.relate(
        account.id, .uses, regions[0], confidence: .declared, source: "\(source): failing over interrupts it",
        at: account.place)
    }
  }

  // MARK: Ways out

  private func addAzureWaysOut(to draft: inout ImportDraft) {
    var gateways: [String: [String]] = [:]
    for glue in resources("azurerm_subnet_nat_gateway_association") {
      let found = ids(of: glue, "nat_gateway_id", "azurerm_nat_gateway")
      for subnet in ids(of: glue, "subnet_id", "azurerm_subnet") { gateways[subnet, default: []] += found }
    }
    // A default route to a firewall comes before the gateway.
    var next: [String: [String]] = [:]
    func note(_ route: CloudResource, of table: String) {
      guard route.attributes.text(at: "address_prefix") == "0.0.0.0/0" else { return }
      next[table, default: []] += addressed(by: route, "next_hop_in_ip_address").map { machine(of: $0.id) }
    }
    for route in resources("azurerm_route") {
      for table in ids(of: route, "route_table_name", "azurerm_route_table") { note(route, of: table) }
    }
    for table in resources("azurerm_route_table") {
      for inline in table.attributes.values(at: "route") {
        var route = table
        route.attributes = inline
        note(route, of: table.id)
      }
    }
    for glue in resources("azurerm_subnet_route_table_association") {
      let found = ids(of: glue, "route_table_id", "azurerm_route_table").flatMap { next[$0] ?? [] }
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
