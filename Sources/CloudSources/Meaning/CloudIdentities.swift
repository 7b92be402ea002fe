internal import SourceReading

/// Finds resources by the values that name them: ids, ARNs, links, names, host names, URLs.
///
/// A value is only looked for among the types that an attribute can name, because the same text often names several:
/// a role, a profile and a policy. A name that no two resources have is found without a type. Addresses inside longer
/// texts are found as whole host names, URLs or ARNs.
struct CloudIdentities {
  private var byType: [String: [String: [Int]]] = [:]
  /// The ids that clouds make up, ARNs and links: those that more than one resource has are held by the one that the others
  /// are settings of, or by none.
  private var unique: [String: Int?] = [:]
  /// The further resources of the same type that have one of them: a name that is used in several regions.
  private var alike: [String: [Int]] = [:]
  /// The ends of Google's paths, which are without the project.
  private var ends: [String: [Int]] = [:]
  private var addresses: [String: [Int]] = [:]
  /// Whether some address has neither a dot nor a colon.
  private var hasPlainAddresses = false
  private var plainNames: [String: [Int]] = [:]
  /// By cloud and last word of a type, the types that were met: `droplet` is `digitalocean_droplet`.
  private var typesByWord: [String: [String]] = [:]
  private let typeByPosition: [String]

  /// The attributes by which every resource may be named.
  private static let names = ["id", "arn", "self_link"]

  private static let bucket = "aws_s3_bucket"

  /// The attributes that hold an address of a resource of a type without a row.
  private static let usualAddresses: Set<String> = [
    "endpoint", "fqdn", "hostname", "dns_name", "private_ip", "public_ip", "ipv4_address", "ipv4_address_private",
    "access_ip_v4", "ip_address", "private_ip_address", "public_ip_address", "vip_address", "uri", "private_host",
    "host", "address", "connect_url", "domain_name", "default_hostname", "public_dns", "private_dns", "public_dns_name",
    "private_dns_name", "ipv6_address", "public_ips", "ip_addresses", "dns_ip_addresses", "function_url",
    "service_url", "invoke_url", "default_domain", "master_public_dns", "external_ip", "floating_ip", "public_fqdn",
    "private_fqdn", "static_ip",
  ]

  /// Attributes that hold an address of the resource itself, or of another.
  private static let sharedAddresses: Set<String> = ["ipv4", "ipv6", "ip", "public_ipv4", "private_ipv4"]

  /// Whether an attribute usually holds an address of its own.
  static func isUsualAddress(_ path: String) -> Bool {
    usualAddresses.contains(path.split(separator: ".").last.map(String.init) ?? path)
  }

  init(of inventory: CloudInventory) {
    typeByPosition = inventory.resources.map(\.type)
    for (position, resource) in inventory.resources.enumerated() {
      let line = resource.line
      guard line.role != .none else { continue }
      if byType[resource.type] == nil { noteWords(of: resource.type) }
      let borrowsARN = Self.borrowingARN.contains(resource.type)
      let own = resource.line.isKnown ? [] : Self.ownNames(of: resource)
      let isHost = Self.isHost(resource)
      for attribute in Self.names + (isHost ? line.identities : []) + own where attribute != "arn" || !borrowsARN {
        for text in resource.attributes.values(at: attribute).compactMap(\.text) where !text.isEmpty {
          let key = CloudName.key(text)
          let known = byType[resource.type, default: [:]][key, default: []]
          if known.last != position { byType[resource.type, default: [:]][key, default: []].append(position) }
          guard line.role != .glue else { continue }
          if CloudName.isGooglePath(key), let end = CloudName.end(ofGooglePath: key), ends[end]?.last != position {
            ends[end, default: []].append(position)
          }
          // The name of a type's resource may be the id of another's; what clouds make up is long and has a sign.
          let isOwn = attribute == "arn" || attribute == "self_link" || attribute.hasSuffix("_arn")
          if isOwn || text.utf8.count > 8 && (text.includes(sign: "-") || text.includes(sign: "/")) {
            note(position, by: key, isOwn: isOwn, in: inventory)
          }
        }
      }
      guard line.role != .glue else { continue }
      note(position, namesOf: resource)
      for attribute in (isHost ? line.addresses : []) + (line.role == .setting || borrowsARN ? [] : ["arn"]) {
        for text in resource.attributes.values(at: attribute).compactMap(\.text) { note(position, at: text) }
      }
      if !resource.line.isKnown {
        for (key, value) in resource.attributes.pairs
        where isHost && (Self.usualAddresses.contains(key) || Self.sharedAddresses.contains(key)) {
          for text in value.items.compactMap(\.text) where text.includes(sign: ".") || text.includes(sign: ":") {
            note(position, at: text)
          }
        }
      }
      // An interface answers at a host that its id makes up.
      if resource.type == "aws_api_gateway_rest_api" || resource.type == "aws_apigatewayv2_api",
        let id = resource.attributes.text(at: "id"), id.utf8.count > 4
      {
        let address = "\(id.lowercased()).execute-api"
        if addresses[address]?.last != position { addresses[address, default: []].append(position) }
      }
      if line.isNamedPlainly {
        for attribute in line.identities
        where attribute == "name" || attribute == "bucket" || attribute == "function_name" {
          if let name = resource.attributes.text(at: attribute), !name.isEmpty {
            plainNames[name, default: []].append(position)
          }
        }
      }
    }
  }

