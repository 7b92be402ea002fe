extension AWSService {
  /// Names of running tasks.
  static let cloudMap = AWSService(
    types: [
      .part("aws_service_discovery_service", "aws/service-discovery"),
      .setting("aws_service_discovery_*", "aws/service-discovery-namespace", by: ["name"]),
    ])
}
