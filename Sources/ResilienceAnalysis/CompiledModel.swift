public import DependencyModel
public import FailureGraph

/// A model made ready for questions: numbered nodes, flat arrays, and the way back from a number to what was written.
///
/// A component's number is its position in the model. Compile once and ask often: each question costs time in proportion
/// to what it touches.
public struct CompiledModel: Sendable {
  /// How to read the model.
  public struct Options: Hashable, Sendable {
    /// The weakest confidence that counts; requirements below it are left out.
    public var trust: Confidence
    /// Whether what a component is configured by counts as a need: the question is about a change, not a failure.
    public var followsConfiguration: Bool
    /// Whether the question is what can start after everything has stopped: `needs`, `startNeeds` and `in` count, `uses` and
    /// tolerances don't. For ``CompiledModel/startOrder(without:)`` and nothing else.
    public var isForStart: Bool

    /// Everything is trusted, and only failures are followed, unless stated.
    public init(trust: Confidence = .assumed, followsConfiguration: Bool = false, isForStart: Bool = false) {
      self.trust = trust
      self.followsConfiguration = followsConfiguration
      self.isForStart = isForStart
    }
  }

  /// The model that was compiled.
  public let model: Model
  /// How it was read.
  public let options: Options
  /// The model as a graph; a component's node is its position in the model.
  public let graph: FailureGraph
  /// Per input of a component, by its number, the position of the relation that it comes from.
  let inputRelations: [UInt32]
  /// Per group the requirement that it represents, with the trusted members only.
  let groups: [Requirement]
  /// How many requirements were left out because they are not trusted.
  public let distrustedCount: Int
  /// How long answers may take; see ``limited(to:)``.
  public internal(set) var limit = WorkLimit.none

  /// Compiles a model, in time and space linear in its requirements.
  public init(_ model: Model, options: Options = Options()) {
    var lowering = Lowering(model, options: options)
    lowering.run()
    self.model = model
    self.options = options
    inputRelations = lowering.inputRelations
    groups = lowering.groups
    distrustedCount = lowering.distrustedCount
    graph = lowering.builder.build()
  }

  /// Memory for questions; one serves many, one after the other.
  public func makePropagation() -> Propagation { Propagation(for: graph) }
}

extension Level {
  var failureState: FailureState { FailureState(rawValue: rawValue)! }
}

extension FailureState {
  package var level: Level { Level(rawValue: rawValue)! }
}
