import DependencyModel
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

@testable import ClusterSources

/// Objects of operators, and routes of other programs.
@Suite struct KubernetesOperatorTests {
  private func read(_ parts: String...) throws -> KubernetesReading {
    try KubernetesReading(text: parts.map { "---\n" + $0 }.joined(separator: "\n"))
  }

  private func object(_ kind: String, _ version: String, _ name: String, _ spec: String, labels: String = "{}")
    -> String
  {
    "apiVersion: \(version)\nkind: \(kind)\nmetadata: { name: \(name), labels: \(labels) }\nspec: { \(spec) }"
  }

  @Test("Whoever calls a database of CloudNativePG needs it, by its Services, its pooler and its secret")
  func cloudNativePG() throws {
    let read = try read(
      object("Cluster", "postgresql.cnpg.io/v1", "pg", "instances: 3"),
      object("Pooler", "postgresql.cnpg.io/v1", "pool", "instances: 2, cluster: { name: pg }"),
      KubernetesReadingTests.app("a", "env: [{ name: DB_HOST, value: pg-rw }]"),
      KubernetesReadingTests.app("b", "env: [{ name: X, value: 'postgres://u:p@pool:5432/x' }]"),
      KubernetesReadingTests.app("c", "env: [{ name: X, valueFrom: { secretKeyRef: { name: pg-app, key: uri } } }]"))
    #expect(read.model["default/cluster/pg"]?.units == 3)
    let apps = try read.lost("default/cluster/pg", of: "deployment")
    #expect(apps == ["default/deployment/a", "default/deployment/b", "default/deployment/c"])
    #expect(try read.lost("default/pooler/pool", of: "deployment") == ["default/deployment/b"])
    #expect(read.notes.unresolved.isEmpty)
    #expect(read.model["default/service/pg-r"] == nil)
  }

