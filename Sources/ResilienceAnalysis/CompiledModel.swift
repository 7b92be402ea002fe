public import DependencyModel
package import FailureGraph

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
    /// The components whose change is followed, to what is configured by them at any depth; `nil` for all.
    public var changed: Set<ComponentIndex>?
    /// Whether loads count where the model states them.
    public var usesLoads: Bool

    /// Everything is trusted, only failures are followed, and loads count, unless stated.
    public init(
      trust: Confidence = .assumed, followsConfiguration: Bool = false, changed: Set<ComponentIndex>? = nil,
      usesLoads: Bool = true
    ) {
      self.trust = trust
      self.followsConfiguration = followsConfiguration
      self.changed = changed
      self.usesLoads = usesLoads
    }
  }

  /// The model that was compiled.
  public let model: Model
  /// How it was read.
  public let options: Options
  /// The model as a graph; a component's node is its position in the model.
  package let graph: FailureGraph
  /// Per input of a component, by its number, the position of the relation that it comes from.
  let inputRelations: [UInt32]
  /// Per group the requirement that it represents, with the trusted members only.
  let groups: [Requirement]
  /// What takes all of some components down at once.
  package let commonCauses: [CommonCause]
  /// The defaults for components that state no unavailability: the first that matches counts.
  public private(set) var assumptions: [Assumption]
  /// How many requirements were left out because they are not trusted.
  public let distrustedCount: Int
  /// The requirements that count though they are only inferred or assumed.
  public let weakRequirements: WeakRequirements
  /// Whether requirements that count are known in more than one way.
  let hasSeveralConfidences: Bool
  /// The same model with less trust, made when first asked for.
  private let surer = SurerModels()
  /// Whether a component states a demand: without one there are no loads.
  let statesDemand: Bool
  /// The loads of the model, made when first asked for.
  let loadMemory = LoadMemory()
  /// How long answers may take; see ``limited(to:)``.
  public internal(set) var limit = WorkLimit.none

  /// Compiles a model, in time and space linear in its requirements.
  public init(_ model: Model, options: Options = Options()) {
    self.init(model, options: options, for: .failure)
  }

  init(_ model: Model, options: Options, for question: Lowering.Question) {
    var lowering = Lowering(model, options: options, for: question)
    lowering.run()
    self.model = model
    self.options = options
    assumptions = model.assumptions
    inputRelations = lowering.inputRelations
    groups = lowering.groups
    distrustedCount = lowering.distrustedCount
    weakRequirements = lowering.weakRequirements
    hasSeveralConfidences = lowering.hasSeveralConfidences
    statesDemand = model.statesDemand
    graph = lowering.builder.build()
    commonCauses = CommonCause.all(model, groups, graph)
  }

  /// The same model for questions about changes, or about failures; itself if it is that already.
  ///
  /// - Complexity: compiles anew if it is not.
  public func following(configuration: Bool) -> CompiledModel {
    guard configuration != options.followsConfiguration || options.changed != nil else { return self }
    return recompiled(
      model, Options(trust: options.trust, followsConfiguration: configuration, usesLoads: options.usesLoads))
  }

  /// Another model, read in the same way, with the same defaults and limit.
  package func recompiled(_ model: Model) -> CompiledModel { recompiled(model, options) }

  private func recompiled(_ model: Model, _ options: Options) -> CompiledModel {
    var result = CompiledModel(model, options: options).limited(to: limit)
    result.assumptions = assumptions
    return result
  }

  /// The same model without the requirements that are weaker than `trust`.
  ///
  /// - Complexity: compiles anew the first time.
  func trusting(_ trust: Confidence) -> CompiledModel {
    surer.model(trusting: trust) {
      var options = options
      options.trust = trust
      return recompiled(model, options)
    }
  }

  /// The model for a named fault: if that is a change, what is configured by something follows it.
  func following(_ fault: Fault) -> CompiledModel { fault.isChange ? following(configuration: true) : self }

  /// The same model with further defaults for components that state no unavailability, such as a policy's: they count after
  /// those that are there.
  public func assuming(_ more: [Assumption]) -> CompiledModel {
    var result = self
    result.assumptions += more
    return result
  }

  /// Memory for questions; one serves many, one after the other.
  package func makePropagation() -> Propagation { Propagation(for: graph) }
}

extension NodeIndex {
  /// The node of a component or domain.
  package init(_ index: ComponentIndex) { self.init(index.position) }
}

extension ComponentIndex {
  /// The component or domain of a node.
  package init(_ node: NodeIndex) { self.init(Int(node)) }
}

extension Level {
  package var failureState: FailureState { FailureState(rawValue: rawValue)! }
}

extension FailureState {
  package var level: Level { Level(rawValue: rawValue)! }
}
