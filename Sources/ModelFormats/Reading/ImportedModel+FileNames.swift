internal import DependencyModel

extension ShortPaths {
  /// The model with names of files that tell them apart wherever it says where something was read.
  ///
  /// - Complexity: O(components + relations); nothing is copied where all files have names of their own.
  func applied(to model: Model) -> Model {
    guard hasNamesakes, model.components.table == nil else { return model }
    var components = Array(model.components)
    for position in components.indices {
      let file = components[position].place?.file
      components[position].source = source(components[position].source, in: file)
      for relation in components[position].relations.indices {
        let requirement = components[position].relations[relation].requirement
        components[position].relations[relation].requirement.source = source(
          requirement.source, in: requirement.place?.file ?? file)
      }
    }
    return model.with(components)
  }
}
