package import DependencyModel

extension DiagnosticCode {
  /// Codes for texts and models that are too large.
  static let ofLimits: [DiagnosticCode] = [
    .fileTooLarge, .lineTooLong, .scalarTooLong, .nestingTooDeep, .selectionTooLarge, .tooManyRequirements,
  ]
}

extension DiagnosticCode {
  package static let fileTooLarge = DiagnosticCode(
    "file-too-large",
    explanation: """
      YAML is for models that people write: it is slow to read and costs much memory, so files of more than 20 MB or \
      1.5 million values are refused. Write generated models as JSON, which is read many times faster and may \
      have 2 GB. Of XML 64 MB and 1.5 million elements are read.
      """,
    wrong: """
      model.yaml       (30 MB)
      """,
    right: """
      model.json
      """)
}

extension Diagnostic {
  /// The file has more bytes than are read.
  static func fileTooLarge(bytes: Int, limit: Int, isYAML: Bool, at place: Place) -> Diagnostic {
    let advice = isYAML ? "write generated models as JSON" : "split it, and 'include' the parts"
    return Diagnostic(
      .fileTooLarge,
      "a \(isYAML ? "YAML file" : "file") of \(bytes) bytes is too large (at most \(limit)); \(advice)", at: place)
  }

  /// The YAML file has more values than are read; `place` is the first one beyond.
  static func tooManyValues(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .fileTooLarge, "a YAML file of more than \(limit) values is too large; write generated models as JSON", at: place)
  }

  /// The model has more components and relations than are written.
  static func tooMuchToWrite(limit: Int, isYAML: Bool) -> Diagnostic {
    Diagnostic(
      .fileTooLarge,
      "a model of more than \(limit) components and requirements is not written as \(isYAML ? "YAML" : "JSON"); "
        + "\(isYAML ? "write JSON, or " : "")ask what it is read from", at: nil, remedy: .askSource)
  }
}

extension DiagnosticCode {
  package static let lineTooLong = DiagnosticCode(
    "line-too-long",
    explanation: """
      A line of more than 64 MB can't be inspected by anybody and is more often a mistake than data. Write a generated \
      model with a line break after every component.
      """,
    wrong: """
      {"model": "Large", "components": {"c1": {}, "c2": {}, ... a hundred million bytes ... }}
      """,
    right: """
      {"model": "Large", "components": {
      "c1": {},
      "c2": {}
      }}
      """)
}

extension Diagnostic {
  /// `place` is the start of the line.
  package static func lineTooLong(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(.lineTooLong, "a line of more than \(limit) bytes; write a line break after every component", at: place)
  }
}

extension DiagnosticCode {
  package static let scalarTooLong = DiagnosticCode(
    "scalar-too-long",
    explanation:
      "A single text has more than a mebibyte. No name, description or number is that long; most often a quote is missing.",
    wrong: """
      description: "… a million characters …"
      """,
    right: """
      description: Two zones, one database
      """)
}

extension Diagnostic {
  /// The text at `place` has more bytes than are read.
  static func scalarTooLong(bytes: Int, limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .scalarTooLong, "a text of \(bytes) bytes is too long (at most \(limit)); is a closing quote missing?", at: place)
  }
}

extension DiagnosticCode {
  package static let nestingTooDeep = DiagnosticCode(
    "nesting-too-deep",
    explanation: """
      Lists and mappings are nested more than a hundred levels deep. No readable model needs that; declare the inner \
      parts as components of their own.
      """,
    wrong: """
      components: { api: { needs: [[[[[[[[ … a hundred more … ]]]]]]]] } }
      """,
    right: """
      components: { api: { needs: [db] } }
      """)
}

extension Diagnostic {
  /// A list or mapping opens at `place` more than `limit` levels deep.
  static func nestingTooDeep(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, "lists and mappings are nested more than \(limit) deep; at most \(limit) are read", at: place)
  }
}

extension DiagnosticCode {
  package static let selectionTooLarge = DiagnosticCode(
    "selection-too-large",
    explanation: """
      The globs and selectors of a model match too many components: 30,000,000 members of groups together, 5,000,000 \
      components of faults, or more distinct selectors than can be evaluated in reasonable time. Each member of a \
      group becomes an edge of the graph, so a short file could otherwise fill the memory. Declare one entry that \
      needs the group, and let others need that entry.
      """,
    wrong: """
      components:
        "c-{i}": { each: { i: [...] }, needs: { any: "*" } }
      """,
    right: """
      components:
        pool: { needs: { any: "node-*" } }
        node-1: {}
        "c-{i}": { each: { i: [1, 2] }, needs: pool }
      """)
}

extension Diagnostic {
  /// Globs and selectors match more than `limit` components together.
  static func selectionTooLarge(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .selectionTooLarge,
      "up to here, the model's globs and selectors match too many components (at most \(grouped(limit)) together); declare one entry that needs the group, and let others need that entry",
      at: place)
  }
}

extension DiagnosticCode {
  package static let tooManyRequirements = DiagnosticCode(
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
  static func tooManyRequirements(_ count: Int, limit: Int, at place: Place?) -> Diagnostic {
    Diagnostic(
      .tooManyRequirements,
      "the model has \(grouped(count)) components and requirements, members of groups counted; at most \(grouped(limit)) are possible",
      at: place)
  }
}
