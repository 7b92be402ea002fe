internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads files of traces span by span, in whatever of the known formats each object is, into one `SpanJoin`.
///
/// A file is one JSON text, or one after the other: a line each, as collectors write them. Nothing is kept of a span but
/// what `SpanJoin` keeps. Time: linear in the bytes; those of lists whose meaning comes after them are passed over once
/// more. Lines that are no JSON are left out.
struct TraceReader {
  /// How many bad lines are reported one by one.
  private static let toldProblems = 5

  var join: SpanJoin
  var cursor: JSONCursor
  /// The position of the file that is read.
  var file = 0
  var span = TracedSpan()
  /// What the tags of a span of Zipkin say about its service.
  var resource = ResourceReading()
  /// The entries of lists of dependencies that name databases and brokers.
  private(set) var storeLinks = DependencyLinks()
  /// How many entries of lists of dependencies there were.
  private(set) var links = 0
  /// Warnings on lines that were left out, and how many there were.
  private(set) var problems: [Diagnostic] = []
  private(set) var badLines = 0

  init(join: SpanJoin = SpanJoin()) {
    self.join = join
    cursor = JSONCursor(UnsafeBufferPointer(start: nil, count: 0))
  }

  /// Reads a file to its end.
  ///
  /// - Throws: `InvalidInput` where nothing in it could be read to its end.
  mutating func read(_ source: SourceFile, number: Int) throws(InvalidInput) {
    file = number
    let bytes = ForeignText.utf8(source.bytes)
    let start = SourceStart.startOfJSON(in: Array(bytes.prefix(SourceStart.length))) ?? 0
    let problem = bytes.withUnsafeBufferPointer { buffer -> Diagnostic? in
      cursor = JSONCursor(buffer, from: start)
      defer { cursor = JSONCursor(UnsafeBufferPointer(start: nil, count: 0)) }
      return readTexts(of: source.name)
    }
    if let problem { throw InvalidInput([problem]) }
  }

  /// Reads one text after the other; gives what is wrong where none could be read.
  private mutating func readTexts(of name: String) -> Diagnostic? {
    var good = 0
    var bad: [JSONCursor.Problem] = []
    var badCount = 0
    cursor.skipBlank()
    while cursor.position < cursor.end {
      let start = cursor.position
      do throws(JSONCursor.Problem) {
        try readValue(depth: 0)
        good += 1
      } catch {
        badCount += 1
        if bad.count < Self.toldProblems { bad.append(error) }
        // The next line may be whole again; a text of many lines has no such line, because it starts on none of them.
        cursor.position = nextText(after: start)
      }
      cursor.skipBlank()
    }
    guard !bad.isEmpty else { return nil }
    let lines = LineFinder(cursor.bytes, of: name)
    let places = lines.places(of: bad.map(\.offset))
    guard good > 0 else { return .jsonSyntax(bad[0].reason, at: places[0]) }
    badLines += badCount
    for (problem, place) in zip(bad, places) {
      problems.append(
        Diagnostic(.jsonSyntax, severity: .warning, "\(problem.reason); the rest of this line is left out", at: place))
    }
    return nil
  }

  /// The start of the first line behind an offset that starts with an object or list at its very beginning.
  private func nextText(after offset: Int) -> Int {
    var index = offset
    while index < cursor.end {
      if cursor.bytes[index] == 0x0A, index + 1 < cursor.end,
        cursor.bytes[index + 1] == UInt8(ascii: "{") || cursor.bytes[index + 1] == UInt8(ascii: "[")
      {
        return index + 1
      }
      index += 1
    }
    return cursor.end
  }

  // MARK: Objects

  /// Reads a list or object of any format.
  private mutating func readValue(depth: Int) throws(JSONCursor.Problem) {
    cursor.skipBlank()
    switch cursor.next {
    case UInt8(ascii: "["):
      guard depth < 8 else { return try cursor.skipValue() }
      _ = try cursor.openList()
      while try cursor.nextItem() { try readValue(depth: depth + 1) }
    case UInt8(ascii: "{"): try readObject(depth: depth)
    default: try cursor.skipValue()
    }
  }

