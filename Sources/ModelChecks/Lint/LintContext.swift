public import DependencyModel
public import ResilienceAnalysis

/// A model made ready for lint rules: what several of them ask for, computed once.
public struct LintContext: Sendable {
  /// The model, compiled.
  public let compiled: CompiledModel
  /// The model.
  public var model: Model { compiled.model }
  /// Per component, by position, those that need, use, start with or are configured by it, or are in it; ascending, each
  /// once.
  let dependents: [[UInt32]]

  /// Makes a model ready, in time linear in its requirements.
  public init(_ compiled: CompiledModel) {
    self.compiled = compiled
    let model = compiled.model
    var dependents = [[UInt32]](repeating: [], count: model.components.count)
    for position in model.components.indices {
      for relation in model.components[position].relations {
        relation.requirement.forEachComponent { id in
          guard let other = model.index(of: id), dependents[other].last != UInt32(position) else { return }
          dependents[other].append(UInt32(position))
        }
      }
    }
    self.dependents = dependents
  }
}
