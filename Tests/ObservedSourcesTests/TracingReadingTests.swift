import DependencyModel
import Foundation
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

/// What the spans of each format mean.
@Suite struct TracingReadingTests {
  static func load(_ text: String, file: String = "traces.json") throws -> LoadedModel {
    try Importing.load(text, file: file)
  }

  /// The edges of a text with their sources.
  static func edges(_ text: String) throws -> Set<String> { Tracing.edges(try load(text).model) }

  static func notes(_ text: String) throws -> ImportNotes { try #require(try load(text).imports.first).notes }

  /// A line of OTLP with spans of one service; further keys of the span as JSON.
  static func line(_ service: String, _ spans: (id: String, parent: String?, kind: String, more: String)...) -> String {
    let spans = spans.map { span in
      "{\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"\(span.id)\",\"name\":\"x\",\"kind\":\(span.kind)"
        + (span.parent.map { ",\"parentSpanId\":\"\($0)\"" } ?? "") + (span.more.isEmpty ? "" : ",\(span.more)") + "}"
    }
    return
      "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"\(service)\"}}]},\"scopeSpans\":[{\"spans\":[\(spans.joined(separator: ","))]}]}]}\n"
  }

  static func attributes(_ pairs: KeyValuePairs<String, String>) -> String {
    let items = pairs.map { "{\"key\":\"\($0.key)\",\"value\":{\"stringValue\":\"\($0.value)\"}}" }
    return "\"attributes\":[\(items.joined(separator: ","))]"
  }

  // MARK: OpenTelemetry

  @Test("Lines of OpenTelemetry are joined in any order")
  func lines() throws {
    // The callee stands before its caller, and kinds as names and numbers.
    let text =
      Self.line("cart", ("00000000000000a3", "00000000000000a2", "\"SPAN_KIND_SERVER\"", "\"status\":{\"code\":2}"))
      + Self.line(
        "web", ("00000000000000a1", nil, "2", ""), ("00000000000000a2", "00000000000000a1", "3", ""),
        ("00000000000000a9", "00000000000000ff", "2", ""))
    let loaded = try Self.load(text)
    #expect(Tracing.edges(loaded.model) == ["web → cart"])
    #expect(Tracing.source("web", "cart", in: loaded.model) == "traces.json: 1 call, 1 failed")
    #expect(loaded.model["web"]?.place == Place(file: "traces.json", line: 2, column: 19))
    let notes = try #require(loaded.imports.first).notes
    #expect(notes.understood == 4)
    #expect(notes.remarks.contains { $0.hasPrefix("1 span follows from one that is not in the files") })
  }

  @Test("Ids in base64 and old names of fields are read")
  func base64AndOldNames() throws {
    // 8 bytes as protocol buffers write them; the resource behind its spans.
    let text = """
      {"batches":[{"instrumentationLibrarySpans":[{"spans":[
        {"traceId":"CvdlGRbNQ92ESOshHIAxnA==","spanId":"AAAAAAAAAKI=","parentSpanId":"","kind":"SPAN_KIND_CLIENT"}]}],
        "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]}},
      {"resource":{"attributes":[{"value":{"stringValue":"cart"},"key":"service.name"}]},"scopeSpans":[{"spans":[
        {"traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"00000000000000a3","parentSpanId":"AAAAAAAAAKI=","kind":2}]}]}]}
      """
    #expect(try Self.edges(text) == ["web → cart"])
  }

  @Test("Messages are used, not needed")
  func messagesAreSoft() throws {
    let text =
      Self.line(
        "web",
        (
          "00000000000000a1", nil, "4",
          Self.attributes(["messaging.system": "kafka", "messaging.destination.name": "orders"])
        ))
      + Self.line(
        "mailer",
        ("00000000000000a2", "00000000000000a1", "5", Self.attributes(["messaging.destination.name": "orders"])))
      + Self.line(
        "audit",
        (
          "00000000000000a3", nil, "1",
          "\"links\":[{\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"00000000000000a1\"}]"
        ))
    let model = try Self.load(text).model
    #expect(Tracing.edges(model) == ["web ⇢ orders", "mailer ⇢ orders", "audit ⇢ orders"])
    #expect(model["orders"]?.kind == "queue")
    #expect(Tracing.source("audit", "orders", in: model) == "traces.json: 1 message")
    let lost = try Importing.impact(of: ["orders"], on: model)
    #expect(lost.down.isEmpty)
    #expect(lost.degraded == ["web", "mailer", "audit"])
  }

  @Test("Callees without spans are named by their attributes")
  func calleesWithoutSpans() throws {
    let text = Self.line(
      "web",
      (
        "00000000000000a1", nil, "3",
        Self.attributes(["db.system": "postgresql", "server.address": "Orders.db.example"])
      ),
      ("00000000000000a2", nil, "3", Self.attributes(["db.system": "redis", "net.peer.name": "localhost"])),
      ("00000000000000a3", nil, "3", Self.attributes(["db.system": "mysql"])),
      ("00000000000000a4", nil, "3", Self.attributes(["peer.service": "tax"])),
      (
        "00000000000000a5", nil, "3",
        Self.attributes(["http.url": "https://user:secret-1@api.pay.example:8443/v1?key=secret-2"])
      ),
      ("00000000000000a6", nil, "2", Self.attributes(["server.address": "web.example"])),
      ("00000000000000a7", nil, "1", Self.attributes(["server.address": "nowhere.example"])))
    let loaded = try Self.load(text)
    let model = loaded.model
    #expect(
      Tracing.edges(model) == [
        "web → orders.db.example", "web → web/localhost", "web → web/mysql", "web → tax", "web → api.pay.example",
      ])
    #expect(
      ["orders.db.example", "web/localhost", "web/mysql", "tax", "api.pay.example"].map { model[ComponentID($0)]?.kind }
        == ["database", "cache", "database", "external", "external"])
    #expect(try #require(loaded.imports.first).notes.ambiguous.count == 2)
    #expect(try !ModelWriter.text(of: model, as: .yaml).contains("secret"))
  }

  @Test("A callee with spans is one component, whatever it is called by")
  func calleesWithSpans() throws {
    let called = Self.attributes(["server.address": "cart.prod.internal", "peer.service": "the-cart"])
    let text =
      Self.line(
        "web", ("00000000000000a1", nil, "3", called), ("00000000000000b1", nil, "3", called),
        ("00000000000000c1", nil, "3", Self.attributes(["peer.service": "mail"])))
      + Self.line("cart", ("00000000000000a2", "00000000000000a1", "2", ""))
      + Self.line("mail", ("00000000000000d2", nil, "1", ""))
    let model = try Self.load(text).model
    #expect(Tracing.edges(model) == ["web → cart", "web → mail"])
    #expect(Tracing.source("web", "cart", in: model) == "traces.json: 2 calls")
  }

  @Test("Services of different namespaces stay apart")
  func namespaces() throws {
    func resource(_ namespace: String, _ id: String, _ parent: String) -> String {
      """
      {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"api"}},{"key":"service.namespace","value":{"stringValue":"\(namespace)"}}]},
      "scopeSpans":[{"spans":[{"traceId":"01","spanId":"\(id)","parentSpanId":"\(parent)","kind":2}]}]}
      """
    }
    let text = "{\"resourceSpans\":[\(resource("shop", "0a", "")),\(resource("pay", "0b", "0a"))]}"
    #expect(try Self.edges(text) == ["shop/api → pay/api"])
  }

  // MARK: Jaeger

  @Test("Answers of Jaeger's interface are read")
  func jaeger() throws {
    let text = """
      {"data":[{"traceID":"1","spans":[
        {"traceID":"1","spanID":"a","references":[],"processID":"p1","tags":[]},
        {"traceID":"1","spanID":"b","references":[{"refType":"CHILD_OF","traceID":"1","spanID":"a"}],"processID":"p2",
         "tags":[{"key":"error","type":"bool","value":true}]},
        {"traceID":"1","spanID":"c","references":[{"refType":"FOLLOWS_FROM","traceID":"1","spanID":"b"}],"processID":"p3"},
        {"traceID":"1","spanID":"d","parentSpanID":"c","processID":"p1",
         "tags":[{"key":"span.kind","value":"client"},{"key":"peer.service","value":"mongo"},{"key":"db.type","value":"mongodb"}]},
        {"traceID":"1","spanID":"e","processID":"p9"}],
       "processes":{"p1":{"serviceName":"web"},"p2":{"serviceName":"cart"},"p3":{"serviceName":"mail"}}}]}
      """
    let loaded = try Self.load(text)
    #expect(Tracing.edges(loaded.model) == ["web → cart", "cart ⇢ mail", "web → mongo", "mail → web"])
    #expect(Tracing.source("web", "cart", in: loaded.model) == "traces.json: 1 call, 1 failed")
    #expect(loaded.model["mongo"]?.kind == "database")
    let skipped = try #require(loaded.imports.first).notes.skipped
    #expect(skipped.map(\.type) == ["span"])
    #expect(skipped.map(\.count) == [1])
  }

  @Test("Lines of Jaeger's storage are read")
  func jaegerStorage() throws {
    let text = """
      {"traceID":"1","spanID":"b","references":[{"refType":"CHILD_OF","traceID":"1","spanID":"a"}],"process":{"serviceName":"cart","tags":[]}}
      {"traceID":"1","spanID":"a","process":{"serviceName":"web","tags":[]}}
      """
    #expect(try Self.edges(text) == ["web → cart"])
  }

  // MARK: Zipkin

  @Test("Spans of Zipkin are joined by shared ids and parents")
  func zipkin() throws {
    // Both halves share an id; the server's own call is a child of that id; one callee has no spans, one caller neither.
    let text = """
      [[{"traceId":"1","id":"a","kind":"CLIENT","localEndpoint":{"serviceName":"web"},"remoteEndpoint":{"serviceName":"cart"}},
        {"traceId":"1","parentId":"a","id":"b","kind":"CLIENT","localEndpoint":{"serviceName":"cart"},"remoteEndpoint":{"serviceName":"mysql"},"tags":{"error":"timeout"}},
        {"traceId":"1","id":"a","kind":"SERVER","shared":true,"localEndpoint":{"serviceName":"cart"}}],
       [{"traceId":"2","id":"c","kind":"SERVER","localEndpoint":{"serviceName":"web"},"remoteEndpoint":{"serviceName":"browser"}}]]
      """
    let model = try Self.load(text).model
    #expect(Tracing.edges(model) == ["web → cart", "cart → mysql", "browser → web"])
    #expect(Tracing.source("web", "cart", in: model) == "traces.json: 1 call")
    #expect(Tracing.source("cart", "mysql", in: model) == "traces.json: 1 call, 1 failed")
  }

  @Test("Spans of Zipkin's first version are read")
  func zipkinOne() throws {
    func end(_ key: String, _ value: String, _ service: String) -> String {
      "{\"\(key)\":\"\(value)\",\"endpoint\":{\"serviceName\":\"\(service)\",\"ipv4\":\"10.0.0.1\"}}"
    }
    let text = """
      [{"traceId":"1","id":"a","name":"get","annotations":[\(end("value", "cs", "web")),\(end("value", "cr", "web"))]},
       {"traceId":"1","id":"a","name":"get","annotations":[\(end("value", "sr", "cart")),\(end("value", "ss", "cart"))]},
       {"traceId":"1","id":"b","parentId":"a","name":"all","annotations":[\(end("value", "cs", "cart")),
         \(end("value", "sr", "price")),\(end("value", "ss", "price"))],"binaryAnnotations":[]},
       {"traceId":"1","id":"c","parentId":"b","name":"query","annotations":[\(end("value", "cs", "price"))],
        "binaryAnnotations":[\(end("key", "sa", "mysql")),{"key":"error","value":"no"}]},
       {"traceId":"1","id":"d","parentId":"b","binaryAnnotations":[\(end("key", "lc", "price"))]}]
      """
    let loaded = try Self.load(text)
    #expect(Tracing.edges(loaded.model) == ["web → cart", "cart → price", "price → mysql"])
    #expect(Tracing.source("price", "mysql", in: loaded.model) == "traces.json: 1 call, 1 failed")
  }

  @Test("Dependencies count calls and errors, and none leads to itself")
  func errorCounts() throws {
    let text =
      "[{\"parent\":\"a\",\"child\":\"b\",\"callCount\":7,\"errorCount\":2},{\"parent\":\"a\",\"child\":\"a\",\"callCount\":1}]"
    let model = try Self.load(text).model
    #expect(Tracing.edges(model) == ["a → b"])
    #expect(Tracing.source("a", "b", in: model) == "traces.json: 7 calls, 2 failed")
  }
}
