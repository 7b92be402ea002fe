/// Something that is wrong (or doubtful) in what a person wrote, as a value: the library never prints.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How bad it is. An `error` makes the input unusable (exit code 2); a `warning` fails only `validate --strict`.
  public enum Severity: String, Sendable {
    case error, warning
  }

  /// A second place that the message speaks of.
  public struct Note: Hashable, Sendable {
    public let message: String
    public let place: Place?

    public init(_ message: String, at place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  public let code: DiagnosticCode
  public let severity: Severity
  /// Lower case, no full stop: what is wrong, then what would be right.
  public let message: String
  /// Where it stands; `nil` only for trouble that has no line, such as a file that can't be read.
  public let place: Place?
  public let notes: [Note]

  public init(
    _ code: DiagnosticCode, severity: Severity = .error, _ message: String, at place: Place?, notes: [Note] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.notes = notes
  }
}

/// The stable name of one kind of diagnostic and what `whatfails validate --explain` says about it.
public struct DiagnosticCode: Hashable, Sendable {
  /// The name, for example `unknown-component`. It never changes its meaning.
  public let id: String
  /// What the rule is and why, in a few sentences.
  public let explanation: String
  /// A model, or the part of one, that gets this diagnostic.
  public let wrong: String
  /// The same, put right.
  public let right: String

  public init(_ id: String, explanation: String, wrong: String, right: String) {
    self.id = id
    self.explanation = explanation
    self.wrong = wrong
    self.right = right
  }

  public static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool { left.id == right.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// Thrown by the functions that read input: every diagnostic of the run, in the order of their places.
public struct InvalidInput: Error, Sendable {
  public let diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}
