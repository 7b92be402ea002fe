internal import DependencyModel

/// Reads JSON (RFC 8259, strictly) to the same syntax tree as YAML, and says what is wrong with it.
///
/// Strings become quoted scalars; numbers (text as written), `true` and `false` unquoted ones; `null` becomes `.null`. A
/// UTF-8 byte order mark is skipped. Nothing is read after a syntax error; duplicate keys are all reported.
/// Complexity: O(bytes).
public struct JSONReader: Sendable {
  public var limits: SyntaxLimits

  public init(limits: SyntaxLimits = SyntaxLimits()) {
    self.limits = limits
  }

  /// The document in `bytes`; `file` is how places name it.
  public func read(_ bytes: [UInt8], file: String) -> SyntaxReading {
    bytes.withUnsafeBufferPointer { read($0, file: file) }
  }

  /// The document in `bytes`, for text that is not in an array; `file` is how places name it.
  public func read(_ bytes: UnsafeBufferPointer<UInt8>, file: String) -> SyntaxReading {
    if let problem = TextEncoding.problem(in: bytes.span, file: file) {
      return SyntaxReading(document: nil, diagnostics: [problem])
    }
    let mark = TextEncoding.byteOrderMarkLength(bytes.span)
    var scanner = JSONScanner(UnsafeBufferPointer(rebasing: bytes[mark...]), file: file, limits: limits)
    return scanner.read()
  }
}
