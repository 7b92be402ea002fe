/// Keys, secrets, and what looks on.
extension AWSAnswer {
  static let others: [AWSAnswer] = [
    .resource(
      "Roles", "aws_iam_role", id: "Arn", name: .field("RoleName"), mark: "RoleName",
      ["RoleName > name", "Arn > arn"], isOnlyIfUsed: true, isGlobal: true),
    .resource(
      "InstanceProfiles", "aws_iam_instance_profile", id: "Arn", name: .field("InstanceProfileName"),
      mark: "InstanceProfileName", ["InstanceProfileName > name", "Arn > arn", "Roles.Arn[] > role"],
      isOnlyIfUsed: true, isGlobal: true),
    .resource(
      "Keys", "aws_kms_key", id: "KeyId", mark: "KeyArn", ["KeyArn > arn", "KeyId"], isOnlyIfUsed: true),
    .resource("Aliases", "kms_alias", id: "AliasName", mark: "AliasName", ["TargetKeyId > key_id"]),
    .resource(
      "SecretList", "aws_secretsmanager_secret", id: "ARN", name: .field("Name"),
      ["ARN > arn", "Name > name", "KmsKeyId"]),
    .resource(
      "MetricAlarms", "aws_cloudwatch_metric_alarm", id: "AlarmName", name: .field("AlarmName"),
      ["AlarmName", "AlarmArn > arn", "AlarmActions[]"]),
    .resource(
      "repositories", "aws_ecr_repository", id: "repositoryName", name: .field("repositoryName"), mark: "repositoryArn",
      ["repositoryName > name", "repositoryArn > arn", "repositoryUri > repository_url"], isOnlyIfUsed: false),
    .list("ResourceTagMappingList"),
    .list("Account", mark: "UserId", isAtTop: true),
  ]
}