  /// Adds a host that a resource answers at.
  mutating func add(_ host: String, of position: Int) { note(position, at: host) }

  private mutating func note(_ position: Int, at text: String) {
    guard text.includes(sign: ",") else { return note(position, atOne: text) }
    for part in text.split(separator: ",") { note(position, atOne: String(part)) }
  }

  private mutating func note(_ position: Int, atOne text: String) {
    let address = CommercialHost.of(Self.normalized(text))
    if !hasPlainAddresses, !address.includes(sign: "."), !address.includes(sign: ":") {
      hasPlainAddresses = true
    }
    guard address.utf8.count > 6, addresses[address]?.last != position else { return }
    addresses[address, default: []].append(position)
  }

  /// Notes what a resource is called by the rule of its type.
  private mutating func note(_ position: Int, namesOf resource: CloudResource) {
    for name in CloudHost.names(of: resource) {
      note(position, at: name)
      let key = CloudName.key(name)
      if byType[resource.type]?[key]?.last != position {
        byType[resource.type, default: [:]][key, default: []].append(position)
      }
      guard CloudName.isGooglePath(key) || CloudName.isGoogleEnd(key) else { continue }
      if CloudName.isGooglePath(key), unique[key] == nil { unique[key] = .some(position) }
      let end = CloudName.end(ofGooglePath: key) ?? key
      if CloudName.isGoogleEnd(end), ends[end]?.last != position { ends[end, default: []].append(position) }
    }
  }

  /// Notes that a resource has a name. Of several that have one, the name is that of the type that the other types begin
  /// with: a bucket, not its policy.
  private mutating func note(_ position: Int, by key: String, isOwn: Bool, in inventory: CloudInventory) {
    guard let known = unique[key] else {
      unique[key] = .some(position)
      return
    }
    guard let known, known != position else { return }
    let (type, other) = (inventory.resources[position].type, inventory.resources[known].type)
    if type == other {
      if !isOwn { alike[key, default: []].append(position) }
    } else if other.hasPrefix(type) {
      unique[key] = .some(position)
    } else if type.hasPrefix(other) || CloudType.isKnown(other) && !CloudType.isKnown(type) {
      return
    } else if isOwn || CloudType.isKnown(type) && !CloudType.isKnown(other) {
      unique[key] = .some(position)
    } else {
      unique[key] = .some(nil)
    }
  }

  private mutating func noteWords(of type: String) {
    byType[type] = [:]
    let parts = type.split(separator: "_")
    guard parts.count > 1 else { return }
    for start in 1..<min(parts.count, 6) {
      let end = parts[start...].filter { $0.first != "v" || $0.count > 2 }.joined(separator: "_")
      typesByWord["\(parts[0]) \(end)", default: []].append(type)
    }
  }

  /// The resources of some types that a value names; of no type in particular where none is given.
  func positions(of value: String, among types: [String]) -> [Int] {
    let key = CloudName.key(value)
    if let bucket = BucketPath.bucket(of: value), types.isEmpty || types.contains(Self.bucket) {
      return byType[Self.bucket]?[bucket] ?? []
    }
    if types.isEmpty { return positions(ofUnique: key) }
    // A resource has one type: what two types name are two resources, but a type may be asked for twice.
    var seen: Set<String> = []
    let types = types.filter { seen.insert($0).inserted }
    for name in [key] + Self.wholes(of: key) {
      let found = types.flatMap { byType[$0]?[name] ?? [] }
      guard found.isEmpty else { return found }
    }
    // A part of a resource that is no resource itself, such as a front end of a load balancer.
    for owner in CloudName.owners(of: key) {
      let found = types.flatMap { byType[$0]?[owner] ?? [] }
      if !found.isEmpty { return found }
    }
    guard CloudName.isGoogleEnd(key), let positions = ends[key] else { return [] }
    return positions.filter { types.contains(typeByPosition[$0]) }
  }

