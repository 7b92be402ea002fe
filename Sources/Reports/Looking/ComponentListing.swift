public import DependencyModel

/// A table of the components and domains of a model, or of those that are asked for.
public struct ComponentListing: Sendable {
  /// The model.
  public let model: Model
  /// The components and domains in the table, in its order.
  public let components: [ComponentIndex]
  /// What was asked for, such as selectors; empty for everything.
  public let selection: [String]
  /// The columns; `nil` for the usual ones, of which those are left out that are empty.
  public let columns: [Column]?
  let counts: RelationCounts

  /// A table.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - components: the components and domains to list; all of them unless stated.
  ///   - selection: what was asked for, as a user wrote it.
  ///   - columns: the columns; `nil` for the usual ones.
  ///   - order: the column to sort by: texts in ascending order, tiers with the most important first, and other numbers with
  ///     the greatest first. Rows without a value come last, and equal rows stay in model order. `nil` for model order.
  public init(
    _ model: Model, of components: [ComponentIndex]? = nil, selection: [String] = [], columns: [Column]? = nil,
    sortedBy order: Column? = nil
  ) {
    self.model = model
    self.selection = selection
    self.columns = columns
    let counts = RelationCounts(model)
    self.counts = counts
    let chosen = components ?? Array(model.components.indices)
    self.components = order.map { Self.sorted(chosen, by: $0, model, counts) } ?? chosen
  }

  private static func sorted(
    _ components: [ComponentIndex], by column: Column, _ model: Model, _ counts: RelationCounts
  ) -> [ComponentIndex] {
    let rows = components.map { (index: $0, key: column.sortKey(of: $0, model, counts)) }
    return rows.enumerated().sorted { left, right in
      let (a, b) = (left.element.key, right.element.key)
      if a == b { return left.offset < right.offset }
      return a < b
    }.map(\.element.index)
  }
}

extension ComponentListing {
  /// A column of the table.
  public enum Column: Hashable, Sendable {
    /// The id.
    case id
    /// The name for people.
    case name
    /// The kind.
    case kind
    /// The domains that it is directly in.
    case domain
    /// The tier.
    case tier
    /// The owner.
    case owner
    /// The weight of its failure in a blast radius.
    case weight
    /// Its own unavailability.
    case unavailability
    /// The tags.
    case tags
    /// A link to more information.
    case url
    /// The location of its entry.
    case location
    /// Where it was read, in the words of a user or an importer.
    case source
    /// What it requires by one kind of relation.
    case requires(Component.Relation.Kind)
    /// What requires it by one kind of relation.
    case requiredBy(Component.Relation.Kind)

    /// The columns, in their usual order.
    public static let all: [Column] =
      [.id, .name, .kind, .domain, .tier, .owner]
      + Component.Relation.Kind.allCases.filter { $0 != .in }.map(Column.requires)
      + Component.Relation.Kind.allCases.map(Column.requiredBy)
      + [.weight, .unavailability, .tags, .url, .location, .source]

    /// The columns of a table for which none are chosen.
    public static let usual: [Column] = [.id, .kind, .domain, .tier, .owner, .requires(.needs), .requiredBy(.needs)]

    /// The name, in which a blank of the heading is `-`.
    public var name: String { heading.replacing(" ", with: "-") }

    /// The text above the column.
    public var heading: String {
      switch self {
      case .id: "id"
      case .name: "name"
      case .kind: "kind"
      case .domain: "domain"
      case .tier: "tier"
      case .owner: "owner"
      case .weight: "weight"
      case .unavailability: "unavailability"
      case .tags: "tags"
      case .url: "url"
      case .location: "location"
      case .source: "source"
      case .requires(let kind): kind.rawValue
      case .requiredBy(let kind): kind.traits.reverseVerb
      }
    }

    /// The column with a name.
    public init?(name: String) {
      guard let column = Self.all.first(where: { $0.name == name }) else { return nil }
      self = column
    }

    /// Whether its values are numbers, which are aligned on the right.
    var isNumber: Bool {
      switch self {
      case .tier, .weight, .requires, .requiredBy: true
      default: false
      }
    }
  }
}

