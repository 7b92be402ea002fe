public import DependencyModel

/// What answers say of a model in which little has to do with anything else.
public enum RelatednessWording {
  /// The sentence as a note beside the answer, such as `note: 16 components, 0 relations: …`; `nil` if the model says enough.
  public static func note(_ model: Model) -> String? { sentence(model).map { "note: \($0.dropLast())" } }

  /// `16 components, 0 relations: answers say that nothing else fails.`; `nil` if the model says enough.
  static func sentence(_ model: Model) -> String? {
    let relatedness = model.relatedness
    guard relatedness.isLow else { return nil }
    let components = count(relatedness.components, "component")
    guard relatedness.related > 0 else {
      let relations = count(relatedness.relations, "relation")
      if relatedness.isOfWorkloads, relatedness.relations > 0 {
        return
          "\(components), \(relations), but no workload needs another: answers say that nothing fails with a workload "
          + "but its Services."
      }
      return relatedness.relations == 0
        ? "\(components), \(relations): answers say that nothing else fails."
        : "\(components), \(relations), all of them with domains: no component needs another, so only the loss of a domain "
          + "reaches others."
    }
    return "Only \(grouped(relatedness.related)) of \(components) depend on another or have others depend on them: "
      + "the model may not say what needs what."
  }
}
