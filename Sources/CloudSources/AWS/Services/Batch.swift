extension AWSService {
  /// Jobs and the machines for them.
  static let batch = AWSService(
    types: [
      .part("aws_batch_compute_environment", "aws/batch-compute"),
      .part("aws_batch_job_queue", "aws/batch-queue"),
      .setting("aws_batch_job_definition", "aws/batch-job-definition"),
    ],
    rules: [
      .init("aws_batch_compute_environment", "compute_resources.subnets", .any, "aws_subnet"),
      .init("aws_batch_job_queue", "compute_environments", .failover, "aws_batch_compute_environment"),
      .init("aws_batch_job_queue", "compute_environment_order", .failover, "aws_batch_compute_environment"),
    ],
    counts: [
      // None now is not none ever: more are started for the next job.
      .init("aws_batch_compute_environment", positive: "compute_resources.min_vcpus")
    ],
    cloudFormation: [
      .init("AWS::Batch::ComputeEnvironment", "aws_batch_compute_environment", ["MinvCpus": "min_vcpus"]),
      .init("AWS::Batch::JobQueue", "aws_batch_job_queue"),
      .init("AWS::Batch::JobDefinition", "aws_batch_job_definition"),
    ],
    answers: [
      .resource(
        "computeEnvironments", "aws_batch_compute_environment", id: "computeEnvironmentArn",
        name: .field("computeEnvironmentName"), mark: "computeEnvironmentArn",
        [
          "computeEnvironmentArn > arn", "computeEnvironmentName > name",
          "computeResources.subnets[] > compute_resources.subnets",
          "computeResources.minvCpus > compute_resources.min_vcpus",
        ], gone: ("status", ["DELETING", "DELETED", "INVALID"]), down: ("state", ["DISABLED"])),
      .resource(
        "jobQueues", "aws_batch_job_queue", id: "jobQueueArn", name: .field("jobQueueName"), mark: "jobQueueArn",
        [
          "jobQueueArn > arn", "jobQueueName > name",
          "computeEnvironmentOrder.computeEnvironment[] > compute_environments",
        ], gone: ("status", ["DELETING", "DELETED", "INVALID"]), down: ("state", ["DISABLED"])),
    ],
    calls: [
      .init("batch-compute-environments", "batch describe-compute-environments"),
      .init("batch-job-queues", "batch describe-job-queues"),
    ])
}
