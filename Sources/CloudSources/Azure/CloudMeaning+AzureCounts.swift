internal import SourceReading

/// Counts of Azure's resources: how many alike there are at least.
extension CloudMeaning {
  /// Per resource of Azure's how many alike it stands for, where that is known.
  func azureUnits() -> [String: Int] {
    var found: [String: Int] = [:]
    let scalers = azureScalers()
    for (position, resource) in inventory.resources.enumerated()
    where resource.cloud == "azurerm" && isComponent[position] {
      if let count = scalers[resource.id] ?? azureUnits(of: resource), (0...1_000_000).contains(count) {
        found[resource.id] = count
      }
    }
    return found
  }

  /// By scale set or plan how many an autoscale setting keeps at least.
  private func azureScalers() -> [String: Int] {
    var found: [String: Int] = [:]
    for scaler in resources("azurerm_monitor_autoscale_setting") where scaler.attributes.bool(at: "enabled") != false {
      guard let least = scaler.attributes.values(at: "profile.capacity.minimum").compactMap(\.int).min(), least > 0
      else { continue }
      for id in ids(of: scaler, "target_resource_id", Self.scaled) { found[id] = least }
    }
    return found
  }

  private static let scaled = CloudService.sets + ["azurerm_service_plan", "azurerm_app_service_plan"]

  private func azureUnits(of resource: CloudResource) -> Int? {
    let values = resource.attributes
    func count(_ paths: String...) -> Int? { paths.lazy.compactMap { values.int(at: $0) }.first }
    // Where 0 is how the cloud says that nothing is set, or that it scales by itself.
    func kept(_ paths: String...) -> Int? { paths.lazy.compactMap { values.int(at: $0) }.first { $0 > 0 } }
    switch resource.type {
    case "azurerm_linux_virtual_machine_scale_set", "azurerm_windows_virtual_machine_scale_set",
      "azurerm_orchestrated_virtual_machine_scale_set":
      return count("instances")
    case "azurerm_virtual_machine_scale_set": return count("sku.capacity")
    case "azurerm_kubernetes_cluster":
      return values.values(at: "default_node_pool").first.flatMap { nodes($0) }
    case "azurerm_kubernetes_cluster_node_pool": return nodes(values)
    case "azurerm_service_plan": return kept("worker_count")
    case "azurerm_app_service_plan": return kept("sku.capacity")
    case "azurerm_linux_web_app", "azurerm_windows_web_app": return kept("site_config.worker_count")
    case "azurerm_linux_function_app", "azurerm_windows_function_app", "azurerm_function_app":
      return kept(
        "site_config.elastic_instance_minimum", "site_config.pre_warmed_instance_count", "site_config.worker_count")
    case "azurerm_container_app": return kept("template.min_replicas")
    case "azurerm_redis_cache": return caches(values)
    case "azurerm_application_gateway": return kept("autoscale_configuration.min_capacity", "sku.capacity")
    case "azurerm_eventhub_namespace", "azurerm_servicebus_namespace": return kept("capacity")
    case "azurerm_signalr_service", "azurerm_kusto_cluster": return kept("sku.capacity")
    case "azurerm_web_pubsub": return kept("capacity")
    case "azurerm_search_service": return kept("replica_count")
    case "azurerm_api_management":
      // `Premium_3` has three.
      return values.text(at: "sku_name")?.split(separator: "_").last.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    case "azurerm_postgresql_flexible_server", "azurerm_mysql_flexible_server":
      let mode = values.text(at: "high_availability.mode")
      return mode == "ZoneRedundant" || mode == "SameZone" ? 2 : 1
    case "azurerm_mssql_database": return kept("read_replica_count").map { $0 + 1 }
    case "azurerm_cosmosdb_account":
      let places = Set(values.values(at: "geo_location.location").compactMap(\.text))
      return places.isEmpty ? nil : places.count
    case "azurerm_container_registry":
      let places = values.values(at: "georeplications.location").count
      return places > 0 ? places + 1 : nil
    case "azurerm_vpn_gateway": return kept("scale_unit")
    case "azurerm_bastion_host": return kept("scale_units")
    default: return nil
    }
  }

  /// The machines of a pool, whose count is that of all zones together.
  private func nodes(_ pool: CloudValue) -> Int? {
    let scales = pool.bool(at: "auto_scaling_enabled") ?? pool.bool(at: "enable_auto_scaling")
    if scales != false, let least = pool.int(at: "min_count"), least > 0 { return least }
    return pool.int(at: "node_count")
  }

  /// The copies of a cache: one with its replicas for each shard.
  private func caches(_ values: CloudValue) -> Int? {
    let replicas = ["replicas_per_primary", "replicas_per_master"].lazy.compactMap { values.int(at: $0) }
      .first { $0 > 0 }
    let shards = values.int(at: "shard_count").flatMap { $0 > 0 ? min($0, 100) : nil } ?? 1
    switch values.text(at: "sku_name") {
    case "Basic": return 1
    case "Standard", "Premium": return (1 + min(replicas ?? 1, 100)) * shards
    default: return replicas.map { (1 + min($0, 100)) * shards }
    }
  }
}
