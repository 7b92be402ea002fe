import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// The names, paths and URLs by which applications of Google's cloud are given what they need.
@Suite struct GoogleHostsTests {
  /// Resources of a plan: what the cloud makes is not known yet.
  static let parts: [States.Resource] = [
    ("google_sql_database_instance.db", #""name":"orders","project":"p","region":"europe-west1""#),
    (
      "google_redis_instance.cache",
      #""id":"projects/p/locations/europe-west1/instances/cache","name":"cache","project":"p","region":"europe-west1","host":"10.20.30.40""#
    ),
    (
      "google_redis_cluster.shards",
      #""name":"shards","project":"p","discovery_endpoints":[{"address":"10.20.30.50","port":6379}]"#
    ),
    ("google_memcache_instance.mem", #""name":"mem","project":"p","discovery_endpoint":"10.20.30.60:11211""#),
    ("google_filestore_instance.files", #""name":"files","project":"p","networks":[{"ip_addresses":["10.20.30.70"]}]"#),
    (
      "google_alloydb_instance.alloy",
      #""id":"projects/p/locations/europe-west1/clusters/c/instances/main","name":"projects/p/locations/europe-west1/clusters/c/instances/main","ip_address":"10.20.30.80""#
    ),
    ("google_pubsub_topic.events", #""name":"shop-events","project":"p""#),
    ("google_pubsub_subscription.jobs", #""name":"shop-jobs","project":"p""#),
    ("google_storage_bucket.assets", #""name":"shop-assets","project":"p""#),
    ("google_secret_manager_secret.key", #""secret_id":"db-key","project":"p""#),
    (
      "google_artifact_registry_repository.images", #""repository_id":"images","location":"europe-west1","project":"p""#
    ),
    ("google_spanner_instance.spanner", #""name":"ledger","project":"p""#),
    ("google_spanner_database.ledger", #""name":"main","instance":"ledger","project":"p""#),
    ("google_bigtable_instance.table", #""name":"wide","project":"p2""#),
    ("google_bigquery_dataset.facts", #""dataset_id":"facts","project":"p""#),
    (
      "google_cloud_run_v2_service.api",
      #""name":"api","project":"p","location":"europe-west1","uri":"https://api-abc-ew.a.run.app""#
    ),
    (
      "google_cloud_run_service.old",
      #""name":"old","project":"p","location":"europe-west1","status":[{"url":"https://old-abc-ew.a.run.app"}]"#
    ),
    ("google_cloudfunctions_function.fn", #""name":"resize","project":"p","region":"europe-west1""#),
    ("google_app_engine_application.gae", #""project":"p-shop","default_hostname":"p-shop.ew.r.appspot.com""#),
    ("google_api_gateway_gateway.gate", #""gateway_id":"gate","default_hostname":"gate-abc.ew.gateway.dev""#),
  ]

  static let settings: [(value: String, kind: Component.Relation.Kind, needs: String)] = [
    ("p:europe-west1:orders", .needs, "google_sql_database_instance.db"),
    ("/cloudsql/p:europe-west1:orders", .needs, "google_sql_database_instance.db"),
    ("/cloudsql/p:europe-west1:orders/.s.PGSQL.5432", .needs, "google_sql_database_instance.db"),
    ("-instances=p:europe-west1:orders=tcp:5432", .needs, "google_sql_database_instance.db"),
    ("postgres://u:aGVsbG8@/shop?host=/cloudsql/p:europe-west1:orders", .needs, "google_sql_database_instance.db"),
    (
      "jdbc:postgresql:///shop?cloudSqlInstance=p:europe-west1:orders&socketFactory=x", .needs,
      "google_sql_database_instance.db"
    ),
    ("redis://10.20.30.40:6379/0", .needs, "google_redis_instance.cache"),
    ("10.20.30.50:6379", .needs, "google_redis_cluster.shards"),
    ("10.20.30.60:11211", .needs, "google_memcache_instance.mem"),
    ("10.20.30.70:/share", .needs, "google_filestore_instance.files"),
    ("10.20.30.80", .needs, "google_alloydb_instance.alloy"),
    ("projects/p/locations/europe-west1/clusters/c/instances/main", .needs, "google_alloydb_instance.alloy"),
    ("projects/p/topics/shop-events", .needs, "google_pubsub_topic.events"),
    ("shop-events", .needs, "google_pubsub_topic.events"),
    ("projects/p/subscriptions/shop-jobs", .needs, "google_pubsub_subscription.jobs"),
    ("gs://shop-assets/images", .needs, "google_storage_bucket.assets"),
    ("https://storage.googleapis.com/shop-assets/x.png", .needs, "google_storage_bucket.assets"),
    ("shop-assets", .needs, "google_storage_bucket.assets"),
    ("projects/p/secrets/db-key/versions/latest", .startNeeds, "google_secret_manager_secret.key"),
    ("europe-west1-docker.pkg.dev/p/images/web:1", .startNeeds, "google_artifact_registry_repository.images"),
    ("projects/p/instances/ledger/databases/main", .needs, "google_spanner_database.ledger"),
    ("projects/p2/instances/wide", .needs, "google_bigtable_instance.table"),
    ("projects/p/datasets/facts", .needs, "google_bigquery_dataset.facts"),
    ("https://api-abc-ew.a.run.app/v1", .needs, "google_cloud_run_v2_service.api"),
    ("https://old-abc-ew.a.run.app", .needs, "google_cloud_run_service.old"),
    ("https://europe-west1-p.cloudfunctions.net/resize", .needs, "google_cloudfunctions_function.fn"),
    ("https://p-shop.ew.r.appspot.com/", .needs, "google_app_engine_application.gae"),
    ("https://gate-abc.ew.gateway.dev/orders", .needs, "google_api_gateway_gateway.gate"),
  ]

  @Test(
    "A variable of a service names what it needs in each way in which Google's cloud writes it",
    arguments: settings.indices)
  func variables(index: Int) throws {
    let (value, kind, needs) = Self.settings[index]
    for more in [
      #""template":[{"containers":[{"env":[{"name":"SHOP","value":"\#(value)"}]}]}]"#,
      #""template":[{"spec":[{"containers":[{"env":[{"name":"SHOP","value":"\#(value)"}]}]}]}]"#,
    ] {
      let type = more.contains("spec") ? "google_cloud_run_service" : "google_cloud_run_v2_service"
      let answer = try States.answer(
        Self.parts + [("\(type).shop", #""name":"shop-front","project":"p","location":"europe-west1",\#(more)"#)])
      #expect(answer.relations("\(type).shop", kind) == [needs], "\(value)")
    }
  }

  static let places: [(type: String, attributes: String, kind: Component.Relation.Kind, needs: String)] = [
    (
      "google_cloud_run_service",
      #""template":[{"metadata":[{"annotations":{"run.googleapis.com/cloudsql-instances":"p:europe-west1:orders"}}]}]"#,
      .needs, "google_sql_database_instance.db"
    ),
    (
      "google_cloud_run_v2_service",
      #""template":[{"volumes":[{"cloud_sql_instance":[{"instances":["p:europe-west1:orders"]}]}]}]"#, .needs,
      "google_sql_database_instance.db"
    ),
    (
      "google_cloud_run_v2_service",
      #""template":[{"containers":[{"args":["--instances","p:europe-west1:orders"]}]}]"#, .needs,
      "google_sql_database_instance.db"
    ),
    (
      "google_cloud_run_v2_service",
      #""template":[{"containers":[{"env":[{"name":"KEY","value_source":[{"secret_key_ref":[{"secret":"db-key","version":"latest"}]}]}]}]}]"#,
      .startNeeds, "google_secret_manager_secret.key"
    ),
    (
      "google_cloud_run_v2_job",
      #""template":[{"template":[{"containers":[{"env":[{"name":"DB","value":"p:europe-west1:orders"}]}]}]}]"#, .needs,
      "google_sql_database_instance.db"
    ),
    (
      "google_cloud_run_v2_service",
      #""template":[{"volumes":[{"gcs":[{"bucket":"shop-assets"}]}]}]"#, .needs, "google_storage_bucket.assets"
    ),
    (
      "google_cloudfunctions_function",
      #""event_trigger":[{"event_type":"google.storage.object.finalize","resource":"shop-assets"}]"#, .uses,
      "google_storage_bucket.assets"
    ),
    (
      "google_cloudfunctions_function", #""secret_environment_variables":[{"key":"K","secret":"db-key"}]"#,
      .startNeeds, "google_secret_manager_secret.key"
    ),
    (
      "google_cloudfunctions2_function",
      #""event_trigger":[{"pubsub_topic":"projects/p/topics/shop-events"}]"#, .uses, "google_pubsub_topic.events"
    ),
    (
      "google_cloudfunctions2_function",
      #""event_trigger":[{"event_filters":[{"attribute":"bucket","value":"shop-assets"}]}]"#, .uses,
      "google_storage_bucket.assets"
    ),
    (
      "google_cloud_scheduler_job", #""http_target":[{"uri":"https://api-abc-ew.a.run.app/tick"}]"#, .needs,
      "google_cloud_run_v2_service.api"
    ),
    (
      "google_cloud_scheduler_job", #""pubsub_target":[{"topic_name":"projects/p/topics/shop-events"}]"#, .needs,
      "google_pubsub_topic.events"
    ),
    (
      "google_cloud_scheduler_job", #""http_target":[{"uri":"https://partner.example/tick"}]"#, .needs,
      "host/partner.example"
    ),
    (
      "google_workflows_workflow", #""source_contents":"main:\n  call: https://api-abc-ew.a.run.app/x""#, .needs,
      "google_cloud_run_v2_service.api"
    ),
    (
      "google_eventarc_trigger", #""destination":[{"cloud_run_service":[{"service":"api"}]}]"#, .needs,
      "google_cloud_run_v2_service.api"
    ),
    (
      "google_pubsub_subscription", #""topic":"shop-events""#, .needs, "google_pubsub_topic.events"
    ),
    (
      "google_pubsub_subscription", #""topic":"projects/far/topics/theirs""#, .needs, "projects/far/topics/theirs"
    ),
    (
      "google_logging_project_sink", #""destination":"pubsub.googleapis.com/projects/p/topics/shop-events""#, .needs,
      "google_pubsub_topic.events"
    ),
    (
      "google_logging_project_sink", #""destination":"storage.googleapis.com/shop-assets""#, .needs,
      "google_storage_bucket.assets"
    ),
    ("google_sql_database", #""instance":"orders""#, .needs, "google_sql_database_instance.db"),
    ("google_sql_database", #""instance":"elsewhere""#, .needs, "sql-instance/elsewhere"),
    (
      "google_api_gateway_api_config",
      #""openapi_documents":[{"document":[{"contents":"eC1nb29nbGUtYmFja2VuZDoKICBhZGRyZXNzOiBodHRwczovL2FwaS1hYmMtZXcuYS5ydW4uYXBwCg=="}]}]"#,
      .needs, "google_cloud_run_v2_service.api"
    ),
    (
      "google_compute_instance",
      #""zone":"europe-west1-b","metadata_startup_script":"cloud-sql-proxy --port 5432 p:europe-west1:orders""#, .needs,
      "google_sql_database_instance.db"
    ),
  ]

  @Test("Attributes of Google's services name what they need", arguments: places.indices)
  func attributes(index: Int) throws {
    let (type, attributes, kind, needs) = Self.places[index]
    let answer = try States.answer(Self.parts + [("\(type).x", #""name":"x","project":"p",\#(attributes)"#)])
    #expect(answer.relations("\(type).x", kind) == [needs])
  }

  static let outside: [(value: String, needs: String, place: String?)] = [
    ("/cloudsql/far:us-east1:theirs", "far:us-east1:theirs", "us-east1"),
    ("gs://their-bucket/x", "gs://their-bucket", nil),
    ("projects/far/topics/theirs", "projects/far/topics/theirs", nil),
    ("https://their-abc-ue.a.run.app/v1", "host/their-abc-ue.a.run.app", nil),
  ]

  @Test("What a variable names and no file has is a component outside of the files", arguments: outside.indices)
  func variablesThatLeadOutside(index: Int) throws {
    let (value, needs, place) = Self.outside[index]
    let answer = try States.answer(
      Self.parts + [
        (
          "google_cloud_run_v2_service.shop",
          #""name":"shop-front","project":"p","location":"europe-west1","template":[{"containers":[{"env":[{"name":"SHOP_URL","value":"\#(value)"}]}]}]"#
        )
      ])
    #expect(answer.relations("google_cloud_run_v2_service.shop", .needs) == [needs])
    #expect(answer.model[ComponentID(needs)]?.domains.map(\.text) == (place.map { [$0] } ?? []))
  }

  static let regions: [(type: String, attributes: String, regions: [String])] = [
    ("google_spanner_instance", #""config":"projects/p/instanceConfigs/regional-europe-west1""#, ["europe-west1"]),
    ("google_spanner_instance", #""config":"regional-us-east1""#, ["us-east1"]),
    ("google_spanner_instance", #""config":"nam3""#, []), ("google_storage_bucket", #""location":"EU""#, []),
    ("google_storage_bucket", #""location":"EUROPE-WEST1""#, ["europe-west1"]),
    ("google_bigquery_dataset", #""location":"US""#, []), ("google_firestore_database", #""location_id":"eur3""#, []),
    ("google_secret_manager_secret", #""secret_id":"x","replication":[{"auto":[{}]}]"#, []),
  ]

  @Test("A store is in the region that it names, or in none if it is in several", arguments: regions.indices)
  func placesOfStores(index: Int) throws {
    let (type, attributes, expected) = Self.regions[index]
    let answer = try States.answer([("\(type).x", #""name":"x",\#(attributes)"#)])
    #expect(answer.model[ComponentID("\(type).x")]?.domains.map(\.text) == expected)
    #expect(answer.remarks == [])
  }

  @Test(
    "Copies in several regions are redundancy",
    arguments: [
      (
        "google_secret_manager_secret",
        #""secret_id":"x","replication":[{"user_managed":[{"replicas":[{"location":"us-east1"},{"location":"europe-west1"}]}]}]"#
      ),
      (
        "google_storage_bucket",
        #""location":"EU","custom_placement_config":[{"data_locations":["US-EAST1","EUROPE-WEST1"]}]"#
      ),
    ])
  func copiesInRegions(type: String, attributes: String) throws {
    let answer = try States.answer([("\(type).x", #""name":"x",\#(attributes)"#)])
    #expect(try answer.impact("us-east1")["\(type).x"] == .degraded)
    #expect(try answer.down(["us-east1", "europe-west1"]).contains("\(type).x"))
  }
}
