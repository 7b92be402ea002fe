/// The resource of Azure or Google that a text names although no file has it, by the form of the text.
struct CloudOutsideName {
  /// The id of its component.
  let id: String
  /// Terraform's type; empty if it is not known.
  let type: String

  /// What a text names; `nil` for texts that name nothing of these types.
  ///
  /// - Parameters:
  ///   - text: the whole value of an attribute.
  ///   - types: the types that the attribute can name; empty for any.
  init?(_ text: String, types: [String]) {
    guard (12...1_024).contains(text.utf8.count), text.utf8.allSatisfy(Self.isPlain) else { return nil }
    let key = CloudName.key(text)
    let found: String?
    if CloudName.isARM(key) {
      let parts = key.split(separator: "/").map(String.init)
      guard parts.count >= 8, let start = parts.firstIndex(of: "providers"), parts.count > start + 3 else { return nil }
      // Microsoft.Network/virtualNetworks/NAME/subnets/NAME
      let words = [parts[start + 1]] + stride(from: start + 2, to: parts.count, by: 2).map { parts[$0] }
      found = Self.azure[words.joined(separator: "/")]
    } else if CloudName.isGooglePath(key), case let parts = key.split(separator: "/"), parts.count >= 4 {
      found = Self.google[String(parts[parts.count - 2])]
    } else {
      return nil
    }
    if !types.isEmpty, let found, !types.contains(found) { return nil }
    id = key
    type = found ?? (types.count == 1 ? types[0] : "")
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-_./:".utf8.contains(byte)
  }

  private static let azure: [String: String] = [
    "microsoft.network/virtualnetworks": "azurerm_virtual_network",
    "microsoft.network/virtualnetworks/subnets": "azurerm_subnet",
    "microsoft.network/publicipaddresses": "azurerm_public_ip",
    "microsoft.network/natgateways": "azurerm_nat_gateway", "microsoft.network/loadbalancers": "azurerm_lb",
    "microsoft.network/networkinterfaces": "azurerm_network_interface",
    "microsoft.network/loadbalancers/backendaddresspools": "azurerm_lb_backend_address_pool",
    "microsoft.network/networksecuritygroups": "azurerm_network_security_group",
    "microsoft.network/applicationgateways": "azurerm_application_gateway",
    "microsoft.network/azurefirewalls": "azurerm_firewall", "microsoft.network/dnszones": "azurerm_dns_zone",
    "microsoft.network/privatednszones": "azurerm_private_dns_zone",
    "microsoft.network/virtualhubs": "azurerm_virtual_hub",
    "microsoft.compute/virtualmachines": "azurerm_linux_virtual_machine",
    "microsoft.compute/disks": "azurerm_managed_disk",
    "microsoft.compute/virtualmachinescalesets": "azurerm_linux_virtual_machine_scale_set",
    "microsoft.keyvault/vaults": "azurerm_key_vault", "microsoft.storage/storageaccounts": "azurerm_storage_account",
    "microsoft.sql/servers": "azurerm_mssql_server",
    "microsoft.dbforpostgresql/flexibleservers": "azurerm_postgresql_flexible_server",
    "microsoft.dbformysql/flexibleservers": "azurerm_mysql_flexible_server",
    "microsoft.web/serverfarms": "azurerm_service_plan", "microsoft.cache/redis": "azurerm_redis_cache",
    "microsoft.containerservice/managedclusters": "azurerm_kubernetes_cluster",
    "microsoft.containerregistry/registries": "azurerm_container_registry",
    "microsoft.servicebus/namespaces": "azurerm_servicebus_namespace",
    "microsoft.eventhub/namespaces": "azurerm_eventhub_namespace",
    "microsoft.app/managedenvironments": "azurerm_container_app_environment",
    "microsoft.documentdb/databaseaccounts": "azurerm_cosmosdb_account",
    "microsoft.operationalinsights/workspaces": "azurerm_log_analytics_workspace",
  ]

  private static let google: [String: String] = [
    "networks": "google_compute_network", "subnetworks": "google_compute_subnetwork",
    "addresses": "google_compute_address", "routers": "google_compute_router", "disks": "google_compute_disk",
    "instanceGroups": "google_compute_instance_group", "networkEndpointGroups": "google_compute_network_endpoint_group",
    "instanceGroupManagers": "google_compute_instance_group_manager",
    "backendServices": "google_compute_backend_service", "cryptoKeys": "google_kms_crypto_key",
    "keyRings": "google_kms_key_ring", "topics": "google_pubsub_topic", "secrets": "google_secret_manager_secret",
    "clusters": "google_container_cluster", "connectors": "google_vpc_access_connector",
  ]
}
