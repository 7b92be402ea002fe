/// Types of Google's that the same word of a path names.
enum GoogleTypes {
  /// By the first of them all the types that a word of a path may name.
  private static let alike: [String: [String]] = [
    "google_compute_instance_group": [
      "google_compute_instance_group_manager", "google_compute_region_instance_group_manager",
      "google_container_node_pool", "google_container_cluster",
    ],
    "google_compute_instance_group_manager": ["google_compute_region_instance_group_manager"],
    "google_compute_network_endpoint_group": [
      "google_compute_region_network_endpoint_group", "google_compute_global_network_endpoint_group",
    ],
    "google_compute_backend_service": ["google_compute_region_backend_service"],
    "google_compute_url_map": ["google_compute_region_url_map"],
    "google_compute_forwarding_rule": ["google_compute_global_forwarding_rule"],
    "google_compute_address": ["google_compute_global_address"],
    "google_compute_disk": ["google_compute_region_disk"],
    "google_compute_ha_vpn_gateway": ["google_compute_vpn_gateway"],
    "google_compute_instance": [
      "google_sql_database_instance", "google_redis_instance", "google_spanner_instance", "google_bigtable_instance",
      "google_filestore_instance", "google_memcache_instance", "google_compute_instance_from_template",
      "google_alloydb_instance",
    ],
    "google_container_cluster": ["google_alloydb_cluster", "google_redis_cluster", "google_dataproc_cluster"],
    "google_cloud_run_v2_service": ["google_cloud_run_service"],
    "google_cloudfunctions2_function": ["google_cloudfunctions_function"],
    "google_compute_instance_template": ["google_compute_region_instance_template"],
    "google_compute_health_check": ["google_compute_region_health_check", "google_compute_http_health_check"],
  ]

  /// Whether a word of a path that names a type may name one of others.
  static func isLike(_ type: String, oneOf types: [String]) -> Bool {
    types.contains(type) || alike[type]?.contains { types.contains($0) } == true
  }
}
