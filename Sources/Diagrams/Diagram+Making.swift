public import DependencyModel
public import ResilienceAnalysis

extension Diagram {
  /// The diagram of a model, or of what a fault does to it.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - impact: the answer to draw; of the same model.
  ///   - options: what is shown and what is drawn together.
  /// - Throws: ``DiagramError/nothingToDraw(_:)`` where the options leave nothing,
  ///   ``DiagramError/unknownName(_:text:suggestion:)`` where one matches nothing, and
  ///   ``DiagramError/modelTooLarge(components:limit:)`` or ``DiagramError/tooManyRequirements(count:limit:)`` for a model
  ///   that could not even be folded within seconds, and ``DiagramError/tooManyEdges(count:limit:)`` for a picture that
  ///   would not fit into memory. See also ``checkSize()``.
  public init(
    _ model: Model, impact: Impact? = nil, options: DiagramOptions = DiagramOptions()
  ) throws(DiagramError) {
    try Diagram.checkSize(of: model)
    try self.init(Scene(model, impact: impact), options: options)
  }

  init(_ scene: Scene, options: DiagramOptions) throws(DiagramError) {
    let selection = try Selection(scene, options: options)
    var arrangement = Arrangement(scene, showing: selection)
    try arrangement.collapse(options.collapse)
    let graph = options.fold ? Diagram.folded(arrangement, options: options) : MarkGraph(arrangement)
    guard graph.edges.count <= Diagram.edgeLimit else {
      throw .tooManyEdges(count: graph.edges.count, limit: Diagram.edgeLimit)
    }
    self = DiagramComposer(graph, options: options).diagram
  }

  /// The largest number of components of which a picture is made: no picture of more is readable.
  static let componentLimit = 200_000
  /// The largest number of components that requirements name, members of groups included: about 100 bytes each.
  static let requirementLimit = 3_000_000

  /// The largest number of edges of a picture, even with force: Graphviz takes about 4 kB for each.
  static let edgeLimit = 250_000

  /// Throws where a model is too large to be looked at.
  static func checkSize(of model: Model) throws(DiagramError) {
    guard model.components.count <= componentLimit else {
      throw .modelTooLarge(components: model.components.count, limit: componentLimit)
    }
    let count = model.requiredCount
    guard count <= requirementLimit else { throw .tooManyRequirements(count: count, limit: requirementLimit) }
  }

  /// The diagram of an answer.
  public init(of impact: Impact, options: DiagramOptions = DiagramOptions()) throws(DiagramError) {
    try self.init(impact.model, impact: impact, options: options)
  }

  /// Folds similar components, and more and more besides as long as the picture has too many marks.
  private static func folded(_ arrangement: Arrangement, options: DiagramOptions) -> MarkGraph {
    let comfortable = options.comfortableMarks
    var thorough = arrangement
    for (eagerness, acrossDomains) in [
      (Arrangement.Eagerness.gentle, false), (.gentle, true), (.thorough, false), (.thorough, true), (.coarse, true),
    ] {
      thorough = arrangement
      thorough.foldLookAlikes(eagerness, acrossDomains: acrossDomains)
      let graph = MarkGraph(thorough)
      if graph.markCount <= comfortable { return graph }
    }
    // Groups come and go with the blocks that they are between, so that the aim is found by trying.
    var best = MarkGraph(thorough, dissolvesGroups: true)
    var target = comfortable
    func crowding(_ graph: MarkGraph) -> Int { max(graph.markCount, graph.edges.count / 6) }
    while crowding(best) > comfortable + comfortable / 5, target >= 3 {
      var coarser = thorough
      coarser.coarsen(to: target)
      let graph = MarkGraph(coarser, dissolvesGroups: true)
      if crowding(graph) < crowding(best) { best = graph }
      target = target * 3 / 4
    }
    return best
  }
}
