public import DependencyModel
public import ResilienceAnalysis

/// The JSON of a `StartOrder`, `whatfails/start/1`: the answer of `whatfails start`.
public struct StartOrderAnswer: Codable, Sendable {
  /// The reason why a component waits.
  public struct Wait: Codable, Sendable {
    /// The id of the component or domain that waits.
    public let id: String
    /// The kind of relation: `needs`, `startNeeds` or `in`.
    public let kind: String
    /// The requirement, as text.
    public let requirement: String
    /// The ids of the components that it waits for.
    public let by: [String]
    /// The location of the requirement, or of the component: `file:line`; `null` if the model was not read from text.
    @OrNull public private(set) var at: String?
    /// The weakest confidence of the requirement and of its members that are named here: `observed`, `declared`,
    /// `referenced`, `inferred` or `assumed`.
    public let confidence: String
  }

  /// A component to start by hand.
  public struct ByHand: Codable, Sendable {
    /// The id of the component or domain.
    public let id: String
    /// How many others can start once it and those before it in the list have started.
    public let frees: Int
    /// The circle that it breaks: each waits for the next, the last for the first; empty if the search took too long.
    public let circle: [Wait]
    /// The ids that can replace it in the set, in model order; `null` if the model is too large to look for them.
    @OrNull public private(set) var alternatives: [String]?
  }

  /// The name and version of the format: `whatfails/start/1`.
  public let schema: String
  /// Whether the search for the smallest set to start by hand was finished. Everything else is always complete.
  public let complete: Bool
  /// The name of the model.
  public let model: String
  /// The level, `degraded` or `down`, of each component that the lasting fault names, by id; empty for no fault.
  public let fault: [String: String]
  /// The ids that start by themselves: each round starts once those before it have, and is in model order.
  public let rounds: [[String]]
  /// The ids that never start because of circles, in model order.
  public let stuck: [String]
  /// The ids that cannot start while the fault lasts, in model order.
  public let heldByFault: [String]
  /// The circles that hold what is stuck, as lists of ids.
  public let circles: [[String]]
  /// The ids to start by hand so that everything stuck can start, in model order.
  public let startByHand: [String]
  /// Whether no other set that is enough has fewer members.
  public let startByHandIsSmallest: Bool
  /// Whether no part of the set is enough.
  public let startByHandIsIrreducible: Bool
  /// What is to be started by hand, in an order in which to do it, and why.
  public let byHand: [ByHand]
  /// Why each of `stuck` waits, in the same order.
  public let waits: [Wait]
  /// Why each of `heldByFault` waits, in the same order, without those that the fault names.
  public let faultWaits: [Wait]
  /// The parts that there was no time for, each as a sentence; left out if there are none.
  public let missing: [String]?
  /// What the model states of the components that are named here, by id. Components that state nothing are left out.
  public let componentsById: [String: ComponentAnswer]

  /// The JSON of an answer.
  ///
  /// - Parameters:
  ///   - order: the answer.
  ///   - names: what remedies are called.
  public init(_ order: StartOrder, naming names: RemedyNames = .none) {
    let model = order.model
    func id(_ index: ComponentIndex) -> String { model.outline(index).id.text }
    schema = "whatfails/start/1"
    complete = order.quality == .smallest
    self.model = model.name
    fault = order.fault.levelsByID(in: model)
    rounds = order.rounds.map { $0.map(id) }
    stuck = order.stuck.map(id)
    heldByFault = order.heldByFault.map(id)
    circles = order.circles.map { $0.map(id) }
    startByHand = order.startByHand.map(\.component).sorted().map(id)
    startByHandIsSmallest = order.quality == .smallest
    startByHandIsIrreducible = order.quality >= .irreducible
    byHand = order.startByHand.map { choice in
      ByHand(
        id: id(choice.component), frees: choice.freed, circle: choice.circle.map { Wait($0, in: model) },
        alternatives: choice.alternatives?.map(id))
    }
    waits = order.stuckWaits.map { Wait($0, in: model) }
    faultWaits = order.heldWaits.map { Wait($0, in: model) }
    missing = order.timeNote(names).map { [$0] }
    // Everything starts, waits, or is held.
    componentsById = ComponentAnswer.byID(model.components.indices, in: model)
  }
}

extension StartOrderAnswer.Wait {
  /// A reason to wait as JSON contains it.
  public init(_ wait: StartOrder.Wait, in model: Model) {
    self.init(
      id: model.outline(wait.component).id.text, kind: wait.kind.rawValue,
      requirement: wait.requirement.text(limit: .max), by: wait.by.map { model.outline($0).id.text },
      at: wait.place?.fileAndLine, confidence: wait.confidence.rawValue)
  }
}

extension StartOrder: Answer {
  /// The answer as `whatfails/start/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> StartOrderAnswer { StartOrderAnswer(self, naming: names) }
}
