internal import SourceReading

/// The meaning of an attribute of a type that names another resource.
struct CloudRule: Sendable {
  /// The classes of reference.
  enum Meaning: Sendable {
    /// Placed in it, or doing its work by it: lost with it.
    case hard
    /// Spread over all of them: lost with the last, less with each.
    case any
    /// One of them serves and another takes over: lost with the last.
    case failover
    /// Works without it, with less.
    case soft
    /// Needed to start, not to run.
    case restart
    /// Settings.
    case config
    /// The template that it is made from: needed to start, and followed by a change.
    case template
    /// An address that is handed to a program: needed, as far as can be known from that.
    case address
    /// The host, address or resource that it leads to, in the files or not: needed; any of several is enough.
    case entry
  }

  let type: String
  let path: String
  let meaning: Meaning
  /// The types that the attribute can name; empty for any.
  let targets: [String]

  init(_ type: String, _ path: String, _ meaning: Meaning, _ targets: String...) {
    self.init(type, path, meaning, among: targets)
  }

  init(_ type: String, _ path: String, _ meaning: Meaning, among targets: [String]) {
    self.type = type
    self.path = path
    self.meaning = meaning
    self.targets = targets
  }
}

extension CloudRule {
  /// The lines by type; a path covers what is below it. What needs more than a line is in `CloudMeaning`.
  private static let byType = Dictionary(
    grouping: AWSService.all.flatMap(\.rules) + CloudService.all.flatMap(\.rules), by: \.type)

  /// The attributes that name one resource that is needed or used.
  static let singleKeys: Set<String> = {
    var found: Set<String> = [
      "load_balancer_arn", "target_group_arn", "db_subnet_group_name", "subnet_group_name", "cluster_subnet_group_name",
    ]
    for rule in byType.values.joined() where !rule.targets.isEmpty {
      guard !CloudMeaning.isPlural(rule.path), let word = rule.path.split(separator: ".").last else { continue }
      switch rule.meaning {
      case .hard, .soft, .restart: break
      default: continue
      }
      found.insert(String(word))
    }
    return found.subtracting(["name", "id", "arn", "value", "zone", "location", "region", "availability_zone"])
  }()

  /// The lines of a type; the older names of load balancers have those of the newer.
  static func of(_ type: String) -> [CloudRule] {
    byType[type.hasPrefix("aws_alb") ? "aws_lb" + type.dropFirst("aws_alb".count) : type] ?? []
  }

  /// What the name of an attribute says.
  enum Named: Sendable {
    /// What the attribute names is needed, used … in this way.
    case means(Meaning)
    /// The attribute names nothing.
    case nothing
  }

  /// Attributes that name where something was made from, and those that a cloud lists of what was made from it: nothing that
  /// runs needs it. A replica goes on following its source.
  private static let origins: [(pattern: String, meaning: Meaning?)] = [
    ("replica_source", .hard), ("replication_source", .hard), ("source_instance_template", .restart), ("restore", nil),
    ("source_snapshot", nil), ("source_cluster", nil), ("source_db_cluster", nil), ("source_dbi", nil),
    ("source_backup", nil), ("source_volume", nil), ("source_table", nil), ("source_instance", nil),
    ("source_virtual_machine", nil), ("source_disk", nil), ("source_ami", nil), ("copied_from", nil), ("clone", nil),
    ("snapshot_identifier", nil), ("snapshot_arn", nil), ("snapshot_name", nil), ("backup_id", nil),
    ("backup_arn", nil), ("recovery_point", nil), ("automated_backup", nil), ("read_replica", nil),
    ("replicas.sse", .soft), ("replica.kms", .soft), ("replica.arn", nil), ("replica.stream", nil),
    ("replicas.arn", nil), ("replica_keys", nil), ("replica_names", nil), ("replica_ids", nil), ("replica_arns", nil),
    ("cluster_members", nil), ("member_clusters", nil), ("log_uri", .soft), ("script_location", .restart),
  ]

  /// The meaning of an attribute by its name alone, for types that have no line: the first that fits counts.
  private static let names: [(pattern: String, meaning: Meaning?)] =
    origins + [
      ("tags", nil), ("labels", nil), ("description", nil), ("display_name", nil), ("name_prefix", nil), ("cidr", nil),
      ("depends_on", nil), ("timeouts", nil), ("managed_by", nil), ("users", nil), ("virtual_machine_id", .hard),
      ("security_group", .config), ("firewall_ids", .config), ("polic", .config), ("parameter_group", .config),
      ("option_group", .config), ("lifecycle", .config), ("role", .config), ("service_token", .restart),
      ("instance_profile", .config), ("service_account", .config), ("principal", .config), ("identity", .config),
      ("certificate", .config), ("resource_group", .config), ("project", .config), ("ssh_key", .config),
      ("key_pair", .config), ("log_group", .soft), ("logging", .soft), ("log_config", .soft), ("access_logs", .soft),
      ("alarm", .soft), ("monitoring", .soft), ("diagnostic", .soft), ("insights", .soft), ("workspace_id", .soft),
      ("dead_letter", .soft), ("redrive", .soft), ("kms", .restart), ("encryption", .restart), ("key_vault", .restart),
      ("key_id", .restart), ("image", .restart), ("ami", .restart), ("repository", .restart), ("secret", .restart),
      ("snapshot", .restart), ("subnet_ids", .any), ("subnet_arns", .any), ("subnets", .any), ("subnetworks", .any),
      ("availability_zones", .any), ("droplet_ids", .any), ("instance_ids", .any), ("instance_arns", .any),
      ("instances", .any), ("servers", .any), ("server_ids", .any), ("server_arns", .any), ("server_ips", .any),
      ("targets", .any), ("target_ids", .any), ("target_ips", .any), ("members", .any), ("member_ids", .any),
      ("backends", .any), ("backend_ids", .any), ("backend_ips", .any), ("node_ids", .any), ("node_arns", .any),
      ("nodes", .any), ("user_data", .address), ("environment", .address), ("env", .address),
      ("settings", .address), ("connection_string", .address), ("definition", .address), ("endpoint_arn", .hard),
      ("endpoint_id", .hard), ("endpoint", .address), ("_url", .address), ("uri", .address), ("dns_name", .address),
      ("address", .address), ("records", .address), ("rrdatas", .address), ("content", .address), ("value", .address),
      ("host", .address), ("server_name", .address), ("origin", .address), ("config", .address),
    ]

  /// Whether the name of an attribute says what it means.
  static func isNamed(_ path: String) -> Bool { names.contains { path.includes($0.pattern) } }

  /// The meaning of an attribute by its path, for types that have no line of their own. One of which the name says nothing
  /// needs what it names.
  static func meaning(ofPath path: String) -> Named {
    if path == "replicas" || path.hasSuffix(".replicas") { return .nothing }
    if let known = names.first(where: { path.includes($0.pattern) }) {
      return known.meaning.map(Named.means) ?? .nothing
    }
    return .means(.hard)
  }
}
