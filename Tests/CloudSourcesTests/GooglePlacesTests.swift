import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Where Google's resources are when their provider states a region and a zone.
@Suite struct GooglePlacesTests {
  private static func plan(
    _ resources: [(address: String, after: String, unknown: [String])], zone: Bool = true
  ) throws -> ImportedAnswer {
    let more = zone ? #","zone":{"constant_value":"us-east4-a"}"# : ""
    let provider =
      #""google":{"name":"google","expressions":{"region":{"constant_value":"us-east4"},"project":{"constant_value":"p"}\#(more)}}"#
    return try ImportedAnswer(
      text: TerraformFiles.plan(
        resources.map { TerraformFiles.change($0.address, $0.after, unknown: $0.unknown) },
        resources.map { TerraformFiles.declaration($0.address, provider: "google") }, providers: provider),
      file: "plan.json")
  }

  static let placed: [(type: String, after: String, unknown: [String], place: [String])] = [
    ("google_sql_database_instance", #""name":"a","region":"us-west1""#, [], ["us-west1"]),
    ("google_sql_database_instance", #""name":"a""#, ["region"], ["us-east4"]),
    ("google_cloud_run_v2_service", #""name":"a","location":"us-east1""#, [], ["us-east1"]),
    ("google_compute_subnetwork", #""name":"a","region":"us-west1""#, [], ["us-west1"]),
    ("google_compute_subnetwork", #""name":"a""#, ["region"], ["us-east4"]),
    ("google_compute_router", #""name":"a""#, [], ["us-east4"]),
    ("google_redis_instance", #""name":"a","region":null"#, [], ["us-east4"]),
    ("google_container_cluster", #""name":"a","location":"us-west1""#, [], ["us-west1"]),
    ("google_container_cluster", #""name":"a""#, ["location"], ["us-east4-a"]),
    ("google_compute_instance", #""name":"a""#, ["zone"], ["us-east4-a"]),
    ("google_compute_instance", #""name":"a","zone":"us-west1-b""#, [], ["us-west1-b"]),
    ("google_compute_disk", #""name":"a""#, [], ["us-east4-a"]),
    ("google_compute_instance_group_manager", #""name":"a""#, [], ["us-east4-a"]),
    ("google_compute_region_instance_group_manager", #""name":"a""#, [], ["us-east4"]),
    ("google_storage_bucket", #""name":"a","location":"EU""#, [], []),
    ("google_storage_bucket", #""name":"a","location":"NAM4""#, [], []),
    ("google_storage_bucket", #""name":"a","location":"us-west1""#, [], ["us-west1"]),
    ("google_bigquery_dataset", #""dataset_id":"a","location":"US""#, [], []),
    ("google_bigquery_dataset", #""dataset_id":"a""#, [], []),
    ("google_kms_key_ring", #""name":"a","location":"global""#, [], []),
    ("google_kms_key_ring", #""name":"a","location":"europe""#, [], []),
    ("google_artifact_registry_repository", #""repository_id":"a","location":"europe""#, [], []),
    ("google_artifact_registry_repository", #""repository_id":"a""#, ["location"], ["us-east4"]),
    ("google_spanner_instance", #""name":"a","config":"nam3""#, [], []),
    ("google_spanner_instance", #""name":"a","config":"regional-us-west1""#, [], ["us-west1"]),
    ("google_firestore_database", #""name":"a","location_id":"nam5""#, [], []),
    ("google_firestore_database", #""name":"a","location_id":"us-west1""#, [], ["us-west1"]),
    ("google_secret_manager_secret", #""secret_id":"a","replication":[{"auto":[{}]}]"#, [], []),
    ("google_compute_global_address", #""name":"a""#, [], []),
    ("google_pubsub_topic", #""name":"a""#, [], []),
  ]

  @Test(
    "A resource is in the place of its provider only if it has such a place and states none", arguments: placed.indices)
  func places(index: Int) throws {
    let (type, after, unknown, place) = Self.placed[index]
    let answer = try Self.plan([("\(type).a", after, unknown)])
    let found = answer.model[ComponentID("\(type).a")]?.domains.map(\.text) ?? ["missing"]
    #expect(found == place, "\(after)")
  }

  @Test(
    "Machines of a cluster are where the cluster is, not where the provider is",
    arguments: [("us-west1-b", ["us-west1-b"]), ("us-west1", ["us-west1"])])
  func machinesOfClusters(location: String, place: [String]) throws {
    let id = "projects/p/locations/\(location)/clusters/k"
    let answer = try Self.plan([
      ("google_container_cluster.k", #""id":"\#(id)","name":"k","location":"\#(location)","project":"p""#, []),
      ("google_container_node_pool.n", #""name":"n","cluster":"\#(id)""#, ["location"]),
    ])
    #expect(answer.model[ComponentID("google_container_node_pool.n")]?.domains.map(\.text) == place)
  }

  @Test("A provider without a zone places what is in a region, and nothing that states several regions")
  func withoutZone() throws {
    let answer = try Self.plan(
      [
        ("google_storage_bucket.a", #""name":"a","location":"EU""#, []),
        ("google_memcache_instance.m", #""name":"m""#, ["region"]),
        (
          "google_secret_manager_secret.s",
          #""secret_id":"s","replication":[{"user_managed":[{"replicas":[{"location":"us-east1"},{"location":"us-west1"}]}]}]"#,
          []
        ),
      ], zone: false)
    #expect(try answer.down("us-east4") == ["google_memcache_instance.m"])
    #expect(try answer.down(["us-east1", "us-west1"]).contains("google_secret_manager_secret.s"))
    #expect(try answer.impact("us-east1")["google_secret_manager_secret.s"] == .degraded)
  }

  @Test(
    "A cluster of caches in one zone is lost with the zone",
    arguments: ["google_redis_cluster", "google_memorystore_instance"])
  func cachesInOneZone(type: String) throws {
    let region = type.contains("memory") ? "location" : "region"
    let answer = try States.answer([
      (
        "\(type).a",
        #""name":"a","project":"p","\#(region)":"us-east1","zone_distribution_config":[{"mode":"SINGLE_ZONE","zone":"us-east1-b"}]"#
      ),
      (
        "\(type).b",
        #""name":"b","project":"p","\#(region)":"us-east1","zone_distribution_config":[{"mode":"MULTI_ZONE","zone":""}]"#
      ),
    ])
    #expect(try answer.down("us-east1-b") == ["\(type).a"])
    #expect(try answer.down("us-east1").contains("\(type).b"))
  }
}
