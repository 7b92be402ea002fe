extension OperatedKind {
  private static let strimzi = "kafka.strimzi.io"
  private static let ofKafka = Reference(path: "@strimzi.io/cluster", kind: "Kafka")
  private static let ofRabbitMQ = Reference(path: "spec.rabbitmqClusterReference.name", kind: "RabbitmqCluster")
  private static let connectSettings = [
    "spec.tls.trustedCertificates.*.secretName", "spec.authentication.passwordSecret.secretName",
    "spec.authentication.certificateAndKey.secretName", "spec.externalConfiguration.env.*.valueFrom.secretKeyRef.name",
  ]
  private static let ofElasticsearch = Reference(path: "spec.elasticsearchRef.name", kind: "Elasticsearch")

  /// The kinds whose Services are known; to add one, append a line.
  static let table: [OperatedKind] = [
    // Strimzi.
    OperatedKind(
      "Kafka", strimzi, as: "stream",
      services: [
        "$-kafka-bootstrap", "$-kafka-brokers", "$-kafka-external-bootstrap",
        "$-kafka-{spec.kafka.listeners.*.name}-bootstrap",
        "$-zookeeper-client",
      ],
      counts: ["spec.kafka.replicas"], secrets: ["$-cluster-ca-cert"],
      settings: [
        "spec.kafka.metricsConfig.valueFrom.configMapKeyRef.name",
        "spec.kafka.listeners.*.configuration.brokerCertChainAndKey.secretName",
      ],
      pods: ["spec.kafka.template.pod"]),
    OperatedKind(
      "KafkaNodePool", strimzi, as: "stream", counts: ["spec.replicas"], pods: ["spec.template.pod"]),
    OperatedKind("KafkaTopic", strimzi, as: "topic", references: [ofKafka]),
    OperatedKind("KafkaUser", strimzi, as: "k8s/setting", references: [ofKafka], secrets: ["$"]),
    OperatedKind(
      "KafkaConnect", strimzi, as: "k8s/deployment", services: ["$-connect-api"], counts: ["spec.replicas"],
      addresses: ["spec.bootstrapServers"], settings: connectSettings, pods: ["spec.template.pod"]),
    OperatedKind(
      "KafkaConnector", strimzi, as: "k8s/deployment",
      references: [Reference(path: "@strimzi.io/cluster", kind: "KafkaConnect")]),
    OperatedKind(
      "KafkaBridge", strimzi, as: "k8s/deployment", services: ["$-bridge-service"], counts: ["spec.replicas"],
      addresses: ["spec.bootstrapServers"], settings: connectSettings, pods: ["spec.template.pod"]),
    OperatedKind(
      "KafkaMirrorMaker", strimzi, as: "k8s/deployment", counts: ["spec.replicas"],
      addresses: ["spec.consumer.bootstrapServers", "spec.producer.bootstrapServers"], pods: ["spec.template.pod"]),
    OperatedKind(
      "KafkaMirrorMaker2", strimzi, as: "k8s/deployment", services: ["$-mirrormaker2-api"], counts: ["spec.replicas"],
      addresses: ["spec.clusters.*.bootstrapServers"], pods: ["spec.template.pod"]),
    // Databases.
    OperatedKind(
      "Cluster", "postgresql.cnpg.io", as: "database", services: ["$-rw", "$-r"], replicaServices: ["$-ro"],
      counts: ["spec.instances"],
      stores: [
        "spec.backup.barmanObjectStore.endpointURL", "spec.backup.barmanObjectStore.destinationPath",
        "spec.externalClusters.*.connectionParameters.host", "spec.externalClusters.*.barmanObjectStore.endpointURL",
      ],
      secrets: ["$-app", "$-superuser"],
      settings: [
        "spec.superuserSecret.name", "spec.bootstrap.initdb.secret.name", "spec.bootstrap.recovery.secret.name",
        "spec.backup.barmanObjectStore.s3Credentials.accessKeyId.name",
        "spec.backup.barmanObjectStore.s3Credentials.secretAccessKey.name", "spec.certificates.serverTLSSecret",
        "spec.externalClusters.*.password.name", "spec.managed.roles.*.passwordSecret.name",
      ], pods: ["spec", "spec.affinity"]),
    OperatedKind(
      "ScheduledBackup", "postgresql.cnpg.io", as: "k8s/cron-job",
      references: [Reference(path: "spec.cluster.name", kind: "Cluster")]),
    OperatedKind(
      "Pooler", "postgresql.cnpg.io", as: "k8s/deployment", services: ["$"], counts: ["spec.instances"],
      references: [Reference(path: "spec.cluster.name", kind: "Cluster")], pods: ["spec.template.spec"]),
    OperatedKind(
      "postgresql", "acid.zalan.do", as: "database", services: ["$", "$-pooler"],
      replicaServices: ["$-repl", "$-pooler-repl"], counts: ["spec.numberOfInstances"],
      stores: ["spec.standby.standby_host", "spec.standby.s3_wal_path", "spec.clone.s3_endpoint"]),
    OperatedKind(
      "PostgresCluster", "postgres-operator.crunchydata.com", as: "database",
      services: ["$-primary", "$-ha", "$-pgbouncer"], replicaServices: ["$-replicas"],
      counts: ["spec.instances.*.replicas"],
      stores: ["spec.backups.pgbackrest.repos.*.s3.endpoint", "spec.standby.host"],
      secrets: ["$-pguser-$", "$-pguser-{spec.users.*.name}"],
      settings: ["spec.backups.pgbackrest.configuration.*.secret.name", "spec.customTLSSecret.name"],
      pods: ["spec.instances.*"]),
    OperatedKind(
      "PerconaPGCluster", "pgv2.percona.com", as: "database", services: ["$-primary", "$-ha", "$-pgbouncer"],
      replicaServices: ["$-replicas"], counts: ["spec.instances.*.replicas"],
      stores: ["spec.backups.pgbackrest.repos.*.s3.endpoint"],
      secrets: ["$-pguser-$", "$-pguser-{spec.users.*.name}"], pods: ["spec.instances.*"]),
    OperatedKind(
      "MariaDB", "k8s.mariadb.com", as: "database", services: ["$", "$-primary", "$-internal"],
      replicaServices: ["$-secondary"], counts: ["spec.replicas"],
      settings: ["spec.rootPasswordSecretKeyRef.name", "spec.passwordSecretKeyRef.name"]),
    OperatedKind(
      "MaxScale", "k8s.mariadb.com", as: "k8s/deployment", services: ["$"], counts: ["spec.replicas"],
      references: [Reference(path: "spec.mariaDbRef.name", kind: "MariaDB")]),
    OperatedKind(
      "MysqlCluster", "mysql.presslabs.org", as: "database", services: ["$-mysql-master", "$-mysql"],
      replicaServices: ["$-mysql-replicas"], counts: ["spec.replicas"], settings: ["spec.secretName"],
      pods: ["spec.podSpec"]),
    OperatedKind(
      "InnoDBCluster", "mysql.oracle.com", as: "database", services: ["$", "$-instances"], counts: ["spec.instances"],
      settings: ["spec.secretName"], pods: ["spec.podSpec"], votes: true),
    OperatedKind(
      "PerconaXtraDBCluster", "pxc.percona.com", as: "database",
      services: ["$-haproxy", "$-haproxy-replicas", "$-proxysql", "$-pxc"], counts: ["spec.pxc.size"],
      stores: ["spec.backup.storages.*.s3.endpointUrl"],
      settings: ["spec.secretsName", "spec.backup.storages.*.s3.credentialsSecret"], pods: ["spec.pxc"], votes: true),
    OperatedKind(
      "PerconaServerMySQL", "ps.percona.com", as: "database",
      services: ["$-haproxy", "$-router", "$-mysql-primary", "$-mysql"], counts: ["spec.mysql.size"],
      settings: ["spec.secretsName"], pods: ["spec.mysql"]),
    OperatedKind(
      "PerconaServerMongoDB", "psmdb.percona.com", as: "database",
      services: ["$-{spec.replsets.*.name}", "$-rs0", "$-mongos", "$-cfg"], counts: ["spec.replsets.*.size"],
      stores: ["spec.backup.storages.*.s3.endpointUrl"],
      settings: ["spec.secrets.users", "spec.backup.storages.*.s3.credentialsSecret"], pods: ["spec.replsets.*"],
      votes: true),
    OperatedKind(
      "MongoDBCommunity", "mongodbcommunity.mongodb.com", as: "database", services: ["$-svc"], counts: ["spec.members"],
      secrets: ["$-admin-{spec.users.*.name}"], settings: ["spec.users.*.passwordSecretRef.name"],
      pods: ["spec.statefulSet.spec.template.spec"], votes: true),
    OperatedKind(
      "MongoDB", "mongodb.com", as: "database", services: ["$-svc"], counts: ["spec.members"],
      pods: ["spec.podSpec.podTemplate.spec"], votes: true),
    OperatedKind(
      "ClickHouseInstallation", "clickhouse.altinity.com", as: "database", services: ["clickhouse-$"],
      counts: ["spec.configuration.clusters.*.layout.replicasCount"],
      alternatives: ["spec.configuration.zookeeper.nodes.*.host"], pods: ["spec.templates.podTemplates.*.spec"]),
    OperatedKind(
      "ClickHouseKeeperInstallation", "clickhouse-keeper.altinity.com", as: "database", services: ["keeper-$"],
      counts: ["spec.configuration.clusters.*.layout.replicasCount"], votes: true),
    OperatedKind(
      "ScyllaCluster", "scylla.scylladb.com", as: "database", services: ["$-client"],
      counts: ["spec.datacenter.racks.*.members"], pods: ["spec.datacenter.racks.*.placement"], votes: true),
    OperatedKind(
      "CassandraDatacenter", "cassandra.datastax.com", as: "database",
      services: ["{spec.clusterName}-$-service", "{spec.clusterName}-$-all-pods-service"], counts: ["spec.size"],
      pods: ["spec.podTemplateSpec.spec"], votes: true),
    OperatedKind(
      "CrdbCluster", "crdb.cockroachlabs.com", as: "database", services: ["$-public", "$"], counts: ["spec.nodes"],
      votes: true),
    OperatedKind(
      "TidbCluster", "pingcap.com", as: "database", services: ["$-tidb", "$-pd"], counts: ["spec.tidb.replicas"]),
    OperatedKind(
      "EtcdCluster", "etcd.database.coreos.com", as: "database", services: ["$-client", "$"], counts: ["spec.size"],
      pods: ["spec.pod"], votes: true),
    OperatedKind(
      "ZookeeperCluster", "zookeeper.pravega.io", as: "database", services: ["$-client", "$-headless"],
      counts: ["spec.replicas"], pods: ["spec.pod"], votes: true),
    // Caches.
    OperatedKind(
      "Redis", "redis.redis.opstreelabs.in", as: "cache", services: ["$", "$-headless", "$-additional"],
      settings: ["spec.kubernetesConfig.redisSecret.name"]),
    OperatedKind(
      "RedisSentinel", "redis.redis.opstreelabs.in", as: "cache", services: ["$-sentinel", "$-sentinel-headless"],
      counts: ["spec.clusterSize"],
      references: [Reference(path: "spec.redisSentinelConfig.redisReplicationName", kind: "RedisReplication")],
      votes: true),
    OperatedKind(
      "Dragonfly", "dragonflydb.io", as: "cache", services: ["$"], counts: ["spec.replicas"]),
    OperatedKind(
      "RedisReplication", "redis.redis.opstreelabs.in", as: "cache",
      services: ["$", "$-headless", "$-master"], replicaServices: ["$-replica"], counts: ["spec.clusterSize"]),
    OperatedKind(
      "RedisCluster", "redis.redis.opstreelabs.in", as: "cache",
      services: ["$-leader", "$-master", "$-leader-headless", "$-follower"], counts: ["spec.clusterSize"],
      settings: ["spec.kubernetesConfig.redisSecret.name"], pods: ["spec.redisLeader", "spec"]),
    OperatedKind(
      "RedisFailover", "databases.spotahome.com", as: "cache", services: ["rfs-$", "rfrm-$"],
      replicaServices: ["rfrs-$"],
      counts: ["spec.redis.replicas"], settings: ["spec.auth.secretPath"], pods: ["spec.redis"]),
    // Queues and search.
    OperatedKind(
      "RabbitmqCluster", "rabbitmq.com", as: "queue", services: ["$", "$-nodes"], counts: ["spec.replicas"],
      secrets: ["$-default-user"], settings: ["spec.tls.secretName"]),
    OperatedKind("Queue", "rabbitmq.com", as: "queue", references: [ofRabbitMQ]),
    OperatedKind("Exchange", "rabbitmq.com", as: "queue", references: [ofRabbitMQ]),
    OperatedKind(
      "User", "rabbitmq.com", as: "k8s/setting", references: [ofRabbitMQ], secrets: ["$-user-credentials"]),
    OperatedKind(
      "Elasticsearch", "elasticsearch.k8s.elastic.co", as: "database",
      services: ["$-es-http", "$-es-internal-http", "$-es-transport"], counts: ["spec.nodeSets.*.count"],
      secrets: ["$-es-elastic-user", "$-es-http-certs-public"], settings: ["spec.secureSettings.*.secretName"],
      pods: ["spec.nodeSets.*.podTemplate.spec"], votes: true),
    OperatedKind(
      "Kibana", "kibana.k8s.elastic.co", as: "k8s/deployment", services: ["$-kb-http"], counts: ["spec.count"],
      references: [ofElasticsearch], pods: ["spec.podTemplate.spec"]),
    OperatedKind(
      "ApmServer", "apm.k8s.elastic.co", as: "monitoring", services: ["$-apm-http"], counts: ["spec.count"],
      references: [ofElasticsearch], pods: ["spec.podTemplate.spec"]),
    OperatedKind(
      "Logstash", "logstash.k8s.elastic.co", as: "k8s/deployment",
      services: ["$-ls-api", "$-ls-{spec.services.*.name}"],
      counts: ["spec.count"],
      references: [Reference(path: "spec.elasticsearchRefs.*.name", kind: "Elasticsearch")],
      pods: ["spec.podTemplate.spec"]),
    OperatedKind(
      "Beat", "beat.k8s.elastic.co", as: "monitoring", references: [ofElasticsearch],
      pods: ["spec.daemonSet.podTemplate.spec", "spec.deployment.podTemplate.spec"]),
    OperatedKind(
      "OpenSearchCluster", "opensearch.opster.io", as: "database",
      services: ["{spec.general.serviceName}", "$-dashboards"], counts: ["spec.nodePools.*.replicas"],
      secrets: ["$-admin-password"], pods: ["spec.nodePools.*"], votes: true),
    OperatedKind(
      "SolrCloud", "solr.apache.org", as: "database", services: ["$-solrcloud-common", "$-solrcloud-headless"],
      counts: ["spec.replicas"], addresses: ["spec.zookeeperRef.connectionInfo.internalConnectionString"],
      pods: ["spec.customSolrKubeOptions.podOptions"]),
    OperatedKind(
      "Keycloak", "k8s.keycloak.org", as: "k8s/deployment", services: ["$-service"], counts: ["spec.instances"],
      addresses: ["spec.db.host"], secrets: ["$-initial-admin"],
      settings: ["spec.db.usernameSecret.name", "spec.db.passwordSecret.name", "spec.http.tlsSecret"]),
    OperatedKind(
      "Tenant", "minio.min.io", as: "storage", services: ["minio", "$-hl", "$-console"],
      counts: ["spec.pools.*.servers"], settings: ["spec.configuration.name"], pods: ["spec.pools.*"]),
    OperatedKind(
      "OpenTelemetryCollector", "opentelemetry.io", as: "monitoring",
      services: ["$-collector", "$-collector-headless", "$-collector-monitoring"], counts: ["spec.replicas"],
      stores: ["spec.config.exporters.*.endpoint", "spec.config.exporters.*.endpoints.*"]),
    OperatedKind(
      "Jaeger", "jaegertracing.io", as: "monitoring", services: ["$-collector", "$-query", "$-agent"],
      counts: ["spec.collector.replicas"],
      addresses: ["spec.storage.options.*.server-urls", "spec.storage.options.*.servers"],
      settings: ["spec.storage.secretName"]),
    OperatedKind(
      "Prometheus", "monitoring.coreos.com", as: "monitoring", services: ["prometheus-operated"],
      counts: ["spec.replicas"],
      stores: ["spec.remoteWrite.*.url", "spec.remoteRead.*.url"], settings: ["spec.secrets.*", "spec.configMaps.*"]),
    OperatedKind(
      "ThanosRuler", "monitoring.coreos.com", as: "monitoring", services: ["thanos-ruler-operated"],
      counts: ["spec.replicas"], addresses: ["spec.queryEndpoints.*"]),
    OperatedKind(
      "VMSingle", "operator.victoriametrics.com", as: "monitoring", services: ["vmsingle-$"]),
    OperatedKind(
      "VMCluster", "operator.victoriametrics.com", as: "monitoring",
      services: ["vmselect-$", "vminsert-$", "vmstorage-$"], counts: ["spec.vmstorage.replicaCount"],
      pods: ["spec.vmstorage"]),
    OperatedKind(
      "Alertmanager", "monitoring.coreos.com", as: "monitoring", services: ["alertmanager-operated"],
      counts: ["spec.replicas"], settings: ["spec.secrets.*", "spec.configMaps.*", "spec.configSecret"]),
    OperatedKind("Grafana", "grafana.integreatly.org", as: "monitoring", services: ["$-service"]),
  ]
}
