internal import ModelFormats
internal import SourceReading

/// How the services of several projects find each other: by the names of containers, and by those in shared networks.
struct ComposeNeighbors {
  private var containers: [String: String] = [:]
  /// The services by their names in each network, by the name that Docker gives to the network.
  private var hosts: [String: [String: String]] = [:]

  /// Adds the services of a project that exist.
  ///
  /// - Parameters:
  ///   - project: the project.
  ///   - label: the name of the project, which the ids of its services start with.
  ///   - profiles: the profiles whose services exist.
  mutating func add(_ project: ComposeProject, _ label: String, profiles: [String]) {
    for (name, node) in project.services where ComposeBuilder.isActive(node, profiles) {
      let id = "\(label)/\(name)"
      let containers = Self.containers(of: name, node, project: project.name ?? label)
      for container in containers where self.containers[container] == nil { self.containers[container] = id }
      for (key, network) in Self.networks(of: node, project, label) {
        let aliases = (node["networks"]?[key]?["aliases"]?.items ?? []).compactMap(\.text)
        for host in [name] + containers + aliases where hosts[network]?[host.lowercased()] == nil {
          hosts[network, default: [:]][host.lowercased()] = id
        }
      }
    }
  }

  /// The names of the first container of a service.
  static func containers(of service: String, _ node: SyntaxNode, project: String?) -> [String] {
    if let stated = node["container_name"]?.text { return [ComposeVariables.filled(stated)] }
    guard let project else { return [] }
    return ["-", "_"].map { [project, service, "1"].joined(separator: $0) }
  }

  /// The networks of a service: each with its key, and the name that Docker gives to it.
  private static func networks(
    of node: SyntaxNode, _ project: ComposeProject, _ label: String
  ) -> [(key: String, name: String)] {
    guard node["network_mode"] == nil else { return [] }
    let stated =
      (node["networks"]?.items ?? []).compactMap(\.text) + (node["networks"]?.pairs ?? []).compactMap(\.key.text)
    return (node["networks"] == nil ? ["default"] : stated).map { key in
      let section = project.sections["networks"]?[key]
      let name = section?["name"]?.text ?? section?[path: "external", "name"]?.text
      let isExternal = section.map(ComposeBuilder.isExternal) ?? false
      return (key, name.map { ComposeVariables.filled($0) } ?? (isExternal ? key : "\(project.name ?? label)_\(key)"))
    }
  }

  /// The service with a container of a name.
  func service(ofContainer name: String) -> String? { containers[name] }

  /// The service of another project that a service finds under a name, in one of its networks.
  func find(_ host: String, from node: SyntaxNode, _ project: ComposeProject, _ label: String) -> String? {
    for (_, network) in Self.networks(of: node, project, label) {
      if let found = hosts[network]?[host], !found.hasPrefix(label + "/") { return found }
    }
    return nil
  }
}
