import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// The pools within gateways and front doors of Azure: rules need a pool each.
@Suite struct AzurePoolsTests {
  private static let group: String = "/subscriptions/s1/resourceGroups/shop/providers"
  private static func resource(_ address: String, _ id: String, _ more: String = "") -> States.Resource {
    AzureMembersTests.resource(address, id, more)
  }

  @Test("A pool that no rule of a gateway uses is no spare")
  func unusedPools() throws {
    func gateway(_ rules: String) throws -> ImportedAnswer {
      try States.answer([
        Self.resource(
          "azurerm_application_gateway.gw", "Microsoft.Network/applicationGateways/gw",
          #""backend_address_pool":[{"name":"live","fqdns":["w1.azurewebsites.net"]},{"name":"unused","fqdns":["w2.azurewebsites.net"]}]\#(rules)"#
        ),
        Self.resource("azurerm_linux_web_app.w1", "Microsoft.Web/sites/w1"),
        Self.resource("azurerm_linux_web_app.w2", "Microsoft.Web/sites/w2"),
        Self.resource(
          "azurerm_network_interface.n", "Microsoft.Network/networkInterfaces/n",
          #""ip_configuration":[{"name":"i","application_gateway_backend_address_pools_ids":["\#(Self.group)/Microsoft.Network/applicationGateways/gw/backendAddressPools/unused"]}]"#
        ),
      ])
    }
    let rule = #"{"name":"r","backend_address_pool_name":"Live"}"#
    let used = try gateway(#","request_routing_rule":[\#(rule)]"#)
    #expect(used.relations("azurerm_application_gateway.gw", .needs) == ["azurerm_linux_web_app.w1"])
    let paths = try gateway(
      #","request_routing_rule":[\#(rule)],"url_path_map":[{"default_backend_address_pool_name":"live","path_rule":[{"backend_address_pool_name":"unused"}]}]"#
    )
    // Each rule and path needs its own pool.
    #expect(try paths.down("azurerm_linux_web_app.w1").contains("azurerm_application_gateway.gw"))
    let other = ["azurerm_linux_web_app.w2", "azurerm_network_interface.n"]
    #expect(try paths.down(other).contains("azurerm_application_gateway.gw"))
  }

  @Test("The pools of a gateway are no spares for each other, and the members of one are")
  func poolsOfGateways() throws {
    func card(_ name: String, _ pool: String) -> States.Resource {
      Self.resource(
        "azurerm_network_interface.\(name)", "Microsoft.Network/networkInterfaces/\(name)",
        #""ip_configuration":[{"name":"i","application_gateway_backend_address_pools_ids":["\#(Self.group)/Microsoft.Network/applicationGateways/gw/backendAddressPools/\#(pool)"]}]"#
      )
    }
    let answer = try States.answer([
      Self.resource(
        "azurerm_application_gateway.gw", "Microsoft.Network/applicationGateways/gw",
        #""backend_address_pool":[{"name":"web"},{"name":"api"}],"request_routing_rule":[{"name":"r","backend_address_pool_name":"web"},{"name":"s","backend_address_pool_name":"api"}]"#
      ), card("web1", "web"), card("web2", "web"), card("api", "api"),
    ])
    let gateway = "azurerm_application_gateway.gw"
    #expect(try answer.impact("azurerm_network_interface.web1")[gateway] == .degraded)
    #expect(try answer.down(["azurerm_network_interface.web1", "azurerm_network_interface.web2"]).contains(gateway))
    #expect(try answer.down("azurerm_network_interface.api").contains(gateway))
  }

  @Test("The pools of a front door of the first kind are no spares for each other")
  func poolsOfFrontDoors() throws {
    let answer = try States.answer([
      Self.resource(
        "azurerm_frontdoor.fd", "Microsoft.Network/frontDoors/fd",
        #""backend_pool":[{"name":"web","backend":[{"address":"a.partner.example"}]},{"name":"api","backend":[{"address":"b.partner.example"}]},{"name":"old","backend":[{"address":"c.partner.example"}]}],"routing_rule":[{"name":"r","forwarding_configuration":[{"backend_pool_name":"web"}]},{"name":"s","forwarding_configuration":[{"backend_pool_name":"api"}]}]"#
      )
    ])
    #expect(answer.relations("azurerm_frontdoor.fd", .needs) == ["host/a.partner.example", "host/b.partner.example"])
  }
}
