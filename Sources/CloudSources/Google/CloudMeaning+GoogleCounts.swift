internal import SourceReading

/// Counts of Google's resources: how many alike there are at least.
extension CloudMeaning {
  /// Per resource of Google's how many alike it stands for, where that is known.
  func googleUnits() -> [String: Int] {
    var found: [String: Int] = [:]
    let scalers = googleScalers()
    // Pools that are resources are read back into their cluster.
    let pooled = Set(
      resources("google_container_node_pool").flatMap { ids(of: $0, "cluster", "google_container_cluster") })
    for (position, resource) in inventory.resources.enumerated()
    where resource.cloud == "google" && isComponent[position] {
      if let count = scalers[resource.id] ?? (pooled.contains(resource.id) ? nil : googleUnits(of: resource)),
        (0...1_000_000).contains(count)
      {
        found[resource.id] = count
      }
    }
    return found
  }

  /// By group how many machines an autoscaler keeps at least; one that keeps none says nothing of those that there are.
  private func googleScalers() -> [String: Int] {
    var found: [String: Int] = [:]
    for scaler in resources("google_compute_autoscaler", "google_compute_region_autoscaler") {
      guard let least = scaler.attributes.int(at: "autoscaling_policy.min_replicas"), least > 0,
        scaler.attributes.text(at: "autoscaling_policy.mode") != "OFF"
      else { continue }
      for group in ids(of: scaler, "target", Self.groups) { found[group] = least }
    }
    return found
  }

  private func googleUnits(of resource: CloudResource) -> Int? {
    let values = resource.attributes
    func count(_ paths: String...) -> Int? { paths.lazy.compactMap { values.int(at: $0) }.first }
    // What is started on demand has none until someone calls, and serves all the same.
    func kept(_ paths: String...) -> Int? { paths.lazy.compactMap { values.int(at: $0) }.first { $0 > 0 } }
    switch resource.type {
    case "google_compute_instance_group_manager", "google_compute_region_instance_group_manager":
      return count("target_size")
    case "google_container_node_pool": return nodes(of: resource)
    case "google_container_cluster": return nodesOfCluster(resource)
    case "google_cloud_run_v2_service", "google_cloud_run_v2_worker_pool":
      if values.text(at: "scaling.scaling_mode") == "MANUAL" { return count("scaling.manual_instance_count") }
      return kept("template.scaling.min_instance_count", "scaling.min_instance_count")
    case "google_cloud_run_service":
      let annotations =
        values.values(at: "template.metadata.annotations").flatMap(\.pairs)
        + values.values(at: "metadata.annotations").flatMap(\.pairs)
      return annotations.first { $0.key.hasSuffix("/minScale") }?.value.int.flatMap { $0 > 0 ? $0 : nil }
    case "google_cloudfunctions_function": return kept("min_instances")
    case "google_cloudfunctions2_function": return kept("service_config.min_instance_count")
    case "google_app_engine_standard_app_version", "google_app_engine_flexible_app_version":
      return kept(
        "manual_scaling.instances", "automatic_scaling.standard_scheduler_settings.min_instances",
        "automatic_scaling.min_total_instances")
    case "google_sql_database_instance":
      if values.text(at: "settings.activation_policy") == "NEVER" { return 0 }
      if let pool = kept("node_count") { return pool }
      return values.text(at: "settings.availability_type").map { $0 == "REGIONAL" ? 2 : 1 }
    case "google_redis_instance":
      guard let tier = values.text(at: "tier") else { return nil }
      return tier == "STANDARD_HA" ? 1 + (kept("replica_count") ?? 1) : 1
    case "google_redis_cluster", "google_memorystore_instance":
      return kept("shard_count").map { $0 * (1 + min(count("replica_count") ?? 0, 100)) }
    case "google_memcache_instance": return count("node_count")
    case "google_spanner_instance":
      if let nodes = kept("num_nodes", "autoscaling_config.autoscaling_limits.min_nodes") { return nodes }
      return kept("processing_units", "autoscaling_config.autoscaling_limits.min_processing_units")
        .map { max(1, $0 / 1_000) }
    case "google_bigtable_instance":
      let nodes = values.values(at: "cluster").map { cluster in
        cluster.int(at: "autoscaling_config.min_nodes") ?? cluster.int(at: "num_nodes") ?? 1
      }
      return nodes.isEmpty ? nil : nodes.prefix(100).reduce(0) { $0 + min($1, 10_000) }
    case "google_alloydb_instance":
      if values.text(at: "instance_type") == "READ_POOL" { return count("read_pool_config.node_count") }
      return values.text(at: "availability_type").map { $0 == "REGIONAL" ? 2 : 1 }
    case "google_compute_node_group": return count("autoscaling_policy.min_nodes", "initial_size", "size")
    case "google_vpc_access_connector": return kept("min_instances")
    case "google_dataproc_cluster": return kept("cluster_config.worker_config.num_instances")
    default: return nil
    }
  }

  // MARK: Kubernetes

  /// The counts of a pool of machines are those in each of its zones, unless they are called totals.
  private func nodes(of pool: CloudResource) -> Int? {
    let clusters = ids(of: pool, "cluster", "google_container_cluster").compactMap { inventory[$0] }
    return nodes(pool.attributes, zones: zoneCount(pool) ?? clusters.first.flatMap(zoneCount) ?? 1)
  }

  private func nodes(_ pool: CloudValue, zones: Int) -> Int? {
    if let total = pool.int(at: "autoscaling.total_min_node_count"), total > 0 { return total }
    if let least = pool.int(at: "autoscaling.min_node_count"), least > 0 { return min(least, 10_000) * zones }
    return (pool.int(at: "node_count") ?? pool.int(at: "initial_node_count")).map { min($0, 10_000) * zones }
  }

  /// The machines that a cluster itself states.
  private func nodesOfCluster(_ cluster: CloudResource) -> Int? {
    guard cluster.attributes.bool(at: "enable_autopilot") != true else { return nil }
    let zones = zoneCount(cluster) ?? 1
    let pools = cluster.attributes.values(at: "node_pool").prefix(100).compactMap { nodes($0, zones: zones) }
    if !pools.isEmpty { return pools.reduce(0, +) }
    guard cluster.attributes.bool(at: "remove_default_node_pool") != true else { return nil }
    return cluster.attributes.int(at: "initial_node_count").flatMap { $0 > 0 ? min($0, 10_000) * zones : nil }
  }

  /// How many zones the machines of a cluster or pool are in: those that it lists, the one that it is in, or the three of a
  /// region that Google takes.
  private func zoneCount(_ resource: CloudResource) -> Int? {
    var zones = Set(resource.attributes.values(at: "node_locations").compactMap(\.text))
    let location = resource.attributes["location"]?.text ?? resource.attributes["zone"]?.text
    let own = location.flatMap { CloudProvider.google.zone($0, in: nil) }
    // The list of a cluster in a zone has the other zones.
    if resource.type == "google_container_cluster", let own { zones.insert(own) }
    if !zones.isEmpty { return min(zones.count, 100) }
    if own != nil { return 1 }
    guard resource.type == "google_container_cluster" else { return nil }
    return location.flatMap { CloudProvider.google.region($0) } == nil ? nil : 3
  }
}
