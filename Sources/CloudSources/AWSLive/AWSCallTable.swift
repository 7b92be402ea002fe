/// The calls of the AWS command line by which an account is looked at: all of them only read.
///
/// To add a call, append a line: the name of the file, the words of the command, and for a call that is made for
/// each thing of another answer, where the thing is there and which option names it.
enum AWSCallTable {
  /// A call, or one for each thing that another answer lists.
  struct Line {
    /// The name of the file, without the argument and the ending.
    let file: String
    /// The words after `aws`.
    let words: [String]
    /// The answer that lists the things, and the path to what names them.
    var each: (file: String, path: String)?
    /// The option that names the thing.
    var option = ""
    /// The option that names what the other call was about.
    var outerOption: String?
    /// How many things are named in one call.
    var batch = 1
    /// Which parts of the argument, between slashes, are in the name of the file; the last by itself where none is stated.
    var parts: [Int] = []
    /// Things with this tag are left out.
    var exceptTag: String?
    /// Whether the answer is the same in every region.
    var isGlobal = false
    /// The region that is asked, where only one can be.
    var region: String?

    init(_ file: String, _ command: String, isGlobal: Bool = false, region: String? = nil) {
      self.file = file
      words = command.split(separator: " ").map(String.init)
      self.isGlobal = isGlobal
      self.region = region
    }

    init(
      _ file: String, _ command: String, _ option: String, each path: String, of other: String, parts: [Int] = [],
      outer: String? = nil, batch: Int = 1, exceptTag: String? = nil, isGlobal: Bool = false, region: String? = nil
    ) {
      self.init(file, command, isGlobal: isGlobal, region: region)
      self.option = option
      each = (other, path)
      self.parts = parts
      outerOption = outer
      self.batch = batch
      self.exceptTag = exceptTag
    }
  }

  /// The call that shows whether there are credentials; made before all others.
  static let identity = Line("sts-caller-identity", "sts get-caller-identity")

