internal import ModelFormats
internal import SourceReading

/// A resource of AWS that a text names, by the form of the text: an ARN, an id that AWS made up, a plain name.
struct CloudOutsider {
  /// The id of its component: the ARN or id, or the type in short and the name.
  let id: String
  /// Terraform's type.
  let type: String
  /// Whether the id means the same everywhere.
  let isUniversal: Bool
  /// The region that the text says and the id does not.
  let region: String?

  /// What a text names; `nil` for texts that name nothing of these types.
  ///
  /// - Parameters:
  ///   - text: the whole value of an attribute.
  ///   - types: the types that the attribute can name; empty for any.
  init?(_ text: String, types: [String]) {
    guard (3...2_048).contains(text.utf8.count) else { return nil }
    if let arn = Self.arn(of: text) {
      guard let type = Self.type(ofARN: arn), types.isEmpty || types.contains(type) || types.contains("aws_alb") else {
        return nil
      }
      // A subnet is named by its id in one place and by its ARN in another.
      if let id = Self.id(ofARN: arn), Self.type(ofID: id) == type {
        self.init(id: id, type: type, isUniversal: true, region: CloudMeaning.region(ofARN: arn))
      } else {
        self.init(id: arn, type: type, isUniversal: true)
      }
      return
    }
    if let type = Self.type(ofID: text) {
      guard types.isEmpty || types.contains(type) else { return nil }
      self.init(id: text, type: type, isUniversal: true)
      return
    }
    // A plain name says enough where the attribute says of what.
    guard let type = types.first(where: { Self.named.contains($0) }), ForeignName.isPlain(text),
      !Self.usual.contains(text.lowercased()), text.contains(where: \.isLetter), !Self.looksLikeID(text)
    else { return nil }
    self.init(id: "\(AWSItem.shortType(type))/\(text)", type: type, isUniversal: false)
  }

  private init(id: String, type: String, isUniversal: Bool, region: String? = nil) {
    self.id = id
    self.type = type
    self.isUniversal = isUniversal
    self.region = region
  }

  /// Types that attributes of others name by plain names.
  private static let named: Set<String> = [
    "aws_ecs_cluster", "aws_eks_cluster", "aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster",
    "aws_neptune_cluster", "aws_lambda_function", "aws_elb", "aws_s3_bucket", "aws_cloudwatch_event_bus",
    "aws_kinesis_stream", "aws_rds_global_cluster", "aws_elasticache_replication_group", "aws_elasticache_cluster",
    "aws_rds_cluster_instance",
  ]
  /// Names that AWS gives to what every account has.
  private static let usual: Set<String> = ["default", "true", "false", "none", "null", "local"]

  /// Whether a path leads to parts of the resource itself, which no file names elsewhere.
  static func isPart(_ path: String) -> Bool {
    path.hasPrefix("root_block_device") || path.hasPrefix("ebs_block_device") || path == "logging_config.bucket"
  }

  // MARK: Ids

  private static let idPrefixes: [String: String] = [
    "subnet": "aws_subnet", "vpc": "aws_vpc", "i": "aws_instance", "vol": "aws_ebs_volume", "nat": "aws_nat_gateway",
    "igw": "aws_internet_gateway", "eigw": "aws_egress_only_internet_gateway", "eipalloc": "aws_eip",
    "h": "aws_ec2_host", "eni": "aws_network_interface", "vpce": "aws_vpc_endpoint",
    "pcx": "aws_vpc_peering_connection",
    "tgw": "aws_ec2_transit_gateway", "tgw-attach": "aws_ec2_transit_gateway_vpc_attachment",
    "vgw": "aws_vpn_gateway", "cgw": "aws_customer_gateway", "vpn": "aws_vpn_connection",
    "fs": "aws_efs_file_system", "fsap": "aws_efs_access_point", "snap": "aws_ebs_snapshot", "ami": "aws_ami",
    "sg": "aws_security_group", "rtb": "aws_route_table", "acl": "aws_network_acl", "dopt": "aws_vpc_dhcp_options",
    "lt": "aws_launch_template", "lgw": "aws_ec2_local_gateway", "fsmt": "aws_efs_mount_target",
  ]

  private static func looksLikeID(_ text: String) -> Bool { type(ofID: text) != nil }

  /// The type of an id that AWS made up: `aws_subnet` of `subnet-0a1b2c3d`.
  static func type(ofID text: String) -> String? {
    guard let dash = text.lastIndex(of: "-"), let type = idPrefixes[String(text[..<dash])] else { return nil }
    let rest = text[text.index(after: dash)...].utf8
    let isPlain = rest.allSatisfy {
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0
    }
    return isPlain && (1...40).contains(rest.count) ? type : nil
  }

