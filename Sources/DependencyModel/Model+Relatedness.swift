/// How many components of a model have to do with others: where few do, "nothing else fails" means little.
public struct Relatedness: Hashable, Sendable {
  /// How many components there are, domains left out.
  public let components: Int
  /// How many of them depend on something, or have something depend on them; to be in a domain does not count.
  public let related: Int
  /// How many relations there are, those with domains included.
  public let relations: Int

  /// The numbers.
  public init(components: Int, related: Int, relations: Int) {
    self.components = components
    self.related = related
    self.relations = relations
  }

  /// Whether the model says so little that its answers say little: of several components none is related, or of ten or more
  /// fewer than a fifth.
  public var isLow: Bool { components > 1 && related == 0 || components >= 10 && related * 5 < components }

  /// The share of the components that are related, 0…1; 1 if there is none.
  public var share: Double { components == 0 ? 1 : Double(related) / Double(components) }
}

extension Model {
  /// How many components have to do with others.
  ///
  /// - Complexity: O(components + relations).
  public var relatedness: Relatedness {
    if let relatedness = clusterRelatedness { return relatedness }
    var isRelated = isRequired
    if let table = components.table {
      for component in 0..<table.count {
        for number in table.relationRange(of: component) where table.kind(ofRelation: number) != .in {
          isRelated[component] = true
          break
        }
      }
    } else {
      for (position, component) in components.enumerated() where component.relations.contains(where: { $0.kind != .in })
      {
        isRelated[position] = true
      }
    }
    return Relatedness(
      components: components.count - domainCount, related: isRelated[domainCount...].count(where: \.self),
      relations: relationCount)
  }
}
