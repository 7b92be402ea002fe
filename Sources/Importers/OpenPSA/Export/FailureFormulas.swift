internal import DependencyModel

/// When components fail, as monotone formulas: per component one variable for "down" and one for "not up".
///
/// The model's levels are the least solution of these equations.
struct FailureFormulas {
  indirect enum Node {
    /// A component fails by itself.
    case event(Int)
    case variable(Int)
    case any([Node])
    /// Happens when what happens weighs at least so much together; weights are in millionths, above 0.
    case threshold(Int64, [(node: Node, weight: Int64)])
  }

  let model: Model
  private let options: OpenPSAExport.Options
  private let target: Int
  private var cache: [Int: Node] = [:]

  init(_ model: Model, target: Int, options: OpenPSAExport.Options) {
    self.model = model
    self.target = target
    self.options = options
  }

  /// The variable "the component is at this level or worse".
  static func variable(_ component: Int, _ level: Level) -> Int { component * 2 + (level == .down ? 0 : 1) }
  static func component(of variable: Int) -> Int { variable / 2 }
  static func level(of variable: Int) -> Level { variable % 2 == 0 ? .down : .degraded }

  /// Whether a component can fail by itself in this tree.
  func hasEvent(_ component: Int) -> Bool {
    if model.components[component].unavailability != nil { return true }
    return options.faults == .all && component != target && !model.components[component].isLogic
  }

  /// When a variable is true.
  mutating func formula(of variable: Int) -> Node {
    if let known = cache[variable] { return known }
    let component = Self.component(of: variable)
    let level = Self.level(of: variable)
    var reasons: [Node] = hasEvent(component) ? [.event(component)] : []
    for relation in model.components[component].relations {
      switch relation.kind {
      case .needs, .in: reasons.append(loss(of: relation.requirement, level))
      // What is used is felt, as degraded, when it is down.
      case .uses where level == .degraded: reasons.append(loss(of: relation.requirement, .down))
      case .uses, .startNeeds, .configuredBy: continue
      }
    }
    let formula = Node.any(reasons)
    cache[variable] = formula
    return formula
  }

  private func loss(of requirement: Requirement, _ level: Level) -> Node {
    switch requirement.target {
    case .component(let id): return .variable(Self.variable(model.index(of: id)!, level))
    case .group(let group):
      let total = group.totalWeight!
      let required = group.requiredWeight(ofTotal: total)
      let members = group.members.map { (node: loss(of: $0.requirement, level), weight: $0.weight.millionths) }
      // It is lost when what is left weighs less than is required.
      return .threshold(total.millionths - required.millionths + 1, members)
    }
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
