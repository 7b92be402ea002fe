import DependencyModel
import ImportTestSupport
import TestSupport
import Testing

@testable import CloudSources

/// A shop over three zones of Google's cloud, from its state and its plan. What is true is in the fixture's README.
@Suite struct TerraformGoogleShopTests {
  static let files = ["terraform.tfstate", "plan.json"]
  static let front: Set = [
    "google_compute_region_instance_group_manager.web", "google_compute_backend_service.web",
    "google_compute_url_map.web", "google_compute_target_https_proxy.web",
    "google_compute_global_forwarding_rule.front", "google_dns_record_set.www",
  ]
  static let lost: [(fault: String, down: Set<String>)] = [
    (
      "europe-west1-b",
      [
        "google_compute_instance.search[\"b\"]", "google_compute_instance_group.search[\"b\"]",
        "google_compute_instance.batch", "google_compute_disk.batch",
      ]
    ),
    (
      "europe-west1-c",
      front.union([
        "google_compute_instance.search[\"c\"]", "google_compute_instance_group.search[\"c\"]",
        "google_sql_database_instance.catalog",
      ])
    ),
    ("europe-west1-d", ["google_container_node_pool.spot", "google_filestore_instance.media"]),
    (
      "google_sql_database_instance.orders",
      ["google_sql_database.orders", "google_cloud_run_v2_service.checkout", "google_cloudfunctions2_function.fulfil"]
    ),
    ("google_compute_router_nat.main", ["egress:google_compute_subnetwork.app"]),
    ("google_compute_global_forwarding_rule.front", ["google_dns_record_set.www"]),
    ("google_kms_crypto_key.data", ["google_storage_bucket.assets"]),
    (
      "google_compute_region_instance_group_manager.web",
      front.subtracting(["google_compute_region_instance_group_manager.web"])
    ),
    ("google_compute_disk.batch", ["google_compute_instance.batch"]),
    ("google_compute_instance_template.web", []), ("google_compute_health_check.web", []),
    (
      "google_pubsub_topic.orders",
      ["google_pubsub_subscription.orders", "google_cloud_run_v2_service.checkout"]
    ),
  ]

  @Test("By state and plan, a fault takes down the expected resources of Google", arguments: lost.indices, files)
  func faults(index: Int, file: String) throws {
    let (fault, down) = Self.lost[index]
    #expect(try ImportedAnswer("terraform/google-3az", file).down(fault) == down, "\(fault)")
  }

  static let cluster: Set = ["google_container_cluster.main", "google_container_node_pool.main"]
  static let search: Set = ["google_compute_region_backend_service.search", "google_compute_forwarding_rule.search"]
  static let degraded: [(fault: String, ids: Set<String>)] = [
    (
      "europe-west1-b",
      front.union(cluster).union(search).union([
        "google_sql_database_instance.orders", "google_sql_database.orders", "google_redis_instance.sessions",
        "google_cloud_run_v2_service.checkout", "google_cloudfunctions2_function.fulfil",
      ])
    ),
    ("europe-west1-c", cluster.union(search)), ("europe-west1-d", front.union(cluster)),
  ]

  @Test(
    "By state and plan, the loss of a zone of Google degrades the expected resources", arguments: degraded.indices,
    files)
  func degradations(index: Int, file: String) throws {
    let (fault, ids) = Self.degraded[index]
    #expect(try ImportedAnswer("terraform/google-3az", file).degraded(fault) == ids)
  }

  @Test("Copies in another zone are redundancy, and a key is only needed to start a database", arguments: files)
  func redundancyAndKeys(file: String) throws {
    let answer = try ImportedAnswer("terraform/google-3az", file)
    #expect(try answer.fragile("europe-west1-c").contains("google_sql_database_instance.orders"))
    #expect(try answer.fragile("europe-west1-c").contains("google_redis_instance.sessions"))
    #expect(answer.relations("google_sql_database_instance.orders", .startNeeds) == ["google_kms_crypto_key.data"])
    #expect(answer.model["google_compute_region_instance_group_manager.web"]?.units == 3)
    #expect(answer.unresolved == [])
    #expect(answer.remarks == [])
    #expect(try answer.down("europe-west1").contains("google_compute_subnetwork.app"))
    #expect(try !answer.down("europe-west1").contains("google_compute_network.main"))
  }
}
