package import DependencyModel

/// A resource of a cloud that a program is given by an ARN, a URL or a path: one name for all sources, by which they are
/// joined.
package struct CloudAddress: Hashable, Sendable {
  /// What a program that is given it does with it.
  package enum Use: Hashable, Sendable {
    /// It calls it.
    case calls
    /// It reads it when it starts.
    case starts
    /// It sends signals of how it does there.
    case reports
  }

  /// The id of its component: an ARN, `gs://assets`, a path from the project on.
  package let id: String
  package let kind: String
  package var use = Use.calls
  /// The region that the address names, and its kind.
  package var region: String?
  package var regionKind = "aws/region"
  /// The keys by which other sources may know it.
  package var identities: [String]
  /// The host in the address.
  package var host: String?

  /// What the text of a setting, a command or a file names.
  package struct Found: Sendable {
    package var addresses: [CloudAddress] = []
    /// The services of AWS of whose ARNs there is no rule.
    package var unknownServices: Set<String> = []
    /// The hosts in the addresses, which are no hosts of their own.
    package var hosts: Set<String> = []

    package init() {}

    /// The candidates for hosts in the same text that are not part of an address of these.
    package func others(of candidates: [AddressCandidate]) -> [AddressCandidate] {
      hosts.isEmpty ? candidates : candidates.filter { !hosts.contains($0.host) }
    }
  }

  /// Finds the addresses in a text, each once.
  ///
  /// - Complexity: linear in the text.
  package static func found(in text: String) -> Found {
    var found = Found()
    guard mayHaveSome(text) else { return found }
    var known: Set<String> = []
    for word in text.utf8.split(separator: UInt8(ascii: "\n")).lazy.flatMap(words(ofLine:)) where mayBeOne(word) {
      guard found.addresses.count < 1_000 else { break }
      let token = String(Substring(word))
      guard let address = CloudAddress(token) else {
        if found.unknownServices.count < 100, let service = unknownService(of: token) {
          found.unknownServices.insert(service)
        }
        continue
      }
      if let host = address.host { found.hosts.insert(host) }
      if known.insert(address.id).inserted { found.addresses.append(address) }
    }
    return found
  }

  private static func mayHaveSome(_ text: String) -> Bool {
    guard text.utf8.count > 8 else { return false }
    return text.utf8.count(where: { $0 == UInt8(ascii: ":") }) > 1
      || ["amazonaws.com", "gs://", "projects/", "cloudsql"].contains { text.includes($0) }
  }

  /// The words of a line, unless it is a comment.
  private static func words(ofLine line: Substring.UTF8View) -> [Substring.UTF8View] {
    line.first { $0 > 0x20 } == UInt8(ascii: "#") ? [] : line.split(whereSeparator: isEnd)
  }

  private static func mayBeOne(_ word: Substring.UTF8View) -> Bool {
    guard (8...1_024).contains(word.count) else { return false }
    let text = Substring(word)
    // Most URLs lead elsewhere.
    if text.includes("://") {
      return text.hasPrefix("gs:") || ["amazonaws", "googleapis.com/", "/cloudsql/"].contains { text.includes($0) }
    }
    return word.contains(UInt8(ascii: "/")) || word.count(where: { $0 == UInt8(ascii: ":") }) > 1
      || text.includes("amazonaws.com")
  }

  private static func isEnd(_ byte: UInt8) -> Bool { byte <= 0x20 || "\"'`,;<>(){}[]|=&\\".utf8.contains(byte) }

  private init(_ id: String, _ kind: String, _ identities: [String]) {
    self.id = id
    self.kind = kind
    self.identities = identities
  }

  /// What a word names; `nil` if it names nothing that is known.
  private init?(_ token: String) {
    if token.hasPrefix("arn:") {
      guard let arn = AmazonARN(token), let line = arn.line else { return nil }
      self.init(arn, line)
    } else if let scheme = token.firstRange(of: "://") {
      self.init(scheme: token[..<scheme.lowerBound], rest: token[scheme.upperBound...], token)
    } else if token.includes("amazonaws.com") {
      self.init(scheme: "", rest: token[...], token)
    } else {
      self.init(ofGoogle: token)
    }
  }

  private init(_ arn: AmazonARN, _ line: AmazonARN.Line) {
    self.init(arn.text, line.kind, ["arn:" + arn.text])
    use = line.use
    region = arn.region
  }

  private init?(scheme: Substring, rest: Substring, _ token: String) {
    switch scheme {
    case "gs":
      let name = rest.prefix { $0 != "/" }
      guard Self.isBucket(name) else { return nil }
      self.init("gs://\(name)", "gcp/storage-bucket", ["gcp:gs://\(name)"])
      host = String(name)
    case "https", "http", "":
      if let queue = QueueAddress(scheme.isEmpty ? "https://\(token)" : token), let text = queue.arn,
        let arn = AmazonARN(text), let line = arn.line
      {
        self.init(arn, line)
        host = rest.prefix { $0 != "/" && $0 != ":" }.lowercased()
      } else if rest.includes("amazonaws.com") {
        self.init(bucketAt: rest)
      } else {
        self.init(ofGoogle: token)
      }
    default: return nil
    }
  }

  // MARK: Buckets

  private init?(bucket name: Substring, isOfChina: Bool) {
    guard Self.isBucket(name), let arn = AmazonARN("arn:\(isOfChina ? "aws-cn" : "aws"):s3:::\(name)"),
      let line = arn.line
    else { return nil }
    self.init(arn, line)
  }

  /// `assets.s3.eu-west-1.amazonaws.com`, `s3.eu-west-1.amazonaws.com/assets`.
  private init?(bucketAt text: Substring) {
    let host = text.prefix { $0 != "/" && $0 != ":" && $0 != "?" }.lowercased()
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard let end = labels.lastIndex(of: "amazonaws"), end + 1 < labels.count,
      let start = labels[..<end].lastIndex(where: { $0 == "s3" || $0.hasPrefix("s3-") }),
      !labels[start].hasPrefix("s3-accesspoint"), !labels[start].hasPrefix("s3-control")
    else { return nil }
    let path = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).dropFirst().first ?? ""
    let name = start == 0 ? path.prefix { $0 != "?" } : labels[..<start].joined(separator: ".")[...]
    self.init(bucket: name, isOfChina: labels.last == "cn")
    self.host = host
    // `s3-eu-west-1` and `s3-website-eu-west-1` are older.
    let words = labels[start].split(separator: "-").dropFirst().drop { $0 == "website" || $0 == "fips" }
    let older = words.joined(separator: "-")
    let stated = labels[(start + 1)..<end].last { $0 != "dualstack" }.map(String.init)
    region = [stated, older].compactMap { $0 }.first { AmazonRegion.isOne($0) }
    if start > 0 { identities.append("host:\(host)") }
  }

  private static func isBucket(_ name: Substring) -> Bool {
    (3...222).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
          || $0 == UInt8(ascii: "_")
      }
  }

  // MARK: Regions

  /// Whether a text is formed like a region of Google's: `europe-west1`.
  private static func isGoogleRegion(_ text: Substring) -> Bool {
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    guard words.count == 2, words[0].utf8.count > 1, words[0].allSatisfy(\.isLetter) else { return false }
    let digits = words[1].drop { $0.isLetter }
    return words[1].count > digits.count && (1...2).contains(digits.count) && digits.allSatisfy(\.isNumber)
  }

  // MARK: Google

  private static let collections: [Substring: (kind: String, use: Use)] = [
    "topics": ("gcp/pubsub-topic", .calls), "subscriptions": ("gcp/pubsub-subscription", .calls),
    "queues": ("gcp/task-queue", .calls), "secrets": ("gcp/secret", .starts),
  ]

  /// A path from the project on, or the connection name of a database.
  private init?(ofGoogle text: String) {
    var path = text[...]
    if text.includes("googleapis.com/"), let start = text.firstRange(of: "/projects/") {
      path = text[text.index(after: start.lowerBound)...]
    }
    if path.hasPrefix("projects/") {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      let isRegional = parts.count > 3 && parts[2] == "locations"
      let count = isRegional ? 6 : 4
      guard parts.count >= count, let line = Self.collections[parts[count - 2]],
        parts[..<count].allSatisfy({ ForeignName.isPlain(String($0), signs: "._-~+%") })
      else { return nil }
      let id = parts[..<count].joined(separator: "/")
      self.init(id, line.kind, ["gcp:" + id])
      use = line.use
      if isRegional, Self.isGoogleRegion(parts[3]) { (region, regionKind) = (String(parts[3]), "gcp/region") }
      return
    }
    if let socket = path.firstRange(of: "/cloudsql/") { path = path[socket.upperBound...].prefix { $0 != "/" } }
    let parts = path.split(separator: ":", omittingEmptySubsequences: false)
    guard (3...4).contains(parts.count), Self.isGoogleRegion(parts[parts.count - 2]),
      parts.allSatisfy({ ForeignName.isPlain(String($0), signs: "._-") })
    else { return nil }
    self.init(String(path), "gcp/sql-instance", ["gcp:\(path)"])
    (region, regionKind) = (String(parts[parts.count - 2]), "gcp/region")
  }

  /// The service of an ARN of which there is no rule, if what it names may fail.
  private static func unknownService(of token: String) -> String? {
    guard let arn = AmazonARN(token), arn.line == nil, !AmazonARN.settings.contains(arn.service) else { return nil }
    return arn.service
  }
}

extension ImportDraft {
  /// Adds what an address names, in the region that it names.
  package mutating func add(_ address: CloudAddress, source: String, at place: Place) {
    guard !contains(address.id) else { return }
    addExternal(address.id, kind: address.kind, isUniversal: true, source: source, at: place)
    for key in address.identities { identify(address.id, as: key) }
    guard let region = address.region, self[region]?.isDomain != false else { return }
    add(region, kind: address.regionKind, isDomain: true, at: place)
    makeUniversal(region)
    relate(address.id, .in, region, confidence: .declared, source: source, at: place)
  }
}