  /// The resources whose own id or link a value is, not that of a part of it.
  func positions(exactly value: String) -> [Int] { holders(of: CloudName.key(value)) ?? [] }

  /// The resources that have a name that is usually that of one; several of one type where it is not.
  private func positions(ofUnique key: String) -> [Int] {
    for name in [key] + Self.wholes(of: key) { if let known = holders(of: name) { return known } }
    for owner in CloudName.owners(of: key) { if let known = holders(of: owner) { return known } }
    guard CloudName.isGoogleEnd(key), let found = ends[key], let first = found.first else { return [] }
    return found.allSatisfy { typeByPosition[$0] == typeByPosition[first] } ? found : []
  }

  private func holders(of key: String) -> [Int]? {
    unique[key].map { first in
      guard let first else { return [] }
      guard let others = alike[key] else { return [first] }
      return [first] + others.filter { $0 != first && typeByPosition[$0] == typeByPosition[first] }
    }
  }

  /// The resources that a value names where the attribute's own name says of which type they are: `droplet_ids`,
  /// `server_id`, `network`. Types of the same service come first.
  func positions(of value: String, namedBy path: String, of owner: CloudResource) -> [Int] {
    guard !value.isEmpty, value.utf8.count < 256 else { return [] }
    var word = path.split(separator: ".").last.map(String.init) ?? path
    for end in ["_ids", "_id", "_uuids", "_uuid", "_names", "_name", "_urns", "_urn", "s"] where word.hasSuffix(end) {
      word.removeLast(end.utf8.count)
      break
    }
    var types = typesByWord["\(owner.cloud) \(word)"] ?? []
    for (short, long) in [("config", "configuration"), ("def", "definition"), ("env", "environment")]
    where types.isEmpty && word.hasSuffix(short) {
      types = typesByWord["\(owner.cloud) \(word.dropLast(short.utf8.count))\(long)"] ?? []
    }
    if types.isEmpty, Self.isSigned(value) {
      // `host_system_id` of a virtual machine names a host.
      let words = word.split(separator: "_")
      for count in stride(from: min(words.count, 6) - 1, to: 0, by: -1) where types.isEmpty {
        for part in [words.prefix(count), words.suffix(count)] {
          types += typesByWord["\(owner.cloud) \(part.joined(separator: "_"))"] ?? []
        }
      }
    }
    guard !types.isEmpty else { return [] }
    let service = owner.type.split(separator: "_").prefix(2).joined(separator: "_") + "_"
    let own = types.filter { $0.hasPrefix(service) }
    let near = own.isEmpty ? [] : positions(of: value, among: own)
    return near.isEmpty ? positions(of: value, among: types) : near
  }

