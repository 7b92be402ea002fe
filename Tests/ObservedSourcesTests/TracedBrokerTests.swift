import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// Brokers in lists of dependencies and in traces: they are used by senders and receivers, and need neither.
@Suite struct TracedBrokerTests {
  private static func list(_ links: [(String, String)]) -> String {
    "["
      + links.map { "{\"parent\":\"\($0.0)\",\"child\":\"\($0.1)\",\"callCount\":3,\"errorCount\":1}" }
      .joined(separator: ",") + "]"
  }

  @Test(
    "Senders and receivers in a list of dependencies use the broker, and it needs none of them",
    arguments: [
      "rabbitmq", "kafka", "nats", "activemq", "pulsar", "sqs", "aws_sqs", "gcp_pubsub", "servicebus", "Kafka",
      "kafka-broker", "prod-rabbitmq-1", "azure service bus", "event-hubs", "rabbitmq.prod",
    ])
  func brokers(_ broker: String) throws {
    let text = Self.list([("shop", broker), (broker, "mailer"), ("web", "shop")])
    for form in [text, "{\"data\":\(text)}"] {
      let loaded = try Importing.load(form, file: "deps.json")
      #expect(Tracing.edges(loaded.model) == ["shop ⇢ \(broker)", "mailer ⇢ \(broker)", "web → shop"])
      #expect(loaded.model[ComponentID(broker)]?.kind == "queue")
      #expect(Tracing.source("mailer", broker, in: loaded.model) == "deps.json: 3 messages, 1 failed")
      let notes = loaded.imports[0].notes
      #expect(notes.understood == 3)
      #expect(notes.remarks.contains { $0.contains("receivers of messages as called by the broker") })
    }
  }

  @Test(
    "A service whose name only begins like that of a broker is a service",
    arguments: ["kafka-exporter", "rabbitmq-publisher", "orders-kafka-consumer", "nats-auth", "pubsubber"])
  func services(_ name: String) throws {
    let text = Self.list([("shop", name), (name, "mailer")])
    let model = try Importing.load(text, file: "deps.json").model
    #expect(Tracing.edges(model) == ["shop → \(name)", "\(name) → mailer"])
  }

  @Test(
    "A database or cache in a list of dependencies never needs its callers or readers",
    arguments: ["mysql", "redis", "mongodb"])
  func stores(_ store: String) throws {
    let text = Self.list([("web", store), (store, "web"), (store, "reader")])
    let model = try Importing.load(text, file: "deps.json").model
    #expect(Tracing.edges(model) == ["web → \(store)", "reader ⇢ \(store)"])
  }

  @Test("An entry between two stores has no service and is counted")
  func betweenStores() throws {
    let loaded = try Importing.load(
      Self.list([("web", "mysql"), ("mysql", "kafka"), ("a", "kafka")]), file: "deps.json")
    let skipped = loaded.imports[0].notes.skipped
    #expect(skipped.map(\.reason) == ["it is between two databases or brokers"])
    #expect(loaded.imports[0].notes.understood == 2)
  }

  @Test("A broker that reports spans of its own is used by those who take its messages")
  func brokersWithSpans() throws {
    let text =
      TracingReadingTests.line("shop", ("00000000000000a1", nil, "3", ""))
      + TracingReadingTests.line("kafka", ("00000000000000b1", "00000000000000a1", "2", ""))
      + TracingReadingTests.line("mailer", ("00000000000000c1", "00000000000000b1", "2", ""))
    let model = try Importing.load(text, file: "traces.json").model
    #expect(Tracing.edges(model) == ["shop ⇢ kafka", "mailer ⇢ kafka"])
  }

  // MARK: Which queue it is

  typealias Form = TracedStoreTests.Form

