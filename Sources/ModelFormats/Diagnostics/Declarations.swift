package import DependencyModel

extension DiagnosticCode {
  /// Codes for the names of models, components and domains, and for amendments.
  static let ofDeclarations: [DiagnosticCode] = [
    .missingModelName, .duplicateID, .amendNothing, .amendedTwice,
  ]
}

extension DiagnosticCode {
  package static let missingModelName = DiagnosticCode(
    "missing-model-name",
    explanation: """
      A model states its name, so that every answer can show it. Files that another one includes need no name of their \
      own.
      """,
    wrong: """
      components:
        db: {}
      """,
    right: """
      model: Shop
      components:
        db: {}
      """)
}

extension Diagnostic {
  static func missingModelName(at place: Place) -> Diagnostic {
    Diagnostic(.missingModelName, "the model has no name; write 'model: NAME' at the top", at: place)
  }

  /// The file is something else. Its text is not quoted, because it may be secret.
  ///
  /// - Parameters:
  ///   - isNamed: whether it has `model` at the top, as settings of language models do.
  ///   - place: where it starts.
  static func notAModel(isNamed: Bool, at place: Place) -> Diagnostic {
    let reason =
      isNamed
      ? "it has 'model' at the top, but its other keys are not those of a model"
      : "a model starts with 'model: NAME'"
    return Diagnostic(.missingModelName, "this is none of the forms that whatfails reads; \(reason)", at: place)
  }
}

extension DiagnosticCode {
  package static let duplicateID = DiagnosticCode(
    "duplicate-id",
    explanation: """
      Domains, components and faults share one name space, over all files of a model: an id names one thing. An entry \
      with "each" needs every variable in its id, or its copies have the same id. To restate parts of what another \
      document or an imported source declares, write "amend: true".
      """,
    wrong: """
      domains:
        eu: {}
      components:
        eu: {}
      """,
    right: """
      domains:
        eu: {}
      components:
        eu-api: {}
      """)
}

extension Diagnostic {
  static func duplicateID(_ id: String, at place: Place, first: Place?, fromEach: Bool) -> Diagnostic {
    let message =
      fromEach
      ? "'each' makes the id '\(id)' more than once; put every variable into the id, as in '\(id)-{variable}'"
      : "the id '\(id)' is already taken; domains, components and faults share one name space"
    return Diagnostic(
      .duplicateID, message, at: place,
      notes: fromEach ? [] : [Diagnostic.Note("'\(id)' first appears here", at: first)]
    )
  }
}

extension DiagnosticCode {
  package static let amendNothing = DiagnosticCode(
    "amend-nothing",
    explanation: """
      An entry with "amend: true" restates parts of a component or domain that another document or an imported source \
      declares: each key in it replaces that key. A component or domain of this id must exist.
      """,
    wrong: """
      components:
        api: { needs: cache }
        cache: {}
        apii: { amend: true, uses: cache }
      """,
    right: """
      components:
        api: { needs: cache }
        cache: {}
        db: { uses: cache }
      """)
}

extension Diagnostic {
  static func amendNothing(_ id: String, suggestion: String?, at place: Place) -> Diagnostic {
    let advice =
      suggestion.map { "did you mean '\($0)'?" }
      ?? "remove 'amend' to declare it here, or name its source with 'include'"
    return Diagnostic(
      .amendNothing, "there is no '\(id)' to amend; \(advice)", at: place, remedy: suggestion == nil ? .nameSource : nil
    )
  }
}

extension DiagnosticCode {
  package static let amendedTwice = DiagnosticCode(
    "amended-twice",
    explanation: """
      Two entries with "amend: true" restate the same key of the same component, and nothing says which of them applies. \
      Different keys may be restated in different places.
      """,
    wrong: """
      domains:
        api: { amend: true, tier: 1 }
      components:
        api: {}
        "{name}": { each: { name: [api] }, amend: true, tier: 2 }
      """,
    right: """
      domains:
        api: { amend: true, tier: 1 }
      components:
        api: {}
        "{name}": { each: { name: [api] }, amend: true, owner: web }
      """)
}

extension Diagnostic {
  static func amendedTwice(_ key: String, of id: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .amendedTwice, "'\(key)' of '\(id)' is amended twice; state it in one of the two places", at: place,
      notes: [Diagnostic.Note("'\(key)' of '\(id)' is also amended here", at: first)])
  }
}
