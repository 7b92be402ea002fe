extension AWSService {
  /// Services that run from an image.
  static let appRunner = AWSService(
    types: [
      .part("aws_apprunner_service", "aws/app-runner-service", at: ["service_url"])
    ])
}
