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
          "sns", "aws_sqs", "aws_sns", "pubsub", "gcp_pubsub", "eventhubs", "eventhub", "eventgrid", "kinesis",
          "eventbridge", "redpanda", "mqtt", "mosquitto", "emqx", "nsq", "jetstream", "solace", "ibmmq", "msmq",
          "hornetq",
        ]
      ),
    ]
    return Dictionary(uniqueKeysWithValues: byKind.flatMap { line in line.names.map { ($0, line.kind) } })
  }()

  /// The words beside the name of a system that say no more than it does.
  private static let plainWords: Set<String> = [
    "aws", "amazon", "gcp", "google", "azure", "cloud", "apache", "ibm", "broker", "brokers", "cluster", "server",
    "queue",
    "queues", "topic", "topics", "mq", "bus", "messaging", "message", "messages", "event", "events", "stream",
    "streams",
    "streaming", "main", "shared", "prod", "production", "staging", "stage", "dev", "test",
  ]

  /// Whether a name is that of a system.
  static func isName(_ name: String) -> Bool { kinds[name.lowercased()] != nil }

  /// Whether a name is that of a broker: the name of a system of brokers, perhaps with words that say no more (`kafka-broker`,
  /// `prod rabbitmq 1`). `kafka-exporter` is something else.
  static func isBroker(_ name: String) -> Bool {
    guard name.utf8.count <= 64 else { return false }
    let name = name.lowercased()
    if let kind = kinds[name] { return kind == "queue" }
    let words = name.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard words.count > 1 || words.first != name else { return false }
    var found = false
    var position = 0
    while position < words.count {
      if position + 1 < words.count, kinds[words[position] + words[position + 1]] == "queue" {
        found = true
        position += 2
        continue
      }
      if kinds[words[position]] == "queue" {
        found = true
      } else if !plainWords.contains(words[position]), Int(words[position]) == nil {
        return false
      }
      position += 1
    }
    return found
  }

  /// The kind of what runs on a system: a database where the system is not known.
  static func kind(of system: String) -> String {
    let system = system.lowercased()
    return kinds[system] ?? kinds.first { system.hasSuffix("." + $0.key) }?.value ?? "database"
  }
}
