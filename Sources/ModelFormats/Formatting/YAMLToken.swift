internal import CYAML

/// A place in the text that is being formatted.
struct TextMark {
  /// From 0, in Unicode scalars of the text.
  var offset = 0
  /// From 0.
  var line = 0
  /// From 0.
  var column = 0
}

/// A word of YAML: libyaml's token, copied out of its memory.
struct YAMLToken {
  enum ScalarStyle { case plain, singleQuoted, doubleQuoted, literal, folded }

  enum Kind {
    case directive, documentStart, documentEnd, streamEnd, other
    case blockSequenceStart, blockMappingStart, blockEnd, blockEntry
    case flowSequenceStart, flowSequenceEnd, flowMappingStart, flowMappingEnd, flowEntry
    case key, value, alias, anchor, tag
    case scalar(String, ScalarStyle)
  }

  let kind: Kind
  let start: TextMark
  let end: TextMark

  /// The words of a text that was read without an error before, and has no byte order mark.
  static func tokens(of text: String) -> [YAMLToken] {
    let bytes = Array(text.utf8)
    var tokens: [YAMLToken] = []
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    defer { parser.deallocate() }
    // Without memory there are no words, and the formatter finds that its result has lost everything.
    guard yaml_parser_initialize(parser) == 1 else {
      return [YAMLToken(kind: .streamEnd, start: TextMark(), end: TextMark())]
    }
    defer { yaml_parser_delete(parser) }
    bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
      while true {
        var token = yaml_token_t()
        guard yaml_parser_scan(parser, &token) == 1 else { return }
        defer { yaml_token_delete(&token) }
        tokens.append(
          YAMLToken(kind: kind(of: token), start: TextMark(token.start_mark), end: TextMark(token.end_mark)))
        if token.type == YAML_STREAM_END_TOKEN { return }
      }
    }
    return tokens
  }

  private static func kind(of token: yaml_token_t) -> Kind {
    switch token.type {
    case YAML_VERSION_DIRECTIVE_TOKEN, YAML_TAG_DIRECTIVE_TOKEN: .directive
    case YAML_DOCUMENT_START_TOKEN: .documentStart
    case YAML_DOCUMENT_END_TOKEN: .documentEnd
    case YAML_STREAM_END_TOKEN: .streamEnd
    case YAML_BLOCK_SEQUENCE_START_TOKEN: .blockSequenceStart
    case YAML_BLOCK_MAPPING_START_TOKEN: .blockMappingStart
    case YAML_BLOCK_END_TOKEN: .blockEnd
    case YAML_BLOCK_ENTRY_TOKEN: .blockEntry
    case YAML_FLOW_SEQUENCE_START_TOKEN: .flowSequenceStart
    case YAML_FLOW_SEQUENCE_END_TOKEN: .flowSequenceEnd
    case YAML_FLOW_MAPPING_START_TOKEN: .flowMappingStart
    case YAML_FLOW_MAPPING_END_TOKEN: .flowMappingEnd
    case YAML_FLOW_ENTRY_TOKEN: .flowEntry
    case YAML_KEY_TOKEN: .key
    case YAML_VALUE_TOKEN: .value
    case YAML_ALIAS_TOKEN: .alias
    case YAML_ANCHOR_TOKEN: .anchor
    case YAML_TAG_TOKEN: .tag
    case YAML_SCALAR_TOKEN: scalar(token)
    default: .other
    }
  }

  private static func scalar(_ token: yaml_token_t) -> Kind {
    let scalar = token.data.scalar
    let value = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
    return switch scalar.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .scalar(value, .singleQuoted)
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .scalar(value, .doubleQuoted)
    case YAML_LITERAL_SCALAR_STYLE: .scalar(value, .literal)
    case YAML_FOLDED_SCALAR_STYLE: .scalar(value, .folded)
    default: .scalar(value, .plain)
    }
  }
}

extension TextMark {
  init(_ mark: yaml_mark_t) {
    self.init(offset: mark.index, line: mark.line, column: mark.column)
  }
}
