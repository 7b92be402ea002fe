/// The ARN of a resource: without the version of a function, the path in a bucket, the key in a secret.
struct AmazonARN {
  let text: String
  let service: String
  let region: String?
  /// What is known of resources like it.
  let line: Line?

  /// What is known of the resources of a service.
  struct Line: Sendable {
    let kind: String
    var use = CloudAddress.Use.calls
  }

  /// Reads an ARN; `nil` for any other text, and for patterns, which name no one resource.
  init?(_ written: String) {
    var text = written[...]
    // All that is in it: all streams of a group of logs, all objects of a bucket.
    while text.hasSuffix(":*") || text.hasSuffix("/*") { text = text.dropLast(2) }
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"), parts[4] != "aws", !parts[2].isEmpty,
      // The account of programs that stand in for AWS.
      parts[4] != "000000000000",
      parts[0..<5].allSatisfy({ $0.utf8.allSatisfy { Self.isPlain($0, signs: "-") } }),
      !parts[5].isEmpty, parts[5].utf8.allSatisfy({ Self.isPlain($0, signs: "-_./:+@") })
    else { return nil }
    var rest = parts[5]
    switch parts[2] {
    case "lambda", "secretsmanager", "states": rest = Self.start(of: rest, 2, by: ":")
    case "sns", "sqs": rest = Self.start(of: rest, 1, by: ":")
    case "logs" where rest.hasPrefix("log-group:"): rest = Self.start(of: rest, 2, by: ":")
    case "ssm" where rest.hasPrefix("parameter/"): rest = Self.start(of: rest, 1, by: ":")
    case "kinesis", "es": rest = Self.start(of: rest, 2, by: "/")
    case "s3": rest = Self.start(of: rest, 1, by: "/")
    case "dynamodb" where rest.hasPrefix("table/"): rest = Self.start(of: rest, 2, by: "/")
    case "elasticloadbalancing" where rest.hasPrefix("listener/"):
      // A listener is a part of its load balancer.
      let words = rest.split(separator: "/")
      if words.count > 3 { rest = (["loadbalancer"] + words[1...3]).joined(separator: "/") }
    default: break
    }
    self.text = (parts[0..<5] + [rest]).joined(separator: ":")
    service = parts[2]
    region = parts[3].contains("-") ? parts[3] : nil
    let word = rest.prefix { $0 != "/" && $0 != ":" }
    line = Self.services[service] ?? Self.services["\(service) \(word)"]
  }

  private static func start(of text: String, _ count: Int, by separator: Character) -> String {
    text.split(separator: separator, omittingEmptySubsequences: false).prefix(count).joined(
      separator: String(separator))
  }

  private static func isPlain(_ byte: UInt8, signs: String) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 0x20) || signs.utf8.contains(byte)
  }

  /// Services whose resources do not fail by themselves.
  static let settings: Set<String> = [
    "iam", "sts", "acm", "acm-pca", "ec2", "wafv2", "waf", "organizations", "cloudformation", "s3-outposts", "ram",
    "cloudwatch",
  ]

  private static let services: [String: Line] = [
    "sqs": Line(kind: "aws/sqs-queue"), "sns": Line(kind: "aws/sns-topic"), "s3": Line(kind: "aws/s3-bucket"),
    "lambda function": Line(kind: "aws/lambda-function"), "dynamodb table": Line(kind: "aws/dynamodb-table"),
    "kinesis stream": Line(kind: "aws/kinesis-stream"), "firehose deliverystream": Line(kind: "aws/firehose"),
    "states stateMachine": Line(kind: "aws/state-machine"), "events event-bus": Line(kind: "aws/event-bus"),
    "secretsmanager secret": Line(kind: "aws/secret", use: .starts),
    "ssm parameter": Line(kind: "aws/parameter", use: .starts), "kms key": Line(kind: "aws/kms-key", use: .starts),
    "ecr repository": Line(kind: "aws/ecr-repository", use: .starts), "rds db": Line(kind: "aws/rds-instance"),
    "rds cluster": Line(kind: "aws/aurora-cluster"), "rds global-cluster": Line(kind: "aws/aurora-cluster"),
    "rds db-proxy": Line(kind: "aws/rds-proxy"), "kafka cluster": Line(kind: "aws/msk-cluster"),
    "elasticache replicationgroup": Line(kind: "aws/elasticache-cluster"),
    "elasticache cluster": Line(kind: "aws/elasticache-cluster"), "mq broker": Line(kind: "aws/mq-broker"),
    "es domain": Line(kind: "aws/opensearch-domain"), "batch job-queue": Line(kind: "aws/batch-queue"),
    "ecs cluster": Line(kind: "aws/ecs-cluster"), "ecs service": Line(kind: "aws/ecs-service"),
    "eks cluster": Line(kind: "aws/eks-cluster"), "redshift cluster": Line(kind: "aws/redshift-cluster"),
    "memorydb cluster": Line(kind: "aws/memorydb-cluster"),
    "elasticfilesystem file-system": Line(kind: "aws/efs-file-system"),
    "elasticloadbalancing loadbalancer": Line(kind: "aws/load-balancer"),
    "cognito-idp userpool": Line(kind: "aws/cognito-user-pool"),
    "logs log-group": Line(kind: "aws/log-group", use: .reports),
  ]
}
