import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// What names, pools and doors of Azure lead to, in the files and outside of them.
@Suite struct AzureMembersTests {
  static let group = "/subscriptions/s1/resourceGroups/shop/providers"

  /// A resource of the group: its address, the part of the id behind the provider, more attributes.
  static func resource(_ address: String, _ id: String, _ more: String = "") -> States.Resource {
    let name = id.split(separator: "/").last ?? ""
    return (
      address,
      #""id":"\#(group)/\#(id)","name":"\#(name)","resource_group_name":"shop","location":"westeurope""#
        + (more.isEmpty ? "" : "," + more)
    )
  }

  private static let zone = resource("azurerm_dns_zone.z", "Microsoft.Network/dnsZones/shop.example")

  @Test(
    "A record with several values needs any of them, whether the files have them or not",
    arguments: [
      ("azurerm_dns_a_record", "A", #""records":["203.0.113.1","198.51.100.7"]"#, "host/198.51.100.7"),
      ("azurerm_dns_aaaa_record", "AAAA", #""records":["203.0.113.1","2001:db8::7"]"#, "host/2001:db8::7"),
      (
        "azurerm_private_dns_a_record", "A", #""records":["203.0.113.1","10.9.0.7"]"#, "address/10.9.0.7"
      ),
      (
        "azurerm_dns_mx_record", "MX",
        #""record":[{"preference":"10","exchange":"203.0.113.1"},{"preference":"20","exchange":"mx.partner.example"}]"#,
        "host/mx.partner.example"
      ),
    ])
  func recordsWithSeveralValues(type: String, word: String, records: String, outside: String) throws {
    let answer = try States.answer([
      Self.zone,
      Self.resource(
        "azurerm_public_ip.a", "Microsoft.Network/publicIPAddresses/a", #""ip_address":"203.0.113.1","zones":["1"]"#),
      Self.resource(
        "\(type).r", "Microsoft.Network/dnsZones/shop.example/\(word)/r", #""zone_name":"shop.example",\#(records)"#),
    ])
    #expect(answer.ids.contains(outside))
    #expect(try answer.impact("westeurope-1")["\(type).r"] == .degraded)
    #expect(try answer.impact(outside)["\(type).r"] == .degraded)
    #expect(try answer.down(["westeurope-1", outside]).contains("\(type).r"))
    #expect(answer.notes.incomplete.count == 1)
  }

  @Test("A record that leads outside of the files needs what it names")
  func recordsThatLeadOutside() throws {
    let other = "/subscriptions/s2/resourceGroups/hub/providers/Microsoft.Network/publicIPAddresses/front"
    let answer = try States.answer([
      Self.zone,
      Self.resource(
        "azurerm_dns_a_record.alias", "Microsoft.Network/dnsZones/shop.example/A/alias",
        #""zone_name":"shop.example","records":[],"target_resource_id":"\#(other)""#),
      Self.resource(
        "azurerm_dns_cname_record.www", "Microsoft.Network/dnsZones/shop.example/CNAME/www",
        #""zone_name":"shop.example","record":"shop.partner.example""#),
      Self.resource(
        "azurerm_dns_txt_record.t", "Microsoft.Network/dnsZones/shop.example/TXT/t",
        #""zone_name":"shop.example","record":[{"value":"v=spf1 include:mail.partner.example"}]"#),
    ])
    let id = "/subscriptions/s2/resourcegroups/hub/providers/microsoft.network/publicipaddresses/front"
    #expect(answer.relations("azurerm_dns_a_record.alias", .needs) == ["azurerm_dns_zone.z", id])
    #expect(answer.model[ComponentID(id)]?.kind == "azure/public-ip")
    #expect(
      answer.relations("azurerm_dns_cname_record.www", .needs) == ["azurerm_dns_zone.z", "host/shop.partner.example"])
    #expect(answer.relations("azurerm_dns_txt_record.t", .needs) == ["azurerm_dns_zone.z"])
  }

  static let methods: [(method: String, more: String, first: Level?, second: Level?)] = [
    ("Priority", "", .degraded, nil), ("Weighted", "", .degraded, .degraded), ("Performance", "", .degraded, .degraded),
    ("MultiValue", "", .degraded, .degraded), ("Geographic", "", .degraded, .degraded),
    ("Weighted", #","always_serve_enabled":true"#, .degraded, .degraded),
  ]

  @Test("A traffic manager needs any of its endpoints, and means its way of routing", arguments: methods.indices)
  func trafficManagers(index: Int) throws {
    let (method, more, first, second) = Self.methods[index]
    let profile = "\(Self.group)/Microsoft.Network/trafficManagerProfiles/tm"
    let answer = try States.answer([
      Self.resource(
        "azurerm_traffic_manager_profile.tm", "Microsoft.Network/trafficManagerProfiles/tm",
        #""traffic_routing_method":"\#(method)","dns_config":[{"relative_name":"shop","ttl":30}]"#),
      Self.resource(
        "azurerm_linux_web_app.app", "Microsoft.Web/sites/shop-we", #""default_hostname":"shop-we.azurewebsites.net""#),
      (
        "azurerm_traffic_manager_azure_endpoint.one",
        #""id":"\#(profile)/azureEndpoints/one","name":"one","profile_id":"\#(profile)","priority":1,"target_resource_id":"\#(Self.group)/Microsoft.Web/sites/shop-we"\#(more)"#
      ),
      (
        "azurerm_traffic_manager_external_endpoint.two",
        #""id":"\#(profile)/externalEndpoints/two","name":"two","profile_id":"\#(profile)","priority":2,"target":"backup.partner.example""#
      ),
      (
        "azurerm_traffic_manager_external_endpoint.off",
        #""id":"\#(profile)/externalEndpoints/off","name":"off","profile_id":"\#(profile)","enabled":false,"target":"old.partner.example""#
      ),
      (
        "azurerm_dns_cname_record.www",
        #""id":"r","name":"www","zone_name":"shop.example","record":"shop.trafficmanager.net""#
      ),
    ])
    let id = "azurerm_traffic_manager_profile.tm"
    #expect(try answer.impact("azurerm_linux_web_app.app")[id] == first)
    #expect(try answer.impact("host/backup.partner.example")[id] == second)
    let all = try answer.down(["azurerm_linux_web_app.app", "host/backup.partner.example"])
    #expect(all.contains(id))
    #expect(all.contains("azurerm_dns_cname_record.www"))
    #expect(!answer.relations(id, .needs).joined().contains("off"))
  }

  @Test("An origin group of a front door needs any of its origins; without a probe those of the lost one are lost")
  func originGroups() throws {
    func files(_ more: String) -> [States.Resource] {
      [
        Self.resource("azurerm_cdn_frontdoor_origin_group.g", "Microsoft.Cdn/profiles/fd/originGroups/g", more),
        Self.resource(
          "azurerm_cdn_frontdoor_origin.a", "Microsoft.Cdn/profiles/fd/originGroups/g/origins/a",
          #""cdn_frontdoor_origin_group_id":"\#(Self.group)/Microsoft.Cdn/profiles/fd/originGroups/g","host_name":"a.partner.example","priority":1"#
        ),
        Self.resource(
          "azurerm_cdn_frontdoor_origin.b", "Microsoft.Cdn/profiles/fd/originGroups/g/origins/b",
          #""cdn_frontdoor_origin_group_id":"\#(Self.group)/Microsoft.Cdn/profiles/fd/originGroups/g","host_name":"b.partner.example","priority":1"#
        ),
      ]
    }
    let checked = try States.answer(files(#""health_probe":[{"path":"/"}]"#))
    let unchecked = try States.answer(files(""))
    for answer in [checked, unchecked] {
      #expect(try answer.impact("host/a.partner.example")["azurerm_cdn_frontdoor_origin_group.g"] == .degraded)
      #expect(
        try answer.down(["host/a.partner.example", "host/b.partner.example"])
          .contains("azurerm_cdn_frontdoor_origin_group.g"))
    }
    #expect(checked.relations("azurerm_cdn_frontdoor_origin_group.g", .degradedBy) == [])
    #expect(unchecked.relations("azurerm_cdn_frontdoor_origin_group.g", .degradedBy) != [])
  }

  @Test("A front door of the first kind needs any backend of its pools")
  func frontDoors() throws {
    let answer = try States.answer([
      Self.resource(
        "azurerm_frontdoor.fd", "Microsoft.Network/frontDoors/fd",
        #""backend_pool":[{"name":"p","backend":[{"address":"a.partner.example","enabled":true},{"address":"b.partner.example","enabled":true},{"address":"c.partner.example","enabled":false}]}]"#
      ),
      Self.resource(
        "azurerm_cdn_endpoint.e", "Microsoft.Cdn/profiles/p/endpoints/e",
        #""origin":[{"name":"o","host_name":"a.partner.example"}]"#),
    ])
    #expect(try answer.impact("host/a.partner.example")["azurerm_frontdoor.fd"] == .degraded)
    #expect(try answer.down(["host/a.partner.example", "host/b.partner.example"]).contains("azurerm_frontdoor.fd"))
    #expect(try answer.down("host/a.partner.example").contains("azurerm_cdn_endpoint.e"))
    #expect(!answer.ids.contains("host/c.partner.example"))
  }

  private static let balancer: [States.Resource] = [
    resource("azurerm_lb.lb", "Microsoft.Network/loadBalancers/lb"),
    resource(
      "azurerm_network_interface.n", "Microsoft.Network/networkInterfaces/n", #""private_ip_address":"10.0.0.4""#),
    resource(
      "azurerm_linux_virtual_machine.m", "Microsoft.Compute/virtualMachines/m",
      #""zone":"1","network_interface_ids":["\#(group)/Microsoft.Network/networkInterfaces/n"]"#),
  ]
  private static let poolID = "\(group)/Microsoft.Network/loadBalancers/lb/backendAddressPools/p"

  static let members: [(pool: String, more: [States.Resource], outside: String)] = [
    (
      #""backend_ip_configurations":["\#(group)/Microsoft.Network/networkInterfaces/n/ipConfigurations/i","\#(group)/Microsoft.Network/networkInterfaces/other/ipConfigurations/i"]"#,
      [], "/subscriptions/s1/resourcegroups/shop/providers/microsoft.network/networkinterfaces/other"
    ),
    (
      #""backend_ip_configurations":["\#(group)/Microsoft.Network/networkInterfaces/n/ipConfigurations/i","\#(group)/Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/0/networkInterfaces/nic/ipConfigurations/i"]"#,
      [], "/subscriptions/s1/resourcegroups/shop/providers/microsoft.compute/virtualmachinescalesets/set"
    ),
    (
      "",
      [
        (
          "azurerm_lb_backend_address_pool_address.a",
          #""id":"a","backend_address_pool_id":"\#(poolID)","ip_address":"10.0.0.4""#
        ),
        (
          "azurerm_lb_backend_address_pool_address.b",
          #""id":"b","backend_address_pool_id":"\#(poolID)","ip_address":"10.0.0.9""#
        ),
      ], "address/10.0.0.9"
    ),
    (
      "",
      [
        (
          "azurerm_network_interface_backend_address_pool_association.a",
          #""id":"a","backend_address_pool_id":"\#(poolID)","network_interface_id":"\#(group)/Microsoft.Network/networkInterfaces/n""#
        ),
        (
          "azurerm_network_interface_backend_address_pool_association.b",
          #""id":"b","backend_address_pool_id":"\#(poolID)","network_interface_id":"\#(group)/Microsoft.Network/networkInterfaces/far""#
        ),
      ], "/subscriptions/s1/resourcegroups/shop/providers/microsoft.network/networkinterfaces/far"
    ),
  ]

  @Test("A pool keeps the members that no file has", arguments: members.indices)
  func pools(index: Int) throws {
    let (pool, more, outside) = Self.members[index]
    let answer = try States.answer(
      Self.balancer + [
        Self.resource(
          "azurerm_lb_backend_address_pool.p", "Microsoft.Network/loadBalancers/lb/backendAddressPools/p",
          #""loadbalancer_id":"\#(Self.group)/Microsoft.Network/loadBalancers/lb""# + (pool.isEmpty ? "" : "," + pool))
      ] + more)
    let id = "azurerm_lb_backend_address_pool.p"
    #expect(answer.ids.contains(outside))
    #expect(try answer.impact("westeurope-1")[id] == .degraded)
    #expect(try answer.down(["azurerm_linux_virtual_machine.m", outside]).contains(id))
    #expect(answer.notes.incomplete == ["\(id): 1 of 2 members is in the files"])
  }

  @Test("A gateway needs any host of its pools")
  func gateways() throws {
    let answer = try States.answer([
      Self.resource(
        "azurerm_application_gateway.g", "Microsoft.Network/applicationGateways/g",
        #""backend_address_pool":[{"name":"p","fqdns":["shop-we.azurewebsites.net","app.partner.example"],"ip_addresses":[]}]"#
      ),
      Self.resource("azurerm_linux_web_app.app", "Microsoft.Web/sites/shop-we"),
    ])
    let id = "azurerm_application_gateway.g"
    #expect(try answer.impact("azurerm_linux_web_app.app")[id] == .degraded)
    #expect(try answer.down(["azurerm_linux_web_app.app", "host/app.partner.example"]).contains(id))
  }

  @Test("A subnet of a network in the files that no file has stays a subnet outside of them, which needs the network")
  func partsOfKnownNetworks() throws {
    let answer = try States.answer([
      Self.resource("azurerm_virtual_network.v", "Microsoft.Network/virtualNetworks/v"),
      Self.resource(
        "azurerm_subnet.a", "Microsoft.Network/virtualNetworks/v/subnets/a", #""virtual_network_name":"v""#),
      Self.resource(
        "azurerm_lb.lb", "Microsoft.Network/loadBalancers/lb",
        #""frontend_ip_configuration":[{"subnet_id":"\#(Self.group)/Microsoft.Network/virtualNetworks/v/subnets/a"},{"subnet_id":"\#(Self.group)/Microsoft.Network/virtualNetworks/v/subnets/b"}]"#
      ),
    ])
    #expect(try answer.impact("azurerm_subnet.a")["azurerm_lb.lb"] == .degraded)
    let outside = answer.ids.first { $0.hasSuffix("/virtualnetworks/v/subnets/b") } ?? ""
    #expect(answer.relations(outside, .needs) == ["azurerm_virtual_network.v"])
    #expect(try answer.down("azurerm_virtual_network.v").contains("azurerm_lb.lb"))
  }

  @Test("A gateway outside of the files is the way out of a subnet, and an appliance too")
  func waysOutOutside() throws {
    let answer = try States.answer([
      Self.resource("azurerm_virtual_network.v", "Microsoft.Network/virtualNetworks/v"),
      Self.resource(
        "azurerm_subnet.a", "Microsoft.Network/virtualNetworks/v/subnets/a", #""virtual_network_name":"v""#),
      Self.resource(
        "azurerm_subnet.b", "Microsoft.Network/virtualNetworks/v/subnets/b", #""virtual_network_name":"v""#),
      (
        "azurerm_subnet_nat_gateway_association.a",
        #""id":"a","subnet_id":"\#(Self.group)/Microsoft.Network/virtualNetworks/v/subnets/a","nat_gateway_id":"\#(Self.group)/Microsoft.Network/natGateways/far""#
      ),
      Self.resource(
        "azurerm_route_table.r", "Microsoft.Network/routeTables/r",
        #""route":[{"address_prefix":"0.0.0.0/0","next_hop_type":"VirtualAppliance","next_hop_in_ip_address":"10.9.0.4"}]"#
      ),
      (
        "azurerm_subnet_route_table_association.b",
        #""id":"b","subnet_id":"\#(Self.group)/Microsoft.Network/virtualNetworks/v/subnets/b","route_table_id":"\#(Self.group)/Microsoft.Network/routeTables/r""#
      ),
    ])
    #expect(
      answer.relations("egress:azurerm_subnet.a", .needs) == [
        "/subscriptions/s1/resourcegroups/shop/providers/microsoft.network/natgateways/far"
      ])
    #expect(answer.relations("egress:azurerm_subnet.b", .needs) == ["address/10.9.0.4"])
  }

  @Test("A pool that no file has is a reference that leads to nothing")
  func poolsOfOthers() throws {
    let answer = try States.answer([
      Self.resource(
        "azurerm_linux_virtual_machine_scale_set.set", "Microsoft.Compute/virtualMachineScaleSets/set",
        #""instances":2,"network_interface":[{"ip_configuration":[{"load_balancer_backend_address_pool_ids":["\#(Self.group)/Microsoft.Network/loadBalancers/far/backendAddressPools/p"]}]}]"#
      )
    ])
    #expect(answer.unresolved.count == 1)
  }

  @Test("A host of a pool is the card that states the address, and its machine")
  func addressesOfCards() throws {
    let answer = try States.answer([
      Self.resource(
        "azurerm_network_interface.n", "Microsoft.Network/networkInterfaces/n",
        #""ip_configuration":[{"private_ip_address":"10.0.0.4"}]"#),
      Self.resource(
        "azurerm_linux_virtual_machine.m", "Microsoft.Compute/virtualMachines/m",
        #""zone":"1","network_interface_ids":["\#(Self.group)/Microsoft.Network/networkInterfaces/n"]"#),
      Self.resource(
        "azurerm_application_gateway.g", "Microsoft.Network/applicationGateways/g",
        #""backend_address_pool":[{"name":"p","ip_addresses":["10.0.0.4"]}]"#),
    ])
    #expect(answer.relations("azurerm_application_gateway.g", .needs) == ["azurerm_linux_virtual_machine.m"])
  }
}
