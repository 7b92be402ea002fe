/// How much work the stores and messengers of Azure can do, and how they deliver.
extension CloudService {
  static let dataLimits: [CloudLimit] =
    [
      "sql_database", "sql_container", "mongo_database", "mongo_collection", "cassandra_keyspace", "cassandra_table",
      "gremlin_database", "gremlin_graph", "table",
    ].flatMap { kind -> [CloudLimit] in
      ["autoscale_settings.max_throughput", "throughput"].map { path in
        CloudLimit("azurerm_cosmosdb_\(kind)", .rate("RU/s"), path)
      }
    } + [
      // A throughput unit takes 1,000 events per second. Those of other tiers have no such number.
      CloudLimit(
        "azurerm_eventhub_namespace", .rate("/s"), "maximum_throughput_units", each: 1_000,
        where: .only("auto_inflate_enabled", ["true"])),
      CloudLimit(
        "azurerm_eventhub_namespace", .rate("/s"), "capacity", each: 1_000, where: .only("sku", ["Basic", "Standard"])),
      CloudLimit("azurerm_mysql_flexible_server", .rate("IOPS"), "storage.iops"),
      CloudLimit("azurerm_netapp_volume", .rate("MiB/s"), "throughput_in_mibps"),
      // A unit holds 1,000 connections.
      CloudLimit(
        "azurerm_signalr_service", .concurrency, "sku.capacity", each: 1_000,
        where: .only("sku.name", ["Standard_S1", "Premium_P1"])),
      CloudLimit(
        "azurerm_web_pubsub", .concurrency, "capacity", each: 1_000, where: .only("sku", ["Standard_S1", "Premium_P1"])),
    ]

  /// The deliveries of Event Grid are tried a number of times in all.
  static let eventDeliveries: [CloudCalls] = [
    "azurerm_eventgrid_event_subscription", "azurerm_eventgrid_system_topic_event_subscription",
  ].map { type in
    CloudCalls(
      type,
      [
        "azure_function_endpoint", "webhook_endpoint", "eventhub_endpoint_id", "service_bus_queue_endpoint_id",
        "service_bus_topic_endpoint_id", "storage_queue_endpoint",
      ], ("retry_policy.max_delivery_attempts", .tries))
  }
}
