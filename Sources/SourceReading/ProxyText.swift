internal import ModelFormats

/// The pools of servers that the configuration of a proxy states: `upstream` of nginx, `backend` and `listen` of HAProxy,
/// `load_assignment` of Envoy. Any server of a pool answers for all of it.
///
/// - Complexity: linear in the text.
struct ProxyText {
  /// Servers that answer for each other.
  struct Pool {
    var servers: [Server] = []
  }

  /// A server of a pool.
  struct Server {
    /// Its host, perhaps with its port.
    var address: String
    var role: AddressCandidate.PoolRole
  }

  /// The pools in the order written.
  var pools: [Pool] = []
  /// The names of pools, in small letters: where an address is expected they are no hosts.
  var names: Set<String> = []
  /// The text with blanks in place of what states pools.
  var rest: [UInt8]
  /// Hosts that `rest` still has and that are servers of a pool.
  var hosts: Set<String> = []

  /// Reads a text; `nil` where it states no pool.
  init?(_ text: String) {
    rest = []
    guard Self.mayHavePools(text) else { return nil }
    rest = Array(text.utf8)
    if text.includes("upstream") { readNginx() }
    if text.includes("server ") { readHAProxy() }
    if text.includes("lb_endpoints") { readEnvoy(text) }
    guard !pools.isEmpty else { return nil }
  }

  private static func mayHavePools(_ text: String) -> Bool {
    if text.includes("lb_endpoints") { return true }
    guard text.includes("server ") else { return false }
    return text.includes("upstream") || text.includes("backend") || text.includes("listen")
  }

  /// Whether a text hands requests on as nginx does, so that the names of pools may be in it.
  static func isNginx(_ text: String) -> Bool { text.includes("_pass") }

  /// The names of the pools of nginx that a text states.
  static func names(in text: String) -> Set<String> {
    text.includes("upstream") ? ProxyText(text)?.names ?? [] : []
  }

  /// Whether a candidate is the name of a pool, or is in a pool already.
  func isKnown(_ candidate: AddressCandidate) -> Bool {
    guard candidate.port == nil else { return false }
    return names.contains(candidate.host) || !candidate.isAuthority && hosts.contains(candidate.host)
  }

  /// The servers as candidates, each pool a list of its own.
  ///
  /// - Parameters:
  ///   - first: the number of the first list.
  ///   - read: reads an address.
  func candidates(fromList first: Int, _ read: (String) -> AddressCandidate?) -> [AddressCandidate] {
    pools.enumerated().flatMap { number, pool in
      pool.servers.compactMap { server -> AddressCandidate? in
        guard var candidate = read(server.address) else { return nil }
        candidate.isAuthority = true
        candidate.isNamed = true
        candidate.isDoubtful = false
        candidate.isOther = false
        candidate.list = first + number
        candidate.poolRole = server.role
        return candidate
      }
    }
  }

  /// Puts blanks in place of a part of the text; lines stay lines.
  mutating func blank(_ range: Range<Int>) {
    for index in range where rest[index] != 0x0A { rest[index] = 0x20 }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: rest[range], as: UTF8.self) }
}
