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

  /// A pool: a resource, or one of those within a gateway.
  private struct Pool: Hashable {
    let id: String
    /// The name of one within a gateway, in small letters, where it is known.
    var name: String?
  }

  func addAzurePools(to draft: inout ImportDraft) {
    var members: [Pool: [String]] = [:]
    var order: [Pool] = []
    func note(_ pools: [Pool], _ ids: [String]) {
      for pool in pools where isComponent(pool.id) {
        for id in ids where isComponent(id) && id != pool.id {
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
      for pool in gateway.attributes.values(at: "backend_address_pool") {
        let name = pool["name"]?.text?.lowercased()
        guard name.map({ used?.contains($0) != false }) ?? true else { continue }
        for key in ["fqdns", "fqdn_list", "ip_addresses"] {
          let found = entries(of: gateway, "backend_address_pool.\(key)", in: pool.values(at: key), to: &draft)
          note([Pool(id: gateway.id, name: name ?? onlyPool(of: gateway))], found.all.flatMap(\.ids))
        }
      }
    }
    for (pool, ids) in membersReadBack(to: &draft) { note([Pool(id: pool)], ids) }
    // Each rule needs its own pool: those of a gateway are no spares for each other.
    for pool in order where !draft.isFull {
      guard let resource = inventory[pool.id], let all = members[pool] else { continue }
      var seen: Set<String> = []
      let ids = all.filter { seen.insert($0).inserted }.preferred { !isAbsent($0, in: draft) }
      let outside = ids.count { self.outside[$0] != nil }
      let told = pool.id + (pool.name.map { " \(ForeignName.quoted($0, or: "a pool"))" } ?? "")
      if outside > 0, ids.count > 1 {
        draft.notes.addIncomplete(
          "\(told): \(ids.count - outside) of \(ids.count) members \(ids.count - outside == 1 ? "is" : "are") in the files"
        )
      }
      let isOneOfMany = resource.type == gateway && pools(within: resource).count > 1
      // Without its rules it is not known whether anything is sent to a pool.
      let isUnsure = isOneOfMany && (pool.name == nil || usedPools(of: resource) == nil)
      if isUnsure, pool.name == nil, ids.count > 1 {
        draft.notes.addAmbiguous("\(pool.id): it is not known which of its pools these are in: \(Self.list(ids))")
      }
      draft.relateRedundant(
        pool.id, of: ids, confidence: isUnsure ? .assumed : resource.isObserved ? .observed : .declared,
        source: "\(resource.source): its members", at: resource.place)
    }
    for pool in resources(pool) where isComponent(pool.id) {
      for balancer in ids(of: pool, "loadbalancer_id", "azurerm_lb") where isComponent(balancer) {
        draft.relate(balancer, .uses, pool.id, source: "\(pool.source).loadbalancer_id", at: pool.place)
      }
    }
  }

  /// The pools that an attribute names. A pool within a load balancer that no file has as a resource is the load balancer.
  private func pools(of owner: CloudResource, _ path: String, _ type: String) -> [Pool] {
    readings[owner.type, default: Readings()].add(path, [type])
    var found: [Pool] = []
    for value in owner.attributes.values(at: path) {
      value.forEachLeaf { _, leaf in
        var target = target(leaf, of: owner, [type])
        if target == nil, type == "azurerm_lb_backend_address_pool" {
          target = self.target(leaf, of: owner, ["azurerm_lb"])
        }
        for id in target?.ids ?? [] {
          guard let gateway = inventory[id], gateway.type == "azurerm_application_gateway" else {
            found.append(Pool(id: id))
            continue
          }
          let parts = (leaf.text ?? "").lowercased().split(separator: "/").suffix(2)
          let name = parts.first == "backendaddresspools" ? parts.last.map(String.init) : nil
          if let name, let used = usedPools(of: gateway), !used.contains(name) { continue }
          found.append(Pool(id: id, name: name ?? onlyPool(of: gateway)))
        }
      }
    }
    var seen: Set<Pool> = []
    return found.filter { seen.insert($0).inserted }
  }

  /// The names of the pools within a gateway that something may be sent to, in small letters.
  private func pools(within gateway: CloudResource) -> Set<String> {
    usedPools(of: gateway)
      ?? Set(gateway.attributes.values(at: "backend_address_pool").compactMap { $0["name"]?.text?.lowercased() })
  }

  /// The name of the pool within a gateway, if it has only one.
  private func onlyPool(of gateway: CloudResource) -> String? {
    let names = pools(within: gateway)
    return names.count == 1 ? names.first : nil
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
