internal import SourceReading

/// Zipkin's JSON, version 2, where a span is one half of a call, and version 1, where it may be both.
extension TraceReader {
  /// The content of the annotations of version 1: who called, who served, who else was there.
  private struct Ends {
    var caller: String?
    var server: String?
    var sender: String?
    var receiver: String?
    /// The service of a span that is not a call, or whose annotations are others'.
    var other: String?
    /// The other end, as the caller or the server names it.
    var calledName: String?
    var callerName: String?
    var brokerName: String?
    var calledAddress: String?
    var brokerAddress: String?
  }

  /// Reads a span of either version.
  mutating func readZipkinSpan() throws(JSONCursor.Problem) {
    cursor.skipBlank()
    let origin = Origin(file: file, offset: cursor.position)
    span.reset(at: origin)
    resource = ResourceReading()
    var trace: UInt64?
    var id: UInt64?
    var parent: UInt64?
    var ends = Ends()
    guard try cursor.openObject() else { return }
    while let key = try cursor.nextKey() {
      if cursor.slice(key, is: "traceId") {
        trace = try readID()
      } else if cursor.slice(key, is: "id") {
        id = try readID()
      } else if cursor.slice(key, is: "parentId") {
        parent = try readID()
      } else if cursor.slice(key, is: "kind") {
        if let text = try cursor.text() { span.kind = TracedSpan.Kind.named(text) }
      } else if cursor.slice(key, is: "shared") {
        if try cursor.text() == "true" { span.isShared = true }
      } else if cursor.slice(key, is: "localEndpoint") {
        resource.name = try readEndpoint().name
      } else if cursor.slice(key, is: "remoteEndpoint") {
        let end = try readEndpoint()
        span.peer.add(service: end.name, address: end.address)
      } else if cursor.slice(key, is: "tags") {
        guard try cursor.openObject() else { continue }
        while let name = try cursor.nextKey() { try readTag(name) }
      } else if cursor.slice(key, is: "annotations") {
        try readAnnotations("value", &ends)
      } else if cursor.slice(key, is: "binaryAnnotations") {
        try readAnnotations("key", &ends)
      } else {
        try cursor.skipValue()
      }
    }
    if let trace, let id { span.key = SpanKey(trace: trace, span: id) }
    if let trace, let parent { span.causes.append(TracedSpan.Cause(key: SpanKey(trace: trace, span: parent))) }
    // Where the service runs is in the tags, which may be behind its name.
    if let name = resource.name { span.service = join.service(name, of: resource, at: origin) }
    if span.service < 0 { addHalves(ends, at: origin) } else { join.add(span) }
  }

  /// Adds a span of version 1: each half of a call that is in it.
  private mutating func addHalves(_ ends: Ends, at origin: Origin) {
    let other = span.peer
    let whole: [(name: String?, kind: TracedSpan.Kind, remote: String?, address: String?)] = [
      (ends.caller, .client, ends.calledName, ends.calledAddress),
      (ends.server, .server, ends.callerName, nil),
      (ends.sender, .producer, ends.brokerName, ends.brokerAddress),
      (ends.receiver, .consumer, ends.brokerName, ends.brokerAddress),
    ]
    var isCall = false
    for (name, kind, remote, address) in whole {
      guard let name else { continue }
      span.service = join.service(name, at: origin)
      span.kind = kind
      span.peer = other
      span.peer.add(service: remote, address: address)
      join.add(span)
      isCall = true
    }
    guard !isCall else { return }
    if let name = ends.other { span.service = join.service(name, at: origin) }
    if let name = ends.calledName {
      span.kind = .client
      span.peer.add(service: name, address: ends.calledAddress)
    }
    join.add(span)
  }

  /// The name of a service and its address, as far as the endpoint has them.
  private mutating func readEndpoint() throws(JSONCursor.Problem) -> (name: String?, address: String?) {
    var end: (name: String?, address: String?)
    guard try cursor.openObject() else { return end }
    while let key = try cursor.nextKey() {
      if cursor.slice(key, is: "serviceName") {
        end.name = try cursor.text()
      } else if cursor.slice(key, is: "ipv4") || cursor.slice(key, is: "ipv6") {
        if let address = try cursor.text(), end.address == nil { end.address = address }
      } else {
        try cursor.skipValue()
      }
    }
    if end.name?.isEmpty == true { end.name = nil }
    return end
  }

  /// Reads annotations; the meaning of each is under `nameKey`.
  private mutating func readAnnotations(
    _ nameKey: StaticString, _ ends: inout Ends
  ) throws(JSONCursor.Problem) {
    guard try cursor.openList() else { return }
    while try cursor.nextItem() {
      var name: JSONCursor.Slice?
      var value: Int?
      var service: String?
      var address: String?
      guard try cursor.openObject() else { continue }
      while let key = try cursor.nextKey() {
        if cursor.slice(key, is: nameKey) {
          name = try cursor.scalar()
        } else if cursor.slice(key, is: "endpoint") {
          (service, address) = try readEndpoint()
        } else {
          if cursor.slice(key, is: "value") { value = cursor.position }
          try cursor.skipValue()
        }
      }
      guard let name else { continue }
      note(name, service, address, &ends)
      let end = cursor.position
      if let value {
        cursor.position = value
        try readTag(name)
      } else if cursor.slice(name, is: "error") {
        span.isError = true
      }
      cursor.position = end
    }
  }

  /// Takes from an annotation who was at an end of the call.
  private func note(_ name: JSONCursor.Slice, _ service: String?, _ address: String?, _ ends: inout Ends) {
    guard let service else { return }
    func set(_ end: inout String?) { if end == nil { end = service } }
    if cursor.slice(name, is: "cs") || cursor.slice(name, is: "cr") {
      set(&ends.caller)
    } else if cursor.slice(name, is: "sr") || cursor.slice(name, is: "ss") {
      set(&ends.server)
    } else if cursor.slice(name, is: "ms") {
      set(&ends.sender)
    } else if cursor.slice(name, is: "mr") {
      set(&ends.receiver)
    } else if cursor.slice(name, is: "sa") {
      set(&ends.calledName)
      if ends.calledAddress == nil { ends.calledAddress = address }
    } else if cursor.slice(name, is: "ca") {
      set(&ends.callerName)
    } else if cursor.slice(name, is: "ma") {
      set(&ends.brokerName)
      if ends.brokerAddress == nil { ends.brokerAddress = address }
    } else {
      set(&ends.other)
    }
  }
}
