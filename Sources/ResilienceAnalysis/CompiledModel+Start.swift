internal import DependencyModel
package import FailureGraph

/// What a replay reads of a compiled model besides its graph.
extension CompiledModel {
  /// The same model as a graph of what components need to start.
  package struct StartGraph {
    private let compiled: CompiledModel

    fileprivate init(_ compiled: CompiledModel) { self.compiled = compiled }

    /// The graph; a component's node is its position in the model.
    package var graph: FailureGraph { compiled.graph }

    /// Whether an input of a component comes from its `startNeeds`.
    package func isStartNeed(_ number: Int, of component: Int) -> Bool {
      compiled.model.relation(Int(compiled.inputRelations[number]), of: ComponentIndex(component)).kind == .startNeeds
    }

    /// The position of the relation that an input of a component comes from.
    package func relationNumber(_ number: Int) -> UInt32 { compiled.inputRelations[number] }
  }

  /// What components need to start; `nil` if no component states anything that it needs only for that.
  package var startGraph: StartGraph? {
    guard model.components.table == nil,
      model.components.contains(where: { $0.relations.contains { $0.kind == .startNeeds } })
    else { return nil }
    return StartGraph(CompiledModel(model, options: options, for: .start))
  }

  /// The position of the relation that an input of a component comes from.
  package func relationNumber(ofInput number: Int) -> UInt32 { inputRelations[number] }
}
