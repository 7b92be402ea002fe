internal import SourceReading

/// The other end of a call, as a span describes it: that is all there is of callees that report no spans.
struct PeerAttributes {
  /// The meaning of an attribute.
  enum Meaning {
    case service, address, url, connection, databaseSystem, databaseName, destination, messagingSystem, isTemporary
    /// The URL or ARN of a queue or topic, and the cluster of brokers that it is in.
    case queueAddress, brokerCluster
  }

  /// The attributes by name, the surest of each meaning first; to add one, append a line. Names come from the semantic
  /// conventions of OpenTelemetry, new and old, and from those of OpenTracing. Nothing else of a span's attributes is read.
  static let attributes: [(name: StaticString, meaning: Meaning)] = [
    ("peer.service", .service),
    ("service.peer.name", .service),
    ("server.address", .address),
    ("net.peer.name", .address),
    ("network.peer.address", .address),
    ("net.sock.peer.name", .address),
    ("peer.hostname", .address),
    ("net.peer.ip", .address),
    ("peer.ipv4", .address),
    ("peer.ipv6", .address),
    ("net.sock.peer.addr", .address),
    ("net.peer.address", .address),
    ("peer.address", .connection),
    ("db.connection_string", .connection),
    ("db.url", .connection),
    ("messaging.url", .connection),
    ("url.full", .url),
    ("http.url", .url),
    ("db.system.name", .databaseSystem),
    ("db.system", .databaseSystem),
    ("db.type", .databaseSystem),
    ("db.namespace", .databaseName),
    ("db.name", .databaseName),
    ("db.instance", .databaseName),
    ("messaging.destination.name", .destination),
    ("messaging.destination", .destination),
    ("message_bus.destination", .destination),
    ("messaging.system", .messagingSystem),
    ("messaging.destination.temporary", .isTemporary),
    ("messaging.temp_destination", .isTemporary),
    ("messaging.destination.anonymous", .isTemporary),
    ("aws.sqs.queue.url", .queueAddress),
    ("aws.sns.topic.arn", .queueAddress),
    ("aws.queue.url", .queueAddress),
    ("aws.queue_url", .queueAddress),
    ("messaging.kafka.cluster.id", .brokerCluster),
    ("messaging.kafka.cluster_id", .brokerCluster),
    ("kafka.cluster.id", .brokerCluster),
    ("messaging.kafka.bootstrap.servers", .brokerCluster),
    ("messaging.kafka.bootstrap_servers", .brokerCluster),
  ]

  /// The positions in the table by the length of the name: most attributes are found to be none of these at once.
  static let candidates: [[Int]] = {
    var byLength: [[Int]] = []
    for (position, attribute) in attributes.enumerated() {
      let length = attribute.name.utf8CodeUnitCount
      while byLength.count <= length { byLength.append([]) }
      byLength[length].append(position)
    }
    return byLength
  }()

  /// The rank of what no attribute says, but the span itself: the end of a call as Zipkin writes it.
  private static let endRank = attributes.count

  /// The values by meaning, each with the rank of the attribute that it is from.
  private var values: [(meaning: Meaning, rank: Int, text: String)] = []

  /// Adds what an attribute says, unless a surer one of the same meaning is there.
  mutating func add(_ attribute: Int, _ text: String) {
    guard !text.isEmpty else { return }
    let meaning = Self.attributes[attribute].meaning
    guard let index = values.firstIndex(where: { $0.meaning == meaning }) else {
      values.append((meaning, attribute, text))
      return
    }
    if attribute < values[index].rank { values[index] = (meaning, attribute, text) }
  }

  /// Says what service it is and at which address, unless an attribute does.
  mutating func add(service: String?, address: String? = nil) {
    if let service, !service.isEmpty, self[.service] == nil { values.append((.service, Self.endRank, service)) }
    // Of a service the name is enough; of a store only the address says which one it is.
    if let address, !address.isEmpty, self[.connection] == nil { values.append((.connection, Self.endRank, address)) }
  }

  subscript(meaning: Meaning) -> String? { values.first { $0.meaning == meaning }?.text }

