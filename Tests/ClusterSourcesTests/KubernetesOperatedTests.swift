import DependencyModel
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

@testable import ClusterSources

/// Objects of operators as people write them: the Services that are made of them, where their pods are, and what they need.
@Suite struct KubernetesOperatedTests {
  private func read(_ parts: String...) throws -> KubernetesReading {
    try KubernetesReading(text: parts.joined(separator: "\n---\n"))
  }

  private static func object(_ kind: String, _ version: String, _ name: String, _ spec: String) -> String {
    "apiVersion: \(version)\nkind: \(kind)\nmetadata: { name: \(name) }\nspec: { \(spec) }"
  }

  @Test(
    "The Services that operators make are known by name",
    arguments: [
      (
        "Kafka", "kafka.strimzi.io/v1beta2", "kafka: { replicas: 3, listeners: [{ name: tls }, { name: lb }] }",
        "x-kafka-lb-bootstrap", 3
      ),
      ("PerconaServerMongoDB", "psmdb.percona.com/v1", "replsets: [{ name: data, size: 3 }]", "x-data", 3),
      ("PerconaPGCluster", "pgv2.percona.com/v2", "instances: [{ replicas: 3 }]", "x-pgbouncer", 3),
      ("PerconaXtraDBCluster", "pxc.percona.com/v1", "pxc: { size: 3 }", "x-haproxy", 3),
      ("PerconaServerMySQL", "ps.percona.com/v1alpha1", "mysql: { size: 3 }", "x-router", 3),
      ("MysqlCluster", "mysql.presslabs.org/v1alpha1", "replicas: 2", "x-mysql-master", 2),
      ("InnoDBCluster", "mysql.oracle.com/v2", "instances: 3", "x", 3),
      ("MariaDB", "k8s.mariadb.com/v1alpha1", "replicas: 3", "x-primary", 3),
      ("MongoDB", "mongodb.com/v1", "members: 3", "x-svc", 3),
      (
        "ClickHouseInstallation", "clickhouse.altinity.com/v1",
        "configuration: { clusters: [{ layout: { replicasCount: 2 } }] }", "clickhouse-x", 2
      ),
      ("CassandraDatacenter", "cassandra.datastax.com/v1beta1", "clusterName: c1, size: 3", "c1-x-service", 3),
      (
        "ScyllaCluster", "scylla.scylladb.com/v1", "datacenter: { racks: [{ members: 2 }, { members: 1 }] }",
        "x-client", 3
      ),
      ("CrdbCluster", "crdb.cockroachlabs.com/v1alpha1", "nodes: 3", "x-public", 3),
      (
        "OpenSearchCluster", "opensearch.opster.io/v1", "general: { serviceName: find }, nodePools: [{ replicas: 3 }]",
        "find", 3
      ),
      ("SolrCloud", "solr.apache.org/v1beta1", "replicas: 3", "x-solrcloud-common", 3),
      ("Keycloak", "k8s.keycloak.org/v2alpha1", "instances: 2", "x-service", 2),
      ("Dragonfly", "dragonflydb.io/v1alpha1", "replicas: 2", "x", 2),
      ("RedisSentinel", "redis.redis.opstreelabs.in/v1beta2", "clusterSize: 3", "x-sentinel", 3),
      ("VMCluster", "operator.victoriametrics.com/v1beta1", "vmstorage: { replicaCount: 2 }", "vmselect-x", 2),
      ("Logstash", "logstash.k8s.elastic.co/v1alpha1", "count: 2, services: [{ name: beats }]", "x-ls-beats", 2),
    ])
  func services(_ kind: String, _ version: String, _ spec: String, _ host: String, _ units: Int) throws {
    let read = try read(
      Self.object(kind, version, "x", spec),
      KubernetesReadingTests.app("app", "env: [{ name: U, value: 'tcp://\(host):1' }]"))
    let id = "default/\(kind.lowercased())/x"
    #expect(try read.lost(id).contains("default/deployment/app"))
    #expect(read.model[ComponentID(id)]?.units == units)
  }

  private static let nodes = ["z1", "z2", "z3"].map { zone in
    "apiVersion: v1\nkind: Node\nmetadata: { name: n-\(zone), labels: { topology.kubernetes.io/zone: \(zone), kubernetes.io/hostname: n-\(zone) } }"
  }.joined(separator: "\n---\n")
  private static let zone = "topology.kubernetes.io/zone"
  private static let constraints =
    "topologySpreadConstraints: [{ maxSkew: 1, topologyKey: \(zone), whenUnsatisfiable: DoNotSchedule }]"
  private static func pinned(_ zone: String) -> String { "nodeSelector: { \(Self.zone): \(zone) }" }

