import DependencyModel
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

/// Databases and queues that report no spans: one for each host, and never one because of a name that many have.
@Suite struct TracedStoreTests {
  /// One way to write a call of a service to a database or broker.
  enum Form: String, CaseIterable {
    case openTelemetry, jaeger, zipkin

    /// A span of a service with tags; of Zipkin also with a remote end.
    func span(
      _ service: String, _ id: String, _ kind: String, parent: String? = nil, _ tags: KeyValuePairs<String, String>
    )
      -> String
    {
      switch self {
      case .openTelemetry:
        let kinds = ["client": "3", "producer": "4", "consumer": "5", "server": "2"]
        let long = "00000000000000"
        return TracingReadingTests.line(
          service, (long + id, parent.map { long + $0 }, kinds[kind]!, TracingReadingTests.attributes(tags)))
      case .jaeger:
        let all =
          tags.map { "{\"key\":\"\($0.key)\",\"value\":\"\($0.value)\"}" } + [
            "{\"key\":\"span.kind\",\"value\":\"\(kind)\"}"
          ]
        let up = parent.map { "{\"refType\":\"CHILD_OF\",\"traceID\":\"1\",\"spanID\":\"\($0)\"}" } ?? ""
        return
          "{\"traceID\":\"1\",\"spanID\":\"\(id)\",\"references\":[\(up)],\"process\":{\"serviceName\":\"\(service)\"},\"tags\":[\(all.joined(separator: ","))]}\n"
      case .zipkin:
        let all = tags.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
        let up = parent.map { "\"parentId\":\"\($0)\"," } ?? ""
        return
          "{\"traceId\":\"1\",\(up)\"id\":\"\(id)\",\"kind\":\"\(kind.uppercased())\",\"localEndpoint\":{\"serviceName\":\"\(service)\"},\"tags\":{\(all)}}\n"
      }
    }
  }

  private func confidences(of model: Model) -> Set<Confidence> {
    Set(model.components.flatMap { $0.relations.map(\.requirement.confidence) })
  }