  /// `subnet-0a1b2c3d` of the ARN of that subnet: the ids of EC2 say enough without it.
  static func id(ofARN arn: String) -> String? {
    guard arn.includes(":ec2:"), let slash = arn.lastIndex(of: "/") else { return nil }
    let id = String(arn[arn.index(after: slash)...])
    return type(ofID: id) == nil ? nil : id
  }

  // MARK: ARNs

  /// The ARN of what a text is or names: without the version of a function, the path in a bucket, the key in a secret.
  static func arn(of text: String) -> String? {
    if let queue = arn(ofQueue: text) { return queue }
    if let bucket = BucketPath.bucket(of: text) { return "arn:aws:s3:::\(bucket)" }
    guard text.hasPrefix("arn:") else { return nil }
    var text = text[...]
    // All that is in it: all streams of a group of logs, all objects of a bucket.
    while text.hasSuffix(":*") || text.hasSuffix("/*") { text = text.dropLast(2) }
    // The address of a function for API Gateway.
    if let range = text.firstRange(of: "/functions/arn:") {
      text = text[text.index(range.upperBound, offsetBy: -4)...]
      if let end = text.firstRange(of: "/invocations") { text = text[..<end.lowerBound] }
    }
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[1].hasPrefix("aws"), parts[4] != "aws",
      parts[0..<5].allSatisfy({ $0.utf8.allSatisfy { Self.isPlain($0, signs: "-") } }),
      parts[5].utf8.allSatisfy({ Self.isPlain($0, signs: "-_./:+=@$") }), !parts[5].isEmpty
    else { return nil }
    var rest = parts[5]
    switch parts[2] {
    case "lambda", "secretsmanager", "states": rest = start(of: rest, 2, by: ":")
    case "sns": rest = start(of: rest, 1, by: ":")
    case "logs" where rest.hasPrefix("log-group:"): rest = start(of: rest, 2, by: ":")
    case "ssm" where rest.hasPrefix("parameter/"): rest = start(of: rest, 1, by: ":")
    case "kinesis", "es": rest = start(of: rest, 2, by: "/")
    case "s3": rest = String(rest.prefix { $0 != "/" })
    case "apigateway":
      // `arn:aws:apigateway:eu-west-1:sqs:path/123456789012/orders` is a queue.
      guard parts[4] == "sqs", rest.hasPrefix("path/") else { return nil }
      let words = rest.split(separator: "/")
      guard words.count == 3 else { return nil }
      return "arn:\(parts[1]):sqs:\(parts[3]):\(words[1]):\(words[2])"
    case "dynamodb" where rest.hasPrefix("table/"): rest = start(of: rest, 2, by: "/")
    case "elasticloadbalancing" where rest.hasPrefix("listener/"):
      // A listener is a part of its load balancer.
      let words = rest.split(separator: "/")
      if words.count > 3 { rest = (["loadbalancer"] + words[1...3]).joined(separator: "/") }
    default: break
    }
    return (parts[0..<5] + [rest]).joined(separator: ":")
  }

  /// The first words of a text.
  private static func start(of text: String, _ count: Int, by separator: Character) -> String {
    text.split(separator: separator, omittingEmptySubsequences: false).prefix(count).joined(
      separator: String(separator))
  }