  static let all: [Line] = [
    Line("ec2-availability-zones", "ec2 describe-availability-zones"),
    Line("ec2-vpcs", "ec2 describe-vpcs"), Line("ec2-subnets", "ec2 describe-subnets"),
    Line("ec2-route-tables", "ec2 describe-route-tables"), Line("ec2-nat-gateways", "ec2 describe-nat-gateways"),
    Line("ec2-internet-gateways", "ec2 describe-internet-gateways"),
    Line("ec2-egress-only-internet-gateways", "ec2 describe-egress-only-internet-gateways"),
    Line("ec2-addresses", "ec2 describe-addresses"), Line("ec2-vpc-endpoints", "ec2 describe-vpc-endpoints"),
    Line("ec2-vpc-peering-connections", "ec2 describe-vpc-peering-connections"),
    Line("ec2-transit-gateways", "ec2 describe-transit-gateways"),
    Line("ec2-transit-gateway-vpc-attachments", "ec2 describe-transit-gateway-vpc-attachments"),
    Line("ec2-vpn-connections", "ec2 describe-vpn-connections"), Line("ec2-vpn-gateways", "ec2 describe-vpn-gateways"),
    Line("ec2-customer-gateways", "ec2 describe-customer-gateways"),
    Line("ec2-security-groups", "ec2 describe-security-groups"),
    Line("ec2-network-interfaces", "ec2 describe-network-interfaces"),
    Line("ec2-instances", "ec2 describe-instances"), Line("ec2-volumes", "ec2 describe-volumes"),
    // An Auto Scaling group starts its instances from a template.
    Line(
      "ec2-instance-user-data", "ec2 describe-instance-attribute --attribute userData", "--instance-id",
      each: "Reservations.Instances.InstanceId", of: "ec2-instances", exceptTag: "aws:autoscaling:groupName"),
    Line("ec2-launch-templates", "ec2 describe-launch-templates"),
    Line("ec2-launch-template-versions", "ec2 describe-launch-template-versions --versions $Latest $Default"),
    Line("autoscaling-groups", "autoscaling describe-auto-scaling-groups"),
    Line("autoscaling-launch-configurations", "autoscaling describe-launch-configurations"),
    Line("elbv2-load-balancers", "elbv2 describe-load-balancers"),
    Line(
      "elbv2-listeners", "elbv2 describe-listeners", "--load-balancer-arn", each: "LoadBalancers.LoadBalancerArn",
      of: "elbv2-load-balancers", parts: [2]),
    Line(
      "elbv2-rules", "elbv2 describe-rules", "--listener-arn", each: "Listeners.ListenerArn", of: "elbv2-listeners",
      parts: [2, 4]),
    Line("elbv2-target-groups", "elbv2 describe-target-groups"),
    Line(
      "elbv2-target-health", "elbv2 describe-target-health", "--target-group-arn", each: "TargetGroups.TargetGroupArn",
      of: "elbv2-target-groups", parts: [1]),
    Line("elb-load-balancers", "elb describe-load-balancers"),
    Line("rds-db-instances", "rds describe-db-instances"), Line("rds-db-clusters", "rds describe-db-clusters"),
    Line("rds-db-subnet-groups", "rds describe-db-subnet-groups"), Line("rds-db-proxies", "rds describe-db-proxies"),
    Line("elasticache-clusters", "elasticache describe-cache-clusters --show-cache-node-info"),
    Line("elasticache-replication-groups", "elasticache describe-replication-groups"),
    Line("elasticache-subnet-groups", "elasticache describe-cache-subnet-groups"),
    Line("efs-file-systems", "efs describe-file-systems"),
    Line(
      "efs-mount-targets", "efs describe-mount-targets", "--file-system-id", each: "FileSystems.FileSystemId",
      of: "efs-file-systems"),
    Line("fsx-file-systems", "fsx describe-file-systems"),
    Line("memorydb-clusters", "memorydb describe-clusters --show-shard-details"),
    Line("memorydb-subnet-groups", "memorydb describe-subnet-groups"),
    Line("opensearch-domains", "opensearch list-domain-names"),
    Line(
      "opensearch-domain", "opensearch describe-domain", "--domain-name", each: "DomainNames.DomainName",
      of: "opensearch-domains"),
    Line("dynamodb-tables", "dynamodb list-tables"),
    Line("dynamodb-table", "dynamodb describe-table", "--table-name", each: "TableNames", of: "dynamodb-tables"),
    Line("redshift-clusters", "redshift describe-clusters"), Line("kafka-clusters", "kafka list-clusters-v2"),
    Line("lambda-functions", "lambda list-functions"),
    Line("lambda-event-source-mappings", "lambda list-event-source-mappings"),
    Line("ecs-clusters", "ecs list-clusters"),
    Line("ecs-service-list", "ecs list-services", "--cluster", each: "clusterArns", of: "ecs-clusters"),
    Line(
      "ecs-services", "ecs describe-services", "--services", each: "serviceArns", of: "ecs-service-list",
      outer: "--cluster", batch: 10),
    Line(
      "ecs-task-definition", "ecs describe-task-definition", "--task-definition", each: "services.taskDefinition",
      of: "ecs-services"),
    Line("eks-clusters", "eks list-clusters"),
    Line("eks-cluster", "eks describe-cluster", "--name", each: "clusters", of: "eks-clusters"),
    Line("eks-nodegroup-list", "eks list-nodegroups", "--cluster-name", each: "clusters", of: "eks-clusters"),
    Line(
      "eks-nodegroup", "eks describe-nodegroup", "--nodegroup-name", each: "nodegroups", of: "eks-nodegroup-list",
      outer: "--cluster-name"),
    Line("apigateway-apis", "apigateway get-rest-apis"), Line("apigateway-vpc-links", "apigateway get-vpc-links"),
    Line(
      "apigateway-resources", "apigateway get-resources --embed methods", "--rest-api-id", each: "items.id",
      of: "apigateway-apis"),
    Line("apigatewayv2-apis", "apigatewayv2 get-apis"), Line("apigatewayv2-vpc-links", "apigatewayv2 get-vpc-links"),
    Line(
      "apigatewayv2-integrations", "apigatewayv2 get-integrations", "--api-id", each: "Items.ApiId",
      of: "apigatewayv2-apis"),
    Line("apigatewayv2-routes", "apigatewayv2 get-routes", "--api-id", each: "Items.ApiId", of: "apigatewayv2-apis"),
    Line("sqs-queues", "sqs list-queues"),
    Line(
      "sqs-attributes", "sqs get-queue-attributes --attribute-names All", "--queue-url", each: "QueueUrls",
      of: "sqs-queues"),
    Line("sns-topics", "sns list-topics"), Line("sns-subscriptions", "sns list-subscriptions"),
    Line("kinesis-streams", "kinesis list-streams"), Line("events-rules", "events list-rules"),
    Line("events-targets", "events list-targets-by-rule", "--rule", each: "Rules.Name", of: "events-rules"),
    Line("stepfunctions-state-machines", "stepfunctions list-state-machines"),
    Line("kms-keys", "kms list-keys"), Line("kms-aliases", "kms list-aliases"),
    Line("secretsmanager-secrets", "secretsmanager list-secrets"),
    Line("ecr-repositories", "ecr describe-repositories"), Line("cloudwatch-alarms", "cloudwatch describe-alarms"),
    Line("route53-hosted-zones", "route53 list-hosted-zones", isGlobal: true),
    Line(
      "route53-record-sets", "route53 list-resource-record-sets", "--hosted-zone-id", each: "HostedZones.Id",
      of: "route53-hosted-zones", isGlobal: true),
    Line("route53-health-checks", "route53 list-health-checks", isGlobal: true),
    Line("cloudfront-distributions", "cloudfront list-distributions", isGlobal: true),
    // One region answers for the accelerators of all.
    Line(
      "globalaccelerator-accelerators", "globalaccelerator list-accelerators", isGlobal: true, region: "us-west-2"),
    Line(
      "globalaccelerator-listeners", "globalaccelerator list-listeners", "--accelerator-arn",
      each: "Accelerators.AcceleratorArn", of: "globalaccelerator-accelerators", isGlobal: true, region: "us-west-2"),
    Line(
      "globalaccelerator-endpoint-groups", "globalaccelerator list-endpoint-groups", "--listener-arn",
      each: "Listeners.ListenerArn", of: "globalaccelerator-listeners", parts: [1, 3], isGlobal: true,
      region: "us-west-2"),
    Line("iam-roles", "iam list-roles", isGlobal: true),
    Line("iam-instance-profiles", "iam list-instance-profiles", isGlobal: true),
    Line("s3-buckets", "s3api list-buckets", isGlobal: true),
  ]

  /// The form of an argument in the name of a file.
  static func fileName(of argument: String, parts: [Int] = []) -> String {
    let all = argument.split(separator: "/").map(String.init)
    let chosen = parts.isEmpty ? all.suffix(1) : parts.filter { $0 < all.count }.map { all[$0] }[...]
    let text = chosen.isEmpty ? argument : chosen.joined(separator: ".")
    let name = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" })
    return String(name.prefix(120))
  }

  /// Whether a text can be nothing but the name of a thing: the command line would read a file for some.
  static func isSafe(_ argument: String) -> Bool {
    guard let first = argument.utf8.first, first != UInt8(ascii: "-"), argument.utf8.count <= 2_048 else {
      return false
    }
    let lowercased = argument.lowercased()
    guard !lowercased.hasPrefix("file:"), !lowercased.hasPrefix("fileb:") else { return false }
    return argument.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ":/._+=@,*-".contains($0)) }
  }
}
