internal import SourceReading

/// Whether a setting whose value is a plain name means a resource of that name: `CARTS_TABLE=carts`, and not `NODE_ENV=prod`.
enum PlainSetting {
  /// Words that say that something is named, whatever its type.
  private static let general: Set<String> = [
    "host", "hostname", "url", "uri", "endpoint", "addr", "address", "arn", "server", "target", "upstream", "resource",
  ]
  /// Further words for types, by a word of the type.
  private static let further: [String: [String]] = [
    "table": ["db", "database", "ddb", "dynamo", "store"], "bucket": ["s3", "gcs", "storage", "store"],
    "function": ["lambda", "fn"], "queue": ["sqs", "jobs"], "topic": ["sns", "pubsub"], "stream": ["kinesis"],
    "account": ["storage"], "cluster": ["db", "database", "redis", "cache"], "instance": ["db", "database", "redis"],
    "namespace": ["servicebus", "eventhub", "bus"], "cache": ["redis"], "vault": ["kv", "keyvault"],
    "server": ["db", "database", "sql"], "database": ["db"], "subscription": ["sub"],
  ]

  /// Whether the words of a setting say that it names something of a type.
  static func says(_ type: String, _ setting: String) -> Bool {
    let words = Set(AddressText.words(of: setting).flatMap { [$0, $0.last == "s" ? String($0.dropLast()) : $0] })
    let parts = type.split(separator: "_").dropFirst().map(String.init)
    if parts.contains(where: words.contains) { return true }
    let joined = words.joined(separator: " ")
    return parts.contains { part in
      // `tablename` has no sign between its words.
      part.utf8.count > 4 && joined.includes(part) || (further[part] ?? []).contains(where: words.contains)
    }
  }

  /// Whether a setting with the name of a resource names that.
  ///
  /// A name of several words is seldom anything else; one of a single word often is, so that the setting must say so.
  static func names(_ type: String, by setting: String, _ name: String) -> Bool {
    if says(type, setting) { return true }
    // Parameters and secrets are often called like what they are about: only a path is surely the name of one.
    if type == "aws_ssm_parameter" || type == "aws_secretsmanager_secret" { return name.hasPrefix("/") }
    guard !AddressText.meaning(of: setting).isOther else { return false }
    if AddressText.words(of: setting).contains(where: general.contains) { return true }
    return name.contains { "-_./".contains($0) }
  }
}
