extension OperatedKind {
  private static let strimzi = "kafka.strimzi.io"
  private static let ofKafka = Reference(path: "@strimzi.io/cluster", kind: "Kafka")
  private static let ofElasticsearch = Reference(path: "spec.elasticsearchRef.name", kind: "Elasticsearch")

  /// The kinds whose Services are known; to add one, append a line.
  static let table: [OperatedKind] = [
    // Strimzi.
    OperatedKind(
      "Kafka", strimzi, as: "stream",
      services: ["$-kafka-bootstrap", "$-kafka-brokers", "$-kafka-external-bootstrap", "$-zookeeper-client"],
      counts: ["spec.kafka.replicas"]),
    OperatedKind("KafkaNodePool", strimzi, as: "stream", counts: ["spec.replicas"]),
    OperatedKind("KafkaTopic", strimzi, as: "topic", references: [ofKafka]),
    OperatedKind("KafkaUser", strimzi, as: "k8s/setting", references: [ofKafka]),
    OperatedKind(
      "KafkaConnect", strimzi, as: "k8s/deployment", services: ["$-connect-api"], counts: ["spec.replicas"],
      addresses: ["spec.bootstrapServers"]),
    OperatedKind(
      "KafkaConnector", strimzi, as: "k8s/deployment",
      references: [Reference(path: "@strimzi.io/cluster", kind: "KafkaConnect")]),
    OperatedKind(
      "KafkaBridge", strimzi, as: "k8s/deployment", services: ["$-bridge-service"], counts: ["spec.replicas"],
      addresses: ["spec.bootstrapServers"]),
    OperatedKind(
      "KafkaMirrorMaker2", strimzi, as: "k8s/deployment", services: ["$-mirrormaker2-api"], counts: ["spec.replicas"],
      addresses: ["spec.clusters.*.bootstrapServers"]),
    // Databases.
    OperatedKind(
      "Cluster", "postgresql.cnpg.io", as: "database", services: ["$-rw", "$-r"], replicaServices: ["$-ro"],
      counts: ["spec.instances"], secrets: ["$-app", "$-superuser"]),
    OperatedKind(
      "Pooler", "postgresql.cnpg.io", as: "k8s/deployment", services: ["$"], counts: ["spec.instances"],
      references: [Reference(path: "spec.cluster.name", kind: "Cluster")]),
    OperatedKind(
      "postgresql", "acid.zalan.do", as: "database", services: ["$", "$-pooler"],
      replicaServices: ["$-repl", "$-pooler-repl"], counts: ["spec.numberOfInstances"]),
    OperatedKind(
      "PostgresCluster", "postgres-operator.crunchydata.com", as: "database",
      services: ["$-primary", "$-ha", "$-pgbouncer"], replicaServices: ["$-replicas"],
      counts: ["spec.instances.*.replicas"], secrets: ["$-pguser-$"]),
    OperatedKind(
      "MariaDB", "k8s.mariadb.com", as: "database", services: ["$", "$-primary"], replicaServices: ["$-secondary"],
      counts: ["spec.replicas"]),
    OperatedKind(
      "InnoDBCluster", "mysql.oracle.com", as: "database", services: ["$", "$-instances"], counts: ["spec.instances"]),
    OperatedKind(
      "PerconaXtraDBCluster", "pxc.percona.com", as: "database",
      services: ["$-haproxy", "$-haproxy-replicas", "$-proxysql", "$-pxc"], counts: ["spec.pxc.size"]),
    OperatedKind(
      "PerconaServerMongoDB", "psmdb.percona.com", as: "database", services: ["$-rs0", "$-mongos"],
      counts: ["spec.replsets.*.size"]),
    OperatedKind(
      "MongoDBCommunity", "mongodbcommunity.mongodb.com", as: "database", services: ["$-svc"], counts: ["spec.members"]),
    OperatedKind(
      "ClickHouseInstallation", "clickhouse.altinity.com", as: "database", services: ["clickhouse-$"],
      counts: ["spec.configuration.clusters.*.layout.replicasCount"]),
    OperatedKind(
      "ZookeeperCluster", "zookeeper.pravega.io", as: "database", services: ["$-client", "$-headless"],
      counts: ["spec.replicas"]),
    // Caches.
    OperatedKind("Redis", "redis.redis.opstreelabs.in", as: "cache", services: ["$", "$-headless"]),
    OperatedKind(
      "RedisReplication", "redis.redis.opstreelabs.in", as: "cache",
      services: ["$", "$-headless", "$-master"], replicaServices: ["$-replica"], counts: ["spec.clusterSize"]),
    OperatedKind(
      "RedisCluster", "redis.redis.opstreelabs.in", as: "cache",
      services: ["$-leader", "$-master", "$-leader-headless", "$-follower"], counts: ["spec.clusterSize"]),
    OperatedKind(
      "RedisFailover", "databases.spotahome.com", as: "cache", services: ["rfs-$", "rfrm-$"],
      replicaServices: ["rfrs-$"],
      counts: ["spec.redis.replicas"]),
    // Queues and search.
    OperatedKind(
      "RabbitmqCluster", "rabbitmq.com", as: "queue", services: ["$", "$-nodes"], counts: ["spec.replicas"],
      secrets: ["$-default-user"]),
    OperatedKind(
      "Elasticsearch", "elasticsearch.k8s.elastic.co", as: "database",
      services: ["$-es-http", "$-es-internal-http", "$-es-transport"], counts: ["spec.nodeSets.*.count"],
      secrets: ["$-es-elastic-user"]),
    OperatedKind(
      "Kibana", "kibana.k8s.elastic.co", as: "k8s/deployment", services: ["$-kb-http"], counts: ["spec.count"],
      references: [ofElasticsearch]),
    OperatedKind(
      "ApmServer", "apm.k8s.elastic.co", as: "monitoring", services: ["$-apm-http"], counts: ["spec.count"],
      references: [ofElasticsearch]),
    OperatedKind(
      "OpenTelemetryCollector", "opentelemetry.io", as: "monitoring", services: ["$-collector"],
      counts: ["spec.replicas"]),
    OperatedKind(
      "Jaeger", "jaegertracing.io", as: "monitoring", services: ["$-collector", "$-query", "$-agent"]),
    OperatedKind(
      "Prometheus", "monitoring.coreos.com", as: "monitoring", services: ["prometheus-operated"],
      counts: ["spec.replicas"]),
    OperatedKind(
      "Alertmanager", "monitoring.coreos.com", as: "monitoring", services: ["alertmanager-operated"],
      counts: ["spec.replicas"]),
    OperatedKind("Grafana", "grafana.integreatly.org", as: "monitoring", services: ["$-service"]),
  ]
}
