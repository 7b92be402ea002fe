internal import DecisionDiagrams
internal import DependencyModel
internal import ResilienceAnalysis

/// The fault logic of a target as formulas: for each component one variable for "down" and one for "degraded or down".
///
/// The model's levels are the least solution of these equations.
struct FailureFormulas {
  /// Something that happens by itself.
  enum Event: Hashable {
    /// A component fails.
    case component(ComponentIndex)
    /// Switching to what is left of a group does not work: a position in ``switchings``.
    case switching(Int)
    /// All components of a common cause fail at once: its number.
    case commonCause(Int)
  }

  indirect enum Node {
    case event(Event)
    case variable(Int)
    case any([Node])
    /// Happens when what happens weighs at least a threshold together; weights are above 0.
    case threshold(Int64, [(node: Node, weight: Int64)])
  }

  let model: Model
  private let target: ComponentIndex
  private let options: OpenPSAExport.Options
  private let logic: ModelLogic
  /// The common causes of the model.
  let commonCauses: [CommonCause]
  /// The chances of the common causes.
  let together: CommonCauseChances
  /// For each gate of the logic the number of the circle that it is on.
  private let circles: [Int]

  init(_ model: Model, target: ComponentIndex, options: OpenPSAExport.Options) {
    self.model = model
    self.target = target
    self.options = options
    let compiled = CompiledModel(model)
    commonCauses = compiled.commonCauses
    together = CommonCauseChances(compiled.commonCauses) { model.components[$0].unavailability }
    // Where the tree is of all that can fail, it is of what can fail at once too, whether or not it is known how often.
    let possible = Set(together.possible)
    let causes = compiled.commonCauses.indices.filter { number in
      possible.contains(number)
        || options.faults == .all
          && compiled.commonCauses[number].components.allSatisfy { Self.hasEvent($0, model, target: target, options) }
    }
    logic = compiled.logic(of: [target], reaching: options.level, seesCoverage: true, together: causes) {
      Self.hasEvent($0, model, target: target, options)
    }
    circles = logic.logic.circles()
  }

  /// The groups for which switching to what is left does not always work.
  var switchings: [ModelLogic.Switching] { logic.switchings }

  /// The variable "the component is at this level or worse".
  static func variable(_ component: ComponentIndex, _ level: Level) -> Int {
    ModelLogic.question(component.position, level)
  }
  static func component(of variable: Int) -> ComponentIndex { ComponentIndex(ModelLogic.node(of: variable)) }
  static func level(of variable: Int) -> Level { ModelLogic.level(of: variable) }

  /// Whether a component can fail by itself in this tree.
  func hasEvent(_ component: ComponentIndex) -> Bool { Self.hasEvent(component, model, target: target, options) }

  private static func hasEvent(
    _ component: ComponentIndex, _ model: Model, target: ComponentIndex, _ options: OpenPSAExport.Options
  ) -> Bool {
    if model.components[component].unavailability != nil { return true }
    return options.faults == .all && component != target && !model.outline(component).isLogic
  }

  /// The number of the circle that a variable is on; a variable that is on no circle has a number of its own.
  func circle(of variable: Int) -> Int { circles[logic.gate(of: variable)] }

  /// When a variable is true.
  func formula(of variable: Int) -> Node {
    .any(logic.logic.members(ofGate: logic.gate(of: variable)).map { node($0.node) })
  }

  private func node(_ node: FaultLogic.Node) -> Node {
    guard let gate = logic.logic.gate(node) else {
      let number = Int(node) - logic.components.count
      if number < 0 { return .event(.component(logic.components[Int(node)])) }
      let cause = number - logic.switchings.count
      return .event(cause < 0 ? .switching(number) : .commonCause(logic.commonCauses[cause]))
    }
    let question = logic.questions[gate]
    if ModelLogic.node(of: question) < model.components.count { return .variable(question) }
    return .threshold(
      logic.logic.threshold(ofGate: gate),
      logic.logic.members(ofGate: gate).map { (node: self.node($0.node), weight: $0.weight) })
  }

  /// The variables in a formula, in the order written, repeats included.
  static func variables(in node: Node) -> [Int] {
    switch node {
    case .event: []
    case .variable(let variable): [variable]
    case .any(let nodes): nodes.flatMap { variables(in: $0) }
    case .threshold(_, let members): members.flatMap { variables(in: $0.node) }
    }
  }
}
