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
  }

  let type: String
  let path: String
  let meaning: Meaning
  /// The types that the attribute can name; empty for any.
  let targets: [String]

  init(_ type: String, _ path: String, _ meaning: Meaning, _ targets: String...) {
    self.type = type
    self.path = path
    self.meaning = meaning
    self.targets = targets
  }
}

extension CloudRule {
  /// The lines by type; a path covers what is below it. What needs more than a line is in `CloudMeaning`.
  private static let byType = Dictionary(grouping: AWSService.all.flatMap(\.rules), by: \.type)

  /// The lines of a type; the older names of load balancers have those of the newer.
  static func of(_ type: String) -> [CloudRule] {
    byType[type.hasPrefix("aws_alb") ? "aws_lb" + type.dropFirst("aws_alb".count) : type] ?? []
  }

  /// The meaning of an attribute by its name alone, for types that have no line: the first that fits counts.
  private static let names: [(pattern: String, meaning: Meaning?)] = [
    ("security_group", .config), ("polic", .config), ("parameter_group", .config), ("option_group", .config),
    ("lifecycle", .config), ("role", .config), ("instance_profile", .config), ("service_token", .restart),
    ("certificate", .config), ("log_group", .soft), ("logging", .soft), ("log_config", .soft), ("access_logs", .soft),
    ("alarm", .soft), ("monitoring", .soft), ("dead_letter", .soft), ("redrive", .soft), ("kms", .restart),
    ("key_id", .restart), ("image", .restart), ("ami", .restart), ("repository", .restart), ("secret", .restart),
    ("subnet_ids", .any), ("subnets", .any), ("availability_zones", .any), ("user_data", .address),
    ("environment", .address), ("definition", .address), ("endpoint", .address), ("_url", .address),
    ("dns_name", .address), ("address", .address), ("tags", nil), ("name_prefix", nil), ("description", nil),
    ("cidr", nil), ("depends_on", nil), ("region", nil), ("location", nil), ("resource_group", .config),
    ("vpc_id", .hard), ("subnet_id", .hard), ("cluster", .hard), ("file_system", .hard), ("_id", .hard), ("arn", .hard),
    ("instance", .hard), ("target", .hard), ("source", .hard), ("network", .hard),
  ]

  /// The meaning of an attribute by its path, for types that have no line of their own.
  ///
  /// - Returns: the meaning, `nil` for nothing; and whether a word of the path says it. An attribute of which no word is known
  ///   needs what it names.
  static func meaning(ofPath path: String) -> (meaning: Meaning?, isByName: Bool) {
    guard let line = names.first(where: { path.contains($0.pattern) }) else { return (.hard, false) }
    return (line.meaning, true)
  }
}
