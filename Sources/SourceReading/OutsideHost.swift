internal import ModelFormats

/// Whether a host that nothing in the files is called is surely outside of them: one rule for all sources that are given
/// addresses as texts.
package enum OutsideHost {
  /// How sure it is that a text names a host.
  package enum Certainty: Sendable {
    /// It is a host that is called.
    case sure
    /// It may be one.
    case unsure
    /// It is something else, or nothing that is called.
    case none
  }

  /// Where a text is.
  package enum Location: Sendable {
    /// In the value of a variable.
    case variable
    /// In a command with its arguments.
    case command
    /// In a file of settings, which may name much that nothing is asked of.
    case file
  }

  /// The form of the name of a host.
  package enum Form: Sendable {
    /// A name or an address that means the same everywhere.
    case everywhere
    /// A name or an address of a private network.
    case network
    /// A name with dots of which it is not known whether its last label ends names of hosts.
    case dotted
    /// A name without dots.
    case plain
  }

  /// The form of a name.
  package static func form(of host: String) -> Form {
    if PublicHost.isPublic(host) { return .everywhere }
    if host.contains(":") || PublicHost.octets(host) != nil { return .network }
    guard host.contains(".") else { return .plain }
    return PublicHost.isPrivateName(host) && !host.split(separator: ".").contains("svc") ? .network : .dotted
  }

  /// Whether a host is the program's own, its machine's, or the platform's.
  package static func isOwn(_ host: String) -> Bool {
    if own.contains(host) { return true }
    guard let octets = PublicHost.octets(host) else { return false }
    return octets[0] == 127 || octets == [0, 0, 0, 0] || octets == [255, 255, 255, 255] || octets[0] == 169
  }

  private static let own: Set<String> = [
    "localhost", "localhost.localdomain", "::1", "::", "0:0:0:0:0:0:0:1", "metadata.google.internal", "metadata",
    "host-gateway",
  ]

  /// How sure it is that a candidate that nothing in the files is called is a host that is called.
  ///
  /// - Parameters:
  ///   - candidate: the candidate.
  ///   - variable: the name of the variable whose value the text is.
  ///   - location: where the text is.
  package static func certainty(
    of candidate: AddressCandidate, variable: String?, in location: Location
  ) -> Certainty {
    let host = candidate.host
    guard !candidate.mayBeSecret, !AddressText.plainValues.contains(host), !isOwn(host),
      !candidate.isOther || candidate.isAuthority && !isAlien(candidate.scheme)
    else { return .none }
    let words = variable.map(AddressText.words(of:)) ?? []
    let uses = Self.uses(words)
    guard uses != .none, !isOwnName(words) else { return .none }
    // `someone@example.com`
    if candidate.isBehindAt, !candidate.isAuthority, candidate.port == nil {
      return words.last.map { ["host", "hosts", "server"].contains($0) } ?? false ? .sure : .none
    }
    let found = certainty(of: candidate, words, form(of: host), in: location)
    return found == .sure ? uses : found
  }

  /// A candidate that may be a host, as notes quote it: a text that is not formed like a host may be a password.
  package static func quoted(_ candidate: AddressCandidate) -> String {
    candidate.isAuthority || form(of: candidate.host) != .plain ? candidate.host : "a text with a port"
  }

  private static func certainty(
    of candidate: AddressCandidate, _ words: [String], _ form: Form, in location: Location
  ) -> Certainty {
    if candidate.isAuthority { return certainty(ofAuthority: candidate, in: location) }
    let isKey = candidate.isPlain && (candidate.isKeyed || location == .command)
    let isPlain = candidate.isAlone && words.last.map(plainWords.contains) ?? false
    // Names of hosts are written in small letters; names of classes and the like are not.
    if candidate.isDoubtful, !isKey, !isPlain || form == .dotted, candidate.port == nil || !candidate.isNamed {
      return .none
    }
    if isKey || isPlain { return form != .dotted || !isCode(candidate.host) ? .sure : .none }
    if let port = candidate.port { return certainty(of: candidate, port: port, form, in: location) }
    switch form {
    case .everywhere, .network:
      guard !isCode(candidate.host) else { return .none }
      if candidate.isNamed, location == .variable { return .sure }
      return candidate.isAlone && location == .variable || candidate.isNamed && candidate.isPlain ? .unsure : .none
    case .dotted:
      return candidate.isNamed && candidate.isAlone && location == .variable && !isCode(candidate.host)
        ? .unsure : .none
    case .plain: return .none
    }
  }

  private static func certainty(ofAuthority candidate: AddressCandidate, in location: Location) -> Certainty {
    if isAlien(candidate.scheme) { return .none }
    if stores.contains(candidate.scheme) { return .unsure }
    guard location == .file, !candidate.isNamed, candidate.port == nil else { return .sure }
    return isDocumentation(candidate.host) ? .none : .unsure
  }

  private static func certainty(
    of candidate: AddressCandidate, port: Int, _ form: Form, in location: Location
  ) -> Certainty {
    let isKnown = AddressText.knownPorts.contains(port)
    if candidate.isNamed || isKnown && candidate.isAlone { return .sure }
    switch form {
    case .everywhere, .network: return isCode(candidate.host) ? .none : .unsure
    case .dotted, .plain: return candidate.isAlone && location == .variable && port >= 1_024 ? .unsure : .none
    }
  }

  // MARK: Words

  /// Last words of the names of variables that hold nothing but hosts.
  private static let plainWords: Set<String> = AddressText.plainWords.union([
    "hosts", "hostnames", "addrs", "addresses", "endpoints", "servers", "urls", "uris", "broker", "brokers", "fqdn",
    "seeds", "sentinels", "bootstrap", "ip", "ips",
  ])
  /// Words before the last that say whose address it is: this program's or its machine's.
  private static let ownIPs: Set<String> = [
    "host", "node", "pod", "my", "self", "local", "public", "external", "server",
  ]
  private static let ownDomains: Set<String> = [
    "cookie", "session", "base", "root", "app", "site", "mail", "search", "cluster", "dns", "default", "main", "tls",
    "ssl", "cert", "acme", "wildcard", "parent", "trust",
  ]

  /// Whether the name of a variable says that its value is not called.
  private static func isOwnName(_ words: [String]) -> Bool {
    guard let last = words.last else { return false }
    let before = words.dropLast()
    switch last {
    case "hostname": return before.isEmpty
    case "ip", "ips": return before.contains(where: ownIPs.contains) || before.isEmpty
    case "domain", "domains": return before.isEmpty || before.contains(where: ownDomains.contains)
    default: return false
    }
  }

  /// How sure the name of a variable lets an address be: none if it is the program's own.
  private static func uses(_ words: [String]) -> Certainty {
    guard AddressText.secretWords.isDisjoint(with: words) else { return .none }
    let own = AddressText.ownWords.intersection(words)
    if own.isEmpty { return words.last.map { ["domain", "domains"].contains($0) } ?? false ? .unsure : .sure }
    // A program may ask who issues its tokens, or something that is called external.
    let others = Set(words).subtracting(["url", "uri", "host", "address", "hostname", "app", "base", "site", "root"])
    if own == ["issuer"] || own == ["external"] && others.count > 1 { return .unsure }
    return .none
  }

  /// Schemes of texts that name nothing in a network.
  private static func isAlien(_ scheme: String) -> Bool { alien.contains(scheme) }

  private static let alien: Set<String> = [
    "file", "unix", "classpath", "resource", "resources", "sqlite", "sqlite3", "npipe", "fd", "mem", "memory", "mock",
    "stdout", "stderr", "log", "data", "about", "chrome", "spiffe", "urn", "arn", "docker", "containerd", "jar",
    "bundle",
    "embed", "asset", "assets", "env", "secret", "ref", "inline", "noop", "null", "test", "inproc", "vm", "direct",
    "postgresqlmem",
  ]
  /// Schemes of stores that have names of their own.
  private static let stores: Set<String> = ["s3", "s3a", "s3n", "gs", "gcs", "b2", "r2", "oss", "cos", "swift"]

  // MARK: Names that are not of hosts

  /// First labels of names of packages.
  private static let packages: Set<String> = ["com", "org", "net", "java", "javax", "jakarta", "edu", "gov"]
  private static let shortPackages: Set<String> = ["io", "dev", "app", "de", "uk", "me", "co", "fr", "ch", "nl", "jp"]
  /// Last labels of names of files.
  private static let fileEndings: Set<String> = [
    "json", "yaml", "yml", "conf", "cfg", "ini", "toml", "properties", "sh", "py", "js", "ts", "jar", "xml", "txt",
    "log", "pem", "crt", "key", "cert", "sock", "html", "css", "db", "sql", "env", "md", "go", "rb", "php", "war",
    "zip",
    "gz", "lock", "pid", "so", "bin", "exe", "class", "tpl", "tmpl", "jks", "p12", "pfx", "csv", "bak", "tar", "tgz",
    "png", "jpg", "svg", "ico", "dat", "out", "sqlite", "mo", "po", "lua", "pl", "rs", "ps",
  ]

  /// Whether a name with dots is that of a file, a package or a module.
  private static func isCode(_ host: String) -> Bool {
    guard PublicHost.octets(host) == nil, !host.contains(":") else { return false }
    let labels = host.split(separator: ".").map(String.init)
    guard labels.count > 1, let first = labels.first, let last = labels.last else { return false }
    if fileEndings.contains(last), labels.count < 3 || last.utf8.count > 2 { return true }
    if packages.contains(first) { return true }
    if shortPackages.contains(first), !PublicHost.isPublicEnding(last) { return true }
    // `v1.2-rc.3`: the last label of a name has a letter first.
    return last.first.map { !$0.isLetter } ?? true
  }

  /// Hosts that documentation and schemas are at.
  private static func isDocumentation(_ host: String) -> Bool {
    let first = host.prefix { $0 != "." }
    return ["www", "docs", "doc", "schemas", "schema", "xmlns", "json-schema", "help", "support", "wiki"].contains(
      first)
      || ["github.com", "java.sun.com", "xml.apache.org", "golang.org", "pkg.go.dev", "opensource.org"].contains(host)
  }
}