  @Test("Queues of SQS are told apart by account and region", arguments: Form.allCases)
  func accounts(form: Form) throws {
    func url(_ region: String, _ account: String) -> KeyValuePairs<String, String> {
      [
        "messaging.system": "aws_sqs", "messaging.destination.name": "jobs",
        "messaging.url": "https://sqs.\(region).amazonaws.com/\(account)/jobs",
      ]
    }
    let text =
      form.span("a", "a1", "producer", url("eu-west-1", "111111111111"))
      + form.span("b", "a2", "consumer", url("eu-west-1", "111111111111"))
      + form.span("c", "a3", "producer", url("eu-west-1", "222222222222"))
      + form.span("d", "a4", "producer", url("us-east-1", "111111111111"))
    let loaded = try Importing.load(text, file: "traces.json")
    let host = "amazonaws.com"
    #expect(
      Tracing.edges(loaded.model) == [
        "a ⇢ sqs.eu-west-1.\(host)/111111111111/jobs", "b ⇢ sqs.eu-west-1.\(host)/111111111111/jobs",
        "c ⇢ sqs.eu-west-1.\(host)/222222222222/jobs", "d ⇢ sqs.us-east-1.\(host)/111111111111/jobs",
      ])
    #expect(loaded.model["a"]?.relations.map(\.requirement.confidence) == [.observed])
  }

  @Test(
    "The URL and the ARN of a queue name the same queue",
    arguments: [
      ("aws.sqs.queue.url", "https://sqs.eu-west-1.amazonaws.com/111111111111/jobs"),
      ("messaging.destination", "https://eu-west-1.queue.amazonaws.com/111111111111/jobs"),
      ("messaging.destination.name", "arn:aws:sqs:eu-west-1:111111111111:jobs"),
      ("messaging.url", "https://sqs.eu-west-1.amazonaws.com/111111111111/jobs"),
    ])
  func addresses(_ key: String, _ value: String) throws {
    let form = Form.openTelemetry
    let text =
      form.span("a", "a1", "producer", [key: value])
      + form.span("b", "a2", "consumer", ["messaging.destination.name": "arn:aws:sqs:eu-west-1:111111111111:jobs"])
    #expect(Tracing.edges(try Importing.load(text, file: "traces.json").model) == ["a ⇢ jobs", "b ⇢ jobs"])
  }

  @Test("A receiver that names the system only uses the queue that its message was put into", arguments: Form.allCases)
  func systemsOnly(form: Form) throws {
    let text =
      form.span(
        "a", "a1", "producer",
        ["messaging.system": "aws_sqs", "messaging.url": "https://sqs.eu-west-1.amazonaws.com/123/q1"])
      + form.span("b", "a2", "consumer", parent: "a1", ["messaging.system": "aws_sqs"])
      + form.span(
        "c", "a3", "producer",
        ["messaging.system": "aws_sqs", "messaging.url": "https://sqs.eu-west-1.amazonaws.com/123/q2"])
      + form.span("d", "a4", "consumer", parent: "a3", ["messaging.system": "aws_sqs"])
    #expect(
      Tracing.edges(try Importing.load(text, file: "traces.json").model) == ["a ⇢ q1", "b ⇢ q1", "c ⇢ q2", "d ⇢ q2"])
  }

  @Test("Topics of two Kafka clusters are two, and those of one cluster are one")
  func clusters() throws {
    func topic(_ key: String, _ cluster: String) -> KeyValuePairs<String, String> {
      ["messaging.system": "kafka", "messaging.destination.name": "orders", key: cluster]
    }
    let form = Form.openTelemetry
    let id = "messaging.kafka.cluster.id"
    let servers = "messaging.kafka.bootstrap.servers"
    let text =
      form.span("a", "a1", "producer", topic(id, "lkc-1")) + form.span("b", "a2", "consumer", topic(id, "lkc-1"))
      + form.span("c", "a3", "producer", topic(id, "lkc-2"))
      + form.span("d", "a4", "producer", topic(servers, "k1:9092,k2:9092"))
      + form.span("e", "a5", "consumer", topic(servers, "k2:9092,k1:9092"))
    let model = try Importing.load(text, file: "traces.json").model
    #expect(
      Tracing.edges(model) == [
        "a ⇢ lkc-1/orders", "b ⇢ lkc-1/orders", "c ⇢ lkc-2/orders", "d ⇢ k1:9092,k2:9092/orders",
        "e ⇢ k1:9092,k2:9092/orders",
      ])
    #expect(model["a"]?.relations.map(\.requirement.confidence) == [.observed])
  }

  @Test("A topic of Pulsar is known by its tenant and namespace")
  func pulsar() throws {
    let form = Form.openTelemetry
    let text =
      form.span("a", "a1", "producer", ["messaging.destination.name": "persistent://shop/eu/orders"])
      + form.span("b", "a2", "consumer", ["messaging.destination.name": "persistent://shop/us/orders"])
    #expect(
      Tracing.edges(try Importing.load(text, file: "traces.json").model) == [
        "a ⇢ shop/eu/orders", "b ⇢ shop/us/orders",
      ])
  }
}
