import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Parts of Azure's resources that are no resources of their own in the files, and members that are no spares.
@Suite struct AzurePartsTests {
  private static let group: String = "/subscriptions/s1/resourceGroups/shop/providers"
  private static func resource(_ address: String, _ id: String, _ more: String = "") -> States.Resource {
    AzureMembersTests.resource(address, id, more)
  }
  /// A resource in the form of Azure's interface: its name, the part of the id behind the provider, its type, its body.
  private static func written(_ name: String, _ id: String, _ type: String, _ body: String) -> States.Resource {
    (
      "azapi_resource.\(name)",
      #""id":"\#(group)/\#(id)","type":"\#(type)@2023-04-01","name":"\#(name)","parent_id":"/subscriptions/s1/resourceGroups/shop","location":"westeurope","body":\#(body)"#
    )
  }

  private static let card: String =
    #""ip_configuration":[{"name":"i","subnet_id":"\#(group)/Microsoft.Network/virtualNetworks/v/subnets/s"}]"#

  @Test("The subnet of a network that has it within leads to the network")
  func subnetsWithin() throws {
    let answer = try States.answer([
      Self.resource(
        "azurerm_virtual_network.v", "Microsoft.Network/virtualNetworks/v",
        #""subnet":[{"name":"s","id":"\#(Self.group)/Microsoft.Network/virtualNetworks/v/subnets/s"}]"#),
      Self.resource("azurerm_network_interface.n", "Microsoft.Network/networkInterfaces/n", Self.card),
      Self.resource(
        "azurerm_kubernetes_cluster.k", "Microsoft.ContainerService/managedClusters/k",
        #""default_node_pool":[{"name":"d","vnet_subnet_id":"\#(Self.group)/Microsoft.Network/virtualNetworks/v/subnets/s"}]"#
      ),
    ])
    #expect(answer.relations("azurerm_network_interface.n", .needs) == ["azurerm_virtual_network.v"])
    #expect(answer.relations("azurerm_kubernetes_cluster.k", .needs).contains("azurerm_virtual_network.v"))
    #expect(!answer.ids.contains { $0.contains("subnets") })
  }

  @Test("A network in the form of the interface uses the gateways of its subnets")
  func gatewaysWithin() throws {
    let answer = try States.answer([
      Self.written(
        "v", "Microsoft.Network/virtualNetworks/v", "Microsoft.Network/virtualNetworks",
        #"{"properties":{"subnets":[{"name":"s","properties":{"natGateway":{"id":"\#(Self.group)/Microsoft.Network/natGateways/ng"}}}]}}"#
      ),
      Self.written(
        "ng", "Microsoft.Network/natGateways/ng", "Microsoft.Network/natGateways", #"{"zones":["3"],"properties":{}}"#),
      Self.resource("azurerm_network_interface.n", "Microsoft.Network/networkInterfaces/n", Self.card),
    ])
    #expect(answer.relations("azapi_resource.v", .uses) == ["azapi_resource.ng"])
    #expect(answer.relations("azurerm_network_interface.n", .needs) == ["azapi_resource.v"])
  }

  @Test("A pool within a load balancer has its members in the load balancer")
  func poolsWithin() throws {
    let pool = "\(Self.group)/Microsoft.Network/loadBalancers/lb/backendAddressPools/bp"
    func machine(_ name: String, _ zone: String) -> [States.Resource] {
      [
        Self.written(
          "card\(name)", "Microsoft.Network/networkInterfaces/card\(name)", "Microsoft.Network/networkInterfaces",
          #"{"properties":{"ipConfigurations":[{"name":"i","properties":{"loadBalancerBackendAddressPools":[{"id":"\#(pool)"}]}}]}}"#
        ),
        Self.written(
          "vm\(name)", "Microsoft.Compute/virtualMachines/vm\(name)", "Microsoft.Compute/virtualMachines",
          #"{"zones":["\#(zone)"],"properties":{"networkProfile":{"networkInterfaces":[{"id":"\#(Self.group)/Microsoft.Network/networkInterfaces/card\#(name)"}]}}}"#
        ),
      ]
    }
    let balancer = Self.written(
      "lb", "Microsoft.Network/loadBalancers/lb", "Microsoft.Network/loadBalancers",
      #"{"properties":{"frontendIPConfigurations":[{"name":"f"}],"backendAddressPools":[{"name":"bp"}]}}"#)
    let one = try States.answer([balancer] + machine("1", "1"))
    #expect(try one.down("westeurope-1").contains("azapi_resource.lb"))
    #expect(one.notes.unresolved.isEmpty)
    let two = try States.answer([balancer] + machine("1", "1") + machine("2", "2"))
    #expect(try two.impact("westeurope-1")["azapi_resource.lb"] == .degraded)
  }

  @Test("An update of a resource adds what it names to the resource")
  func updates() throws {
    let answer = try States.answer([
      Self.resource("azurerm_linux_web_app.web", "Microsoft.Web/sites/web"),
      Self.resource("azurerm_subnet.s", "Microsoft.Network/virtualNetworks/v/subnets/s"),
      (
        "azapi_update_resource.u",
        #""id":"\#(Self.group)/Microsoft.Web/sites/web","type":"Microsoft.Web/sites@2022-09-01","resource_id":"\#(Self.group)/Microsoft.Web/sites/web","body":{"properties":{"virtualNetworkSubnetId":"\#(Self.group)/Microsoft.Network/virtualNetworks/v/subnets/s"}}"#
      ),
    ])
    #expect(answer.relations("azurerm_linux_web_app.web", .needs) == ["azurerm_subnet.s"])
  }

  @Test("An event's subscription needs what it delivers to")
  func events() throws {
    let answer = try States.answer([
      Self.resource("azurerm_linux_function_app.fn", "Microsoft.Web/sites/fn"),
      Self.resource("azurerm_eventgrid_system_topic.t", "Microsoft.EventGrid/systemTopics/t"),
      (
        "azurerm_eventgrid_system_topic_event_subscription.s",
        #""id":"x","name":"s","system_topic":"t","resource_group_name":"shop","azure_function_endpoint":[{"function_id":"\#(Self.group)/Microsoft.Web/sites/fn/functions/f"}]"#
      ),
      (
        "azurerm_eventgrid_system_topic_event_subscription.w",
        #""id":"y","name":"w","system_topic":"t","resource_group_name":"shop","webhook_endpoint":[{"url":"https://hooks.partner.example/x"}]"#
      ),
    ])
    #expect(
      Set(answer.relations("azurerm_eventgrid_system_topic_event_subscription.s", .needs))
        == ["azurerm_eventgrid_system_topic.t", "azurerm_linux_function_app.fn"])
    #expect(
      answer.relations("azurerm_eventgrid_system_topic_event_subscription.w", .needs)
        .contains("host/hooks.partner.example"))
  }

  @Test("A record of one front end is lost with the zone of that front end")
  func frontEnds() throws {
    func record(_ name: String, _ address: String) -> States.Resource {
      Self.resource(
        "azurerm_private_dns_a_record.\(name)", "Microsoft.Network/privateDnsZones/c.internal/A/\(name)",
        #""zone_name":"c.internal","records":["\#(address)"]"#)
    }
    let answer = try States.answer([
      Self.resource(
        "azurerm_lb.lb", "Microsoft.Network/loadBalancers/lb",
        #""frontend_ip_configuration":[{"name":"shop","zones":["1"],"private_ip_address":"10.0.0.100"},{"name":"admin","zones":["2"],"private_ip_address":"10.0.0.101"},{"name":"wide","zones":["1","2","3"],"private_ip_address":"10.0.0.102"}]"#
      ),
      Self.resource("azurerm_private_dns_zone.z", "Microsoft.Network/privateDnsZones/c.internal"),
      record("shop", "10.0.0.100"), record("wide", "10.0.0.102"),
      Self.resource(
        "azurerm_linux_web_app.web", "Microsoft.Web/sites/web", #""app_settings":{"LB":"http://10.0.0.101:80"}"#),
    ])
    #expect(try answer.down("westeurope-1").contains("azurerm_private_dns_a_record.shop"))
    #expect(try !answer.down("westeurope-2").contains("azurerm_private_dns_a_record.shop"))
    #expect(try !answer.down("westeurope-1").contains("azurerm_private_dns_a_record.wide"))
    #expect(try answer.impact("westeurope-2").keys.contains("azurerm_linux_web_app.web"))
    #expect(answer.relations("azurerm_linux_web_app.web", .needs).contains("westeurope-2"))
  }

  @Test("A reference to the address of a load balancer needs the zone of its front end")
  func referencedFronts() throws {
    func zones(_ names: [String]) throws -> [String] {
      try ImportedAnswer(
        text: TerraformFiles.plan(
          [
            TerraformFiles.change(
              "azurerm_lb.lb",
              #""name":"lb","location":"westeurope","frontend_ip_configuration":[{"name":"a","zones":["1"]},{"name":"b","zones":["2"]}]"#,
              unknown: ["private_ip_address"]),
            TerraformFiles.change(
              "azurerm_linux_web_app.web", #""name":"web","location":"westeurope""#, unknown: ["app_settings"]),
          ],
          [
            TerraformFiles.declaration("azurerm_lb.lb"),
            TerraformFiles.declaration("azurerm_linux_web_app.web", [("app_settings", names)]),
          ]), file: "plan.json"
      ).relations("azurerm_linux_web_app.web", .needs).filter { $0.hasPrefix("westeurope-") }
    }
    #expect(try zones(["azurerm_lb.lb.private_ip_address", "azurerm_lb.lb"]) == ["westeurope-1"])
    let unsure = ["azurerm_lb.lb.frontend_ip_configuration[1].private_ip_address", "azurerm_lb.lb"]
    #expect(try zones(unsure) == ["westeurope-1", "westeurope-2"])
  }

  @Test("Two routes to a half of everywhere are a way out that needs the next hops of both")
  func splitRoutes() throws {
    func wayOut(_ prefixes: [String]) throws -> [String] {
      let routes = prefixes.enumerated().map { number, prefix in
        #"{"name":"r\#(number)","address_prefix":"\#(prefix)","next_hop_type":"VirtualAppliance","next_hop_in_ip_address":"203.0.113.\#(number)"}"#
      }
      return try States.answer([
        Self.resource(
          "azurerm_subnet.s", "Microsoft.Network/virtualNetworks/v/subnets/s", #""virtual_network_name":"v""#),
        Self.resource(
          "azurerm_route_table.t", "Microsoft.Network/routeTables/t", #""route":[\#(routes.joined(separator: ","))]"#),
        (
          "azurerm_subnet_route_table_association.a",
          #""subnet_id":"\#(Self.group)/Microsoft.Network/virtualNetworks/v/subnets/s","route_table_id":"\#(Self.group)/Microsoft.Network/routeTables/t""#
        ),
      ]).relations("egress:azurerm_subnet.s", .needs)
    }
    #expect(
      try wayOut(["0.0.0.0/1", "128.0.0.0/1"]).filter { $0.hasPrefix("host") || $0.hasPrefix("address") }
        == ["host/203.0.113.0", "host/203.0.113.1"])
    #expect(try wayOut(["0.0.0.0/1"]) == ["no such component"])
  }

  @Test("A profile behind another is lost with as many endpoints as leave too few")
  func nestedProfiles() throws {
    func endpoint(_ name: String) -> States.Resource {
      Self.resource(
        "azurerm_traffic_manager_external_endpoint.\(name)",
        "Microsoft.Network/trafficManagerProfiles/eu/externalEndpoints/\(name)",
        #""profile_id":"\#(Self.group)/Microsoft.Network/trafficManagerProfiles/eu","target":"\#(name).example.com","weight":1"#
      )
    }
    for (least, isLost) in [("1", false), ("2", true), ("7", true)] {
      let answer = try States.answer([
        Self.resource(
          "azurerm_traffic_manager_profile.top", "Microsoft.Network/trafficManagerProfiles/top",
          #""traffic_routing_method":"Performance""#),
        Self.resource(
          "azurerm_traffic_manager_profile.eu", "Microsoft.Network/trafficManagerProfiles/eu",
          #""traffic_routing_method":"Weighted""#),
        endpoint("a"), endpoint("b"),
        Self.resource(
          "azurerm_traffic_manager_nested_endpoint.n", "Microsoft.Network/trafficManagerProfiles/top/nestedEndpoints/n",
          #""profile_id":"\#(Self.group)/Microsoft.Network/trafficManagerProfiles/top","target_resource_id":"\#(Self.group)/Microsoft.Network/trafficManagerProfiles/eu","minimum_child_endpoints":\#(least)"#
        ),
      ])
      #expect(try answer.down("host/a.example.com").contains("azurerm_traffic_manager_profile.top") == isLost)
      #expect(try !answer.down("host/a.example.com").contains("azurerm_traffic_manager_profile.eu"))
    }
  }

  static let policies: [(more: String, first: Level?, second: Level?)] = [
    (#""automatic_failover_enabled":false"#, .down, .degraded),
    (#""automatic_failover_enabled":true"#, .degraded, nil),
    (#""enable_automatic_failover":true"#, .degraded, nil),
    (#""automatic_failover_enabled":false,"multiple_write_locations_enabled":true"#, .degraded, nil),
  ]

  @Test(
    "An account that does not fail over by itself needs the region that it is written in", arguments: policies.indices)
  func accountsOfRegions(index: Int) throws {
    let (more, first, second) = Self.policies[index]
    let answer = try States.answer([
      Self.resource(
        "azurerm_cosmosdb_account.c", "Microsoft.DocumentDB/databaseAccounts/c",
        #""geo_location":[{"location":"northeurope","failover_priority":1},{"location":"West Europe","failover_priority":0}],\#(more)"#
      )
    ])
    #expect(try answer.impact("westeurope")["azurerm_cosmosdb_account.c"] == first)
    #expect(try answer.impact("northeurope")["azurerm_cosmosdb_account.c"] == second)
  }

  @Test("An account in the form of the interface is in all its regions", arguments: ["true", "false"])
  func writtenAccounts(failsOver: String) throws {
    let answer = try States.answer([
      Self.written(
        "c", "Microsoft.DocumentDB/databaseAccounts/c", "Microsoft.DocumentDB/databaseAccounts",
        #"{"properties":{"enableAutomaticFailover":\#(failsOver),"locations":[{"locationName":"North Europe","failoverPriority":1},{"locationName":"West Europe","failoverPriority":0}]}}"#
      )
    ])
    #expect(try answer.impact("westeurope")["azapi_resource.c"] == (failsOver == "true" ? .degraded : .down))
    #expect(try answer.down(["westeurope", "northeurope"]).contains("azapi_resource.c"))
  }

  @Test(
    "A failover group that someone has to move needs its primary",
    arguments: [("Manual", Level.down), ("Automatic", .degraded)])
  func failoverGroups(mode: String, level: Level) throws {
    let answer = try States.answer([
      Self.resource("azurerm_mssql_server.a", "Microsoft.Sql/servers/a"),
      ("azurerm_mssql_server.b", #""id":"\#(Self.group)/Microsoft.Sql/servers/b","name":"b","location":"northeurope""#),
      Self.resource(
        "azurerm_mssql_failover_group.g", "Microsoft.Sql/servers/a/failoverGroups/g",
        #""server_id":"\#(Self.group)/Microsoft.Sql/servers/a","partner_server":[{"id":"\#(Self.group)/Microsoft.Sql/servers/b"}],"read_write_endpoint_failover_policy":[{"mode":"\#(mode)"}]"#
      ),
    ])
    #expect(try answer.impact("azurerm_mssql_server.a")["azurerm_mssql_failover_group.g"] == level)
    #expect(try answer.impact("azurerm_mssql_server.b")["azurerm_mssql_failover_group.g"] != .down)
  }

  @Test("A machine on a host is lost with the zone of the host's group")
  func hostsOfGroups() throws {
    let answer = try States.answer([
      Self.resource("azurerm_dedicated_host_group.g", "Microsoft.Compute/hostGroups/g", #""zone":"2""#),
      Self.resource(
        "azurerm_dedicated_host.h", "Microsoft.Compute/hostGroups/g/hosts/h",
        #""dedicated_host_group_id":"\#(Self.group)/Microsoft.Compute/hostGroups/g""#),
      Self.resource(
        "azurerm_linux_virtual_machine.vm", "Microsoft.Compute/virtualMachines/vm",
        #""dedicated_host_id":"\#(Self.group)/Microsoft.Compute/hostGroups/g/hosts/h""#),
    ])
    #expect(
      try answer.down("westeurope-2") == ["azurerm_dedicated_host.h", "azurerm_linux_virtual_machine.vm"])
  }
}
