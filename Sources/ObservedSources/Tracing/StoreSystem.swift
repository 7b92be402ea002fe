/// The systems of databases, caches and brokers by the names that clients give them.
///
/// Such a name says what something is, not which one: tracing libraries put it where the name of a service could be.
enum StoreSystem {
  /// The kind by the name of the system; to add one, append it.
  private static let kinds: [String: String] = {
    let byKind: [(kind: String, names: [String])] = [
      ("cache", ["redis", "memcached", "memcache", "hazelcast", "valkey", "ehcache", "jedis", "lettuce"]),
      (
        "database",
        [
          "mysql", "mariadb", "postgres", "postgresql", "pgsql", "pg", "mssql", "mssqlserver", "sqlserver", "oracle",
          "db2", "sqlite", "h2", "hsqldb", "derby", "mongo", "mongodb", "cassandra", "couchbase", "couchdb", "dynamodb",
          "elasticsearch", "opensearch", "neo4j", "influxdb", "clickhouse", "cockroachdb", "hbase", "cosmosdb", "sql",
          "jdbc", "database", "db", "unknown", "other_sql",
        ]
      ),
      (
        "queue",
        [
          "kafka", "rabbitmq", "activemq", "artemis", "pulsar", "rocketmq", "nats", "jms", "amqp", "servicebus", "sqs",
          "sns",
        ]
      ),
    ]
    return Dictionary(uniqueKeysWithValues: byKind.flatMap { line in line.names.map { ($0, line.kind) } })
  }()

  /// Whether a name is that of a system.
  static func isName(_ name: String) -> Bool { kinds[name.lowercased()] != nil }

  /// The kind of what runs on a system: a database where the system is not known.
  static func kind(of system: String) -> String {
    let system = system.lowercased()
    return kinds[system] ?? kinds.first { system.hasSuffix("." + $0.key) }?.value ?? "database"
  }
}
