internal import DependencyModel

/// How little the components of a model have to do with each other, where that leaves answers little to say.
public struct RelatednessAnswer: Codable, Sendable {
  /// The number of components, domains left out.
  public let components: Int
  /// The number of components that depend on another, or have another depend on them.
  public let related: Int
  /// The number of relations, those with domains included.
  public let relations: Int

  /// The numbers of a model.
  init(of model: Model) { self.init(model.relatedness) }

  private init(_ relatedness: Relatedness) {
    components = relatedness.components
    related = relatedness.related
    relations = relatedness.relations
  }

  /// `nil` if the model says enough.
  init?(ifLow model: Model) {
    let relatedness = model.relatedness
    guard relatedness.isLow else { return nil }
    self.init(relatedness)
  }
}