  /// The evidence in the keys of an object about its kind.
  private struct Keys {
    var spans: Int?
    var processes: Int?
    var parent: Int?
    var child: Int?
    var traceID = false
    var spanID = false
    var id = false
  }

  /// Reads an object: what it is depends on its keys, so these are looked at first.
  private mutating func readObject(depth: Int) throws(JSONCursor.Problem) {
    let start = cursor.position
    var keys = Keys()
    _ = try cursor.openObject()
    while let key = try cursor.nextKey() {
      if Self.isContainer(key, in: cursor), depth < 8 {
        try readValue(depth: depth + 1)
      } else if Self.isResourceList(key, in: cursor) {
        try readResources()
      } else {
        if cursor.slice(key, is: "spans") { keys.spans = cursor.position }
        if cursor.slice(key, is: "processes") { keys.processes = cursor.position }
        if cursor.slice(key, is: "parent") { keys.parent = cursor.position }
        if cursor.slice(key, is: "child") { keys.child = cursor.position }
        if cursor.slice(key, is: "traceID") { keys.traceID = true }
        if cursor.slice(key, is: "spanID") { keys.spanID = true }
        if cursor.slice(key, is: "traceId") { keys.traceID = true }
        if cursor.slice(key, is: "id") { keys.id = true }
        try cursor.skipValue()
      }
    }
    let end = cursor.position
    if let spans = keys.spans {
      try readTrace(spans: spans, processes: keys.processes)
    } else if keys.traceID, keys.spanID {
      cursor.position = start
      try readJaegerSpan(services: [:])
    } else if keys.traceID, keys.id {
      cursor.position = start
      try readZipkinSpan()
    } else if keys.parent != nil, keys.child != nil {
      cursor.position = start
      try readLink()
    }
    cursor.position = end
  }

  /// The keys that hold traces of any format: answers of Jaeger, of its version 3, of Tempo.
  private static func isContainer(_ key: JSONCursor.Slice, in cursor: JSONCursor) -> Bool {
    cursor.slice(key, is: "data") || cursor.slice(key, is: "result") || cursor.slice(key, is: "trace")
      || cursor.slice(key, is: "traces")
  }

  /// The keys that hold spans by resource, as OpenTelemetry writes them.
  private static func isResourceList(_ key: JSONCursor.Slice, in cursor: JSONCursor) -> Bool {
    cursor.slice(key, is: "resourceSpans") || cursor.slice(key, is: "resource_spans")
      || cursor.slice(key, is: "batches")
  }

  /// Reads an entry of a list of dependencies, as Jaeger and Zipkin give it.
  private mutating func readLink() throws(JSONCursor.Problem) {
    let origin = Origin(file: file, offset: cursor.position)
    var ends: (caller: String?, callee: String?)
    var calls = 0
    var failed = 0
    _ = try cursor.openObject()
    while let key = try cursor.nextKey() {
      if cursor.slice(key, is: "parent") {
        ends.caller = try cursor.text()
      } else if cursor.slice(key, is: "child") {
        ends.callee = try cursor.text()
      } else if cursor.slice(key, is: "callCount") {
        calls = try cursor.int() ?? 0
      } else if cursor.slice(key, is: "errorCount") {
        failed = try cursor.int() ?? 0
      } else {
        try cursor.skipValue()
      }
    }
    guard let caller = ends.caller, let callee = ends.callee, !caller.isEmpty, !callee.isEmpty else {
      nameless += 1
      return
    }
    links += 1
    let limit = 1 << 52
    let tally = TracedCalls.Tally(
      file: file, calls: min(max(calls, 1), limit), failed: min(max(failed, 0), limit))
    if DependencyLinks.isAbout(caller, callee) { return storeLinks.add(caller, callee, tally, at: origin) }
    let service = join.service(caller, at: origin)
    join.add(service, calls: join.service(callee, at: origin), tally, at: origin)
  }