  @Test("Databases that are known by system and name only are one for each caller", arguments: Form.allCases)
  func databasesByName(form: Form) throws {
    let text =
      form.span("web", "a1", "client", ["db.system": "postgresql", "db.name": "orders"])
      + form.span("billing", "a2", "client", ["db.system": "postgresql", "db.name": "orders"])
    let loaded = try Importing.load(text, file: "traces.json")
    #expect(
      Tracing.edges(loaded.model) == [
        "web → web/postgresql/orders", "billing → billing/postgresql/orders",
      ])
    #expect(confidences(of: loaded.model) == [.inferred])
    #expect(loaded.imports[0].notes.ambiguous.count == 2)
    #expect(try Importing.impact(of: ["web/postgresql/orders"], on: loaded.model).down == ["web"])
  }

  @Test("Databases of one name on different hosts are different", arguments: Form.allCases)
  func databasesByHost(form: Form) throws {
    let text =
      form.span("web", "a1", "client", ["db.system": "mysql", "db.name": "main", "server.address": "db-1.internal"])
      + form.span("cart", "a2", "client", ["db.system": "mysql", "db.name": "main", "net.peer.name": "db-2.internal"])
      + form.span("mail", "a3", "client", ["db.system": "mysql", "db.name": "main", "server.address": "DB-1.internal"])
      + form.span(
        "tax", "a4", "client",
        [
          "db.system": "mysql", "db.name": "main",
          "db.connection_string": "jdbc:mysql://u:secret-1@db-3.internal:3306/main",
        ])
    let model = try Importing.load(text, file: "traces.json").model
    #expect(
      Tracing.edges(model) == [
        "web → db-1.internal", "cart → db-2.internal", "mail → db-1.internal", "tax → db-3.internal",
      ])
    #expect(confidences(of: model) == [.observed])
    #expect(model["db-2.internal"]?.kind == "database")
  }

  @Test("A connection string that is no URL names no host and shows no password")
  func connectionStrings() throws {
    let text = Form.jaeger.span(
      "web", "a1", "client",
      ["db.system": "mssql", "db.name": "main", "db.connection_string": "Server=db;User Id=sa;Password=secret-1"])
    let model = try Importing.load(text, file: "traces.json").model
    #expect(Tracing.edges(model) == ["web → web/mssql/main"])
    #expect(try !ModelWriter.text(of: model, as: .yaml).contains("secret"))
  }

  @Test("What drivers call every database is not the name of one", arguments: Form.allCases)
  func namesOfSystems(form: Form) throws {
    let text =
      form.span("web", "a1", "client", ["peer.service": "redis"])
      + form.span("cart", "a2", "client", ["peer.service": "redis"])
      + form.span("mail", "a3", "client", ["peer.service": "Redis", "db.system": "redis"])
      + form.span("mail", "a4", "client", ["peer.service": "sessions", "db.system": "redis"])
      + form.span("web", "a5", "client", ["peer.service": "sessions", "db.system": "redis"])
    let model = try Importing.load(text, file: "traces.json").model
    #expect(
      Tracing.edges(model) == [
        "web → web/redis", "cart → cart/redis", "mail → Redis", "mail → sessions", "web → sessions",
      ])
    #expect(model["web/redis"]?.kind == "cache")
    #expect(model["sessions"]?.kind == "cache")
  }

  @Test("A service of the name of a system is that service")
  func servicesCalledLikeSystems() throws {
    let text =
      Form.openTelemetry.span("web", "a1", "client", ["peer.service": "redis"])
      + Form.openTelemetry.span("cart", "a2", "client", ["peer.service": "redis"])
      + Form.openTelemetry.span("redis", "a3", "server", [:])
    #expect(Tracing.edges(try Importing.load(text, file: "traces.json").model) == ["web → redis", "cart → redis"])
  }

  @Test("The remote end of a span of Zipkin tells databases of one name apart by their addresses")
  func zipkinAddresses() throws {
    func span(_ service: String, _ id: String, _ address: String) -> String {
      "{\"traceId\":\"1\",\"id\":\"\(id)\",\"kind\":\"CLIENT\",\"localEndpoint\":{\"serviceName\":\"\(service)\"},\"remoteEndpoint\":{\"serviceName\":\"mysql\",\"ipv4\":\"\(address)\",\"port\":3306}}"
    }
    let text = "[\(span("web", "a1", "10.0.0.1")),\(span("cart", "a2", "10.0.0.2")),\(span("mail", "a3", "10.0.0.1"))]"
    #expect(
      Tracing.edges(try Importing.load(text, file: "traces.json").model) == [
        "web → 10.0.0.1/mysql", "cart → 10.0.0.2/mysql", "mail → 10.0.0.1/mysql",
      ])
  }

  @Test("A database in a list of dependencies is one for each caller, unless the list has readers of it")
  func dependencyLists() throws {
    let text = """
      [{"parent":"web","child":"mysql","callCount":3},{"parent":"cart","child":"mysql","callCount":1},
       {"parent":"web","child":"redis","callCount":1},{"parent":"redis","child":"cart","callCount":1}]
      """
    let model = try Importing.load(text, file: "deps.json").model
    #expect(Tracing.edges(model) == ["web → web/mysql", "cart → cart/mysql", "web → redis", "cart ⇢ redis"])
    #expect(model["redis"]?.kind == "cache")
    #expect(Tracing.source("web", "web/mysql", in: model) == "deps.json: 3 calls")
  }

  // MARK: Queues

  @Test("Spans of one service about one message count as one message")
  func spansOfOneService() throws {
    let form = Form.openTelemetry
    let text =
      form.span("mail", "a1", "consumer", ["messaging.destination.name": "orders"])
      + form.span("mail", "a2", "consumer", parent: "a1", [:])
    let model = try Importing.load(text, file: "traces.json").model
    #expect(Tracing.source("mail", "orders", in: model) == "traces.json: 1 message")
  }

  @Test("Queues of one name on different brokers are different", arguments: Form.allCases)
  func queuesByBroker(form: Form) throws {
    let text =
      form.span(
        "web", "a1", "producer",
        ["messaging.system": "rabbitmq", "messaging.destination": "jobs", "net.peer.name": "mq-1"])
      + form.span(
        "mail", "a2", "consumer",
        ["messaging.system": "rabbitmq", "messaging.destination": "jobs", "net.peer.name": "mq-1"])
      + form.span(
        "tax", "a3", "producer",
        ["messaging.system": "rabbitmq", "messaging.destination": "jobs", "net.peer.name": "mq-2"])
      + form.span("cart", "a4", "producer", ["messaging.system": "rabbitmq", "messaging.destination": "jobs"])
    let loaded = try Importing.load(text, file: "traces.json")
    #expect(
      Tracing.edges(loaded.model) == [
        "web ⇢ mq-1/jobs", "mail ⇢ mq-1/jobs", "tax ⇢ mq-2/jobs", "cart ⇢ cart/jobs",
      ])
    #expect(confidences(of: loaded.model) == [.inferred])
    #expect(loaded.imports[0].notes.ambiguous.count == 3)
  }

  @Test("The receiver of a message uses the queue, and its sender does not use the receiver", arguments: Form.allCases)
  func messagesThroughQueues(form: Form) throws {
    let queue: KeyValuePairs = ["messaging.system": "kafka", "messaging.destination.name": "orders"]
    let text =
      form.span("web", "a1", "producer", queue) + form.span("mail", "a2", "consumer", parent: "a1", queue)
      // An end that does not name the queue uses what the other names.
      + form.span("web", "a3", "producer", ["messaging.system": "kafka", "messaging.destination.name": "bills"])
      + form.span("tax", "a4", "consumer", parent: "a3", [:])
      + form.span("cart", "a5", "producer", [:])
      + form.span("stock", "a6", "consumer", parent: "a5", ["messaging.destination.name": "parcels"])
    let model = try Importing.load(text, file: "traces.json").model
    #expect(
      Tracing.edges(model) == [
        "web ⇢ orders", "mail ⇢ orders", "web ⇢ bills", "tax ⇢ bills", "cart ⇢ parcels", "stock ⇢ parcels",
      ])
    #expect(try Importing.impact(of: ["mail"], on: model).degraded.isEmpty)
    #expect(try Importing.impact(of: ["orders"], on: model).degraded == ["web", "mail"])
    let relation = model["mail"]?.relations.first
    #expect(relation?.requirement.confidence == .observed)
  }

  @Test("A message that went from one to the other makes queues of one name the same")
  func queuesUnitedByMessages() throws {
    func ends(_ broker: String) -> KeyValuePairs<String, String> {
      ["messaging.destination.name": "orders", "server.address": broker]
    }
    let form = Form.openTelemetry
    let text =
      form.span("web", "a1", "producer", ends("kafka-1"))
      + form.span("mail", "a2", "consumer", parent: "a1", ends("kafka-2"))
      + form.span("tax", "a3", "consumer", ends("kafka-2"))
    #expect(
      Tracing.edges(try Importing.load(text, file: "traces.json").model) == [
        "web ⇢ orders", "mail ⇢ orders", "tax ⇢ orders",
      ])
  }

  @Test("A message without a known queue is used by its sender's caller as before")
  func messagesWithoutQueues() throws {
    let form = Form.openTelemetry
    let text = form.span("web", "a1", "producer", [:]) + form.span("mail", "a2", "consumer", parent: "a1", [:])
    #expect(Tracing.edges(try Importing.load(text, file: "traces.json").model) == ["web ⇢ mail"])
  }

  @Test("A broker that passes messages on from one queue to another is used by the receiver in both")
  func exchanges() throws {
    let form = Form.openTelemetry
    let text =
      form.span("web", "a1", "producer", ["messaging.destination.name": "exchange"])
      + form.span("mail", "a2", "consumer", parent: "a1", ["messaging.destination.name": "mails"])
    #expect(
      Tracing.edges(try Importing.load(text, file: "traces.json").model) == [
        "web ⇢ exchange", "mail ⇢ mails", "mail ⇢ exchange",
      ])
  }
}