  @Test("A way in to what an operator makes needs it")
  func ingressToOperated() throws {
    let read = try read(
      object("Kibana", "kibana.k8s.elastic.co/v1", "k", "count: 1, elasticsearchRef: { name: logs }"),
      object("Elasticsearch", "elasticsearch.k8s.elastic.co/v1", "logs", "nodeSets: [{ count: 3 }]"),
      "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i }\nspec: { defaultBackend: { service: { name: k-kb-http } } }"
    )
    #expect(
      try read.lost("default/elasticsearch/logs") == [
        "default/kibana/k", "default/service/k-kb-http", "default/ingress/i",
      ])
    #expect(read.notes.unresolved.isEmpty)
  }

  @Test("A Service of replicas is reported as empty where there is one unit")
  func noReplica() throws {
    let read = try read(
      object("Cluster", "postgresql.cnpg.io/v1", "pg", "instances: 1"),
      KubernetesReadingTests.app("a", "env: [{ name: DB_HOST, value: pg-ro }]"))
    #expect(read.notes.remarks.contains { $0.hasPrefix("has no endpoints") && $0.hasSuffix("default/service/pg-ro") })
  }

  @Test("Whoever calls a cluster of Strimzi needs it, through its bridge and connectors too")
  func strimzi() throws {
    let version = "kafka.strimzi.io/v1beta2"
    let label = "{ strimzi.io/cluster: events }"
    let read = try read(
      object("Kafka", version, "events", "kafka: { replicas: 3 }"),
      object("KafkaTopic", version, "orders", "partitions: 3", labels: label),
      object("KafkaUser", version, "shop", "", labels: label),
      object("KafkaNodePool", version, "brokers", "replicas: 3", labels: label),
      object("KafkaConnect", version, "sink", "replicas: 1, bootstrapServers: 'events-kafka-bootstrap:9092'"),
      object("KafkaConnector", version, "copy", "", labels: "{ strimzi.io/cluster: sink }"),
      object("KafkaBridge", version, "http", "replicas: 1, bootstrapServers: 'events-kafka-bootstrap:9093'"),
      KubernetesReadingTests.app("a", "env: [{ name: KAFKA, value: 'events-kafka-bootstrap.default.svc:9092' }]"),
      KubernetesReadingTests.app("b", "env: [{ name: KAFKA_URL, value: 'http://http-bridge-service:8080' }]"),
      KubernetesReadingTests.app("c", "args: ['--broker=events-kafka-0.events-kafka-brokers:9092']"))
    let lost = try read.lost("default/kafka/events")
    for id in [
      "deployment/a", "deployment/b", "deployment/c", "kafkatopic/orders", "kafkaconnect/sink", "kafkaconnector/copy",
      "kafkabridge/http", "kafkauser/shop",
    ] {
      #expect(lost.contains("default/\(id)"))
    }
    #expect(try read.lost("default/kafkanodepool/brokers").contains("default/deployment/a"))
    #expect(try read.lost("default/kafkabridge/http", of: "deployment/") == ["default/deployment/b"])
  }

  @Test(
    "The Services that operators make are known",
    arguments: [
      ("Elasticsearch", "elasticsearch.k8s.elastic.co/v1", "nodeSets: [{ count: 3 }, { count: 2 }]", "x-es-http", 5),
      ("RabbitmqCluster", "rabbitmq.com/v1beta1", "replicas: 3", "x", 3),
      ("postgresql", "acid.zalan.do/v1", "numberOfInstances: 2", "x", 2),
      ("MongoDBCommunity", "mongodbcommunity.mongodb.com/v1", "members: 3", "x-svc", 3),
      ("RedisFailover", "databases.spotahome.com/v1", "redis: { replicas: 3 }", "rfs-x", 3),
      ("PostgresCluster", "postgres-operator.crunchydata.com/v1beta1", "instances: [{ replicas: 2 }]", "x-primary", 2),
      ("Service", "serving.knative.dev/v1", "template: { spec: { containers: [] } }", "x", nil),
      (
        "Service", "serving.knative.dev/v1",
        "template: { metadata: { annotations: { autoscaling.knative.dev/min-scale: '2' } }, spec: { containers: [] } }",
        "x", 2
      ),
    ])
  func services(_ kind: String, _ version: String, _ spec: String, _ host: String, _ units: Int?) throws {
    let read = try read(
      object(kind, version, "x", spec),
      KubernetesReadingTests.app("app", "env: [{ name: U, value: 'tcp://\(host):1' }]"))
    let id = "default/\(kind.lowercased())/x"
    #expect(try read.lost(id).contains("default/deployment/app"))
    #expect(read.model[ComponentID(id)]?.units == units)
  }

  @Test("Pods of an operator in a dump are those of its object")
  func podsOfOperators() throws {
    let read = try read(
      object("Cluster", "postgresql.cnpg.io/v1", "pg", "instances: 2"),
      KubernetesObjectsTests.pod("pg-1", labels: "{ role: primary }", owner: "Cluster/pg", node: "n1"),
      KubernetesObjectsTests.pod("pg-2", labels: "{ role: replica }", owner: "Cluster/pg", node: "n2"),
      "apiVersion: v1\nkind: Service\nmetadata: { name: pg-rw }\nspec: { selector: { role: primary } }",
      KubernetesReadingTests.app("a", "env: [{ name: DB_HOST, value: pg-rw }]"))
    #expect(try read.lost("node/n1", level: .degraded).contains("default/cluster/pg"))
    #expect(try read.lost("default/cluster/pg").contains("default/deployment/a"))
  }

  @Test("Kinds of the same name in other groups are left out")
  func otherGroups() throws {
    let read = try read(
      object("Cluster", "cluster.x-k8s.io/v1beta1", "c", "instances: 3"), object("Pooler", "example.com/v1", "p", ""),
      KubernetesReadingTests.app("a"))
    #expect(read.notes.skipped.map(\.type) == ["Cluster", "Pooler"])
  }

  // MARK: Routes

  @Test("Routes of OpenShift need any of their Services")
  func openShift() throws {
    let read = try read(
      object(
        "Route", "route.openshift.io/v1", "shop",
        "host: shop.example.com, to: { kind: Service, name: blue, weight: 90 }, alternateBackends: [{ kind: Service, name: green, weight: 10 }, { kind: Service, name: none, weight: 0 }]"
      ),
      object(
        "DeploymentConfig", "apps.openshift.io/v1", "blue",
        "replicas: 2, template: { metadata: { labels: { app: blue } }, spec: { containers: [] } }"),
      "apiVersion: v1\nkind: Service\nmetadata: { name: blue }\nspec: { selector: { app: blue } }",
      KubernetesReadingTests.app("green"))
    #expect(
      read.requirements(.needs, "default/route/shop") == [
        "any of default/service/blue (90), default/service/green (10)"
      ])
    #expect(try read.lost("default/deploymentconfig/blue", level: .degraded) == ["default/route/shop"])
    #expect(read.model["default/deploymentconfig/blue"]?.units == 2)
    let single = try self.read(
      object("Route", "route.openshift.io/v1", "shop", "to: { name: green }"), KubernetesReadingTests.app("green"))
    #expect(try single.lost("default/deployment/green").contains("default/route/shop"))
  }

  @Test("Routes of Traefik and Contour need their Services")
  func otherRoutes() throws {
    let read = try read(
      object(
        "IngressRoute", "traefik.io/v1alpha1", "t",
        "routes: [{ match: 'Host(`t.example.com`) && PathPrefix(`/`)', services: [{ name: web, port: 80 }] }]"),
      object(
        "HTTPProxy", "projectcontour.io/v1", "c",
        "virtualhost: { fqdn: c.example.com }, routes: [{ services: [{ name: web, port: 80 }] }]"),
      KubernetesReadingTests.app("web"))
    #expect(
      try read.lost("default/deployment/web") == [
        "default/service/web", "default/ingressroute/t", "default/httpproxy/c",
      ])
  }

  @Test("A weighted service of Traefik needs any of its Services, and one without weight is no spare")
  func weightedServices() throws {
    let read = try read(
      object(
        "IngressRoute", "traefik.io/v1alpha1", "t",
        "routes: [{ match: 'Host(`t.example.com`)', services: [{ name: split, kind: TraefikService }] }]"),
      object(
        "TraefikService", "traefik.io/v1alpha1", "split",
        "weighted: { services: [{ name: web, weight: 9 }, { name: copied, kind: TraefikService, weight: 1 }, { name: old, weight: 0 }] }"
      ),
      object(
        "TraefikService", "traefik.io/v1alpha1", "copied",
        "mirroring: { name: api, port: 80, mirrors: [{ name: copy, port: 80, percent: 50 }] }"),
      object(
        "IngressRoute", "traefik.io/v1alpha1", "board",
        "routes: [{ match: 'Host(`b.example.com`)', services: [{ name: api@internal, kind: TraefikService }] }]"),
      KubernetesReadingTests.app("web"), KubernetesReadingTests.app("api"), KubernetesReadingTests.app("copy"),
      KubernetesReadingTests.app("old"))
    let split = "default/traefikservice/split"
    #expect(read.requirements(.needs, "default/ingressroute/t") == [split])
    #expect(read.requirements(.needs, split) == ["any of default/service/web (9), default/traefikservice/copied (1)"])
    #expect(read.requirements(.needs, "default/traefikservice/copied") == ["default/service/api"])
    #expect(try read.lost("default/deployment/old") == ["default/service/old"])
    #expect(try read.lost("default/deployment/copy") == ["default/service/copy"])
    #expect(read.notes.unresolved.isEmpty)
  }

  @Test("A Service that gets copies of requests is no spare, and what is no Service is counted")
  func mirrors() throws {
    let read = try read(
      object(
        "HTTPProxy", "projectcontour.io/v1", "c",
        "routes: [{ services: [{ name: web, port: 80 }, { name: copy, port: 80, mirror: true }] }]"),
      object(
        "IngressRoute", "traefik.io/v1alpha1", "t",
        "routes: [{ match: 'Host(`t.example.com`)', services: [{ name: split, kind: TraefikService }] }]"),
      KubernetesReadingTests.app("web"), KubernetesReadingTests.app("copy"))
    #expect(try read.lost("default/deployment/web") == ["default/service/web", "default/httpproxy/c"])
    #expect(read.notes.unresolved.contains { $0.hasPrefix("default/ingressroute/t → TraefikService") })
  }
}
