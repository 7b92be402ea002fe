/// Sections `backend NAME` and `listen NAME` of HAProxy with lines `server NAME HOST:PORT check backup`.
extension ProxyText {
  private static let sections: Set<String> = [
    "global", "defaults", "frontend", "backend", "listen", "peers", "resolvers", "userlist", "cache", "program", "ring",
    "mailers", "http-errors", "log-forward", "fcgi-app",
  ]
  /// Lines with names of sections or with the proxy's own addresses.
  private static let nameLines: Set<String> = ["default_backend", "use_backend", "bind", "use-server"]

  mutating func readHAProxy() {
    var pool: Pool?
    var isConfiguration = false
    var index = 0
    while index < rest.count {
      let end = rest[index...].firstIndex(of: 0x0A) ?? rest.count
      let line = index..<end
      index = end + 1
      let words = words(in: line)
      guard let first = words.first else { continue }
      if Self.sections.contains(first) {
        // `listen 80;` and `backend {` are those of other programs.
        let isSection = words.count < 2 || words.allSatisfy { !$0.hasSuffix(";") && !$0.hasSuffix("{") }
        guard isSection else { continue }
        close(&pool)
        let hasServers = (first == "backend" || first == "listen") && words.count > 1
        isConfiguration = isConfiguration || hasServers || first == "frontend"
        if hasServers { pool = Pool() }
        if hasServers || first == "frontend" { blank(line) }
      } else if pool != nil, first == "server" || first == "server-template", let server = Self.server(words) {
        pool?.servers.append(server)
        blank(line)
      } else if isConfiguration, Self.nameLines.contains(first) {
        blank(line)
      }
    }
    close(&pool)
  }

  private mutating func close(_ pool: inout Pool?) {
    if let found = pool, !found.servers.isEmpty { pools.append(found) }
    pool = nil
  }

  private static func server(_ words: [String]) -> Server? {
    let position = words[0] == "server" ? 2 : 3
    guard words.count > position, !words.contains(where: { $0.hasSuffix(";") }) else { return nil }
    var address = words[position]
    for start in ["ipv4@", "ipv6@"] where address.hasPrefix(start) { address.removeFirst(start.utf8.count) }
    let parameters = words.dropFirst(position + 1)
    let hasNoWeight = zip(parameters, parameters.dropFirst()).contains { $0 == "weight" && $1 == "0" }
    let role: AddressCandidate.PoolRole =
      hasNoWeight || parameters.contains("disabled") ? .off : parameters.contains("backup") ? .backup : .usual
    return Server(address: address, role: role)
  }

  /// The first words of a line, without a comment.
  private func words(in line: Range<Int>) -> [String] {
    let bytes = rest[line].prefix { $0 != UInt8(ascii: "#") }
    return bytes.split(maxSplits: 64, whereSeparator: AddressText.isBlank).prefix(64).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
