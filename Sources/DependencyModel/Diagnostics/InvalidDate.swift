extension DiagnosticCode {
  /// The code `invalid-date`.
  public static let invalidDate = DiagnosticCode(
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
  /// A diagnostic with the code `invalid-date`.
  public static func invalidDate(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(.invalidDate, "'\(text)' is not a date; write it like 2027-03-01", at: place)
  }
}
