extension AWSService {
  /// Certificates.
  static let certificateManager = AWSService(
    types: [
      .setting("aws_acm_certificate", "aws/certificate"),
      .nothing("aws_acm_certificate_validation"),
    ],
    cloudFormation: [
      .init("AWS::CertificateManager::Certificate", "aws_acm_certificate")
    ])
}
