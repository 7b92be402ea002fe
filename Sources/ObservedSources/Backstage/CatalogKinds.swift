/// The kinds and types of a catalog as kinds of components.
enum CatalogKinds {
  /// By the type of a component or resource; to add one, append a line. Other types are kept unchanged.
  static let byType: [String: String] = [
    "service": "service", "website": "app", "app": "app", "mobile-app": "app", "frontend": "app",
    "backend": "service", "library": "library", "package": "library", "sdk": "library", "cli": "tool", "tool": "tool",
    "job": "job", "cron": "job", "function": "function", "lambda": "aws/lambda-function",
    "database": "database", "db": "database", "postgres": "database", "postgresql": "database", "mysql": "database",
    "rds": "aws/rds-instance", "dynamodb": "aws/dynamodb-table", "mongodb": "database",
    "cache": "cache", "redis": "cache", "memcached": "cache",
    "queue": "queue", "topic": "queue", "kafka-topic": "queue", "kafka": "queue", "sqs": "aws/sqs-queue",
    "sns": "aws/sns-topic", "s3-bucket": "aws/s3-bucket", "s3": "aws/s3-bucket", "bucket": "storage",
    "storage": "storage", "cdn": "cdn",
    "load-balancer": "load-balancer", "dns": "dns", "saas": "saas", "external": "external",
  ]

  /// The types that are built into what depends on them: they are needed to build and start it, not while it runs.
  static let builtIn: Set<String> = ["library", "package", "sdk"]

  /// The kinds of entities that are not parts of a system, and why.
  static let leftOut: [(kind: String, reason: String)] = [
    ("group", "people own things, and nothing runs on them"),
    ("user", "people own things, and nothing runs on them"),
    ("location", "it only says where entities are described"),
    ("template", "it makes new things, and no running one needs it"),
  ]

  /// The kind of component that an entity of this kind and type is.
  static func kind(of entity: CatalogEntity) -> String {
    guard let type = entity.type?.lowercased(), !type.isEmpty else {
      return entity.reference.kind == "component" ? "service" : "resource"
    }
    return byType[type] ?? String(type.map { $0.isWhitespace ? "-" : $0 })
  }
}
