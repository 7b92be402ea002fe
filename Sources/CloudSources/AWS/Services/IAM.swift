extension AWSService {
  /// Roles, policies and users.
  static let iam = AWSService(
    types: [
      .setting("aws_iam_role", "aws/iam-role", by: ["name"]),
      .setting("aws_iam_instance_profile", "aws/iam-instance-profile", by: ["name"]),
      .setting("aws_iam_policy", "aws/iam-policy"),
      .setting("aws_iam_user", "aws/iam-user", by: ["name"]),
      .setting("aws_iam_openid_connect_provider", "aws/iam-provider"),
      .glue("aws_iam_*"),
    ],
    rules: [
      .init("aws_iam_instance_profile", "role", .config, "aws_iam_role")
    ],
    cloudFormation: [
      .init("AWS::IAM::ManagedPolicy", "aws_iam_policy"),
      .init("AWS::IAM::Policy", "aws_iam_role_policy"),
      .init("AWS::IAM::InstanceProfile", "aws_iam_instance_profile", ["Roles": "role"]),
    ],
    answers: [
      .resource(
        "Roles", "aws_iam_role", id: "Arn", name: .field("RoleName"), mark: "RoleName",
        ["RoleName > name", "Arn > arn"], isOnlyIfUsed: true, isGlobal: true),
      .resource(
        "InstanceProfiles", "aws_iam_instance_profile", id: "Arn", name: .field("InstanceProfileName"),
        mark: "InstanceProfileName", ["InstanceProfileName > name", "Arn > arn", "Roles.Arn[] > role"],
        isOnlyIfUsed: true, isGlobal: true),
    ],
    calls: [
      .init("iam-roles", "iam list-roles", isGlobal: true),
      .init("iam-instance-profiles", "iam list-instance-profiles", isGlobal: true),
    ])
}