  private static func isPlain(_ byte: UInt8, signs: String) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
      || signs.utf8.contains(byte)
  }

  /// `arn:aws:sqs:eu-west-1:123456789012:jobs` of `https://sqs.eu-west-1.amazonaws.com/123456789012/jobs`.
  private static func arn(ofQueue text: String) -> String? {
    guard text.hasPrefix("https://sqs."), text.utf8.count < 300 else { return nil }
    let parts = text.dropFirst("https://".count).split(separator: "/")
    guard parts.count == 3 else { return nil }
    let host = parts[0].split(separator: ".")
    guard host.count >= 4, host[2] == "amazonaws", parts[1].allSatisfy(\.isNumber),
      parts[2].utf8.allSatisfy({ isPlain($0, signs: "-_.") }), host[1].utf8.allSatisfy({ isPlain($0, signs: "-") })
    else { return nil }
    return "arn:\(partition(of: String(host[1]))):sqs:\(host[1]):\(parts[1]):\(parts[2])"
  }

  private static let services: [String: String] = [
    "sqs": "aws_sqs_queue", "sns": "aws_sns_topic", "s3": "aws_s3_bucket", "lambda function": "aws_lambda_function",
    "dynamodb table": "aws_dynamodb_table", "kinesis stream": "aws_kinesis_stream", "kms key": "aws_kms_key",
    "firehose deliverystream": "aws_kinesis_firehose_delivery_stream",
    "secretsmanager secret": "aws_secretsmanager_secret",
    "ssm parameter": "aws_ssm_parameter", "rds db": "aws_db_instance", "rds cluster": "aws_rds_cluster",
    "rds global-cluster": "aws_rds_global_cluster", "rds db-proxy": "aws_db_proxy",
    "elasticloadbalancing loadbalancer": "aws_lb", "elasticloadbalancing targetgroup": "aws_lb_target_group",
    "ecs cluster": "aws_ecs_cluster", "ecs service": "aws_ecs_service", "eks cluster": "aws_eks_cluster",
    "states stateMachine": "aws_sfn_state_machine", "events event-bus": "aws_cloudwatch_event_bus",
    "events rule": "aws_cloudwatch_event_rule", "elasticfilesystem file-system": "aws_efs_file_system",
    "elasticfilesystem access-point": "aws_efs_access_point", "kafka cluster": "aws_msk_cluster",
    "es domain": "aws_opensearch_domain", "elasticache replicationgroup": "aws_elasticache_replication_group",
    "elasticache cluster": "aws_elasticache_cluster", "logs log-group": "aws_cloudwatch_log_group",
    "ecr repository": "aws_ecr_repository", "mq broker": "aws_mq_broker", "batch job-queue": "aws_batch_job_queue",
    "batch compute-environment": "aws_batch_compute_environment", "ec2 subnet": "aws_subnet", "ec2 vpc": "aws_vpc",
    "ec2 instance": "aws_instance", "ec2 transit-gateway": "aws_ec2_transit_gateway",
    "cognito-idp userpool": "aws_cognito_user_pool", "ec2 elastic-ip": "aws_eip",
    "codebuild project": "aws_codebuild_project", "ecs task-definition": "aws_ecs_task_definition",
    "network-firewall firewall": "aws_networkfirewall_firewall", "redshift cluster": "aws_redshift_cluster",
    "autoscaling autoScalingGroup": "aws_autoscaling_group",
    "servicediscovery service": "aws_service_discovery_service",
    "acm certificate": "aws_acm_certificate", "iam role": "aws_iam_role", "iam policy": "aws_iam_policy",
    "iam instance-profile": "aws_iam_instance_profile", "lambda layer": "aws_lambda_layer_version",
    "memorydb cluster": "aws_memorydb_cluster", "dms endpoint": "aws_dms_endpoint",
    "globalaccelerator accelerator": "aws_globalaccelerator_accelerator",
    "cloudfront function": "aws_cloudfront_function", "dms rep": "aws_dms_replication_instance",
  ]

  /// Whether an ARN is that of a resource of a type.
  static func isARN(_ arn: String, of type: String) -> Bool { self.type(ofARN: arn) == type }

  /// What is in the ARN of a resource behind its service, by the type: the attribute with the name, and what is around it.
  private static let forms: [String: (service: String, start: String, name: String)] = [
    "aws_dynamodb_table": ("dynamodb", "table/", "name"), "aws_kinesis_stream": ("kinesis", "stream/", "name"),
    "aws_kinesis_firehose_delivery_stream": ("firehose", "deliverystream/", "name"),
    "aws_s3_bucket": ("s3", "", "bucket"), "aws_sqs_queue": ("sqs", "", "name"), "aws_sns_topic": ("sns", "", "name"),
    "aws_eks_cluster": ("eks", "cluster/", "name"), "aws_ecs_cluster": ("ecs", "cluster/", "name"),
    "aws_lambda_function": ("lambda", "function:", "function_name"), "aws_db_instance": ("rds", "db:", "identifier"),
    "aws_rds_cluster": ("rds", "cluster:", "cluster_identifier"), "aws_ecr_repository": ("ecr", "repository/", "name"),
    "aws_elasticache_cluster": ("elasticache", "cluster:", "cluster_id"),
    "aws_elasticache_replication_group": ("elasticache", "replicationgroup:", "replication_group_id"),
    "aws_opensearch_domain": ("es", "domain/", "domain_name"), "aws_memorydb_cluster": ("memorydb", "cluster/", "name"),
    "aws_cloudwatch_log_group": ("logs", "log-group:", "name"),
    "aws_redshift_cluster": ("redshift", "cluster:", "cluster_identifier"),
  ]

  /// The part of AWS that a region is in, as ARNs write it.
  private static func partition(of region: String) -> String {
    region.hasPrefix("cn-") ? "aws-cn" : region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
  }

  /// The ARN of a resource of which only the name is known, made of it with the account and the region.
  static func arn(ofNamed resource: CloudResource, account: String?, region: String?) -> String? {
    guard let form = forms[resource.type],
      let name = resource.attributes[form.name]?.text ?? resource.attributes["name"]?.text
        ?? resource.attributes["id"]?.text, ForeignName.isPlain(name)
    else { return nil }
    let partition = region.map(Self.partition(of:)) ?? "aws"
    if form.service == "s3" { return "arn:\(partition):s3:::\(name)" }
    guard let account, let region else { return nil }
    return "arn:\(partition):\(form.service):\(region):\(account):\(form.start)\(name)"
  }

  /// Terraform's type of an ARN; of services that are not in the table one of no rules.
  private static func type(ofARN arn: String) -> String? {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6 else { return nil }
    if let type = services[String(parts[2])] { return type }
    let word = String(parts[5].prefix { $0 != "/" && $0 != ":" })
    return services["\(parts[2]) \(word)"]
  }

  // MARK: Hosts

  /// The type that the name of a host says: those of AWS are the same for all.
  static func type(ofHost host: String) -> String? {
    let host = CommercialHost.of(host)
    let ends: [(String, String)] = [
      (".cloudfront.net", "aws_cloudfront_distribution"), (".elb.amazonaws.com", "aws_lb"),
      (".rds.amazonaws.com", "aws_db_instance"), (".cache.amazonaws.com", "aws_elasticache_cluster"),
      (".es.amazonaws.com", "aws_opensearch_domain"), (".redshift.amazonaws.com", "aws_redshift_cluster"),
    ]
    if let type = ends.first(where: { host.hasSuffix($0.0) })?.1 { return type }
    guard host.hasSuffix(".amazonaws.com") else { return nil }
    if host.includes(".elb.") { return "aws_lb" }
    // `shop.abc.rds.cn-north-1.amazonaws.com.cn`
    if host.includes(".rds.") { return "aws_db_instance" }
    if host.includes(".mq.") { return "aws_mq_broker" }
    if host.includes(".kafka.") || host.includes(".kafka-serverless.") { return "aws_msk_cluster" }
    if host.includes(".execute-api.") { return "aws_apigatewayv2_api" }
    return host.includes(".s3.") || host.includes(".s3-website") ? "aws_s3_bucket" : nil
  }

  /// Whether a host has a name that a cloud gave to something of a customer.
  static func isOfCloud(_ host: String) -> Bool {
    let host = CommercialHost.of(host)
    if host.hasSuffix(".amazonaws.com") { return !isService(host) }
    return cloudEnds.contains { host.hasSuffix($0) }
  }

  private static let cloudEnds = [
    ".cloudfront.net", ".awsglobalaccelerator.com", ".on.aws", ".awsapprunner.com", ".elasticbeanstalk.com",
    ".windows.net", ".database.azure.com", ".documents.azure.com", ".azurewebsites.net", ".azurecontainerapps.io",
    ".azurecontainer.io", ".azurecr.io", ".azure-api.net", ".azurefd.net", ".azureedge.net", ".trafficmanager.net",
    ".cloudapp.azure.com", ".search.windows.net", ".vault.azure.net", ".run.app", ".cloudfunctions.net", ".appspot.com",
    ".ondigitalocean.com", ".ondigitalocean.app", ".herokuapp.com", ".mongodb.net", ".confluent.cloud",
  ]

  /// Hosts that are the machine itself, or where its cloud answers every machine.
  private static let ownHosts: Set<String> = [
    "localhost", "0.0.0.0", "127.0.0.1", "169.254.169.254", "169.254.170.2",
  ]

  /// Whether a text is the name of a host or an address, which others than those in the files can have.
  static func isHost(_ text: String) -> Bool {
    guard (4...253).contains(text.utf8.count), text.utf8.allSatisfy({ isPlain($0, signs: "-._:") }),
      !isService(text), !ownHosts.contains(text)
    else { return false }
    if text.utf8.contains(UInt8(ascii: ":")) {
      return text.split(separator: ":").count > 2 && text.allSatisfy { $0 == ":" || $0.isHexDigit }
    }
    if PublicHost.octets(text) != nil { return true }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), let last = labels.last else { return false }
    return last.utf8.count >= 2 && last.allSatisfy(\.isLetter)
  }

  /// Whether it is where AWS answers for all its customers: `sqs.eu-west-1.amazonaws.com`.
  private static func isService(_ host: String) -> Bool {
    let host = CommercialHost.of(host)
    guard host.hasSuffix(".amazonaws.com") else { return false }
    return type(ofHost: host) == nil && host.split(separator: ".").count <= 5
  }
}
