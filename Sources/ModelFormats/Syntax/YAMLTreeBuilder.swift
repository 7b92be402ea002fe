internal import DependencyModel

/// Builds the tree of one YAML text from libyaml's events.
struct YAMLTreeBuilder: ~Copyable {
  /// A value with what its aliases cost: how many values it has and how many levels.
  struct Built {
    var node: SyntaxNode
    var size = 1
    var height = 0
  }

  let file: String
  let limits: SyntaxLimits
  /// Whether any YAML is read, not a model: see `YAMLReader.foreignStream`.
  let isForeign: Bool
  private let quotesText: Bool
  let bytes: UnsafeBufferPointer<UInt8>
  var diagnostics: [Diagnostic] = []
  /// The keys of foreign text that appear twice in a mapping: some tools refuse them, others take the last.
  private var duplicateKeys: [Diagnostic] = []
  private var parser: YAMLEventParser
  private var anchors: [String: Built] = [:]
  private var openAnchors: [String: Place] = [:]
  private var written = 0
  private var visited = 0
  private let visitLimit: Int
  private var complexKeyDepth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String, limits: SyntaxLimits, isForeign: Bool, quotesText: Bool) {
    self.file = file
    self.limits = limits
    self.isForeign = isForeign
    self.quotesText = quotesText
    self.bytes = bytes
    parser = YAMLEventParser(bytes)
    visitLimit = 4 * bytes.count + 10_000
  }

  /// Reads the text; call it once.
  mutating func read() -> (documents: [SyntaxNode], diagnostics: [Diagnostic], duplicateKeys: [Diagnostic]) {
    var documents: [SyntaxNode] = []
    do throws(ReadingStopped) {
      try readDocuments(to: &documents)
    } catch {
      documents = []
    }
    return (documents, diagnostics, duplicateKeys)
  }

  /// A piece of the text, if messages may quote it.
  func quotable(_ text: String) -> String? { quotesText ? text : nil }

  mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < limits.diagnostics { diagnostics.append(diagnostic) }
  }

  private mutating func stop(_ diagnostic: Diagnostic) -> ReadingStopped {
    report(diagnostic)
    return ReadingStopped()
  }

  private mutating func nextEvent() throws(ReadingStopped) -> YAMLEvent {
    if let event = parser.next() { return event }
    throw stop(syntaxDiagnostic(for: parser.problem))
  }

  private func place(of event: YAMLEvent) -> Place {
    Place(file: file, line: event.line, column: event.column)
  }

  private mutating func readDocuments(to documents: inout [SyntaxNode]) throws(ReadingStopped) {
    while true {
      let event = try nextEvent()
      switch event.kind {
      case .streamEnd:
        if documents.isEmpty, !isForeign { report(.emptyFile(at: Place(file: file, line: 1, column: 1))) }
        return
      case .documentStart where !documents.isEmpty && !isForeign:
        throw stop(.secondDocument(at: place(of: event)))
      case .documentStart:
        let root = try nextEvent()
        // An anchor holds in its own document only.
        anchors = [:]
        if case .scalar = root.kind, root.isEmpty {
          if isForeign { continue }
          throw stop(.emptyFile(at: Place(file: file, line: 1, column: 1)))
        }
        let document = try value(root, depth: 1).node
        if case .null = document.content, isForeign { continue }
        documents.append(document)
      default: break
      }
    }
  }

  /// The value that starts with `event`, as the `depth`th level if it is a list or mapping.
  private mutating func value(_ event: YAMLEvent, depth: Int) throws(ReadingStopped) -> Built {
    let place = place(of: event)
    written += 1
    guard written <= limits.yamlNodes else { throw stop(.tooManyValues(limit: limits.yamlNodes, at: place)) }
    visited += 1
    if let anchor = event.anchor {
      written += 2  // What is remembered of it takes about as much memory as two values more.
      openAnchors[anchor] = place
    }
    var built: Built
    switch event.kind {
    case .alias(let name): return try alias(name, at: place, depth: depth)
    case .scalar(let text, let isPlain):
      check(text, at: place)
      built = Built(node: scalar(text, isPlain: isPlain, tag: event.tag, at: place))
    case .sequenceStart, .mappingStart:
      guard depth <= SyntaxLimits.nesting else { throw stop(.nestingTooDeep(limit: SyntaxLimits.nesting, at: place)) }
      if case .sequenceStart = event.kind {
        checkTag(event.tag, fits: ["seq"], kind: "a list", at: place)
        built = try sequence(at: place, depth: depth)
      } else {
        checkTag(event.tag, fits: ["map"], kind: "a mapping", at: place)
        built = try mapping(at: place, depth: depth)
      }
    // libyaml's events are balanced, so that none of the others can be where a value is.
    default: throw stop(.yamlSyntax("expected a value here", at: place))
    }
    if isForeign, let tag = event.tag, !tag.hasPrefix(Self.corePrefix) {
      let key = SyntaxNode(.scalar(tag), at: place)
      built.node = SyntaxNode(.mapping([(key, built.node)]), at: place)
      built.size += 1
      built.height += 1
    }
    if let anchor = event.anchor {
      openAnchors[anchor] = nil
      anchors[anchor] = built
    }
    return built
  }

  private mutating func check(_ text: String, at place: Place) {
    if text.utf8.count > limits.scalarBytes {
      report(.scalarTooLong(bytes: text.utf8.count, limit: limits.scalarBytes, at: place))
    }
  }

  /// The value that `*name` repeats. The copies share their memory; only those who walk the tree see them all.
  private mutating func alias(_ name: String, at place: Place, depth: Int) throws(ReadingStopped) -> Built {
    if let anchor = openAnchors[name] {
      report(.aliasCycle(quotable(name), at: place, anchor: anchor))
      return Built(node: SyntaxNode(.null, at: place))
    }
    guard let built = anchors[name] else {
      report(.undefinedAlias(quotable(name), at: place))
      return Built(node: SyntaxNode(.null, at: place))
    }
    guard depth - 1 + built.height <= SyntaxLimits.nesting else {
      throw stop(.nestingTooDeep(limit: SyntaxLimits.nesting, at: place))
    }
    visited += built.size
    guard visited <= visitLimit else { throw stop(.aliasExpansion(quotable(name), limit: visitLimit, at: place)) }
    return built
  }

  private mutating func sequence(at place: Place, depth: Int) throws(ReadingStopped) -> Built {
    var built = Built(node: SyntaxNode(.null, at: place))
    var items: [SyntaxNode] = []
    while true {
      let event = try nextEvent()
      if case .sequenceEnd = event.kind { break }
      let item = try value(event, depth: depth + 1)
      built.size += item.size
      built.height = max(built.height, item.height)
      items.append(item.node)
    }
    built.node.content = .sequence(items)
    built.height += 1
    return built
  }

  private mutating func mapping(at place: Place, depth: Int) throws(ReadingStopped) -> Built {
    var built = Built(node: SyntaxNode(.null, at: place))
    var entries: [(key: SyntaxNode, value: SyntaxNode)] = []
    var known = KnownKeys()
    var merged: [SyntaxNode] = []
    while true {
      let event = try nextEvent()
      if case .mappingEnd = event.kind { break }
      if isForeign, case .scalar("<<", isPlain: true) = event.kind, event.tag == nil {
        let value = try value(try nextEvent(), depth: depth + 1)
        built.size += value.size + 1
        built.height = max(built.height, value.height)
        merged.append(value.node)
        continue
      }
      let key = try self.key(event, depth: depth)
      let earlier = key.flatMap { known.position(of: $0.text ?? "", in: entries) }
      if let key, let earlier {
        let problem = Diagnostic.duplicateKey(
          quotable(key.text ?? ""), at: key.place, first: entries[earlier].key.place)
        if !isForeign {
          report(problem)
        } else if duplicateKeys.count < limits.diagnostics {
          duplicateKeys.append(problem)
        }
      }
      let value = try value(try nextEvent(), depth: depth + 1)
      guard let key, earlier == nil || isForeign else { continue }
      built.size += value.size + 1
      built.height = max(built.height, value.height)
      if let earlier { entries[earlier] = (key, value.node) } else { entries.append((key, value.node)) }
    }
    for node in merged { merge(node, into: &entries) }
    built.node.content = .mapping(entries)
    built.height += 1
    return built
  }

  /// Adds what a merge key names, a mapping or a list of them; existing keys stay.
  private func merge(_ node: SyntaxNode, into entries: inout [(key: SyntaxNode, value: SyntaxNode)]) {
    switch node.content {
    case .mapping(let pairs):
      var known = Set(entries.lazy.map { $0.key.text })
      for pair in pairs where known.insert(pair.key.text).inserted { entries.append(pair) }
    case .sequence(let items):
      for item in items { if case .mapping = item.content { merge(item, into: &entries) } }
    case .null, .scalar: break
    }
  }

  /// The key that starts with `event`, or nothing (after a diagnostic) if it can't be one.
  private mutating func key(_ event: YAMLEvent, depth: Int) throws(ReadingStopped) -> SyntaxNode? {
    let place = place(of: event)
    switch event.kind {
    case .scalar(let text, let isPlain):
      written += 1
      visited += 1
      check(text, at: place)
      if text == "<<", isPlain, event.tag == nil {
        report(.mergeKey(at: place))
        return nil
      }
      let value = scalar(text, isPlain: isPlain, tag: event.tag, at: place)
      if let anchor = event.anchor { anchors[anchor] = Built(node: value) }
      return SyntaxNode(.scalar(text), at: place, isQuoted: value.isQuoted)
    case .alias: reportComplexKey("an alias", at: place)
    case .sequenceStart, .mappingStart:
      if case .sequenceStart = event.kind {
        reportComplexKey("a list", at: place)
      } else {
        reportComplexKey("a mapping", at: place)
      }
      complexKeyDepth += 1
      _ = try value(event, depth: depth + 1)
      complexKeyDepth -= 1
    // libyaml's events are balanced, so that none of the others can be where a value is.
    default: throw stop(.yamlSyntax("expected a value here", at: place))
    }
    return nil
  }

  /// Reports the outermost only: what is inside a key that can't be one is not worth more words.
  private mutating func reportComplexKey(_ kind: String, at place: Place) {
    if complexKeyDepth == 0, !isForeign { report(.complexKey(kind, at: place)) }
  }
}
