internal import DependencyModel

/// How large a model may be: its graph numbers nodes and edges by 31 bits, and a requirement makes up to two edges.
enum ModelSize {
  static let limit = 1 << 29

  /// The diagnostic for a model that is larger.
  static func problem(of model: Model, at place: Place?, limit: Int = limit) -> Diagnostic? {
    let count = model.components.count + model.requiredCount
    return count > limit ? .tooManyRequirements(count, limit: limit, at: place) : nil
  }
}
