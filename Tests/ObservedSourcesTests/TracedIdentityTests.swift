import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// Services, databases and names of one name in several environments, clusters and namespaces.
@Suite struct TracedIdentityTests {
  enum Form: CaseIterable {
    case openTelemetry, jaeger, zipkin

    /// A span of a service that runs somewhere.
    func span(
      _ service: String, _ place: KeyValuePairs<String, String>, _ id: String, _ kind: String = "client",
      parent: String? = nil, _ tags: KeyValuePairs<String, String> = [:]
    ) -> String {
      func pairs(_ tags: KeyValuePairs<String, String>) -> String {
        tags.map { "{\"key\":\"\($0.key)\",\"value\":\"\($0.value)\"}" }.joined(separator: ",")
      }
      switch self {
      case .openTelemetry:
        let all = (["service.name": service] as KeyValuePairs).map { $0 } + place.map { $0 }
        let resource = all.map { "{\"key\":\"\($0.key)\",\"value\":{\"stringValue\":\"\($0.value)\"}}" }.joined(
          separator: ",")
        let own = tags.map { "{\"key\":\"\($0.key)\",\"value\":{\"stringValue\":\"\($0.value)\"}}" }.joined(
          separator: ",")
        let up = parent.map { "\"parentSpanId\":\"\($0)\"," } ?? ""
        return
          "{\"resourceSpans\":[{\"resource\":{\"attributes\":[\(resource)]},\"scopeSpans\":[{\"spans\":[{\"traceId\":\"01\",\"spanId\":\"\(id)\",\(up)\"kind\":\"\(kind)\",\"attributes\":[\(own)]}]}]}]}\n"
      case .jaeger:
        let up = parent.map { "{\"refType\":\"CHILD_OF\",\"traceID\":\"1\",\"spanID\":\"\($0)\"}" } ?? ""
        let kinds = "{\"key\":\"span.kind\",\"value\":\"\(kind)\"}"
        let own = tags.isEmpty ? kinds : "\(pairs(tags)),\(kinds)"
        return
          "{\"traceID\":\"1\",\"spanID\":\"\(id)\",\"references\":[\(up)],\"process\":{\"serviceName\":\"\(service)\",\"tags\":[\(pairs(place))]},\"tags\":[\(own)]}\n"
      case .zipkin:
        let all = (place.map { $0 } + tags.map { $0 }).map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
        let up = parent.map { "\"parentId\":\"\($0)\"," } ?? ""
        return
          "{\"traceId\":\"1\",\(up)\"id\":\"\(id)\",\"kind\":\"\(kind.uppercased())\",\"localEndpoint\":{\"serviceName\":\"\(service)\"},\"tags\":{\(all)}}\n"
      }
    }
  }

  private static func load(_ text: String) throws -> LoadedModel { try Importing.load(text, file: "traces.json") }

