internal import CYAML

/// One step of a YAML text: libyaml's event, copied out of its memory.
struct YAMLEvent {
  enum Kind {
    case documentStart, documentEnd, streamEnd, sequenceStart, sequenceEnd, mappingStart, mappingEnd
    case alias(String)
    case scalar(String, isPlain: Bool)
    /// Where a stream starts.
    case other
  }

  let kind: Kind
  let anchor: String?
  let tag: String?
  /// From 1.
  let line: Int
  /// From 1, in Unicode scalars.
  let column: Int
  /// Whether no character represents it: the value that is missing after `key:`.
  let isEmpty: Bool
}

/// The problem that libyaml found, in its own words.
struct YAMLProblem {
  var text: String
  var context: String
  /// From 1.
  var line: Int
  /// From 1, in Unicode scalars.
  var column: Int
  var contextLine: Int
  var contextColumn: Int
  /// The offset and number of a character that is not allowed in YAML at all, if that is the problem.
  var badCharacter: (offset: Int, scalar: UInt32)?
  /// Whether the text is not to blame.
  var isOutOfMemory: Bool
}

/// libyaml's pull parser over bytes that outlive it.
struct YAMLEventParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// Whether there was memory for the parser.
  private let isReady: Bool

  /// A parser of UTF-8 bytes without a byte order mark, which must stay where they are as long as the parser lives.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    isReady = yaml_parser_initialize(parser) == 1
    guard isReady else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    if isReady { yaml_parser_delete(parser) }
    parser.deallocate()
  }

  /// The next event, or `nil` if the text is wrong here: then `problem` says why.
  mutating func next() -> YAMLEvent? {
    var event = yaml_event_t()
    guard isReady, yaml_parser_parse(parser, &event) == 1 else { return nil }
    defer { yaml_event_delete(&event) }
    var kind = YAMLEvent.Kind.other
    var anchor: String?
    var tag: String?
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_STREAM_END_EVENT: kind = .streamEnd
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    case YAML_ALIAS_EVENT: kind = .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SEQUENCE_START_EVENT:
      kind = .sequenceStart
      anchor = text(event.data.sequence_start.anchor)
      tag = text(event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      kind = .mappingStart
      anchor = text(event.data.mapping_start.anchor)
      tag = text(event.data.mapping_start.tag)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = .scalar(String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      anchor = text(scalar.anchor)
      tag = text(scalar.tag)
    default: break
    }
    return YAMLEvent(
      kind: kind, anchor: anchor, tag: tag, line: event.start_mark.line + 1, column: event.start_mark.column + 1,
      isEmpty: event.start_mark.index == event.end_mark.index)
  }

  /// The problem of the text, after `next` returned nothing.
  var problem: YAMLProblem {
    let state = parser.pointee
    let isBadCharacter = state.error == YAML_READER_ERROR
    return YAMLProblem(
      text: state.problem.map { String(cString: $0) } ?? "", context: state.context.map { String(cString: $0) } ?? "",
      line: state.problem_mark.line + 1, column: state.problem_mark.column + 1,
      contextLine: state.context_mark.line + 1, contextColumn: state.context_mark.column + 1,
      badCharacter: isBadCharacter
        ? (state.problem_offset, UInt32(truncatingIfNeeded: state.problem_value)) : nil,
      isOutOfMemory: !isReady || state.error == YAML_MEMORY_ERROR)
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}
