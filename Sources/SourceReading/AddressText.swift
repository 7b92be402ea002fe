/// A place in a text where a host may be named.
package struct AddressCandidate: Sendable {
  /// In small letters, without a last dot.
  package var host: String
  package var port: Int?
  /// Whether it is where only a host can be: after `//`, or before a path of such.
  package var isAuthority = false
  /// Whether the text before it shows that an address follows: `DB_HOST=`, `--join`, `nslookup`.
  package var isNamed = false
  /// Whether the text before it shows that it is something else: `IMAGE=`, `--version`.
  package var isOther = false
  /// Whether the text around it may be part of a password: then it counts only if it is the name of something known.
  package var isDoubtful = false
}

/// Finds where texts may name hosts: values of variables, arguments, scripts, files of settings.
///
/// It knows no names of hosts. It reports what is where a host can be, and what supports that.
///
/// - Complexity: linear in the text.
package struct AddressText {
  /// Words that an address follows, as parts of the names of variables, keys and options.
  static let addressWords: Set<String> = [
    "addr", "addrs", "address", "addresses", "host", "hosts", "hostname", "hostnames", "url", "urls", "uri", "uris",
    "endpoint", "endpoints", "server", "servers", "service", "services", "svc", "upstream", "backend", "backends",
    "broker", "brokers", "bootstrap", "peer", "peers", "seed", "seeds", "join", "target", "targets", "dsn",
    "connection", "connect", "proxy", "node", "nodes", "master", "primary", "replica", "replicas", "sentinel",
    "sentinels", "collector", "gateway", "origin", "remote", "fqdn", "domain",
  ]
  /// Words that show that what they name is not an address, where they come last.
  static let otherWords: Set<String> = [
    "image", "tag", "version", "type", "mode", "driver", "user", "username", "password", "pass", "class", "name", "key",
    "token", "secret", "database", "path", "port", "id", "level", "role", "prefix", "suffix",
    "provider", "strategy", "factory", "format", "policy", "timeout", "enabled", "count", "size", "interval",
  ]
  /// Programs that are given the name of a host.
  static let lookupPrograms: Set<String> = [
    "nslookup", "nc", "ncat", "netcat", "dig", "getent", "ping", "telnet", "curl", "wget", "wait-for-it.sh", "wait-for",
    "wait-for-it", "wait-for.sh", "dockerize", "pg_isready", "mysqladmin", "redis-cli", "grpc_health_probe",
  ]
  /// Words in the name of a variable that say that only signals of how a program does go there.
  package static let telemetryWords: Set<String> = [
    "otel", "otlp", "jaeger", "zipkin", "tracing", "trace", "traces", "telemetry", "statsd", "prometheus", "metrics",
    "metric", "loki", "fluentd", "fluentbit", "logstash", "logging", "sentry", "datadog", "dd", "newrelic", "apm",
    "pushgateway",
  ]
  /// Words that show that a variable holds a secret: its value is never reported.
  package static let secretWords: Set<String> = [
    "password", "passwd", "pass", "pwd", "secret", "token", "key", "credential", "credentials", "apikey", "cert",
  ]
  /// Words that say of a variable that it holds the address by which others know this program.
  package static let ownWords: Set<String> = [
    "public", "callback", "redirect", "advertise", "advertised", "listen", "bind", "homepage", "docs", "help", "cors",
    "allowed", "issuer",
  ]

  private let bytes: [UInt8]
  private var found: [AddressCandidate] = []

  /// Candidates for hosts in a text, in the order written.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - name: the name of the variable or key whose value it is.
  package static func candidates(in text: String, named name: String? = nil) -> [AddressCandidate] {
    var scanner = AddressText(bytes: Array(text.utf8))
    scanner.scan(named: name)
    return scanner.found
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The words of a name: `DB_HOST`, `dbHost`, `db.host` and `--db-host` are all `db` and `host`.
  package static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for scalar in name.unicodeScalars.prefix(200) {
      let isLetter = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      if !isLetter || scalar.properties.isUppercase && wasSmall {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isLetter { word += String(scalar).lowercased() }
      wasSmall = scalar.properties.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Whether a name says that its value is an address, and whether it says that it is none.
  package static func meaning(of name: String) -> (isNamed: Bool, isOther: Bool) {
    if name == "-h" { return (true, false) }
    let words = words(of: name)
    guard let last = words.last else { return (false, false) }
    if otherWords.contains(last), !(last == "name" && words.dropLast().last == "host") { return (false, true) }
    let endings = ["host", "addr", "address", "url", "uri", "endpoint", "server", "servers", "hosts", "urls"]
    return (
      words.contains { addressWords.contains($0) } || endings.contains { last.hasSuffix($0) }, false
    )
  }

  // MARK: Reading

  private mutating func scan(named name: String?) {
    var start = 0
    let meaning = name.map(Self.meaning(of:)) ?? (false, false)
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      scan(line: start..<end, meaning)
      start = end + 1
    }
  }

  /// Reads a line; `before` is what is known about the text before its first word.
  private mutating func scan(line: Range<Int>, _ before: (isNamed: Bool, isOther: Bool)) {
    var index = line.lowerBound
    while index < line.upperBound, Self.isBlank(bytes[index]) { index += 1 }
    guard index < line.upperBound, bytes[index] != UInt8(ascii: "#") else { return }
    var meaning = before
    var isLookup = false
    var isFirst = true
    while index < line.upperBound {
      guard Self.isNameSign(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < line.upperBound, Self.isNameSign(bytes[index]) { index += 1 }
      let end = index
      // `scheme://` : what follows up to the path is where a host is.
      if isScheme(end, line) {
        index = scanAuthority(from: end + 3, line, meaning)
        isFirst = false
        continue
      }
      let word = String(decoding: bytes[start..<end], as: UTF8.self)
      if Self.lookupPrograms.contains(word) {
        isLookup = true
        isFirst = false
        continue
      }
      let isAfterPath = start > line.lowerBound && bytes[start - 1] == UInt8(ascii: "/")
      let isVariable =
        start > line.lowerBound
        && (bytes[start - 1] == UInt8(ascii: "$")
          || start > line.lowerBound + 1
            && bytes[start - 2] == UInt8(ascii: "$")
            && (bytes[start - 1] == UInt8(ascii: "(") || bytes[start - 1] == UInt8(ascii: "{")))
      let isOption = bytes[start] == UInt8(ascii: "-")
      if !isAfterPath, !isVariable, !isOption, !isBeforeAt(end, line),
        var candidate = Self.candidate(bytes[start..<end])
      {
        let (port, next) = port(after: end, line)
        candidate.port = port
        candidate.isNamed = meaning.isNamed || isLookup && !isFirst
        candidate.isOther = meaning.isOther
        // A word that a following sign makes a key is not a value.
        let isValue = port != nil || !isKey(end, line)
        if isValue, port != nil || candidate.isNamed || candidate.host.contains(".") { found.append(candidate) }
        if port != nil { index = next }
      }
      // A list goes on with what began it; anything else may say what the next word is.
      var rest = index
      while rest < line.upperBound, Self.isBlank(bytes[rest]) { rest += 1 }
      let goesOn = rest < line.upperBound && (bytes[rest] == UInt8(ascii: ",") || bytes[rest] == UInt8(ascii: ";"))
      if !goesOn { meaning = isFirst && !isKey(end, line) && before.isNamed ? before : Self.meaning(of: word) }
      isFirst = false
    }
  }

  /// Whether a sign that makes a key of the word before it is here.
  private func isKey(_ end: Int, _ line: Range<Int>) -> Bool {
    end < line.upperBound && (bytes[end] == UInt8(ascii: "=") || bytes[end] == UInt8(ascii: ":"))
  }

  private func isScheme(_ end: Int, _ line: Range<Int>) -> Bool {
    end + 2 < line.upperBound && bytes[end] == UInt8(ascii: ":") && bytes[end + 1] == UInt8(ascii: "/")
      && bytes[end + 2] == UInt8(ascii: "/")
  }

  /// The hosts of a URL, several where there are commas; users and passwords are passed over.
  ///
  /// - Returns: where reading goes on.
  private mutating func scanAuthority(
    from start: Int, _ line: Range<Int>, _ meaning: (isNamed: Bool, isOther: Bool)
  ) -> Int {
    var end = start
    var lastAt: Int?
    while end < line.upperBound, !Self.isBlank(bytes[end]), !Self.isQuote(bytes[end]),
      bytes[end] != UInt8(ascii: "/"), bytes[end] != UInt8(ascii: "?"), bytes[end] != UInt8(ascii: "#")
    {
      if bytes[end] == UInt8(ascii: "@") { lastAt = end }
      end += 1
    }
    // A password with a slash in it: then what seems to be the host is the user.
    var rest = end
    var isDoubtful = false
    while rest < line.upperBound, rest < end + 300, !Self.isBlank(bytes[rest]), !Self.isQuote(bytes[rest]) {
      if bytes[rest] == UInt8(ascii: "@") { isDoubtful = true }
      rest += 1
    }
    for part in bytes[(lastAt.map { $0 + 1 } ?? start)..<end].split(separator: UInt8(ascii: ",")) {
      var host = part
      // Some databases' addresses: `user:password@tcp(db:3306)`.
      if let bracket = host.lastIndex(of: UInt8(ascii: "(")) { host = host[(bracket + 1)...] }
      let nameEnd = host.firstIndex { !Self.isNameSign($0) } ?? host.endIndex
      guard var candidate = Self.candidate(host[..<nameEnd]) else { continue }
      if nameEnd < host.endIndex {
        guard host[nameEnd] == UInt8(ascii: ":") || host[nameEnd] == UInt8(ascii: ")") else { continue }
        let digits = host[(nameEnd + 1)...].prefix { (0x30...0x39).contains($0) }
        if !digits.isEmpty { candidate.port = Int(String(decoding: digits, as: UTF8.self)) }
        // `user:password` before a slash, not a host and its port.
        if digits.isEmpty, host[nameEnd] == UInt8(ascii: ":"), nameEnd + 1 < host.endIndex {
          candidate.isDoubtful = true
        }
      }
      candidate.isAuthority = true
      candidate.isNamed = meaning.isNamed
      candidate.isDoubtful = candidate.isDoubtful || isDoubtful
      found.append(candidate)
    }
    // Neither paths nor queries name hosts, unless as URLs.
    var next = end
    while next < line.upperBound, !Self.isBlank(bytes[next]), !Self.isQuote(bytes[next]) {
      if isScheme(next, line) {
        while next > end, Self.isNameSign(bytes[next - 1]) { next -= 1 }
        break
      }
      next += 1
    }
    return next
  }

  /// Whether an `@` follows in the same word: then the text before it is a user or a password.
  private func isBeforeAt(_ end: Int, _ line: Range<Int>) -> Bool {
    var index = end
    while index < line.upperBound, index < end + 300, !Self.isBlank(bytes[index]), !Self.isQuote(bytes[index]),
      bytes[index] != UInt8(ascii: ",")
    {
      if bytes[index] == UInt8(ascii: "@") { return true }
      index += 1
    }
    return false
  }

  /// The number after a colon, or after a blank as programs take it, and where it ends.
  private func port(after end: Int, _ line: Range<Int>) -> (Int?, Int) {
    guard end < line.upperBound, bytes[end] == UInt8(ascii: ":") || bytes[end] == 0x20 else { return (nil, end) }
    var index = end + 1
    while index < line.upperBound, (0x30...0x39).contains(bytes[index]) { index += 1 }
    guard index > end + 1, index - end <= 6 else { return (nil, end) }
    if index < line.upperBound, Self.isNameSign(bytes[index]) || bytes[index] == UInt8(ascii: ":") { return (nil, end) }
    guard let port = Int(String(decoding: bytes[(end + 1)..<index], as: UTF8.self)), (1...65_535).contains(port) else {
      return (nil, end)
    }
    return (port, index)
  }

  /// A host's name of what may be one: labels of letters, digits and dashes, not all of them digits.
  private static func candidate(_ text: ArraySlice<UInt8>) -> AddressCandidate? {
    var text = text
    if text.last == UInt8(ascii: ".") { text.removeLast() }
    guard (1...253).contains(text.count), text.contains(where: { isLetter($0) }),
      !text.contains(UInt8(ascii: "_"))
    else { return nil }
    for label in text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard (1...63).contains(label.count), label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-") else {
        return nil
      }
    }
    let written = String(decoding: text, as: UTF8.self)
    // Hosts are written in small letters; names of classes and the like are not.
    return AddressCandidate(host: written.lowercased(), isDoubtful: text.contains { (0x41...0x5A).contains($0) })
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }
  private static func isNameSign(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "_")
  }
}
