import DependencyModel
import ImportTestSupport
import TestSupport
import Testing

@testable import CloudSources

/// A shop over three zones of Azure, from its state and its plan. What is true is in the fixture's README.
@Suite struct TerraformAzureShopTests {
  static let files = ["terraform.tfstate", "plan.json"]
  static let front: Set = [
    "azurerm_linux_virtual_machine_scale_set.web", "azurerm_lb_backend_address_pool.web", "azurerm_lb_rule.http",
    "azurerm_dns_a_record.www",
  ]
  static let lost: [(fault: String, down: Set<String>)] = [
    (
      "westeurope-1",
      [
        "azurerm_public_ip.nat", "azurerm_nat_gateway.app", "egress:azurerm_subnet.app",
        "azurerm_linux_virtual_machine.search[\"1\"]", "azurerm_linux_virtual_machine.batch",
        "azurerm_managed_disk.batch",
      ]
    ),
    (
      "westeurope-2",
      front.union([
        "azurerm_linux_virtual_machine.search[\"2\"]", "azurerm_postgresql_flexible_server.catalog",
      ])
    ),
    ("westeurope-3", ["azurerm_kubernetes_cluster_node_pool.spot"]),
    (
      "azurerm_postgresql_flexible_server.orders",
      ["azurerm_postgresql_flexible_server_database.orders", "azurerm_linux_web_app.checkout"]
    ),
    ("azurerm_nat_gateway.app", ["egress:azurerm_subnet.app"]),
    ("azurerm_lb.front", ["azurerm_lb_rule.http", "azurerm_dns_a_record.www"]),
    ("azurerm_key_vault_key.data", ["azurerm_storage_account.assets"]),
    (
      "azurerm_linux_virtual_machine_scale_set.web", front.subtracting(["azurerm_linux_virtual_machine_scale_set.web"])
    ),
    ("azurerm_managed_disk.batch", ["azurerm_linux_virtual_machine.batch"]),
    ("azurerm_resource_group.shop", []),
  ]

  @Test("By state and plan, a fault takes down the expected resources of Azure", arguments: lost.indices, files)
  func faults(index: Int, file: String) throws {
    let (fault, down) = Self.lost[index]
    #expect(try ImportedAnswer("terraform/azure-3az", file).down(fault) == down, "\(fault)")
  }

  static let degraded: [(fault: String, ids: Set<String>)] = [
    (
      "westeurope-1",
      front.union([
        "azurerm_public_ip.front", "azurerm_lb.front", "azurerm_lb.search", "azurerm_lb_rule.search",
        "azurerm_lb_backend_address_pool.search", "azurerm_postgresql_flexible_server.orders",
        "azurerm_postgresql_flexible_server_database.orders", "azurerm_linux_web_app.checkout",
        "azurerm_redis_cache.sessions", "azurerm_kubernetes_cluster.main",
      ])
    ),
    (
      "westeurope-2",
      [
        "azurerm_public_ip.front", "azurerm_lb.front", "azurerm_lb.search", "azurerm_lb_rule.search",
        "azurerm_lb_backend_address_pool.search", "azurerm_linux_web_app.checkout", "azurerm_redis_cache.sessions",
        "azurerm_kubernetes_cluster.main",
      ]
    ),
    (
      "westeurope-3",
      front.union([
        "azurerm_public_ip.front", "azurerm_lb.front", "azurerm_lb.search", "azurerm_lb_rule.search",
        "azurerm_kubernetes_cluster.main",
      ])
    ),
  ]

  @Test(
    "By state and plan, the loss of a zone of Azure degrades the expected resources", arguments: degraded.indices, files
  )
  func degradations(index: Int, file: String) throws {
    let (fault, ids) = Self.degraded[index]
    #expect(try ImportedAnswer("terraform/azure-3az", file).degraded(fault) == ids)
  }

  @Test("The loss of the standby's zone costs redundancy, and a key is only needed to start a server", arguments: files)
  func redundancyAndKeys(file: String) throws {
    let answer = try ImportedAnswer("terraform/azure-3az", file)
    let orders = "azurerm_postgresql_flexible_server.orders"
    #expect(try answer.fragile("westeurope-2").contains(orders))
    #expect(answer.relations(orders, .startNeeds) == ["azurerm_key_vault_key.data"])
    #expect(answer.model["azurerm_linux_virtual_machine_scale_set.web"]?.units == 3)
    #expect(answer.model["azurerm_kubernetes_cluster_node_pool.spot"]?.units == 1)
    #expect(answer.relations("azurerm_linux_virtual_machine.batch", .startNeeds) == ["egress:azurerm_subnet.app"])
    #expect(answer.unresolved == [])
    #expect(answer.remarks == [])
    #expect(try answer.down("westeurope").contains(orders))
  }
}
