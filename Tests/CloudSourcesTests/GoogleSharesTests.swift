import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Members of Google's balancers that get no caller, and the names by which Google's resources find each other.
@Suite struct GoogleSharesTests {
  private static func group(_ name: String, _ zone: String) -> States.Resource {
    (
      "google_compute_instance_group_manager.\(name)",
      #""id":"projects/p/zones/\#(zone)/instanceGroupManagers/\#(name)","instance_group":"https://www.googleapis.com/compute/v1/projects/p/zones/\#(zone)/instanceGroups/\#(name)","name":"\#(name)","zone":"\#(zone)","project":"p","target_size":2"#
    )
  }

  private static func backend(_ name: String, _ shares: [(group: String, share: String)]) -> States.Resource {
    let items = shares.map {
      #"{"group":"https://www.googleapis.com/compute/v1/projects/p/zones/europe-west1-\#($0.group)/instanceGroups/\#($0.group)","capacity_scaler":\#($0.share)}"#
    }.joined(separator: ",")
    return (
      "google_compute_backend_service.\(name)",
      #""id":"projects/p/global/backendServices/\#(name)","name":"\#(name)","project":"p","backend":[\#(items)]"#
    )
  }

  @Test("A group without capacity is no spare for the group that serves")
  func capacity() throws {
    let answer = try States.answer([
      Self.group("b", "europe-west1-b"), Self.group("c", "europe-west1-c"),
      Self.backend("shop", [("b", "1"), ("c", "0")]), Self.backend("both", [("b", "1"), ("c", "0.5")]),
      Self.backend("none", [("b", "0"), ("c", "0.0")]),
    ])
    #expect(try answer.down("europe-west1-b").contains("google_compute_backend_service.shop"))
    #expect(try answer.impact("europe-west1-c")["google_compute_backend_service.shop"] == nil)
    #expect(try answer.impact("europe-west1-b")["google_compute_backend_service.both"] == .degraded)
    #expect(
      answer.relations("google_compute_backend_service.none", .needs)
        == ["any of google_compute_instance_group_manager.b, google_compute_instance_group_manager.c"])
  }

  @Test("A service of weight 0 is no spare for the one that a URL map sends callers to")
  func weights() throws {
    let start = "https://www.googleapis.com/compute/v1/projects/p/global/backendServices"
    let answer = try States.answer([
      Self.group("b", "europe-west1-b"), Self.group("c", "europe-west1-c"),
      Self.backend("new", [("b", "1")]), Self.backend("old", [("c", "1")]),
      (
        "google_compute_url_map.shop",
        #""id":"projects/p/global/urlMaps/shop","name":"shop","project":"p","default_route_action":[{"weighted_backend_services":[{"backend_service":"\#(start)/new","weight":100},{"backend_service":"\#(start)/old","weight":0}]}]"#
      ),
    ])
    #expect(try answer.down("europe-west1-b").contains("google_compute_url_map.shop"))
    #expect(try answer.impact("europe-west1-c")["google_compute_url_map.shop"] == nil)
  }

  @Test("A copy of a database names its primary, whichever region that is in")
  func copies() throws {
    func database(_ name: String, _ region: String, _ more: String = "") -> States.Resource {
      (
        "google_sql_database_instance.\(name)",
        #""id":"\#(name)","name":"\#(name)","project":"p","region":"\#(region)"\#(more)"#
      )
    }
    let answer = try States.answer([
      database("main", "us-east1"), database("copy", "us-west1", #","master_instance_name":"main""#),
    ])
    #expect(answer.relations("google_sql_database_instance.copy", .uses) == ["google_sql_database_instance.main"])
  }

  @Test(
    "A machine is known by its name in the network",
    arguments: ["db.europe-west1-b.c.p.internal", "db.europe-west1-b.c.p.internal:5432", "db.c.p.internal"])
  func machineNames(host: String) throws {
    let answer = try States.answer([
      (
        "google_compute_instance.db",
        #""id":"projects/p/zones/europe-west1-b/instances/db","name":"db","zone":"europe-west1-b","project":"p""#
      ),
      (
        "google_cloudfunctions2_function.f",
        #""name":"f","location":"europe-west1","project":"p","service_config":[{"environment_variables":{"DB_HOST":"\#(host)"}}]"#
      ),
    ])
    #expect(answer.relations("google_cloudfunctions2_function.f", .needs) == ["google_compute_instance.db"])
  }

  @Test("A path whose own resource no file has leads to the resource that it is a part of")
  func partsOfPaths() throws {
    let answer = try States.answer([
      (
        "google_alloydb_cluster.c",
        #""id":"projects/p/locations/europe-west1/clusters/c","cluster_id":"c","project":"p","location":"europe-west1""#
      ),
      (
        "google_cloud_run_v2_service.s",
        #""name":"s","project":"p","location":"europe-west1","template":[{"containers":[{"env":[{"name":"DB","value":"projects/p/locations/europe-west1/clusters/c/instances/main"},{"name":"B","value":"gs://shop-assets/img"}]}]}]"#
      ),
      ("google_storage_bucket.b", #""id":"shop-assets","name":"shop-assets","project":"p","location":"EU""#),
    ])
    #expect(
      Set(answer.relations("google_cloud_run_v2_service.s", .needs))
        == ["google_alloydb_cluster.c", "google_storage_bucket.b"])
  }
}
