/// Something that is wrong (or doubtful) in what a user wrote, as a value: the library never prints.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How bad it is. An `error` makes the input unusable (exit code 2); a `warning` fails only `validate --strict`.
  public enum Severity: String, Sendable {
    case error, warning
  }

  /// A second place that the message speaks of.
  public struct Note: Hashable, Sendable {
    /// The text about the place.
    public let message: String
    /// The place of the note, if there is one.
    public var place: Place?

    /// A note.
    public init(_ message: String, at place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  /// Something that helps, which is called differently by each program; the message does not mention it.
  public enum Remedy: Hashable, Sendable {
    /// List the lint rules.
    case listRules
    /// Write a baseline.
    case writeBaseline
    /// State the mission time of fault trees.
    case stateMissionTime
    /// Write the model in another format, or ask about what it is read from.
    case writeOtherwise
    /// Ask about what a model is read from.
    case askSource
    /// Name a further source of the model.
    case nameSource
    /// Give each source a name of its own.
    case distinguishSources
  }

  /// Which kind of diagnostic it is.
  public let code: DiagnosticCode
  /// How bad it is.
  public let severity: Severity
  /// Lower case, no full stop: what is wrong, then what would be right.
  public let message: String
  /// The place; `nil` only for a problem that has no line, such as a file that can't be read.
  public var place: Place?
  /// The other places that the message speaks of.
  public let notes: [Note]
  /// Something that helps; `nil` if the message says what would be right.
  public let remedy: Remedy?

  /// The same with another message.
  package func saying(_ message: String) -> Diagnostic {
    Diagnostic(code, severity: severity, message, at: place, notes: notes, remedy: remedy)
  }

  /// A diagnostic; an error unless stated.
  public init(
    _ code: DiagnosticCode, severity: Severity = .error, _ message: String, at place: Place?, notes: [Note] = [],
    remedy: Remedy? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.notes = notes
    self.remedy = remedy
  }
}

/// The stable name of one kind of diagnostic and what `whatfails validate --explain` says about it.
public struct DiagnosticCode: Hashable, Sendable {
  /// The name, for example `unknown-component`. It never changes its meaning.
  public let id: String
  /// The rule and its reason, in a few sentences.
  public let explanation: String
  /// A model, or the part of one, that gets this diagnostic.
  public let wrong: String
  /// The same, put right.
  public let right: String

  /// A code; the examples are models or parts of one.
  public init(_ id: String, explanation: String, wrong: String, right: String) {
    self.id = id
    self.explanation = explanation
    self.wrong = wrong
    self.right = right
  }

  /// Codes are the same when their ids are.
  public static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool { left.id == right.id }
  /// By id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// Thrown by the functions that read input: every diagnostic of the run, with the texts that they speak of.
public struct InvalidInput: Error, Sendable {
  /// The problems, by place.
  public let diagnostics: [Diagnostic]
  /// The texts that the places are in.
  public let sources: SourceTexts

  /// The input is invalid for these reasons.
  public init(_ diagnostics: [Diagnostic], sources: SourceTexts = SourceTexts()) {
    self.diagnostics = diagnostics
    self.sources = sources
  }
}

/// The texts of models and policies that were read, so that a diagnostic can show the line that it speaks of.
///
/// The texts of other tools' files are never among them: they may hold secrets, and their lines are not shown.
public struct SourceTexts: Sendable {
  private var texts: [String: [UInt8]] = [:]

  /// No texts.
  public init() {}

  /// Keeps the text of a file.
  public mutating func add(_ bytes: [UInt8], for file: String) {
    texts[file] = bytes
  }

  /// The text of a file; `nil` if it is not known.
  package func text(of file: String) -> [UInt8]? { texts[file] }

  /// Both, where one alone knows a file its text.
  public func merging(_ others: SourceTexts) -> SourceTexts {
    var result = self
    result.texts.merge(others.texts) { mine, _ in mine }
    return result
  }

  /// The line at a place without its end, repaired where it is not UTF-8; `nil` where the text is not known.
  public func line(at place: Place) -> String? {
    guard let bytes = texts[place.file] else { return nil }
    var start = bytes.startIndex
    for _ in 1..<max(1, place.line) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = end + 1
    }
    // No more of a line than this is readable, and a line may be as long as the file.
    let line = bytes[start...].prefix(4_000).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return String(decoding: line, as: UTF8.self)
  }
}