  var isEmpty: Bool { values.isEmpty }

  /// The component at the other end of a span of some kind, as far as the span says which.
  func peer(of kind: TracedSpan.Kind, service: Int) -> TracedPeer? {
    guard !isEmpty else { return nil }
    if kind == .producer || kind == .consumer || self[.destination] != nil || self[.queueAddress] != nil {
      return queue(of: service)
    }
    // The caller of a serving span names itself elsewhere; a database's client is sometimes an inner span.
    guard kind != .server else { return nil }
    if let system = self[.databaseSystem] { return store(system, of: service) }
    guard kind == .client || kind == .unknown else { return nil }
    if let name = name(.service) {
      // What drivers call every database of a system is not the name of one.
      if StoreSystem.isName(name) { return store(nil, of: service) }
      return TracedPeer(name: name, kind: "external", isService: true)
    }
    guard kind == .client, let address = host(self[.address] ?? self[.url] ?? "") else { return nil }
    return TracedPeer(name: address, kind: "external", address: address).local(to: service)
  }

  /// The queue or topic that a message is put into or taken out of: one for each broker that has one of that name, and
  /// one for each service that does not say which broker it is.
  private func queue(of service: Int) -> TracedPeer? {
    let system = self[.messagingSystem]
    let address = [self[.queueAddress], self[.destination], self[.connection]].lazy
      .compactMap { $0.flatMap { QueueAddress($0) } }.first
    if let address {
      var peer = TracedPeer(name: address.name, kind: "queue", address: address.broker, isMessaging: true)
      (peer.arn, peer.isUniversal) = (address.arn, address.arn != nil)
      return peer
    }
    let destination = self[.isTemporary]?.lowercased() == "true" ? nil : topic ?? name(.destination)
    let cluster = self[.brokerCluster].flatMap(Self.cluster)
    let broker = cluster ?? storeHost
    guard let name = destination ?? name(.service) ?? system ?? broker else { return nil }
    var peer = TracedPeer(name: name, kind: "queue", address: broker, isMessaging: true)
    peer.isUniversal = cluster != nil
    peer.isUnnamed = destination == nil && self[.service] == nil && broker == nil
    return broker == nil ? peer.owned(by: service) : peer.local(to: service)
  }

  /// The topic of a destination that is a URL without a host: `persistent://tenant/namespace/topic`.
  private var topic: String? {
    guard let text = self[.destination], text.contains("persistent://"),
      let end = text.firstRange(of: "://")?.upperBound
    else { return nil }
    let path = text[end...]
    return path.isEmpty || path.contains { "@=;? ".contains($0) } ? nil : String(path)
  }

  /// The id of a cluster of brokers, or the hosts that stand for it.
  private static func cluster(_ text: String) -> String? {
    let isPlain = text.utf8.count <= 200 && !text.contains { "@=;?/ ".contains($0) }
    return isPlain ? text.split(separator: ",").sorted().joined(separator: ",").lowercased() : nil
  }

  /// The database or cache that is called: the host where that is known. The names of systems and of databases in them are
  /// those of many, so without a host it is a database of that service only.
  private func store(_ system: String?, of service: Int) -> TracedPeer {
    let named = name(.service)
    let kind = StoreSystem.kind(of: system ?? named ?? "")
    if let named, !StoreSystem.isName(named), named.lowercased() != system?.lowercased() {
      return TracedPeer(name: named, kind: kind, isService: true)
    }
    if let host = storeHost {
      return TracedPeer(name: named ?? host, kind: kind, address: host, isService: named != nil).local(to: service)
    }
    if let named { return TracedPeer(name: named, kind: kind, isService: true).owned(by: service) }
    let parts = [system, name(.databaseName)].compactMap { $0 }
    return TracedPeer(name: parts.joined(separator: "/"), kind: kind).owned(by: service)
  }

  /// The host of a database or broker.
  private var storeHost: String? {
    if let host = host(self[.address] ?? "") { return host }
    // Connection strings of other forms than URLs may hold anything.
    guard let text = self[.connection], !text.contains(where: { "=; ,".contains($0) }) || URLText.isIn(text) else {
      return nil
    }
    let host = host(text)
    return host?.contains { "=; ,".contains($0) } == true ? nil : host
  }

