extension CloudService {
  /// Google's stores, queues, keys and watchers.
  static let googleData = CloudService(
    types: [
      .part(
        "google_sql_database_instance", "gcp/sql-instance",
        by: ["name", "connection_name", "psc_service_attachment_link"],
        at: [
          "private_ip_address", "public_ip_address", "first_ip_address", "ip_address.ip_address", "dns_name",
          "connection_name",
        ], isExternal: true),
      .part("google_sql_database", "gcp/database"),
      .glue("google_sql_*"),
      .part(
        "google_spanner_instance", "gcp/spanner-instance", by: ["name"], isExternal: true),
      .part("google_spanner_database", "gcp/database", by: ["name"]),
      .part("google_alloydb_cluster", "gcp/alloydb-cluster", by: ["name", "cluster_id"]),
      .part(
        "google_alloydb_instance", "gcp/alloydb-instance", by: ["name", "instance_id"],
        at: ["ip_address", "public_ip_address"]),
      .part(
        "google_bigtable_instance", "gcp/bigtable-instance", by: ["name"], over: ["cluster.zone"]),
      .part("google_bigtable_table", "gcp/database", by: ["name"]),
      .part("google_firestore_database", "gcp/firestore-database", by: ["name"]),
      .part("google_bigquery_dataset", "gcp/bigquery-dataset", by: ["dataset_id"], isExternal: true),
      .part("google_bigquery_table", "gcp/bigquery-table", by: ["table_id"]),
      .glue("google_bigquery_*"),
      .part(
        "google_redis_instance", "gcp/redis-instance", by: ["name"], at: ["host", "read_endpoint"], isExternal: true),
      .part("google_redis_cluster", "gcp/redis-instance", by: ["name"], at: ["discovery_endpoints.address"]),
      .part(
        "google_memorystore_instance", "gcp/redis-instance", by: ["name", "instance_id"],
        at: [
          "discovery_endpoints.address", "endpoints.connections.psc_auto_connection.ip_address",
          "psc_auto_connections.ip_address",
        ]),
      .part(
        "google_memcache_instance", "gcp/memcache-instance", by: ["name"],
        at: ["discovery_endpoint", "memcache_nodes.host"],
        over: ["zones"]),
      .part(
        "google_filestore_instance", "gcp/filestore-instance", by: ["name"], at: ["networks.ip_addresses"],
        isExternal: true),
      .part(
        "google_storage_bucket", "gcp/storage-bucket", by: ["name", "url"], at: ["url"], isNamedPlainly: true,
        isExternal: true),
      .glue("google_storage_*"),
      .part(
        "google_pubsub_topic", "gcp/pubsub-topic", by: ["name"], isGlobal: true, isNamedPlainly: true, isExternal: true),
      .part("google_pubsub_lite_topic", "gcp/pubsub-topic", by: ["name"]),
      .part(
        "google_pubsub_subscription", "gcp/pubsub-subscription", by: ["name"], isGlobal: true, isNamedPlainly: true),
      .setting("google_pubsub_schema", "gcp/pubsub-schema", by: ["name"]),
      .glue("google_pubsub_*"),
      .part("google_eventarc_trigger", "gcp/eventarc-trigger", by: ["name"]),
      .part("google_kms_key_ring", "gcp/key-ring", by: ["name"], isExternal: true),
      .part("google_kms_crypto_key", "gcp/key", by: ["name"], isExternal: true),
      .glue("google_kms_*"),
      .part("google_secret_manager_secret", "gcp/secret", by: ["name", "secret_id"], isExternal: true),
      .glue("google_secret_manager_*"),
      .setting("google_service_account", "gcp/service-account", by: ["email", "name", "account_id"], isExternal: true),
      .glue("google_service_account_*"), .glue("google_project_*"), .glue("google_organization_*"),
      .glue("google_folder_*"), .glue("google_iam_*"), .glue("google_*_iam_member"), .glue("google_*_iam_binding"),
      .glue("google_*_iam_policy"),
      .setting("google_project", "gcp/project", by: ["project_id"]),
      .setting("google_folder", "gcp/project"),
      .part("google_logging_project_sink", "gcp/log-sink", by: ["name"], isGlobal: true),
      .glue("google_logging_*"), .glue("google_monitoring_*"),
      .nothing("google_client_config"), .nothing("google_compute_zones"), .nothing("google_compute_regions"),
      .nothing("google_client_openid_userinfo"), .nothing("google_netblock_ip_ranges"),
    ],
    rules: [
      .init("google_sql_database_instance", "master_instance_name", .soft, "google_sql_database_instance"),
      .init("google_sql_database_instance", "encryption_key_name", .restart, "google_kms_crypto_key"),
      .init(
        "google_sql_database_instance", "settings.ip_configuration.private_network", .hard, "google_compute_network"),
      .init("google_sql_database", "instance", .hard, "google_sql_database_instance"),
      .init("google_spanner_database", "instance", .hard, "google_spanner_instance"),
      .init("google_spanner_database", "encryption_config.kms_key_name", .hard, "google_kms_crypto_key"),
      .init("google_alloydb_cluster", "network_config.network", .hard, "google_compute_network"),
      .init("google_alloydb_cluster", "network", .hard, "google_compute_network"),
      .init("google_alloydb_instance", "cluster", .hard, "google_alloydb_cluster"),
      .init("google_bigtable_table", "instance_name", .hard, "google_bigtable_instance"),
      .init("google_bigquery_dataset", "default_encryption_configuration.kms_key_name", .hard, "google_kms_crypto_key"),
      .init("google_bigquery_table", "dataset_id", .hard, "google_bigquery_dataset"),
      .init("google_redis_instance", "authorized_network", .hard, "google_compute_network"),
      .init("google_redis_instance", "customer_managed_key", .restart, "google_kms_crypto_key"),
      .init("google_redis_cluster", "psc_configs.network", .hard, "google_compute_network"),
      .init("google_memcache_instance", "authorized_network", .hard, "google_compute_network"),
      .init("google_filestore_instance", "networks.network", .hard, "google_compute_network"),
      .init("google_filestore_instance", "kms_key_name", .restart, "google_kms_crypto_key"),
      .init("google_storage_bucket", "encryption.default_kms_key_name", .hard, "google_kms_crypto_key"),
      .init("google_storage_bucket", "logging.log_bucket", .soft, "google_storage_bucket"),
      .init("google_pubsub_topic", "kms_key_name", .hard, "google_kms_crypto_key"),
      .init("google_pubsub_topic", "schema_settings.schema", .config, "google_pubsub_schema"),
      .init("google_pubsub_subscription", "topic", .hard, "google_pubsub_topic"),
      .init("google_pubsub_subscription", "dead_letter_policy.dead_letter_topic", .soft, "google_pubsub_topic"),
      .init("google_pubsub_subscription", "bigquery_config.table", .hard, "google_bigquery_table"),
      .init("google_eventarc_trigger", "transport.pubsub.topic", .hard, "google_pubsub_topic"),
      .init("google_eventarc_trigger", "destination.workflow", .hard, "google_workflows_workflow"),
      .init(
        "google_eventarc_trigger", "destination.cloud_function", .hard, "google_cloudfunctions2_function",
        "google_cloudfunctions_function"),
      .init("google_eventarc_trigger", "destination.gke.cluster", .hard, "google_container_cluster"),
      .init("google_eventarc_trigger", "destination.http_endpoint.uri", .entry),
      .init(
        "google_eventarc_trigger", "matching_criteria.value", .soft, "google_storage_bucket", "google_pubsub_topic",
        "google_firestore_database"),
      .init("google_memorystore_instance", "desired_psc_auto_connections.network", .hard, "google_compute_network"),
      .init("google_memorystore_instance", "desired_auto_created_endpoints.network", .hard, "google_compute_network"),
      .init(
        "google_eventarc_trigger", "destination.cloud_run_service.service", .hard, "google_cloud_run_v2_service",
        "google_cloud_run_service"),
      .init("google_kms_crypto_key", "key_ring", .hard, "google_kms_key_ring"),
      .init(
        "google_secret_manager_secret", "replication.user_managed.replicas.customer_managed_encryption.kms_key_name",
        .hard, "google_kms_crypto_key"),
      .init(
        "google_logging_project_sink", "destination", .hard, "google_storage_bucket", "google_pubsub_topic",
        "google_bigquery_dataset"),
    ],
    places: [.init("google_pubsub_subscription", "push_config.push_endpoint")],
    limits: [
      .init(
        "google_pubsub_lite_topic", .rate("MiB/s"), "partition_config.capacity.publish_mib_per_sec",
        times: "partition_config.count"),
      .init("google_filestore_instance", .rate("IOPS"), "performance_config.fixed_iops.max_iops"),
    ],
    callTerms: [
      // A push must be acknowledged by its answer.
      .init(
        "google_pubsub_subscription", ["push_config"], timeout: [("ack_deadline_seconds", .seconds)],
        ("dead_letter_policy.max_delivery_attempts", .tries))
    ],
    links: [
      // Who listens gets what is pushed.
      .init(
        "google_storage_notification", "topic", ["google_pubsub_topic"], .soft, "bucket", ["google_storage_bucket"])
    ],
    hosts: [
      .init("google_sql_database_instance", "{project}:{region}:{name}", "projects/{project}/instances/{name}"),
      .init(
        "google_storage_bucket", "gs://{name}", "{name}.storage.googleapis.com", "storage.googleapis.com/{name}",
        "https://storage.googleapis.com/{name}", "https://storage.cloud.google.com/{name}"),
      .init("google_pubsub_topic", "projects/{project}/topics/{name}"),
      .init("google_pubsub_subscription", "projects/{project}/subscriptions/{name}"),
      .init("google_secret_manager_secret", "projects/{project}/secrets/{secret_id}"),
      .init("google_spanner_instance", "projects/{project}/instances/{name}"),
      .init("google_spanner_database", "projects/{project}/instances/{instance}/databases/{name}"),
      .init("google_bigtable_instance", "projects/{project}/instances/{name}"),
      .init(
        "google_bigquery_dataset", "projects/{project}/datasets/{dataset_id}", "{project}.{dataset_id}",
        "{project}:{dataset_id}"),
      .init(
        "google_bigquery_table", "projects/{project}/datasets/{dataset_id}/tables/{table_id}",
        "{project}.{dataset_id}.{table_id}", "{project}:{dataset_id}.{table_id}"),
      .init("google_firestore_database", "projects/{project}/databases/{name}"),
      .init("google_redis_instance", "projects/{project}/locations/{region}/instances/{name}"),
      .init(
        "google_alloydb_instance", "projects/{project}/locations/{location}/clusters/{cluster}/instances/{instance_id}"),
      .init("google_alloydb_cluster", "projects/{project}/locations/{location}/clusters/{cluster_id}"),
    ])
}
