/// The sorts of keys by which sources know a component: `arn:…`, `host:…`, `service:…`.
enum IdentityKey {
  /// Sorts of which a component has only one key: two of one sort are two components.
  private static let single: Set<String> = [
    "account", "arm", "arn", "aws", "azure", "cluster", "gcp", "google", "lineage", "provider", "self-link", "uid",
    "zone",
    "zone-id",
  ]

  /// The sort of a key: the part before the colon.
  static func sort(_ key: String) -> Substring { key.prefix { $0 != ":" } }

  /// Whether a component has only one key of this sort.
  static func isSingle(_ sort: Substring) -> Bool { single.contains(String(sort)) }

  /// Whether a key means the same in every estate. The name of a service does not, nor does a host of a private network.
  static func isUniversal(_ key: String) -> Bool {
    switch sort(key) {
    case "service": return false
    case "host": return PublicHost.isPublic(String(key.dropFirst("host:".count)))
    default: return true
    }
  }
}
