internal import SourceReading

/// OTLP as JSON: spans by resource and scope, with ids in hexadecimal or base64, and kinds as numbers or names.
extension TraceReader {
  /// Reads a list of the spans of resources.
  mutating func readResources() throws(JSONCursor.Problem) {
    guard try cursor.openList() else { return }
    while try cursor.nextItem() { try readResource() }
  }

  private mutating func readResource() throws(JSONCursor.Problem) {
    let origin = Origin(file: file, offset: cursor.position)
    var service: Int?
    var waiting: [Int] = []
    guard try cursor.openObject() else { return }
    while let key = try cursor.nextKey() {
      if cursor.slice(key, is: "resource") {
        service = try readServiceName(at: origin)
      } else if cursor.slice(key, is: "scopeSpans") || cursor.slice(key, is: "scope_spans")
        || cursor.slice(key, is: "instrumentationLibrarySpans")
        || cursor.slice(key, is: "instrumentation_library_spans")
      {
        // The service is mostly known by now; where not, its spans are read again behind it.
        if let service {
          try readScopes(of: service)
        } else {
          waiting.append(cursor.position)
          try cursor.skipValue()
        }
      } else {
        try cursor.skipValue()
      }
    }
    let end = cursor.position
    for position in waiting {
      cursor.position = position
      try readScopes(of: service ?? -1)
    }
    cursor.position = end
  }

  /// The service that a resource is; `nil` where it does not say.
  private mutating func readServiceName(at origin: Origin) throws(JSONCursor.Problem) -> Int? {
    var resource = ResourceReading()
    guard try cursor.openObject() else { return nil }
    while let key = try cursor.nextKey() {
      guard cursor.slice(key, is: "attributes") else {
        try cursor.skipValue()
        continue
      }
      try readAttributes { reader, key throws(JSONCursor.Problem) in
        if reader.cursor.slice(key, is: "service.name") {
          resource.name = try reader.cursor.text()
        } else if let attribute = reader.scopeAttribute(named: key) {
          if let text = try reader.cursor.text() { resource.add(attribute, text) }
        } else if let attribute = reader.placeAttribute(named: key) {
          if let text = try reader.cursor.text() { resource.placement.add(attribute, text) }
        } else {
          try reader.cursor.skipValue()
        }
      }
    }
    guard let name = resource.name, !name.isEmpty else { return nil }
    return join.service(name, of: resource, at: origin)
  }

  private mutating func readScopes(of service: Int) throws(JSONCursor.Problem) {
    guard try cursor.openList() else { return }
    while try cursor.nextItem() {
      guard try cursor.openObject() else { continue }
      while let key = try cursor.nextKey() {
        guard cursor.slice(key, is: "spans") else {
          try cursor.skipValue()
          continue
        }
        guard try cursor.openList() else { continue }
        while try cursor.nextItem() { try readSpan(of: service) }
      }
    }
  }

  private mutating func readSpan(of service: Int) throws(JSONCursor.Problem) {
    cursor.skipBlank()
    span.reset(at: Origin(file: file, offset: cursor.position))
    span.service = service
    var trace: UInt64?
    var id: UInt64?
    var parent: UInt64?
    guard try cursor.openObject() else { return }
    while let key = try cursor.nextKey() {
      if cursor.slice(key, is: "traceId") || cursor.slice(key, is: "trace_id") {
        trace = try readID()
      } else if cursor.slice(key, is: "spanId") || cursor.slice(key, is: "span_id") {
        id = try readID()
      } else if cursor.slice(key, is: "parentSpanId") || cursor.slice(key, is: "parent_span_id") {
        parent = try readID()
      } else if cursor.slice(key, is: "kind") {
        if let text = try cursor.text() { span.kind = TracedSpan.Kind.named(text) }
      } else if cursor.slice(key, is: "attributes") {
        try readAttributes { reader, key throws(JSONCursor.Problem) in
          if let attribute = reader.attribute(named: key) {
            if let text = try reader.cursor.text() { reader.span.peer.add(attribute, text) }
          } else {
            try reader.cursor.skipValue()
          }
        }
      } else if cursor.slice(key, is: "links") {
        try readLinks()
      } else if cursor.slice(key, is: "status") {
        try readStatus()
      } else {
        try cursor.skipValue()
      }
    }
    if let trace, let id { span.key = SpanKey(trace: trace, span: id) }
    if let trace, let parent {
      span.causes.insert(TracedSpan.Cause(key: SpanKey(trace: trace, span: parent)), at: 0)
    }
    join.add(span)
  }

  private mutating func readLinks() throws(JSONCursor.Problem) {
    guard try cursor.openList() else { return }
    while try cursor.nextItem() {
      var trace: UInt64?
      var id: UInt64?
      guard try cursor.openObject() else { continue }
      while let key = try cursor.nextKey() {
        if cursor.slice(key, is: "traceId") || cursor.slice(key, is: "trace_id") {
          trace = try readID()
        } else if cursor.slice(key, is: "spanId") || cursor.slice(key, is: "span_id") {
          id = try readID()
        } else {
          try cursor.skipValue()
        }
      }
      if let trace, let id {
        span.causes.append(TracedSpan.Cause(key: SpanKey(trace: trace, span: id), isSoft: true, isParent: false))
      }
    }
  }

  private mutating func readStatus() throws(JSONCursor.Problem) {
    guard try cursor.openObject() else { return }
    while let key = try cursor.nextKey() {
      guard cursor.slice(key, is: "code") else {
        try cursor.skipValue()
        continue
      }
      if let code = try cursor.text(), code == "2" || code == "STATUS_CODE_ERROR" { span.isError = true }
    }
  }

  /// Goes through a list of attributes; the body gets the name of each with the cursor before the scalar that is its value,
  /// and takes or skips that.
  private mutating func readAttributes(
    _ body: (inout TraceReader, JSONCursor.Slice) throws(JSONCursor.Problem) -> Void
  ) throws(JSONCursor.Problem) {
    try readPairs { reader, name throws(JSONCursor.Problem) in
      // `{"stringValue": …}`, and the like for numbers and truth values.
      if reader.cursor.next == UInt8(ascii: "{"), try reader.cursor.openObject(), try reader.cursor.nextKey() != nil {
        try body(&reader, name)
      }
    }
  }
}
