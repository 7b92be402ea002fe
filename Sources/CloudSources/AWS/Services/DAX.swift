extension AWSService {
  /// Caches before DynamoDB.
  static let dax = AWSService(
    types: [
      .setting("aws_dax_subnet_group", "aws/subnet-group", by: ["name"]),
      .part("aws_dax_cluster", "aws/dax-cluster", at: ["cluster_address", "configuration_endpoint"]),
    ],
    counts: [
      .init("aws_dax_cluster", "replication_factor")
    ])
}
