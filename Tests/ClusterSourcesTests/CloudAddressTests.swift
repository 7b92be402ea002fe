import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import SourceReading
import TestSupport
import Testing

/// Queues, topics, buckets and the like that programs are given by ARNs, URLs and paths.
@Suite struct CloudAddressTests {
  @Test(
    "An ARN, URL or path names one resource of a cloud, in its region",
    arguments: [
      (
        "https://sqs.eu-west-1.amazonaws.com/111111111111/orders", "arn:aws:sqs:eu-west-1:111111111111:orders",
        "aws/sqs-queue", "eu-west-1"
      ),
      (
        "https://sqs.cn-north-1.amazonaws.com.cn/111111111111/o", "arn:aws-cn:sqs:cn-north-1:111111111111:o",
        "aws/sqs-queue", "cn-north-1"
      ),
      ("arn:aws:sns:eu-west-1:111111111111:t", "arn:aws:sns:eu-west-1:111111111111:t", "aws/sns-topic", "eu-west-1"),
      (
        "arn:aws:sns:eu-west-1:111111111111:t:5be8-4d", "arn:aws:sns:eu-west-1:111111111111:t", "aws/sns-topic",
        "eu-west-1"
      ),
      (
        "arn:aws:states:eu-west-1:111111111111:stateMachine:sm",
        "arn:aws:states:eu-west-1:111111111111:stateMachine:sm",
        "aws/state-machine", "eu-west-1"
      ),
      (
        "arn:aws:lambda:eu-west-1:111111111111:function:f:live", "arn:aws:lambda:eu-west-1:111111111111:function:f",
        "aws/lambda-function", "eu-west-1"
      ),
      (
        "arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/2024",
        "arn:aws:dynamodb:eu-west-1:111111111111:table/t",
        "aws/dynamodb-table", "eu-west-1"
      ),
      (
        "arn:aws:kinesis:eu-west-1:111111111111:stream/s", "arn:aws:kinesis:eu-west-1:111111111111:stream/s",
        "aws/kinesis-stream", "eu-west-1"
      ),
      ("arn:aws:s3:::assets/x/*", "arn:aws:s3:::assets", "aws/s3-bucket", nil),
      ("https://assets.s3.eu-west-1.amazonaws.com/x", "arn:aws:s3:::assets", "aws/s3-bucket", "eu-west-1"),
      ("my.assets.s3.amazonaws.com", "arn:aws:s3:::my.assets", "aws/s3-bucket", nil),
      ("https://s3.eu-west-1.amazonaws.com/assets?x=1", "arn:aws:s3:::assets", "aws/s3-bucket", "eu-west-1"),
      ("https://assets.s3.dualstack.us-east-1.amazonaws.com", "arn:aws:s3:::assets", "aws/s3-bucket", "us-east-1"),
      ("http://assets.s3-website-eu-west-1.amazonaws.com/", "arn:aws:s3:::assets", "aws/s3-bucket", "eu-west-1"),
      ("gs://assets/x", "gs://assets", "gcp/storage-bucket", nil),
      ("projects/shop/topics/orders", "projects/shop/topics/orders", "gcp/pubsub-topic", nil),
      (
        "https://pubsub.googleapis.com/v1/projects/shop/subscriptions/s", "projects/shop/subscriptions/s",
        "gcp/pubsub-subscription", nil
      ),
      (
        "projects/shop/locations/europe-west1/queues/q", "projects/shop/locations/europe-west1/queues/q",
        "gcp/task-queue", "europe-west1"
      ),
      ("shop:europe-west1:db", "shop:europe-west1:db", "gcp/sql-instance", "europe-west1"),
      (
        "host=/cloudsql/shop:europe-west1:db user=x", "shop:europe-west1:db", "gcp/sql-instance", "europe-west1"
      ),
    ] as [(String, String, String, String?)])
  func one(_ text: String, _ id: String, _ kind: String, _ region: String?) {
    let found = CloudAddress.found(in: text).addresses
    #expect(found.map(\.id) == [id])
    #expect(found.first?.kind == kind)
    #expect(found.first?.region == region)
  }

  @Test(
    "Patterns, settings, comments and addresses of others name no resource of a cloud",
    arguments: [
      "arn:aws:iam::111111111111:role/web", "arn:aws:sns:*:*:t", "arn:aws:sns:eu-west-1:000000000000:t",
      "# https://assets.s3.amazonaws.com/x", "s3://assets/x", "https://s3.eu-west-1.amazonaws.com",
      "https://sqs.eu-west-1.amazonaws.com",
      "https://ec2.eu-west-1.amazonaws.com/x", "db:5432:x", "projects/shop", "http://localstack:4566/000000000000/o",
      "arn:aws:sns:eu-west-1:111111111111:${TOPIC}",
    ])
  func none(_ text: String) {
    let found = CloudAddress.found(in: text)
    #expect(found.addresses.isEmpty)
    #expect(found.unknownServices.isEmpty)
  }

  // MARK: Clusters and projects

