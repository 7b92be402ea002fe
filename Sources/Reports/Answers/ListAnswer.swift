internal import DependencyModel

/// The JSON of a ``ComponentListing``, `whatfails/list/1`: the answer of `whatfails list`.
public struct ListAnswer: Codable, Sendable {
  /// A component or domain.
  public struct Component: Codable, Sendable {
    /// The id.
    public let id: String
    /// Whether it is a domain.
    public let domain: Bool
    /// The name for people; left out if none is stated.
    public let name: String?
    /// The kind; left out if none is stated.
    public let kind: String?
    /// The ids of the domains that it is directly in, as written.
    public let `in`: [String]
    /// The tier, 0 the most important; left out if none is stated.
    public let tier: Int?
    /// The owner; left out if none is stated.
    public let owner: String?
    /// The weight of its failure in a blast radius; 1 unless stated.
    public let weight: Double
    /// A link to more information; left out if none is stated.
    public let url: String?
    /// Its tags.
    public let tags: [String]
    /// Its own unavailability, from 0 to 1; left out if none is stated.
    public let unavailability: RangeAnswer?
    /// How many components and domains it names directly, by the key that names them, such as `needs`. Keys that name nothing
    /// are left out.
    public let requires: [String: Int]
    /// How many components and domains name it directly, by the key that names it. Keys that never do are left out.
    public let requiredBy: [String: Int]
    /// Where it was read, in the words of a user or an importer; left out if that is not stated.
    public let source: String?
    /// The location of its entry: `file:line`; `null` if the model was not read from text.
    @OrNull public private(set) var at: String?
  }

  /// The name and version of the format: `whatfails/list/1`.
  public let schema: String
  /// Whether nothing is missing: always `true`.
  public let complete: Bool
  /// The name of the model.
  public let model: String
  /// The ids and selectors that were asked for; empty for everything.
  public let selection: [String]
  /// The number of components and domains in the list.
  public let count: Int
  /// The number of components and domains in the model.
  public let of: Int
  /// The components and domains, in the order asked for; in model order unless stated.
  public let components: [Component]

  /// The JSON of an answer.
  public init(_ listing: ComponentListing) {
    self.init(listing, components: listing.components.map { Component($0, in: listing) })
  }

  init(_ listing: ComponentListing, components: [Component]) {
    schema = "whatfails/list/1"
    complete = true
    model = listing.model.name
    selection = listing.selection
    count = listing.components.count
    of = listing.model.components.count
    self.components = components
  }
}

extension ListAnswer.Component {
  init(_ index: ComponentIndex, in listing: ComponentListing) {
    let component = listing.model[index]
    id = component.id.text
    domain = component.isDomain
    name = component.name
    kind = component.kind
    self.in = component.domains.map(\.text)
    tier = component.tier
    owner = component.owner
    weight = component.weight.value
    url = component.url
    tags = component.tags
    unavailability = component.unavailability.map(RangeAnswer.init)
    func counts(_ count: (DependencyModel.Component.Relation.Kind) -> Int) -> [String: Int] {
      var counts: [String: Int] = [:]
      for kind in DependencyModel.Component.Relation.Kind.allCases where count(kind) > 0 {
        counts[kind.rawValue] = count(kind)
      }
      return counts
    }
    requires = counts { listing.counts.targets($0, of: index) }
    requiredBy = counts { listing.counts.dependents($0, of: index) }
    source = component.source
    at = component.place?.fileAndLine
  }
}
