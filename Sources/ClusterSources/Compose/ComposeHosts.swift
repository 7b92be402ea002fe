internal import ModelFormats
internal import SourceReading

/// The names by which containers of a project find each other.
struct ComposeHosts {
  private var names: [String: String] = [:]
  /// The names that only one service knows others by, in its `links`.
  private var links: [String: [String: String]] = [:]
  /// The names that `extra_hosts` of a service gives to addresses outside of the project.
  private var outside: [String: Set<String>] = [:]

  /// - Parameters:
  ///   - services: the services that exist.
  ///   - project: the name of the project.
  init(of services: [(name: String, node: SyntaxNode)], project: String?) {
    for (name, node) in services {
      add(name, of: name)
      for key in ["container_name", "hostname"] { if let alias = node[key]?.text { add(alias, of: name) } }
      for (_, network) in node["networks"]?.pairs ?? [] {
        for alias in network["aliases"]?.items ?? [] { if let text = alias.text { add(text, of: name) } }
        for key in ["ipv4_address", "ipv6_address"] { if let text = network[key]?.text { add(text, of: name) } }
      }
      add("tasks.\(name)", of: name)
      if let project { for sign in ["-", "_"] { add([project, name, "1"].joined(separator: sign), of: name) } }
    }
    // A service's own name is surer than an alias of another one.
    for (name, _) in services { names[name.lowercased()] = name }
    for (name, node) in services {
      for link in node["links"]?.itemsOrSelf ?? [] {
        guard let text = link.text else { continue }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2 { links[name, default: [:]][parts[1].lowercased()] = parts[0] }
      }
      for (key, _) in ComposeMergeRule.of("extra_hosts").normalized(node["extra_hosts"] ?? node).pairs
      where node["extra_hosts"] != nil {
        if let host = key.text { outside[name, default: []].insert(host.lowercased()) }
      }
    }
  }

  private mutating func add(_ alias: String, of service: String) {
    let alias = ComposeVariables.filled(alias).lowercased()
    if names[alias] == nil { names[alias] = service }
  }

  /// The service that a host is, as another service sees it.
  func find(_ host: String, from service: String) -> String? {
    if outside[service]?.contains(host) == true { return nil }
    return links[service]?[host] ?? names[host]
  }

  /// Whether a service gets the address of a host.
  func isGiven(_ host: String, to service: String) -> Bool { outside[service]?.contains(host) ?? false }

  static func isOwn(_ host: String) -> Bool { OutsideHost.isOwn(host) }
}
