internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The names by which services of ECS find each other: those of Cloud Map, which are names in DNS, and those of Service
/// Connect, which only the services of the same namespace know.
extension CloudMeaning {
  /// What is known of such names.
  struct ServiceNames {
    /// By the service of Cloud Map the services of ECS that are registered in it.
    var registered: [String: [String]] = [:]
    /// By the service of ECS the namespace whose names it knows.
    var namespaces: [String: String] = [:]
    /// By namespace, then by name, the services of ECS that answer.
    var connected: [String: [String: [String]]] = [:]
  }

  private static let namespaceTypes = [
    "aws_service_discovery_private_dns_namespace", "aws_service_discovery_public_dns_namespace",
    "aws_service_discovery_http_namespace",
  ]

  // MARK: Cloud Map

  /// The services of Cloud Map that have a name in DNS, with that name.
  func discoveryHosts() -> [(position: Int, host: String)] {
    resources("aws_service_discovery_service").compactMap { service in
      guard let position = inventory.position(of: service.id), let name = service.attributes.text(at: "name"),
        service.attributes.text(at: "type") != "HTTP",
        let namespace = namespace(of: service, ["namespace_id", "dns_config.namespace_id"]), !namespace.isHTTP,
        let end = namespace.name, !name.isEmpty
      else { return nil }
      return (position, "\(name).\(end)".lowercased())
    }
  }

  /// Says by which names in DNS others know the services of Cloud Map.
  func addDiscoveryHosts(to draft: inout ImportDraft) {
    for (position, host) in discoveryHosts() where isComponent[position] {
      draft.identify(inventory.resources[position].id, as: "host:" + host)
    }
  }

  /// A namespace that an attribute names, in the files or not.
  private func namespace(
    of resource: CloudResource, _ paths: [String]
  ) -> (key: String, name: String?, isHTTP: Bool)? {
    for value in paths.flatMap({ resource.attributes.values(at: $0) }) {
      for path in paths { readings[resource.type, default: Readings()].add(path, Self.namespaceTypes) }
      if let target = target(value, of: resource, Self.namespaceTypes), target.ids.count == 1,
        let found = inventory[target.ids[0]]
      {
        return (found.id, found.attributes.text(at: "name"), found.type == "aws_service_discovery_http_namespace")
      }
      guard let text = value.text, !text.isEmpty else { continue }
      let isID = text.hasPrefix("arn:") || text.hasPrefix("ns-")
      return (isID ? String(text.split(separator: "/").last ?? "") : text, isID ? nil : text, false)
    }
    return nil
  }

  // MARK: Service Connect

  /// Per service of ECS what it is called, and whose names it knows.
  func findServiceNames() -> ServiceNames {
    var found = ServiceNames()
    for service in resources("aws_ecs_service") where isComponent(service.id) {
      for name in ids(of: service, "service_registries.registry_arn", "aws_service_discovery_service") {
        found.registered[name, default: []].append(service.id)
      }
      for setting in service.attributes.values(at: "service_connect_configuration").flatMap(\.items)
      where setting.bool(at: "enabled") != false {
        guard let namespace = connectNamespace(of: service, setting) else { continue }
        found.namespaces[service.id] = namespace.key
        for entry in setting.values(at: "service").flatMap(\.items) {
          for name in Self.names(of: entry, in: namespace.name) {
            found.connected[namespace.key, default: [:]][name, default: []].append(service.id)
          }
        }
      }
    }
    return found
  }

  /// The namespace of a service: its own, or that of its cluster.
  private func connectNamespace(of service: CloudResource, _ setting: CloudValue) -> (key: String, name: String?)? {
    var holder = service
    holder.attributes = .map([("service_connect_configuration", setting)])
    if let own = namespace(of: holder, ["service_connect_configuration.namespace"]) { return (own.key, own.name) }
    for cluster in ids(of: service, "cluster", "aws_ecs_cluster").compactMap({ inventory[$0] }) {
      if let found = namespace(of: cluster, ["service_connect_defaults.namespace"]) { return (found.key, found.name) }
    }
    return nil
  }

  /// The names that a service gives to one of its ports: its aliases, or without one the name in the namespace.
  private static func names(of entry: CloudValue, in namespace: String?) -> [String] {
    let aliases = entry.values(at: "client_alias").flatMap(\.items)
    let whole = (entry.text(at: "discovery_name") ?? entry.text(at: "port_name")).flatMap { name in
      namespace.map { "\(name).\($0)" }
    }
    let names = aliases.isEmpty ? [whole] : aliases.map { $0.text(at: "dns_name") ?? whole }
    var seen: Set<String> = []
    return names.compactMap { $0?.lowercased() }.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// The names that a service of ECS knows by Service Connect, each with the services that answer.
  func connectedNames(knownTo owner: String) -> [String: [String]] {
    guard !serviceNames.connected.isEmpty, let namespace = serviceNames.namespaces[owner] else { return [:] }
    return serviceNames.connected[namespace] ?? [:]
  }

  /// Relates a service to those whose names by Service Connect a text of it has.
  func addConnected(
    to owner: String, _ names: [String: [String]], from resource: CloudResource, _ path: String, _ text: PassedText,
    _ draft: inout ImportDraft
  ) {
    guard !names.isEmpty, text.isWhole, let value = text.value.text, let setting = text.setting else { return }
    let words = Set(AddressText.words(of: setting))
    guard AddressText.secretWords.isDisjoint(with: words) else { return }
    for candidate in AddressText.candidates(in: value, named: setting) {
      guard let services = names[candidate.host], !services.contains(owner), !candidate.isOther, !candidate.mayBeSecret,
        candidate.isAuthority || candidate.isAlone && (candidate.isNamed || candidate.port != nil)
      else { continue }
      let ids = services.preferred { units[$0] != 0 }
      let isTelemetry = !AddressText.telemetryWords.isDisjoint(with: words)
      let source = "\(resource.source).\(path) \(setting)"
      draft.relate(
        owner, isTelemetry ? .uses : .needs, .any, of: ids, confidence: .inferred, source: source, at: resource.place)
    }
  }
}
