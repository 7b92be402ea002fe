/// Which of Google's resources are where their provider says, if they state no place.
enum GooglePlaces {
  /// The types that are in one zone each.
  private static let zonal: Set<String> = [
    "google_compute_instance", "google_compute_instance_from_template", "google_compute_instance_from_machine_image",
    "google_compute_disk", "google_compute_instance_group", "google_compute_instance_group_manager",
    "google_compute_network_endpoint_group", "google_compute_network_endpoint", "google_compute_network_endpoints",
    "google_compute_target_instance", "google_compute_node_group", "google_compute_reservation",
    "google_compute_attached_disk", "google_compute_autoscaler", "google_compute_resize_request",
    "google_container_cluster", "google_container_node_pool", "google_filestore_instance", "google_bigtable_instance",
    "google_tpu_node", "google_tpu_v2_vm",
  ]

  /// The types that are in one region each, besides those of machines and networks.
  private static let regional: Set<String> = [
    "google_sql_database_instance", "google_redis_instance", "google_redis_cluster", "google_memcache_instance",
    "google_cloudfunctions_function", "google_vpc_access_connector", "google_dataflow_job",
    "google_dataflow_flex_template_job", "google_composer_environment", "google_dataproc_cluster",
    "google_cloud_scheduler_job", "google_workflows_workflow", "google_api_gateway_gateway",
    "google_pubsub_lite_topic", "google_pubsub_lite_subscription", "google_artifact_registry_repository",
    "google_container_cluster", "google_container_node_pool",
  ]

  /// The attributes that state a place; a place that is no region is none of one region.
  private static let paths = [
    "zone", "region", "location", "location_id", "zones", "cluster.zone", "replica_zones", "distribution_policy_zones",
  ]

  /// Whether a resource is in the zone of its provider: it is in a zone, and states neither a zone nor a region.
  static func isInZoneOfProvider(_ resource: CloudResource) -> Bool {
    zonal.contains(resource.type) && !statesPlace(resource) && !isOfCluster(resource)
  }

  /// Whether a resource is in the region of its provider: it is in a region, and states no place.
  static func isInRegionOfProvider(_ resource: CloudResource) -> Bool {
    guard !statesPlace(resource), !isOfCluster(resource) else { return false }
    if regional.contains(resource.type) || resource.type.hasPrefix("google_compute_") { return true }
    // A type without a row that has the attribute, of which the value is not known.
    return !resource.line.isKnown && resource.attributes["region"] != nil
  }

  private static func statesPlace(_ resource: CloudResource) -> Bool {
    paths.contains { path in
      resource.attributes.values(at: path).contains { value in
        switch value {
        case .text(let text): !text.isEmpty
        case .reference, .joined: true
        default: false
        }
      }
    }
  }

  /// Whether a pool of machines names its cluster by an id, which has the place.
  private static func isOfCluster(_ resource: CloudResource) -> Bool {
    guard resource.type == "google_container_node_pool" else { return false }
    switch resource.attributes["cluster"] {
    case .text(let text)?: return text.contains("/")
    case .reference(let reference)?: return reference.attribute != "name"
    default: return false
    }
  }
}