  /// All calls; nothing can be read after that.
  mutating func finish() -> TracedCalls {
    storeLinks.finish(into: &join)
    return join.finish()
  }

  /// Entries of lists of dependencies that don't name both ends.
  private(set) var nameless = 0

  // MARK: Parts of spans

  /// The id at this place.
  mutating func readID() throws(JSONCursor.Problem) -> UInt64? {
    guard let slice = try cursor.scalar() else { return nil }
    return SpanID.value(UnsafeBufferPointer(rebasing: cursor.bytes[slice.start..<slice.end]))
  }

  /// The attribute of that name in the table of those that are read.
  func attribute(named name: JSONCursor.Slice) -> Int? {
    let length = name.end - name.start
    guard length < PeerAttributes.candidates.count else { return nil }
    for candidate in PeerAttributes.candidates[length]
    where cursor.slice(name, is: PeerAttributes.attributes[candidate].name) {
      return candidate
    }
    return nil
  }

  /// The attribute of a resource of that name that says where its service runs.
  func scopeAttribute(named name: JSONCursor.Slice) -> Int? {
    // The names are not short.
    guard name.end - name.start >= 15 else { return nil }
    return TraceScope.attributes.firstIndex { cursor.slice(name, is: $0.name) }
  }

  /// The attribute of a resource of that name that says where its instance runs.
  func placeAttribute(named name: JSONCursor.Slice) -> Int? {
    guard (7...23).contains(name.end - name.start), "chk".utf8.contains(cursor.bytes[name.start]) else { return nil }
    return TracePlacement.attributes.firstIndex { cursor.slice(name, is: $0.name) }
  }

  /// Takes from a tag of the span, the cursor before its value, what is known by that name.
  mutating func readTag(_ name: JSONCursor.Slice) throws(JSONCursor.Problem) {
    if cursor.slice(name, is: "span.kind") {
      if let text = try cursor.text() { span.kind = TracedSpan.Kind.named(text) }
    } else if cursor.slice(name, is: "error") {
      // Zipkin says by the tag alone that a span failed; its text is the reason.
      if let text = try cursor.text(), text != "false" { span.isError = true }
    } else if cursor.slice(name, is: "otel.status_code") {
      if try cursor.text() == "ERROR" { span.isError = true }
    } else if let attribute = attribute(named: name) {
      if let text = try cursor.text() { span.peer.add(attribute, text) }
    } else if let attribute = scopeAttribute(named: name) {
      if let text = try cursor.text() { resource.add(attribute, text) }
    } else if let attribute = placeAttribute(named: name) {
      if let text = try cursor.text() { resource.placement.add(attribute, text) }
    } else {
      try cursor.skipValue()
    }
  }
}

extension TraceReader {
  /// Reads `[{"key": …, "value": …}]`, the keys of a pair in any order: the body finds the cursor at the value and need not
  /// read all of it.
  mutating func readPairs(
    _ body: (inout TraceReader, JSONCursor.Slice) throws(JSONCursor.Problem) -> Void
  ) throws(JSONCursor.Problem) {
    guard try cursor.openList() else { return }
    while try cursor.nextItem() {
      var name: JSONCursor.Slice?
      var value: Int?
      guard try cursor.openObject() else { continue }
      while let key = try cursor.nextKey() {
        if cursor.slice(key, is: "key") {
          name = try cursor.scalar()
        } else {
          if cursor.slice(key, is: "value") { value = cursor.position }
          try cursor.skipValue()
        }
      }
      guard let name, let value else { continue }
      let end = cursor.position
      cursor.position = value
      try body(&self, name)
      cursor.position = end
    }
  }
}
