public import DependencyModel
public import ResilienceAnalysis

extension Diagram {
  /// The diagram of a model, or of what a fault does to it.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - impact: the answer to draw; of the same model.
  ///   - loads: what goes along each requirement; under the same fault.
  ///   - options: what is shown and what is drawn together.
  /// - Throws: ``DiagramError/nothingToDraw(_:)`` where the options leave nothing,
  ///   ``DiagramError/unknownName(_:text:suggestion:)`` where one matches nothing, and
  ///   ``DiagramError/modelTooLarge(components:limit:)`` or ``DiagramError/tooManyRequirements(count:limit:)`` for a model
  ///   that could not even be folded within seconds, and ``DiagramError/tooManyEdges(count:limit:)`` for a picture that
  ///   would not fit into memory. See also ``checkSize()``.
  public init(
    _ model: Model, impact: Impact? = nil, loads: CarriedLoads? = nil, options: DiagramOptions = DiagramOptions()
  ) throws(DiagramError) {
    try Diagram.checkSize(of: model)
    try self.init(Scene(model, impact: impact, loads: loads, showsSettings: options.settings), options: options)
  }

  init(_ scene: Scene, options: DiagramOptions) throws(DiagramError) {
    let selection = try Selection(scene, options: options)
    var arrangement = Arrangement(scene, showing: selection)
    try arrangement.collapse(options.collapse)
    if options.fold {
      self = try Folding(arrangement, options: options).diagram()
    } else {
      self = try Diagram(MarkGraph(arrangement), options: options)
    }
  }

  init(_ graph: MarkGraph, options: DiagramOptions) throws(DiagramError) {
    var graph = graph
    graph.leaveOutImpliedEdges()
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
}
