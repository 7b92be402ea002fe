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

  /// The document, if it is something else, which must not be quoted.
  var otherDocument: SyntaxNode? {
    guard likeness == .none, let document = reading.document else { return nil }
    switch document.content {
    case .mapping(let pairs): return pairs.isEmpty ? nil : document
    case .sequence, .scalar: return document
    case .null: return nil
    }
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

  /// Whether a text has nothing but blanks, comments and the marks of documents: it says nothing, and spoils nothing.
  static func saysNothing(_ bytes: [UInt8]) -> Bool {
    // A comment may be long, but a text without anything else is short.
    guard bytes.count <= 1 << 20 else { return false }
    let text = ForeignEncoding.utf8(bytes)
    if text.count <= 64 {
      let signs = String(decoding: text.filter { $0 > 0x20 }, as: UTF8.self)
      if ["{}", "[]", "null", "~"].contains(signs) { return true }
    }
    return text.split(separator: 0x0A).allSatisfy { line in
      guard let first = line.first(where: { $0 > 0x20 }) else { return true }
      if first == UInt8(ascii: "#") { return true }
      let signs = line.filter { $0 > 0x20 }
      return signs.starts(with: Array("---".utf8)) && (signs.count == 3 || signs[3] == UInt8(ascii: "#"))
        || signs == Array("...".utf8) || line.starts(with: Array("%YAML".utf8)) || line.starts(with: Array("%TAG".utf8))
    }
  }
}
