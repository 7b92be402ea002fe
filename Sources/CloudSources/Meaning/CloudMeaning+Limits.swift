internal import DependencyModel
internal import SourceReading

/// How much work components can do: the rows of `CloudLimit`, and what needs a view of several resources.
extension CloudMeaning {
  func addLimits(to draft: inout ImportDraft) {
    for (position, resource) in inventory.resources.enumerated() where isComponent[position] {
      let lines = CloudLimit.of(resource.type)
      guard !lines.isEmpty else { continue }
      if let rate = lines.lazy.compactMap({ $0.rate(of: resource.attributes) }).first {
        draft.update(resource.id) { $0.capacity = rate }
      }
      if let slots = lines.lazy.compactMap({ $0.slots(of: resource.attributes) }).first {
        draft.update(resource.id) { $0.slots = slots }
      }
    }
    addDatabaseConnections(to: &draft)
    addAWSLimits(to: &draft)
    addGoogleLimits(to: &draft)
  }

  /// States how much work a component can hold at the same time.
  func limit(_ id: String, toSlots slots: Int, in draft: inout ImportDraft) {
    guard slots > 0, let amount = Amount.one.multiplied(by: slots) else { return }
    draft.update(id) { $0.slots = amount }
  }

  // MARK: Databases

  /// The types of parameter groups, and of settings of a server that are resources of their own.
  private static let parameterGroups = ["aws_db_parameter_group", "aws_rds_cluster_parameter_group"]
  private static let serverSettings: [(type: String, path: String, server: String)] = [
    ("azurerm_postgresql_flexible_server_configuration", "server_id", "azurerm_postgresql_flexible_server"),
    ("azurerm_mysql_flexible_server_configuration", "server_name", "azurerm_mysql_flexible_server"),
    ("azurerm_postgresql_configuration", "server_name", "azurerm_postgresql_server"),
    ("azurerm_mysql_configuration", "server_name", "azurerm_mysql_server"),
    ("azurerm_mariadb_configuration", "server_name", "azurerm_mariadb_server"),
  ]

  /// The number of connections that settings of a database allow, where they state a plain number and no formula.
  private static func connections(_ settings: [CloudValue]) -> Int? {
    let name = "max_connections"
    for value in settings {
      if let number = value[name]?.int { return number }
      guard value["name"]?.text == name else { continue }
      if let number = value["value"]?.int { return number }
    }
    return nil
  }

  private func addDatabaseConnections(to draft: inout ImportDraft) {
    for type in ["google_sql_database_instance", "google_alloydb_instance"] {
      for server in resources(type) where isComponent(server.id) {
        let flags =
          server.attributes.values(at: "settings.database_flags") + server.attributes.values(at: "database_flags")
        if let count = Self.connections(flags) { limit(server.id, toSlots: count, in: &draft) }
      }
    }
    for (type, path, server) in Self.serverSettings {
      for setting in resources(type) {
        guard let count = Self.connections([setting.attributes]) else { continue }
        for id in ids(of: setting, path, server) { limit(id, toSlots: count, in: &draft) }
      }
    }
    let groups = resources(Self.parameterGroups)
    guard !groups.isEmpty else { return }
    var counts: [String: Int] = [:]
    for group in groups {
      let values = group.attributes.values(at: "parameter") + group.attributes.values(at: "parameters")
      if let count = Self.connections(values), count > 0 { counts[group.id] = count }
    }
    /// The connections that the groups of a resource allow: all that are named state the same.
    func connections(_ resource: CloudResource, _ paths: String...) -> Int? {
      let groups = paths.flatMap { ids(of: resource, $0, Self.parameterGroups) }
      return groups.isEmpty ? nil : Set(groups.map { counts[$0] }).count == 1 ? counts[groups[0]] : nil
    }
    var known: [String: Int] = [:]
    for cluster in resources("aws_rds_cluster") {
      known[cluster.id] = connections(cluster, "db_cluster_parameter_group_name")
    }
    for instance in resources("aws_db_instance", "aws_rds_cluster_instance") where isComponent(instance.id) {
      // What an instance states for itself comes before what its cluster states for all.
      let cluster = ids(of: instance, "cluster_identifier", "aws_rds_cluster").first
      guard
        let count = connections(instance, "parameter_group_name", "db_parameter_group_name")
          ?? cluster.flatMap({ known[$0] })
      else { continue }
      known[instance.id] = count
      limit(instance.id, toSlots: count, in: &draft)
    }
    addProxies(to: known, in: &draft)
  }

  /// A proxy keeps a share of the connections that its database allows.
  private func addProxies(to connections: [String: Int], in draft: inout ImportDraft) {
    let databases = [("db_instance_identifier", "aws_db_instance"), ("db_cluster_identifier", "aws_rds_cluster")]
    var allowed: [String: Int] = [:]
    for target in resources("aws_db_proxy_target") {
      for proxy in ids(of: target, "db_proxy_name", "aws_db_proxy") {
        for (path, type) in databases {
          for count in ids(of: target, path, type).compactMap({ connections[$0] }) {
            allowed[proxy] = min(allowed[proxy] ?? count, count)
          }
        }
      }
    }
    let paths = [
      "connection_pool_config.max_connections_percent", "connection_pool_configuration_info.max_connections_percent",
    ]
    for pool in resources("aws_db_proxy_default_target_group", "aws_db_proxy_target") {
      guard let share = paths.lazy.compactMap({ pool.attributes.int(at: $0) }).first, 1...100 ~= share else { continue }
      for proxy in ids(of: pool, "db_proxy_name", "aws_db_proxy") {
        guard let count = allowed[proxy], count < 1 << 40 else { continue }
        limit(proxy, toSlots: count * share / 100, in: &draft)
      }
    }
  }

  // MARK: Google

  /// What an annotation limits has a name with dots in it, which no path can have.
  private func addGoogleLimits(to draft: inout ImportDraft) {
    for service in resources("google_cloud_run_service") where isComponent(service.id) {
      let annotations = service.attributes.values(at: "template.metadata.annotations").flatMap(\.pairs)
      guard let most = annotations.first(where: { $0.key.hasSuffix("/maxScale") })?.value.int, most > 0,
        let each = service.attributes.stated(at: "template.spec.container_concurrency").flatMap({ Int($0) }), each > 0
      else { continue }
      let (product, isTooLarge) = most.multipliedReportingOverflow(by: each)
      if !isTooLarge { limit(service.id, toSlots: product, in: &draft) }
    }
  }
}