  @Test(
    "Services of one name that run in different places are different, and this is said",
    arguments: Form.allCases,
    [
      ("k8s.cluster.name", "cluster"), ("deployment.environment", "environment"),
      ("deployment.environment.name", "environment"), ("service.namespace", "namespace"),
      ("k8s.namespace.name", "namespace"),
    ])
  func services(form: Form, _ key: (name: String, part: String)) throws {
    let text =
      form.span("web", [key.name: "one"], "a1", "client", ["server.address": "r1.example.org", "db.system": "redis"])
      + form.span("web", [key.name: "two"], "a2", "client", ["server.address": "r2.example.org", "db.system": "redis"])
    let loaded = try Self.load(text)
    #expect(Tracing.edges(loaded.model) == ["one/web → r1.example.org", "two/web → r2.example.org"])
    #expect(
      loaded.imports[0].notes.unions == [
        "services named 'web' are kept apart, because their \(key.part) differs: one/web, two/web"
      ])
    #expect(try Importing.impact(of: ["r1.example.org"], on: loaded.model).down == ["one/web"])
  }

  @Test("What differs is in the ids, and what is the same is not")
  func differing() throws {
    let form = Form.openTelemetry
    let text =
      form.span(
        "web", ["deployment.environment": "prod", "k8s.cluster.name": "east", "service.namespace": "shop"], "a1")
      + form.span(
        "web", ["deployment.environment": "prod", "k8s.cluster.name": "west", "service.namespace": "shop"], "a2")
      + form.span("mail", ["deployment.environment": "prod", "k8s.cluster.name": "east"], "a3")
      + form.span("mail", ["deployment.environment": "test", "k8s.cluster.name": "lab"], "a4")
    let ids = try Self.load(text).model.components.map(\.id.text)
    #expect(Set(ids) == ["east/web", "west/web", "prod/east/mail", "test/lab/mail"])
  }

  @Test("A service that does not state its place is that of its name if only one is there, and this is said")
  func unknownBesideOne() throws {
    let form = Form.openTelemetry
    let text =
      form.span("web", ["k8s.cluster.name": "east"], "a1") + form.span("web", [:], "a2")
      + form.span("web", ["deployment.environment": "prod"], "a3")
    let loaded = try Self.load(text)
    #expect(loaded.model.components.map(\.id.text) == ["web"])
    #expect(loaded.imports[0].notes.ambiguous.count == 1)
    #expect(loaded.imports[0].notes.ambiguous[0].contains("do not state its"))
  }

  @Test("A service that does not state its place is one of its own beside several of its name, and this is said")
  func unknownBesideSeveral() throws {
    let form = Form.openTelemetry
    let text =
      form.span("web", ["k8s.cluster.name": "east"], "a1") + form.span("web", [:], "a2")
      + form.span("web", ["k8s.cluster.name": "west"], "a3")
    let loaded = try Self.load(text)
    #expect(Set(loaded.model.components.map(\.id.text)) == ["web", "east/web", "west/web"])
    #expect(loaded.imports[0].notes.ambiguous.contains { $0.contains("may be of any of that name") })
  }

  // MARK: Names of services that callers use

  @Test("A name that several services have is that of the caller's own place", arguments: Form.allCases)
  func nearest(form: Form) throws {
    let text =
      form.span("shop", ["k8s.cluster.name": "east"], "a1", "client", ["peer.service": "pay"])
      + form.span("till", ["k8s.cluster.name": "west"], "a2", "client", ["peer.service": "pay"])
      + form.span("pay", ["k8s.cluster.name": "east"], "a3", "server")
      + form.span("pay", ["k8s.cluster.name": "west"], "a4", "server")
    let model = try Self.load(text).model
    #expect(Tracing.edges(model) == ["shop → east/pay", "till → west/pay"])
    #expect(model["shop"]?.relations.map(\.requirement.confidence) == [.inferred])
  }

  @Test("A name that several services have may be any of them where nothing says which", arguments: [false, true])
  func anyOfSeveral(isReversed: Bool) throws {
    let form = Form.openTelemetry
    var parts = [
      form.span("a", [:], "a1", "client", ["peer.service": "pay"]),
      form.span("pay", ["service.namespace": "east"], "a2", "server"),
      form.span("pay", ["service.namespace": "west"], "a3", "server"),
    ]
    if isReversed { parts.reverse() }
    let loaded = try Self.load(parts.joined())
    let any = isReversed ? "a → any of west/pay, east/pay" : "a → any of east/pay, west/pay"
    #expect(Tracing.edges(loaded.model) == [any, "a → east/pay", "a → west/pay"])
    #expect(loaded.model["a"]?.relations.map(\.requirement.confidence) == [.inferred, .assumed, .assumed])
    #expect(loaded.imports[0].notes.ambiguous.contains { $0.contains("several services answer to 'pay'") })
  }

  @Test("A name means the service that was seen to answer the caller")
  func answered() throws {
    let form = Form.openTelemetry
    let text =
      form.span("a", [:], "a1", "client", ["peer.service": "pay"])
      + form.span("pay", ["service.namespace": "west"], "a2", "server", parent: "a1")
      + form.span("a", [:], "a3", "client", ["peer.service": "pay"])
      + form.span("pay", ["service.namespace": "east"], "a4", "server")
    let model = try Self.load(text).model
    #expect(Tracing.edges(model) == ["a → west/pay"])
    #expect(model["a"]?.relations.map(\.requirement.confidence) == [.observed])
    #expect(Tracing.source("a", "west/pay", in: model) == "traces.json: 2 calls")
  }

  @Test("Short names of hosts are those of a place, and public names are the same everywhere", arguments: Form.allCases)
  func hosts(form: Form) throws {
    func call(_ service: String, _ cluster: String, _ id: String, _ host: String) -> String {
      form.span(service, ["k8s.cluster.name": cluster], id, "client", ["db.system": "mysql", "server.address": host])
    }
    let text =
      call("a", "east", "a1", "db") + call("b", "west", "a2", "db") + call("c", "east", "a3", "db")
      + call("a", "east", "a4", "db.shop.svc.cluster.local") + call("b", "west", "a5", "db.shop.svc.cluster.local")
      + call("a", "east", "a6", "db.example.org") + call("b", "west", "a7", "db.example.org")
    let loaded = try Self.load(text)
    #expect(
      Tracing.edges(loaded.model) == [
        "a → east/db", "b → west/db", "c → east/db", "a → east/db.shop.svc.cluster.local",
        "b → west/db.shop.svc.cluster.local", "a → db.example.org", "b → db.example.org",
      ])
    #expect(loaded.imports[0].notes.unions.contains("'db' is 2 components, because the cluster of its callers differs"))
  }

  @Test("A short name stays one where the places of its callers do not differ")
  func sameHosts() throws {
    let form = Form.openTelemetry
    let text =
      form.span("a", ["k8s.cluster.name": "east"], "a1", "client", ["db.system": "mysql", "server.address": "db"])
      + form.span("b", [:], "a2", "client", ["db.system": "mysql", "server.address": "DB."])
      + form.span(
        "c", ["deployment.environment": "prod"], "a3", "client", ["db.system": "mysql", "server.address": "db"])
    #expect(Tracing.edges(try Self.load(text).model) == ["a → db", "b → db", "c → db"])
  }

  @Test("Many services of one name are told apart")
  func many() throws {
    let form = Form.jaeger
    var text = ""
    for number in 0..<6_000 {
      let place: KeyValuePairs =
        number % 3 == 0 ? ["k8s.cluster.name": "c\(number)"] : ["service.namespace": "n\(number)"]
      text += form.span("web", place, String(number + 1, radix: 16), "client", ["peer.service": "web"])
    }
    #expect(try Self.load(text).model.components.count == 6_000)
  }
}
