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
      .part("azurerm_mssql_managed_instance_failover_group", "azure/sql-failover-group", by: ["name"]),
      .part("azurerm_sql_failover_group", "azure/sql-failover-group", by: ["name"]),
      .part(
        "azurerm_postgresql_flexible_server", "azure/postgresql-server", by: ["name"], at: ["fqdn"], isExternal: true),
      .part("azurerm_postgresql_flexible_server_database", "azure/database"),
      .part("azurerm_postgresql_flexible_server_virtual_endpoint", "azure/sql-failover-group", by: ["name"]),
      .part("azurerm_postgresql_server", "azure/postgresql-server", by: ["name"], at: ["fqdn"], isExternal: true),
      .part("azurerm_postgresql_database", "azure/database"),
      .part("azurerm_mysql_flexible_server", "azure/mysql-server", by: ["name"], at: ["fqdn"], isExternal: true),
      .part("azurerm_mysql_flexible_database", "azure/database"),
      .part("azurerm_mysql_server", "azure/mysql-server", by: ["name"], at: ["fqdn"]),
      .part("azurerm_mariadb_server", "azure/mysql-server", by: ["name"], at: ["fqdn"]),
      .glue("azurerm_mssql_*"), .glue("azurerm_postgresql_*"), .glue("azurerm_mysql_*"), .glue("azurerm_sql_*"),
      .part(
        "azurerm_cosmosdb_account", "azure/cosmos-account", by: ["name"], at: ["endpoint"], isExternal: true),
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
          "primary_dfs_host", "secondary_blob_host", "secondary_web_host", "primary_blob_endpoint",
          "primary_queue_endpoint", "primary_table_endpoint", "primary_file_endpoint", "primary_web_endpoint",
          "primary_dfs_endpoint",
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
      .part("azurerm_eventhub_namespace", "azure/event-hubs", by: ["name"], isExternal: true),
      .part("azurerm_eventhub", "azure/event-hub", by: ["name"]),
      .glue("azurerm_eventhub_*"),
      .part("azurerm_eventgrid_topic", "azure/event-grid-topic", by: ["name"], at: ["endpoint"]),
      .part("azurerm_eventgrid_system_topic", "azure/event-grid-topic", by: ["name"]),
      .part("azurerm_eventgrid_domain", "azure/event-grid-topic", by: ["name"], at: ["endpoint"]),
      .path("azurerm_eventgrid_event_subscription", "azure/event-grid-subscription"),
      .path("azurerm_eventgrid_system_topic_event_subscription", "azure/event-grid-subscription"),
      .part("azurerm_signalr_service", "azure/signalr", by: ["name"], at: ["hostname"], isExternal: true),
      .part("azurerm_web_pubsub", "azure/signalr", by: ["name"], at: ["hostname"], isExternal: true),
      .glue("azurerm_web_pubsub_*"), .glue("azurerm_signalr_*"),
      .part("azurerm_search_service", "azure/search-service", by: ["name"], isExternal: true),
      .part("azurerm_cognitive_account", "azure/cognitive-account", by: ["name"], at: ["endpoint"], isExternal: true),
      .part("azurerm_ai_services", "azure/cognitive-account", by: ["name"], at: ["endpoint"]),
      .part("azurerm_cognitive_deployment", "azure/cognitive-deployment", by: ["name"]),
      .part(
        "azurerm_app_configuration", "azure/app-configuration", by: ["name"], at: ["endpoint"], isExternal: true),
      .glue("azurerm_app_configuration_*"),
      .part("azurerm_iothub", "azure/iot-hub", by: ["name"], at: ["hostname"]), .glue("azurerm_iothub_*"),
      .part(
        "azurerm_resource_group_template_deployment", "azure/template-deployment", by: ["name"],
        skippedBecause: templateReason),
      .part(
        "azurerm_subscription_template_deployment", "azure/template-deployment", by: ["name"],
        skippedBecause: templateReason),
      .part(
        "azurerm_management_group_template_deployment", "azure/template-deployment", by: ["name"],
        skippedBecause: templateReason),
      .part(
        "azurerm_tenant_template_deployment", "azure/template-deployment", by: ["name"],
        skippedBecause: templateReason),
      .part("azurerm_template_deployment", "azure/template-deployment", by: ["name"], skippedBecause: templateReason),
      .part("azurerm_data_factory", "azure/data-factory", by: ["name"]),
      .glue("azurerm_data_factory_*"),
      .part("azurerm_databricks_workspace", "azure/databricks", by: ["name"], at: ["workspace_url"]),
      .part("azurerm_synapse_workspace", "azure/synapse", by: ["name"]),
      .part("azurerm_kusto_cluster", "azure/kusto-cluster", by: ["name"], at: ["uri", "data_ingestion_uri"]),
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
        by: ["name", "instrumentation_key", "connection_string"], at: ["connection_string", "instrumentation_key"],
        isExternal: true),
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
      .init("azurerm_cognitive_deployment", "cognitive_account_id", .hard, "azurerm_cognitive_account"),
      .init("azurerm_cosmosdb_account", "virtual_network_rule.id", .config, "azurerm_subnet"),
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
    ] + eventRules + [
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
      .init("azurerm_sql_failover_group", "server_name", "azurerm_sql_server"),
      .init(
        "azurerm_postgresql_flexible_server_virtual_endpoint", "source_server_id",
        "azurerm_postgresql_flexible_server"),
      .init(
        "azurerm_postgresql_flexible_server_virtual_endpoint", "replica_server_id",
        "azurerm_postgresql_flexible_server"),
      .init("azurerm_sql_failover_group", "partner_servers", "azurerm_sql_server"),
      .init("azurerm_sql_failover_group", "databases", "azurerm_sql_database"),
      .init(
        "azurerm_mssql_managed_instance_failover_group", "managed_instance_id", "azurerm_mssql_managed_instance"),
      .init(
        "azurerm_mssql_managed_instance_failover_group", "partner_managed_instance_id",
        "azurerm_mssql_managed_instance"),
    ],
    limits: dataLimits,
    callTerms: eventDeliveries,
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
    ],
    hosts: hosts)

  /// Why what a template makes is not in the model.
  private static let templateReason = "its resources are in a template of Azure's, which is not read"

  /// The hosts that Azure makes of names, which are unique in the world.
  private static let hosts: [CloudHost] =
    [
      "azurerm_mssql_server", "azurerm_sql_server",
    ].map { CloudHost($0, "{name}.database.windows.net") }
    + ["azurerm_mssql_failover_group", "azurerm_sql_failover_group"].map {
      CloudHost($0, "{name}.database.windows.net", "{name}.secondary.database.windows.net")
    }
    + ["azurerm_postgresql_flexible_server", "azurerm_postgresql_server"].map {
      CloudHost($0, "{name}.postgres.database.azure.com")
    }
    + ["azurerm_mysql_flexible_server", "azurerm_mysql_server"].map {
      CloudHost($0, "{name}.mysql.database.azure.com")
    }
    + ["azurerm_servicebus_namespace", "azurerm_eventhub_namespace"].map {
      CloudHost($0, "{name}.servicebus.windows.net")
    }
    + ["azurerm_cognitive_account", "azurerm_ai_services"].map {
      CloudHost(
        $0, "{custom_subdomain_name}.openai.azure.com", "{custom_subdomain_name}.cognitiveservices.azure.com",
        "{custom_subdomain_name}.services.ai.azure.com")
    }
    + [
      .init(
        "azurerm_postgresql_flexible_server_virtual_endpoint", "{name}.writer.postgres.database.azure.com",
        "{name}.reader.postgres.database.azure.com"),
      .init("azurerm_mariadb_server", "{name}.mariadb.database.azure.com"),
      .init(
        "azurerm_cosmosdb_account", "{name}.documents.azure.com", "{name}.mongo.cosmos.azure.com",
        "{name}.cassandra.cosmos.azure.com", "{name}.gremlin.cosmos.azure.com", "{name}.table.cosmos.azure.com"),
      .init("azurerm_redis_cache", "{name}.redis.cache.windows.net"),
      .init("azurerm_redis_enterprise_cluster", "{name}.{location}.redisenterprise.cache.azure.net"),
      .init("azurerm_managed_redis", "{name}.{location}.redis.azure.net"),
      .init(
        "azurerm_storage_account", "{name}.blob.core.windows.net", "{name}.queue.core.windows.net",
        "{name}.table.core.windows.net", "{name}.file.core.windows.net", "{name}.dfs.core.windows.net"),
      .init("azurerm_key_vault", "{name}.vault.azure.net"),
      .init("azurerm_key_vault_managed_hardware_security_module", "{name}.managedhsm.azure.net"),
      .init("azurerm_signalr_service", "{name}.service.signalr.net"),
      .init("azurerm_web_pubsub", "{name}.webpubsub.azure.com"),
      .init("azurerm_search_service", "{name}.search.windows.net"),
      .init("azurerm_app_configuration", "{name}.azconfig.io"),
      .init("azurerm_iothub", "{name}.azure-devices.net"),
      .init("azurerm_kusto_cluster", "{name}.{location}.kusto.windows.net"),
      .init("azurerm_eventgrid_topic", "{name}.{location}-1.eventgrid.azure.net"),
      .init(
        "azurerm_synapse_workspace", "{name}.sql.azuresynapse.net", "{name}-ondemand.sql.azuresynapse.net",
        "{name}.dev.azuresynapse.net"),
    ]

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
