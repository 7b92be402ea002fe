package import DependencyModel

extension DiagnosticCode {
  /// Codes for keys and their values.
  static let ofValues: [DiagnosticCode] = [
    .unknownKey, .wrongType, .invalidID, .invalidChoice, .invalidNumber, .invalidProbability, .invalidDuration,
    .invalidDate,
  ]
}

extension DiagnosticCode {
  package static let unknownKey = DiagnosticCode(
    "unknown-key",
    explanation: """
      Every key of the language has a meaning. An unknown key is a mistake that would otherwise be ignored without \
      notice.
      """,
    wrong: """
      components:
        api: { need: db }
        db: {}
      """,
    right: """
      components:
        api: { needs: db }
        db: {}
      """)
}

extension Diagnostic {
  static func unknownKey(
    _ key: String, in context: String, known: [String], suggestion: String?, hint: String? = nil, at place: Place
  ) -> Diagnostic {
    let advice = suggestion.map { "did you mean '\($0)'?" } ?? hint ?? "known here: \(known.joined(separator: ", "))"
    return Diagnostic(.unknownKey, "unknown key '\(key)' in \(context); \(advice)", at: place)
  }
}

extension DiagnosticCode {
  package static let wrongType = DiagnosticCode(
    "wrong-type",
    explanation: """
      A value does not have the type that its key takes, for example a list where one text is meant.
      """,
    wrong: """
      components:
        api: { owner: [ann, bob] }
      """,
    right: """
      components:
        api: { owner: ann }
      """)
}

extension Diagnostic {
  static func wrongType(of subject: String, expected: String, found: String, at place: Place) -> Diagnostic {
    Diagnostic(.wrongType, "\(subject) takes \(expected), not \(found)", at: place)
  }
}

extension DiagnosticCode {
  package static let invalidID = DiagnosticCode(
    "invalid-id",
    explanation: """
      An id is any text that is not empty and has no control characters (line breaks, tabs and the like).
      """,
    wrong: """
      components:
        "": {}
      """,
    right: """
      components:
        db: {}
      """)
}

extension Diagnostic {
  static func invalidID(_ text: String, at place: Place) -> Diagnostic {
    let reason = text.isEmpty ? "an id must not be empty" : "an id must not have control characters"
    return Diagnostic(.invalidID, reason, at: place)
  }
}

extension DiagnosticCode {
  package static let invalidChoice = DiagnosticCode(
    "invalid-choice",
    explanation: """
      A value is not one of the words that its key takes.
      """,
    wrong: """
      components:
        api: { needs: { on: db, confidence: sure } }
        db: {}
      """,
    right: """
      components:
        api: { needs: { on: db, confidence: observed } }
        db: {}
      """)
}

extension Diagnostic {
  static func invalidChoice(
    _ text: String, for subject: String, of choices: [String], at place: Place
  ) -> Diagnostic {
    let advice = spellingSuggestion(for: text, among: choices).map { "did you mean '\($0)'?" }
    return Diagnostic(
      .invalidChoice,
      "'\(text)' is not a valid \(subject); \(advice ?? "one of \(choices.joined(separator: ", "))")", at: place)
  }
}

extension DiagnosticCode {
  package static let invalidNumber = DiagnosticCode(
    "invalid-number",
    explanation: """
      A number is missing or out of its range: a weight and a threshold are above 0 with at most six \
      decimals, a tier is a whole number from 0, a percentage runs from above 0% to 100%.
      """,
    wrong: """
      components:
        api: { tier: high }
      """,
    right: """
      components:
        api: { tier: 0 }
      """)
}

extension Diagnostic {
  static func invalidNumber(_ text: String, for subject: String, expected: String, at place: Place) -> Diagnostic {
    Diagnostic(.invalidNumber, "'\(text)' is not a valid \(subject): \(expected)", at: place)
  }
}

extension DiagnosticCode {
  package static let invalidProbability = DiagnosticCode(
    "invalid-probability",
    explanation: """
      Unavailability is a probability from 0 to 1; availability a probability or a percentage; a range is \
      a list of the lower and the higher end.
      """,
    wrong: """
      components:
        db: { unavailability: 5 }
      """,
    right: """
      components:
        db: { unavailability: 0.05 }
      """)
}

extension Diagnostic {
  static func invalidProbability(
    _ text: String, for subject: String, allowsRange: Bool, at place: Place
  ) -> Diagnostic {
    let expected =
      allowsRange
      ? "a probability from 0 to 1, a percentage, or a list of the low and the high end"
      : "a probability from 0 to 1 or a percentage"
    return Diagnostic(.invalidProbability, "'\(text)' is not a valid \(subject): \(expected)", at: place)
  }
}

extension DiagnosticCode {
  package static let invalidDuration = DiagnosticCode(
    "invalid-duration",
    explanation: """
      A duration is written as whole numbers with units, the larger first: 90s, 10m, 1h30m, 2d, 250ms; at \
      most a hundred years.
      """,
    wrong: """
      components:
        api: { needs: { on: dns, tolerates: 5 } }
        dns: {}
      """,
    right: """
      components:
        api: { needs: { on: dns, tolerates: 5m } }
        dns: {}
      """)
}

extension Diagnostic {
  package static func invalidDuration(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(.invalidDuration, "'\(text)' is not a duration; write it like 90s, 10m, 1h30m or 2d", at: place)
  }
}

extension DiagnosticCode {
  package static let invalidDate = DiagnosticCode(
    "invalid-date",
    explanation: """
      A date is written as year, month and day: 2027-03-01.
      """,
    wrong: """
      except: [{ fault: storm, reason: moving, until: 1.3.2027 }]
      """,
    right: """
      except: [{ fault: storm, reason: moving, until: 2027-03-01 }]
      """)
}

extension Diagnostic {
  static func invalidDate(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(.invalidDate, "'\(text)' is not a date; write it like 2027-03-01", at: place)
  }
}
