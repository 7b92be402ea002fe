extension AWSService {
  /// Pools of users.
  static let cognito = AWSService(
    types: [
      .part("aws_cognito_user_pool", "aws/cognito-user-pool"),
      .glue("aws_cognito_*"),
    ])
}