extension ComponentListing.Column {
  /// What a row is sorted by.
  enum SortKey: Comparable {
    /// Ascending: a number with its sign turned for the greatest first.
    case number(Double)
    case text(String)
    /// No value.
    case none
  }

  fileprivate func sortKey(of index: ComponentIndex, _ model: Model, _ counts: RelationCounts) -> SortKey {
    switch self {
    case .requires(let kind): return .number(-Double(counts.targets(kind, of: index)))
    case .requiredBy(let kind): return .number(-Double(counts.dependents(kind, of: index)))
    case .tier: return model.outline(index).tier.map { .number(Double($0)) } ?? .none
    case .weight: return .number(-model.outline(index).weight.value)
    case .unavailability: return model.outline(index).unavailability.map { .number(-$0.high) } ?? .none
    case .location:
      guard let place = model.outline(index).place else { return .none }
      let line = String(place.line)
      return .text("\(place.file):\(String(repeating: "0", count: max(0, 12 - line.count)))\(line)")
    default:
      let text = text(of: index, model)
      return text.isEmpty ? .none : .text(text)
    }
  }

  /// The text of a row; empty if there is no value, and for numbers of relations.
  func text(of index: ComponentIndex, _ model: Model) -> String {
    let component = model.outline(index)
    switch self {
    case .id: return component.id.text
    case .name: return component.name ?? ""
    case .kind: return component.kind ?? ""
    case .domain: return model[index].domains.map(\.text).joined(separator: ", ")
    case .tier: return component.tier.map(String.init) ?? ""
    case .owner: return component.owner ?? ""
    case .weight: return component.weight.description
    case .unavailability: return component.unavailability.map { Figures.chances($0.low, $0.high) } ?? ""
    case .tags: return component.tags.joined(separator: ", ")
    case .url: return component.url ?? ""
    case .location: return component.place?.citation ?? ""
    case .source: return component.source ?? ""
    case .requires, .requiredBy: return ""
    }
  }
}

extension ComponentListing {
  /// The columns of the table: those that were chosen, or of the usual ones and the soft requirements those that are not empty.
  var shownColumns: [Column] {
    columns ?? filled(Column.usual + Self.softColumns)
  }

  /// The soft requirements, which are shown if there is room.
  static let softColumns: [Column] = [.requires(.uses), .requires(.degradedBy)]

  /// Those of some columns that are not empty.
  private func filled(_ columns: [Column]) -> [Column] {
    columns.filter { column in
      switch column {
      case .id: true
      // Domains are marked there.
      case .kind: components.contains { model.isDomain($0) || model.outline($0).kind != nil }
      case .requires(let kind): components.contains { counts.targets(kind, of: $0) > 0 }
      case .requiredBy(let kind): components.contains { counts.dependents(kind, of: $0) > 0 }
      default: components.contains { !column.text(of: $0, model).isEmpty }
      }
    }
  }

  /// The text of a row in which relations are counted.
  func cell(_ column: Column, of index: ComponentIndex) -> String {
    switch column {
    case .requires(let kind): return grouped(counts.targets(kind, of: index))
    case .requiredBy(let kind): return grouped(counts.dependents(kind, of: index))
    case .kind where model.isDomain(index):
      // Most kinds of domains say that they are one.
      let kind = model.outline(index).kind
      if let kind, KindVocabulary.family(of: kind) == .domain { return kind }
      return (["domain"] + (kind.map { [$0] } ?? [])).joined(separator: ", ")
    default: return column.text(of: index, model)
    }
  }

  /// The table in a sentence, without markup.
  public var verdict: String {
    let domains = components.count { model.isDomain($0) }
    let parts =
      (domains < components.count ? [count(components.count - domains, "component")] : [])
      + (domains > 0 ? [count(domains, "domain")] : [])
    let amount = parts.isEmpty ? "no components" : parts.joined(separator: " and ")
    guard !selection.isEmpty else { return "\(model.name.printable) has \(amount)." }
    let total = model.components.count - model.domainCount
    let all =
      domains == 0
      ? grouped(total) : "\(count(total, "component")) and \(count(model.domainCount, "domain"))"
    return "\(enumeration(of: selection.map(\.printable))) \(selection.count == 1 ? "matches" : "match") \(amount) "
      + "of \(all) in \(model.name.printable)."
  }
}
