/// Builds the layout of a document from its tokens, by the grammar of libyaml's parser, which has accepted them before.
struct LayoutParser {
  private let source: YAMLSource
  private var position: Int

  /// A parser of the value whose first token is at `position`.
  init(_ source: YAMLSource, position: Int) {
    self.source = source
    self.position = position
  }

  private var token: YAMLToken { source.tokens[min(position, source.tokens.count - 1)] }

  /// The mark after the last token.
  private var lastEnd: TextMark { position > 0 ? source.tokens[position - 1].end : TextMark() }

  private mutating func take() -> YAMLToken {
    defer { position += 1 }
    return token
  }

  private func empty() -> LayoutNode { LayoutNode(start: lastEnd, end: lastEnd, closing: lastEnd) }

  /// The value here. In a block mapping a list may be at the column of its key, without a start token.
  mutating func node(allowsIndentless: Bool = false) -> LayoutNode {
    var properties: [String] = []
    let start = token.start
    properties: while true {
      switch token.kind {
      case .anchor, .tag:
        let property = take()
        properties.append(source.text(from: property.start, to: property.end))
      default: break properties
      }
    }
    var node = content(allowsIndentless: allowsIndentless)
    node.properties = properties.joined(separator: " ")
    if !properties.isEmpty { node.propertiesStart = start }
    return node
  }

  private mutating func content(allowsIndentless: Bool) -> LayoutNode {
    var node = empty()
    switch token.kind {
    case .alias:
      node = leaf(.alias(source.text(from: token.start, to: token.end)))
    case .scalar(let text, let style):
      node = leaf(.scalar(text, style))
    case .flowSequenceStart, .flowMappingStart:
      node.start = token.start
      node.isFlow = true
      if case .flowMappingStart = take().kind {
        node.content = .mapping(flowEntries())
      } else {
        node.content = .sequence(flowEntries())
      }
      node.closing = token.start
      node.end = take().end
    case .blockSequenceStart:
      position += 1
      node = block(.sequence(blockItems()))
      position += 1
    case .blockMappingStart:
      position += 1
      node = block(.mapping(blockPairs()))
      position += 1
    case .blockEntry where allowsIndentless: node = block(.sequence(blockItems()))
    default: break
    }
    return node
  }

  private mutating func leaf(_ content: LayoutNode.Content) -> LayoutNode {
    let token = take()
    return LayoutNode(content: content, start: token.start, end: token.end, closing: token.end)
  }

  private func block(_ content: LayoutNode.Content) -> LayoutNode {
    var node = empty()
    node.content = content
    if let entries = node.entries, let first = entries.first, let last = entries.last {
      node.start = first.start
      node.end = last.value.end
      node.closing = node.end
    }
    return node
  }

  private mutating func blockItems() -> [LayoutEntry] {
    var entries: [LayoutEntry] = []
    while case .blockEntry = token.kind {
      let dash = take()
      let value =
        switch token.kind {
        case .blockEntry, .key, .value, .blockEnd: empty()
        default: node()
        }
      entries.append(LayoutEntry(start: dash.start, headEnd: dash.end, value: value))
    }
    return entries
  }

  private mutating func blockPairs() -> [LayoutEntry] {
    var entries: [LayoutEntry] = []
    while true {
      switch token.kind {
      case .key, .value: entries.append(pair(allowsIndentless: true))
      default: return entries
      }
    }
  }

  /// The key and value here, both of which may be missing.
  private mutating func pair(allowsIndentless: Bool) -> LayoutEntry {
    let start = token.start
    var key = empty()
    if case .key = token.kind {
      position += 1
      key = isValueMissing ? empty() : node(allowsIndentless: allowsIndentless)
    }
    var headEnd = key.end
    var value = empty()
    if case .value = token.kind {
      headEnd = take().end
      value = isValueMissing ? empty() : node(allowsIndentless: allowsIndentless)
    }
    return LayoutEntry(start: start, key: key, headEnd: headEnd, value: value)
  }

  private var isValueMissing: Bool {
    switch token.kind {
    case .key, .value, .blockEnd, .flowEntry, .flowSequenceEnd, .flowMappingEnd, .streamEnd, .documentEnd: true
    default: false
    }
  }

  private mutating func flowEntries() -> [LayoutEntry] {
    let opening = source.tokens[position - 1].kind
    var isMapping = false
    if case .flowMappingStart = opening { isMapping = true }
    var entries: [LayoutEntry] = []
    while true {
      switch token.kind {
      case .flowSequenceEnd, .flowMappingEnd, .streamEnd: return entries
      case .flowEntry: position += 1
      case .key:
        let pair = pair(allowsIndentless: false)
        entries.append(isMapping ? pair : item(of: pair))
      default:
        let start = token.start
        let node = node()
        entries.append(
          isMapping
            ? LayoutEntry(
              start: start, key: node, headEnd: node.end,
              value: LayoutNode(start: node.end, end: node.end, closing: node.end))
            : LayoutEntry(start: start, headEnd: start, value: node))
      }
    }
  }

  /// A pair inside brackets, `[a: b]`, is a mapping of its own.
  private func item(of pair: LayoutEntry) -> LayoutEntry {
    let mapping = LayoutNode(
      content: .mapping([pair]), isFlow: true, start: pair.start, end: pair.value.end, closing: pair.value.end)
    return LayoutEntry(start: pair.start, headEnd: pair.start, value: mapping)
  }
}
