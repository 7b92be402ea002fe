internal import DependencyModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Reads JSON (RFC 8259, strictly) to the same syntax tree as YAML, and says what is wrong with it.
///
/// Strings become quoted scalars; numbers (text as written), `true` and `false` unquoted ones; `null` becomes `.null`. A
/// UTF-8 byte order mark is skipped. Nothing is read after a syntax error; duplicate keys are all reported.
/// Complexity: O(bytes).
public struct JSONReader: Sendable {
  /// How much is read at most.
  public var limits: SyntaxLimits
  /// Whether messages quote the text. They must not where it is another tool's: it may hold secrets.
  public var quotesText: Bool

  /// A reader with limits.
  public init(limits: SyntaxLimits = SyntaxLimits(), quotesText: Bool = true) {
    self.limits = limits
    self.quotesText = quotesText
  }

  /// The document in `bytes`; `file` is how places name it.
  public func read(_ bytes: [UInt8], file: String) -> SyntaxReading {
    bytes.withUnsafeBufferPointer { read($0, file: file) }
  }

  /// The document on one line of a file; `line` is its number, from 1.
  public func read(line bytes: ArraySlice<UInt8>, _ line: Int, file: String) -> SyntaxReading {
    bytes.withUnsafeBufferPointer { bytes in
      if let problem = TextEncoding.problem(in: bytes.span, file: file) {
        var problem = problem
        problem.place = Place(file: file, line: line, column: 1)
        return SyntaxReading(document: nil, diagnostics: [problem])
      }
      var scanner = JSONScanner(bytes, file: file, limits: limits, quotesText: quotesText, firstLine: line)
      return scanner.read()
    }
  }

  /// The document in `bytes`, for text that is not in an array; `file` is how places name it.
  public func read(_ bytes: UnsafeBufferPointer<UInt8>, file: String) -> SyntaxReading {
    if let line = tooLongLine(in: bytes) {
      let place = Place(file: file, line: line, column: 1)
      return SyntaxReading(document: nil, diagnostics: [.lineTooLong(limit: limits.jsonLineBytes, at: place)])
    }
    if let problem = TextEncoding.problem(in: bytes.span, file: file) {
      return SyntaxReading(document: nil, diagnostics: [problem])
    }
    let mark = TextEncoding.byteOrderMarkLength(bytes.span)
    var scanner = JSONScanner(
      UnsafeBufferPointer(rebasing: bytes[mark...]), file: file, limits: limits, quotesText: quotesText)
    return scanner.read()
  }

  /// The first line that is longer than the limit.
  private func tooLongLine(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count > limits.jsonLineBytes else { return nil }
    var line = 1
    var start = 0
    while bytes.count - start > limits.jsonLineBytes {
      guard let found = memchr(bytes.baseAddress! + start, 0x0A, limits.jsonLineBytes + 1) else { return line }
      start = bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self)) + 1
      line += 1
    }
    return nil
  }
}
