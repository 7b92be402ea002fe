import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// How many alike the resources of Azure and Google stand for.
@Suite struct OtherCloudUnitsTests {
  static let counts: [(type: String, attributes: String, units: Int?)] = [
    // Google: counts in each zone, and totals.
    ("google_container_node_pool", #""node_count":2,"node_locations":["europe-west1-b","europe-west1-c"]"#, 4),
    ("google_container_node_pool", #""initial_node_count":1,"location":"europe-west1-b""#, 1),
    ("google_container_node_pool", #""cluster":"regional","node_count":1,"location":"europe-west1""#, 3),
    ("google_container_node_pool", #""cluster":"zonal","node_count":1"#, 2),
    (
      "google_container_node_pool",
      #""node_locations":["europe-west1-b","europe-west1-c","europe-west1-d"],"node_count":4,"autoscaling":[{"min_node_count":2,"max_node_count":5}]"#,
      6
    ),
    (
      "google_container_node_pool",
      #""node_locations":["europe-west1-b","europe-west1-c"],"autoscaling":[{"min_node_count":0,"total_min_node_count":3,"total_max_node_count":9}]"#,
      3
    ),
    (
      "google_container_node_pool",
      #""node_locations":["europe-west1-b","europe-west1-c"],"node_count":1,"autoscaling":[{"min_node_count":0,"max_node_count":9}]"#,
      2
    ),
    ("google_container_node_pool", #""node_count":0,"node_locations":["europe-west1-b","europe-west1-c"]"#, 0),
    ("google_container_cluster", #""location":"europe-west1","initial_node_count":1"#, 3),
    (
      "google_container_cluster", #""location":"europe-west1","initial_node_count":1,"remove_default_node_pool":true"#,
      nil
    ),
    ("google_compute_region_instance_group_manager", #""target_size":3"#, 3),
    ("google_compute_instance_group_manager", #""target_size":0"#, 0),
    ("google_cloud_run_v2_service", #""template":[{"scaling":[{"min_instance_count":2}]}]"#, 2),
    ("google_cloud_run_v2_service", #""template":[{"scaling":[{"min_instance_count":0}]}]"#, nil),
    (
      "google_cloud_run_v2_service", #""scaling":[{"scaling_mode":"MANUAL","manual_instance_count":0}]"#, 0
    ),
    (
      "google_cloud_run_service",
      #""template":[{"metadata":[{"annotations":{"autoscaling.knative.dev/minScale":"3"}}]}]"#, 3
    ),
    ("google_cloudfunctions_function", #""min_instances":1"#, 1),
    ("google_cloudfunctions2_function", #""service_config":[{"min_instance_count":2}]"#, 2),
    ("google_app_engine_flexible_app_version", #""automatic_scaling":[{"min_total_instances":2}]"#, 2),
    ("google_app_engine_standard_app_version", #""manual_scaling":[{"instances":4}]"#, 4),
    ("google_sql_database_instance", #""settings":[{"availability_type":"REGIONAL"}]"#, 2),
    ("google_sql_database_instance", #""settings":[{"availability_type":"ZONAL"}]"#, 1),
    ("google_sql_database_instance", #""settings":[{"availability_type":"ZONAL","activation_policy":"NEVER"}]"#, 0),
    ("google_redis_instance", #""tier":"BASIC""#, 1),
    ("google_redis_instance", #""tier":"STANDARD_HA","replica_count":3"#, 4),
    ("google_redis_cluster", #""shard_count":3,"replica_count":1"#, 6),
    ("google_memorystore_instance", #""shard_count":3"#, 3),
    ("google_memcache_instance", #""node_count":2"#, 2),
    ("google_spanner_instance", #""num_nodes":3"#, 3),
    ("google_spanner_instance", #""num_nodes":0,"processing_units":2000"#, 2),
    ("google_spanner_instance", #""processing_units":100"#, 1),
    ("google_bigtable_instance", #""cluster":[{"num_nodes":1},{"autoscaling_config":[{"min_nodes":3}]}]"#, 4),
    ("google_alloydb_instance", #""instance_type":"READ_POOL","read_pool_config":[{"node_count":2}]"#, 2),
    ("google_alloydb_instance", #""instance_type":"PRIMARY","availability_type":"REGIONAL""#, 2),
    // Azure.
    ("azurerm_linux_virtual_machine_scale_set", #""instances":3"#, 3),
    ("azurerm_orchestrated_virtual_machine_scale_set", #""instances":0"#, 0),
    ("azurerm_virtual_machine_scale_set", #""sku":[{"name":"x","capacity":2}]"#, 2),
    (
      "azurerm_kubernetes_cluster",
      #""default_node_pool":[{"node_count":3,"auto_scaling_enabled":true,"min_count":2}]"#, 2
    ),
    ("azurerm_kubernetes_cluster", #""default_node_pool":[{"node_count":3,"min_count":null}]"#, 3),
    ("azurerm_kubernetes_cluster_node_pool", #""node_count":1,"enable_auto_scaling":true,"min_count":0"#, 1),
    ("azurerm_kubernetes_cluster_node_pool", #""node_count":0"#, 0),
    ("azurerm_service_plan", #""worker_count":3,"zone_balancing_enabled":true"#, 3),
    ("azurerm_container_app", #""template":[{"min_replicas":2,"max_replicas":5}]"#, 2),
    ("azurerm_container_app", #""template":[{"min_replicas":0}]"#, nil),
    ("azurerm_redis_cache", #""sku_name":"Basic""#, 1),
    ("azurerm_redis_cache", #""sku_name":"Standard""#, 2),
    ("azurerm_redis_cache", #""sku_name":"Premium","shard_count":2,"replicas_per_primary":2"#, 6),
    ("azurerm_eventhub_namespace", #""capacity":2"#, 2),
    ("azurerm_servicebus_namespace", #""sku":"Standard","capacity":0"#, nil),
    ("azurerm_servicebus_namespace", #""sku":"Premium","capacity":1"#, 1),
    ("azurerm_application_gateway", #""sku":[{"capacity":2}]"#, 2),
    ("azurerm_application_gateway", #""autoscale_configuration":[{"min_capacity":0,"max_capacity":4}]"#, nil),
    ("azurerm_postgresql_flexible_server", #""high_availability":[{"mode":"ZoneRedundant"}]"#, 2),
    ("azurerm_mysql_flexible_server", #""high_availability":[{"mode":"SameZone"}]"#, 2),
    ("azurerm_postgresql_flexible_server", #""high_availability":[]"#, 1),
    ("azurerm_cosmosdb_account", #""geo_location":[{"location":"West Europe"},{"location":"northeurope"}]"#, 2),
    ("azurerm_api_management", #""sku_name":"Premium_2""#, 2),
    ("azurerm_search_service", #""replica_count":3"#, 3),
    ("azurerm_mssql_database", #""read_replica_count":2"#, 3),
  ]

  private static let clusters: [States.Resource] = [
    (
      "google_container_cluster.regional",
      #""id":"projects/p/locations/europe-west1/clusters/regional","name":"regional","location":"europe-west1""#
    ),
    (
      "google_container_cluster.zonal",
      #""id":"projects/p/locations/europe-west1-b/clusters/zonal","name":"zonal","location":"europe-west1-b","node_locations":["europe-west1-c"]"#
    ),
  ]

  @Test("A count of Azure or Google is how many there are at least", arguments: counts.indices)
  func units(index: Int) throws {
    let (type, attributes, units) = Self.counts[index]
    let answer = try States.answer(Self.clusters + [("\(type).x", #""name":"x",\#(attributes)"#)])
    #expect(answer.units("\(type).x") == units, "\(type) \(attributes)")
  }

  @Test("What an autoscaler keeps at least counts before what runs now")
  func autoscalers() throws {
    let group = AzureMembersTests.group
    let answer = try States.answer([
      (
        "google_compute_region_instance_group_manager.web",
        #""id":"projects/p/regions/europe-west1/instanceGroupManagers/web","name":"web","target_size":5"#
      ),
      (
        "google_compute_region_autoscaler.web",
        #""id":"a","target":"projects/p/regions/europe-west1/instanceGroupManagers/web","autoscaling_policy":[{"min_replicas":2,"max_replicas":9}]"#
      ),
      AzureMembersTests.resource(
        "azurerm_linux_virtual_machine_scale_set.set", "Microsoft.Compute/virtualMachineScaleSets/set",
        #""instances":5"#),
      (
        "azurerm_monitor_autoscale_setting.set",
        #""id":"s","target_resource_id":"\#(group)/Microsoft.Compute/virtualMachineScaleSets/set","profile":[{"capacity":[{"default":3,"minimum":2,"maximum":9}]}]"#
      ),
    ])
    #expect(answer.units("google_compute_region_instance_group_manager.web") == 2)
    #expect(answer.units("azurerm_linux_virtual_machine_scale_set.set") == 2)
  }

  @Test("One of several zones is no spare, and none at all serves nobody", arguments: [0, 1, 2])
  func spreads(count: Int) throws {
    let answer = try States.answer([
      AzureMembersTests.resource(
        "azurerm_linux_virtual_machine_scale_set.set", "Microsoft.Compute/virtualMachineScaleSets/set",
        #""instances":\#(count),"zones":["1","2"]"#),
      (
        "google_compute_region_instance_group_manager.web",
        #""id":"projects/p/regions/europe-west1/instanceGroupManagers/web","name":"web","region":"europe-west1","target_size":\#(count),"distribution_policy_zones":["europe-west1-b","europe-west1-c"]"#
      ),
      (
        "google_compute_backend_service.b",
        #""id":"projects/p/global/backendServices/b","name":"b","backend":[{"group":"projects/p/regions/europe-west1/instanceGroups/web"}]"#
      ),
    ])
    let level: Level = count == 2 ? .degraded : .down
    #expect(try answer.impact("westeurope-1")["azurerm_linux_virtual_machine_scale_set.set"] == level)
    #expect(try answer.impact("europe-west1-b")["google_compute_region_instance_group_manager.web"] == level)
    #expect(answer.remarks.contains { $0.contains("their count is 0") } == (count == 0))
  }

  @Test(
    "A pool with machines in each zone of its cluster is degraded by the loss of a zone; a cluster in a zone is lost with it"
  )
  func clustersAndPools() throws {
    let answer = try States.answer([
      (
        "google_container_cluster.k",
        #""id":"projects/p/locations/europe-west1-b/clusters/k","name":"k","location":"europe-west1-b","node_locations":["europe-west1-c","europe-west1-d"]"#
      ),
      (
        "google_container_node_pool.n",
        #""id":"n","name":"n","cluster":"k","location":"europe-west1-b","node_count":1,"node_locations":["europe-west1-b","europe-west1-c","europe-west1-d"]"#
      ),
    ])
    #expect(answer.units("google_container_node_pool.n") == 3)
    #expect(try answer.down("europe-west1-b").contains("google_container_cluster.k"))
    #expect(try answer.impact("europe-west1-c")["google_container_cluster.k"] == nil)
    #expect(try answer.impact("europe-west1-c")["google_container_node_pool.n"] == .degraded)
  }
}
