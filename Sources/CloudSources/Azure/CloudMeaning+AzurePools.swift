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
      note(ids(of: card, "ip_configuration.load_balancer_backend_address_pools_ids", pool), own)
      note(ids(of: card, "ip_configuration.application_gateway_backend_address_pools_ids", gateway), own)
    }
    for (type, path) in [
      ("azurerm_network_interface_backend_address_pool_association", pool),
      ("azurerm_network_interface_application_gateway_backend_address_pool_association", gateway),
    ] {
      for glue in resources(type) {
        note(ids(of: glue, "backend_address_pool_id", path), cards(of: glue, "network_interface_id"))
      }
    }
    for set in resources(CloudService.sets) {
      for start in ["network_interface.ip_configuration", "network_profile.ip_configuration"] {
        note(ids(of: set, "\(start).load_balancer_backend_address_pool_ids", pool), [set.id])
        note(ids(of: set, "\(start).application_gateway_backend_address_pool_ids", gateway), [set.id])
      }
    }
    for address in resources("azurerm_lb_backend_address_pool_address") {
      var ids = entries(of: address, "ip_address", to: &draft).all.flatMap(\.ids)
      ids += allTargets(of: address, "backend_address_ip_configuration_id", ["azurerm_lb"], to: &draft).flatMap(\.ids)
      note(self.ids(of: address, "backend_address_pool_id", pool), ids)
    }
    for gateway in resources(gateway) {
      for path in ["backend_address_pool.fqdns", "backend_address_pool.fqdn_list", "backend_address_pool.ip_addresses"]
      {
        note([gateway.id], entries(of: gateway, path, to: &draft).all.flatMap(\.ids))
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
