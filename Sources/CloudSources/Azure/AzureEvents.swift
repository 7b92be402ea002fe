extension CloudService {
  /// The places to which Azure's Event Grid delivers.
  static let eventRules = ["azurerm_eventgrid_event_subscription", "azurerm_eventgrid_system_topic_event_subscription"]
    .flatMap { type -> [CloudRule] in
      [
        CloudRule(type, "azure_function_endpoint.function_id", .hard, among: apps),
        CloudRule(type, "webhook_endpoint.url", .entry),
        CloudRule(type, "webhook_endpoint.base_url", .entry),
        CloudRule(type, "eventhub_endpoint_id", .hard, "azurerm_eventhub"),
        CloudRule(type, "service_bus_queue_endpoint_id", .hard, "azurerm_servicebus_queue"),
        CloudRule(type, "service_bus_topic_endpoint_id", .hard, "azurerm_servicebus_topic"),
        CloudRule(type, "storage_queue_endpoint.storage_account_id", .hard, "azurerm_storage_account"),
        CloudRule(
          type, "storage_blob_dead_letter_destination.storage_account_id", .soft, "azurerm_storage_account"),
      ]
    }
}
