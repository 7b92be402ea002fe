/// The words by which a text shows what an address is, and what is none. To add one, append it.
extension AddressText {
  /// Words that an address follows, as parts of the names of variables, keys and options.
  static let addressWords: Set<String> = [
    "addr", "addrs", "address", "addresses", "host", "hosts", "hostname", "hostnames", "url", "urls", "uri", "uris",
    "endpoint", "endpoints", "server", "servers", "service", "services", "svc", "upstream", "backend", "backends",
    "broker", "brokers", "bootstrap", "peer", "peers", "seed", "seeds", "join", "target", "targets", "dsn",
    "connection", "connect", "proxy", "node", "nodes", "master", "primary", "replica", "replicas", "sentinel",
    "sentinels", "collector", "gateway", "origin", "remote", "fqdn", "domain", "slaveof", "replicaof", "datasource",
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
    "wait-for-it", "wait-for.sh", "cqlsh",
  ]
  /// What such programs take besides a host.
  static let lookupWords: Set<String> = ["hosts", "ahosts", "ahostsv4", "passwd", "ping"]
  /// Options of such programs that something else than a host follows: those of one letter, and words.
  private static let valueLetters: Set<Character> = ["o", "O", "H", "X", "u", "d", "A", "F", "T", "D", "U"]
  private static let valueWords: Set<String> = ["output", "data", "user", "header", "request", "agent", "document"]
  /// Values that are no hosts, whatever the variable is called.
  package static let plainValues: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "none", "null", "nil", "auto", "default", "enabled", "disabled",
  ]
  /// Words of servers that the address follows to which they pass requests.
  static let passes: Set<String> = [
    "proxy_pass", "fastcgi_pass", "grpc_pass", "uwsgi_pass", "scgi_pass", "memcached_pass", "ProxyPass",
  ]
  /// Protocols before a host, as SQL Server has them: `tcp:db`.
  static let protocols: Set<String> = ["tcp", "np", "lpc", "admin"]
  /// Words of a shell behind which another command begins.
  static let commandWords: Set<String> = ["do", "then", "else", "done", "fi", "--"]
  /// Schemes of programs that find a host by a path: `dns:///web:80`.
  static let pathSchemes: Set<String> = ["dns", "kubernetes", "xds", "passthrough"]
  /// What comes before a colon and an `@` and is no user.
  static let kindsOfNames: Set<String> = ["mailto", "git", "npm", "pkg", "acct", "sip", "sips", "arn", "urn", "docker"]

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
    "allowed", "issuer", "virtual", "letsencrypt", "trusted", "external",
  ]
  /// Names of variables, as words, whose values are no addresses that a program calls: where it runs, how it is called, and
  /// what it does not go through a proxy for.
  private static let ownNames: Set<String> = [
    "no proxy", "allowed hosts", "allowed host", "hostname", "server name", "server names", "virtual host", "env",
    "environment", "node env", "app env", "rails env", "rack env", "django env", "flask env", "go env",
    "spring profiles active", "aspnetcore environment", "dotnet environment", "deployment environment", "stage",
  ]
  /// Last words of the names of variables that hold nothing but a host.
  package static let plainWords: Set<String> = [
    "host", "hostname", "addr", "address", "endpoint", "server", "url", "uri",
  ]
  /// Ports on which programs serve others: a name with one of them is an address, whatever the variable is called.
  package static let knownPorts: Set<Int> = [
    25, 389, 587, 636, 1433, 1521, 1883, 2181, 2379, 3306, 4222, 4317, 4318, 5432, 5671, 5672, 6379, 6432, 8086, 8123,
    8125, 8200, 8500, 8529, 9000, 9042, 9092, 9093, 9094, 9200, 9300, 9411, 11211, 15672, 26257, 26379, 27017, 28015,
    50051,
  ]

  /// What the text before a place says of it.
  struct Meaning {
    /// Whether an address follows.
    var isNamed = false
    /// Whether nothing but an address follows.
    var isPlain = false
    /// Whether something else follows.
    var isOther = false
    /// Whether a secret may follow.
    var isSecret = false
    /// Whether it is a key with a value behind it that says so.
    var isKeyed = false
  }

  /// The words of a name: `DB_HOST`, `dbHost`, `db.host` and `--db-host` are all `db` and `host`.
  package static func words(of name: String) -> [String] {
    if name.utf8.allSatisfy({ $0 < 128 }) { return words(ofASCII: name.utf8.prefix(200)) }
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

  private static func words(ofASCII name: Substring.UTF8View) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var wasSmall = false
    for byte in name {
      let isCapital = (65...90).contains(byte)
      let isSmall = (97...122).contains(byte)
      let isLetter = isCapital || isSmall || (48...57).contains(byte)
      if !isLetter || isCapital && wasSmall {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word.removeAll(keepingCapacity: true)
      }
      if isLetter { word.append(isCapital ? byte | 0x20 : byte) }
      wasSmall = isSmall
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  /// The ends of last words that are addresses.
  private static let endings = [
    "host", "addr", "address", "url", "uri", "endpoint", "server", "servers", "hosts", "urls",
  ]

  /// Whether a name says that its value is an address, and whether it says that it is none.
  package static func meaning(of name: String) -> (isNamed: Bool, isOther: Bool) {
    let meaning = fullMeaning(of: name)
    return (meaning.isNamed, meaning.isOther)
  }

  static func fullMeaning(of name: String) -> Meaning {
    if passes.contains(name) { return Meaning(isNamed: true, isPlain: true) }
    if name == "-h" { return Meaning(isNamed: true, isPlain: true) }
    if name.utf8.count == 2, name.first == "-", let letter = name.last, valueLetters.contains(letter) {
      return Meaning(isOther: true)
    }
    let words = words(of: name)
    guard let last = words.last else { return Meaning() }
    // In capital letters it is a variable; `serverName` is a key of a driver.
    if !name.utf8.contains(where: { (0x61...0x7A).contains($0) }) || name.contains("_"),
      ownNames.contains(words.joined(separator: " "))
    {
      return Meaning(isOther: true)
    }
    if name.first == "-", valueWords.contains(last) { return Meaning(isOther: true) }
    let isSecret = !secretWords.isDisjoint(with: words)
    let isName = last == "name" && ["host", "server"].contains(words.dropLast().last)
    if otherWords.contains(last), !isName { return Meaning(isOther: true, isSecret: isSecret) }
    let isNamed = words.contains { addressWords.contains($0) } || endings.contains { last.hasSuffix($0) }
    return Meaning(isNamed: isNamed, isPlain: isNamed && plainWords.contains(last), isSecret: isSecret)
  }
}
