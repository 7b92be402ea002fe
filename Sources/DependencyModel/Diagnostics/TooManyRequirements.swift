extension DiagnosticCode {
  /// The code `too-many-requirements`.
  public static let tooManyRequirements = DiagnosticCode(
    "too-many-requirements",
    explanation: """
      The number of components and requirements of a model is limited, and every member of a group counts. A glob in \
      many entries counts once for each: give the group a component of its own, and let the others need that one.
      """,
    wrong: """
      components:
        "shop-{n}": { each: { n: [1, 2, 3] }, needs: { any: "node-*" } }  # with very many shops and nodes
      """,
    right: """
      components:
        "shop-{n}": { each: { n: [1, 2, 3] }, needs: nodes }
        nodes: { needs: { any: "node-*" } }
        node-1: {}
        node-2: {}
      """)
}

extension Diagnostic {
  /// A model has more components and requirements than can be computed with.
  public static func tooManyRequirements(_ count: Int, limit: Int, at place: Place?) -> Diagnostic {
    Diagnostic(
      .tooManyRequirements,
      "the model has \(grouped(count)) components and requirements, members of groups counted; at most \(grouped(limit)) are possible",
      at: place)
  }
}
