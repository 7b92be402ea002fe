internal import DependencyModel

/// Reads YAML to a syntax tree with places, and says everything that is wrong with it.
///
/// Scalars keep their source text; plain `null`, `~` and empty values become `.null`, keys always stay text. Aliases are
/// written out, within a budget; an aliased value has the places of its anchor. Complexity: O(bytes).
public struct YAMLReader: Sendable {
  /// How much is read at most.
  public var limits: SyntaxLimits

  /// A reader with limits.
  public init(limits: SyntaxLimits = SyntaxLimits()) {
    self.limits = limits
  }

  /// The document in `bytes`; `file` is how places name it.
  public func read(_ bytes: [UInt8], file: String) -> SyntaxReading {
    bytes.withUnsafeBufferPointer { read($0, file: file) }
  }

  /// The document in `bytes`, for text that is not in an array; `file` is how places name it.
  public func read(_ bytes: UnsafeBufferPointer<UInt8>, file: String) -> SyntaxReading {
    let start = Place(file: file, line: 1, column: 1)
    guard bytes.count <= limits.yamlBytes else {
      return failure(.fileTooLarge(bytes: bytes.count, limit: limits.yamlBytes, isYAML: true, at: start))
    }
    if let problem = TextEncoding.problem(in: bytes.span, file: file) { return failure(problem) }
    if let offset = YAMLDirectives.firstBeyondLimit(in: bytes.span) {
      let place = TextEncoding.place(ofByte: offset, in: bytes.span, file: file)
      return failure(.yamlSyntax("more than \(YAMLDirectives.limit) '%TAG' directives; a model needs none", at: place))
    }
    let mark = TextEncoding.byteOrderMarkLength(bytes.span)
    let text = UnsafeBufferPointer(rebasing: bytes[mark...])
    guard !text.isEmpty else { return failure(.emptyFile(at: start)) }
    var builder = YAMLTreeBuilder(text, file: file, limits: limits)
    return builder.read()
  }

  private func failure(_ diagnostic: Diagnostic) -> SyntaxReading {
    SyntaxReading(document: nil, diagnostics: [diagnostic])
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
