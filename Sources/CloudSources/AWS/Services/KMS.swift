extension AWSService {
  /// Keys.
  static let kms = AWSService(
    types: [
      .part("aws_kms_key", "aws/kms-key", by: ["key_id"], isExternal: true),
      .part("aws_kms_replica_key", "aws/kms-key", by: ["key_id"]),
      .glue("aws_kms_*"),
    ],
    answers: [
      .resource(
        "Keys", "aws_kms_key", id: "KeyId", mark: "KeyArn", ["KeyArn > arn", "KeyId"], isOnlyIfUsed: true),
      .resource("Aliases", "kms_alias", id: "AliasName", mark: "AliasName", ["TargetKeyId > key_id"]),
    ],
    calls: [
      .init("kms-keys", "kms list-keys"),
      .init("kms-aliases", "kms list-aliases"),
    ])
}
