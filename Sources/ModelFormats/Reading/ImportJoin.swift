public import DependencyModel

/// Makes one model of several foreign sources that speak of the same system.
///
/// A component of a later source is the same as one of the sources before if their ids are equal, or if exactly one
/// component on either side has a key (see `ImportedModel.identities`) and neither id nor another key says something
/// else. It takes the earlier id; name, kind and source stay the earlier ones, and what the earlier one does not say is
/// taken from the later. Relations are united: of one kind to the same target, the surest stays. What either source calls
/// a domain is one.
///
/// - Complexity: O(components + relations + keys), but for sorting the members of groups.
public struct ImportJoin {
  /// All sources as one model, domains first.
  public let model: Model
  /// A report of what was joined and what was not.
  public let report: JoinReport

  /// Joins sources in the order read.
  ///
  /// - Parameter sources: what came out of each, and what the source is called for people; at least one.
  public init(_ sources: [(format: String, imported: ImportedModel)]) {
    precondition(!sources.isEmpty, "there is nothing to join")
    var table = JoinTable()
    var parts: [JoinReport.Part] = []
    for (position, source) in sources.enumerated() {
      let part = table.add(source.imported, of: source.format)
      if position > 0 { parts.append(part) }
    }
    var circles: [String] = []
    var components = table.ordered(brokenCircles: &circles)
    for position in components.indices { components[position].groupRelations() }
    let first = sources[0].imported.model
    model = Model(
      name: first.name, description: first.description, components: components,
      faults: Self.faults(table.faults, of: components), checks: table.checks,
      lint: table.lint, assumptions: sources.flatMap(\.imported.model.assumptions))
    report = JoinReport(first: sources[0].format, parts: parts, brokenCircles: circles)
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
