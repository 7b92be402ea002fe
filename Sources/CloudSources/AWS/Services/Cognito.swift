extension AWSService {
  /// Pools of users.
  static let cognito = AWSService(
    types: [
      .part("aws_cognito_user_pool", "aws/cognito-user-pool", at: ["endpoint"]),
      .glue("aws_cognito_*"),
    ],
    rules: triggers(
      .hard,
      [
        "pre_authentication", "post_authentication", "pre_token_generation", "pre_token_generation_config.lambda_arn",
        "define_auth_challenge", "create_auth_challenge", "verify_auth_challenge_response",
      ])
      + triggers(
        .soft,
        [
          "pre_sign_up", "post_confirmation", "user_migration", "custom_message", "custom_email_sender.lambda_arn",
          "custom_sms_sender.lambda_arn", "inbound_federation",
        ]),
    cloudFormation: [
      .init("AWS::Cognito::UserPool", "aws_cognito_user_pool", ["CustomSMSSender": "custom_sms_sender"])
    ],
    answers: [
      .resource(
        "UserPools", "aws_cognito_user_pool", id: "Id", name: .field("Name"), mark: "LambdaConfig",
        [
          "LambdaConfig.PreAuthentication > lambda_config.pre_authentication",
          "LambdaConfig.PostAuthentication > lambda_config.post_authentication",
          "LambdaConfig.PreTokenGeneration > lambda_config.pre_token_generation",
          "LambdaConfig.PreTokenGenerationConfig.LambdaArn > lambda_config.pre_token_generation_config.lambda_arn",
          "LambdaConfig.DefineAuthChallenge > lambda_config.define_auth_challenge",
          "LambdaConfig.CreateAuthChallenge > lambda_config.create_auth_challenge",
          "LambdaConfig.VerifyAuthChallengeResponse > lambda_config.verify_auth_challenge_response",
          "LambdaConfig.PreSignUp > lambda_config.pre_sign_up",
          "LambdaConfig.PostConfirmation > lambda_config.post_confirmation",
          "LambdaConfig.UserMigration > lambda_config.user_migration",
          "LambdaConfig.CustomMessage > lambda_config.custom_message",
        ])
    ],
    calls: [
      .init("cognito-user-pools", "cognito-idp list-user-pools --max-results 60")
    ])

  /// Functions that a pool calls: at each sign-in, or only for new and for changed users.
  private static func triggers(_ meaning: CloudRule.Meaning, _ names: [String]) -> [CloudRule] {
    names.map {
      CloudRule("aws_cognito_user_pool", "lambda_config.\($0)", meaning, "aws_lambda_function", "aws_lambda_alias")
    }
  }
}
