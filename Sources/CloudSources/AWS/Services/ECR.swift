extension AWSService {
  /// Images of containers.
  static let ecr = AWSService(
    types: [
      .part("aws_ecr_repository", "aws/ecr-repository", by: ["name", "repository_url"], at: ["repository_url"]),
      .glue("aws_ecr_*"),
    ],
    answers: [
      .resource(
        "repositories", "aws_ecr_repository", id: "repositoryName", name: .field("repositoryName"),
        mark: "repositoryArn",
        ["repositoryName > name", "repositoryArn > arn", "repositoryUri > repository_url"], isOnlyIfUsed: false)
    ],
    calls: [
      .init("ecr-repositories", "ecr describe-repositories")
    ])
}
