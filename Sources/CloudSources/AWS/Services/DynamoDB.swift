extension AWSService {
  /// Tables without machines.
  static let dynamoDB = AWSService(
    types: [
      .part("aws_dynamodb_table", "aws/dynamodb-table", by: ["name"], isNamedPlainly: true, isExternal: true),
      .glue("aws_dynamodb_*"),
    ],
    rules: [
      .init("aws_dynamodb_table", "server_side_encryption.kms_key_arn", .hard, "aws_kms_key")
    ],
    counts: [
      .init("aws_dynamodb_table", listed: "replicas.region"),
      .init("aws_dynamodb_table", listed: "replica.region_name", isBesidesFirst: true),
    ],
    limits: [
      // Reads and writes have units of their own; both together are the most that a table does.
      .init(
        "aws_dynamodb_table", .rate("capacity units/s"), "read_capacity", "write_capacity",
        where: .except("billing_mode", ["PAY_PER_REQUEST"]))
    ],
    cloudFormation: [
      .init(
        "AWS::DynamoDB::Table", "aws_dynamodb_table",
        [
          "TableName": "name", "SSESpecification": "server_side_encryption",
          "KMSMasterKeyId": "kms_key_arn",
        ].merging(throughputProperties) { first, _ in first }),
      .init("AWS::DynamoDB::GlobalTable", "aws_dynamodb_table", ["TableName": "name"]),
      .init(
        "AWS::Serverless::SimpleTable", "aws_dynamodb_table",
        ["TableName": "name"].merging(throughputProperties) { first, _ in first }),
    ],
    answers: [
      .resource(
        "TableNames", "aws_dynamodb_table", id: "", name: .end(of: ""), ["> name"]),
      .resource(
        "Table", "aws_dynamodb_table", id: "TableName", name: .field("TableName"), mark: "TableArn",
        [
          "TableName > name", "TableArn > arn", "LatestStreamArn > stream_arn",
          "SSEDescription.KMSMasterKeyArn > server_side_encryption.kms_key_arn",
          "Replicas.RegionName[] > replica.region_name", "BillingModeSummary.BillingMode > billing_mode",
          "ProvisionedThroughput.ReadCapacityUnits > read_capacity",
          "ProvisionedThroughput.WriteCapacityUnits > write_capacity",
        ], gone: ("TableStatus", ["DELETING"]),
        down: ("TableStatus", ["INACCESSIBLE_ENCRYPTION_CREDENTIALS", "ARCHIVING", "ARCHIVED"])),
    ],
    calls: [
      .init("dynamodb-tables", "dynamodb list-tables"),
      .init("dynamodb-table", "dynamodb describe-table", "--table-name", each: "TableNames", of: "dynamodb-tables"),
    ])

  private static let throughputProperties = [
    "ProvisionedThroughput": "", "ReadCapacityUnits": "read_capacity", "WriteCapacityUnits": "write_capacity",
  ]
}
