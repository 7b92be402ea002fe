/// The meaning of a type of resource, before any reference of it is looked at.
///
/// Every resource has one, so that the tables are asked once: a class, of which a copy is one reference.
final class CloudType: Sendable {
  /// The role of a resource in the model.
  enum Role: Sendable {
    /// It runs, or stores, or carries something: a component.
    case part
    /// Settings that others are made from: a component that cannot fail a running thing.
    case setting
    /// One way through: a listener's default, a rule, a trigger. A component that nothing else is made of.
    case path
    /// An edge between two others: no component.
    case glue
    /// Nothing at run time.
    case none
  }

  /// Terraform's type; a `*` in it stands for any text.
  let type: String
  let kind: String
  let role: Role
  /// Whether it is spread over the whole world: in no region.
  let isGlobal: Bool
  /// The attributes by whose values others name it, besides `id` and `arn`.
  let identities: [String]
  /// The attributes that hold its address: host names, URLs.
  let addresses: [String]
  /// Whether an application names it in its settings by its plain name, such as a table or a bucket.
  let isNamedPlainly: Bool
  /// Whether a data source of the type stands for something at run time; others only look something up.
  let isExternal: Bool
  /// The attributes that say how many alike it stands for; the first that is a whole number counts.
  let units: [String]
  /// Why it is counted as not understood although it is a component; `nil` for those that are.
  let reason: String?
  /// The attributes with the zones that it is spread over: it holds as long as one of them does.
  let spread: [String]
  /// Whether the tables know the type.
  let isKnown: Bool

  init(
    type: String, kind: String, role: Role = .part, isGlobal: Bool = false, identities: [String] = [],
    addresses: [String] = [], isNamedPlainly: Bool = false, isExternal: Bool = false, units: [String] = [],
    reason: String? = nil, spread: [String] = [], isKnown: Bool = true
  ) {
    self.type = type
    self.kind = kind
    self.role = role
    self.isGlobal = isGlobal
    self.identities = identities
    self.addresses = addresses
    self.isNamedPlainly = isNamedPlainly
    self.isExternal = isExternal
    self.units = units
    self.reason = reason
    self.spread = spread
    self.isKnown = isKnown
  }
}

extension CloudType {
  /// A line of a component.
  static func part(
    _ type: String, _ kind: String, by identities: [String] = [], at addresses: [String] = [], isGlobal: Bool = false,
    isNamedPlainly: Bool = false, isExternal: Bool = false, units: [String] = [], over spread: [String] = [],
    skippedBecause reason: String? = nil
  ) -> CloudType {
    CloudType(
      type: type, kind: kind, isGlobal: isGlobal, identities: identities, addresses: addresses,
      isNamedPlainly: isNamedPlainly, isExternal: isExternal, units: units, reason: reason, spread: spread)
  }

  /// A line of settings.
  static func setting(
    _ type: String, _ kind: String, by identities: [String] = [], isExternal: Bool = false
  ) -> CloudType {
    CloudType(
      type: type, kind: kind, role: .setting, isGlobal: type.hasPrefix("aws_iam"), identities: identities,
      isExternal: isExternal)
  }

  /// A line of a path.
  static func path(_ type: String, _ kind: String, by identities: [String] = []) -> CloudType {
    CloudType(type: type, kind: kind, role: .path, identities: identities)
  }

  /// A line of an edge between two others.
  static func glue(_ type: String) -> CloudType { CloudType(type: type, kind: "", role: .glue) }

  /// A line of a type that is nothing at run time.
  static func nothing(_ type: String) -> CloudType { CloudType(type: type, kind: "", role: .none) }

  /// The lines of all services, and of what tools bring along. An exact type comes before a pattern, and of several patterns
  /// the longest counts.
  static let all = AWSService.all.flatMap(\.types) + CloudService.all.flatMap(\.types) + resourcesOfTools

  /// Resources that exist only while something is made.
  private static let resourcesOfTools: [CloudType] = [
    .nothing("random_*"), .nothing("null_resource"), .nothing("null_data_source"), .nothing("terraform_data"),
    .nothing("time_*"), .nothing("tls_*"), .nothing("local_*"), .nothing("archive_file"), .nothing("template_*"),
    .nothing("http"), .nothing("external"),
  ]

  private static let exact = Dictionary(
    all.filter { !$0.type.contains("*") }.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })

  /// A type with a `*` in it, taken apart.
  private struct Pattern: Sendable {
    var start: Substring
    var end: Substring
    var line: CloudType

    func fits(_ type: String) -> Bool {
      type.utf8.count >= start.utf8.count + end.utf8.count && type.hasPrefix(start) && type.hasSuffix(end)
    }
  }

  /// The patterns by the first part of the type, the longest first.
  private static let patterns: [Substring: [Pattern]] = {
    let found = all.filter { $0.type.contains("*") }.sorted { $0.type.utf8.count > $1.type.utf8.count }.map { line in
      let star = line.type.firstIndex(of: "*")!
      return Pattern(start: line.type[..<star], end: line.type[line.type.index(after: star)...], line: line)
    }
    return Dictionary(grouping: found) { $0.start.prefix { $0 != "_" } }
  }()

  private static func known(_ type: String) -> CloudType? {
    exact[type] ?? patterns[type.prefix { $0 != "_" }]?.first { $0.fits(type) }?.line
  }

  /// The line of a type; a part of an unknown kind where there is none.
  static func of(_ type: String) -> CloudType {
    known(type) ?? CloudType(type: type, kind: kind(ofUnknown: type), identities: ["name"], isKnown: false)
  }

  /// Whether the table knows a type.
  static func isKnown(_ type: String) -> Bool { known(type) != nil }

  /// A kind for a type that is not in the table: `azurerm_firewall` becomes `azurerm/firewall`.
  private static func kind(ofUnknown type: String) -> String {
    let parts = type.split(separator: "_", maxSplits: 1)
    return parts.count == 2
      ? "\(CloudProvider.named(String(parts[0])).kind)/\(parts[1].map { $0 == "_" ? "-" : String($0) }.joined())" : type
  }
}
