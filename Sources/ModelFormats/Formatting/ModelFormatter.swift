public import DependencyModel

/// The formatter behind `whatfails fmt`: the same document in canonical form.
///
/// YAML: two columns of indentation, lists indented under their key; a list or mapping in brackets stays so if it has no
/// comment inside and fits in 110 columns, and becomes a block otherwise; double quotes, and only where needed; the
/// author's blank lines, one at a time; every comment. JSON: two columns; a list or object of scalars on one line if it
/// fits. Formatting a second time changes nothing.
public enum ModelFormatter {
  /// The canonical form of a YAML or JSON text; `file` is its name in diagnostics and, by its ending, decides which it is.
  ///
  /// Throws all diagnostics of the text if it can't be read. The result is read back and compared; if it said something
  /// else than the text or lacked a comment, `formatter-lost-something` is thrown instead, and
  /// `file-too-large` where it is too long for a reader.
  public static func formatted(_ bytes: [UInt8], file: String) throws(InvalidInput) -> String {
    let text = UnknownText(bytes, file: file)
    guard text.reading.diagnostics.isEmpty, let document = text.reading.document else {
      throw InvalidInput(text.reading.diagnostics)
    }
    return try formatted(bytes, document, text.syntax, file)
  }

  private static func formatted(
    _ bytes: [UInt8], _ document: SyntaxNode, _ syntax: DocumentSyntax, _ file: String
  ) throws(InvalidInput) -> String {
    if syntax == .json, DocumentSyntax(fileName: file) != .yaml {
      let result = JSONFormatter.formatted(document)
      try check(result, against: document, comments: nil, file: file)
      return result
    }
    // JSON that YAML can't read, in a file that is named as YAML, becomes YAML at once, and not the second time.
    let text = syntax == .json ? YAMLDraft.flow(document) + "\n" : normalized(bytes)
    let source = YAMLSource(text)
    var printer = YAMLPrinter(source)
    let result = printer.print()
    try check(result, against: document, comments: source.comments.map(\.text), file: file)
    return result
  }

  /// The canonical form of a model, a part of one, or a policy; `not-a-model` is thrown for a file of another program.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - file: how places call it; its extension distinguishes YAML from JSON.
  ///   - skipsOthers: gives `nil` instead for such a file, and for one that can't be read and does not look like
  ///     one of ours.
  public static func formattedModel(
    _ bytes: [UInt8], file: String, skipsOthers: Bool = false
  ) throws(InvalidInput) -> String? {
    let text = UnknownText(bytes, file: file)
    guard text.reading.diagnostics.isEmpty, let document = text.reading.document else {
      if skipsOthers, !text.isOwn { return nil }
      throw InvalidInput(text.reading.diagnostics)
    }
    guard text.likeness == .full else {
      if skipsOthers { return nil }
      throw InvalidInput([.notAModel(document)])
    }
    return try formatted(bytes, document, text.syntax, file)
  }

  /// The canonical form of a YAML or JSON text.
  public static func formatted(_ text: String, file: String) throws(InvalidInput) -> String {
    try formatted(Array(text.utf8), file: file)
  }

  /// Throws if `result` does not say what `document` says, or has other comments (`nil`: it is JSON, which has none).
  static func check(
    _ result: String, against document: SyntaxNode, comments: [String]?, file: String
  ) throws(InvalidInput) {
    let bytes = Array(result.utf8)
    let back = comments == nil ? JSONReader().read(bytes, file: file) : YAMLReader().read(bytes, file: file)
    // The formatted text may be longer than what was read, and too long to be read again.
    let tooLarge = back.diagnostics.filter { $0.code == .fileTooLarge }
    guard tooLarge.isEmpty else { throw InvalidInput(tooLarge) }
    guard back.diagnostics.isEmpty, let copy = back.document, TreeComparison.saysTheSame(document, copy) else {
      throw InvalidInput([.formatterLostSomething("a value", file: file)])
    }
    if let comments, comments != YAMLSource(result).comments.map(\.text) {
      throw InvalidInput([.formatterLostSomething("a comment", file: file)])
    }
  }

  /// The text without a byte order mark, with LF line ends: to YAML they are all the same.
  private static func normalized(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for position in TextEncoding.byteOrderMarkLength(bytes.span)..<bytes.count {
      if bytes[position] != 0x0D {
        result.append(bytes[position])
      } else if position + 1 == bytes.count || bytes[position + 1] != 0x0A {
        result.append(0x0A)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// Whether two trees say the same: the same texts under the same keys in the same order.
enum TreeComparison {
  static func saysTheSame(_ left: SyntaxNode, _ right: SyntaxNode) -> Bool {
    switch (left.content, right.content) {
    case (.null, .null): return true
    case (.scalar(let text), .scalar(let other)):
      return isSame(text, other) && (left.isQuoted == right.isQuoted || isPlainlyText(text))
    case (.sequence(let items), .sequence(let others)):
      return items.count == others.count && zip(items, others).allSatisfy { saysTheSame($0, $1) }
    case (.mapping(let entries), .mapping(let others)):
      return entries.count == others.count
        && zip(entries, others).allSatisfy {
          isSame($0.key.text ?? "", $1.key.text ?? "") && saysTheSame($0.value, $1.value)
        }
    default: return false
    }
  }

  /// By scalars: strings that only look the same are not.
  private static func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

  private static func isPlainlyText(_ text: String) -> Bool {
    // Nothing with a space or line break in it is a number, a glob or the like.
    !PlainText.mayReadAsMore(text) || PlainText.isBareIndicator(text)
      || text.unicodeScalars.contains { $0 == " " || YAMLSource.isBreak($0) }
  }
}

extension Diagnostic {
  /// A document that `fmt` leaves alone, with a key at its top that says whose it is.
  fileprivate static func notAModel(_ document: SyntaxNode) -> Diagnostic {
    guard case .mapping(let pairs) = document.content,
      let foreign = pairs.first(where: { !OwnText.keys.contains($0.key.text ?? "") })
    else { return .notAModel(key: nil, at: document.place) }
    // A key of another program's file may be anything, a secret among it.
    let key = foreign.key.text.flatMap { OwnText.wellKnownKeys.contains($0) ? $0 : nil }
    return .notAModel(key: key, at: foreign.key.place)
  }
}
