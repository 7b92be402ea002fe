internal import SourceReading

/// Jaeger's JSON: traces with their spans and processes, and spans with their process in them, as its storage keeps them.
extension TraceReader {
  /// Reads the spans of a trace, whose processes may come after them.
  mutating func readTrace(spans: Int, processes: Int?) throws(JSONCursor.Problem) {
    var services: [String: Int] = [:]
    if let processes {
      cursor.position = processes
      guard try cursor.openObject() else { return }
      while let key = try cursor.nextKey() {
        let name = cursor.text(of: key)
        if let service = try readProcess() { services[name] = service }
      }
    }
    cursor.position = spans
    guard try cursor.openList() else { return }
    while try cursor.nextItem() { try readJaegerSpan(services: services) }
  }

  /// The service that a process is of.
  private mutating func readProcess() throws(JSONCursor.Problem) -> Int? {
    let origin = Origin(file: file, offset: cursor.position)
    var process = ResourceReading()
    guard try cursor.openObject() else { return nil }
    while let key = try cursor.nextKey() {
      if cursor.slice(key, is: "serviceName") {
        process.name = try cursor.text()
      } else if cursor.slice(key, is: "tags") {
        try readPairs { reader, name throws(JSONCursor.Problem) in
          if let attribute = reader.scopeAttribute(named: name) {
            if let text = try reader.cursor.text() { process.add(attribute, text) }
          } else if let attribute = reader.placeAttribute(named: name) {
            if let text = try reader.cursor.text() { process.placement.add(attribute, text) }
          }
        }
      } else {
        try cursor.skipValue()
      }
    }
    guard let name = process.name, !name.isEmpty else { return nil }
    return join.service(name, of: process, at: origin)
  }

  /// Reads a span; its service is one of the processes of its trace, or is in it.
  mutating func readJaegerSpan(services: [String: Int]) throws(JSONCursor.Problem) {
    cursor.skipBlank()
    span.reset(at: Origin(file: file, offset: cursor.position))
    var trace: UInt64?
    var id: UInt64?
    var parent: UInt64?
    guard try cursor.openObject() else { return }
    while let key = try cursor.nextKey() {
      if cursor.slice(key, is: "traceID") || cursor.slice(key, is: "traceId") {
        trace = try readID()
      } else if cursor.slice(key, is: "spanID") || cursor.slice(key, is: "spanId") {
        id = try readID()
      } else if cursor.slice(key, is: "parentSpanID") {
        parent = try readID()
      } else if cursor.slice(key, is: "processID") {
        if let process = try cursor.text(), let service = services[process] { span.service = service }
      } else if cursor.slice(key, is: "process") {
        if let service = try readProcess() { span.service = service }
      } else if cursor.slice(key, is: "references") {
        try readReferences()
      } else if cursor.slice(key, is: "tags") {
        try readTags()
      } else {
        try cursor.skipValue()
      }
    }
    if let trace, let id { span.key = SpanKey(trace: trace, span: id) }
    // Older versions have the parent beside the references, or instead of them.
    if let trace, let parent, !span.causes.contains(where: { $0.key.span == parent }) {
      span.causes.insert(TracedSpan.Cause(key: SpanKey(trace: trace, span: parent)), at: 0)
    }
    join.add(span)
  }

  private mutating func readReferences() throws(JSONCursor.Problem) {
    guard try cursor.openList() else { return }
    while try cursor.nextItem() {
      var trace: UInt64?
      var id: UInt64?
      var isSoft = false
      guard try cursor.openObject() else { continue }
      while let key = try cursor.nextKey() {
        if cursor.slice(key, is: "traceID") {
          trace = try readID()
        } else if cursor.slice(key, is: "spanID") {
          id = try readID()
        } else if cursor.slice(key, is: "refType") {
          isSoft = try cursor.text() == "FOLLOWS_FROM"
        } else {
          try cursor.skipValue()
        }
      }
      guard let trace, let id else { continue }
      let cause = TracedSpan.Cause(key: SpanKey(trace: trace, span: id), isSoft: isSoft)
      if isSoft { span.causes.append(cause) } else { span.causes.insert(cause, at: 0) }
    }
  }

  /// Reads `[{"key": …, "value": …}]`.
  private mutating func readTags() throws(JSONCursor.Problem) {
    try readPairs { reader, name throws(JSONCursor.Problem) in try reader.readTag(name) }
  }
}
