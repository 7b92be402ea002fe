package import DependencyModel

extension DiagnosticCode {
  /// Codes for components and the domains that they are in.
  static let ofComponents: [DiagnosticCode] = [
    .unknownDomain, .domainCircle, .emptyDomain, .misspelledKind, .availabilityForms,
    .logicalWithChance, .logicalWithoutNeeds,
  ]
}

extension DiagnosticCode {
  package static let unknownDomain = DiagnosticCode(
    "unknown-domain",
    explanation: """
      A component is "in" failure domains, which are declared under "domains"; a component is not a domain.
      """,
    wrong: """
      domains: { zone-a: {} }
      components:
        db: { in: zone-b }
      """,
    right: """
      domains: { zone-a: {}, zone-b: {} }
      components:
        db: { in: zone-b }
      """)
}

extension Diagnostic {
  static func unknownDomain(
    _ name: String, isComponent: Bool, suggestion: String?, at place: Place
  ) -> Diagnostic {
    if isComponent {
      return Diagnostic(
        .unknownDomain, "'\(name)' is a component, not a domain; put what is needed under 'needs'", at: place)
    }
    let advice = suggestion.map { "did you mean '\($0)'?" } ?? "declare it under 'domains'"
    return Diagnostic(.unknownDomain, "there is no domain '\(name)'; \(advice)", at: place)
  }
}

extension DiagnosticCode {
  package static let domainCircle = DiagnosticCode(
    "domain-circle",
    explanation: """
      A domain can't contain itself, directly or through others: remove the step that closes the circle.
      """,
    wrong: """
      domains:
        a: { in: b }
        b: { in: a }
      """,
    right: """
      domains:
        a: { domains: { b: {} } }
      """)
}

extension Diagnostic {
  static func domainCircle(_ domains: [String], at place: Place?) -> Diagnostic {
    Diagnostic(
      .domainCircle, "the domain '\(domains[0])' contains itself: \(domains.joined(separator: " in "))", at: place)
  }
}

extension DiagnosticCode {
  package static let emptyDomain = DiagnosticCode(
    "empty-domain",
    explanation: """
      Nothing is in this domain, so its failure changes nothing. It is probably left over, or misspelled where it is \
      used. A warning.
      """,
    wrong: """
      domains: { zone-a: {}, zone-b: {} }
      components:
        db: { in: zone-a }
      """,
    right: """
      domains: { zone-a: {} }
      components:
        db: { in: zone-a }
      """)
}

extension Diagnostic {
  static func emptyDomain(_ id: String, at place: Place?) -> Diagnostic {
    Diagnostic(.emptyDomain, severity: .warning, "nothing is in the domain '\(id)'", at: place)
  }
}

extension DiagnosticCode {
  package static let misspelledKind = DiagnosticCode(
    "misspelled-kind",
    explanation: """
      A kind is free text, but this one is a letter away from a kind of the vocabulary (see "whatfails \
      kinds"). A warning.
      """,
    wrong: """
      components:
        disk: { kind: aws/ebs-volum }
      """,
    right: """
      components:
        disk: { kind: aws/ebs-volume }
      """)
}

extension Diagnostic {
  static func misspelledKind(_ kind: String, suggestion: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .misspelledKind, severity: .warning, "the kind '\(kind)' is unknown; did you mean '\(suggestion)'?", at: place)
  }
}

extension DiagnosticCode {
  package static let availabilityForms = DiagnosticCode(
    "availability-forms",
    explanation: """
      A component's own chance to be down is stated in one form: unavailability, or availability, or mtbf \
      together with mttr.
      """,
    wrong: """
      components:
        db: { availability: 99.9%, mtbf: 90d, mttr: 1h }
      """,
    right: """
      components:
        db: { mtbf: 90d, mttr: 1h }
      """)
}

extension Diagnostic {
  static func availabilityForms(_ keys: [String], at place: Place) -> Diagnostic {
    let found = keys.map { "'\($0)'" }.joined(separator: " and ")
    return Diagnostic(
      .availabilityForms,
      "state one of 'unavailability', 'availability', or 'mtbf' with 'mttr'; this has \(found)", at: place)
  }
}

extension DiagnosticCode {
  package static let logicalWithChance = DiagnosticCode(
    "logical-with-chance",
    explanation: """
      A component that is "logical" is only a name for what it needs: nothing in it can fail by itself. A chance to be \
      down belongs to what it needs, or the component is not logical.
      """,
    wrong: """
      components:
        shop: { logical: true, unavailability: 0.01, needs: { any: [web-1, web-2] } }
        web-1: {}
        web-2: {}
      """,
    right: """
      components:
        shop: { logical: true, needs: { any: [web-1, web-2] } }
        web-1: { unavailability: 0.01 }
        web-2: { unavailability: 0.01 }
      """)
}

extension DiagnosticCode {
  package static let logicalWithoutNeeds = DiagnosticCode(
    "logical-without-needs",
    explanation: """
      A component that is "logical" is only a name for what it needs. This one needs nothing and is in no domain, so no \
      fault can take it down, and it is not tried as a fault: every answer treats it as if it never failed.
      """,
    wrong: """
      components:
        shop: { needs: db }
        db: { logical: true }
      """,
    right: """
      components:
        shop: { needs: db }
        db: { logical: true, needs: { any: [db-1, db-2] } }
        db-1: {}
        db-2: {}
      """)
}

extension Diagnostic {
  static func logicalWithoutNeeds(_ id: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .logicalWithoutNeeds, severity: .warning,
      "'\(id)' is logical, but it needs nothing, so no answer lets it fail: state what it is a name for, or remove 'logical'",
      at: place)
  }

  static func logicalWithChance(_ id: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .logicalWithChance,
      "'\(id)' is logical, so it never fails by itself: state its chance to be down where it can fail, or remove 'logical'",
      at: place)
  }
}