  private static let orders = "https://sqs.eu-west-1.amazonaws.com/111111111111/orders"
  private static let mails = "https://sqs.eu-west-1.amazonaws.com/222222222222/mails"
  private static let topic = "arn:aws:sns:eu-west-1:111111111111:t"
  private static let ordersID = "arn:aws:sqs:eu-west-1:111111111111:orders"

  @Test("Two queues of two accounts are two in a cluster, and both fail with their region")
  func cluster() throws {
    let read = try KubernetesReading(
      text: [("a", "env: [{ name: Q, value: '\(Self.orders)' }]"), ("b", "env: [{ name: Q, value: '\(Self.mails)' }]")]
        .map { KubernetesReadingTests.app($0.0, $0.1) }.map { "---\n" + $0 }.joined(separator: "\n"))
    #expect(try read.lostWorkloads(Self.ordersID) == ["a"])
    #expect(try read.lostWorkloads("arn:aws:sqs:eu-west-1:222222222222:mails") == ["b"])
    #expect(try read.lostWorkloads("eu-west-1") == ["a", "b"])
    #expect(read.model["eu-west-1"]?.kind == "aws/region")
    #expect(!read.model.components.contains { $0.id.text.hasPrefix("host/") })
  }

  @Test("Secrets are read at the start, logs are only used, and services without a rule are reported")
  func uses() throws {
    let secret = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db"
    let logs = "arn:aws:logs:eu-west-1:111111111111:log-group:l"
    let read = try KubernetesReading(
      text: KubernetesReadingTests.app(
        "a",
        "env: [{ name: DB_SECRET_ARN, value: '\(secret)' }, { name: LOG_ARN, value: '\(logs)' }, { name: ROLE_ARN, value: 'arn:aws:iam::111111111111:role/r' }, { name: X_ARN, value: 'arn:aws:glue:eu-west-1:111111111111:job/j' }]"
      ))
    let app = "default/deployment/a"
    #expect(read.requirements(.startNeeds, app) == [secret])
    #expect(read.requirements(.uses, app) == [logs])
    #expect(read.requirements(.needs, app).isEmpty)
    #expect(
      read.notes.unresolved == ["\(app) → an ARN of the service 'glue' of AWS (app.yaml: Deployment/a env X_ARN)"])
  }

  @Test("Settings that are mounted as files name resources of clouds too")
  func files() throws {
    let read = try KubernetesReading(
      text: "---\n"
        + KubernetesReadingTests.app(
          "a", "volumeMounts: []", pod: "volumes: [{ name: v, configMap: { name: c } }]")
        + "\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  app.yaml: |\n    queue: \(Self.orders)\n    topic: '\(Self.topic)'\n"
    )
    #expect(read.requirements(.needs, "default/deployment/a") == [Self.ordersID, Self.topic])
  }

  @Test("Services of Compose are given queues and topics by URL and ARN")
  func compose() throws {
    let answer = try ImportedAnswer(
      text: """
        services:
          a: { environment: { Q: "\(Self.orders)", T: "\(Self.topic)" } }
          b: { environment: { Q: "\(Self.mails)" } }
        """, file: "compose.yaml")
    #expect(answer.relations("a", .needs) == [Self.ordersID, Self.topic])
    #expect(try answer.down(Self.ordersID) == ["a"])
    #expect(try answer.down("eu-west-1").isSuperset(of: ["a", "b"]))
  }

  // MARK: Other sources

  private static func state(_ type: String, _ provider: String, _ attributes: String) -> String {
    #"{"version":4,"terraform_version":"1.5.0","serial":1,"lineage":"x","resources":[{"mode":"managed","type":"\#(type)","name":"d","provider":"provider[\"registry.terraform.io/hashicorp/\#(provider)\"]","instances":[{"schema_version":0,"attributes":{\#(attributes)}}]}]}"#
  }

  @Test(
    "What a workload is given is one with the resource of the cloud's state",
    arguments: [
      (orders, "aws_sqs_queue", "aws", #""arn": "\#(ordersID)", "url": "\#(orders)", "name": "orders""#),
      (topic, "aws_sns_topic", "aws", #""arn": "\#(topic)", "name": "t""#),
      (
        "https://assets.s3.eu-west-1.amazonaws.com", "aws_s3_bucket", "aws",
        #""arn": "arn:aws:s3:::assets", "bucket": "assets", "id": "assets""#
      ),
      ("gs://assets", "google_storage_bucket", "google", #""name": "assets", "url": "gs://assets", "id": "assets""#),
      (
        "projects/shop/topics/orders", "google_pubsub_topic", "google",
        #""id": "projects/shop/topics/orders", "name": "orders", "project": "shop""#
      ),
    ])
  func joined(_ text: String, _ type: String, _ provider: String, _ attributes: String) throws {
    let folder = try TemporaryFolder()
    let paths = [
      try folder.write(Self.state(type, provider, attributes), to: "terraform.tfstate"),
      try folder.write(KubernetesReadingTests.app("a", "env: [{ name: X, value: '\(text)' }]"), to: "k8s.yaml"),
    ]
    let model = try ModelLoader.load(paths, importers: ImportSources.all()).model
    #expect(
      model["default/deployment/a"]?.requirements(.needs).map { $0.text(limit: 100) } == ["\(type).d"])
  }
}
