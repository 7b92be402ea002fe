package import DependencyModel

extension DiagnosticCode {
  /// Codes for requirements, groups and selectors.
  static let ofRequirements: [DiagnosticCode] = [
    .requirementForm, .coverageOfOne, .commonCauseOfOne, .commonCausesTooGreat, .commonCausesDiffer, .unknownComponent,
    .selfRequirement, .emptyGroup, .thresholdTooHigh,
    .globOutsideGroup,
    .matchesNothing, .selectorForm,
  ]
}

extension DiagnosticCode {
  package static let requirementForm = DiagnosticCode(
    "requirement-form",
    explanation: """
      A requirement is an id, or a mapping with exactly one of: on (one requirement), all, any (their \
      members), or atLeast with of. A group takes a list of requirements, a glob, a selector, or a mapping \
      from ids to weights.
      """,
    wrong: """
      components:
        api: { needs: { any: [a, b], all: [c] } }
        a: {}
        b: {}
        c: {}
      """,
    right: """
      components:
        api: { needs: [{ any: [a, b] }, c] }
        a: {}
        b: {}
        c: {}
      """)
}

extension Diagnostic {
  static func requirementForm(found keys: [String], at place: Place) -> Diagnostic {
    let found = keys.isEmpty ? "none of them" : keys.map { "'\($0)'" }.joined(separator: " and ")
    return Diagnostic(
      .requirementForm,
      "a requirement is an id, or has exactly one of 'on', 'all', 'any' and 'atLeast' … 'of'; this has \(found)",
      at: place)
  }

  /// A requirement that a program built and that no text can say.
  static func unwritableRequirement(_ reason: String, of component: String, at place: Place) -> Diagnostic {
    Diagnostic(.requirementForm, "a requirement of '\(component)' can't be written: \(reason)", at: place)
  }
}

extension DiagnosticCode {
  package static let coverageOfOne = DiagnosticCode(
    "coverage-of-one",
    explanation: """
      "coverage" is the probability that switching to what is left of a group works, so it belongs to a group: beside \
      any, all, or atLeast with of.
      """,
    wrong: """
      components:
        api: { needs: { on: db, coverage: 97.5% } }
        db: {}
      """,
    right: """
      components:
        api: { needs: { any: [db-a, db-b], coverage: 97.5% } }
        db-a: {}
        db-b: {}
      """)
}

extension Diagnostic {
  static func coverageOfOne(at place: Place) -> Diagnostic {
    Diagnostic(
      .coverageOfOne, "'coverage' belongs to a group: put it beside 'any', or 'atLeast' with 'of'", at: place)
  }
}

extension DiagnosticCode {
  package static let unknownComponent = DiagnosticCode(
    "unknown-component",
    explanation: """
      A requirement, a fault or a check names something that the model does not declare. Every component is declared \
      under "components" (or is a domain), even one that needs nothing: "cache: {}".
      """,
    wrong: """
      components:
        api: { needs: databse }
        database: {}
      """,
    right: """
      components:
        api: { needs: database }
        database: {}
      """)
}

extension Diagnostic {
  package static func unknownComponent(_ name: String, suggestion: String?, at place: Place) -> Diagnostic {
    let advice = suggestion.map { "did you mean '\($0)'?" } ?? "declare it under 'components'"
    return Diagnostic(.unknownComponent, "there is no component '\(name)'; \(advice)", at: place)
  }

  /// A text says in words what a group says: `b or c`.
  ///
  /// - Parameters:
  ///   - ids: the components in it, all known.
  ///   - form: the form of the group, `any` or `all`.
  static func requirementInWords(_ text: String, _ ids: [String], form: String, at place: Place) -> Diagnostic {
    let list = ids.map(quotedForFlow).joined(separator: ", ")
    let group = "{ \(form): [\(list)] }"
    return Diagnostic(
      .unknownComponent,
      "there is no component '\(text)'; \(form == "any" ? "for one of several, write \(group)" : "for all of them, write [\(list)] or \(group)")",
      at: place)
  }

  /// A list is within a list of requirements.
  ///
  /// - Parameter ids: the ids in it, for the example; none if there are others than ids.
  static func nestedList(_ ids: [String], at place: Place) -> Diagnostic {
    let list = ids.isEmpty ? "…" : ids.map(quotedForFlow).joined(separator: ", ")
    return Diagnostic(
      .wrongType,
      "a requirement takes an id or a mapping, not a list: a list within a list does not say how many of its members are "
        + "required; write { any: [\(list)] } for one of them, or { all: [\(list)] }", at: place)
  }

