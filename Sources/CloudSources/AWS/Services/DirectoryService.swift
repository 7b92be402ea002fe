extension AWSService {
  /// Managed directories.
  static let directory = AWSService(
    types: [
      .part("aws_directory_service_directory", "aws/directory")
    ],
    rules: [
      .init("aws_directory_service_directory", "vpc_settings.subnet_ids", .any, "aws_subnet")
    ])
}