  /// The name in an attribute: of a URL the host, and nothing of a connection string, which may have a
  /// password in it.
  private func name(_ meaning: Meaning) -> String? {
    guard let text = self[meaning] else { return nil }
    if URLText.isIn(text) { return host(text) }
    return text.contains { "=;?@".contains($0) } ? nil : text
  }

  /// The host of an address or URL: never a user, password, port, path or query.
  private func host(_ text: String) -> String? {
    // Bytes, for every call of every client passes here, and the signs looked for are ASCII.
    var rest = Substring(text).utf8
    if let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
      let before = rest[..<slash]
      if before.last == UInt8(ascii: ":"), rest[slash...].dropFirst().first == UInt8(ascii: "/") {
        rest = rest[slash...].dropFirst(2)
      }
    }
    rest = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    if let sign = rest.lastIndex(of: UInt8(ascii: "@")) { rest = rest[sign...].dropFirst() }
    if rest.first == UInt8(ascii: "[") {
      rest = rest.dropFirst().prefix { $0 != UInt8(ascii: "]") }
    } else if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest.lastIndex(of: UInt8(ascii: ":")) == colon {
      rest = rest[..<colon]
    }
    // A dot at the end says only that the name is complete.
    while rest.last == UInt8(ascii: ".") { rest = rest.dropLast() }
    return rest.isEmpty ? nil : Substring(rest).lowercased()
  }
}

/// A callee as its callers know it.
struct TracedPeer: Hashable {
  var name: String
  /// The kind of component that it is, where it turns out not to be a service.
  var kind: String
  /// Its host, where that is known.
  var address: String?
  /// Whether the name is that of a service.
  var isService = false
  /// Whether it is where messages are kept: it is there whoever takes them out.
  var isMessaging = false
  /// The position of the service that alone means this by the name.
  var owner: Int?
  /// Whether it is one of the owner only because nothing says which it is.
  var isGuess = false
  /// Whether it is only known which system it is of.
  var isUnnamed = false
  /// Whether its name and address mean the same everywhere.
  var isUniversal = false
  /// Its ARN, where that is known.
  var arn: String?
  /// Where its callers run, as far as its name may mean another elsewhere.
  var scope = TraceScope()

  init(
    name: String, kind: String, address: String? = nil, isService: Bool = false, isMessaging: Bool = false,
    owner: Int? = nil
  ) {
    self.name = name
    self.kind = kind
    self.address = address
    self.isService = isService
    self.isMessaging = isMessaging
    self.owner = owner
  }

  /// The same of one service only, as nothing says whether that of another is the same.
  func owned(by service: Int) -> TracedPeer {
    var peer = self
    peer.owner = service
    peer.isGuess = true
    return peer
  }

  /// The same as callers in a scope know it: short names of hosts, the names of a cluster and those of services may be those of
  /// others in another scope, but public names, numbers and ARNs are the same for everybody.
  func known(in scope: TraceScope) -> TracedPeer {
    guard owner == nil, !isUniversal, scope.mask != 0 else { return self }
    let name = address ?? self.name
    var peer = self
    if !name.utf8.contains(UInt8(ascii: ".")) && !name.utf8.contains(UInt8(ascii: ":")) {
      peer.scope = scope
      // Services call those of other namespaces by their names.
      if address == nil { peer.scope[.namespace] = "" }
    } else if name.hasSuffix(".svc") || name.hasSuffix(".svc.cluster.local") {
      peer.scope = scope
      peer.scope[.namespace] = ""
    }
    return peer
  }

  /// The same; where the address is one of the machine itself, a peer of one service only.
  func local(to service: Int) -> TracedPeer {
    guard let address, address == "localhost" || address == "::1" || address == "0.0.0.0" || address.hasPrefix("127.")
    else { return self }
    var peer = self
    peer.address = nil
    peer.owner = service
    return peer
  }
}
