extension CloudService {
  /// Azure's stores, queues, keys and watchers.
  static let azureData = CloudService(
    types: [
      .part(
        "azurerm_mssql_server", "azure/sql-server", by: ["name"], at: ["fully_qualified_domain_name"], isExternal: true),
      .part("azurerm_sql_server", "azure/sql-server", by: ["name"], at: ["fully_qualified_domain_name"]),
      .part("azurerm_mssql_database", "azure/sql-database", by: ["name"]),
      .part("azurerm_sql_database", "azure/sql-database", by: ["name"]),
      .part("azurerm_mssql_elasticpool", "azure/sql-elastic-pool", by: ["name"]),
      .part("azurerm_mssql_failover_group", "azure/sql-failover-group", by: ["name"]),
      .part("azurerm_mssql_managed_instance", "azure/sql-server", by: ["name"], at: ["fqdn"]),
      .part(
        "azurerm_postgresql_flexible_server", "azure/postgresql-server", by: ["name"], at: ["fqdn"], isExternal: true),
      .part("azurerm_postgresql_flexible_server_database", "azure/database"),
      .part("azurerm_postgresql_server", "azure/postgresql-server", by: ["name"], at: ["fqdn"], isExternal: true),
      .part("azurerm_postgresql_database", "azure/database"),
      .part("azurerm_mysql_flexible_server", "azure/mysql-server", by: ["name"], at: ["fqdn"], isExternal: true),
      .part("azurerm_mysql_flexible_database", "azure/database"),
      .part("azurerm_mysql_server", "azure/mysql-server", by: ["name"], at: ["fqdn"]),
      .part("azurerm_mariadb_server", "azure/mysql-server", by: ["name"], at: ["fqdn"]),
      .glue("azurerm_mssql_*"), .glue("azurerm_postgresql_*"), .glue("azurerm_mysql_*"), .glue("azurerm_sql_*"),
      .part(
        "azurerm_cosmosdb_account", "azure/cosmos-account", by: ["name"], at: ["endpoint", "connection_strings"],
        isExternal: true),
      .part("azurerm_cosmosdb_*", "azure/cosmos-database", by: ["name"]),
      .part(
        "azurerm_redis_cache", "azure/redis-cache", by: ["name"], at: ["hostname"], isExternal: true),
      .part("azurerm_redis_enterprise_cluster", "azure/redis-cache", by: ["name"], at: ["hostname"]),
      .part("azurerm_redis_enterprise_database", "azure/redis-cache"),
      .part("azurerm_managed_redis", "azure/redis-cache", by: ["name"], at: ["hostname"]),
      .glue("azurerm_redis_*"),
      .part(
        "azurerm_storage_account", "azure/storage-account", by: ["name"],
        at: [
          "primary_blob_host", "primary_queue_host", "primary_table_host", "primary_file_host", "primary_web_host",
          "primary_blob_endpoint", "primary_queue_endpoint", "primary_table_endpoint", "primary_file_endpoint",
          "secondary_blob_host",
        ], isNamedPlainly: true, isExternal: true),
      .part("azurerm_storage_container", "azure/storage-container", by: ["name"]),
      .part("azurerm_storage_queue", "azure/storage-queue", by: ["name"]),
      .part("azurerm_storage_share", "azure/file-share", by: ["name"], at: ["url"]),
      .part("azurerm_storage_table", "azure/storage-table", by: ["name"]),
      .glue("azurerm_storage_*"),
      .part("azurerm_netapp_account", "azure/file-share", by: ["name"]),
      .part("azurerm_netapp_pool", "azure/file-share", by: ["name"]),
      .part("azurerm_netapp_volume", "azure/file-share", by: ["name"], at: ["mount_ip_addresses"]),
      .part("azurerm_servicebus_namespace", "azure/service-bus", by: ["name"], at: ["endpoint"], isExternal: true),
      .part("azurerm_servicebus_queue", "azure/service-bus-queue", by: ["name"]),
      .part("azurerm_servicebus_topic", "azure/service-bus-topic", by: ["name"]),
      .part("azurerm_servicebus_subscription", "azure/service-bus-subscription", by: ["name"]),
      .glue("azurerm_servicebus_*"),
      .part("azurerm_eventhub_namespace", "azure/event-hubs", by: ["name"], isExternal: true, units: ["capacity"]),
      .part("azurerm_eventhub", "azure/event-hub", by: ["name"]),
      .glue("azurerm_eventhub_*"),
      .part("azurerm_eventgrid_topic", "azure/event-grid-topic", by: ["name"], at: ["endpoint"]),
      .part("azurerm_eventgrid_system_topic", "azure/event-grid-topic", by: ["name"]),
      .part("azurerm_eventgrid_domain", "azure/event-grid-topic", by: ["name"], at: ["endpoint"]),
      .path("azurerm_eventgrid_event_subscription", "azure/event-grid-subscription"),
      .path("azurerm_eventgrid_system_topic_event_subscription", "azure/event-grid-subscription"),
      .part("azurerm_signalr_service", "azure/signalr", by: ["name"], at: ["hostname"]),
      .part("azurerm_search_service", "azure/search-service", by: ["name"], units: ["replica_count"]),
      .part("azurerm_data_factory", "azure/data-factory", by: ["name"]),
      .glue("azurerm_data_factory_*"),
      .part("azurerm_databricks_workspace", "azure/databricks", by: ["name"], at: ["workspace_url"]),
      .part("azurerm_synapse_workspace", "azure/synapse", by: ["name"]),
      .part("azurerm_kusto_cluster", "azure/kusto-cluster", by: ["name"], at: ["uri"], units: ["sku.capacity"]),
      .part("azurerm_key_vault", "azure/key-vault", by: ["name"], at: ["vault_uri"], isExternal: true),
      .part(
        "azurerm_key_vault_key", "azure/key", by: ["name", "versionless_id", "resource_id", "resource_versionless_id"],
        at: ["id", "versionless_id"], isExternal: true),
      .part(
        "azurerm_key_vault_secret", "azure/secret", by: ["versionless_id", "resource_id", "resource_versionless_id"],
        at: ["id", "versionless_id"], isExternal: true),
      .part(
        "azurerm_key_vault_certificate", "azure/certificate",
        by: ["versionless_id", "secret_id", "versionless_secret_id"],
        isExternal: true),
      .glue("azurerm_key_vault_*"),
      .setting(
        "azurerm_user_assigned_identity", "azure/identity", by: ["name", "principal_id", "client_id"], isExternal: true),
      .part("azurerm_log_analytics_workspace", "azure/log-workspace", by: ["name"], isExternal: true),
      .part(
        "azurerm_application_insights", "azure/application-insights",
        by: ["name", "instrumentation_key", "connection_string"]),
      .glue("azurerm_monitor_*"), .glue("azurerm_log_analytics_*"), .glue("azurerm_application_insights_*"),
      .glue("azurerm_management_lock"), .glue("azurerm_policy_*"), .glue("azurerm_resource_group_policy_*"),
      .glue("azurerm_consumption_*"), .glue("azurerm_security_center_*"),
      .part("azurerm_recovery_services_vault", "azure/recovery-vault", by: ["name"]),
      .glue("azurerm_backup_*"), .glue("azurerm_site_recovery_*"),
      .nothing("azurerm_client_config"), .nothing("azurerm_subscription"), .nothing("azurerm_subscriptions"),
      .nothing("azuread_*"), .nothing("azapi_update_resource"), .nothing("azapi_resource_action"),
    ],
    rules: [
      .init("azurerm_mssql_database", "server_id", .hard, "azurerm_mssql_server"),
      .init("azurerm_sql_database", "server_name", .hard, "azurerm_sql_server"),
      .init("azurerm_mssql_database", "elastic_pool_id", .hard, "azurerm_mssql_elasticpool"),
      .init("azurerm_mssql_database", "creation_source_database_id", .soft, "azurerm_mssql_database"),
      .init("azurerm_mssql_elasticpool", "server_name", .hard, "azurerm_mssql_server"),
      .init("azurerm_mssql_server", "transparent_data_encryption_key_vault_key_id", .restart, "azurerm_key_vault_key"),
      .init("azurerm_mssql_failover_group", "databases", .config, "azurerm_mssql_database"),
      .init("azurerm_mssql_managed_instance", "subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_postgresql_flexible_server_database", "server_id", .hard, "azurerm_postgresql_flexible_server"),
      .init("azurerm_postgresql_database", "server_name", .hard, "azurerm_postgresql_server"),
      .init("azurerm_mysql_flexible_database", "server_name", .hard, "azurerm_mysql_flexible_server"),
      .init("azurerm_redis_cache", "subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_redis_enterprise_database", "cluster_id", .hard, "azurerm_redis_enterprise_cluster"),
      .init("azurerm_storage_container", "storage_account_name", .hard, "azurerm_storage_account"),
      .init("azurerm_storage_container", "storage_account_id", .hard, "azurerm_storage_account"),
      .init("azurerm_storage_queue", "storage_account_name", .hard, "azurerm_storage_account"),
      .init("azurerm_storage_queue", "storage_account_id", .hard, "azurerm_storage_account"),
      .init("azurerm_storage_share", "storage_account_name", .hard, "azurerm_storage_account"),
      .init("azurerm_storage_share", "storage_account_id", .hard, "azurerm_storage_account"),
      .init("azurerm_storage_table", "storage_account_name", .hard, "azurerm_storage_account"),
      .init("azurerm_storage_account", "customer_managed_key.key_vault_key_id", .hard, "azurerm_key_vault_key"),
      .init("azurerm_netapp_pool", "account_name", .hard, "azurerm_netapp_account"),
      .init("azurerm_netapp_volume", "pool_name", .hard, "azurerm_netapp_pool"),
      .init("azurerm_netapp_volume", "subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_servicebus_queue", "namespace_id", .hard, "azurerm_servicebus_namespace"),
      .init("azurerm_servicebus_queue", "namespace_name", .hard, "azurerm_servicebus_namespace"),
      .init("azurerm_servicebus_queue", "forward_to", .soft, "azurerm_servicebus_queue", "azurerm_servicebus_topic"),
      .init(
        "azurerm_servicebus_queue", "forward_dead_lettered_messages_to", .soft, "azurerm_servicebus_queue",
        "azurerm_servicebus_topic"),
      .init("azurerm_servicebus_topic", "namespace_id", .hard, "azurerm_servicebus_namespace"),
      .init("azurerm_servicebus_subscription", "topic_id", .hard, "azurerm_servicebus_topic"),
      .init(
        "azurerm_servicebus_subscription", "forward_to", .soft, "azurerm_servicebus_queue", "azurerm_servicebus_topic"),
      .init("azurerm_servicebus_namespace", "customer_managed_key.key_vault_key_id", .hard, "azurerm_key_vault_key"),
      .init("azurerm_eventhub", "namespace_id", .hard, "azurerm_eventhub_namespace"),
      .init("azurerm_eventhub", "namespace_name", .hard, "azurerm_eventhub_namespace"),
      .init("azurerm_eventhub", "capture_description.destination.storage_account_id", .soft, "azurerm_storage_account"),
      .init("azurerm_eventgrid_event_subscription", "scope", .hard),
      .init("azurerm_eventgrid_system_topic", "source_arm_resource_id", .hard),
      .init("azurerm_eventgrid_system_topic", "source_resource_id", .hard),
      .init(
        "azurerm_eventgrid_system_topic_event_subscription", "system_topic", .hard, "azurerm_eventgrid_system_topic"),
      .init("azurerm_key_vault_key", "key_vault_id", .hard, "azurerm_key_vault"),
      .init("azurerm_key_vault_secret", "key_vault_id", .hard, "azurerm_key_vault"),
      .init("azurerm_key_vault_certificate", "key_vault_id", .hard, "azurerm_key_vault"),
      .init("azurerm_application_insights", "workspace_id", .soft, "azurerm_log_analytics_workspace"),
      .init("azurerm_synapse_workspace", "storage_data_lake_gen2_filesystem_id", .hard, "azurerm_storage_account"),
    ] + cosmos
      + servers.flatMap { type in
        [
          .init(type, "delegated_subnet_id", .hard, "azurerm_subnet"),
          .init(type, "private_dns_zone_id", .soft, "azurerm_private_dns_zone"),
          .init(type, "source_server_id", .soft, type),
          .init(type, "customer_managed_key.key_vault_key_id", .restart, "azurerm_key_vault_key"),
        ]
      },
    places: [
      .init("azurerm_mssql_failover_group", "server_id", "azurerm_mssql_server"),
      .init("azurerm_mssql_failover_group", "partner_server", "azurerm_mssql_server"),
    ],
    links: [
      .init(
        "azurerm_storage_account_customer_managed_key", "storage_account_id", ["azurerm_storage_account"], .hard,
        "key_name", ["azurerm_key_vault_key"]),
      .init(
        "azurerm_storage_account_customer_managed_key", "storage_account_id", ["azurerm_storage_account"], .hard,
        "key_vault_key_id", ["azurerm_key_vault_key"]),
      .init(
        "azurerm_storage_account_customer_managed_key", "storage_account_id", ["azurerm_storage_account"], .hard,
        "key_vault_id", ["azurerm_key_vault"]),
      .init(
        "azurerm_mssql_server_transparent_data_encryption", "server_id", ["azurerm_mssql_server"], .restart,
        "key_vault_key_id", ["azurerm_key_vault_key"]),
    ])

  /// The types of servers that state a zone, and may have a standby in another.
  static let servers = ["azurerm_postgresql_flexible_server", "azurerm_mysql_flexible_server"]

  private static let cosmos: [CloudRule] =
    [
      "azurerm_cosmosdb_sql_database", "azurerm_cosmosdb_sql_container", "azurerm_cosmosdb_mongo_database",
      "azurerm_cosmosdb_mongo_collection", "azurerm_cosmosdb_table", "azurerm_cosmosdb_cassandra_keyspace",
      "azurerm_cosmosdb_gremlin_database", "azurerm_cosmosdb_gremlin_graph",
    ].flatMap { type in
      [
        CloudRule(type, "account_name", .hard, "azurerm_cosmosdb_account"),
        CloudRule(
          type, "database_name", .hard, "azurerm_cosmosdb_sql_database", "azurerm_cosmosdb_mongo_database",
          "azurerm_cosmosdb_gremlin_database"),
      ]
    } + [CloudRule("azurerm_cosmosdb_account", "key_vault_key_id", .hard, "azurerm_key_vault_key")]
}
