internal import DependencyModel

/// A text of unknown origin as it was read: of one that is not certainly a model or a policy, nothing is quoted in what is
/// wrong with it; see ``OwnText``.
struct UnknownText {
  /// What was read.
  let reading: SyntaxReading
  /// Whether it was read as YAML or as JSON.
  let syntax: DocumentSyntax
  /// How much the document looks like one of the language; not at all if there is none.
  let likeness: OwnText.Likeness
  /// Whether its lines may be shown.
  let isOwn: Bool

  /// Reads a text; `file` is its name in diagnostics and, by its ending, decides how it is read.
  init(_ bytes: [UInt8], file: String, limits: SyntaxLimits = SyntaxLimits()) {
    let (reading, syntax) = DocumentSyntax.read(bytes, file: file, limits: limits)
    likeness = reading.document.map(OwnText.likeness) ?? .none
    let isOwn =
      reading.document == nil ? OwnText.isOwn(bytes, before: reading.diagnostics.last?.place) : likeness > .none
    guard !isOwn, !reading.diagnostics.isEmpty else {
      (self.reading, self.syntax, self.isOwn) = (reading, syntax, isOwn)
      return
    }
    (self.reading, self.syntax) = DocumentSyntax.read(bytes, file: file, limits: limits, quotesText: false)
    self.isOwn = false
  }

  /// The document, if it is something else that has keys, which must not be quoted.
  var otherDocument: SyntaxNode? {
    guard likeness == .none, let document = reading.document, case .mapping(let pairs) = document.content,
      !pairs.isEmpty
    else { return nil }
    return document
  }

  /// Why the text is skipped where it is only in a folder that was named; `nil` if it is a model or a part of one, also a
  /// broken one.
  func reasonToSkip(_ bytes: [UInt8]) -> SkippedFile.Reason? {
    guard let document = reading.document else {
      // An empty file says nothing; a broken one may be a part of the model, and then an answer must not be without it.
      if isOwn || OwnText.mayBeOwn(bytes) { return nil }
      return .unrecognized
    }
    if OwnText.isPolicy(document) { return .policy }
    return likeness == .none ? .unrecognized : nil
  }
}

/// A file of a folder that is neither of a model nor of a source.
public struct SkippedFile: Hashable, Sendable {
  /// Why it is skipped.
  public enum Reason: Sendable {
    /// Nothing recognizes its content.
    case unrecognized
    /// It is a policy, which is not a part of a model.
    case policy
  }

  /// The path, as places name it.
  public let path: String
  /// Why it is skipped.
  public let reason: Reason
}