  @Test(
    "What is required to be spread over zones survives one of them, and voters do not survive two",
    arguments: [
      ("Kafka", "kafka.strimzi.io/v1beta2", "kafka: { replicas: 3, template: { pod: { \(constraints) } } }", false),
      (
        "Cluster", "postgresql.cnpg.io/v1",
        "instances: 3, affinity: { podAntiAffinityType: required, topologyKey: \(zone) }", false
      ),
      ("Cluster", "postgresql.cnpg.io/v1", "instances: 3, \(constraints)", false),
      (
        "PerconaXtraDBCluster", "pxc.percona.com/v1",
        "pxc: { size: 3, affinity: { antiAffinityTopologyKey: \(zone) } }", true
      ),
      (
        "PostgresCluster", "postgres-operator.crunchydata.com/v1beta1", "instances: [{ replicas: 3, \(constraints) }]",
        false
      ),
      (
        "Elasticsearch", "elasticsearch.k8s.elastic.co/v1",
        "nodeSets: [{ count: 3, podTemplate: { spec: { \(constraints) } } }]", true
      ),
      (
        "Elasticsearch", "elasticsearch.k8s.elastic.co/v1",
        "nodeSets: [\(["z1", "z2", "z3"].map { "{ count: 1, podTemplate: { spec: { \(pinned($0)) } } }" }.joined(separator: ", "))]",
        true
      ),
      (
        "ScyllaCluster", "scylla.scylladb.com/v1",
        "datacenter: { racks: [\(["z1", "z2", "z3"].map { "{ members: 1, placement: { \(pinned($0)) } }" }.joined(separator: ", "))] }",
        true
      ),
    ])
  func zones(_ kind: String, _ version: String, _ spec: String, _ votes: Bool) throws {
    let read = try read(Self.nodes, Self.object(kind, version, "x", spec))
    let id = "default/\(kind.lowercased())/x"
    #expect(try !read.lost("z1").contains(id))
    #expect(try read.lost("z1", "z2").contains(id) == votes)
    #expect(try read.lost("z1", "z2", "z3").contains(id))
  }

  @Test("What operators are not told to spread has no spare in another zone, and what has no pods is nowhere")
  func notSpread() throws {
    let read = try read(
      Self.nodes, Self.object("Cluster", "postgresql.cnpg.io/v1", "pg", "instances: 3"),
      Self.object("KafkaTopic", "kafka.strimzi.io/v1beta2", "orders", "partitions: 3"))
    #expect(try read.lost("z1").contains("default/cluster/pg"))
    #expect(try !read.lost("z1", "z2", "z3").contains("default/kafkatopic/orders"))
    #expect(read.model["default/kafkatopic/orders"]?.units == nil)
  }

  @Test("A database needs its settings to start, and goes on without the store of its backups")
  func settingsAndStores() throws {
    let secret = { (name: String) in "apiVersion: v1\nkind: Secret\nmetadata: { name: \(name) }" }
    let read = try read(
      Self.object(
        "Cluster", "postgresql.cnpg.io/v1", "pg",
        "instances: 3, superuserSecret: { name: root }, backup: { barmanObjectStore: { endpointURL: 'https://s3.backup.example.com', destinationPath: 's3://backups/pg', s3Credentials: { accessKeyId: { name: keys } } } }"
      ),
      Self.object("ScheduledBackup", "postgresql.cnpg.io/v1", "nightly", "cluster: { name: pg }"), secret("root"),
      secret("keys"))
    #expect(read.requirements(.startNeeds, "default/cluster/pg") == ["default/secret/root", "default/secret/keys"])
    #expect(read.requirements(.uses, "default/cluster/pg") == ["host/s3.backup.example.com"])
    #expect(try read.lost("default/cluster/pg") == ["default/scheduledbackup/nightly"])
    #expect(read.notes.unresolved.contains { $0.contains("backups") })
  }

  @Test("Whoever reads the Secret of a user needs what the user is of")
  func secretsOfUsers() throws {
    let secret = { (app: String, name: String) in
      KubernetesReadingTests.app(
        app, "env: [{ name: P, valueFrom: { secretKeyRef: { name: \(name), key: password } } }]")
    }
    let user =
      "apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaUser\nmetadata: { name: shop, labels: { strimzi.io/cluster: events } }\nspec: {}"
    let read = try read(
      Self.object("Kafka", "kafka.strimzi.io/v1beta2", "events", "kafka: { replicas: 3 }"), user, secret("a", "shop"),
      Self.object("RabbitmqCluster", "rabbitmq.com/v1beta1", "mq", "replicas: 3"),
      Self.object("User", "rabbitmq.com/v1beta1", "orders", "rabbitmqClusterReference: { name: mq }"),
      secret("b", "orders-user-credentials"),
      Self.object(
        "PostgresCluster", "postgres-operator.crunchydata.com/v1beta1", "pg",
        "instances: [{ replicas: 2 }], users: [{ name: web }]"),
      secret("c", "pg-pguser-web"))
    #expect(try read.lost("default/kafka/events", of: "deployment") == ["default/deployment/a"])
    #expect(try read.lost("default/rabbitmqcluster/mq", of: "deployment") == ["default/deployment/b"])
    #expect(try read.lost("default/postgrescluster/pg", of: "deployment") == ["default/deployment/c"])
  }

  @Test("A database of ClickHouse needs any of its keepers")
  func keepers() throws {
    let read = try read(
      Self.object(
        "ClickHouseInstallation", "clickhouse.altinity.com/v1", "c",
        "configuration: { zookeeper: { nodes: [{ host: k1.corp.local }, { host: k2.corp.local }] } }"))
    #expect(try !read.lost("host/k1.corp.local").contains("default/clickhouseinstallation/c"))
    #expect(try read.lost("host/k1.corp.local", "host/k2.corp.local").contains("default/clickhouseinstallation/c"))
  }
}
