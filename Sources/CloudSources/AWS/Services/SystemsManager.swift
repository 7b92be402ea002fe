extension AWSService {
  /// Values in Parameter Store.
  static let systemsManager = AWSService(
    types: [
      .part("aws_ssm_parameter", "aws/parameter", by: ["name"], isNamedPlainly: true, isExternal: true)
    ],
    rules: [
      .init("aws_ssm_parameter", "key_id", .hard, "aws_kms_key")
    ])
}
