extension AWSService {
  /// Leased lines into the network of AWS.
  static let directConnect = AWSService(
    types: [
      .part("aws_dx_connection", "aws/direct-connect"),
      .part("aws_dx_gateway", "aws/direct-connect", isGlobal: true),
    ])
}
