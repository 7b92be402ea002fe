internal import CExpat
package import DependencyModel
package import ModelFormats

/// Reads an XML text to its tree of elements, with expat.
///
/// Comments and processing instructions are left out. No entity is ever expanded but the five of XML itself, and nothing
/// is fetched: a text that declares entities is refused.
package enum XMLReader {
  /// How much is read, so that no input can exhaust time, memory or the stack.
  package struct Limits {
    /// The most bytes of a file.
    package var bytes = 64 << 20
    /// The most elements of a file.
    package var elements = 1_500_000

    /// The usual limits.
    package init() {}
  }

  /// The root element, of at most `SyntaxLimits.nesting` levels.
  ///
  /// - Throws: `InvalidInput` with the first thing that is wrong, for nothing after it can be trusted.
  package static func root(of file: SourceFile, limits: Limits = Limits()) throws(InvalidInput) -> XMLElement {
    let start = Place(file: file.name, line: 1, column: 1)
    guard file.bytes.count <= limits.bytes else {
      throw InvalidInput([.xmlTooLarge(bytes: file.bytes.count, limit: limits.bytes, at: start)])
    }
    guard let parsing = XMLParsing(file: file.name, limits: limits) else {
      throw InvalidInput([.unreadableFile(file.name, reason: "there is not enough memory to read it")])
    }
    guard let problem = parsing.parse(file.bytes) ?? parsing.undeclaredEntity(in: file.bytes) else {
      return parsing.root!
    }
    throw InvalidInput([problem])
  }
}

/// One run of expat over one text.
private final class XMLParsing {
  private let file: String
  private let limits: XMLReader.Limits
  private let parser: XML_Parser
  private var open: [XMLElement] = []
  private var elementCount = 0
  /// Why the handlers stopped the parser.
  private var problem: Diagnostic?
  private var namesDocumentType = false
  private(set) var root: XMLElement?

  /// `nil` where there is no memory for a parser.
  init?(file: String, limits: XMLReader.Limits) {
    self.file = file
    self.limits = limits
    guard let parser = XML_ParserCreate(nil) else { return nil }
    self.parser = parser
  }

  deinit { XML_ParserFree(parser) }

  /// Parses the whole text; `nil` where it is well-formed.
  func parse(_ bytes: [UInt8]) -> Diagnostic? {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { XMLParsing.of($0).started($1!, $2) },
      { data, _ in XMLParsing.of(data).ended() })
    XML_SetCharacterDataHandler(parser) { XMLParsing.of($0).added($1!, Int($2)) }
    XML_SetEntityDeclHandler(parser) { data, _, _, _, _, _, _, _, _ in XMLParsing.of(data).declared() }
    XML_SetSkippedEntityHandler(parser) { data, _, _ in XMLParsing.of(data).skipped() }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, system, _, _ in
      XMLParsing.of(data).namesDocumentType = system != nil
    }
    let status = bytes.withUnsafeBytes { buffer in
      XML_Parse(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), 1)
    }
    if let problem { return problem }
    guard status == XML_STATUS_OK, root != nil else { return syntaxProblem() }
    return nil
  }

  private static func of(_ data: UnsafeMutableRawPointer?) -> XMLParsing {
    Unmanaged<XMLParsing>.fromOpaque(data!).takeUnretainedValue()
  }

  private var place: Place {
    Place(
      file: file, line: Int(XML_GetCurrentLineNumber(parser)), column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
  }

  private func stop(_ diagnostic: Diagnostic) {
    guard problem == nil else { return }
    problem = diagnostic
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  // MARK: Events

  private func started(
    _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    guard problem == nil else { return }
    let place = place
    elementCount += 1
    guard elementCount <= limits.elements else { return stop(.tooManyElements(limit: limits.elements, at: place)) }
    guard open.count < SyntaxLimits.nesting else {
      return stop(.elementsTooDeep(limit: SyntaxLimits.nesting, at: place))
    }
    var pairs: [(name: String, value: String)] = []
    var position = 0
    while let key = attributes?[position], let value = attributes?[position + 1] {
      pairs.append((String(cString: key), String(cString: value)))
      position += 2
    }
    open.append(XMLElement(name: String(cString: name), attributes: pairs, place: place))
  }

  private func ended() {
    guard problem == nil, let element = open.popLast() else { return }
    if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
  }

  private func added(_ text: UnsafePointer<CChar>, _ count: Int) {
    guard problem == nil, !open.isEmpty else { return }
    let bytes = UnsafeRawBufferPointer(start: text, count: count)
    // Between elements there is mostly white space, which is not needed.
    let last = open.count - 1
    if open[last].text.isEmpty, bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }) { return }
    open[last].text += String(decoding: bytes, as: UTF8.self)
  }

  private func declared() {
    stop(.xmlEntity(at: place))
  }

  private func skipped() {
    stop(.xmlSyntax(Self.undeclared, at: place))
  }

  // MARK: Problems

  // Messages quote nothing of the text, not even names of elements: a '<' in a password starts one.

  private static let undeclared = "this entity is not known; only &amp;, &lt;, &gt;, &quot; and &apos; are"

  private func syntaxProblem() -> Diagnostic {
    let opened = open.last.map { [Diagnostic.Note("the element opens here", at: $0.place)] } ?? []
    switch XML_GetErrorCode(parser) {
    case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_UNCLOSED_CDATA_SECTION, XML_ERROR_PARTIAL_CHAR:
      guard !open.isEmpty else {
        return .xmlSyntax("there is no element in this file, or it is cut off", at: place)
      }
      return .xmlSyntax(
        "the file ends within an element; it is cut off, or an end tag is missing", at: place, notes: opened)
    case XML_ERROR_TAG_MISMATCH:
      return .xmlSyntax("this end tag does not close the element that is open", at: place, notes: opened)
    case XML_ERROR_INVALID_TOKEN:
      return .xmlSyntax("this is not XML here; write & as &amp; and < as &lt;, and put attributes in quotes", at: place)
    case XML_ERROR_DUPLICATE_ATTRIBUTE: return .xmlSyntax("this attribute is repeated", at: place)
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
      return .xmlSyntax("nothing may follow the end of the root element", at: place)
    case XML_ERROR_UNDEFINED_ENTITY:
      return .xmlSyntax(Self.undeclared, at: place)
    case XML_ERROR_MISPLACED_XML_PI:
      return .xmlSyntax("'<?xml' is only allowed at the very start of a file", at: place)
    case let code:
      let reason = XML_ErrorString(code).map { String(cString: $0) } ?? "not well-formed"
      return .xmlSyntax("this is not XML: \(reason)", at: place)
    }
  }

  /// A reference to an entity in a text that names an external document type: expat treats it as declared there.
  func undeclaredEntity(in bytes: [UInt8]) -> Diagnostic? {
    guard namesDocumentType else { return nil }
    let known = ["amp", "lt", "gt", "quot", "apos"]
    var line = 1
    var lineStart = 0
    for (position, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") { (line, lineStart) = (line + 1, position + 1) }
      guard byte == UInt8(ascii: "&") else { continue }
      let name = String(
        decoding: bytes[(position + 1)...].prefix(100).prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
      if name.hasPrefix("#") || known.contains(name) { continue }
      let column = bytes[lineStart..<position].count { $0 & 0xC0 != 0x80 } + 1
      return .xmlSyntax(Self.undeclared, at: Place(file: file, line: line, column: column))
    }
    return nil
  }
}
