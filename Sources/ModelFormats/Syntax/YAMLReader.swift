public import DependencyModel

/// Reads YAML to a syntax tree with places, and says everything that is wrong with it.
///
/// Scalars keep their source text; plain `null`, `~` and empty values become `.null`, keys always stay text. Aliases are
/// written out, within a budget; an aliased value has the places of its anchor. Complexity: O(bytes).
public struct YAMLReader: Sendable {
  /// How much is read at most.
  public var limits: SyntaxLimits
  /// Whether a text is one of a model, with what a model may not hold reported, or any YAML.
  let isForeign: Bool
  /// Whether messages quote the text. They must not where it is another tool's: it may hold secrets.
  let quotesText: Bool

  /// A reader of models with limits.
  public init(limits: SyntaxLimits = SyntaxLimits(), quotesText: Bool = true) {
    self.limits = limits
    self.quotesText = quotesText
    isForeign = false
  }

  private init(foreign limits: SyntaxLimits) {
    self.limits = limits
    quotesText = false
    isForeign = true
  }

  /// The documents of any YAML stream, as other tools read it; empty ones are left out.
  ///
  /// A tag of an application becomes a mapping with the tag as its only key: `!Ref x` becomes `{"!Ref": x}`. Merge keys
  /// (`<<`) are carried out, of keys that appear twice the last counts, and keys that are not scalars are left out.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - file: how places name it.
  ///   - limits: how much is read at most.
  /// - Throws: `InvalidInput` with what is wrong with the syntax.
  public static func foreignStream(
    _ bytes: [UInt8], file: String, limits: SyntaxLimits = SyntaxLimits()
  ) throws(InvalidInput) -> [SyntaxNode] {
    try foreignStreamWithDuplicates(bytes, file: file, limits: limits).documents
  }

  /// The documents of any YAML stream, and each key that appears a second time in a mapping: some tools refuse these.
  package static func foreignStreamWithDuplicates(
    _ bytes: [UInt8], file: String, limits: SyntaxLimits = SyntaxLimits()
  ) throws(InvalidInput) -> (documents: [SyntaxNode], duplicateKeys: [Diagnostic]) {
    let reader = YAMLReader(foreign: limits)
    let (documents, diagnostics, duplicateKeys) = bytes.withUnsafeBufferPointer { reader.stream($0, file: file) }
    let errors = diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw InvalidInput(errors) }
    return (documents, duplicateKeys)
  }

  /// The document in `bytes`; `file` is how places name it.
  public func read(_ bytes: [UInt8], file: String) -> SyntaxReading {
    bytes.withUnsafeBufferPointer { read($0, file: file) }
  }

  /// The document in `bytes`, for text that is not in an array; `file` is how places name it.
  public func read(_ bytes: UnsafeBufferPointer<UInt8>, file: String) -> SyntaxReading {
    let (documents, diagnostics, _) = stream(bytes, file: file)
    return SyntaxReading(document: documents.first, diagnostics: diagnostics)
  }

  private func stream(
    _ bytes: UnsafeBufferPointer<UInt8>, file: String
  ) -> (documents: [SyntaxNode], diagnostics: [Diagnostic], duplicateKeys: [Diagnostic]) {
    let start = Place(file: file, line: 1, column: 1)
    guard bytes.count <= limits.yamlBytes else {
      return ([], [.fileTooLarge(bytes: bytes.count, limit: limits.yamlBytes, isYAML: true, at: start)], [])
    }
    if let problem = TextEncoding.problem(in: bytes.span, file: file) { return ([], [problem], []) }
    if let offset = YAMLDirectives.firstBeyondLimit(in: bytes.span) {
      let place = TextEncoding.place(ofByte: offset, in: bytes.span, file: file)
      return (
        [], [.yamlSyntax("more than \(YAMLDirectives.limit) '%TAG' directives; a model needs none", at: place)], []
      )
    }
    let mark = TextEncoding.byteOrderMarkLength(bytes.span)
    let text = UnsafeBufferPointer(rebasing: bytes[mark...])
    guard !text.isEmpty else { return ([], isForeign ? [] : [.emptyFile(at: start)], []) }
    var builder = YAMLTreeBuilder(
      text, file: file, limits: limits, isForeign: isForeign, quotesText: quotesText)
    return builder.read()
  }
}

/// A guard for libyaml, whose time is quadratic in the number of `%TAG` directives.
enum YAMLDirectives {
  static let limit = 16

  /// The offset of the first `%TAG` beyond the limit; those inside other text count too, which harms no model.
  static func firstBeyondLimit(in bytes: Span<UInt8>) -> Int? {
    var count = 0
    var previous: UInt8 = 0x0A
    for offset in bytes.indices {
      let byte = bytes[offset]
      // A directive starts a line; the last bytes of the rarer line breaks (NEL, LS, PS) are 85, A8 and A9.
      if byte == 0x25, previous == 0x0A || previous == 0x0D || previous >= 0x80 {
        if offset + 3 < bytes.count, bytes[offset + 1] == 0x54, bytes[offset + 2] == 0x41, bytes[offset + 3] == 0x47 {
          count += 1
          if count > limit { return offset }
        }
      }
      previous = byte
    }
    return nil
  }
}
