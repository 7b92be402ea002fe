/// Kinds in words: `aws/ec2-instance` reads as "EC2 instance".
enum KindPhrase {
  /// Written in capitals, or as their owners do.
  private static let spellings: [String: String] = [
    "acl": "ACL", "alb": "ALB", "api": "API", "aws": "AWS", "az": "AZ", "cdn": "CDN", "cloudfront": "CloudFront",
    "cloudwatch": "CloudWatch", "db": "DB", "dns": "DNS", "dynamodb": "DynamoDB", "ebs": "EBS", "ec2": "EC2",
    "ecs": "ECS", "efs": "EFS", "eks": "EKS", "elasticache": "ElastiCache", "elb": "ELB", "gcp": "GCP", "iam": "IAM",
    "k8s": "Kubernetes", "kms": "KMS", "nat": "NAT", "nlb": "NLB", "rds": "RDS", "route53": "Route 53", "s3": "S3",
    "saas": "SaaS", "sns": "SNS", "sqs": "SQS", "vm": "VM", "vpc": "VPC", "vpn": "VPN",
  ]

  /// The kind without its namespace, hyphens as spaces.
  static func phrase(for kind: String) -> String {
    let name = kind.split(separator: "/").last ?? kind[...]
    return name.split(whereSeparator: { $0 == "-" || $0 == "_" })
      .map { spellings[$0.lowercased()] ?? String($0) }.joined(separator: " ")
  }
}
