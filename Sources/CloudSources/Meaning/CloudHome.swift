internal import ModelFormats
internal import SourceReading

/// Where the names of a resource hold: an account and a region, a subscription and a resource group, a project and a region.
///
/// Elsewhere the same name is that of something else. What is not known does not tell two homes apart.
struct CloudHome: Equatable {
  /// The account, subscription or project.
  var account: String?
  /// The region, or the resource group of Azure.
  var area: String?
  /// The zone, where names hold in one only.
  var zone: String?

  /// Whether a text may name different things in different homes: a plain name, or an address within a network.
  static func isBare(_ text: String) -> Bool {
    let (hasDot, hasColon) = (text.includes(sign: "."), text.includes(sign: ":"))
    if hasDot || hasColon {
      // Of addresses only those that begin with a number or have colons may be private.
      if let first = text.utf8.first, hasColon || (48...57).contains(first), PrivateAddress.includes(text) {
        return true
      }
      if hasDot { return false }
    }
    // The name of a connection has the project and the region.
    if hasColon, text.utf8.count(where: { $0 == UInt8(ascii: ":") }) == 2 { return false }
    return !isID(text) && !(hasColon && (text.includes("://") || CloudOutsider.isHost(text)))
  }

  /// Whether a text is an id, ARN or link that a cloud made up.
  static func isID(_ text: String) -> Bool { CloudName.isGlobal(text) || CloudOutsider.type(ofID: text) != nil }

  /// The types whose names are the only ones of their kind in the world.
  static let namedWorldwide: Set<String> = [
    "aws_s3_bucket", "google_storage_bucket", "azurerm_storage_account", "azurerm_key_vault",
    "azurerm_container_registry", "azurerm_cosmosdb_account", "azurerm_mssql_server", "azurerm_sql_server",
    "azurerm_postgresql_flexible_server", "azurerm_postgresql_server", "azurerm_mysql_flexible_server",
    "azurerm_mysql_server", "azurerm_redis_cache", "azurerm_servicebus_namespace", "azurerm_eventhub_namespace",
    "azurerm_search_service", "azurerm_app_configuration",
  ]

  /// The types whose names are the only ones of their kind in a project, whichever region each is in.
  static let namedInProject: Set<String> = [
    "google_sql_database_instance", "google_spanner_instance", "google_bigtable_instance", "google_bigquery_dataset",
    "google_firestore_database", "google_secret_manager_secret", "google_pubsub_topic", "google_pubsub_subscription",
    "google_app_engine_standard_app_version", "google_app_engine_flexible_app_version",
  ]
}