  /// Whether a text is formed like an id, and not like a number or a word: `host-10`.
  private static func isSigned(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "-")) && text.utf8.contains { (48...57).contains($0) }
      && text.utf8.contains { (97...122).contains($0 | 0x20) }
  }

  /// The resources that have an address: the whole text is one.
  func positions(ofAddress text: String) -> [Int] {
    if let bucket = BucketPath.bucket(of: text) { return byType[Self.bucket]?[bucket] ?? [] }
    return addresses[CommercialHost.of(Self.normalized(text))] ?? []
  }

  /// The resources that an application may name by a plain name, such as a table.
  func positions(ofPlainName name: String) -> [Int] { name.utf8.count > 2 ? plainNames[name] ?? [] : [] }

  /// The resources whose addresses are in a text, in the order of the text, each once.
  ///
  /// - Parameter choose: which of the resources that a part of the text fits are meant.
  func positions(
    in text: String, choose: (_ positions: [Int], _ part: String) -> [Int] = { positions, _ in positions }
  ) -> [Int] {
    var found: [Int] = []
    var known: Set<Int> = []
    func note(_ positions: [Int]?, _ part: String) {
      guard let positions else { return }
      for position in choose(positions, part) where known.insert(position).inserted { found.append(position) }
    }
    for bytes in text.utf8.split(whereSeparator: { !Self.isTokenSign($0) }) where bytes.count > 6 {
      // A word without a sign is an address only if some address has none.
      let isPath = bytes.contains(UInt8(ascii: "/"))
      let isAddress = hasPlainAddresses || bytes.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
      guard isPath || isAddress else { continue }
      let token = Substring(bytes)
      if token.hasPrefix("/") || token.hasPrefix("projects/") || token.includes("googleapis.com/"),
        case let positions = positions(ofUnique: CloudName.key(String(token))), !positions.isEmpty
      {
        note(positions, String(token))
        continue
      }
      guard isAddress else { continue }
      if let bucket = BucketPath.bucket(of: token) {
        note(byType[Self.bucket]?[bucket], String(token))
        continue
      }
      var rest = Self.normalized(String(token))
      // The socket of a database: /cloudsql/project:region:instance.
      if rest.includes("/cloudsql/"), let socket = rest.firstRange(of: "/cloudsql/") {
        rest = String(rest[socket.upperBound...])
      }
      var isFound = false
      // The longest start that is an address: paths, ports and versions follow.
      for _ in 0..<16 {
        if let positions = addresses[CommercialHost.of(rest)] {
          note(positions, rest)
          isFound = true
          break
        }
        guard let cut = rest.utf8.lastIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }) else {
          break
        }
        rest = String(rest[..<cut])
      }
      guard !isFound else { continue }
      for part in token.split(whereSeparator: { $0 == "/" || $0 == "@" || $0 == ":" }) where part.contains(".") {
        let host = Self.normalized(String(part))
        note(addresses[CommercialHost.of(host)], host)
      }
    }
    return found
  }

  private static func isTokenSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "-")...UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "@"):
      true
    default: false
    }
  }

  /// A host name as others may write it: small letters, no scheme, no last dot, no port, no `dualstack.` before it.
  static func normalized(_ address: String) -> String {
    var text = address
    if text.utf8.contains(where: { $0 > 127 || (65...90).contains($0) }) { text = text.lowercased() }
    // `ssl://b-1.mq.eu-west-1.amazonaws.com:61617`; a URL with a path is more than its host,
    // and `gs://assets` has none.
    if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), text[colon...].hasPrefix("://"),
      case let host = text[colon...].dropFirst(3), !host.utf8.dropLast().contains(UInt8(ascii: "/")),
      host.utf8.contains(UInt8(ascii: "."))
    {
      text = String(host)
      if text.hasSuffix("/") { text.removeLast() }
    }
    if text.utf8.last == UInt8(ascii: ".") { text.removeLast() }
    if text.utf8.first == UInt8(ascii: "d"), text.hasPrefix("dualstack.") { text.removeFirst("dualstack.".count) }
    // A private endpoint answers at the name of what is behind it.
    if text.utf8.last == UInt8(ascii: "t") || text.utf8.last == UInt8(ascii: "m"),
      text.hasSuffix(".net") || text.hasSuffix(".com"), text.includes(".privatelink."),
      let range = text.firstRange(of: ".privatelink.")
    {
      text.replaceSubrange(range, with: ".")
    }
    let utf8 = text.utf8
    guard !utf8.contains(UInt8(ascii: "/")) else { return text }
    if let colon = utf8.firstIndex(of: UInt8(ascii: ":")), !text.hasPrefix("arn:"),
      utf8[utf8.index(after: colon)...].allSatisfy({ (48...57).contains($0) })
    {
      text = String(text[..<colon])
    }
    // The id says which interface it is, whatever the region; that of an endpoint may be behind it.
    if let dot = text.utf8.firstIndex(of: UInt8(ascii: ".")), text.utf8[dot...].starts(with: ".execute-api.".utf8) {
      return "\(text[..<dot].prefix { $0 != "-" }).execute-api"
    }
    return text
  }

  /// What an ARN is a part of: without the version or `:*` behind it, without the stream of a table or the key in a secret.
  private static func wholes(of value: String) -> [String] {
    guard value.hasPrefix("arn:"), let colon = value.lastIndex(of: ":") else { return [] }
    let whole = CloudOutsider.arn(of: value)
    return [String(value[..<colon])] + (whole == value ? [] : [whole].compactMap(\.self))
      + [CloudOutsider.id(ofARN: value)].compactMap(\.self)
  }
}
