/// Names of hosts that mean the same everywhere: those of the internet. Others mean something only in one network.
package enum PublicHost {
  /// Last labels of names that only private networks have.
  private static let privateEndings: Set<String> = [
    "local", "internal", "svc", "lan", "home", "localdomain", "localhost", "arpa", "test", "invalid", "corp",
    "intranet",
    "private", "intern", "consul", "docker", "dc", "ad", "mesh", "domain", "host", "priv",
  ]
  /// Last labels of names of the internet besides those of two letters.
  private static let publicEndings: Set<String> = [
    "com", "net", "org", "info", "biz", "edu", "gov", "mil", "int", "name", "pro", "aero", "coop", "museum", "jobs",
    "mobi", "travel", "tel", "cat", "asia", "post", "dev", "app", "cloud", "online", "site", "tech", "store", "shop",
    "xyz", "blog", "page", "live", "email", "digital", "systems", "services", "solutions", "software", "network",
    "agency", "company", "group", "global", "world", "today", "team", "tools", "run", "space", "website", "works",
    "zone", "bank", "health", "money", "media", "news", "games", "finance", "energy", "berlin", "london", "google",
    "amazon", "microsoft", "azure", "aws", "link", "land", "life", "plus", "one", "wiki", "work", "studio", "design",
  ]

  /// Last labels of names of two labels that are hosts of the internet; `es-0.es` is rather a pod and its service.
  private static let shortEndings: Set<String> = [
    "com", "net", "org", "io", "ai", "co", "info", "biz", "eu", "de", "uk", "us", "fr", "nl", "jp", "cn", "ch", "br",
  ]

  /// Whether a name or an address means the same everywhere.
  package static func isPublic(_ host: String) -> Bool {
    let host = host.lowercased()
    if host.contains(":") { return isPublicIPv6(host) }
    if let octets = octets(host) { return !isPrivate(octets) }
    return isPublicName(host)
  }

  /// Whether a text is the name of a host of the internet, by its last labels.
  package static func isPublicName(_ host: String) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, !labels.contains("svc"), let last = labels.last else { return false }
    // A name of two labels may be a service and its namespace, such as `db.dev`.
    return labels.count > 2 ? isPublicEnding(String(last)) : shortEndings.contains(String(last))
  }

  /// Whether a text is the name of a host of a private network, by its last label.
  package static func isPrivateName(_ host: String) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last else { return false }
    return privateEndings.contains(String(last))
  }

  /// Whether a label ends names of hosts of the internet.
  package static func isPublicEnding(_ label: String) -> Bool {
    guard !privateEndings.contains(label) else { return false }
    return publicEndings.contains(label)
      || label.utf8.count == 2 && label.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      || label.hasPrefix("xn--")
  }

  /// The numbers of an address of IPv4; `nil` for anything else.
  package static func octets(_ host: String) -> [UInt8]? {
    guard (7...15).contains(host.utf8.count) else { return nil }
    var octets: [UInt8] = []
    var (number, digits) = (0, 0)
    for byte in host.utf8 {
      if byte == UInt8(ascii: ".") {
        guard digits > 0, octets.count < 3 else { return nil }
        octets.append(UInt8(number))
        (number, digits) = (0, 0)
        continue
      }
      guard (48...57).contains(byte), digits < 3 else { return nil }
      number = number * 10 + Int(byte - 48)
      digits += 1
      guard number < 256 else { return nil }
    }
    guard digits > 0, octets.count == 3 else { return nil }
    octets.append(UInt8(number))
    return octets
  }

  /// Whether the numbers are those of an address that many networks have.
  static func isPrivate(_ octets: [UInt8]) -> Bool {
    switch (octets[0], octets[1]) {
    case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127), (224..., _): true
    default: false
    }
  }

  private static func isPublicIPv6(_ host: String) -> Bool {
    // Global addresses begin with 2 or 3.
    guard let first = host.first, first == "2" || first == "3" else { return false }
    return host.allSatisfy { $0 == ":" || $0 == "." || $0.isHexDigit }
  }
}
