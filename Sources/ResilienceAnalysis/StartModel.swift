public import DependencyModel
internal import FailureGraph

/// A model made ready for a start after everything has stopped: `needs`, `startNeeds` and `in` count, `uses` and
/// tolerances do not.
public struct StartModel: Sendable {
  private var compiled: CompiledModel

  /// Prepares a model, in time and space linear in its requirements.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - trust: the weakest confidence that counts; requirements below it are left out.
  public init(_ model: Model, trust: Confidence = .assumed) {
    compiled = CompiledModel(model, options: .init(trust: trust), for: .start)
  }

  /// The same model, whose answers take no longer than a limit allows and then say what is missing.
  public func limited(to limit: WorkLimit) -> StartModel {
    var result = self
    result.compiled.limit = limit
    return result
  }

  /// The order in which everything starts after everything has stopped, and what never starts.
  ///
  /// Where the time is over, the set to start by hand is enough, and its ``StartOrder/quality`` says no more.
  ///
  /// - Parameter fault: what lasts meanwhile; what it puts down can't start, what it degrades can.
  /// - Complexity: linear in the requirements for the order; the set to start by hand see `StartByHand`.
  public func startOrder(without fault: FaultSet = FaultSet([], text: "")) -> StartOrder {
    var run = StartRun(for: graph)
    run.run(graph, without: fault.levels.filter { $0.level == .down }.map { NodeIndex($0.component) })
    let components = model.components.indices
    let stuck = components.filter { run.isWaiting(NodeIndex($0)) }
    let held = components.filter { run.isHeld(NodeIndex($0)) }
    let byHand = StartByHand(after: run, of: graph, isOver: limit.signal)
    return StartOrder(
      model: model, fault: fault,
      rounds: (0..<run.roundCount).map { round in run.components(inRound: round).map { ComponentIndex($0) } },
      stuck: stuck, heldByFault: held, stuckWaits: stuck.map { wait(of: $0, in: run) },
      heldWaits: heldWaits(held, fault),
      startByHand: byHand.choices.map { choice in
        StartOrder.ByHand(
          component: ComponentIndex(choice.node), circle: circle(choice.circle),
          alternatives: choice.alternatives.map { $0.map { ComponentIndex($0) } }, freed: choice.freed)
      }, quality: .init(byHand.quality),
      shortfall: byHand.quality < .smallest && limit.isReached ? limit.reached : nil,
      distrustedCount: compiled.distrustedCount)
  }

  private var model: Model { compiled.model }
  private var graph: FailureGraph { compiled.graph }
  private var limit: WorkLimit { compiled.limit }

  private func wait(of component: ComponentIndex, in run: StartRun) -> StartOrder.Wait {
    for number in graph.inputRange(of: NodeIndex(component)) where run.isWaiting(graph.input(number).source) {
      return wait(
        of: component, input: number, by: graph.waitingComponents(behind: number, in: run).map { ComponentIndex($0) })
    }
    // A component is waiting exactly while its counter of inputs that have not started is above 0; those that the fault
    // holds are not waiting.
    preconditionFailure("a component waits for nothing")
  }

  private func circle(_ steps: [(node: NodeIndex, input: Int)]) -> [StartOrder.Wait] {
    steps.indices.map { index in
      let next = steps[(index + 1) % steps.count].node
      return wait(of: ComponentIndex(steps[index].node), input: steps[index].input, by: [ComponentIndex(next)])
    }
  }

  private func wait(of component: ComponentIndex, input number: Int, by: [ComponentIndex]) -> StartOrder.Wait {
    let relation = model.relation(Int(compiled.inputRelations[number]), of: component)
    return StartOrder.Wait(
      component: component, kind: relation.kind, requirement: relation.requirement, by: by,
      place: relation.requirement.place ?? model.components[component].place,
      confidence: relation.requirement.weakestConfidence(
        behind: Set(by.map { model.outline($0).id }), trusting: compiled.options.trust))
  }

  /// The reasons of what the fault holds are those of a failure: the first requirement that it took away.
  private func heldWaits(_ held: [ComponentIndex], _ fault: FaultSet) -> [StartOrder.Wait] {
    guard !held.isEmpty else { return [] }
    var propagation = compiled.makePropagation()
    propagation.run(
      graph, from: fault.levels.filter { $0.level == .down }.map { (node: NodeIndex($0.component), state: .failed) })
    return held.compactMap { component in
      guard case .input(let number, let by) = graph.origin(of: NodeIndex(component), in: propagation) else {
        return nil
      }
      return wait(of: component, input: number, by: by.map { ComponentIndex($0) })
    }
  }
}

extension StartOrder.Quality {
  init(_ quality: StartByHand.Quality) {
    switch quality {
    case .sufficient: self = .sufficient
    case .irreducible: self = .irreducible
    case .smallest: self = .smallest
    }
  }
}
