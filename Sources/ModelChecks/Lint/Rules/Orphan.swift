internal import DependencyModel

extension LintRule {
  static let orphan = LintRule(
    "orphan", .misconfiguration, .note, lookingAt: .components,
    title: "a component that nothing is connected to",
    rationale: """
      A component that depends on nothing, is in no domain, and that nothing depends on does not affect any answer. \
      Most often a requirement was forgotten or an id renamed.
      """,
    advice: "state what it needs and what needs it, or remove it from the model",
    example: """
      model: Shop
      components:
        shop: { needs: db }
        db: {}
        old-db: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { needs: db }
        db: {}
      """
  ) { context in
    let model = context.model
    return model.componentIndices.compactMap { index in
      let component = model.components[index]
      guard component.relations.isEmpty, context.dependents(of: index).isEmpty, model.components.count > 1 else {
        return nil
      }
      return Finding(
        .statement(.orphan(component: index)), components: [index], at: component.place)
    }
  }
}
