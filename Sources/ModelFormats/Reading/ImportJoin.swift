public import DependencyModel

/// Makes one model of several foreign sources that speak of the same system.
///
/// A component of a later source is the same as one of the sources before if their ids are equal, or if exactly one
/// component on either side has a key (see `ImportedModel.identities`) and neither id nor another key says something
/// else. It takes the earlier id; name, kind and source stay the earlier ones, and what the earlier one does not say is
/// taken from the later. Relations are united: of one kind to the same target, the surest stays. What either source calls
/// a domain is one.
///
/// Sources that the user named are estates of their own: their ids start with their names, and of two such sources only
/// components are united that have an id or key that means the same everywhere (see `IdentityKey`). Components whose ids
/// are equal but whose keys say that they differ, such as zones of one name in two accounts, stay apart.
///
/// - Complexity: O(components + relations + keys), but for sorting the members of groups.
public struct ImportJoin {
  /// What came out of a source.
  public struct Source {
    /// What the source is called for people.
    public let format: String
    /// The name that the user gave to it.
    public let name: String?
    /// The name that distinguishes it where it has none: that of its first file.
    let fileName: String
    /// Whether some of it is written by hand, and means what it says.
    let isWritten: Bool
    private(set) var imported: ImportedModel

    /// What came out of a source.
    ///
    /// - Parameters:
    ///   - format: what the source is called for people.
    ///   - name: the name that the user gave to it.
    ///   - file: its first file.
    ///   - isWritten: whether some of it is written by hand.
    ///   - imported: what was read.
    public init(
      _ format: String, name: String? = nil, file: String = "", isWritten: Bool = false, _ imported: ImportedModel
    ) {
      self.format = format
      self.name = name
      self.isWritten = isWritten
      let last = file.split(separator: "/").last.map(String.init) ?? ""
      fileName = last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
      self.imported = imported
    }

    /// What came out of it if there is no other source.
    var alone: ImportedModel { named(sharing: [:]).imported }

    /// The source with its name before its ids.
    ///
    /// - Parameter zones: the names of zones that other named sources have too, by their ids here.
    fileprivate func named(sharing zones: [ComponentID: ComponentID]) -> Source {
      guard let name else { return self }
      var source = self
      source.imported = imported.named(name, sharing: zones)
      return source
    }

    /// The words for it in a report.
    var label: String { name.map { "\($0) (\(format))" } ?? format }
  }

  /// All sources as one model, domains first.
  public let model: Model
  /// A report of what was joined and what was not.
  public let report: JoinReport
  /// The names by which other sources may know the components.
  let identities: [(key: String, component: ComponentID)]
  /// The components whose ids mean the same in every source.
  let universalIDs: Set<ComponentID>

  /// Joins sources: those that the user named first, else in the order read.
  ///
  /// - Parameter sources: what came out of each; at least one.
  public init(_ sources: [Source]) {
    precondition(!sources.isEmpty, "there is nothing to join")
    // A key of two named sources is ambiguous for the others, which shows only when both are there.
    let ordered = sources.filter { $0.name != nil } + sources.filter { $0.name == nil }
    let zones = SharedZones(ordered)
    let sources = ordered.enumerated().map { $1.named(sharing: zones.names[$0] ?? [:]) }
    var table = JoinTable()
    var parts: [JoinReport.Part] = []
    for (position, source) in sources.enumerated() {
      let part = table.add(source)
      if position > 0 { parts.append(part) }
    }
    var circles: [String] = []
    var components = table.ordered(brokenCircles: &circles)
    for position in components.indices { components[position].groupRelations() }
    let first = sources[0].imported.model
    let names = sources.compactMap(\.name)
    model = Model(
      name: names.count == sources.count ? enumeration(of: names) : first.name, description: first.description,
      components: components,
      faults: Self.faults(table.faults, of: components), checks: table.checks,
      lint: table.lint, assumptions: sources.flatMap(\.imported.model.assumptions),
      scenarios: table.scenarios)
    report = JoinReport(first: sources[0].label, parts: parts, unions: table.unions, brokenCircles: circles)
    identities = table.identities
    universalIDs = table.universalIDs
  }

  /// The faults whose ids are free, what each names in model order.
  private static func faults(_ faults: [Fault], of components: [Component]) -> [Fault] {
    let order = Dictionary(uniqueKeysWithValues: components.enumerated().map { ($1.id, $0) })
    return faults.filter { order[$0.id] == nil }.map { fault in
      var fault = fault
      fault.levels.sort { (order[$0.component] ?? 0) < (order[$1.component] ?? 0) }
      return fault
    }
  }
}
