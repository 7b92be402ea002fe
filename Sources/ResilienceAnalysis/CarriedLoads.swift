public import DependencyModel
internal import LoadGraph

/// How much work goes along each requirement, and how near each component is to its limits: what a picture shows of loads.
public struct CarriedLoads: Sendable {
  /// By position: its load as a share of its capacity, or its held slots of its slots, whichever is more; `nil` without a
  /// limit.
  public let use: [Double?]
  /// The calls per second from one component to another.
  private let flows: [UInt64: Double]

  /// The calls per second from one component to another; 0 where there are none.
  public func flow(from owner: ComponentIndex, to target: ComponentIndex) -> Double {
    flows[Self.key(UInt32(owner.position), UInt32(target.position))] ?? 0
  }

  private static func key(_ owner: UInt32, _ target: UInt32) -> UInt64 { UInt64(owner) << 32 | UInt64(target) }

  init(_ state: LoadState, _ calls: [(owner: UInt32, target: UInt32, rate: Double)], _ graph: LoadGraph) {
    use = graph.components.indices.map { Loads.Amounts(of: $0, in: state, graph).use }
    flows = Dictionary(calls.lazy.map { (Self.key($0.owner, $0.target), $0.rate) }) { $0 + $1 }
  }
}

extension CompiledModel {
  /// How much work goes where under a fault, or without one; `nil` where the model states no loads, or they do not count.
  ///
  /// - Throws: ``LoadProblem`` where loads cannot be computed.
  /// - Complexity: some passes over the requirements.
  public func carriedLoads(under fault: FaultSet?) throws(LoadProblem) -> CarriedLoads? {
    guard usesLoads else { return nil }
    var propagation = makePropagation()
    let faults = fault.map { withConfigured($0, using: &propagation).ofLoads } ?? []
    return try withLoads { questions throws(LoadProblem) in
      let state = try questions.state(under: faults)
      return CarriedLoads(state, questions.callsMade(), questions.graph)
    }
  }
}