  /// An id as a flow mapping of YAML has it: in quotes if it has signs that mean something there.
  private static func quotedForFlow(_ id: String) -> String {
    let isPlain = id.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) } && !id.hasPrefix("-")
    return isPlain ? id : "\"\(id)\""
  }
}

extension DiagnosticCode {
  package static let selfRequirement = DiagnosticCode(
    "self-requirement",
    explanation: """
      A component names itself among its own requirements. That has no effect; another component was probably meant. A \
      warning.
      """,
    wrong: """
      components:
        db: { needs: db }
      """,
    right: """
      components:
        db: { needs: volume }
        volume: {}
      """)
}

extension Diagnostic {
  static func selfRequirement(_ id: String, at place: Place) -> Diagnostic {
    Diagnostic(.selfRequirement, severity: .warning, "'\(id)' requires itself, which has no effect", at: place)
  }
}

extension DiagnosticCode {
  package static let emptyGroup = DiagnosticCode(
    "empty-group",
    explanation: """
      A group without members could neither hold nor be lost; name at least one.
      """,
    wrong: """
      components:
        api: { needs: { any: [] } }
      """,
    right: """
      components:
        api: { needs: { any: [db] } }
        db: {}
      """)
}

extension Diagnostic {
  static func emptyGroup(at place: Place) -> Diagnostic {
    Diagnostic(.emptyGroup, "the group has no members; name at least one", at: place)
  }
}

extension DiagnosticCode {
  package static let thresholdTooHigh = DiagnosticCode(
    "threshold-too-high",
    explanation: """
      A group asks for more than its members weigh together, so it could never hold. Lower the threshold \
      or add members.
      """,
    wrong: """
      components:
        api: { needs: { atLeast: 3, of: [a, b] } }
        a: {}
        b: {}
      """,
    right: """
      components:
        api: { needs: { atLeast: 2, of: [a, b] } }
        a: {}
        b: {}
      """)
}

extension Diagnostic {
  static func thresholdTooHigh(_ threshold: String, total: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .thresholdTooHigh, "'atLeast: \(threshold)' can never hold: the members weigh \(total) together", at: place)
  }
}

extension DiagnosticCode {
  package static let globOutsideGroup = DiagnosticCode(
    "glob-outside-group",
    explanation: """
      A glob matches many components, so it must say how many of them are needed: put it under any, all \
      or atLeast … of.
      """,
    wrong: """
      components:
        db: { needs: "ebs-*" }
        ebs-1: {}
        ebs-2: {}
      """,
    right: """
      components:
        db: { needs: { any: "ebs-*" } }
        ebs-1: {}
        ebs-2: {}
      """)
}

extension Diagnostic {
  static func globOutsideGroup(_ glob: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .globOutsideGroup,
      "there is no component '\(glob)', and a glob must say how many it needs; write { any: \"\(glob)\" } or { all: \"\(glob)\" }",
      at: place)
  }
}

extension DiagnosticCode {
  package static let matchesNothing = DiagnosticCode(
    "matches-nothing",
    explanation: """
      A glob or selector matches no component (it never matches the component that states it), so the statement would \
      have no meaning.
      """,
    wrong: """
      components:
        db: { needs: { any: "ebs_*" } }
        ebs-1: {}
      """,
    right: """
      components:
        db: { needs: { any: "ebs-*" } }
        ebs-1: {}
      """)
}

extension Diagnostic {
  static func matchesNothing(_ pattern: String, at place: Place) -> Diagnostic {
    Diagnostic(.matchesNothing, "'\(pattern)' matches no component", at: place)
  }
}

extension DiagnosticCode {
  package static let selectorForm = DiagnosticCode(
    "selector-form",
    explanation: """
      A selector is an id, a glob, a mapping of conditions that must all hold (id, kind, in, tag, tier, \
      owner, not), or a list of selectors, any of which may hold.
      """,
    wrong: """
      faults:
        storm: { down: {} }
      """,
    right: """
      faults:
        storm: { down: { in: eu-1 } }
      """)
}

extension Diagnostic {
  static func selectorForm(found: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .selectorForm,
      "a selector is an id, a glob, a mapping of \(ComponentSelector.keys.joined(separator: ", ")), or a list of these, not \(found)",
      at: place)
  }
}
