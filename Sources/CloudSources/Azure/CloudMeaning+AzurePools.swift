internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The pools of Azure's load balancers and gateways, and their members: some are in the files, some are not.
extension CloudMeaning {
  /// A network card's machine is the member of a pool, if it is known.
  func machine(of card: String) -> String {
    guard let holders = holdersByAddress[card], holders.count == 1 else { return card }
    return holders[0]
  }

  func addAzurePools(to draft: inout ImportDraft) {
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
    func cards(of owner: CloudResource, _ path: String) -> [String] {
      allTargets(of: owner, path, ["azurerm_network_interface"], to: &draft).flatMap(\.ids).map(machine(of:))
    }
    let pool = "azurerm_lb_backend_address_pool"
    let gateway = "azurerm_application_gateway"
    for card in resources("azurerm_network_interface") {
      let own = [machine(of: card.id)]
      note(pools(of: card, "ip_configuration.load_balancer_backend_address_pools_ids", pool), own)
      note(pools(of: card, "ip_configuration.application_gateway_backend_address_pools_ids", gateway), own)
    }
    for (type, path) in [
      ("azurerm_network_interface_backend_address_pool_association", pool),
      ("azurerm_network_interface_application_gateway_backend_address_pool_association", gateway),
    ] {
      for glue in resources(type) {
        note(pools(of: glue, "backend_address_pool_id", path), cards(of: glue, "network_interface_id"))
      }
    }
    for set in resources(CloudService.sets) {
      for start in ["network_interface.ip_configuration", "network_profile.ip_configuration"] {
        note(pools(of: set, "\(start).load_balancer_backend_address_pool_ids", pool), [set.id])
        note(pools(of: set, "\(start).application_gateway_backend_address_pool_ids", gateway), [set.id])
      }
    }
    for address in resources("azurerm_lb_backend_address_pool_address") {
      var ids = entries(of: address, "ip_address", to: &draft).all.flatMap(\.ids)
      ids += allTargets(of: address, "backend_address_ip_configuration_id", ["azurerm_lb"], to: &draft).flatMap(\.ids)
      note(pools(of: address, "backend_address_pool_id", pool), ids)
    }
    for gateway in resources(gateway) {
      let used = usedPools(of: gateway)
      let pools = gateway.attributes.values(at: "backend_address_pool").filter { pool in
        pool["name"]?.text.map { used?.contains($0.lowercased()) != false } ?? true
      }
      for key in ["fqdns", "fqdn_list", "ip_addresses"] {
        let values = pools.flatMap { $0.values(at: key) }
        note(
          [gateway.id],
          entries(of: gateway, "backend_address_pool.\(key)", in: values, to: &draft).all.flatMap(\.ids))
      }
    }
    for (pool, ids) in membersReadBack(to: &draft) { note([pool], ids) }
    for pool in order where !draft.isFull {
      guard let resource = inventory[pool], let all = members[pool] else { continue }
      var seen: Set<String> = []
      let ids = all.filter { seen.insert($0).inserted }
      let outside = ids.count { self.outside[$0] != nil }
      if outside > 0, ids.count > 1 {
        draft.notes.addIncomplete(
          "\(pool): \(ids.count - outside) of \(ids.count) members \(ids.count - outside == 1 ? "is" : "are") in the files"
        )
      }
      draft.relateRedundant(
        pool, of: ids, confidence: resource.isObserved ? .observed : .declared,
        source: "\(resource.source): its members", at: resource.place)
    }
    for pool in resources(pool) where isComponent(pool.id) {
      for balancer in ids(of: pool, "loadbalancer_id", "azurerm_lb") where isComponent(balancer) {
        draft.relate(balancer, .uses, pool.id, source: "\(pool.source).loadbalancer_id", at: pool.place)
      }
    }
  }

  /// The pools that an attribute names. A pool within a load balancer that no file has as a resource is the load balancer.
  private func pools(of owner: CloudResource, _ path: String, _ type: String) -> [String] {
    readings[owner.type, default: Readings()].add(path, [type])
    var found: [String] = []
    for value in owner.attributes.values(at: path) {
      value.forEachLeaf { _, leaf in
        var target = target(leaf, of: owner, [type])
        if target == nil, type == "azurerm_lb_backend_address_pool" {
          target = self.target(leaf, of: owner, ["azurerm_lb"])
        }
        found += (target?.ids ?? []).filter { id in
          guard let gateway = inventory[id], gateway.type == "azurerm_application_gateway", let text = leaf.text,
            let used = usedPools(of: gateway), let name = text.split(separator: "/").last
          else { return true }
          return used.contains(name.lowercased())
        }
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }

  /// The names of the pools that the rules of a gateway lead to, in small letters; `nil` where the rules are not known.
  private func usedPools(of gateway: CloudResource) -> Set<String>? {
    let paths = [
      "request_routing_rule.backend_address_pool_name", "routing_rule.backend_address_pool_name",
      "url_path_map.default_backend_address_pool_name", "url_path_map.path_rule.backend_address_pool_name",
    ]
    let values = paths.flatMap { gateway.attributes.values(at: $0) }
    let names = values.compactMap { $0.text?.lowercased() }
    guard names.count == values.count, case let used = Set(names.filter { !$0.isEmpty }), !used.isEmpty else {
      return nil
    }
    return used
  }

  /// The members of a pool that Azure lists, whoever put them into it: cards and the machines of scale sets.
  private func membersReadBack(to draft: inout ImportDraft) -> [(pool: String, ids: [String])] {
    let types = ["azurerm_network_interface"] + CloudService.sets
    var found: [(pool: String, ids: [String])] = []
    for pool in resources("azurerm_lb_backend_address_pool") where isComponent(pool.id) {
      let ids = allTargets(of: pool, "backend_ip_configurations", types, to: &draft).flatMap(\.ids)
      found.append((pool.id, ids.map(machine(of:))))
    }
    return found
  }
}
