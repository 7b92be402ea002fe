extension AWSService {
  /// Builds and deliveries: CodeBuild and CodePipeline.
  static let developerTools = AWSService(
    types: [
      .part("aws_codebuild_project", "aws/build-project"),
      .part("aws_codepipeline", "aws/pipeline"),
    ],
    cloudFormation: [
      .init("AWS::CodeBuild::Project", "aws_codebuild_project"),
      .init("AWS::CodePipeline::Pipeline", "aws_codepipeline"),
    ])
}
