extension AWSService {
  /// Secrets.
  static let secretsManager = AWSService(
    types: [
      .part("aws_secretsmanager_secret", "aws/secret", by: ["name"], isNamedPlainly: true, isExternal: true),
      .glue("aws_secretsmanager_*"),
    ],
    rules: [
      .init("aws_secretsmanager_secret", "kms_key_id", .hard, "aws_kms_key")
    ],
    cloudFormation: [
      .init("AWS::SecretsManager::Secret", "aws_secretsmanager_secret"),
      .init("AWS::SecretsManager::SecretTargetAttachment", "aws_secretsmanager_secret_policy"),
      .init("AWS::SecretsManager::RotationSchedule", "aws_secretsmanager_secret_rotation"),
      .init("AWS::SecretsManager::ResourcePolicy", "aws_secretsmanager_secret_policy_of_resource"),
    ],
    answers: [
      .resource(
        "SecretList", "aws_secretsmanager_secret", id: "ARN", name: .field("Name"),
        ["ARN > arn", "Name > name", "KmsKeyId"])
    ],
    calls: [
      .init("secretsmanager-secrets", "secretsmanager list-secrets")
    ])
}
