extension AWSService {
  /// Certificates.
  static let certificateManager = AWSService(
    types: [
      .setting("aws_acm_certificate", "aws/certificate"),
      .nothing("aws_acm_certificate_validation"),
    ],
    cloudFormation: [
      .init("AWS::CertificateManager::Certificate", "aws_acm_certificate")
    ],
    answers: [
      .resource(
        "CertificateSummaryList", "aws_acm_certificate", id: "CertificateArn", name: .field("DomainName"),
        mark: "CertificateArn", ["CertificateArn > arn"], isOnlyIfUsed: true)
    ],
    calls: [
      .init("acm-certificates", "acm list-certificates")
    ])
}
